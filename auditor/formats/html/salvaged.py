"""The text that salvage would leave of a document, and between it what it would cut and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.judge.salvage import Cut, cuts
from auditor.model import Assessment, Document

__all__ = ["SalvageView", "Stretch", "salvaged"]

_SHOWN = 20_000  # characters shown of what is kept: some seven printed pages; the rest is counted
_ENDS = 120  # characters shown of either end of a long cut: enough to find it in the text


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text, kept or cut. Of ``skipped`` characters in its middle nothing is shown; ``tail`` follows."""

    text: str
    cut: bool = False
    skipped: int = 0
    tail: str = ""


@dataclass(frozen=True, slots=True)
class SalvageView:
    """The stretches in order, how many characters of how many are kept, and the rules for which the others go."""

    stretches: tuple[Stretch, ...]
    kept: int
    whole: int
    rules: frozenset[str]


def salvaged(doc: Assessment) -> SalvageView | None:
    """What ``auditor salvage`` would write; ``None`` where nothing can be saved or the report has no text."""
    if doc.salvage is None or doc.text is None:
        return None
    found = Document(doc.id, doc.key, doc.path, doc.text, doc.record, doc.part, doc.offset)
    taken = cuts(found, doc.findings)
    if not taken:
        return None
    kept = len(doc.text) - sum(cut.end - cut.start for cut in taken)
    rules = frozenset(rule for cut in taken for rule in cut.rules)
    return SalvageView(tuple(_stretches(doc.text, doc.offset, taken)), kept, len(doc.text), rules)


def _stretches(text: str, offset: int, taken: Sequence[Cut]) -> Iterator[Stretch]:
    left, place = _SHOWN, 0
    for cut in taken:
        yield from _kept(text[place : cut.start - offset], left)
        left = max(0, left - (cut.start - offset - place))
        place = cut.end - offset
        yield _shortened(cut.quote, 2 * _ENDS, cut=True)
    yield from _kept(text[place:], left)


def _kept(text: str, left: int) -> Iterator[Stretch]:
    """What is kept; beyond what is ``left`` to show, its two ends."""
    if text:
        yield _shortened(text, max(left, 2 * _ENDS), cut=False)


def _shortened(text: str, most: int, *, cut: bool) -> Stretch:
    if len(text) <= most + _ENDS:
        return Stretch(text, cut)
    head = most - _ENDS
    return Stretch(text[:head], cut, len(text) - most, text[-_ENDS:])
