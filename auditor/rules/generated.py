"""Finds what programs write and nobody reads: unfilled slots, stuffed keywords, random strings, broken and hidden words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from auditor.model import Span
from auditor.rules import blanks, brackets
from auditor.rules.noise import keyword_stuffing, random_strings
from auditor.rules.slots import slots
from auditor.rules.traits import Trait, loosened
from auditor.text.lazy import lazy

if TYPE_CHECKING:
    from auditor.rules.structure import Structure

__all__ = ["TRAITS"]

_HIDDEN = lazy(
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


# Lines that may be stuffed, which are read alone: eight terms; parts between bars, underscores or dashes; or the same two
# Han characters at the beginning and twice more.
_LISTING = r"(?m)^(?:[^\n。,、|_;]*[,、|_;]){7}[^\n。]*$"
_LISTED = lazy(r"^(?:[^\n。,、|_;]*+[,、|_;]){7}[^\n。]*+$", re.MULTILINE)
_LONGEST_TITLE, _LONGEST_PART, _LEAST_PARTS = 120, 28, 3
_FRAME, _FIRST_HAN, _LEAST_RUN_ON = " []()【】《》「」", "\u3400", 14
_PART = lazy(r"[|_,·:\-]")
_ENDED = lazy(r"[。!?;/=<>\\$]")


def _titles(text: str) -> Iterator[Span]:
    """Lines without the end of a sentence that may be a doorway page's title."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if _LEAST_PARTS + 1 < len(line) <= _LONGEST_TITLE and _is_titled(line) and not _ENDED.search(line):
            yield start, end
        start = end + 1


def _is_titled(line: str) -> bool:
    """Whether a line has short parts between signs, or the same beginning again and again."""
    if "-" in line or "|" in line or "_" in line:
        parts = _PART.split(line.strip(_FRAME))
        if len(parts) >= _LEAST_PARTS and max(map(len, map(str.strip, parts))) <= _LONGEST_PART:
            return True
    return line[0] >= _FIRST_HAN and len(line) >= _LEAST_RUN_ON and line.count(line[:2]) >= _LEAST_PARTS


def _stuffed(page: Structure) -> Iterator[Span]:
    text = page.view.plain
    lines = {match.span() for match in _LISTED.finditer(text)} if "listing" in page.signs else set[Span]()
    lines.update(_titles(text))
    for first, last in lines:
        for start, end in keyword_stuffing(text[first:last]):
            yield first + start, first + end


# A slot between signs that prose uses too is named by an order to fill in, or by nouns of what a page is filled with.
_HAN = r"\x{3400}-\x{9fff}"
_NAMES, _SMALL = "|".join(sorted(brackets.NOUNS | brackets.BESIDE)), r"[\p{Nd} _.\-:\[\]'*!%$#/]"
_ORDERS = "插入|填写|填入|输入|添加|替换|随机|占位|干扰|待填|待补"
_HAN_NAMED = rf"(?:(?:此处|在此|请)?(?:{_ORDERS})[^\n\[\]{{}}()<>【】]*|[{_HAN}\p{{Nd}}、]*(?:{brackets.HAN_NOUN})[{_HAN}\p{{Nd}}、]*)"
_NAMED = (
    rf"(?:[\[{{<«#%$@~^|【]|__)(?:{_SMALL}*(?:{_NAMES})(?:{_SMALL}|{_NAMES})*|[ *_\-!%$#/]*{_HAN_NAMED}[ *_\-!%$#/]*)(?:[\]}}>»#%$@~^|】]|__)"
    rf"|\((?:此处|请|在此|插入|填写)[^\n()]*(?:{_ORDERS}|{brackets.HAN_NOUN})|\((?:insert|enter|add) |\(%?[a-z]{{3,}}%\)"
)
# A string without vowels has five consonants in a row, and letters beside them; one that mixes letters and digits turns
# from the ones to the others five times.
_MIXED, _CONSONANTS = "(?:[a-z]+[0-9]+){2}[a-z]", "[b-df-hj-np-tv-xz]{5}"


TRAITS: Mapping[str, Trait] = {
    "broken-word": Trait(_broken_words, may=lambda page: bool(page.view.removed.size)),
    "hidden-html": Trait(_hidden_html, signs={"style": r"<[a-z][^<>]*(?:none|hidden|font-size|indent|left)"}),
    "keyword-stuffing": Trait(_stuffed, signs={"listing": _LISTING}, may=lambda _: True),
    "random-string": Trait(
        lambda page: random_strings(page.view.plain),
        signs={"mixed": _MIXED, "consonants": f"[a-z]{{5}}{_CONSONANTS}|{_CONSONANTS}[a-z]{{5}}"},
    ),
    "template-slot": Trait(
        lambda page: slots(page.view.plain, words=not page.signs.isdisjoint(blanks.SIGNS)),
        signs={
            "template": f"{loosened(brackets.STRONG, brackets.SPIN)}|{_NAMED}",
            **{name: loosened(pattern) for name, pattern in blanks.SIGNS.items()},
        },
    ),
}
