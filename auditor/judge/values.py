"""Reads the value of a row as a person would: 1,200 and 1200.0 are one number, 7:05 PM and 19:05 one time of day."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

__all__ = ["Value", "read_value"]

LONGEST = 1000
"""Characters of a value that are looked at; a longer one is a text, compared as it stands."""

_SCALES = {
    **{"k": 1e3, "thousand": 1e3, "千": 1e3, "万": 1e4, "萬": 1e4, "m": 1e6, "mn": 1e6, "million": 1e6, "百万": 1e6},
    **{"千万": 1e7, "亿": 1e8, "億": 1e8, "b": 1e9, "bn": 1e9, "billion": 1e9, "万亿": 1e12, "萬億": 1e12},
    **{"trillion": 1e12, "tn": 1e12},
}
_SIGNS = {"¥": "cny", "￥": "cny", "$": "usd", "us$": "usd", "€": "eur", "£": "gbp", "元": "cny", "rmb": "cny"}
_NUMBER = re.compile(
    r"(?P<sign>us\$|[$€£¥]|rmb|cny|usd)? ?(?P<minus>[-+−]?)(?P<digits>\d{1,3}(?:[, ]\d{3})+|\d+)(?P<rest>\.\d+)?"
    r"(?P<power>e[-+]?\d{1,3})? ?(?P<unit>\D*)"
)
_SPLIT = re.compile(
    r"(?P<scale>万亿|萬億|百万|千万|[万萬亿億千]|(?:thousand|million|billion|trillion|mn|bn|tn|[kmb])\b)?\s*(?P<noun>.*)",
    re.DOTALL,
)
_CLOCK = re.compile(
    r"(?<![\d:])(?P<early>上午|下午|晚上|凌晨)?(?P<hour>[01]?\d|2[0-4])(?:[:：时h](?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d{1,6})?)?分?)"
    r" ?(?P<half>[ap](?:\.?m\.?)?(?![a-z]))?(?![\d:])"
)
_ISO_MARK = re.compile(r"(?<=\d)t(?=\d)")
_SPACES = re.compile(r"\s+")
_MINUTES = 60
_NOON = 12
_DATE_RESIDUE = re.compile(
    r"[\d\s,./年月日()+z-]*"
    r"(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|utc|gmt|est|edt|cst|cdt|mst"
    r"|mdt|pst|pdt|local|on|at)[a-z]*[\d\s,./()+-]*)*"
)


@dataclass(frozen=True, slots=True)
class Value:
    """``kind`` is text, number or time; ``key`` is equal for two ways of writing one value of one kind.

    ``number`` is the amount, scale words applied, or the minutes since midnight; ``day`` what else a time states.
    """

    kind: str
    key: str
    number: float | None = None
    day: str = ""


@cache
def read_value(raw: str | float | bool) -> Value:  # noqa: FBT001  # a JSON value
    """The reading of a JSON string, number or truth value; remembered, as values recur."""
    if isinstance(raw, bool):
        return Value("text", str(raw).casefold())
    if isinstance(raw, (int, float)):
        return _amount(float(raw), "")
    if len(raw) > LONGEST:
        return Value("text", raw)
    text = _SPACES.sub(" ", unicodedata.normalize("NFKC", raw).casefold()).strip()
    return _time(text) or _number(text) or Value("text", text.rstrip(".。"))


def _time(text: str) -> Value | None:
    """A time of day, with or without a date around it; a text that says more than that is a text."""
    text = _ISO_MARK.sub(" ", text)
    found = _CLOCK.search(text)
    if found is None:
        return None
    around = (text[: found.start()] + " " + text[found.end() :]).strip()
    if not _DATE_RESIDUE.fullmatch(around):
        return None
    hour, minute = int(found["hour"]), int(found["minute"])
    late = (found["half"] or "").startswith("p") or found["early"] in {"下午", "晚上"}
    if found["half"] or found["early"]:
        if hour > _NOON and not late:
            return None
        hour = hour % _NOON + (_NOON if late else 0) if hour <= _NOON else hour
    minutes = hour % 24 * _MINUTES + minute
    return Value("time", f"{minutes // 60:02}:{minutes % 60:02}", float(minutes), " ".join(around.split()))


def _number(text: str) -> Value | None:
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    tail = _SPLIT.fullmatch(found["unit"])
    if tail is None:
        return None
    digits = found["digits"].replace(",", "").replace(" ", "")
    amount = float(digits + (found["rest"] or "") + (found["power"] or "")) * _SCALES.get(tail["scale"] or "", 1.0)
    noun = tail["noun"].strip().rstrip(".。")
    unit = _SIGNS.get(found["sign"] or "", found["sign"] or "") or _SIGNS.get(noun, noun)
    return _amount(-amount if found["minus"] in {"-", "−"} else amount, unit)


def _amount(amount: float, unit: str) -> Value:
    # Twelve digits: what 1.2 and 12e-1 share, and more than any source states.
    return Value("number", f"{amount + 0.0:.12g} {unit}".strip(), amount, unit)
