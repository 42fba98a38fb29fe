"""Whether the dates of a document can be true: what it tells as past cannot lie ahead of it, a forecast comes due.

A document is held against the later of its dates of publication and update, and never later than ``as_of``; where
neither is known nothing is said. Wording decides: only a sentence that tells a future date as past, without a word of
plan, forecast or fiction, is found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from auditor.judge.tense import told_as_past
from auditor.model import Claim, Document, Evidence, Finding, Provenance, Span
from auditor.rules.rule import Rule
from auditor.text.lazy import lazy

__all__ = ["findings"]

_SHOWN = 8
_AHEAD = frozenset({"forecast", "target", "planned"})
_MONTHS = 12
_TODAY = timedelta(days=1)  # the day after is today somewhere on earth
_CLAUSES = 120  # characters before a figure in which its sentence is read
_BEHIND = 12  # and behind it: 三年 is a figure, 三年后 says when
_SENTENCE_END = lazy(r"[。！？；\n]|[.!?;](?=\s)")
# 三年后, 五年内, in three years, two years from now: another time than the text's own.
_FROM_NOW = lazy(
    r"(?:\d{1,3}|[一二两三四五六七八九十百半几数]{1,3})[个多余]{0,2}(?:年|月|周|季度?|天|日)(?:之|以)?[后後内內]|来年|[明后]年|下个?[半年月季]|翌年"
    r"|\b(?:in|within|over|after) (?:about |around |the (?:next|coming) |another |a further ){0,2}[\w-]{1,12} (?:years?|months?|weeks?|quarters?)\b"
    r"|\b(?:years?|months?|weeks?) (?:later|from now|hence|on)\b|\b(?:next|the following) (?:year|month|quarter|season)\b",
    re.IGNORECASE,
)
_ANY_YEAR = lazy(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PERIOD = re.compile(r"(?P<y>\d{4})(?:-(?:H(?P<h>[12])|Q(?P<q>[1-4])|(?P<m>\d\d)(?:-(?P<d>\d\d))?))?")


def findings(
    doc: Document, provenance: Provenance, claims: Sequence[Claim], as_of: str | None, rules: Mapping[str, Rule]
) -> tuple[Finding, ...]:
    """What is wrong with the dates of one document; ``claims`` are its own, ``rules`` those with ``check: dates``."""
    published, today = _day(provenance.published), _day(as_of)
    stated = [day for day in (published, _day(provenance.updated)) if day is not None]
    now = min(day for day in (max(stated, default=None), today) if day is not None) if stated or today else None
    found: list[Finding] = []
    if (rule := rules.get("future-publication")) and published and today and published > today + _TODAY:
        found.append(rule.finding(published=published.isoformat(), as_of=today.isoformat()))
    if (rule := rules.get("future-as-past")) and now and (spans := _past(doc.text, now, rule)):
        evidence = tuple(Evidence.at(doc, span) for span in spans[:_SHOWN])
        found.append(rule.finding(evidence, count=len(spans), quote=evidence[0].quote, now=now.isoformat()))
    if (rule := rules.get("overdue-forecast")) and today and (due := _overdue(doc, claims, published, today)):
        evidence = tuple(Evidence(c.document, c.key, c.start, c.end, c.quote) for c in due[:_SHOWN])
        periods = ", ".join(sorted({str(c.period) for c in due})[:_SHOWN])
        found.append(rule.finding(evidence, count=len(due), periods=periods, as_of=today.isoformat()))
    return tuple(found)


def _day(stated: str | None) -> date | None:
    try:
        return None if stated is None else date.fromisoformat(stated[:10])
    except ValueError:
        return None


def _past(text: str, now: date, rule: Rule) -> tuple[Span, ...]:
    return told_as_past(text, now, int(rule.parameters["least_years"]))


def _overdue(doc: Document, claims: Sequence[Claim], published: date | None, today: date) -> list[Claim]:
    """Forecasts and targets for periods that are over by ``today`` and were not when the document appeared."""
    found = []
    for claim in claims:
        end = _end(claim.period) if claim.status in _AHEAD and claim.period else None
        due = end is not None and end < today and (published is None or end >= published)
        if due and not _is_for_later(doc.text, claim.start - doc.offset, claim.end - doc.offset):
            found.append(claim)
    return found


def _is_for_later(text: str, first: int, last: int) -> bool:
    """Whether a time counted from now stands nearer before a figure than any year: its period is the text's, not its own."""
    start = max(0, first - _CLAUSES)
    stops = [match.end() for match in _SENTENCE_END.finditer(text, start, first)]
    clause = text[stops[-1] if stops else start : last + _BEHIND]
    later = [match.start() for match in _FROM_NOW.finditer(clause)]
    return bool(later) and not _ANY_YEAR.search(clause, later[-1])


def _end(period: str) -> date | None:
    """The last day of an ISO period such as 2024, 2025-H1, 2025-Q3, 2024-12, 2025-08-30 or 2021/2024."""
    match = _PERIOD.fullmatch(period.rpartition("/")[2])
    if match is None:
        return None
    year, months = int(match["y"]), _MONTHS
    if match["d"]:
        return _day(match.group())
    if match["h"] or match["q"]:
        months = 6 * int(match["h"]) if match["h"] else 3 * int(match["q"])
    elif match["m"]:
        months = int(match["m"])
    if not 1 <= months <= _MONTHS or not 1 <= year < date.max.year:
        return None
    return date(year + months // 12, months % 12 + 1, 1) - _TODAY
