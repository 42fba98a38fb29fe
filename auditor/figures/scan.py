"""Reads every quantity and date of a text in one pass: a cheap trigger finds numerals, anchored rules read from there.

It reads the raw text: NFKC would turn 10² into 102. What a quantity is *of* is the business of ``bind``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from auditor.figures.cues import bound_of, change_of
from auditor.figures.lexicon import Unit, units
from auditor.figures.numerals import Number, read_number
from auditor.figures.periods import Period, read_date
from auditor.model import Span

__all__ = ["MAX_FIGURES", "Dated", "Quantity", "Scan", "scan"]

# A document with more figures is a table or an attack; the rest is left unread and said so.
MAX_FIGURES = 5000

_WORD_TRIGGER = re.compile(
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one|an?|half|first|second|third|fourth|fifth|doubl|tripl|quadrupl)",
    re.IGNORECASE,
)
_DIGIT_TRIGGER = re.compile(r"[0-9零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟翻倍]")
_SKIPPED = re.compile(r"https?://\S{1,300}|www\.\S{1,300}|[\w.+-]{1,64}@[\w-]{1,64}\.\S{1,64}|\{[^{}\n]{0,60}\}")
_CITATION = re.compile(r"\[\d{1,3}(?:\s?[-–,，]\s?\d{1,3})*\]")
_LIST_MARK = re.compile(r"\d{1,3}(?:[.．、)）](?!\d)|\.\d{1,2}(?=[\s、\u4e00-\u9fff])(?!\s?[%％万亿元倍]))")
_LABEL = re.compile(
    r"(?:\b(?:Group|Figure|Fig\.?|Table|Section|Chapter|Part|Article|Type|Phase|Class|Page|Level|Grade|Step|Version|Room|Unit|Route"
    r"|Highway|Line|Boeing|Airbus|Covid-|Nos?\.)\s?|[A-Za-z]-|(?<![A-Za-z])[vVpP]\.?)$",
)
_ORDINAL_HAN = re.compile(r"第\s?$")
_RANK_AFTER = re.compile(r"\s?(?:位|名(?!单)|大(?![学家])|高(?![科校])|强)")
_RANK_BEFORE = re.compile(r"(?:排名|排在|排到|位列|位居|列|居|跃居|升至|升到|名列|rank(?:s|ed|ing)?(?: is| at| of| as)?(?: the)?|from|to|placed)\s?(?:第\s?)?$", re.IGNORECASE)
_ORDINAL_LATIN = re.compile(r"(?:st|nd|rd|th)(?![A-Za-z])", re.IGNORECASE)
_NO_RANK_AFTER = re.compile(r"[\s-]?(?:century|anniversary|edition|annual|floor|street|avenue|quarter|half|birthday|session|round|day)", re.IGNORECASE)
_WORD_RANK = re.compile(r"(?P<word>first|second|third|fourth|fifth)[\s-](?:largest|biggest|highest|most|busiest|longest|major)\b", re.IGNORECASE)
_RANKS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}

_PERCENT = re.compile(
    r"(?P<point>\s?(?:个百分点|百分点|[\s-]?percentage[\s-]points?|\s?pp(?![A-Za-z])))|(?P<basis>\s?(?:个基点|基点|basis points?|bps?(?![A-Za-z])))"
    r"|(?P<percent>\s?[%％]|[\s-]?per\s?cent(?![A-Za-z]))|(?P<mille>\s?‰)|(?P<tenth>成(?!立|为|功|长|员|果|交|本|都|人|分|品|就|熟|型|效))|(?P<discount>折(?!旧|合|算|叠))",
    re.IGNORECASE,
)
_TIMES = re.compile(r"(?P<han>\s?(?P<more>[余多])?倍)|(?P<latin>[\s-]?(?:times(?![A-Za-z])|-?fold(?![A-Za-z])|x(?![A-Za-z0-9])))", re.IGNORECASE)
_HAN_FRACTION = re.compile(r"分之")
_SLASH_FRACTION = re.compile(r"(?P<a>\d{1,3})/(?P<b>\d{1,3})(?![\d/])")
_WORD_FRACTION = re.compile(
    r"(?:(?P<top>one|two|three|four|five|a)[\s-])?(?P<name>half|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|tenths?)(?![A-Za-z])", re.IGNORECASE
)
_TOPS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_BOTTOMS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_DOUBLING = re.compile(
    r"(?P<han>倍增|翻了?(?P<count>[一两二三])?番)|(?P<fold>two|three|four|five|six|eight|ten)[\s-]?fold(?![A-Za-z])"
    r"|(?P<verb>doubl|tripl|quadrupl)(?:e[sd]?|ing)(?![A-Za-z])",
    re.IGNORECASE,
)
_VERBS = {"doubl": 2, "tripl": 3, "quadrupl": 4}
_FOLDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}
_RANGE = re.compile(r"\s?(?P<mark>[—–\-~～]{1,2}|至|到|\bto\b|\band\b)\s?", re.IGNORECASE)
_PREFIX = re.compile(r"(?:US|HK|A|C|NT|S)?[$€£¥￥]|RMB\s?|CNY\s?")
_NUMERALS = frozenset("0123456789一二两三四五六七八九十")
_BETWEEN = re.compile(r"between\s(?:about\s)?\S{0,4}$|介于\S{0,2}$|在$", re.IGNORECASE)
_FROM = re.compile(r"(?:from|从|由)\s?\S{0,3}$", re.IGNORECASE)
_CLASS = re.compile(r"级(?!别)")
_YEARLY = re.compile(r"\s?(?:(?:a|per|each) year\b|annually\b|/年|每年)", re.IGNORECASE)
_YEARLY_BEFORE = re.compile(r"(?:年均|每年|annual(?:ly)?|yearly|年投入|年产)[^，。,.;；]{0,6}$", re.IGNORECASE)
_STOP = frozenset(
    "in of for from at by with and or to were was are is be been have has had that which who whom on during since as than into across per "
    "while when where but if its their his her our this these those would will could can may more less over under about through a an the not "
    "it they he she we you so up down out off only also each between before after against per annually each total".split()
)  # fmt: skip
_NOUN_RUN = re.compile(r"[\s-](?P<words>[A-Za-z][\w'’&-]{0,30}(?:[\s][A-Za-z][\w'’&-]{0,30}){0,5})")
_PLURALS = {"people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child", "staff": "employee",
            "personnel": "employee", "lives": "life", "firms": "company", "companies": "company", "enterprises": "company",
            "businesses": "company", "corporations": "company", "vehicles": "vehicle", "cars": "vehicle", "talents": "person",
            "residents": "person", "workers": "employee", "employees": "employee", "aircraft": "aircraft", "cases": "case"}  # fmt: skip
_BARE_SCALE = re.compile(r"[百千十]?万?亿")
_HAN_BEFORE = re.compile(r"[万亿余多]$")
_TOKEN = re.compile(r"[A-Za-z0-9_]*(?:[.,+-][A-Za-z0-9_]+)*")
_TOP = re.compile(r"\btop[\s-]?$", re.IGNORECASE)
_AND_A_HALF = re.compile(r"\s(?P<scale>million|billion|trillion)?\s?and a half(?![A-Za-z])", re.IGNORECASE)
_OF_THE = re.compile(r"\s(?:out )?of (?:the|its|their|these|our|all|every)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as written. ``low`` and ``high`` are what its wording admits; ``None`` is open.

    ``step`` is the weight of the last written digit in base units; ``noun`` spans the counted noun where there is one.
    """

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    step: Decimal
    dimension: str
    unit: str | None
    currency: str | None = None
    bound: str = "exact"
    noun: Span | None = None
    yearly: bool = False
    words: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or span of time in the text."""

    start: int
    end: int
    period: Period


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass over a text found; ``cut`` is where reading stopped because there was too much, else ``None``."""

    quantities: tuple[Quantity, ...]
    dates: tuple[Dated, ...]
    cut: int | None = None


def scan(text: str, reference: Period | None = None) -> Scan:
    """Every quantity and date of ``text``, in order; ``reference`` is the article's date for dates without a year."""
    quantities: list[Quantity] = []
    dates: list[Dated] = []
    position = 0
    skipped = list(_skipped(text))
    for trigger in _triggers(text):
        if trigger < position:
            continue
        if len(quantities) >= MAX_FIGURES:
            return Scan(tuple(quantities), tuple(dates), trigger)
        while skipped and skipped[0][1] <= trigger:
            skipped.pop(0)
        if skipped and skipped[0][0] <= trigger:
            position = skipped[0][1]
            continue
        found = _read(text, trigger, reference)
        if isinstance(found, int):
            position = found
        elif isinstance(found, Dated):
            dates.append(found)
            position = found.end
        else:
            quantities.append(found)
            position = found.end
    return Scan(tuple(quantities), tuple(dates))


def _triggers(text: str) -> Iterator[int]:
    """Positions where a numeral may start: digits and Han numerals, and English number words, in order."""
    words = (match.start() for match in re.finditer(rf"(?<![A-Za-z]){_WORD_TRIGGER.pattern}", text, re.IGNORECASE))
    digits = (match.start() for match in _DIGIT_TRIGGER.finditer(text))
    next_word, next_digit = next(words, None), next(digits, None)
    while next_word is not None or next_digit is not None:
        if next_digit is None or (next_word is not None and next_word < next_digit):
            yield next_word  # type: ignore[misc]  # one of the two is not None
            next_word = next(words, None)
        else:
            yield next_digit
            next_digit = next(digits, None)


def _skipped(text: str) -> Iterator[Span]:
    if any(mark in text for mark in ("://", "www.", "@", "{")):
        for match in _SKIPPED.finditer(text):
            yield match.span()


def _read(text: str, start: int, reference: Period | None) -> Quantity | Dated | int:
    """What starts at a trigger: a quantity, a date, or the position up to which nothing is to be read."""
    first = text[start]
    if first in "翻倍" or (first.isascii() and first.isalpha()):
        return _read_phrase(text, start)
    if first.isascii():
        if (end := _not_a_figure(text, start)) is not None:
            return end
        if date := read_date(text, start, reference):
            return Dated(*date)
    return _read_quantity(text, start)


def _not_a_figure(text: str, start: int) -> int | None:
    """Where a citation mark, a list mark, a label or the inside of a name ends; ``None`` where a figure may start."""
    before = text[max(0, start - 14) : start]
    if before.endswith("[") and (match := _CITATION.match(text, start - 1)):
        return match.end()
    line_start = not before.strip(" \t\u3000") or before.rstrip(" \t\u3000").endswith("\n")
    if (line_start or before.endswith(("(", "（"))) and (match := _LIST_MARK.match(text, start)):
        return match.end()
    attached = bool(before) and (before[-1].isascii() and (before[-1].isalnum() or before[-1] == "_"))
    if attached and not units().currency_before.search(before):
        return _token_end(text, start)
    if _LABEL.search(before) or _TOP.search(before):
        return _token_end(text, start)
    token = re.compile(r"\d{1,4}\s?\+\s?[\dA-Za-z]").match(text, start)
    if token:  # a formula of a plan, such as 1+N
        return _token_end(text, token.end())
    return None


def _token_end(text: str, start: int) -> int:
    match = _TOKEN.match(text, start)
    return max(match.end() if match else start, start + 1)


def _read_phrase(text: str, start: int) -> Quantity | int:
    """Quantities that start with a letter or a verb: number words, fractions, doubling, ranks."""
    if match := _DOUBLING.match(text, start):
        return _multiple(text, match.start(), match.end(), _doubling(match), words=True)
    if match := _WORD_RANK.match(text, start):
        rank = Decimal(_RANKS[match["word"].lower()])
        return _exact(match.start("word"), match.end("word"), rank, "rank", "rank")
    if (match := _WORD_FRACTION.match(text, start)) and (match["top"] or match["name"].lower() == "half"):
        if re.match(r"[\s-]?(?:of (?:19|20)\d\d|of the year|-year|year|time)", text[match.end() : match.end() + 12]):
            return match.end()
        name = match["name"].lower()
        value = Decimal(_TOPS.get((match["top"] or "one").lower(), 1)) / _BOTTOMS[name.rstrip("s") if name != "half" else name]
        return _share(text, match.start(), match.end(), value, Decimal("0.05"), words=True)
    if text[start] in "翻倍":
        return start + 1
    number = read_number(text, start)
    if number is not None and (half := _AND_A_HALF.match(text, number.end)):
        number = replace(number, end=half.end(), value=number.value + number.scale / 2, step=number.scale / 2, script="arabic")
    if number is None or (number.value <= 1 and number.scale == 1):
        end = re.compile(r"[A-Za-z]+").match(text, start)
        return end.end() if end else start + 1
    return _complete(text, number)


def _doubling(match: re.Match[str]) -> Decimal:
    if match["han"]:
        return Decimal(2) ** {"一": 1, "两": 2, "二": 2, "三": 3}.get(match["count"] or "一", 1)
    return Decimal(_FOLDS[match["fold"].lower()] if match["fold"] else _VERBS[match["verb"].lower()])


def _read_quantity(text: str, start: int) -> Quantity | int:
    if (match := _SLASH_FRACTION.match(text, start)) and 0 < int(match["a"]) < int(match["b"]):
        return _share(text, start, match.end(), Decimal(match["a"]) / Decimal(match["b"]), Decimal("0.01"), fraction=True)
    before = units().currency_before.search(text[max(0, start - 14) : start])
    number = read_number(text, start, money=before is not None)
    if number is None:
        return _token_end(text, start)
    if number.script == "han":
        return _read_han_quantity(text, number)
    return _complete(text, number)


def _read_han_quantity(text: str, number: Number) -> Quantity | int:
    """A Han numeral is a quantity only with a unit, a fraction or a magnitude: 三 stands in too many names."""
    if _HAN_FRACTION.match(text, number.end) and number.end + 2 < len(text):
        top = read_number(text, number.end + 2) if text[number.end + 2] in "零〇一二两三四五六七八九十百千0123456789" else None
        if top is not None and number.value > 0:
            value = top.value / number.value
            return _share(text, number.start, top.end, value, top.step / number.value, fraction=number.value not in (100, 1000))
    run = text[number.start : number.end]
    if run[0] in "十百千万亿" and len(run) > 1 and _BARE_SCALE.fullmatch(run) is None and run[0] != "十":
        return number.end
    if len(run) > 1 and all(c in "一二三四五六七八九" for c in run):
        return number.end
    found = _complete(text, number)
    if isinstance(found, int):
        return found
    named = found.unit is not None and found.dimension != "other"
    if not named and "点" not in run and not (len(run) > 2 and re.search("[十百千万亿]", run[1:])):  # noqa: PLR2004  # 三百二
        if _BARE_SCALE.fullmatch(run) and "亿" in run:
            return replace(found, dimension="money", bound="at_least" if found.bound == "exact" else found.bound)
        return number.end
    if found.value == 1 and run == "一" and found.dimension in {"count", "length", "duration", "other", "mass"}:
        return found.end  # 一个, 一步, 一公里: "one" in name only
    return found


def _complete(text: str, number: Number) -> Quantity | int:
    """Adds what stands around a numeral: rank, range, percent, currency, unit, classifier or counted noun."""
    before = text[max(0, number.start - 14) : number.start]
    if (rank := _rank(text, number, before)) is not None:
        return rank
    second = _range_end(text, number)
    last = second if second is not None else number
    found = _unit(text, number, last, before)
    if isinstance(found, int):
        return found
    if second is not None:
        low, high = _ends(number, second, found)
        return replace(found, start=number.start, value=None, low=low, high=high, bound="range")
    return _bounded(text, found, more=number.more)


def _rank(text: str, number: Number, before: str) -> Quantity | int | None:
    if _ORDINAL_HAN.search(before):
        after = _RANK_AFTER.match(text, number.end)
        if after or _RANK_BEFORE.search(before):
            return _exact(number.start - 1, after.end() if after else number.end, number.value, "rank", "rank")
        return number.end
    if number.script == "arabic" and (ordinal := _ORDINAL_LATIN.match(text, number.end)):
        if _NO_RANK_AFTER.match(text, ordinal.end()):
            return ordinal.end()
        return _exact(number.start, ordinal.end(), number.value, "rank", "rank")
    if number.script == "arabic" and re.search(r"\branks?(?:ed)?\s$", before):
        return _exact(number.start, number.end, number.value, "rank", "rank")
    return None


def _range_end(text: str, number: Number) -> Number | None:
    """The second number of a range such as 35—40% or 18万至20万吨; "from 38 to 54" is a change, not a range."""
    context = text[max(0, number.start - 20) : number.start]
    end = number.end
    for pattern in (_PERCENT, units().currency_after):
        if unit := pattern.match(text, end):
            end = unit.end()
            break
    match = _RANGE.match(text, end)
    if match is None:
        return None
    mark = match["mark"].strip().lower()
    if (mark == "and" and not _BETWEEN.search(context)) or (mark in {"to", "至", "到"} and _FROM.search(context)):
        return None
    prefix = _PREFIX.match(text, match.end())
    start = prefix.end() if prefix else match.end()
    if start >= len(text) or text[start] not in _NUMERALS:
        return None
    second = read_number(text, start, money=units().currency_before.search(context) is not None)
    if second is None or second.value * (number.scale if second.scale == 1 else 1) <= number.value:
        return None
    return second


def _ends(first: Number, second: Number, found: Quantity) -> tuple[Decimal, Decimal]:
    """Both ends in base units; the first borrows the magnitude of the second where it has none (3—5亿)."""
    high = found.value if found.value is not None else second.value
    factor = high / second.value if second.value else Decimal(1)
    low = first.value * (second.scale if first.scale == 1 and second.scale > 1 else 1) * factor
    return min(low, high), max(low, high)


def _unit(text: str, first: Number, last: Number, before: str) -> Quantity | int:
    lexicon = units()
    end, value, step = last.end, last.value, last.step
    if percent := _PERCENT.match(text, end):
        return _percent(text, first.start, percent, value, step)
    if (times := _TIMES.match(text, end)) and first.script != "word":
        return _multiple(text, first.start, times.end(), value, more=bool(times["more"]) or last.more)
    prefix = lexicon.currency_before.search(before)
    suffix = lexicon.currency_after.match(text, end)
    if suffix and not re.match(r"[旦素宵首老件]", text[suffix.end() : suffix.end() + 1] if suffix["word"] in "元块" else ""):
        code = lexicon.currencies[suffix["word"].lower()]
        start = first.start - (len(prefix.group()) if prefix else 0)
        return _money(text, start, suffix.end(), value, step, code)
    if prefix:
        code = lexicon.currencies[prefix["word"].lower()] or None
        return _money(text, first.start - len(prefix.group()), end, value, step, code)
    if unit := lexicon.unit_after.match(text, end):
        return _measure(text, first, last, unit.end(), lexicon.units[unit["word"].lower()])
    if last.scale >= 10**8 and _CLASS.match(text, end):
        return Quantity(first.start, end + 1, value, value, None, step, "money", None, None, "at_least")
    if classifier := lexicon.classifier_after.match(text, end):
        return _count(text, first.start, classifier, value, step, more=bool(classifier["more"]) or last.more)
    if text[end : end + 1].isascii() and text[end : end + 1].isalpha():
        return _token_end(text, end)
    return _counted(text, first, last)


def _exact(start: int, end: int, value: Decimal, dimension: str, unit: str) -> Quantity:
    return Quantity(start, end, value, value, value, Decimal(0), dimension, unit)


def _percent(text: str, start: int, match: re.Match[str], value: Decimal, step: Decimal) -> Quantity:
    factor = {"percent": "0.01", "point": "0.01", "basis": "0.0001", "mille": "0.001", "tenth": "0.1", "discount": "0.1"}[match.lastgroup or ""]
    value, step = value * Decimal(factor), step * Decimal(factor)
    if match["point"] or match["basis"]:
        sign = change_of(text, start, match.end()).sign
        return Quantity(start, match.end(), sign * value, sign * value, sign * value, step, "percent-point", "ratio")
    return _share(text, start, match.end(), value, step)


def _share(text: str, start: int, end: int, value: Decimal, step: Decimal, *, fraction: bool = False, words: bool = False) -> Quantity:
    """A share, a growth rate (what is around it decides), or for a fraction "x of y" a multiple."""
    change = change_of(text, start, end)
    if change.growth:
        value = change.sign * value
        unit = "ratio/year" if change.yearly else "ratio"
        return _bounded(text, Quantity(start, end, value, value, value, step, "growth", unit, words=words))
    if fraction and change.multiple:
        return _bounded(text, Quantity(start, end, value, value, value, step, "multiple", "times", words=words))
    return _bounded(text, Quantity(start, end, value, value, value, step, "share", "ratio", words=words))


def _multiple(text: str, start: int, end: int, value: Decimal, *, more: bool = False, words: bool = False) -> Quantity:
    found = Quantity(start, end, value, value, value, Decimal(1), "multiple", "times", words=words)
    return _bounded(text, found, more=more)


def _money(text: str, start: int, end: int, value: Decimal, step: Decimal, code: str | None) -> Quantity:
    yearly = bool(_YEARLY.match(text, end) or _YEARLY_BEFORE.search(text, max(0, start - 16), start))
    return Quantity(start, end, value, value, value, step, "money", code, code, yearly=yearly)


def _measure(text: str, first: Number, last: Number, end: int, unit: Unit) -> Quantity:
    value, step = last.value * unit.factor, last.step * unit.factor
    del text
    return Quantity(first.start, end, value, value, value, step, unit.dimension, unit.id)


def _count(text: str, start: int, match: re.Match[str], value: Decimal, step: Decimal, *, more: bool) -> Quantity:
    noun = re.compile(r"(?:以上|左右|以内|以下)?[的]?\s?(?P<noun>[\u4e00-\u9fff]{1,12})").match(text, match.end())
    found = Quantity(start, match.end(), value, value, value, step, "count", units().classifiers[match["word"]])
    found = replace(found, noun=noun.span("noun") if noun else None)
    return _bounded(text, found, more=True) if more else found


def _counted(text: str, first: Number, last: Number) -> Quantity | int:
    """A number without a unit: what it counts is the English noun after it, where there is one."""
    if first.script == "word" and text[last.end : last.end + 1] == "-":
        return _token_end(text, last.end + 1)
    noun = _noun(text, last.end)
    if noun is None and not _line_has_letters(text, first.start, last.end):
        return last.end
    if noun is None:
        counted = _OF_THE.match(text, last.end) or (last.scale >= 10**4 and _HAN_BEFORE.search(text, max(0, last.end - 1), last.end))
        dimension = "count" if counted else "money" if last.scale >= 10**9 else "other"
        return Quantity(first.start, last.end, last.value, last.value, last.value, last.step, dimension, None)
    span, unit = noun
    return Quantity(first.start, last.end, last.value, last.value, last.value, last.step, "count", unit, noun=span)


def _line_has_letters(text: str, start: int, end: int) -> bool:
    """Whether the line around a bare number says anything: a column of numbers does not."""
    before = text[max(0, start - 80) : start].rpartition("\n")[2]
    after = text[end : end + 80].partition("\n")[0]
    return any(c.isalpha() for c in before + after)


def _noun(text: str, end: int) -> tuple[Span, str] | None:
    match = _NOUN_RUN.match(text, end)
    if match is None:
        return None
    for word in re.finditer(r"[\w'’&-]+", match["words"]):
        lower = word.group().lower()
        if lower in _STOP:
            return None
        start = match.start("words")
        if lower in _PLURALS:
            return (start, start + word.end()), _PLURALS[lower]
        if len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s", "’s")):  # noqa: PLR2004
            return (start, start + word.end()), _singular(lower)
    return None


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004  # ties
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1]


def _bounded(text: str, found: Quantity, *, more: bool = False) -> Quantity:
    """Applies the bound words around a quantity to its interval."""
    bound = bound_of(text, found.start, found.end)
    value = found.value
    if bound == "exact" and more and value is not None:
        return replace(found, bound="at_least", low=value, high=value + found.step if found.step else None)
    if bound == "at_least":
        high = value + found.step if more and value is not None else None
        return replace(found, bound=bound, low=value, high=high)
    if bound in {"at_most", "nearly"}:
        return replace(found, bound=bound, low=None, high=value)
    if bound == "approximately":
        return replace(found, bound=bound, low=None, high=None)
    return found
