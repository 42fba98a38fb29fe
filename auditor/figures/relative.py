"""Reads times that are told relative to the article's date or to the time before: 去年, last quarter, in the year to March.

Without a date of the article a relative time is told as one without a year: a wrong year is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditor.figures.periods import MONTH, Period, month_of, nearest, part_of_year
from auditor.text.lazy import lazy

__all__ = ["han_count", "read_span", "relative_periods"]

Found = tuple[int, int, Period]

_YEAR, _QUARTER = 12, 3
_HAN_COUNT = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
              "十一": 11, "半": 6}  # fmt: skip
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
           "eleven": 11, "twelve": 12, "eighteen": 18}  # fmt: skip
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "latter": 2}
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_COUNTS)})"
_HAN_MONTHS = r"(?:\d{1,2}|十[一二]?|[两二三四五六七八九])"
_PART = rf"上半年|下半年|前?[一二三四]季度?(?![花])|第[一二三四]季度|前[一二两三]个?季度|前{_HAN_MONTHS}个?月|[一二三四]季度|年?[底末初]"
_HAN = re.compile(
    rf"(?P<year>前年|去年|上年(?!级)|今年|本年度?(?!级)|明年|同年|当年)(?P<same>同期|同月)?(?:全年)?(?P<part>{_PART})?"
    rf"|(?P<part_only>(?<![年\d度一二三四五六七八九])(?:上半年|下半年|前三季度|前[一二两三]个季度|[第]?[一二三四]季度|(?<![提之以此先])前{_HAN_MONTHS}个?月(?!前)))"
    r"|(?<![年\d度半])(?P<close>年[底末])(?!前|[会考奖审])"
    r"|(?P<month>上个?月(?![球面])|本月|当月(?!票)|这个月)|(?P<quarter>上(?:个|一)季度?(?=[，的营收利净实])|上季度|本季度)"
    r"|(?:过去|近|最近)(?P<past>[一两二三四五六七八九十半]|\d{1,2})(?P<of>年|个月)(?![来以期级轻])"
    r"|(?P<then>(?<![年月比较去上])同期)(?![相增下])"
    r"|(?P<season>这一季(?!度)|本季(?!度)|这个赛季|[本上]赛季)"
)
_HAN_SIGNS = frozenset("年月季期")
"""One of these is in every Chinese time of the pattern above."""
_HAN_WORDS = (
    "前", "去年", "上年", "今年", "本年", "明年", "同年", "当年", "半年", "季", "年底", "年末", "个月", "上月", "本月", "当月", "过去", "近",
    "同期",
)  # fmt: skip
"""And one of these; the signs are cheaper to look for."""
_OFFSETS = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "本年度": 0, "明年": 1, "last year": -1,
            "the previous year": -1, "previous year": -1, "this year": 0, "next year": 1, "the year before last": -2}  # fmt: skip
_LATIN = lazy(
    rf"\b(?:(?P<word>last year|this year|(?:the )?previous year|the year before last|next year)"
    rf"|(?P<same>(?:in |during )?(?:the same year|that year))"
    rf"|(?P<closing>at|by)? ?(?P<close>the end of the year|year-?end)(?! (?:19|20)\d\d)"
    rf"|(?:in )?the same (?:period|months?|quarter|half|weeks?|time) (?:of|in) (?P<like>(?:19|20)\d\d)(?!\d)"
    rf"|(?P<earlier>(?:a|one|two|three|four|five|ten) years? (?:earlier|ago|before|previously)|the year before|(?:in )?the same (?:period|month|quarter|time) (?:of )?(?:last year|a year (?:earlier|ago)|the (?:previous year|year before)))"
    rf"|(?:the )?(?:past|last|previous) (?P<past>{_NUMBER}) (?P<of>months|years)"
    rf"|(?:the )?(?P<ordinal>first|second|third|fourth|final|latter) (?P<unit>quarter|half)(?: of (?P<whose>(?:19|20)\d\d|last year|this year|the year))?(?! of)"
    rf"|(?P<near>last|this|the previous|the (?:most recent|latest)) (?P<what>quarter|month)"
    rf"|(?P<turn>last|this) (?P<season>spring|summer|autumn|fall(?! (?:in|of|by|from|to|was|is)\b)|winter|season)(?!,? \(?(?:19|20)\d\d)"
    rf"|(?P<fiscal>fiscal|financial)(?: year)? (?P<fiscal_year>(?:19|20)\d\d)(?![-–/]\d\d)"
    rf"|(?:in|during|since|until|through|by|for|of|from|between|(?P<end>the end of|late)|early|mid-)\s?(?P<month>{MONTH})(?![A-Za-z.]| \d{{1,2}}(?:st|nd|rd|th)?(?![\d.%A-Za-z])|,? (?:19|20)\d\d(?!\d))(?:(?: and| to| through|[-–]) ?(?P<until>{MONTH})(?![A-Za-z]))?(?:,? (?P<of_year>(?:19|20)\d\d)(?!\d)|,? (?P<of_word>last year|this year))?"
    rf"|(?<![A-Za-z] )(?P<possessive>{MONTH})['’]s)(?![A-Za-z])",
    re.IGNORECASE,
)
# "the three months to June 2024", "the year ended 31 March", "the first nine months of 2025".
_TO = lazy(
    rf"(?:(?:the\s)?(?P<count>{_NUMBER}) months|(?:the\s)?(?P<unit>year|quarter|half(?: year|-year)?)) (?:to|ended|ending|through|until|up to)(?: the end of)?(?: in)?(?: \d{{1,2}})?\s(?P<month>{MONTH})"
    rf"(?: \d{{1,2}}(?!\d))?(?:,? (?P<year>(?:19|20)\d\d)(?!\d))?",
    re.IGNORECASE,
)
_FIRST = lazy(
    rf"(?P<count>{_NUMBER}) months(?: of (?:(?P<year>(?:19|20)\d\d)|(?P<word>last year|this year|the year)))?(?![A-Za-z])",
    re.IGNORECASE,
)
_PARTS = frozenset("hHqQ")
_MONTHS_AHEAD = 18  # "eighteen months"
_FIRST_BEFORE = lazy(r"\bfirst\s$", re.IGNORECASE)
_MONTH_WORDS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug sep
    sept oct nov dec""".split()  # noqa: SIM905  # words read best as words
)
_SEASONS = {"spring": 2, "summer": 5, "autumn": 8, "fall": 8, "winter": 11}
"""The month, counted from 0, in which a season of the north begins."""
_TIME_WORDS = (
    _MONTH_WORDS
    | _SEASONS.keys()
    | {"season", "same", "year", "years", "month", "months", "quarter", "half", "fiscal", "financial"}
)
_CAPITAL_MONTH = lazy(MONTH)


def read_span(text: str, start: int, reference: Period | None) -> Found | None:
    """A span of months that begins with a number: three months to June, (the first) nine months of 2025."""
    if text[start] not in _PARTS and " month" not in text[start : start + _MONTHS_AHEAD].lower():
        return None
    if match := _TO.match(text, start):
        period = _to(match, reference)
        return None if period is None else (start, match.end(), period)
    if (match := _FIRST.match(text, start)) and (before := _FIRST_BEFORE.search(text, max(0, start - 6), start)):
        year = _named_year(match["year"], match["word"], reference)
        if year is None:
            return before.start(), match.end(), Period(0, 0, yearless=True)
        months = min(max(_count(match["count"]), 1), _YEAR)
        return before.start(), match.end(), Period(year * _YEAR, year * _YEAR + months - 1)
    return None


def _to(match: re.Match[str], reference: Period | None) -> Period | None:
    last = _month_in(match["month"], match["year"], reference)
    if last is None:
        return Period(0, 0, yearless=True)
    unit = (match["unit"] or "").lower()
    months = (
        _count(match["count"]) if match["count"] else _YEAR if unit == "year" else _QUARTER if unit == "quarter" else 6
    )
    return Period(last.last - months + 1, last.last)


def _month_in(name: str, year: str | None, reference: Period | None) -> Period | None:
    if year:
        return Period.month(int(year), month_of(name))
    return None if reference is None else nearest(month_of(name), reference)


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else _COUNTS[word.lower()]


def _named_year(year: str | None, word: str | None, reference: Period | None) -> int | None:
    if year:
        return int(year)
    if reference is None:
        return None
    return reference.last_year - ((word or "").lower() == "last year")


def relative_periods(  # noqa: PLR0913  # all that a time may be told against
    text: str,
    start: int,
    end: int,
    reference: Period | None,
    current: Period | None,
    words: frozenset[str] | None = None,
    *,
    years: Sequence[Found] = (),
) -> list[Found]:
    """Relative times between ``start`` and ``end``: against the article's date, or (同年) against the period before.

    ``words`` are the Latin words between them in lower case, where they are known: most sentences tell no such time.
    ``years`` are the years that open a clause of theirs (2024年，…第四季度), in order: a part of the year is one of theirs.
    """
    found: list[Found] = []
    for match in sorted(_matches(text, start, end, words), key=lambda match: (match.start(), -match.end())):
        if found and match.start() < found[-1][1]:
            continue
        now = found[-1][2] if found and _refers_back(match) else current
        told = next((year[2] for year in reversed(years) if year[1] <= match.start()), None)
        period = _part_told(match, told) or _period(match, reference, now)
        if period is not None or _says_time(match):
            found.append((match.start(), match.end(), period or Period(0, 0, yearless=True)))
    return found


def _matches(text: str, start: int, end: int, words: frozenset[str] | None) -> Iterator[re.Match[str]]:
    segment = text[start:end]
    if not _HAN_SIGNS.isdisjoint(segment) and any(map(segment.__contains__, _HAN_WORDS)):
        yield from _HAN.finditer(text, start, end)
    if words is None or not words.isdisjoint(_TIME_WORDS):
        yield from _LATIN.finditer(text, start, end)
    if words is None or not words.isdisjoint(_MONTH_WORDS):
        yield from _TO.finditer(text, start, end)


def _part_told(match: re.Match[str], told: Period | None) -> Period | None:
    """The half or quarter of the year that the sentence tells before it."""
    groups = match.groupdict()
    if told is None:
        return None
    if groups.get("close"):
        return replace(Period.year(told.last_year), end_of=True)
    if groups.get("part_only"):
        return part_of_year(told.last_year, groups["part_only"])
    if groups.get("ordinal") and not groups.get("whose"):
        return _ordinal(match, replace(told, first=told.last))
    return None


def _says_time(match: re.Match[str]) -> bool:
    """Whether the words surely tell a time, if not which: May may be a verb."""
    return "possessive" not in match.re.groupindex or not (match["possessive"] or match["month"])


def _refers_back(match: re.Match[str]) -> bool:
    """Whether the words take their year from the time told before them (同年, a year earlier)."""
    groups = match.groupdict()
    return bool(
        groups.get("then")
        or groups.get("same")
        or groups.get("earlier")
        or groups.get("like")
        or groups.get("year") in {"同年", "当年"}
    )


def _closing(reference: Period | None, current: Period | None, *, sure: bool) -> Period | None:
    """The end of the year told before, or of the article's; ``None`` where "by the end of the year" may mean either."""
    years = {period.last_year for period in (current, reference) if period is not None}
    if sure and current is not None:
        years = {current.last_year}
    return replace(Period.year(years.pop()), end_of=True) if len(years) == 1 else None


def _period(match: re.Match[str], reference: Period | None, current: Period | None) -> Period | None:
    if "count" in match.re.groupindex:
        return _to(match, reference)
    return (_han if "then" in match.re.groupindex else _latin)(match, reference, current)


def _han(match: re.Match[str], reference: Period | None, current: Period | None) -> Period | None:
    if match["then"]:
        return current
    if match["close"]:
        return _closing(reference, current, sure=match.string.startswith(("截至", "截止"), max(0, match.start() - 2)))
    if match["year"] in {"同年", "当年"}:
        return None if current is None else part_of_year(current.last_year, match["part"] or "")
    if match["same"]:
        return _shifted(current, _OFFSETS.get(match["year"], 0))
    if reference is None or match["season"]:
        return None
    if match["past"]:
        return _past(reference, han_count(match["past"]), months=match["of"] != "年")
    if match["month"] or match["quarter"]:
        back = (match["month"] or match["quarter"]).startswith("上")
        return _unit_before(reference, 1 if match["month"] else _QUARTER, back=back)
    part = match["part"] or match["part_only"] or ""
    year = reference.last_year + _OFFSETS[match["year"] or "今年"]
    period = part_of_year(year, part)
    # 三季度 without a year, read in January, is that of the year before.
    to_come = period.last if part.startswith("前") else period.first
    return _shifted(period, -1) if not match["year"] and to_come > reference.last else period


def han_count(word: str) -> int:
    """A small numeral of either script as a number; 1 for any other word."""
    return int(word) if word.isdecimal() else _HAN_COUNT.get(word, 1)


def _past(reference: Period, count: int, *, months: bool) -> Period:
    """The whole years, or the months, before the article's date."""
    if months:
        return Period(reference.last - count + 1, reference.last, span=True)
    return Period((reference.last_year - count) * _YEAR, reference.last_year * _YEAR - 1, span=count > 1)


def _unit_before(reference: Period, months: int, *, back: bool) -> Period:
    """The month or quarter of the article, or the one before it."""
    first = reference.last - reference.last % months - (months if back else 0)
    return Period(first, first + months - 1)


def _shifted(period: Period | None, years: int) -> Period | None:
    if period is None:
        return None
    return replace(period, first=period.first + _YEAR * years, last=period.last + _YEAR * years, day=None)


def _latin(match: re.Match[str], reference: Period | None, current: Period | None) -> Period | None:
    if match["same"]:
        return None if current is None else Period.year(current.last_year)
    if match["close"]:
        return _closing(reference, current, sure=(match["closing"] or "").lower() != "by")
    if match["like"]:
        year = int(match["like"])
        return Period.year(year) if current is None else _shifted(current, year - current.last_year)
    if match["earlier"]:
        word = match["earlier"].lower().partition(" ")[0]
        return _shifted(current, -_COUNTS.get(word, 1))
    if match["fiscal"]:
        return Period.year(int(match["fiscal_year"]))
    if match["month"] or match["possessive"]:
        return _months(match, reference)
    if reference is None and not (match["whose"] or "").isdecimal():
        return None
    if match["ordinal"]:
        return _ordinal(match, reference)
    if reference is None:
        return None
    return _near(match, reference)


def _near(match: re.Match[str], reference: Period) -> Period | None:
    """What is told by the article's date alone: this quarter, last spring, the past two years, last year."""
    if match["season"]:
        return _season(match["season"].lower(), reference, over=match["turn"].lower() == "last")
    if match["near"]:
        back = match["near"].lower() != "this"
        return _unit_before(reference, _QUARTER if match["what"].lower() == "quarter" else 1, back=back)
    if match["past"]:
        return _past(reference, _count(match["past"]), months=match["of"].lower() == "months")
    return Period.year(reference.last_year + _OFFSETS[match["word"].lower()])


def _season(name: str, reference: Period, *, over: bool) -> Period | None:
    """The season spoken of, where that is plain: one that is just over may be this one or the last, one to come neither."""
    if name not in _SEASONS:
        return None
    first = (reference.last - _SEASONS[name]) // _YEAR * _YEAR + _SEASONS[name]
    since = reference.last - (first + _QUARTER - 1)
    if over and since < _QUARTER:
        first, since = first - _YEAR, since + _YEAR
        return Period(first, first + _QUARTER - 1) if since - _YEAR <= 0 else None
    return Period(first, first + _QUARTER - 1) if over or since < _QUARTER else None


def _ordinal(match: re.Match[str], reference: Period | None) -> Period | None:
    """The third quarter, the first half of 2024; without a year the last one that is over."""
    whose = (match["whose"] or "").lower()
    year = _named_year(whose if whose.isdecimal() else None, whose, reference)
    if year is None:
        return None
    months = _QUARTER if match["unit"].lower() == "quarter" else 6
    first = year * _YEAR + months * (_QUARTERS[match["ordinal"].lower()] - 1)
    period = Period(first, first + months - 1)
    if not whose and reference is not None and period.first > reference.last:
        return _shifted(period, -1)
    return period


def _months(match: re.Match[str], reference: Period | None) -> Period | None:
    """A month by its name, or from one to another; May needs its capital."""
    name = match["month"] or match["possessive"]
    if not _CAPITAL_MONTH.fullmatch(name):
        return None
    word = (match["of_word"] or "").lower()
    year = match["of_year"] or (str(reference.last_year + _OFFSETS[word]) if word and reference else None)
    if match["until"]:
        last = _month_in(match["until"], year, reference)
        if last is None:
            return None
        back = (month_of(match["until"]) - month_of(name)) % _YEAR
        return Period(last.last - back, last.last)
    period = _month_in(name, year, reference)
    return None if period is None else replace(period, end_of=bool(match["end"]))
