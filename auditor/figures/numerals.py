"""Reads numerals, anchored at a position: Arabic with magnitudes, Chinese, and English number words.

Values are exact decimals. A run of digits or Han numerals beyond :data:`MAX_RUN` characters is no figure: arithmetic on
it would cost more than it could mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["MAX_RUN", "Number", "read_number"]

# Nine hundred ninety-nine trillion in words or digits fits; longer runs are account numbers, hashes or attacks.
MAX_RUN = 40

_DIGITS = {c: n for n, group in enumerate(("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for c in group}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_HAN = "".join(_DIGITS) + "".join(_SMALL) + "".join(_LARGE)

_ARABIC = re.compile(r"\d{1,3}(?:[,，]\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?")
# NOTE: 十四五 (a plan), 三四十 (some thirty) and 一百二三: two digits side by side inside a place-value run name no number.
_BROKEN_RUN = re.compile(r"[一二两三四五六七八九壹贰叁肆伍陆柒捌玖]{2}|[十百千][十百千]")
_HAN_RUN = re.compile(rf"[{_HAN}]+(?:点[零〇一二三四五六七八九]+[十百千万萬亿億]*)?")
# NOTE: 万亿 before 亿 and 万, or 1.2万亿 becomes 1.2万. 余 and 多 may stand before the magnitude (14余万) or after it.
_HAN_SCALE = re.compile(r"\s{0,2}(?P<before>[余多来]?)(?P<scale>万亿|[十百千]?[万亿]|[百千](?=[\u4e00-\u9fff]))(?P<after>[余多]?)")
_LATIN_SCALE = re.compile(
    r"[\s-]{0,2}(?P<scale>trillion|billion|million|thousand|hundred|crore|lakh|tn|bn|mn|mln|bln)s?(?![A-Za-z])", re.IGNORECASE
)
_LETTER_SCALE = re.compile(r"(?P<scale>[kKmMbBtT])(?![A-Za-z0-9²³])")
_SCALES = {
    "trillion": 10**12, "tn": 10**12, "t": 10**12, "billion": 10**9, "bn": 10**9, "bln": 10**9, "b": 10**9,
    "million": 10**6, "mn": 10**6, "mln": 10**6, "m": 10**6, "thousand": 10**3, "k": 10**3, "hundred": 10**2,
    "crore": 10**7, "lakh": 10**5,
}  # fmt: skip

_UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {"a": 1, "an": 1}
_TENS = {
    word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_WORDS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_WORD_RUN = re.compile(
    rf"(?:{'|'.join([*_TENS, *(w for w in _UNITS if len(w) > 2), *_WORDS, 'an?'])})"
    rf"(?:(?:[\s-]|\sand\s)(?:{'|'.join([*_TENS, *(w for w in _UNITS if len(w) > 2), *_WORDS])})){{0,11}}(?![A-Za-z])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral: its span, exact value, the value of its last written digit, and what its script adds.

    ``step`` is the weight of the last digit written (1.2万亿 → 10¹¹): half of it is how far rounding may have moved it.
    ``more`` says that 余, 多 or 几 leaves the value open upwards, to ``high`` where the next digit bounds it.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    scale: Decimal = Decimal(1)
    more: bool = False
    script: str = "arabic"


def read_number(text: str, start: int, *, money: bool = False) -> Number | None:
    """The numeral that starts at ``start``, or ``None``. ``money`` lets the letters k, m, b and t be magnitudes."""
    first = text[start]
    if first in _HAN:
        return _read_han(text, start)
    if first.isdecimal():
        return _read_arabic(text, start, money=money)
    return _read_words(text, start)


def _read_arabic(text: str, start: int, *, money: bool) -> Number | None:
    match = _ARABIC.match(text, start)
    if match is None or match.end() - start > MAX_RUN:
        return None
    plain = match.group().replace(",", "").replace("，", "")
    value = Decimal(plain)
    exponent = value.as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)
    end, scale, more = _scale(text, match.end(), money=money)
    if not more and text[end : end + 1] in ("余", "多") and scale == 1:
        end, more = end + 1, True
    return Number(start, end, value * scale, step * scale, Decimal(scale), more)


def _scale(text: str, end: int, *, money: bool) -> tuple[int, int, bool]:
    """Where the magnitude after a numeral ends, its factor, and whether 余 or 多 opens the value upwards."""
    if match := _HAN_SCALE.match(text, end):
        return match.end(), _han_factor(match["scale"]), bool(match["before"] or match["after"])
    if match := _LATIN_SCALE.match(text, end):
        return match.end(), _SCALES[match["scale"].lower()], False
    if money and (match := _LETTER_SCALE.match(text, end)):
        return match.end(), _SCALES[match["scale"].lower()], False
    return end, 1, False


def _han_factor(scale: str) -> int:
    factor = 1
    for char in scale:
        factor *= _SMALL.get(char) or _LARGE[char]
    return factor


def _read_han(text: str, start: int) -> Number | None:
    match = _HAN_RUN.match(text, start)
    if match is None or match.end() - start > MAX_RUN:
        return None
    whole, _, decimals = match.group().partition("点")
    value = _han_value(whole)
    if value is None:
        return None
    step = Decimal(_han_step(whole))
    end = match.end()
    if decimals:
        digits = re.match(r"[零〇一二三四五六七八九]+", decimals)
        if digits is None:  # the pattern asks for at least one digit
            return None
        fraction = "".join(str(_DIGITS[c]) for c in digits.group())
        factor = Decimal(_han_factor(decimals[digits.end() :]))
        value = (value + Decimal(f"0.{fraction}")) * factor
        step = Decimal(1).scaleb(-len(fraction)) * factor
    more = text[end : end + 1] in ("余", "多")
    if more:
        end += 1
        if scale := _HAN_SCALE.match(text, end):
            factor = Decimal(_han_factor(scale["scale"]))
            return Number(start, scale.end(), value * factor, step * factor, factor, more=True, script="han")
    return Number(start, end, value, step, more=more, script="han")


def _han_value(run: str) -> Decimal | None:
    """The value of a run of Han numerals, read by place (二〇二四) or by multiplication (三千二百万)."""
    if all(c in _DIGITS for c in run):
        return Decimal(int("".join(str(_DIGITS[c]) for c in run)))
    if _BROKEN_RUN.search(run):
        return None
    total = section = digit = 0
    pending = False
    for char in run:
        if char in _DIGITS:
            digit, pending = _DIGITS[char], True
        elif char in _SMALL:
            section += (digit if pending else 1) * _SMALL[char]
            digit, pending = 0, False
        else:
            section += digit
            # 万亿 multiplies what stands before, 亿…万 adds to it.
            factor = _LARGE[char]
            if section:
                total = (total + section) * factor if total and total < factor else total + section * factor
            elif total:
                total *= factor
            else:
                total = factor
            section, digit, pending = 0, 0, False
    return Decimal(total + section + digit)


def _han_step(run: str) -> int:
    """The weight of the last numeral: 三千二百 is read to the hundred."""
    step = 1
    for char in reversed(run):
        if char in _SMALL:
            return step * _SMALL[char]
        if char not in _LARGE:
            break
        step *= _LARGE[char]
    return step


def _read_words(text: str, start: int) -> Number | None:
    match = _WORD_RUN.match(text, start)
    if match is None:
        return None
    words = [word for word in re.split(r"[\s-]+", match.group().lower()) if word != "and"]
    total = section = 0
    step = 1
    for word in words:
        if word in _WORDS:
            factor = _WORDS[word]
            if factor >= 1000:  # noqa: PLR2004  # hundred and dozen multiply inside a section
                total, section = total + (section or 1) * factor, 0
            else:
                section = (section or 1) * factor
            step = factor
        else:
            section += _TENS.get(word, 0) or _UNITS.get(word, 0)
            step = 1
    scale = _WORDS.get(words[-1], 1)
    return Number(start, match.end(), Decimal(total + section), Decimal(step), Decimal(scale), script="word")
