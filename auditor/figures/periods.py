"""Reads dates and spans of time as intervals of months, anchored at a digit or relative to the article's date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from auditor.text.lazy import lazy

__all__ = ["LASTING", "MONTH", "Period", "month_of", "nearest", "ordinal", "part_of_year", "read_date", "read_fiscal"]

_MIN_YEAR, _MAX_YEAR = 1500, 2199
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """An interval of months, both ends included, counted from year 0; ``day`` where a single day is meant.

    ``end_of`` says that a state at the end of the interval is meant (截至2024年底): for comparing, "end of 2024" and
    2024 are the same year. ``span`` keeps two stated ends (2021–2024) apart from one long unit of time.
    """

    first: int
    last: int
    day: int | None = None
    end_of: bool = False
    span: bool = False
    yearless: bool = False

    @classmethod
    def year(cls, year: int) -> Period:
        """A calendar year."""
        return cls(year * 12, year * 12 + 11)

    @classmethod
    def month(cls, year: int, month: int, day: int | None = None) -> Period:
        """A month, or a day of it."""
        return cls(year * 12 + month - 1, year * 12 + month - 1, day)

    @property
    def iso(self) -> str:
        """2024, 2025-H1, 2024-Q3, 2024-12, 2025-08-30 or 2021/2024."""
        year, month = divmod(self.first, 12)
        months = self.last - self.first + 1
        if self.day is not None:
            return f"{year:04}-{month + 1:02}-{self.day:02}"
        if months == 1:
            return f"{year:04}-{month + 1:02}"
        if self.end_of:
            last_year, last_month = divmod(self.last, 12)
            return f"{last_year:04}-{last_month + 1:02}"
        if not self.span and month % months == 0:
            if months == 12:  # noqa: PLR2004  # a year
                return f"{year:04}"
            if months == 6:  # noqa: PLR2004  # a half
                return f"{year:04}-H{month // 6 + 1}"
            if months == 3:  # noqa: PLR2004  # a quarter
                return f"{year:04}-Q{month // 3 + 1}"
        if month == 0 and self.last % 12 == 11:  # noqa: PLR2004  # whole years
            return f"{year:04}/{self.last // 12:04}"
        return f"{_month_iso(self.first)}/{_month_iso(self.last)}"

    @property
    def first_year(self) -> int:
        """The year in which the interval begins."""
        return self.first // 12

    @property
    def last_year(self) -> int:
        """The year in which it ends."""
        return self.last // 12

    def to(self, other: Period) -> Period:
        """From the start of this one to the end of another."""
        return Period(self.first, other.last, span=True)


def _month_iso(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"


_HAN_PART = r"(?P<part>上半年|下半年|前?[一二三四]季度|第[一二三四]季度|前[一二两三]个?季度|年?[底末初]|前(?:\d{1,2}|十[一二]?|[两二三四五六七八九])个?月)?"
_HAN_YEAR = lazy(
    rf"(?P<year>\d{{4}})\s?年(?:度|代)?(?:\s?(?P<month>\d{{1,2}})\s?月(?:份|\s?(?P<day>\d{{1,2}})\s?[日号號])?(?P<monthend>[底末])?)?{_HAN_PART}"
)
_HAN_RANGE = lazy(r"(?P<a>\d{4})\s?年?\s?(?:[—–\-~～/]{1,2}|[至到])\s?(?P<b>\d{4})\s?(?:年|财年)?(?:度)?")
_HAN_MONTH = re.compile(r"(?P<month>\d{1,2})\s?月(?:份|\s?(?P<day>\d{1,2})\s?[日号號])?(?P<end>[底末])?")
_HAN_MONTHS = re.compile(r"(?P<a>\d{1,2})\s?月?[—–\-~～至到](?P<b>\d{1,2})\s?月(?:份)?")
_FIRST_MONTHS = lazy(r"(?P<months>\d{1,2})\s?个?月(?:份)?(?!\d)")
# 提前3个月 is a duration.
_AHEAD_OF = frozenset("提之以此先")
# 连跌九日 and 为期5日 last so long.
LASTING = lazy(r"(?:连续|连[跌涨降升阴阳休]|为期|历时|耗时|长达)[约近了达]?$")
_DIGITS = re.compile(r"\d+")
_YEAR_DIGITS = 4
# 16及17日
_ANDS, _DAY_SIGNS = frozenset("及和与、"), frozenset("日号號")
# What stands behind the first digits of an ISO date, a clock or a Chinese date.
_AFTER_DATE = frozenset("-/.:：年月日号號点點时—–~～至到个aApP")
_LASTING_LAST = frozenset("续跌涨降升阴阳休期时达约近了")
_HAN_DAY = re.compile(r"\d{1,2}(?:\s?[-–~～至到及和与、]{1,2}\s?\d{1,2})?\s?[日号號](?![本元])")
_SHORT_YEAR = re.compile(r"(?P<year>0\d)年(?![代级])")  # 04年
_HAN_DIGITS = "零〇○一二三四五六七八九"
_HAN_NUMERAL_DATE = lazy(
    rf"(?:(?P<year>[一二][{_HAN_DIGITS}]{{3}})年(?!级|代))?(?:(?P<month>正|[一二三四五六七八九]|十[一二]?)月(?!饼|球|亮|票|薪|供)份?)?"
    r"(?:(?<=[月份])(?P<day>[一二三四五六七八九]|[二三]?十[一二三四五六七八九]?)[日号])?(?P<end>年?[底末])?"
)
_HAN_DATE_SIGNS = frozenset("年月日号点底末")
_HAN_CLOCK = lazy(
    r"(?:[一二三四五六七八九两]|二?十[一二三四]?)点(?:钟|半|整|[一二三四五]?十[一二三四五六七八九]?分?|[一两三]刻|零?[一二三四五六七八九]分)|(?:[一二三四五六七八九]|[二三]?十[一二三四五六七八九]?)[日号](?![本元线])"
)
_ISO = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?"
)
_CLOCK = re.compile(
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)(?:\s?[ap]\.?m\b\.?)?|\d{1,2}(?:\.[0-5]\d)?\s?(?:am|a\.m\.|p\.m\.)(?![A-Za-z])"
    r"|\d{1,2}(?:\.[0-5]\d(?!\d))?\s?pm(?![A-Za-z])|\d{1,2}[点时點](?:[钟半整]|\d{1,2}分?)?(?![\d%])(?!间|代|期|长|速|装)",
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<name>{MONTH})(?:,?\s(?P<year>\d{{4}}))?(?![\w])", re.IGNORECASE
)
_MONTH_AHEAD = re.compile(r"\d{1,2}(?:[SsNnRrTt][A-Za-z])?\s(?:[Oo][Ff]\s)?[JFMASONDjfmasond]")
_AFTER_MONTH = lazy(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{1,2}(?:st|nd|rd|th)?|\s(?:through|to|and)\s\d{1,2}(?=[,.;)](?!\d)|$))?(?:(?:,?\s(?=19|20)|,\s(?=1[5-8]))(?P<year>\d{4})(?!\d)|(?!\d|,\d{3}|\.\d|%))"
)
_MONTH_ENDS = frozenset("ybnhrletgpvcYBNHRLETGPVC.")
_BEFORE_MONTH = re.compile(rf"(?<![A-Za-z])(?P<name>{MONTH})\s?$", re.IGNORECASE)
_MONTH_YEAR = lazy(r"(?P<year>(?:19|20)\d{2})(?!\d|,\d|\.\d|%)")
_SEASON = re.compile(r"(?P<a>(?:19|20)\d{2})\s?[-–—/]\s?(?P<b>\d{2}|(?:19|20)\d{2})(?![\d%])")
_LATIN_RANGE = re.compile(
    r"(?P<a>(?:19|20)\d{2})\s(?:to|through|until|and)\s(?P<b>(?:19|20)\d{2})(?!\d|,\d|\.\d)", re.IGNORECASE
)
_LATIN_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})(?![\d%]|,\d|\.\d)(?P<decade>s)?(?P<half>[-\s]?(?:H[12]|Q[1-4])\b)?")
# Before 1900 only where it is said to be a year, and nothing follows that it might count: built in 1874.
_OLD_BEFORE = re.compile(
    r"\b(?:(?:in|since|circa|year)|(?:Treaty|Peace|Act|Edict|Law|Statute|Charter|War|Battle|Revolution|Census|Fire|Plague|Famine|Flood) of)\s$",
    re.IGNORECASE,
)
_OLD_YEAR = lazy(
    r"1(?:[5-8]\d\d|[0-4](?!00)\d\d)(?=[.,;:)\]!?](?!\d)|[\n–-]|$|\s(?:and|but|the|a|an|it|its|his|her|by|to|when|with|as|after|for|at|in|on|was|is|has|had|which|who|he|she|they|now|still|runs|says|set|made|gave|left|killed|ended)\b)"
)
_BEFORE_YEAR = lazy(
    r"(?:(?P<end>(?:the )?(?:end|close) of|(?:at )?year-end|late|through the end of)|(?P<start>(?:the )?(?:start|beginning) of)|(?P<half>first|second|latter) half (?:of|in)"
    r"|(?P<quarter>first|second|third|fourth) quarter (?:of|in)|(?P<code>H[12]|Q[1-4])|(?P<fiscal>fiscal(?: year)?|FY))[\s-]?$",
    re.IGNORECASE,
)
_PART_WORDS = ("half", "quarter", "end", "close", "start", "beginning")
_YEAR_WORDS = ("year-end", "late", "h1", "h2", "q1", "q2", "q3", "q4", "fiscal", "year", "fy")
_FISCAL = lazy(r"(?P<year>20\d\d|\d\d)(?:\s?[-–/]\s?(?P<until>20\d\d|\d\d))?(?![\d.,%])(?P<after>\s?财年|\s?财政年度)?")
_FISCAL_BEFORE = lazy(r"(?<![A-Za-z])FY\s?['’]?$")
# 2000亿元, 2000 km: a magnitude, a classifier or a unit makes the digits a number.
_COUNTED = re.compile(
    r"\s?(?:[亿万千元块家个名人项台辆吨平公米余多套件户间场次艘亩座所只头条张份位倍株棵篇本部棵]|(?:km|kg|MW|GW|metres|meters|miles|tonnes|tons|people|yuan|dollars|euros)\b)"
)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}


def read_date(text: str, start: int, reference: Period | None) -> tuple[int, int, Period] | None:
    """The date at ``start`` (a digit) as (start, end, period); ``None`` where the digits are no date.

    ``reference`` is the article's own date: a month or a day without a year is read as the last one before it. Without
    it such a date is still consumed, as a yearless period.
    """
    if text[start - 1 : start] in _LASTING_LAST and LASTING.search(text, max(0, start - 8), start):
        return None
    run = _DIGITS.match(text, start)
    if run is None:
        return _read_han_numerals(text, start, reference)
    if run.end() - start > _YEAR_DIGITS:
        return None
    found = None
    following = text[run.end() : run.end() + 5]
    if following.lstrip()[:1] in _AFTER_DATE or (following[:1] in _ANDS and not _DAY_SIGNS.isdisjoint(following)):
        found = _read_iso(text, start, reference) or _read_han(text, start, reference)
    return found or _read_latin(text, start, reference)


def read_fiscal(text: str, start: int) -> tuple[int, int, Period] | None:
    """The fiscal year whose digits begin at ``start``: FY2024, FY24, FY2023-24, 24财年. It is told as the year it names."""
    if "FY" not in text[max(0, start - 4) : start] and "财" not in text[start + 2 : start + 12]:
        return None
    match = _FISCAL.match(text, start)
    before = _FISCAL_BEFORE.search(text, max(0, start - 3), start)
    if match is None or not (before or match["after"]):
        return None
    year = _century(match["year"])
    until = _century(match["until"]) if match["until"] else year
    if not year <= until <= year + 1:
        return None
    period = Period.year(year) if until == year else Period.year(year).to(Period.year(until))
    return before.start() if before else start, match.end(), period


def _century(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)  # noqa: PLR2004  # a year without its century


def _valid(year: int, month: int = 1, day: int = 1) -> bool:
    return _MIN_YEAR <= year <= _MAX_YEAR and 1 <= month <= 12 and 1 <= day <= 31  # noqa: PLR2004  # the calendar


def _read_iso(text: str, start: int, _: Period | None) -> tuple[int, int, Period] | None:
    if (match := _ISO.match(text, start)) and _valid(int(match["year"]), int(match["month"]), int(match["day"])):
        return start, match.end(), Period.month(int(match["year"]), int(match["month"]), int(match["day"]))
    if match := _CLOCK.match(text, start):
        return start, match.end(), Period(0, 0, yearless=True)
    return None


def _read_han_numerals(text: str, start: int, reference: Period | None) -> tuple[int, int, Period] | None:
    """二〇二四年七月四日, 六月底; 三月 alone needs the reference, 三个月 is no date."""
    if _HAN_DATE_SIGNS.isdisjoint(text[start : start + 7]):
        return None
    match = _HAN_NUMERAL_DATE.match(text, start)
    if match is None or not (match["year"] or match["month"]) or (match["month"] or "") == "正":
        clock = _HAN_CLOCK.match(text, start)
        return None if clock is None else (start, clock.end(), Period(0, 0, yearless=True))
    month, day = _han_number(match["month"]), _han_number(match["day"])
    if not match["year"]:
        return start, match.end(), replace(nearest(month or 1, reference), day=day, end_of=bool(match["end"]))
    year = int("".join(str(max(_HAN_DIGITS.index(char) - 2, 0)) for char in match["year"]))
    if not _valid(year, month or 1, day or 1):
        return None
    period = Period.year(year) if month is None else Period.month(year, month, day)
    return start, match.end(), replace(period, end_of=bool(match["end"]))


def _han_number(word: str | None) -> int | None:
    """一 to 三十一 as a number."""
    if not word:
        return None
    tens, ten, ones = word.rpartition("十")
    value = (max(_HAN_DIGITS.index(tens) - 2, 0) if tens else 1) * 10 if ten else 0
    return value + (max(_HAN_DIGITS.index(ones) - 2, 0) if ones else 0)


def _read_han(text: str, start: int, reference: Period | None) -> tuple[int, int, Period] | None:
    four = text[start : start + _YEAR_DIGITS].isdecimal()
    if four and (match := _HAN_RANGE.match(text, start)) and _valid(int(match["a"])) and _valid(int(match["b"])):
        a, b = int(match["a"]), int(match["b"])
        if a < b:
            return start, match.end(), Period.year(a).to(Period.year(b))
    if (
        four
        and (match := _HAN_YEAR.match(text, start))
        and _valid(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    ):
        return start, match.end(), _han_period(match)
    if (
        text[start - 1 : start] == "前"
        and (start == 1 or text[start - 2] not in _AHEAD_OF)
        and (match := _FIRST_MONTHS.match(text, start))
        and _valid(2000, int(match["months"]))
    ):
        last = nearest(int(match["months"]), reference)
        return start - 1, match.end(), replace(last, first=last.last - int(match["months"]) + 1)
    if (match := _HAN_MONTHS.match(text, start)) and _valid(2000, int(match["a"])) and _valid(2000, int(match["b"])):
        first, last = nearest(int(match["a"]), reference), nearest(int(match["b"]), reference)
        if last.first < first.first:
            first = replace(first, first=first.first - 12, last=first.last - 12)
        return start, match.end(), Period(first.first, last.last, yearless=reference is None)
    if (match := _HAN_MONTH.match(text, start)) and _valid(2000, int(match["month"]), int(match["day"] or 1)):
        month = nearest(int(match["month"]), reference)
        return (
            start,
            match.end(),
            replace(month, day=int(match["day"]) if match["day"] else None, end_of=bool(match["end"])),
        )
    if text[start] == "0" and (match := _SHORT_YEAR.match(text, start)):
        return start, match.end(), Period.year(_century(match["year"]))
    if match := _HAN_DAY.match(text, start):
        return start, match.end(), Period(0, 0, yearless=True)
    return None


def _han_period(match: re.Match[str]) -> Period:
    year, part = int(match["year"]), match["part"] or ""
    if match["month"]:
        day = int(match["day"]) if match["day"] else None
        return replace(Period.month(year, int(match["month"]), day), end_of=bool(match["monthend"]))
    return part_of_year(year, part)


def part_of_year(year: int, part: str) -> Period:
    """The part of a year that a Chinese word names: 上半年, 三季度, 前9个月, 年初, 年底; the whole year for any other."""
    whole = Period.year(year)
    if "半年" in part:
        first = whole.first + (6 if part.startswith("下") else 0)
        return Period(first, first + 5)
    if "季度" in part:
        index = next(_QUARTERS[c] for c in part if c in _QUARTERS)
        if part.startswith("前"):
            return Period(whole.first, whole.first + 3 * index - 1)
        return Period(whole.first + 3 * index - 3, whole.first + 3 * index - 1)
    if part.startswith("前"):
        digits = re.sub(r"\D", "", part)
        months = int(digits) if digits else _han_number(part[1:].rstrip("个月").replace("两", "二")) or 1
        return Period(whole.first, whole.first + min(max(months, 1), 12) - 1)
    if part.endswith("初"):
        return Period(whole.first, whole.first)
    return replace(whole, end_of=part.endswith(("底", "末")))


def _read_latin(text: str, start: int, reference: Period | None) -> tuple[int, int, Period] | None:
    if _MONTH_AHEAD.match(text, start) and (match := _DAY_MONTH.match(text, start)):
        return start, match.end(), _day(match["name"], int(match["day"]), match["year"], reference)
    if text[start - 2 : start].rstrip()[-1:] in _MONTH_ENDS and (
        before := _BEFORE_MONTH.search(text, max(0, start - 11), start)
    ):
        if match := _MONTH_YEAR.match(text, start):
            return before.start(), match.end(), Period.month(int(match["year"]), month_of(before["name"]))
        if (match := _AFTER_MONTH.match(text, start)) and 1 <= int(match["day"]) <= 31:  # noqa: PLR2004  # the calendar
            return before.start(), match.end(), _day(before["name"], int(match["day"]), match["year"], reference)
    if not text.startswith(("19", "20"), start):
        old = _OLD_YEAR.match(text, start)
        said = old is not None and _OLD_BEFORE.search(text, max(0, start - 16), start)
        return (start, old.end(), Period.year(int(old.group()))) if old and said else None
    for pattern in (_LATIN_RANGE, _SEASON):
        if match := pattern.match(text, start):
            a, b = int(match["a"]), int(match["b"]) if len(match["b"]) == 4 else int(match["a"][:2] + match["b"])  # noqa: PLR2004
            if a < b:
                return start, match.end(), Period.year(a).to(Period.year(b))
    return _read_year(text, start)


def _read_year(text: str, start: int) -> tuple[int, int, Period] | None:
    match = _LATIN_YEAR.match(text, start)
    if match is None or _COUNTED.match(text, match.end()):
        return None
    year, end = int(match["year"]), match.end()
    before = _BEFORE_YEAR.search(text, max(0, start - 28), start) if _says_part(text, start) else None
    first = before.start() if before else start
    if match["half"]:
        return first, end, _coded(year, match["half"].strip(" -"))
    if before is None:
        return first, end, Period.year(year)
    if before["code"]:
        return first, end, _coded(year, before["code"])
    if before["half"]:
        return first, end, _coded(year, "H1" if before["half"].lower() == "first" else "H2")
    if before["quarter"]:
        return first, end, _coded(year, f"Q{_QUARTERS[before['quarter'].lower()]}")
    if before["start"]:
        return first, end, Period(year * 12, year * 12)
    return first, end, replace(Period.year(year), end_of=bool(before["end"]))


def _says_part(text: str, start: int) -> bool:
    """Whether the words before a year may name a part of it, told by plain comparison: most stand behind a mere "in"."""
    before = text[max(0, start - 28) : start].rstrip(" -\n").lower()
    if before.endswith(("in", "of")):
        return any(map(before.__contains__, _PART_WORDS))
    return before.endswith(_YEAR_WORDS)


def _coded(year: int, code: str) -> Period:
    months = 6 if code[0] in "Hh" else 3
    first = year * 12 + months * (int(code[1]) - 1)
    return Period(first, first + months - 1)


def month_of(name: str) -> int:
    """The number of a month, from 1, by its English name."""
    return _MONTH_NAMES.index(name[:3].lower()) + 1


def _day(name: str, day: int, year: str | None, reference: Period | None) -> Period:
    if year:
        return Period.month(int(year), month_of(name), day)
    return replace(nearest(month_of(name), reference), day=day)


def ordinal(day: Period | None) -> int | None:
    """A day as a number that rises by one from day to day; ``None`` for what is no day."""
    if day is None or day.day is None:
        return None
    return date(day.first // 12, day.first % 12 + 1, day.day).toordinal()


def nearest(month: int, reference: Period | None) -> Period:
    """The last such month that is not after the reference."""
    if reference is None:
        return Period(month - 1, month - 1, yearless=True)
    year, current = divmod(reference.last, 12)
    return Period.month(year if month - 1 <= current else year - 1, month)
