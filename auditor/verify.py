"""Whether everything holds that must be true of a corpus; says what does not, and mends nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.admission import Judge, Whole, parts
from auditor.corpus import invariants, reads
from auditor.corpus.contents import Unreadable
from auditor.corpus.pack import posting
from auditor.corpus.protocol import Admitted, Edge
from auditor.corpus.sql import Store
from auditor.joining import cross_checks
from auditor.model import content_id

__all__ = ["damages"]


def damages(store: Store, judge: Judge, *, quick: bool = False) -> Iterator[str]:
    """Yields what is wrong, worst first. ``quick`` leaves out what is worked out again from the texts.

    Keys, imprints, edges and standings are worked out again by the present rules: of a corpus that was judged by other
    rules call it with ``quick``.
    """
    with store.reading():
        broken = list(invariants.broken(store.held))
        yield from broken
        if broken:
            return
        for ids in parts(store):
            yield from _part(store, sorted(ids), judge, quick=quick)


def _part(store: Store, ids: Sequence[str], judge: Judge, *, quick: bool) -> Iterator[str]:
    try:
        admitted = store.entries(ids)
        posted = reads.posts(store.held, store.dictionary, ids)
        edges = store.edges(ids)
    except Unreadable as error:
        yield f"a value does not read back: {error}"
        return
    for one in admitted:
        doc = one.entry.document
        if content_id(doc.text) != doc.id:
            yield f"{doc.id}: the text is not that of its id"
        if one.standing is None:
            yield f"{doc.id}: it was never judged"
    yield from invariants.columns(store.held, admitted)
    yield from invariants.postings(
        store.held,
        {ident: {posting(name, key) for name, post in by.items() for key in post.keys} for ident, by in posted.items()},
    )
    if not quick:
        yield from _posts(store, admitted, judge)
        yield from _edges(store, edges, judge)
        yield from _standings(store, admitted, edges, judge)


def _posts(store: Store, admitted: Sequence[Admitted], judge: Judge) -> Iterator[str]:
    posted = reads.posts(store.held, store.dictionary, (a.entry.document.id for a in admitted))
    speakers = reads.rivals(store.held, posted)
    for one in admitted:
        doc = one.entry.document
        if one.row != next(rival.entry for rival in speakers[doc.id] if rival.posted):
            continue
        for name, check in cross_checks(judge.checks).items():
            made, kept = check.post(doc), posted[doc.id].get(name)
            keys = () if made is None else tuple(sorted({posting(name, key) for key in made.keys}))
            if keys != (() if kept is None else tuple(posting(name, key) for key in kept.keys)):
                yield f"{doc.id}: the keys of {name} are not those of the text"
            elif made is not None and kept is not None and made.imprint != kept.imprint:
                yield f"{doc.id}: the imprint of {name} is not that of the text"


def _edges(store: Store, edges: Sequence[Edge], judge: Judge) -> Iterator[str]:
    for name, check in cross_checks(judge.checks).items():
        own = [edge for edge in edges if edge.check == name]
        imprints = store.imprints(name, {ident for edge in own for ident in (edge.a, edge.b)})
        for edge in own:
            if edge.outcome not in list(check.compare(imprints[edge.a], imprints[edge.b])):
                yield f"{edge.a}: {edge.outcome.kind} with {edge.b} is not what {name} says of the texts"


def _standings(store: Store, admitted: Sequence[Admitted], edges: Sequence[Edge], judge: Judge) -> Iterator[str]:
    stands = Whole.of(store, admitted, edges, judge).standings
    for one in admitted:
        doc, standing, due = one.entry.document, one.standing, stands[one.row]
        if standing is None or standing == due:
            continue
        if standing.family != due.family:
            yield f"{doc.id}: its family is {due.family}, not {standing.family}"
        elif standing.verdict != due.verdict or standing.score != due.score:
            yield f"{doc.id}: its verdict is {due.verdict.value} ({due.score}), not {standing.verdict.value}"
        else:
            yield f"{doc.id}: its findings are not those that follow from the corpus"
