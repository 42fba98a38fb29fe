"""Reads the value of a row as a person would: 1,200 and 1200.0 are one number, 7:05 PM and 19:05 one time of day."""

from __future__ import annotations

import html
import math
import re
import unicodedata
from dataclasses import dataclass

__all__ = ["Value", "read_value", "says_nothing"]

LONGEST = 200
"""Characters of a value that is read; a longer one is a text, compared as it stands."""

_SCALES = {
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "千": 1e3,
    "万": 1e4,
    "萬": 1e4,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "億": 1e8,
    "万亿": 1e12,
    "萬億": 1e12,
    # NOTE: only beside a currency: 5m is five metres as often as five million.
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "b": 1e9,
    "tn": 1e12,
}
_CURRENCIES = {"¥": "cny", "元": "cny", "人民币": "cny", "rmb": "cny", "$": "usd", "us$": "usd", "美元": "usd"} | {
    "€": "eur",
    "欧元": "eur",
    "£": "gbp",
}
_NUMBER = re.compile(
    r"(?P<sign>us\$|[$€£¥]|rmb|cny|usd|eur|gbp)? ?(?P<minus>[-+−]?)(?P<digits>\d{1,3}(?:[, ]\d{3})+|\d{1,40})"
    r"(?P<rest>\.\d{1,40})?(?P<power>e[-+]?\d{1,3})? ?(?P<unit>\D*)"
)
_UNIT = re.compile(
    r"(?P<scale>万亿|萬億|百万|千万|[万萬亿億千]|(?:thousand|million|billion|trillion|mn|bn|tn|[kmb])\b)? ?(?P<noun>.*)"
)
_LETTERS = frozenset({"k", "m", "mn", "b", "tn"})
_CLOCK = re.compile(
    r"(?<![\d:])(?P<early>上午|下午|晚上|凌晨)? ?(?P<hour>\d{1,2})[:：时h](?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d{1,6})?)?分?"
    r" ?(?P<half>[ap](?:\.?m\.?)?(?:(?![a-z])|(?=jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))?(?![\d:])"
)
# What is said of a time beside it: (Estimated runway), delayed, a star for a footnote.
_NOTE = re.compile(r"\([^()]{0,40}\)|\*+")
_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_ISO_MARK = re.compile(r"(?<=\d)t(?=\d)")
_WORDS = re.compile(r"[a-z]+")
_BESIDE = re.compile(r"[a-z\d\s,./+()年月日-]*")
_CALENDAR = re.compile(
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|(?:mon|tue|tues|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?"
    r"|[ecmp][sd]t|utc|gmt|z|local|on|at|st|nd|rd|th|noon|delayed|early|late|actual|estimated|scheduled"
)
# NOTE: not a lone - or "none", which answer some questions.
_NOTHING = re.compile(
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2} )?"
    r"(?:not (?:available|applicable|known|reported|stated)|unavailable|unknown|n/a|null|nan|tb[acd]|no data"
    r"|暂无(?:数据|资料)?|未知|不详|未公布|无数据|-{2,}|[–—]+|\?+|…|\.{2,})\.?"
)
_LONGEST_NOTHING = 40
_DAY_MINUTES, _HOUR, _NOON = 1440, 60, 12


@dataclass(frozen=True, slots=True)
class Value:
    """``kind`` is text, number or time; ``text`` what is compared of a text.

    ``number`` is the amount with its scale word applied, or the minutes since midnight; ``beside`` its unit, or the
    ISO day that stands with a time.
    """

    kind: str
    text: str = ""
    number: float = math.nan
    beside: str = ""


def read_value(raw: str | float | bool) -> Value:  # noqa: FBT001  # a JSON value
    """The reading of a JSON string, number or truth value."""
    if isinstance(raw, bool):
        return Value("text", str(raw).casefold())
    if isinstance(raw, (int, float)):
        return _amount(raw, "") or Value("text", str(raw))
    if len(raw) > LONGEST:
        return Value("text", raw)
    text = " ".join(unicodedata.normalize("NFKC", html.unescape(raw) if "&" in raw else raw).casefold().split())
    return _time(text) or _number(text) or Value("text", text.rstrip(" .。") or text)


def says_nothing(raw: str | float | bool) -> bool:  # noqa: FBT001  # a JSON value
    """Whether a value is only a mark that none is known: n/a, --, Dec 2 not available, 暂无数据."""
    if not isinstance(raw, str):
        return isinstance(raw, float) and math.isnan(raw)
    return len(raw) <= _LONGEST_NOTHING and _NOTHING.fullmatch(" ".join(raw.casefold().split())) is not None


def _time(text: str) -> Value | None:
    """A time of day, with or without a date or a note around it; what says more than that is a text."""
    text = _NOTE.sub(" ", _ISO_MARK.sub(" ", text))
    found = _CLOCK.search(text)
    if found is None:
        return None
    around = text[: found.start()] + " " + text[found.end() :]
    if not _BESIDE.fullmatch(around) or not all(map(_CALENDAR.fullmatch, _WORDS.findall(around))):
        return None
    hour, half = int(found["hour"]), (found["half"] or "")[:1]
    if hour > 24:  # noqa: PLR2004  # the hours of a day
        return None
    if hour <= _NOON and (half or found["early"]):
        late = half == "p" or found["early"] in {"下午", "晚上"}
        hour = hour % _NOON + (_NOON if late else 0)
    day = _DAY.search(around)
    return Value("time", "", float((hour * _HOUR + int(found["minute"])) % _DAY_MINUTES), day[0] if day else "")


def _number(text: str) -> Value | None:
    found = _NUMBER.fullmatch(text)
    tail = None if found is None else _UNIT.fullmatch(found["unit"])
    if found is None or tail is None:
        return None
    scale, noun = tail["scale"] or "", tail["noun"].strip(" .。")
    noun = _CURRENCIES.get(found["sign"], found["sign"]) if found["sign"] else _CURRENCIES.get(noun, noun)
    if scale in _LETTERS and not found["sign"]:
        scale, noun = "", found["unit"].strip(" .。")
    digits = found["digits"].replace(",", "").replace(" ", "")
    amount = float(digits + (found["rest"] or "") + (found["power"] or "")) * _SCALES.get(scale, 1.0)
    return _amount(-amount if found["minus"] in {"-", "−"} else amount, noun)


def _amount(amount: float, unit: str) -> Value | None:
    try:
        # Twelve digits: what 1.2 billion and 1,200,000,000 share, and more than any source states.
        number = float(f"{amount:.12g}") + 0.0
    except OverflowError:
        return None
    return Value("number", "", number, unit) if math.isfinite(number) else None
