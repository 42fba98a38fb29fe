"""Incoming documents and a corpus: whom they meet there, what that says of them, and what it changes for those admitted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from auditor.assess import Mark, assess
from auditor.corpus.protocol import Admitted, Corpus, Edge
from auditor.engine.protocol import Engine
from auditor.examine import Checks, Examined
from auditor.joining import crowd_notes, join, join_corpus, reach
from auditor.judge.families import Origin
from auditor.judge.policy import Policy
from auditor.meeting import Meeting, Party
from auditor.model import (
    Claim,
    Document,
    Evidence,
    Fact,
    Family,
    Finding,
    Note,
    Post,
    Relation,
    Status,
)
from auditor.rules.load import RuleSet

__all__ = ["REACH", "Encounter", "accepting", "encounter", "known", "named"]

REACH = 2_000
"""Admitted documents that a run looks at: beyond, families and disputes are those of the nearest, and a note says so."""


@dataclass(frozen=True, slots=True)
class Encounter:
    """A meeting of incoming documents with admitted ones, seen from the incoming ones."""

    meeting: Meeting
    documents: Mapping[str, Document]
    examined: Mapping[str, Examined]
    admitted: Mapping[str, Admitted]
    came_as: Mapping[str, tuple[str, ...]]
    already: frozenset[str]
    notes: tuple[Note, ...]
    found: Mapping[str, tuple[Finding, ...]]

    def families(self) -> tuple[Family, ...]:
        """The families that hold an incoming document."""
        own = self.documents.keys()
        return tuple(f for f in self.meeting.families if any(member.key in own for member in f.members))

    def relations(self) -> tuple[Relation, ...]:
        """The relations of the families of incoming documents."""
        families = {self.meeting.family_of(key) for key in self.documents}
        return tuple(
            relation
            for relation in self.meeting.relations
            if any(self.meeting.family_of(e.key) in families for e in (*relation.a, *relation.b))
        )

    def family_of(self, key: str) -> str:
        """The id of a document's family."""
        return self.meeting.family_of(key)

    def facts(self) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
        """The facts that incoming documents state: with their own values alone, and with those of admitted documents."""
        own = [claim for found in self.examined.values() for claim in found.claims]
        stated = {_stated(claim) for claim in own}
        more = [
            replace(claim, key=key)
            for key, admitted in self.admitted.items()
            for claim in admitted.entry.claims
            if _stated(claim) in stated
        ]
        alone = self.meeting.facts(own)
        return alone, self.meeting.facts([*own, *more]) if more else alone

    def told(self, key: str) -> tuple[Finding, ...]:
        """What the others say of an incoming document; of one that is admitted already, that it is."""
        told = self.found.get(key, ())
        if key not in self.already:
            return told
        doc = self.documents[key]
        told = tuple(f for f in told if not (f.related and f.related[0].document == doc.id))
        first = replace(Evidence.at(doc, (0, 0)), key=self.came_as[doc.id][0])
        return (*told, self.meeting.rules.rules["already-admitted"].finding(related=(first,)))

    def copies_of_admitted(self) -> frozenset[str]:
        """Keys of incoming documents that are near-duplicates of an admitted one without being the same text."""
        inside = {a.entry.document.id for a in self.admitted.values()} | set(self.came_as)
        near = self.meeting.near()
        return frozenset(
            key
            for key, doc in self.documents.items()
            if key not in self.already and near.get(doc.id, frozenset()) & inside
        )

    def affected(self, rules: RuleSet, policy: Policy) -> tuple[Finding, ...]:
        """Findings on admitted documents that they did not have before."""
        fresh = []
        for key, admitted in self.admitted.items():
            had = {f.fingerprint for f in admitted.standing.findings} if admitted.standing is not None else set()
            entry = admitted.entry
            standing = assess(
                entry.document,
                (*known(entry.findings, rules), *self.found.get(key, ())),
                family=self.family_of(key),
                applicable=entry.applicable,
                rules=rules,
                policy=policy,
                mark=accepting(entry.accepted),
            )
            fresh += [(key, finding) for finding in standing.findings if finding.fingerprint not in had]
        ordered = sorted(fresh, key=lambda pair: (pair[0], pair[1].rule, pair[1].fingerprint))
        return tuple(finding for _, finding in ordered)


def _stated(claim: Claim) -> tuple[str | None, ...]:
    return (claim.metric, claim.subject, claim.place, claim.period, claim.unit)


def known(findings: Iterable[Finding], rules: RuleSet) -> list[Finding]:
    """Those findings whose rule is still there: a corpus outlives its rules."""
    return [finding for finding in findings if finding.rule in rules.rules]


def accepting(fingerprints: Sequence[str]) -> Mark | None:
    """Marks the findings that were accepted when their document came in."""
    listed = frozenset(fingerprints)
    if not listed:
        return None

    def mark(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(replace(f, status=Status.BASELINED) if f.fingerprint in listed else f for f in found)

    return mark


def encounter(  # the parts of a run
    docs: Mapping[str, Document],
    examined: Mapping[str, Examined],
    rules: RuleSet,
    checks: Checks,
    engine: Engine,
    corpus: Corpus | None,
) -> Encounter:
    """Brings the documents together, and with those admitted ones that they reach."""
    came_as = {} if corpus is None else corpus.keys({doc.id for doc in docs.values()})
    already = frozenset(key for key, doc in docs.items() if doc.id in came_as)
    parties = {
        key: Party(doc, examined[key].language, examined[key].provenance, admitted=key in already)
        for key, doc in docs.items()
    }
    posts = _posts({key: party for key, party in parties.items() if key not in already}, examined)
    notes = crowd_notes(checks, posts)
    admitted: Mapping[str, Admitted] = {}
    if corpus is None:
        edges: Sequence[Edge] = join(checks, posts, engine)
    else:
        admitted, edges, cut = _met(docs, checks, posts, corpus, already)
        notes += cut
    others = [
        Party(replace(a.entry.document, key=key), a.entry.language, a.entry.provenance, admitted=True)
        for key, a in admitted.items()
    ]
    meeting = Meeting([*parties.values(), *others], edges, rules)
    return Encounter(meeting, docs, examined, admitted, came_as, already, tuple(notes), meeting.findings())


def _posts(parties: Mapping[str, Party], examined: Mapping[str, Examined]) -> dict[str, dict[str, Post[object]]]:
    """By check and id what is posted: of equal texts the one that their family calls the first."""
    first: dict[str, str] = {}
    for origin in sorted((party.origin() for party in parties.values()), key=Origin.rank):
        first.setdefault(origin.id, origin.key)
    posts: dict[str, dict[str, Post[object]]] = {}
    for ident, key in sorted(first.items()):
        for check, post in examined[key].posts.items():
            posts.setdefault(check, {})[ident] = post
    return posts


def _met(
    docs: Mapping[str, Document],
    checks: Checks,
    posts: Mapping[str, Mapping[str, Post[object]]],
    corpus: Corpus,
    already: frozenset[str],
) -> tuple[Mapping[str, Admitted], Sequence[Edge], list[Note]]:
    """Admitted documents by their key here, and all edges, for documents of which some are admitted already."""
    joined = join_corpus(checks, posts, corpus)
    again = {docs[key].id: docs[key] for key in sorted(already, reverse=True)}
    ends = {ident for edge in joined.edges for ident in (edge.a, edge.b)} | set(again)
    reached, whole = reach(corpus, ends, REACH)
    stored = corpus.entries(reached)
    shift = _shifts(again, stored)
    old = [_shifted(edge, shift) for edge in corpus.edges(reached)]
    cut = [] if whole else [Note("corpus", "compare", f"more than {REACH} admitted documents are linked to this input")]
    cut += _erased({key: doc for key, doc in docs.items() if key not in already}, corpus)
    others = [admitted for admitted in stored if admitted.entry.document.id not in again]
    return named(others, docs), [*old, *joined.edges], cut


def _erased(docs: Mapping[str, Document], corpus: Corpus) -> list[Note]:
    """That a text was here and was erased: a takedown comes back unnoticed otherwise."""
    found = corpus.erased({doc.id for doc in docs.values()})
    return [
        Note(key, "corpus", f"this very text was erased from the corpus ({found[doc.id]})")
        for key, doc in sorted(docs.items())
        if doc.id in found
    ]


def named(admitted: Iterable[Admitted], taken: Iterable[str]) -> dict[str, Admitted]:
    """Admitted documents by their key, marked where another document has the same."""
    used = set(taken)
    found: dict[str, Admitted] = {}
    for entry in admitted:
        doc = entry.entry.document
        key = f"corpus:{doc.id}:{doc.key}" if doc.key in used else doc.key
        used.add(key)
        found[key] = entry
    return found


def _shifts(again: Mapping[str, Document], stored: Sequence[Admitted]) -> dict[str, int]:
    """How much later in its path a text stands that comes again, than where it stood when it was posted."""
    ranked = sorted(stored, key=lambda a: (a.entry.provenance.published or "9999", a.entry.document.key), reverse=True)
    posted = {a.entry.document.id: a.entry.document.offset for a in ranked}
    return {ident: doc.offset - posted.get(ident, doc.offset) for ident, doc in again.items() if ident in posted}


def _shifted(edge: Edge, shift: Mapping[str, int]) -> Edge:
    if not isinstance(edge.outcome, Relation) or not (shift.get(edge.a) or shift.get(edge.b)):
        return edge
    sides = (
        tuple(replace(e, start=e.start + shift.get(e.document, 0), end=e.end + shift.get(e.document, 0)) for e in side)
        for side in (edge.outcome.a, edge.outcome.b)
    )
    a, b = sides
    return replace(edge, outcome=replace(edge.outcome, a=a, b=b))
