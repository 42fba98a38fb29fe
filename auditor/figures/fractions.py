"""Reads fractions in signs and in Han numerals: 3/5, 三分之二, 百分之七八十, 每四户中有一户."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from auditor.figures.following import classifier_after
from auditor.figures.han import NUMERALS
from auditor.figures.numerals import Number, read_number
from auditor.figures.quantities import Quantity
from auditor.figures.ranges import second_end, spanned
from auditor.figures.ratios import share
from auditor.figures.wording import exact
from auditor.text.lazy import lazy

__all__ = ["han_fraction", "out_of", "slash"]

_HAN_FRACTION = lazy(r"分之(?=[零〇一二两三四五六七八九十百千0-9几])")
_AGAIN = lazy(r"[到至~～—–-]{1,2}(?:百分之|千分之)(?=[零〇一二两三四五六七八九十0-9])")
_MIXED_FRACTION = lazy(r"又(?=[一二三四五六七八九十百])")
_SLASH = lazy(r"(?P<a>\d{1,3})/(?P<b>\d{1,3})(?![\d/])")
_AMONG = lazy(
    r"[\u4e00-\u9fff]{0,8}?(?:[中里]|当中|里头|里面)，?(?:就|便|平均|大约|约)?(?:会|能)?有(?:将近|接近|近|约|超过)?"
)
_NUMERALS = frozenset("0123456789" + NUMERALS)


def slash(text: str, start: int) -> Quantity | int | None:
    """3/5, where it is no date and no score: a quantity, the end of what is not to be read, or ``None``."""
    match = _SLASH.match(text, start) if "/" in text[start : start + 4] else None
    if match is None or not 0 < int(match["a"]) < int(match["b"]):
        return None
    if int(match["a"]) > 1 and int(match["b"]) > 10 and not text.startswith((" of ", "的"), match.end()):  # noqa: PLR2004  # 11/16, a day
        return match.end()
    return share(text, start, match.end(), Decimal(match["a"]) / Decimal(match["b"]), Decimal("0.01"), fraction=True)


def han_fraction(text: str, number: Number) -> Quantity | int | None:
    """三分之二, 百分之十二点五, 五又三分之二."""
    if text.startswith("又", number.end) and (mixed := _MIXED_FRACTION.match(text, number.end)):
        bottom = read_number(text, mixed.end())
        part = han_fraction(text, bottom) if bottom else None
        if isinstance(part, Quantity) and part.value is not None:
            value = number.value + part.value
            return replace(exact(number.start, part.end, value, "other", "other"), unit=None, step=Decimal("0.01"))
    match = _HAN_FRACTION.match(text, number.end)
    if match is None:
        return None
    top = read_number(text, match.end())
    if top is None or number.value <= 0:
        return match.end()
    percent = number.value in {100, 1000, 10000}
    found = share(text, number.start, top.end, top.value / number.value, top.step / number.value, fraction=not percent)
    if top.high is not None and top.more:
        return replace(found, bound="at_least", high=top.high / number.value)
    if top.high is not None and found.value is not None:  # 百分之七八十
        highest = replace(found, value=found.value / top.value * top.high)
        return spanned(top._replace(high=None), top._replace(value=top.high, high=None), Decimal(1), highest)
    if not percent:
        return found
    if (again := _AGAIN.match(text, top.end)) and (last := read_number(text, again.end())) and last.value > top.value:
        end = replace(found, end=last.end, value=last.value / number.value)
        return spanned(number._replace(value=top.value), last, Decimal(1), end)
    second = second_end(text, number._replace(end=top.end, value=top.value))
    if second is None:
        return found
    return spanned(
        number._replace(value=top.value),
        second[0],
        second[1],
        replace(found, end=second[0].end, value=second[0].value / number.value),
    )


def out_of(text: str, whole: Quantity) -> Quantity | None:
    """每三个年轻人中就有一个, 每10户里约有3户: a share."""
    match = _AMONG.match(text, whole.end)
    part = read_number(text, match.end()) if match and text[match.end() : match.end() + 1] in _NUMERALS else None
    if part is None or whole.value is None or not 0 < part.value < whole.value:
        return None
    counted = classifier_after(text, part.end)
    if counted is None:
        return None
    found = share(text, part.start, counted.end, part.value / whole.value, Decimal("0.01"))
    return replace(found, start=whole.start)
