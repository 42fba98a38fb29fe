"""Reads Chinese numerals: by multiplication (三千二百万), by place (二〇二四), colloquial (一万二), vague (十几, 七八百)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from auditor.text.lazy import lazy

__all__ = ["DIGITS", "LARGE", "MAX_RUN", "NUMERALS", "SMALL", "HanNumber", "factor", "is_digits", "read_han"]

# Nine hundred ninety-nine trillion in words or digits fits; longer runs are account numbers, hashes or attacks.
MAX_RUN = 40

DIGITS = {
    c: n
    for n, group in enumerate(("零〇○", "一壹", "二贰两貳", "三叁", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"))
    for c in group
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
NUMERALS = "".join(DIGITS) + "".join(SMALL) + "".join(LARGE)

# 几 and 数 stand for a digit that is not told: 几十万, 十几, 数百. A scale may follow 个: 两个亿.
_RUN = lazy(
    rf"(?:[几数](?=[{''.join(SMALL)}万萬亿億]))?(?:[{NUMERALS}]|(?<=[十拾百佰千仟])几(?![何乎])|(?<=[百千]零)几(?=[元块人个名家户万年天])|(?<=[百千万])儿(?=八[百千])|(?<=[{''.join(DIGITS)}])个(?=亿(?!元?级))){{1,{MAX_RUN}}}"
)
_DECIMALS = lazy(r"点(?P<digits>[零〇一二三四五六七八九]{1,20})(?![十百几])(?P<scale>万亿|[百千]?[万亿](?!级))?")
# 百八十, 千八百, 万八千 without a digit in front: from eight of the smaller to one of the larger.
_IDIOMS = {"百八十": (80, 100), "百十": (100, 110), "千八百": (800, 1000), "万八千": (8000, 10000)}
_PAIR = lazy(r"[一二两三四五六七八九]{2}")
_TOO_LONG = MAX_RUN


class HanNumber(NamedTuple):
    """Where a numeral ends, its value, the end of its range when it is vague, and the magnitudes it closes with.

    ``scale`` is the magnitude after the last digit (三千万: 10⁷), ``large`` its part from 万 on (10⁴).
    """

    end: int
    value: Decimal
    high: Decimal | None
    scale: Decimal
    large: Decimal
    decimals: int = 0
    open: bool = False


def factor(scale: str) -> int:
    """The product of the magnitudes of a run such as 百万 or 万亿."""
    product = 1
    for char in scale:
        product *= SMALL.get(char) or LARGE.get(char, 1)
    return product


def is_digits(run: str) -> bool:
    """Whether a run is read by place: 二〇二四, 八五."""
    return all(char in DIGITS for char in run)


def read_han(text: str, start: int) -> HanNumber | None:
    """The numeral at ``start``; ``None`` where the run names no number."""
    match = _RUN.match(text, start)
    if match is None or match.end() - start >= _TOO_LONG:
        return None
    run = match.group().replace("个", "").replace("儿", "").replace("数", "几")
    end, ends = match.end(), _ends(run)
    if ends is None and run[-1] == "一" and (ends := _ends(run[:-1])):  # 一百八|一张
        run, end = run[:-1], end - 1
    if ends is None:
        return None
    low, high = ends
    scale, large = _trailing(run)
    if high is None and (decimals := _DECIMALS.match(text, end)) and not _is_clock(text, start, decimals.end()):
        times = Decimal(factor(decimals["scale"] or ""))
        fraction = "".join(str(DIGITS[char]) for char in decimals["digits"])
        value = (low + Decimal(f"0.{fraction}")) * times
        return HanNumber(decimals.end(), value, None, times, times, len(fraction))
    return HanNumber(end, low, high, Decimal(scale), Decimal(large), open="几" in run)


def _is_clock(text: str, start: int, end: int) -> bool:
    """Whether 三点五 is a time of day: 下午三点五分, not 三点五分之一."""
    return text[end : end + 1] == "分" and text[max(0, start - 1) : start] in {"午", "晨", "晚", "上"}


def _trailing(run: str) -> tuple[int, int]:
    """The magnitudes after the last digit, and of them those from 万 on."""
    body = run.rstrip("".join(LARGE))
    large = factor(run[len(body) :]) if body else 1
    head = body.rstrip("".join(SMALL))
    return (factor(body[len(head) :]) if head else 1) * large, large


def _ends(run: str) -> tuple[Decimal, Decimal | None] | None:
    """The value of a run, and where it is vague (几十, 七八百) the end of its range."""
    if "几" in run:
        low, high = _value(run, few=(1, 0)), _value(run, few=(10, 10))
        return None if low is None or high is None else (low, high)
    if run in _IDIOMS:
        return Decimal(_IDIOMS[run][0]), Decimal(_IDIOMS[run][1])
    if pair := _PAIR.search(run):
        if len(run) > 2 and is_digits(run):  # noqa: PLR2004  # a year or a number told digit by digit
            return (Decimal(int("".join(str(DIGITS[c]) for c in run))), None) if len(run) <= 4 else None  # noqa: PLR2004
        return _neighbours(run, pair)
    if len(run) > 1 and is_digits(run):
        return Decimal(int("".join(str(DIGITS[c]) for c in run))), None
    value = _value(run)
    return None if value is None else (value, None)


def _neighbours(run: str, pair: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """七八百 is 700 to 800, 三五个 three to five; other digits side by side name no number."""
    first, second = (DIGITS[char] for char in pair.group())
    if second - first != 1 and (first, second) != (3, 5):
        return None
    low = _value(run[: pair.start() + 1] + run[pair.end() :])
    high = _value(run[: pair.start()] + run[pair.end() - 1 :])
    return None if low is None or high is None else (low, high)


def _value(run: str, few: tuple[int, int] = (0, 0)) -> Decimal | None:
    """The value of a run by multiplication. ``few`` is what 几 counts before a magnitude and at the end."""
    total = section = 0
    digit: int | None = None
    last = 0
    for index, char in enumerate(run):
        if char in DIGITS or char == "几":
            if digit:
                return None
            last = 0 if char in "零〇○" else last
            digit = DIGITS[char] if char != "几" else few[index + 1 == len(run) or 0 < last < LARGE["万"]]  # 十几万
        elif char in SMALL:
            if last and digit is None and last < 10**4:
                return None  # 十百
            section += (1 if digit is None else digit) * SMALL[char]
            digit, last = None, SMALL[char]
        else:
            total, section = _enlarged(total, section + (digit or 0), LARGE[char])
            digit, last = None, LARGE[char]
    if digit and last > 10 and run[-1] != "几":  # noqa: PLR2004  # 一百二 is 120, 一万二 is 12,000; 十二 is 12
        digit *= last // 10
    return Decimal(total + section + (digit or 0))


def _enlarged(total: int, section: int, large: int) -> tuple[int, int]:
    """万亿 multiplies what stands before, 亿…万 adds to it."""
    if not section:
        return (total * large if total else large), 0
    if total and total < large:
        return (total + section) * large, 0
    return total + section * large, 0
