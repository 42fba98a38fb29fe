"""Recognises numerals that are no figures: citation and list marks, labels, ids, names and set phrases.

What is recognised as a name is skipped whole; the phrases and labels are data (``rules/lexicons/units.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.figures.following import currency_after, unit_after
from auditor.figures.idioms import idiom
from auditor.figures.labels import end_of_token, named_before, rest_of_token
from auditor.figures.lexicon import units
from auditor.model import Span
from auditor.text.lazy import lazy

__all__ = ["end_of_run", "end_of_token", "mask", "skipped"]

_ADDRESSES = (
    ("http", re.compile(r"https?://\S{1,300}")),
    ("www.", re.compile(r"www\.\S{1,300}")),
    ("{", re.compile(r"\{[^{}\n]{0,60}\}")),
)
_MAIL_NAME = lazy(r"[\w.+-]{1,64}$")
_MAIL_HOST = lazy(r"@[\w-]{1,64}\.\S{1,64}")
_CITATION = lazy(r"\[\d{1,3}(?:\s?[-–,，]\s?\d{1,3}){0,20}\]")
_LIST_MARK = re.compile(
    r"\d{1,3}(?:[.．、)）](?!\d)|\.\d{1,2}(?=\.?\s|[、\u4e00-\u9fff])(?!\s?[%％万亿元倍]|\s(?:to|and|or)\s\d))|[一二三四五六七八九十]{1,3}[、)）.．]"
)
_MAGNITUDE = lazy(
    r"\s?(?:[十百千万亿%％倍成折余多个]|(?:trillion|billion|million|thousand|per\s?cent|times|bn|mn|tn)(?![A-Za-z]))"
)
_DIGITS_ID = re.compile(
    r"0\d{2,4} \d{3,4} \d{3,4}(?!\d)|\d{1,6}(?:[-–]\d{2,8}){2,6}(?!\d)|\d{1,4}(?:\.\d{1,4}){2,6}(?!\d)|0\d{1,20}(?![\d.,:：/-]|\s?[年月日点时分秒号])|\d{15,400}|\d{7,14}(?!\s?[\d,.%A-Za-z万亿元$€£\u4e00-\u9fff])"
    r"|0\d{2,3}[-–]\d{7,8}(?!\d)|\d{3,4}-\d{3,8}(?!\d|\s?[%万亿元\w])|\d{1,2}[·•]\d{1,2}(?!\d)|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?=[\u4e00-\u9fff])(?![万亿元人个件])"
)
# An enumeration inside a line: 理想；2.工作；3、脾气.
_INLINE_MARK = re.compile(r"\d{1,2}(?:、|[.．](?=\s?[\u4e00-\u9fff《“「『]))(?!\s?\d)")
_MARKS = frozenset("、.．")
_INLINE_BEFORE = frozenset("。；;，,！!？?】）)：:」』 \u3000\n")
_SCORE = lazy(r"(?P<a>\d{1,3})(?:[-–]|(?P<han>比))(?P<b>\d{1,3})(?![\d%％]|[.,]\d|\s?[万亿元]|-)")
# 1:57.34 is a time run, 师生比1:8 a relation of two numbers; 12:30 is read as a clock, "2024: 1,386" as a label.
_COLONS = lazy(
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\.\d{1,3}(?!\d)"
    r"|(?!(?:19|20)\d\d\s?[:：])\d{1,4}(?:\.\d{1,3})?(?:[:：∶]|\s[:：∶]\s)\d{1,4}(?:\.\d{1,3})?(?:[:：∶]\d{1,4}){0,6}(?:[-–]\d{1,3}(?!\d))?"
    r"(?![\d:：%％]|[,.]\d|\s?[万亿元]|\s(?:[bm]illion|trillion|thousand|per\s?cent|percent))"
)
_CLOCKED = lazy(r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d|[.:：]\d)")
_MONTH_YEAR = lazy(r"\d{1,2}/(?:19|20)\d{2}(?!\d)|\d{1,2}/\d{1,2}/\d{2,4}(?!\d)")
# 1+N, 1+1+X: a formula of a plan. "50+ countries" is a bound.
_PLUS = re.compile(r"\d{1,4}(?:\s?\+\s?(?:\d{1,4}|[A-Z](?![a-z]))){1,10}")
_NAME_TAIL = lazy(
    r"\d{1,4}(?:[国省县乡]道|楼(?![盘市房宇群道])|单元|室(?![内外])|弄(?!堂)|强(?!烈|于|化|度)|世纪|年代|年级|号线|号楼|号院|号馆|号文|号公路|路公交|版(?!面)|[5-90]0[后前](?!期)|[后]\b)|(?<!\d)[05-9][05]后(?!期|的)|(?<=[路街巷道弄])\d{1,4}号|(?<=[创科金稳惠民企])\d{1,3}条|\d{3}(?=大促|购物节|年中大促|电商节)|\d{1,3}(?:》|』)|\d{1,3}0\\?['’]?s(?![A-Za-z])|\d类(?=新|创|医|器|药|产|企|传|水)"
)
# 单位：亿元 names the unit of a table.
_UNIT_NAMED = lazy(r"单位\s?[:：]\s?$")
_UNIT_IN_HEAD = lazy(r"[（(]$")
_BARE_SCALES = lazy(r"[百千万亿]+(?=[^\s（）()|]{0,6}[)）])")
_REST_OF_UNIT = lazy(r"[^\s，。；;）)|]{0,12}")
# 前八个月 is a time, which binding reads.
_FIRST_MONTHS = lazy(r"(?<![提之以此先])前(?:十[一二]?|[两二三四五六七八九])个?月")
_COINS = frozenset("毛角块分")
_PAID = lazy(r"[贵宜涨降卖买要收花付赚差退找][了到]?$")
_HAN_TAIL = lazy(r"世纪|年代|年级|届[一二三四五六七八]中|大(?=[代报精以]|$)|里[屯河]|大[^，。]{0,4}[精]神")
# What may follow the digits of the patterns above.
_DIGITS = re.compile(r"\d{1,400}")
_LONG = 6  # digits from which a number may be an id
_JOINTS = frozenset("+.-–·•")
_TAILS = frozenset("国省县乡楼单室弄强世年号路版条前后大购电》』类s\\'’")
_COLON = frozenset(":：∶")
_BETWEEN = frozenset("-–比")
# 14 Mill Lane, 1600 Pennsylvania Avenue.
_STREET = lazy(
    r"\d{1,5}[A-Za-z]?\s(?:[A-Z][a-z'’.]{1,16}\s){1,3}(?:Street|St|Road|Rd|Lane|Avenue|Ave|Drive|Square|Boulevard|Blvd|Terrace|Crescent|Row|Way|Wharf|Quay|Parade|Gardens)(?![a-z]|\s[a-z]{3,12}s\b)"
)
# 6 to 8 p.m.
_HOURS = lazy(r"\d{1,2}(?::\d\d)?(?:\s(?:to|and)\s|\s?[-–]\s?)\d{1,2}(?::\d\d)?\s?[ap]\.?m(?![A-Za-z])")
_RUN = re.compile(r"[0-9]+|[零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億兆]+")


def skipped(text: str) -> Iterator[Span]:
    """Addresses and unfilled slots of a page, in order: what stands in them is no text."""
    spans = [span for sign, pattern in _ADDRESSES if sign in text for span in _found(text, sign, pattern)]
    position = text.find("@")
    while position >= 0:
        if (host := _MAIL_HOST.match(text, position)) and (
            name := _MAIL_NAME.search(text, max(0, position - 64), position)
        ):
            spans.append((name.start(), host.end()))
        position = text.find("@", position + 1)
    yield from sorted(spans)


def _found(text: str, sign: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    position = text.find(sign)
    while position >= 0:
        match = pattern.match(text, position)
        if match:
            yield match.span()
        position = text.find(sign, match.end() if match else position + 1)


def mask(text: str, start: int) -> int | None:
    """Where a citation mark, a list mark, a label, an id, a name or a phrase ends; ``None`` where a figure may start."""
    end = _phrase(text, start)
    if end is None:
        end = _list_mark(text, start) or _inline_mark(text, start)
    if end is not None or not text[start].isdecimal():
        return end if end is not None else _han_name(text, start)
    before = text[max(0, start - 16) : start]
    if before.endswith("[") and (match := _CITATION.match(text, start - 1)):
        return match.end()
    return named_before(text, start, before) or _shaped(text, start)


def _shaped(text: str, start: int) -> int | None:
    """The end of digits that are an id, a name, a date, a relation or a score by their shape and what follows."""
    run = _DIGITS.match(text, start)
    if run is None:
        return None
    end = run.end()
    following = text[end : end + 1]
    if end - start > _LONG or text[start] == "0" or text[end : end + 2].lstrip()[:1] in _JOINTS:
        for pattern in (_PLUS, _DIGITS_ID):
            if match := pattern.match(text, start):
                return rest_of_token(text, match.end())
    if (following in _TAILS and (match := _NAME_TAIL.match(text, start))) or (
        following == "/" and (match := _MONTH_YEAR.match(text, start))
    ):
        return rest_of_token(text, match.end())
    if not _COLON.isdisjoint(text[end : end + 6]) and (related := _COLONS.match(text, start)):
        return None if _CLOCKED.match(text, start) else related.end()
    if (following in _BETWEEN or text[end : end + 2] in {" t", " a", " -", " –"}) and (
        hours := _HOURS.match(text, start)
    ):
        return hours.end()
    if following == " " and text[end + 1 : end + 2].isupper() and (street := _STREET.match(text, start)):
        return street.end()
    if following not in _BETWEEN:
        return None
    score = _SCORE.match(text, start)
    return score.end() if score and (score["han"] or int(score["a"]) >= int(score["b"])) else None


def _phrase(text: str, start: int) -> int | None:
    """The end of a set phrase around the numeral at ``start``: 长三角, 双十一, 24/7."""
    after, before = _phrases()
    found = after.get(text[start : start + 2], ()) + (before.get(text[start - 1 : start + 1], ()) if start else ())
    if not found:
        return None
    ends = [
        (len(phrase), start - offset + len(phrase))
        for offset, phrase in found
        if start >= offset and text.startswith(phrase, start - offset) and not _counts(text, start, phrase)
    ]
    return max(ends)[1] if ends else None


@cache
def _phrases() -> tuple[dict[str, tuple[tuple[int, str], ...]], dict[str, tuple[tuple[int, str], ...]]]:
    """The set phrases by their first numeral and the character after it, or, where it is the last, the one before it."""
    after: dict[str, tuple[tuple[int, str], ...]] = {}
    before: dict[str, tuple[tuple[int, str], ...]] = {}
    for listed in units().phrases.values():
        for offset, phrase in listed:
            last = offset + 1 == len(phrase)
            table, key = (before, phrase[offset - 1 :]) if last else (after, phrase[offset : offset + 2])
            table[key] = (*table.get(key, ()), (offset, phrase))
    return after, before


def _counts(text: str, start: int, phrase: str) -> bool:
    """Whether a name that reads like a coin is a price (贵了三毛), or begins a fraction (十分之一)."""
    if phrase[-1] == "分" and text.startswith(("分之", "分钟"), start + len(phrase) - 1):
        return True
    if phrase[-1] in _COINS and text.startswith("钱", start + len(phrase)):
        return True
    return phrase[-1] in _COINS and _PAID.search(text, max(0, start - 3), start) is not None


def _han_name(text: str, start: int) -> int | None:
    run = _RUN.match(text, start)
    if run is None or text[start].isascii():
        return None
    if _UNIT_IN_HEAD.search(text, max(0, start - 1), start) and (bare := _BARE_SCALES.match(text, start)):
        return _REST_OF_UNIT.match(text, bare.end()).end()  # type: ignore[union-attr]  # as below
    if _UNIT_NAMED.search(text, max(0, start - 6), start):
        return _REST_OF_UNIT.match(text, start).end()  # type: ignore[union-attr]  # the pattern matches at least nothing
    if end := idiom(text, start):
        return end
    if _FIRST_MONTHS.match(text, start - 1):
        return run.end()
    match = _HAN_TAIL.match(text, run.end()) if run.end() - start <= 4 else None  # noqa: PLR2004  # longer runs are amounts
    return None if match is None else match.end()


def _list_mark(text: str, start: int) -> int | None:
    if start and text[start - 1] not in " \t\u3000\n(（":
        return None
    before = text[max(0, start - 8) : start].rstrip(" \t\u3000")
    if before and not before.endswith(("\n", "(", "（")):
        return None
    match = _LIST_MARK.match(text, start)
    if match is None or (match.group()[-1].isdecimal() and _measured(text, match.end())):
        return None
    return match.end()


def _measured(text: str, end: int) -> bool:
    """Whether a unit or a magnitude follows: 2.5千万, 3.5公里 and "2.3 million" open no section."""
    return bool(_MAGNITUDE.match(text, end) or currency_after(text, end) or unit_after(text, end))


def _inline_mark(text: str, start: int) -> int | None:
    if start and text[start - 1] not in _INLINE_BEFORE:
        return None
    match = None if _MARKS.isdisjoint(text[start + 1 : start + 3]) else _INLINE_MARK.match(text, start)
    return match.end() if match else None


def end_of_run(text: str, start: int) -> int:
    """The end of a run of numerals that is not to be read."""
    match = _RUN.match(text, start)
    return match.end() if match else end_of_token(text, start)
