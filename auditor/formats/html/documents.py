"""What a page shows of one document: its text with the evidence marked, its findings, figures and counterparts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.formats._words import rank
from auditor.formats.html.across import Across, Quote, RelationView
from auditor.formats.html.charts import Step, waterfall
from auditor.formats.html.counterparts import BesideView, counterparts
from auditor.formats.html.index import Index
from auditor.formats.html.ledger import ClaimView, entry
from auditor.formats.html.links import Links
from auditor.formats.html.marks import MOST_MARKS, Mark, Piece, pieces
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
    """A document with everything that is said of it; ``family`` is the link to its family, and how many it has."""

    doc: Assessment
    anchor: str
    href: str
    findings: tuple[FindingView, ...]
    more_findings: int
    pieces: tuple[Piece, ...]
    unmarked: int
    waterfall: tuple[Step, ...]
    claims: tuple[ClaimView, ...]
    more_claims: int
    relations: tuple[RelationView, ...]
    more_relations: int
    family: tuple[str, int] | None
    passages: tuple[Passage, ...]
    beside: tuple[BesideView, ...]
    source: str | None
    salvaged: SalvageView | None

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
        anchor = self.index.anchors[doc.key]
        everything = sorted(doc.findings, key=_reading)
        ordered = everything[:FINDINGS]
        marks = [*_finding_marks(doc, ordered, anchor), *self._claim_marks(doc)]
        kept = marks[:MOST_MARKS]
        placed = {mark.anchor for mark in kept}
        findings = tuple(self._finding(doc, finding, number, placed) for number, finding in enumerate(ordered, 1))
        touching = self.index.touching.get(doc.key, ())
        relations = tuple(self.across.relation(number) for number in touching[:TOLD])
        family = self.index.family_of.get(doc.key)
        publisher = doc.publisher or ""
        return DocumentView(
            doc=doc,
            anchor=anchor,
            href=self.links.leaf(anchor),
            findings=findings,
            more_findings=len(everything) - len(ordered),
            pieces=() if doc.text is None else pieces(doc.text, kept),
            unmarked=len(marks) - len(kept),
            waterfall=waterfall(doc, everything),
            claims=tuple(entry(self.across, claim, touching[:TOLD]) for claim in doc.claims[:CLAIMS]),
            more_claims=max(0, len(doc.claims) - CLAIMS),
            relations=relations,
            more_relations=max(0, len(touching) - TOLD),
            family=None if family is None else (self.links.leaf(self.index.family_anchor(family)), len(family.members)),
            passages=tuple(self._passages(doc, findings)),
            beside=tuple(counterparts(self.across, doc, ordered)),
            source=self.links.leaf(self.index.source_anchors[publisher])
            if publisher in self.index.source_anchors
            else None,
            salvaged=salvaged(doc),
        )

    def _claim_marks(self, doc: Assessment) -> Iterator[Mark]:
        for claim in doc.claims:
            span = _inside(doc, claim.start, claim.end, claim.quote)
            anchor = self.index.spots.get((doc.key, claim.start, claim.end))
            if span and anchor:
                yield Mark(*span, anchor, "claim")

    def _finding(self, doc: Assessment, finding: Finding, number: int, placed: set[str]) -> FindingView:
        anchor = f"{self.index.anchors[doc.key]}-f{number}"
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
        return FindingView(finding, number, anchor, quotes, related, max(0, len(finding.evidence) - QUOTES))

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


def _reading(finding: Finding) -> tuple[bool, tuple[float, int, str, str]]:
    return finding.status is not Status.OPEN, rank(finding)


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


def _finding_marks(doc: Assessment, findings: Sequence[Finding], anchor: str) -> Iterator[Mark]:
    """The places of the findings; of a text that stands several times, the first copy too."""
    for number, finding in enumerate(findings, 1):
        target = f"{anchor}-f{number}"
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
