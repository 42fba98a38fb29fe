"""How far the publishers of a corpus are to be trusted: worked out over all that it holds when that is asked for.

Every new document can change what all sources are worth, so that a gate would have to read the whole corpus. What is kept
is therefore marked as outdated once documents come or go, and worked out again by ``auditor corpus trust``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from auditor.admission import Judge, keys_of, parts_of
from auditor.audit import assessment
from auditor.corpus import listing, reads, writes
from auditor.corpus.pack import clean
from auditor.corpus.protocol import Admitted
from auditor.corpus.sql import Store
from auditor.judge import facts as judge_facts
from auditor.judge import sources as judge_sources
from auditor.meeting import Meeting, Party
from auditor.model import Assessment, Claim, Fact, Relation, Source

__all__ = ["renew", "worked_out", "wrong"]


def renew(store: Store, judge: Judge) -> tuple[Source, ...]:
    """Works the trust of all sources out, which holds up nobody, and keeps it.

    Where documents came or went meanwhile, it is kept as outdated.
    """
    with store.writing() as connection:
        writes.say_trust(connection, "begun")
    with store.reading():
        found = worked_out(store, judge)
    with store.writing() as connection:
        unchanged = reads.scheme(connection).get("trust") != "outdated"
        writes.weigh(connection, found)
        writes.say_trust(connection, "current" if unchanged else "outdated")
    return found


def worked_out(store: Store, judge: Judge) -> tuple[Source, ...]:
    """Every publisher of the corpus with the trust that one audit of it all would give, by name."""
    counts = listing.publishers(store.held)
    met = _Met(store, judge)
    known = {clean(one.name): one for one in judge_sources.sources(met.documents, met.facts(), met.relations)}
    return tuple(
        replace(known.get(name, Source(name, number)), name=name, documents=number, rating=None)
        for name, number in counts.items()
    )


def wrong(store: Store, judge: Judge) -> Iterator[str]:
    """Yields where the trust that is kept, and said to be current, is not what the corpus gives."""
    with store.reading():
        if reads.scheme(store.held).get("trust") != "current":
            return
        kept = {row["name"]: row for row in listing.sources(store.held)}
        due = {one.name: one for one in worked_out(store, judge)}
    for name in sorted(kept.keys() | due.keys()):
        if name not in kept or name not in due:
            yield f"source {name!r}: it is {'not ' if name not in kept else ''}among the sources, against the documents"
        elif _row(due[name]) != tuple(kept[name][column] for column in ("documents", "trust", "low", "high")):
            yield f"source {name!r}: its trust is not what follows from the corpus"


def _row(source: Source) -> tuple[float | None, ...]:
    return (source.documents, source.trust, *(source.interval or (None, None)))


class _Met:
    """What documents say of one thing: those that an edge joins to others, and those that state the same fact."""

    def __init__(self, store: Store, judge: Judge) -> None:
        self.documents: list[Assessment] = []
        self.claims: list[Claim] = []
        self.relations: list[Relation] = []
        self.voices: dict[str, judge_facts.Voice] = {}
        linked = reads.linked_ids(store.held)
        for ids in parts_of(store, sorted(linked)):
            self._meet(store, ids, judge)
        stated = {_stated(claim) for claim in self.claims}
        others = listing.stating(store.held, {claim.metric for claim in self.claims if claim.metric}) - linked
        for ids in parts_of(store, sorted(others)):
            self._meet(store, ids, judge, stated)

    def _meet(
        self, store: Store, ids: Iterable[str], judge: Judge, stated: set[tuple[str | None, ...]] | None = None
    ) -> None:
        admitted = store.entries(ids)
        keys = keys_of(store, admitted)
        meeting = Meeting([_party(one, keys[one.row]) for one in admitted], store.edges(ids), judge.rules)
        self.relations += meeting.relations
        for one in admitted:
            key = keys[one.row]
            claims = tuple(
                replace(claim, key=key) for claim in one.entry.claims if stated is None or _stated(claim) in stated
            )
            assert one.standing is not None  # noqa: S101  # no transaction ends before documents are judged
            doc = replace(one.entry.document, key=key)
            told = assessment(doc, replace(one.entry, claims=claims), one.standing)
            # Without texts: what is looked at together may be a large part of the corpus.
            self.documents.append(replace(told, text=None))
            self.claims += claims
            self.voices[key] = meeting.voices[key]

    def facts(self) -> tuple[Fact, ...]:
        return judge_facts.facts(self.claims, self.relations, self.voices)


def _party(one: Admitted, key: str) -> Party:
    return Party(replace(one.entry.document, key=key), one.entry.language, one.entry.provenance)


def _stated(claim: Claim) -> tuple[str | None, ...]:
    return (claim.metric, claim.subject, claim.place, claim.period, claim.unit)
