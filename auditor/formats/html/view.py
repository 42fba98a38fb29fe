"""What the templates show: the report in reading order, with every link, number and picture worked out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from auditor.formats._words import rank
from auditor.formats.html.amounts import Both, claimed, exact
from auditor.formats.html.charts import Bin, Dot, Step, histogram, number_line, waterfall
from auditor.formats.html.marks import MOST_MARKS, Mark, Piece, pieces
from auditor.model import (
    Assessment,
    Claim,
    Evidence,
    Fact,
    Family,
    Finding,
    Member,
    Relation,
    Report,
    Severity,
    Status,
    Verdict,
)

__all__ = ["DocumentView", "FactView", "FamilyView", "FindingView", "Page", "Quote", "RelationView"]

_QUOTES = 12  # of a finding; the rest is counted
_WORST = {Verdict.REJECT: 0, Verdict.REVIEW: 1, Verdict.ACCEPT: 2}
_TOP = 2  # findings in a row of the table


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted place; ``anchor`` is where it is marked in the text, or its document, or nothing."""

    text: str
    key: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its number in the document and links to its places."""

    finding: Finding
    number: int
    anchor: str
    quotes: tuple[Quote, ...]
    related: tuple[Quote, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in words, with a link to its place in the text."""

    claim: Claim
    said: Both
    exact: str
    anchor: str | None
    standing: str


@dataclass(frozen=True, slots=True)
class RelationView:
    """A relation with its quotes and the numbers of its arithmetic."""

    relation: Relation
    a: tuple[Quote, ...]
    b: tuple[Quote, ...]
    computed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact with what each voice says, grouped by family, and its number line."""

    fact: Fact
    name: str
    voices: tuple[tuple[Quote, str], ...]
    line: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member of a family with a link to its document."""

    key: str
    anchor: str | None
    title: str | None
    published: str | None
    relation: str
    similarity: float
    containment: float


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A family of at least two, the first one first."""

    id: str
    members: tuple[MemberView, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with everything that is said of it."""

    doc: Assessment
    anchor: str
    findings: tuple[FindingView, ...]
    pieces: tuple[Piece, ...]
    unmarked: int
    waterfall: tuple[Step, ...]
    claims: tuple[ClaimView, ...]
    relations: tuple[RelationView, ...]
    family: FamilyView | None

    @property
    def top(self) -> tuple[FindingView, ...]:
        """The findings that weigh most."""
        return tuple(each for each in self.findings if _counts(each.finding))[:_TOP]

    @property
    def aspects(self) -> tuple[str, ...]:
        """The aspects of its open findings, each once."""
        return tuple(dict.fromkeys(each.finding.dimension.value for each in self.findings if _counts(each.finding)))

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules of its findings, each once."""
        return tuple(dict.fromkeys(each.finding.rule for each in self.findings))

    @property
    def has_text(self) -> bool:
        """Whether the report carries its text."""
        return self.doc.text is not None


class Page:
    """A report as the templates read it; every part is worked out once, when it is asked for."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._anchors = _anchors(report.documents)

    @cached_property
    def documents(self) -> tuple[DocumentView, ...]:
        """The documents, worst first."""
        ordered = sorted(self.report.documents, key=_worst)
        return tuple(self._document(doc) for doc in ordered)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many documents have each verdict."""
        found = Counter(doc.verdict for doc in self.report.documents)
        return {verdict.value: found[verdict] for verdict in Verdict}

    @cached_property
    def bins(self) -> tuple[Bin, ...]:
        """The histogram of scores."""
        return histogram(self.report.documents)

    @cached_property
    def families(self) -> tuple[FamilyView, ...]:
        """The families of at least two."""
        return tuple(self._family(family) for family in self.report.families if len(family.members) > 1)

    @cached_property
    def relations(self) -> tuple[RelationView, ...]:
        """The relations, those that undermine most first."""
        ranks = {severity: place for place, severity in enumerate(reversed(Severity))}
        ordered = sorted(self.report.relations, key=lambda each: (ranks[each.severity], -each.confidence))
        return tuple(self._relation(relation) for relation in ordered)

    @cached_property
    def facts(self) -> tuple[FactView, ...]:
        """The facts on which several voices speak, conflicting ones first; a single voice stands with its claims."""
        several = [fact for fact in self.report.facts if fact.status != "single"]
        return tuple(self._fact(fact) for fact in sorted(several, key=lambda each: each.status != "conflicting"))

    @cached_property
    def singles(self) -> int:
        """How many facts rest on a single voice."""
        return sum(fact.status == "single" for fact in self.report.facts)

    @cached_property
    def top_rules(self) -> tuple[tuple[str, str, int], ...]:
        """The rules found in most documents: rule, aspect, how many documents."""
        found: Counter[tuple[str, str]] = Counter()
        for doc in self.report.documents:
            found.update({(each.rule, each.dimension.value) for each in doc.findings if _counts(each)})
        return tuple(
            (rule, aspect, count)
            for (rule, aspect), count in sorted(found.items(), key=lambda item: (-item[1], item[0]))
        )

    @cached_property
    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """What one can filter by: the values that occur, sorted."""
        documents = self.report.documents
        return {
            "dimension": tuple(
                sorted({each.dimension.value for doc in documents for each in doc.findings if _counts(each)})
            ),
            "rule": tuple(sorted({each.rule for doc in documents for each in doc.findings})),
            "language": tuple(sorted({doc.language for doc in documents})),
            "publisher": tuple(sorted({doc.publisher for doc in documents if doc.publisher})),
        }

    @cached_property
    def _standing(self) -> Mapping[str, str]:
        """What a claim's fact says of it, by the claim's id."""
        return {value.claim: fact.status for fact in self.report.facts for value in fact.values}

    @cached_property
    def _claims(self) -> Mapping[str, Claim]:
        return {claim.id: claim for doc in self.report.documents for claim in doc.claims}

    @cached_property
    def _titles(self) -> Mapping[str, Assessment]:
        return {doc.key: doc for doc in self.report.documents}

    @cached_property
    def _touching(self) -> Mapping[str, list[RelationView]]:
        """The relations by the key of every document that takes part."""
        found: defaultdict[str, list[RelationView]] = defaultdict(list)
        for view in self.relations:
            for key in sorted({quote.key for quote in (*view.a, *view.b)}):
                found[key].append(view)
        return found

    @cached_property
    def _families_by_key(self) -> Mapping[str, FamilyView]:
        return {member.key: family for family in self.families for member in family.members}

    @cached_property
    def _spots(self) -> Mapping[tuple[str, int, int], str]:
        """Where a claim is marked: its anchor by document key and span."""
        found: dict[tuple[str, int, int], str] = {}
        for doc in self.report.documents:
            if doc.text is not None:
                for place, claim in enumerate(doc.claims[:MOST_MARKS], 1):
                    found.setdefault((doc.key, claim.start, claim.end), f"{self._anchors[doc.key]}-c{place}")
        return found

    def _document(self, doc: Assessment) -> DocumentView:
        anchor = self._anchors[doc.key]
        ordered = sorted(doc.findings, key=_reading)
        marks = [*_finding_marks(doc, ordered, anchor), *self._claim_marks(doc)]
        kept = marks[:MOST_MARKS]
        placed = {mark.anchor for mark in kept}
        findings = tuple(self._finding(doc, finding, number, placed) for number, finding in enumerate(ordered, 1))
        return DocumentView(
            doc=doc,
            anchor=anchor,
            findings=findings,
            pieces=() if doc.text is None else pieces(doc.text, kept),
            unmarked=len(marks) - len(kept),
            waterfall=waterfall(doc, ordered),
            claims=tuple(self._claim(claim) for claim in doc.claims),
            relations=tuple(self._touching.get(doc.key, ())),
            family=self._families_by_key.get(doc.key),
        )

    def _claim_marks(self, doc: Assessment) -> Iterator[Mark]:
        for claim in doc.claims:
            span = _inside(doc, claim.start, claim.end, claim.quote)
            anchor = self._spots.get((doc.key, claim.start, claim.end))
            if span and anchor:
                yield Mark(*span, anchor, "claim")

    def _finding(self, doc: Assessment, finding: Finding, number: int, placed: set[str]) -> FindingView:
        anchor = f"{self._anchors[doc.key]}-f{number}"
        quotes = tuple(
            Quote(each.quote, each.key, spot if (spot := f"{anchor}-e{place}") in placed else None)
            for place, each in enumerate(finding.evidence[:_QUOTES], 1)
        )
        related = tuple(self._quote(each) for each in finding.related[:_QUOTES])
        more = max(0, len(finding.evidence) - _QUOTES)
        return FindingView(finding, number, anchor, quotes, related, more)

    def _claim(self, claim: Claim) -> ClaimView:
        anchor = self._spots.get((claim.key, claim.start, claim.end))
        number = claim.value if claim.value is not None else claim.low
        return ClaimView(claim, claimed(claim), exact(number), anchor, self._standing.get(claim.id, ""))

    def _quote(self, evidence: Evidence) -> Quote:
        spot = self._spots.get((evidence.key, evidence.start, evidence.end))
        return Quote(evidence.quote, evidence.key, spot or self._anchors.get(evidence.key))

    def _relation(self, relation: Relation) -> RelationView:
        computed = tuple((name, exact(value)) for name, value in sorted(relation.computed.items()))
        a, b = (tuple(self._quote(each) for each in side) for side in (relation.a, relation.b))
        return RelationView(relation, a, b, computed)

    def _fact(self, fact: Fact) -> FactView:
        slots = (fact.metric, fact.subject, fact.place, fact.period)
        voices = tuple((self._voice(value.claim, value.key, value.quote), value.family) for value in fact.values)
        name = " · ".join(slot.replace("_", " ") for slot in slots if slot)
        return FactView(fact, name, voices, number_line(fact, self._claims))

    def _voice(self, claim_id: str, key: str, quote: str) -> Quote:
        claim = self._claims.get(claim_id)
        spot = self._spots.get((key, claim.start, claim.end)) if claim else None
        return Quote(quote or (claim.quote if claim else claim_id), key, spot or self._anchors.get(key))

    def _family(self, family: Family) -> FamilyView:
        ordered = sorted(family.members, key=lambda each: (each.key != family.first, each.key))
        return FamilyView(family.id, tuple(self._members(ordered)))

    def _members(self, members: Iterable[Member]) -> Iterator[MemberView]:
        for each in members:
            doc = self._titles.get(each.key)
            yield MemberView(
                each.key,
                self._anchors.get(each.key),
                doc.title if doc else None,
                doc.published if doc else None,
                each.relation.value,
                each.similarity,
                each.containment,
            )


def _anchors(documents: Sequence[Assessment]) -> dict[str, str]:
    """A permalink for each key: the document's id, counted where a text occurs more than once."""
    seen: Counter[str] = Counter()
    anchors: dict[str, str] = {}
    for doc in documents:
        name = "".join(letter for letter in doc.id if letter.isascii() and letter.isalnum()) or "x"
        seen[name] += 1
        anchors[doc.key] = f"d-{name}" if seen[name] == 1 else f"d-{name}-{seen[name]}"
    return anchors


def _worst(doc: Assessment) -> tuple[int, float, str]:
    return _WORST[doc.verdict], -1.0 if doc.score is None else doc.score, doc.key


def _counts(finding: Finding) -> bool:
    return finding.status is Status.OPEN and finding.severity is not Severity.INFO


def _reading(finding: Finding) -> tuple[bool, tuple[float, int, str, str]]:
    return finding.status is not Status.OPEN, rank(finding)


def _finding_marks(doc: Assessment, findings: Sequence[Finding], anchor: str) -> Iterator[Mark]:
    for number, finding in enumerate(findings, 1):
        for place, each in enumerate(finding.evidence, 1):
            span = _inside(doc, each.start, each.end, each.quote) if each.key == doc.key else None
            if span:
                target = f"{anchor}-f{number}"
                yield Mark(*span, f"{target}-e{place}", finding.dimension.value, number, target)


def _inside(doc: Assessment, start: int, end: int, quote: str) -> tuple[int, int] | None:
    """The span from the start of the document's own text, if that is where the quote stands."""
    start, end = start - doc.offset, end - doc.offset
    if doc.text is None or not 0 <= start < end <= len(doc.text) or doc.text[start:end] != quote:
        return None
    return start, end
