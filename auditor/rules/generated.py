"""Finds what programs write and nobody reads: unfilled slots, stuffed keywords, random strings, broken and hidden words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from auditor.model import Span
from auditor.rules import blanks, brackets
from auditor.rules.brackets import line_around
from auditor.rules.noise import keyword_stuffing, random_strings
from auditor.rules.patterns import Patterns
from auditor.rules.slots import slots
from auditor.rules.traits import Trait

if TYPE_CHECKING:
    from auditor.rules.structure import Structure

__all__ = ["TRAITS"]

_HIDDEN = re.compile(
    r"<[a-z][^<>]{0,300}(?:display ?: ?none|visibility ?: ?hidden|font-size ?: ?0(?![.\d])|text-indent ?: ?-\d{3,}|left ?: ?-\d{4,})[^<>]{0,300}>"
    r"\s*(?:<a\b[^<>]{0,300}>)?\s*([^<>\s][^<>]{3,2000})"
)


def _hidden_html(page: Structure) -> Iterator[Span]:
    """Text of elements that a style hides from readers and not from search engines."""
    return (match.span(1) for match in _HIDDEN.finditer(page.view.plain))


def _broken_words(page: Structure) -> Iterator[Span]:
    """Words of Latin letters or Han characters with invisible characters inside; soft hyphens and emoji joiners are none."""
    for at in page.view.removed.tolist():
        if page.raw[at] == "\u00ad" or not 0 < at < len(page.raw) - 1:
            continue
        before, after = page.raw[at - 1], page.raw[at + 1]
        if all("a" <= char.lower() <= "z" or "\u3400" <= char <= "\u9fff" for char in (before, after)):
            place = int(page.view.starts.searchsorted(at))
            yield max(0, place - 1), min(len(page.view.plain), place + 1)


# Lines that may be stuffed, which are read alone: eight terms without a full stop; bars, underscores or dashes between
# three parts; or the same two Han characters thrice, from the beginning of the line and a few characters apart.
_PART = r"[^\n|_,·:\-。!?;/=<>\\$]*"
_LIST = rf"(?m)^(?:(?:[^\n。,、|_;]*[,、|_;]){{7}}[^\n。]*|{_PART}(?:[|_,·:\-]{_PART}){{2,}})$"
_RUN_ON = re.compile(r"^([\u3400-\u9fff]{2})[^\n]{2,12}?\1[^\n]{2,12}?\1", re.MULTILINE)


@cache
def _lists() -> Patterns:
    return Patterns([("keyword-stuffing", _LIST)])


def _stuffed(page: Structure) -> Iterator[Span]:
    text = page.view.plain
    found = [*_lists().find(_LIST, page.encoded), *(match.span() for match in _RUN_ON.finditer(text))]
    for first, last in sorted({line_around(text, span) for span in found}):
        for start, end in keyword_stuffing(text[first:last]):
            yield first + start, first + end


def _sign(pattern: re.Pattern[str]) -> str:
    """A pattern as RE2 reads it."""
    return re.sub(r"\\u([0-9a-f]{4})", r"\\x{\1}", pattern.pattern)


# What names a slot between delimiters that prose uses too: an order to fill in, or a noun of what a page is filled with.
_HAN = r"\x{3400}-\x{9fff}"
_ORDER = "(?:此处|在此|请)?(?:插入|填写|填入|输入|添加|替换|随机|占位|干扰|待填|待补)"
_LATIN_NOUN, _HAN_NOUN = "|".join(sorted(brackets.NOUNS)), brackets.HAN_NOUN
_NAMED = (
    rf"[\[{{<«#%][\[{{<#%*!$\- ]*(?:[a-z\d _.\-:\[\]'*%#!$/@+]*(?:{_LATIN_NOUN})|{_ORDER}|[{_HAN}\d、]*(?:{_HAN_NOUN}))"
    rf"|【(?:{_ORDER}|[{_HAN}\d、]*(?:{_HAN_NOUN}))|[@_][@_]?(?:{_ORDER}|[{_HAN}\d]*(?:{_HAN_NOUN}))"
    rf"|[$@~^|_][a-z\d _]*(?:{_LATIN_NOUN})|\((?:此处|请|在此|插入|填写|insert |enter |add )|\(%?[a-z]{{3}}[a-z]*%\)"
)
_SPUN = r"\{[^\n{}|=<>]+\|"
_WORDED = (blanks.SPOKEN_SIGNS, blanks.EMPTY_SIGNS, blanks.UNDERSCORES, blanks.BLANK_SIGNS)


TRAITS: Mapping[str, Trait] = {
    "broken-word": Trait(_broken_words),
    "hidden-html": Trait(_hidden_html, signs={"style": r"<[a-z][^<>]*(?:none|hidden|font-size|indent|left)"}),
    "keyword-stuffing": Trait(_stuffed),
    "random-string": Trait(lambda page: random_strings(page.view.plain), signs={"word-and-digits": r"[a-z0-9]{14}"}),
    "template-slot": Trait(
        lambda page: slots(page.view.plain),
        signs={
            "template": f"{_sign(brackets.STRONG)}|{_NAMED}|{_SPUN}",
            "blank": _sign(blanks.HAN_BLANKS),
            "worded": "|".join(re.escape(sign) for signs in _WORDED for sign in signs),
        },
    ),
}
