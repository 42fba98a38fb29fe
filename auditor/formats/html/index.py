"""What stands where in a report: names of pages and places, and who speaks of what, each looked up once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import sha256

from auditor.formats._words import WORDS
from auditor.formats.html import measures, names
from auditor.formats.html.both import Both, joined
from auditor.formats.html.marks import MOST_MARKS
from auditor.model import Assessment, Claim, Fact, Family, Finding, Relation, Report, Severity, Source, Status, Verdict

__all__ = ["Index", "Place", "counts"]

Place = tuple[str, int, int]
"""A span of the document with a key."""

_WORST = {Verdict.REJECT: 0, Verdict.REVIEW: 1, Verdict.ACCEPT: 2}
_RANKS = {severity: place for place, severity in enumerate(reversed(Severity))}
_PLAIN = frozenset({"conflicts", "corroborates"})  # relations that lay one value beside another
_DIGITS = 12  # of a digest in the name of a page: 48 bits for some thousands of names


class Index:
    """A report's look-ups; every one is worked out once, when it is asked for."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @cached_property
    def ordered(self) -> tuple[Assessment, ...]:
        """The documents, worst first."""
        return tuple(sorted(self.report.documents, key=_worst))

    @cached_property
    def texts(self) -> int:
        """How many different texts there are: a decision is about a text, wherever it occurs."""
        return len({doc.id for doc in self.report.documents})

    @cached_property
    def anchors(self) -> Mapping[str, str]:
        """The name of each document's page by its key: its id, counted where a text occurs more than once."""
        seen: Counter[str] = Counter()
        return {doc.key: _counted(f"d-{_plain(doc.id)}", seen) for doc in self.report.documents}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each document by its key, in the order of the report."""
        return {doc.key: number for number, doc in enumerate(self.report.documents, 1)}

    @cached_property
    def by_key(self) -> Mapping[str, Assessment]:
        """The documents by key."""
        return {doc.key: doc for doc in self.report.documents}

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """The claims of all documents by id."""
        return {claim.id: claim for doc in self.report.documents for claim in doc.claims}

    @cached_property
    def spots(self) -> Mapping[Place, str]:
        """Where a claim is marked in its document: the name of the spot by the claim's place."""
        found: dict[Place, str] = {}
        for doc in self.report.documents:
            if doc.text is not None:
                for place, claim in enumerate(doc.claims[:MOST_MARKS], 1):
                    found.setdefault((doc.key, claim.start, claim.end), f"c{place}")
        return found

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """The families of at least two, the largest first."""
        return tuple(
            sorted((each for each in self.report.families if len(each.members) > 1), key=lambda f: -len(f.members))
        )

    @cached_property
    def family_of(self) -> Mapping[str, Family]:
        """The family of two or more by the key of each of its members."""
        return {member.key: family for family in self.families for member in family.members}

    @cached_property
    def role_of(self) -> Mapping[str, str]:
        """What each member is to the first of its family, by its key."""
        return {member.key: member.relation.value for family in self.families for member in family.members}

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts: conflicting ones first, then those that several state, then those of a single voice."""
        ranks = {"conflicting": 0, "corroborated": 1}
        return tuple(sorted(self.report.facts, key=lambda each: (ranks.get(each.status, 2), -each.independent)))

    @cached_property
    def fact_anchors(self) -> tuple[str, ...]:
        """The name of each fact's page, from what the fact is about, so that a link outlives the next audit."""
        seen: Counter[str] = Counter()
        return tuple(_counted(f"fact-{_digest(_slots(each))}", seen) for each in self.facts)

    @cached_property
    def fact_names(self) -> tuple[Both, ...]:
        """What each fact is about; facts of one name say what kind of figure each has, and else their number."""
        plain = [fact_name(fact) for fact in self.facts]
        alike = Counter(plain)
        telling = [
            joined((name, self._kind(fact))) if alike[name] > 1 else name
            for name, fact in zip(plain, self.facts, strict=True)
        ]
        seen: Counter[Both] = Counter()
        found = []
        for name in telling:
            seen[name] += 1
            found.append(name if seen[name] == 1 else joined((name, Both(f"no. {seen[name]}", f"之{seen[name]}"))))
        return tuple(found)

    def _kind(self, fact: Fact) -> Both | None:
        """The unit of a fact; of ratios and counts what its claims are: a share, a growth. A count by name needs no word."""
        known = next((self.claims[each.claim] for each in fact.values if each.claim in self.claims), None)
        dimension = known.dimension if known else ""
        if dimension == "count" and (fact.metric or "").endswith("_count"):
            return None
        if dimension == "count" or (fact.unit or "").startswith("ratio"):
            return Both(*WORDS.get(dimension, WORDS["ratio"]))
        return measures.unit(fact.unit)

    @cached_property
    def fact_of(self) -> Mapping[str, int]:
        """The place among the facts of the one on which a claim (by id) speaks."""
        return {value.claim: number for number, fact in enumerate(self.facts) for value in fact.values}

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The relations, those that undermine most first."""
        return tuple(sorted(self.report.relations, key=lambda each: (_RANKS[each.severity], -each.confidence)))

    @cached_property
    def fact_at(self) -> Mapping[Place, int]:
        """The place among the facts of the one on which a place of a text speaks."""
        told = ((self.claims.get(claim), number) for claim, number in self.fact_of.items())
        return {(claim.key, claim.start, claim.end): number for claim, number in told if claim is not None}

    def fact_telling(self, relation: Relation) -> int | None:
        """The place among the facts of the one whose values say all that a relation says; none for any arithmetic."""
        if relation.kind not in _PLAIN:
            return None
        speaks = {self.fact_at.get((each.key, each.start, each.end)) for each in (*relation.a, *relation.b)}
        return next(iter(speaks)) if len(speaks) == 1 else None

    @cached_property
    def touching(self) -> Mapping[str, list[int]]:
        """The relations in which each document takes part, by its key."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, relation in enumerate(self.relations):
            for key in sorted({each.key for each in (*relation.a, *relation.b)}):
                found[key].append(number)
        return found

    @cached_property
    def speaking(self) -> Mapping[Place, list[int]]:
        """The relations in which each place takes part."""
        found: defaultdict[Place, list[int]] = defaultdict(list)
        for number, relation in enumerate(self.relations):
            for place in sorted({(each.key, each.start, each.end) for each in (*relation.a, *relation.b)}):
                found[place].append(number)
        return found

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources, those with most documents first."""
        return tuple(sorted(self.report.sources, key=lambda each: (-each.documents, each.name)))

    @cached_property
    def source_anchors(self) -> Mapping[str, str]:
        """The name of each source's page."""
        seen: Counter[str] = Counter()
        return {each.name: _counted(f"source-{_digest([each.name])}", seen) for each in self.sources}

    @cached_property
    def published_by(self) -> Mapping[str, list[Assessment]]:
        """The documents of each publisher, worst first."""
        found: defaultdict[str, list[Assessment]] = defaultdict(list)
        for doc in self.ordered:
            if doc.publisher:
                found[doc.publisher].append(doc)
        return found

    @cached_property
    def digest(self) -> str:
        """Tells one report from another, for what a browser keeps of it."""
        return _digest([self.report.schema, *sorted(f"{doc.key}\0{doc.id}" for doc in self.report.documents)])

    def family_anchor(self, family: Family) -> str:
        """The name of a family's page."""
        return f"family-{_plain(family.id)}"


def counts(finding: Finding) -> bool:
    """Whether a finding counts against its document: open, and more than information."""
    return finding.status is Status.OPEN and finding.severity is not Severity.INFO


def fact_name(fact: Fact) -> Both:
    """What a fact is about, in its known slots."""
    period = Both(fact.period, fact.period) if fact.period else None
    return joined((names.metric(fact.metric), names.subject(fact.subject), names.place(fact.place), period))


def _worst(doc: Assessment) -> tuple[int, float, str]:
    return _WORST[doc.verdict], -1.0 if doc.score is None else doc.score, doc.key


def _slots(fact: Fact) -> Sequence[str]:
    return [slot or "" for slot in (fact.metric, fact.subject, fact.place, fact.period, fact.unit)]


def _plain(name: str) -> str:
    return "".join(letter for letter in name if letter.isascii() and letter.isalnum())[:64] or "x"


def _digest(parts: Iterable[str]) -> str:
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _counted(name: str, seen: Counter[str]) -> str:
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"
