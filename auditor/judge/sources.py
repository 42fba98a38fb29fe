"""The publishers of a report, and how far their figures agree with those of others: shown, never part of a score."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.judge.joined import joined
from auditor.model import Assessment, Fact, FactValue, Relation, Source
from auditor.signals._ratings import ratings

if TYPE_CHECKING:
    from auditor.judge.testimony import Row

__all__ = ["rows", "sources"]

_COMPARED = frozenset({"corroborates", "same-source", "conflicts", "currency-swap", "magnitude-slip"})
"""Relations of which both sides state the same thing, so that their values can be held against each other."""

_VOICES = 2  # an item on which one voice speaks says nothing of anybody's trust


def sources(
    documents: Sequence[Assessment], facts: Sequence[Fact] = (), relations: Sequence[Relation] = ()
) -> tuple[Source, ...]:
    """Every publisher that a document names, by name, with the number of its documents and its trust.

    Trust is how often its figures are believed by truth discovery over ``facts``, shrunk towards the average, with its
    central 95 % interval; both are ``None`` where no other voice speaks of what it says. A rating from elsewhere is shown
    beside it and changes nothing.
    """
    counts = Counter(doc.publisher for doc in documents if doc.publisher)
    trusted = _trusted(list(rows(documents, facts, relations)))
    rated = ratings()
    return tuple(
        Source(name, number, *trusted.get(name, (None, None)), rating=rated.of(name))
        for name, number in sorted(counts.items())
    )


def _trusted(said: Sequence[Row]) -> Mapping[str, tuple[float | None, tuple[float, float] | None]]:
    if not said:
        return {}
    # NOTE: numpy and scipy load here: most audits of one file have nothing to compare.
    from auditor.judge.trust import discover

    return {source.name: (source.trust, source.interval) for source in discover(said).sources}


def rows(documents: Sequence[Assessment], facts: Sequence[Fact], relations: Sequence[Relation] = ()) -> Iterator[Row]:
    """What the documents say of the things that more than one voice speaks of, as rows of truth discovery.

    A source is a publisher, or a document that names none. Members of one family and titles of one owner group are one
    voice on an item. Facts that a relation compares are one item, so that 1.2 trillion yuan and 1.2 trillion dollars meet.
    """
    known = {doc.key: doc for doc in documents}
    touched = {(e.key, e.start) for r in relations if r.kind in _COMPARED for e in (*r.a, *r.b)}
    places = {claim.id: (claim.key, claim.start) for doc in documents for claim in doc.claims}
    for number, group in enumerate(_joined(facts, relations, places)):
        said = [
            _Said(known[value.key], fact, value)
            for fact in group
            for value in fact.values
            # Without a period the values may be of different years: only those that were compared count.
            if value.key in known
            and value.value is not None
            and (fact.period is not None or places.get(value.claim) in touched)
        ]
        voices = joined([one.names for one in said])
        if len(set(voices)) >= _VOICES:
            yield from (one.row(f"item-{number:06}", f"voice-{voice}") for one, voice in zip(said, voices, strict=True))


@dataclass(frozen=True, slots=True)
class _Said:
    """One value that a document states of a fact."""

    doc: Assessment
    fact: Fact
    value: FactValue

    @property
    def names(self) -> frozenset[tuple[str, str]]:
        """What makes two statements one voice if they share it."""
        owner = self.doc.provenance.owner or self.doc.publisher
        return frozenset({("family", self.value.family), *([("owner", owner)] if owner else [])})

    def row(self, item: str, voice: str) -> Row:
        from auditor.judge.testimony import Row

        assert self.value.value is not None  # noqa: S101  # the caller has looked
        amount = f"{float(self.value.value):.12g} {self.fact.unit or ''}".strip()
        return Row(self.doc.publisher or self.doc.key, item, amount, f"{item} {voice}")


def _joined(
    facts: Sequence[Fact], relations: Sequence[Relation], places: Mapping[str, tuple[str, int]]
) -> list[list[Fact]]:
    """The facts that relations touch, those together that one relation compares."""
    of_claim = {
        places[value.claim]: number
        for number, fact in enumerate(facts)
        for value in fact.values
        if value.claim in places
    }
    names: list[list[int]] = [[] for _ in facts]
    for number, relation in enumerate(relations):
        if relation.kind in _COMPARED and len(relation.a) == len(relation.b) == 1:
            for end in (relation.a[0], relation.b[0]):
                if (end.key, end.start) in of_claim:
                    names[of_claim[end.key, end.start]].append(number)
    groups: dict[int, list[Fact]] = defaultdict(list)
    for fact, group in zip(facts, joined(names), strict=True):
        groups[group].append(fact)
    return [group for _, group in sorted(groups.items()) if any(fact.status != "single" for fact in group)]
