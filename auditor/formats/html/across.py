"""What the pages show of several documents together: relations, facts, families and sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from auditor.formats.html import names
from auditor.formats.html.amounts import exact
from auditor.formats.html.both import Both
from auditor.formats.html.charts import Dot, number_line
from auditor.formats.html.index import Index
from auditor.formats.html.kin import Heat, Moment, heat, timeline
from auditor.formats.html.links import Links
from auditor.model import Assessment, Evidence, Fact, Family, Relation, Source, Verdict

__all__ = ["Across", "FactView", "FamilyView", "Quote", "RelationView", "SourceView", "Title", "relation_anchor"]

MOST_VALUES = 60  # values of a fact that its card lists
MOST_MEMBERS = 200  # members of a family that its table lists
MOST_SIDE = 12  # quotes on one side of a relation
MOST_TELLING = 2  # conflicts on the card of a fact
MOST_TOGETHER = 24  # relations on one page of a fact


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted place; ``href`` is where it is marked in the text, or its document, or nothing.

    ``same`` says that the words stand just before.
    """

    text: str
    key: str
    href: str | None
    language: str = ""
    same: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A document by name, with a link where the report holds it."""

    title: str | None
    key: str
    href: str | None
    language: str = ""
    verdict: str = ""
    score: float | None = None
    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class RelationView:
    """A relation with its quotes, its formula and the numbers of its arithmetic; ``anchor`` is where a page shows it."""

    anchor: str
    relation: Relation
    a: tuple[Quote, ...]
    b: tuple[Quote, ...]
    formula: Both
    computed: tuple[tuple[Both, str], ...]

    @property
    def agrees(self) -> bool:
        """Whether the two sides stand together."""
        return self.relation.kind in AGREEING


AGREEING = frozenset({"corroborates", "same-source"})


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact with what each voice says, its number line, and the relations in which its figures conflict."""

    fact: Fact
    anchor: str
    href: str
    name: Both
    voices: tuple[tuple[int, tuple[Quote, ...]], ...]
    more: int
    line: tuple[Dot, ...]
    conflicts: tuple[RelationView, ...]

    @property
    def telling(self) -> tuple[RelationView, ...]:
        """The conflicts that its card shows: those with an arithmetic of their own, else one of two values that differ."""
        derived = [each for each in self.conflicts if each.relation.kind != "conflicts"]
        return tuple((derived or list(self.conflicts[:1]))[:MOST_TELLING])


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member of a family with a link to its document, and whether it stands beside the first there."""

    number: int
    title: Title
    relation: str
    similarity: float
    containment: float
    beside: str | None


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A family of at least two, the first one first, with its pictures."""

    id: str
    anchor: str
    href: str
    size: int
    members: tuple[MemberView, ...]
    moments: tuple[Moment, ...]
    undated: int
    first: Title
    why_first: str
    heat: Heat | None


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with its documents, counted by verdict."""

    source: Source
    anchor: str
    href: str
    documents: tuple[Title, ...]
    more: int
    verdicts: tuple[tuple[str, int], ...]


def _told(relation: Relation, name: str, value: Decimal) -> str:
    """A number of a relation's arithmetic; rates of growth in per cent."""
    rate = relation.kind == "growth-mismatch" and name != "ratio" and value.is_finite()
    return f"{exact(round(100 * value, 2))} %" if rate else exact(value)


MOST_OF_SOURCE = 200  # documents that a source's page lists


def relation_anchor(number: int) -> str:
    """The name of the card of the relation at a place of the index."""
    return f"relation-{number + 1}"


class Across:
    """Makes the views of a report as one page links to them."""

    def __init__(self, index: Index, links: Links) -> None:
        self.index, self.links = index, links

    def title(self, key: str) -> Title:
        """A document by its key, in the report or not."""
        doc = self.index.by_key.get(key)
        return Title(None, key, None) if doc is None else self.title_of(doc)

    def title_of(self, doc: Assessment) -> Title:
        """A document of the report by name."""
        href = self.links.leaf(self.index.anchors[doc.key])
        return Title(doc.title, doc.key, href, doc.language, doc.verdict, doc.score, doc.publisher, doc.published)

    def quote(self, evidence: Evidence) -> Quote:
        """A quoted place with a link to where it stands, as far as the report holds it."""
        doc = self.index.by_key.get(evidence.key)
        if doc is None:
            return Quote(evidence.quote, evidence.key, None)
        spot = self.index.spots.get((evidence.key, evidence.start, evidence.end))
        href = self.links.leaf(self.index.anchors[evidence.key], f"{self.within(doc.key)}{spot}" if spot else "")
        return Quote(evidence.quote, evidence.key, href, doc.language)

    def within(self, key: str) -> str:
        """What the names of the places in a document begin with."""
        return self.links.within(self.index.numbers[key])

    def relation(self, number: int) -> RelationView:
        """The relation at a place of the index."""
        found = self._relations.get(number)
        if found is None:
            found = self._relations[number] = self._relation(number)
        return found

    @cached_property
    def _relations(self) -> dict[int, RelationView]:
        return {}

    def _relation(self, number: int) -> RelationView:
        relation = self.index.relations[number]
        computed = tuple(
            (names.formula(name), _told(relation, name, value)) for name, value in sorted(relation.computed.items())
        )
        a, b = (tuple(self.quote(each) for each in side[:MOST_SIDE]) for side in (relation.a, relation.b))
        formula = names.formula(relation.formula, agrees=relation.kind in AGREEING)
        return RelationView(relation_anchor(number), relation, a, b, formula, computed)

    def fact(self, number: int) -> FactView:
        """The fact at a place of the index."""
        fact, anchor = self.index.facts[number], self.index.fact_anchors[number]
        return FactView(
            fact,
            anchor,
            self.links.leaf(anchor),
            self.index.fact_names[number],
            tuple(self._voices(fact)),
            max(0, len(fact.values) - MOST_VALUES),
            number_line(fact, self.index.claims),
            tuple(self._conflicts(fact)),
        )

    def _voices(self, fact: Fact) -> Iterator[tuple[int, tuple[Quote, ...]]]:
        """What is said, a group for each family: the copies of one text are one voice."""
        groups: dict[str, list[Quote]] = {}
        for value in fact.values[:MOST_VALUES]:
            claim = self.index.claims.get(value.claim)
            if claim is not None and claim.key == value.key:
                quote = self.quote(Evidence(claim.document, claim.key, claim.start, claim.end, claim.quote))
            else:
                title = self.title(value.key)
                quote = Quote(value.quote or value.claim, value.key, title.href, title.language)
            groups.setdefault(value.family, []).append(quote)
        for number, quotes in enumerate(groups.values(), 1):
            yield number, tuple(quotes)

    def _conflicts(self, fact: Fact) -> Iterator[RelationView]:
        seen: set[int] = set()
        for value in fact.values:
            claim = self.index.claims.get(value.claim)
            if claim is None:
                continue
            for number in self.index.speaking.get((claim.key, claim.start, claim.end), ()):
                if number not in seen and len(seen) < MOST_TOGETHER:
                    seen.add(number)
                    if self.index.relations[number].kind not in AGREEING:
                        yield self.relation(number)

    def family(self, family: Family) -> FamilyView:
        """A family with its table and its pictures."""
        ordered = sorted(family.members, key=lambda each: (each.key != family.first, each.key))
        shown = ordered[:MOST_MEMBERS]
        titles = [self.title(each.key) for each in shown]
        members = tuple(
            MemberView(
                number, title, each.relation.value, each.similarity, each.containment, self._beside(each.key, family)
            )
            for number, (each, title) in enumerate(zip(shown, titles, strict=True), 1)
        )
        dates = [title.published for title in titles]
        known = sorted(each for each in dates if each)
        why = "date" if dates[0] and known and dates[0] == known[0] else "admitted" if titles[0].href is None else "id"
        anchor = self.index.family_anchor(family)
        return FamilyView(
            family.id,
            anchor,
            self.links.leaf(anchor),
            len(family.members),
            members,
            timeline(dates, 0),
            sum(each is None for each in dates),
            titles[0],
            why,
            heat(family, self.index.by_key),
        )

    def _beside(self, key: str, family: Family) -> str | None:
        """Where a member's page shows it beside the first."""
        if key == family.first or key not in self.index.anchors:
            return None
        return self.links.leaf(self.index.anchors[key], f"{self.within(key)}beside") or None

    def source(self, source: Source) -> SourceView:
        """A source with its documents."""
        documents = self.index.published_by.get(source.name, [])
        anchor = self.index.source_anchors[source.name]
        return SourceView(
            source,
            anchor,
            self.links.leaf(anchor),
            tuple(self.title_of(doc) for doc in documents[:MOST_OF_SOURCE]),
            max(0, len(documents) - MOST_OF_SOURCE),
            tuple(
                (verdict.value, count)
                for verdict in reversed(Verdict)
                if (count := sum(doc.verdict is verdict for doc in documents))
            ),
        )
