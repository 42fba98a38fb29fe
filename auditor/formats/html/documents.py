"""What a page shows of one document: its text with the evidence marked, its findings, figures and counterparts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from auditor.formats._words import rank
from auditor.formats.html.across import Across, Quote, RelationView
from auditor.formats.html.charts import Step, waterfall
from auditor.formats.html.counterparts import BesideView, counterparts
from auditor.formats.html.index import Index
from auditor.formats.html.ledger import ClaimView, entry
from auditor.formats.html.links import Links
from auditor.formats.html.marks import CLAIM, MOST_MARKS, Mark, Piece, pieces
from auditor.formats.html.salvaged import SalvageView, salvaged
from auditor.model import Aspect, Assessment, Evidence, Finding, Status

__all__ = ["DocumentView", "Documents", "FindingView", "Passage"]

QUOTES = 12  # of a finding; the rest is counted
TOLD = 12  # relations on a document's page; the rest is counted
CLAIMS = 400  # rows of the table of figures; the rest is counted
FINDINGS = 300  # on a page; the rest is counted


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
class Passage:
    """Text that stands several times in the document: its length and its places, first to last."""

    finding: int
    characters: int
    copies: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with everything that is said of it; ``family`` is the link to its family, and how many it has.

    ``anchor`` names it in the report, and the names of the places in it begin with ``within``. ``untold`` are the relations
    that none of its findings tells.
    """

    doc: Assessment
    anchor: str
    within: str
    href: str
    findings: tuple[FindingView, ...]
    more_findings: int
    pieces: tuple[Piece, ...]
    unmarked: int
    waterfall: tuple[Step, ...]
    claims: tuple[ClaimView, ...]
    more_claims: int
    relations: tuple[RelationView, ...]
    untold: tuple[RelationView, ...]
    more_relations: int
    family: tuple[str, int] | None
    passages: tuple[Passage, ...]
    beside: tuple[BesideView, ...]
    source: str | None
    salvaged: SalvageView | None

    @property
    def groups(self) -> Iterator[tuple[FindingView, ...]]:
        """The findings of one rule together."""
        for _, group in groupby(self.findings, key=lambda view: _group(view.finding)):
            yield tuple(group)

    @property
    def aspects(self) -> tuple[str, ...]:
        """The aspects that its findings mark, each once."""
        return tuple(dict.fromkeys(each.finding.dimension.value for each in self.findings if each.quotes))

    @property
    def has_text(self) -> bool:
        """Whether the report carries its text."""
        return self.doc.text is not None


class Documents:
    """Makes the views of documents as one page links to them."""

    def __init__(self, index: Index, links: Links) -> None:
        self.index, self.links, self.across = index, links, Across(index, links)

    def view(self, doc: Assessment) -> DocumentView:
        """Everything about one document."""
        anchor, within = self.index.anchors[doc.key], self.across.within(doc.key)
        everything = _ordered(doc.findings)
        ordered = everything[:FINDINGS]
        marks = [*_finding_marks(doc, ordered, within), *self._claim_marks(doc, within)]
        kept = marks[:MOST_MARKS]
        placed = {mark.anchor for mark in kept}
        findings = tuple(
            self._finding(doc, finding, number, f"{within}f{number}", placed)
            for number, finding in enumerate(ordered, 1)
        )
        touching = self.index.touching.get(doc.key, ())
        relations = tuple(self.across.relation(number) for number in touching[:TOLD])
        family = self.index.family_of.get(doc.key)
        publisher = doc.publisher or ""
        return DocumentView(
            doc=doc,
            anchor=anchor,
            within=within,
            href=self.links.leaf(anchor),
            findings=findings,
            more_findings=len(everything) - len(ordered),
            pieces=() if doc.text is None else pieces(doc.text, kept),
            unmarked=len(marks) - len(kept),
            waterfall=waterfall(doc, everything),
            claims=tuple(entry(self.across, claim, touching[:TOLD]) for claim in doc.claims[:CLAIMS]),
            more_claims=max(0, len(doc.claims) - CLAIMS),
            relations=relations,
            untold=tuple(each for each in relations if not _told(each, ordered)),
            more_relations=max(0, len(touching) - TOLD),
            family=None if family is None else (self.links.leaf(self.index.family_anchor(family)), len(family.members)),
            passages=tuple(self._passages(doc, findings)),
            beside=tuple(counterparts(self.across, doc, ordered)),
            source=self.links.leaf(self.index.source_anchors[publisher])
            if publisher in self.index.source_anchors
            else None,
            salvaged=salvaged(doc),
        )

    def _claim_marks(self, doc: Assessment, within: str) -> Iterator[Mark]:
        for claim in doc.claims:
            span = _inside(doc, claim.start, claim.end, claim.quote)
            spot = self.index.spots.get((doc.key, claim.start, claim.end))
            if span and spot:
                yield Mark(*span, f"{within}{spot}", CLAIM)

    def _finding(self, doc: Assessment, finding: Finding, number: int, anchor: str, placed: set[str]) -> FindingView:
        quotes = tuple(
            Quote(each.quote, each.key, f"#{spot}" if (spot := f"{anchor}-e{place}") in placed else None, doc.language)
            for place, each in enumerate(finding.evidence[:QUOTES], 1)
        )
        related = tuple(
            Quote(each.quote, each.key, f"#{spot}", doc.language)
            if each.key == doc.key and (spot := f"{anchor}-r{place}") in placed
            else self.across.quote(each)
            for place, each in enumerate(finding.related[:QUOTES], 1)
        )
        more = max(0, len(finding.evidence) - QUOTES)
        return FindingView(finding, number, anchor, quotes, related, more)

    def _passages(self, doc: Assessment, findings: Sequence[FindingView]) -> Iterator[Passage]:
        """The findings whose places all say the same: one text, several times."""
        for view in findings:
            if _copies(doc, view.finding):
                both_ways = (
                    *zip(view.finding.related, view.related, strict=False),
                    *zip(view.finding.evidence, view.quotes, strict=False),
                )
                own = sorted(((each, quote) for each, quote in both_ways if each.key == doc.key), key=_start)
                yield Passage(view.number, len(own[0][0].quote), tuple(quote for _, quote in own))


def _told(view: RelationView, findings: Sequence[Finding]) -> bool:
    said = view.relation.explanation
    return bool(said) and any(said in each.message for each in findings)


def _ordered(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that count first, and those of one rule together: the rules, and what each found, by their weight."""
    ranked = sorted(findings, key=lambda each: (each.status is not Status.OPEN, rank(each)))
    first: dict[object, int] = {}
    for place, each in enumerate(ranked):
        first.setdefault(_group(each), place)
    return sorted(ranked, key=lambda each: first[_group(each)])


def _group(finding: Finding) -> tuple[object, ...]:
    """What the findings that stand together share."""
    status = finding.status is Status.OPEN
    return status, finding.rule, finding.dimension, finding.severity, finding.remedy, finding.remedy_zh


def _start(place: tuple[Evidence, Quote]) -> int:
    return place[0].start


def _copies(doc: Assessment, finding: Finding) -> Mapping[int, int]:
    """Where a passage that stands several times in the document starts, and the number of each copy; else nothing."""
    if finding.dimension not in _REPEATING:
        return {}
    own = [each for each in (*finding.related, *finding.evidence) if each.key == doc.key]
    if len(own) < 2 or any(each.quote != own[0].quote for each in own):  # noqa: PLR2004  # a copy and its original
        return {}
    return {start: number for number, start in enumerate(sorted({each.start for each in own}), 1)}


_REPEATING = frozenset({Aspect.ORIGINALITY, Aspect.TEXT})


def _finding_marks(doc: Assessment, findings: Sequence[Finding], within: str) -> Iterator[Mark]:
    """The places of the findings; of a text that stands several times, the first copy too."""
    for number, finding in enumerate(findings, 1):
        target = f"{within}f{number}"
        copies = _copies(doc, finding)
        for kind, places in (("e", finding.evidence), ("r", finding.related)):
            for place, each in enumerate(places, 1):
                span = _inside(doc, each.start, each.end, each.quote) if each.key == doc.key else None
                if span:
                    yield Mark(
                        *span,
                        f"{target}-{kind}{place}",
                        finding.dimension.value,
                        number,
                        target,
                        copies.get(each.start, 0),
                    )


def _inside(doc: Assessment, start: int, end: int, quote: str) -> tuple[int, int] | None:
    """The span from the start of the document's own text, if that is where the quote stands."""
    start, end = start - doc.offset, end - doc.offset
    if doc.text is None or not 0 <= start < end <= len(doc.text) or doc.text[start:end] != quote:
        return None
    return start, end
