"""Reads the second end of a range: 35—40%, 18万至20万吨, between US$5m and US$7.5m."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from auditor.figures.following import classifier_after, currency_after, currency_before, unit_after
from auditor.figures.lexicon import units
from auditor.figures.numerals import Number, read_number
from auditor.figures.quantities import Quantity
from auditor.figures.ratios import percent_after
from auditor.text.lazy import lazy

__all__ = ["second_end", "spanned"]

_MARK = re.compile(
    r"(?:[(（]含[)）])?(?:-?\s(?P<latin>to|and|or)\s|(?P<han>[和与])|(?P<dash>\s?[—–\-~～−]{1,2}\s?)|\s?(?P<word>至|到)\s?)",
    re.IGNORECASE,
)
# A range has a mark behind its first number and the unit of that, which in Chinese is short: most numbers have none.
_MARKS, _MARK_WORD = frozenset("—–-~～−至到和与"), re.compile(r"\s(?:to|and|or)\s", re.IGNORECASE)
_FARTHEST, _HAN_FARTHEST = 48, 12
_PREFIX = lazy(r"(?:US|HK|A|C|NT|S)?[$€£¥￥]|RMB\s?|CNY\s?")
_BETWEEN = lazy(r"(?:\bbetween\s(?:about\s|an?\s)?(?:\S{0,4}|RMB\s?)|介于\S{0,2}|在)$", re.IGNORECASE)
_BETWEEN_HAN = lazy(r"(?:介于|在|处于)\S{0,2}$")
_FROM = lazy(r"\bfrom\s(?:about\s|just\s|an?\s)?(?:\S{0,4}|RMB\s?)$", re.IGNORECASE)
_RANGED = lazy(
    r"\b(?:rang(?:e[sd]?|ing)|anywhere|var(?:y|ies|ied|ying)|spann?(?:s|ed|ing)|costs?|costing|priced|prices|sell(?:s|ing)?) from\s\S{0,4}$",
    re.IGNORECASE,
)
# "rose 5% to 10%": a change and the level it led to, not a range.
_MOVED = lazy(
    r"(?:\b(?:rose|rise[sn]?|rising|fell|fall(?:s|en|ing)?|up|down|grew|grow(?:s|n)?|gain(?:s|ed)?|dropp?(?:s|ed)?|climb(?:s|ed)?|add(?:s|ed)?|lost|slipp?(?:s|ed)?"
    r"|jump(?:s|ed)?|by|edged|increas(?:es|ed)|decreas(?:es|ed)|shrank|surged|declined|advanced|widen(?:s|ed)|narrow(?:s|ed)|tighten(?:s|ed)|eas(?:es|ed)|slid|plunged|tumbled|soared|slumped|sank|rallied|leapt|swelled|expanded|contracted|improved|weakened|strengthened|firmed|softened)\s(?:about\s|just\s|nearly\s)?\S{0,2}|[涨跌升降长加少高滑落调增减缩](?:了|约)?)$",
    re.IGNORECASE,
)
_NUMERALS = frozenset("0123456789一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾０１２３４５６７８９")
_REACH = 24


class _Own(NamedTuple):
    """The unit that the first number already carries: where it ends and what it is."""

    end: int
    kind: str
    name: str
    factor: Decimal


def second_end(text: str, number: Number) -> tuple[Number, Decimal] | None:
    """The number that ends a range, and the factor of the first number's own unit; "from 38 to 54" is a change."""
    end = number.end + (_FARTHEST if text[number.end : number.end + 2].strip().isascii() else _HAN_FARTHEST)
    if _MARKS.isdisjoint(text[number.end : end]) and _MARK_WORD.search(text, number.end, end) is None:
        return None
    own = _own(text, number.end)
    match = _MARK.match(text, own.end if own else number.end)
    if match is None or not _joins(text, number, match, own=own is not None):
        return None
    prefix = _PREFIX.match(text, match.end())
    start = prefix.end() if prefix else match.end()
    if start >= len(text) or not (text[start] in _NUMERALS or (number.script == "word" and text[start].isalpha())):
        return None
    money = bool(prefix) or currency_before(text, number.start) is not None
    second = read_number(text, start, money=money)
    if second is None or (second.script == "han" and second.value < 10 and match["dash"]):  # noqa: PLR2004
        return None
    other = _own(text, second.end)
    if (
        own
        and (other is None or (other.kind, other.name) != (own.kind, own.name))
        and not (own.kind == "money" and prefix)
    ):
        return None
    scaled = number.scale > 1 and second.scale > 1  # 20万~30万
    if (
        match["dash"]
        and other is None
        and not scaled
        and not (money and second.scale > 1)
        and not _named(text, second.end, prefix)
    ):
        return None
    factor = own.factor / other.factor if own and other else Decimal(1)
    return (second, factor) if _low(number, second) * factor < second.value else None


def _joins(text: str, number: Number, match: re.Match[str], *, own: bool) -> bool:
    """Whether the mark between two numbers makes them the ends of one range."""
    before = text[max(0, number.start - _REACH) : number.start]
    between = _BETWEEN.search(before) is not None or (not own and before.endswith("by "))
    latin = (match["latin"] or "").lower()
    if match["han"]:
        return _BETWEEN_HAN.search(before) is not None
    if latin == "and":
        return between
    if latin == "or":
        return number.script == "word" or number.value < 100  # noqa: PLR2004  # five or six
    if match["dash"]:
        return True
    if match["word"] and own and before.endswith("增长"):  # 增长10%到12%, where 增长到 would lead to a level
        return True
    if latin and _FROM.search(before) and not _RANGED.search(before):
        return False
    return between or _MOVED.search(before) is None


def _named(text: str, end: int, prefix: re.Match[str] | None) -> bool:
    """Whether a word follows that both numbers share: "18-20 people"; "555-1234" is an id."""
    return bool(prefix or re.match(r"\s?[A-Za-z\u4e00-\u9fff]", text[end : end + 2]))


def _own(text: str, end: int) -> _Own | None:
    lexicon = units()
    if percent := percent_after(text, end):
        kind = "point" if percent["point"] or percent["basis"] else "percent"
        return _Own(percent.end(), kind, "", Decimal(1))
    if match := currency_after(text, end):
        currency = lexicon.currencies[match.word.lower()]
        return _Own(match.end, "money", str(currency.code), currency.factor)
    if match := unit_after(text, end):
        unit = lexicon.units.get(match.word) or lexicon.units[match.word.lower()]
        return _Own(match.end, "unit", unit.id, unit.factor)
    if match := classifier_after(text, end):
        return _Own(match.end, "count", match.word, Decimal(1))
    return None


def _low(first: Number, second: Number) -> Decimal:
    """The first end, with the magnitude of the second where it goes without saying: 3—5亿, 八百到九百亿."""
    borrowed = second.scale if first.script == "arabic" or first.value < 10 else second.large  # noqa: PLR2004  # one digit
    if second.script == "word" and first.script == "word":
        borrowed = second.large
    if first.scale >= second.large and first.scale > 1:
        return first.value
    low = first.value * borrowed
    return low if low < second.value else first.value


def spanned(first: Number, second: Number, factor: Decimal, found: Quantity) -> Quantity:
    """The quantity read for the second end, stretched to both."""
    if found.value is None:
        return found
    times = found.value / second.value if second.value else Decimal(1)
    low, high = sorted((_low(first, second) * times * factor, found.value))
    return replace(found, start=min(first.start, found.start), value=None, low=low, high=high, bound="range")
