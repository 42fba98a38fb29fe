"""Documents among themselves: from the edges between them to families, relations, facts and what each is told.

Everything here falls apart along the edges: documents that no path of edges joins do not change each other's findings.
That is why a corpus judges anew only what a new document reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from auditor.checks import copies
from auditor.corpus.protocol import Edge
from auditor.judge import circular as judge_circular
from auditor.judge import facts as judge_facts
from auditor.judge import families as judge_families
from auditor.judge import upstream as judge_upstream
from auditor.model import (
    Aspect,
    Claim,
    Document,
    Evidence,
    Fact,
    Family,
    Finding,
    Likeness,
    Provenance,
    Relation,
    Span,
)
from auditor.rules.load import RuleSet

__all__ = ["Meeting", "Party"]


@dataclass(frozen=True, slots=True)
class Party:
    """One document at a meeting, where its key is its own; an admitted one was there before all others."""

    document: Document
    language: str
    provenance: Provenance
    admitted: bool = False

    def origin(self) -> judge_families.Origin:
        """Where it comes from, as families ask."""
        doc, source = self.document, self.provenance
        return judge_families.Origin(
            id=doc.id,
            key=doc.key,
            length=len(doc.text),
            language=self.language,
            publisher=source.publisher,
            owner=source.owner,
            credits=tuple(name for name in (*source.credits, source.via) if name),
            published=source.published,
            updated=source.updated,
            admitted=self.admitted,
        )


class Meeting:
    """The parties, and what the edges between them say."""

    def __init__(self, parties: Sequence[Party], edges: Iterable[Edge], rules: RuleSet) -> None:
        self.rules = rules
        self.parties = {party.document.key: party for party in parties}
        self.origins = [party.origin() for party in parties]
        # Equal texts take part once, under the key of the one that their family calls the first.
        ranked = sorted(self.origins, key=judge_families.Origin.rank, reverse=True)
        self.first = {origin.id: origin.key for origin in ranked}
        here = [edge for edge in edges if edge.a in self.first and edge.b in self.first]
        outcomes = [edge.outcome for edge in sorted(here, key=lambda edge: (edge.check, edge.a, edge.b))]
        self.likenesses = [like for like in outcomes if isinstance(like, Likeness) and like.a != like.b]
        self.families: tuple[Family, ...] = judge_families.families(self.origins, self.likenesses, self._measure)
        self.family = {member.key: family.id for family in self.families for member in family.members}
        self.voices = {
            key: judge_facts.Voice(key, self.family_of(key), party.provenance) for key, party in self.parties.items()
        }
        shared = {frozenset((like.a, like.b)): like for like in self.likenesses}
        found = [
            judge_upstream.attributed(
                judge_facts.sourced(self._renamed(outcome), shared.get(_between(outcome)), self._offset),
                lambda key: self.parties[key].document,
                lambda key: self.parties[key].provenance.publisher,
            )
            for outcome in outcomes
            if isinstance(outcome, Relation)
        ]
        self.relations = judge_facts.fold(found, self.voices)

    def _offset(self, key: str) -> int:
        return self.parties[key].document.offset

    def _measure(self, a: str, b: str) -> tuple[float, float]:
        """How alike two members of a family are that no key brought together."""
        one, two = (self.parties[self.first[ident]].document.text for ident in (a, b))
        return copies.measure(one, two)

    def _renamed(self, relation: Relation) -> Relation:
        """The relation with the keys that documents have at this meeting."""
        a, b = (tuple(replace(e, key=self.first[e.document]) for e in side) for side in (relation.a, relation.b))
        return replace(relation, a=a, b=b)

    def family_of(self, key: str) -> str:
        """The id of the family of a document; its own id when it is alone."""
        return self.family.get(key) or self.parties[key].document.id

    def _quote(self, key: str, span: Span) -> Evidence:
        return Evidence.at(self.parties[key].document, span)

    def findings(self) -> dict[str, tuple[Finding, ...]]:
        """What the others say of each document, by key."""
        originality = {name: rule for name, rule in self.rules.rules.items() if rule.aspect is Aspect.ORIGINALITY}
        copied = judge_families.findings(self.families, self.likenesses, self.origins, originality, self._quote)
        figures = judge_facts.findings(self.relations, self.voices, self.rules.rules)
        documents = {key: party.document for key, party in self.parties.items()}
        circles = judge_circular.findings(documents, self.relations, self.voices, self.rules.of("circular"))
        return {key: (*copied.get(key, ()), *figures.get(key, ()), *circles.get(key, ())) for key in self.parties}

    def facts(self, claims: Sequence[Claim]) -> tuple[Fact, ...]:
        """The facts that the claims state."""
        return judge_facts.facts(claims, self.relations, self.voices)

    def near(self) -> Mapping[str, frozenset[str]]:
        """For every id that has near-duplicates, theirs."""
        found: dict[str, set[str]] = {}
        for like in self.likenesses:
            if like.kind == "near-duplicate":
                found.setdefault(like.a, set()).add(like.b)
                found.setdefault(like.b, set()).add(like.a)
        return {ident: frozenset(others) for ident, others in found.items()}


def _between(relation: Relation) -> frozenset[str]:
    return frozenset((relation.a[0].document, relation.b[0].document))
