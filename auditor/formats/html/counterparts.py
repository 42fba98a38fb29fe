"""A document beside those with which it shares text, as rows that a page can show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from auditor.formats.html.across import Across, Title
from auditor.formats.html.beside import MOST as MOST_COMPARED
from auditor.formats.html.beside import Run, beside, matched
from auditor.model import Aspect, Assessment, Finding, Status

__all__ = ["BesideView", "Stretch", "counterparts"]

_PARTNERS = 3  # documents beside which one is shown
_ROWS = 400  # rows of a comparison; the rest is counted
_EQUAL = 3  # equal sentences in a row from which on they are told by number, first and last
_ALONG = 160  # characters shown of a stretch that only one text has: the text itself stands above, or on its own page
_QUOTES = 12  # of either side that are compared where the texts are not

# What shares a passage with another text is not that text: what both have is compared, not the rest.
_IN_PART = frozenset({"passage", "contains-excerpt"})

_ALONE = frozenset({"left", "right"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A row of a comparison; of ``folded`` equal sentences it is the first, and ``last`` the last."""

    run: Run
    folded: int = 0
    last: str = ""
    cut: int = 0


@dataclass(frozen=True, slots=True)
class BesideView:
    """The document beside another: ``stretches`` of their sentences, or of the quotes where a text is not there."""

    rule: str
    finding: int | None
    other: Title
    stretches: tuple[Stretch, ...]
    more: int
    quoted: bool
    cut: bool


def counterparts(across: Across, doc: Assessment, findings: Sequence[Finding]) -> Iterator[BesideView]:
    """The document beside those from which it shares text, the most telling finding first."""
    seen: set[str] = {doc.key}
    partners: list[tuple[str, int | None, str, Finding | None]] = []
    for number, finding in enumerate(findings, 1):
        if finding.dimension is Aspect.ORIGINALITY and finding.status is not Status.SUPPRESSED:
            for key in dict.fromkeys(each.key for each in finding.related):
                if key not in seen:
                    seen.add(key)
                    partners.append((key, number, finding.rule, finding))
    family = across.index.family_of.get(doc.key)
    if family is not None and family.first not in seen:
        partners.append((family.first, None, across.index.role_of[doc.key], None))
    for key, place, rule, finding_or_none in partners[:_PARTNERS]:
        if view := _pair(across, doc, key, (place, rule, finding_or_none)):
            yield view


def _pair(across: Across, doc: Assessment, key: str, told: tuple[int | None, str, Finding | None]) -> BesideView | None:
    place, rule, finding = told
    other = across.index.by_key.get(key)
    known = other is not None and other.text is not None and doc.text is not None
    if rule not in _IN_PART and other is not None and other.text is not None and doc.text is not None:
        runs = beside(doc.text, other.text)
        cut = max(len(doc.text), len(other.text)) > MOST_COMPARED
    elif finding is not None:
        own = [each.quote for each in finding.evidence if each.key == doc.key]
        its = [each.quote for each in finding.related if each.key == key]
        runs = tuple(run for a, b in matched(own[:_QUOTES], its[:_QUOTES]) for run in beside(a, b))
        cut = False
    else:
        return None
    stretches, more = _stretches(runs)
    return BesideView(rule, place, across.title(key), stretches, more, not known, cut)


def _stretches(runs: Sequence[Run]) -> tuple[tuple[Stretch, ...], int]:
    """The rows to show, and how many are left out: one side's neighbours as one, many equal ones by first and last."""
    found: list[Stretch] = []
    for kind, grouped in groupby(runs, key=lambda run: run.kind):
        group = tuple(grouped)
        if kind in _ALONE:
            found.append(_alone(kind, group))
        elif kind == "equal" and len(group) > _EQUAL:
            found.append(Stretch(group[0], len(group), "".join(text for text, _ in group[-1].a)))
        else:
            found += (Stretch(run) for run in group)
    return tuple(found[:_ROWS]), len(found) - len(found[:_ROWS])


def _alone(kind: str, runs: Sequence[Run]) -> Stretch:
    """Neighbouring sentences of one side as one row, a long one cut."""
    words = " ".join(text for run in runs for text, _ in (*run.a, *run.b))
    text = ((words[:_ALONG], True),)
    return Stretch(Run(kind, text) if kind == "left" else Run(kind, (), text), cut=max(0, len(words) - _ALONG))
