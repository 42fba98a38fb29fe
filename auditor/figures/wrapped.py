"""Repairs numerals that a line break cuts in two, in a view of the text whose offsets lead back to the raw text.

Only breaks inside a numeral, or between it and its magnitude, unit or currency, are closed, and only in running text:
a column of numbers stays a column.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from auditor.figures.following import classifier_after, currency_after, unit_after
from auditor.figures.quantities import Dated, Quantity, Scan
from auditor.text.lazy import lazy

__all__ = ["View", "repaired"]

_REACH = 32  # characters of a line before its break in which a numeral may stand
_LINE = 120  # characters of a line that say whether it is running text
_LETTERS = 3  # a line with fewer letters before its numeral is a cell or a list mark
# What the line before its break may end with: digits, Han numerals, magnitudes, half a word; a stop or a sign of money only
# before digits; the last letters of a number word or of a currency. Other lines, which are nearly all, cost nothing.
_ENDS, _STOPS = "0-9零〇一二两三四五六七八九十百千万亿个-", ",，.．$€£¥￥"
_BREAK = re.compile(
    rf"\n(?:(?<=[ \t\r{_ENDS}]\n)|(?<=[{_STOPS}]\n)(?=[ \t\u3000]*\d)|(?<=(?:RMB|CNY|USD|EUR|GBP|.US|.HK|.NT)\n)"
    r"|(?i:(?<=(?:one|two|ree|our|ive|six|ven|ght|ine|ten|lve|een|nty|rty|fty|xty|hty|ety|red|and|ion|zen)\n)))",
    re.DOTALL,
)
_END = lazy(f"[{_STOPS}{_ENDS}]")
_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|dozen)"
)
_SCALE_WORD = r"(?:thousand|million|billion|trillion|bn|mn|tn|percent|per\s?cent|percentage points?|basis points?|times|people)(?![A-Za-z])"
_WORD_BEFORE = lazy(rf"\b{_NUMBER_WORD}$", re.IGNORECASE)
_WORD_AFTER = lazy(rf"(?:and )?{_NUMBER_WORD}(?![A-Za-z])|{_SCALE_WORD}")
_THOUSANDS = lazy(r"(?<![\d.,])\d{1,3}(?:[,，]\d{3})*[,，]$")
_GROUP = lazy(r"\d{3}(?!\d)")
_PART_GROUP = lazy(r"(?<![\d.])\d{1,3}(?:[,，]\d{3})*[,，](?P<digits>\d{1,2})$")
_POINT = lazy(r"(?<![\d.,\s])[^\S\n]?\d{1,4}[.．]$")
_DECIMALS = lazy(rf"\d{{1,4}}(?=[%％‰万亿倍成]|个?百分点|\s{_SCALE_WORD})")
_HAN_DIGITS = lazy(r"[\u4e00-\u9fff]\d{1,6}$")
_LABEL = lazy(r"(?:图|表|附件|附录|第|注|章|节|[TtOoPp])\d{1,6}$")
_MORE_DIGITS = lazy(r"\d{1,9}(?:\.\d{1,6})?(?=[十百千万亿%％‰倍]|(?P<other>[\u4e00-\u9fff]))(?!\d{1,4}\s?[年月日时点])")
_HAN_SCALE = lazy(r"[十百千]?[万亿]|[%％‰]|个?百分点|[百千](?=[万亿元人家])")
_HAN_END = lazy(r"(?:\d|[零〇一二两三四五六七八九十百千])(?:[百千]?[万亿]|个)?$")
_HALF_WORD = lazy(r"(?<![A-Za-z])(?P<half>[a-z]{2,9})-$")
_OTHER_HALF = lazy(r"[a-z]{2,9}(?![A-Za-z])")
_WHOLE_WORD = lazy(rf"(?:{_NUMBER_WORD}|percent|percentage|kilometres|kilometers|hectares|tonnes|dollars|euros|pounds)")
_CURRENCY = lazy(
    r"(?<![A-Za-z])(?:US|HK|NT|A|C|S|RMB|CNY|USD|EUR|GBP)?[$€£¥￥]$|(?<![A-Za-z])(?:US|HK|NT|RMB|CNY|USD|EUR|GBP)$"
)


@dataclass(frozen=True, slots=True)
class View:
    """A text without the breaks inside its numerals; ``starts`` and ``shifts`` lead from it to the raw text."""

    text: str
    starts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def raw(self, position: int) -> int:
        """The raw position of a position of the view."""
        index = bisect_right(self.starts, position)
        return position + (self.shifts[index - 1] if index else 0)

    def restored(self, scanned: Scan) -> Scan:
        """What was read in the view, with the spans of the raw text."""
        if not self.starts:
            return scanned
        return Scan(
            tuple(self._quantity(found) for found in scanned.quantities),
            tuple(Dated(*self._span(found.start, found.end), found.period) for found in scanned.dates),
            None if scanned.cut is None else self.raw(scanned.cut),
        )

    def _quantity(self, found: Quantity) -> Quantity:
        start, end = self._span(found.start, found.end)
        return replace(found, start=start, end=end, noun=self._span(*found.noun) if found.noun else None)

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """A span that leaves out a break right behind it."""
        return self.raw(start), self.raw(end - 1) + 1 if end > start else self.raw(end)


def repaired(text: str) -> View:
    """The view of ``text`` in which numerals are whole; linear in its length."""
    cuts = list(_cuts(text))
    return _without(text, cuts) if cuts else View(text)


def _without(text: str, cuts: Sequence[tuple[int, int, str]]) -> View:
    pieces, starts, shifts = [], [], []
    position = removed = 0
    for start, end, joint in cuts:
        pieces += [text[position:start], joint]
        removed += end - start - len(joint)
        starts.append(end - removed)
        shifts.append(removed)
        position = end
    pieces.append(text[position:])
    return View("".join(pieces), tuple(starts), tuple(shifts))


def _cuts(text: str) -> Iterator[tuple[int, int, str]]:
    """Breaks to close: where they begin and end, and what stands in their place."""
    for found in _BREAK.finditer(text):
        newline = found.start()
        line_start = text.rfind("\n", 0, newline) + 1
        end = newline
        while end > line_start and text[end - 1] in " \t\r":
            end -= 1
        after = newline + 1
        while after < len(text) and text[after] in " \t\u3000" and after - newline < _REACH:
            after += 1
        if end - line_start > _LETTERS and after < len(text) and text[after] != "\n":
            joint = _joint(text, line_start, end, after)
            if joint is not None:
                yield end - (joint == "-"), after, "" if joint == "-" else joint


def _joint(text: str, line_start: int, end: int, after: int) -> str | None:
    """What a closed break leaves: nothing, a blank, or ``-`` for a hyphen to remove; ``None`` where it stays open."""
    last = text[end - 1]
    before = text[max(line_start, end - _REACH) : end]
    if last.isascii() and last.isalpha():
        joint = _by_letters(before, text, after)
    else:
        joint = _by_digits(before, text, after) if _END.match(last) else None
    return joint if joint is not None and _running(text, line_start, end) else None


def _running(text: str, line_start: int, end: int) -> bool:
    """Whether the line is running text: it has letters, and none of the marks of a table."""
    line = text[max(line_start, end - _LINE) : end]
    return "|" not in line and "\t" not in line and sum(map(str.isalpha, line)) >= _LETTERS


def _by_letters(before: str, text: str, after: int) -> str | None:
    """A number in words that goes on, or a currency before its number."""
    if _WORD_BEFORE.search(before) and _WORD_AFTER.match(text, after):
        return " "
    if _CURRENCY.search(before) and (text[after].isdecimal() or text[after] in "$€£¥￥"):
        return ""
    return None


def _by_digits(before: str, text: str, after: int) -> str | None:
    last = before[-1]
    if last == "-":
        half, rest = _HALF_WORD.search(before), _OTHER_HALF.match(text, after)
        return "-" if half and rest and _WHOLE_WORD.fullmatch(half["half"] + rest.group()) else None
    if text[after].isdecimal():
        return _within_digits(before, text, after)
    if last in ",，.．":
        return None
    if last in "$€£¥￥":
        return None
    if text[after].isascii():
        return _before_word(before, text, after)
    return "" if _HAN_END.search(before) and _goes_on(before, text, after) else None


def _within_digits(before: str, text: str, after: int) -> str | None:
    """A number cut inside its digits: behind a comma or a point, inside a group of three, or anywhere in Chinese."""
    if _CURRENCY.search(before):
        return ""
    if _THOUSANDS.search(before):
        return "" if _GROUP.match(text, after) else None
    if part := _PART_GROUP.search(before):
        group = re.compile(rf"\d{{{3 - len(part['digits'])}}}(?!\d)")
        return "" if group.match(text, after) else None
    if _POINT.search(before):
        return "" if _DECIMALS.match(text, after) else None
    if _HAN_DIGITS.search(before) and not _LABEL.search(before):
        more = _MORE_DIGITS.match(text, after)
        return "" if more and (more["other"] is None or _measured(text, more.end())) else None
    return None


def _before_word(before: str, text: str, after: int) -> str | None:
    """A number and, on the next line, its magnitude, unit or currency in Latin letters or a percent sign."""
    if text[after] == "%":
        return ""
    if not before[-1].isdecimal():
        return None
    if _WORD_AFTER.match(text, after):
        return " "
    word = currency_after(text, after) or unit_after(text, after)
    return " " if word and len(word.word) >= _LETTERS else None


def _goes_on(before: str, text: str, after: int) -> bool:
    """Whether the next line begins with what a Chinese numeral wants: a magnitude, a unit, a currency, a measure word."""
    if _HAN_SCALE.match(text, after):
        return True
    if before[-1] == "个":
        return text.startswith(("月", "小时", "百分点", "亿", "工作日"), after)
    return _measured(text, after)


def _measured(text: str, position: int) -> bool:
    return any(read(text, position) for read in (currency_after, unit_after, classifier_after))
