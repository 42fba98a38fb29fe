"""Finds what is written in another script than the text around it: runs, islands at the ends of lines, lone lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from auditor.model import Span
from auditor.rules.brackets import line_around
from auditor.rules.traits import Trait
from auditor.text.lazy import lazy

if TYPE_CHECKING:
    from auditor.rules.structure import Structure

__all__ = ["TRAITS", "minority"]

_HAN = "\u3400-\u9fff"
# A run of Han with the digits and short Latin handles that are written into it.
_HAN_RUN = lazy(rf"[{_HAN}][{_HAN}a-z0-9+·:,!~]*(?: ?[{_HAN}][{_HAN}a-z0-9+·:,!~]*)*")
_LATIN_RUN = lazy(r"[a-z][a-z'’\-]*(?:[ ,.:!&+/]{1,3}[a-z0-9$@#][a-z0-9'’\-_.]*)+")
_OPENING = "(\"'“‘「『《〈[{"
# One Han character says about as much as three letters; three quarters leave no doubt which script a text is in.
_LETTERS_PER_HAN = 3
_DOMINANT = 0.75
# Fewer letters than this make no surroundings that something could be foreign to.
_LEAST_SURROUNDINGS = 30
# A fragment glued to a line has a few words; a headline beside its translation has more.
_SHORT_ISLAND = 24
# A word or two of its own make a line one of the text's script.
_LEAST_OWN = 8
_LETTER = lazy(rf"[a-z{_HAN}]")
_LONE_OWN = {"latin": lazy(rf"[{_HAN}]"), "han": lazy(r"[a-z]{2}")}
_OWN = {"latin": lazy(rf"[{_HAN}]"), "han": lazy(r"[a-z]")}
# The bytes of UTF-8 that do not count: of a Han character its first one does, of Latin text the small letters do.
_NOT_HAN = bytes(set(range(256)) - set(range(0xE4, 0xEA)))
_NOT_LATIN = bytes(set(range(256)) - set(range(ord("a"), ord("z") + 1)))


def minority(raw: bytes) -> str | None:
    """``han`` in a text (UTF-8) that is nearly all Latin, ``latin`` in one nearly all Han, else ``None``."""
    han = 0 if raw.isascii() else _LETTERS_PER_HAN * len(raw.translate(None, _NOT_HAN))
    latin = len(raw.translate(None, _NOT_LATIN)) if han else 0
    if not latin or han + latin < _LEAST_SURROUNDINGS:
        return None
    if latin >= _DOMINANT * (han + latin):
        return "han"
    return "latin" if han >= _DOMINANT * (han + latin) else None


def _foreign_runs(page: Structure) -> Iterator[Span]:
    """Han in a text that is nearly all Latin, or three and more Latin words in one nearly all Han; not what is quoted."""
    pattern = {"han": _HAN_RUN, "latin": _LATIN_RUN}.get(page.foreign or "")
    text = page.view.plain
    for match in pattern.finditer(text) if pattern else ():
        before = text[max(0, match.start() - 2) : match.start()].rstrip(" ")  # a bracket, perhaps a space
        if before and before[-1] in _OPENING:
            continue
        if page.foreign == "han" or len(match.group().split()) > 2:  # noqa: PLR2004  # names have two words
            yield match.span()


def _islands(page: Structure) -> Iterator[Span]:
    """A foreign run at the start or the end of a line that otherwise has the text's own script."""
    text, own = page.view.plain, _OWN.get(page.foreign or "", _LETTER)
    for first, end, runs in _lines_of(text, page.places("foreign-run")):
        for run in (runs[0], runs[-1])[: len(runs)]:
            if _LETTER.search(text, first, run[0]) is None:
                rest = run[1], end
            elif _LETTER.search(text, run[1], end) is None:
                rest = first, run[0]
            else:
                continue
            if len(own.findall(text, *rest)) >= _LEAST_OWN:
                yield run


def _lines_of(text: str, runs: Sequence[Span]) -> Iterator[tuple[int, int, Sequence[Span]]]:
    """The lines on which runs (ascending) stand, each with its runs."""
    nth = 0
    while nth < len(runs):
        start, end = line_around(text, runs[nth])
        after = bisect_left(runs, (end + 1,), nth)
        yield start, end, runs[nth:after]
        nth = after


def _short_islands(page: Structure) -> Iterator[Span]:
    """Islands of a few words: fragments, and not the other half of a bilingual line."""
    return (place for place in page.places("script-island") if place[1] - place[0] <= _SHORT_ISLAND)


# More lines than this in another script are a translation, half done, or samples of code.
_LONE = 3


def _lone_foreign_lines(page: Structure) -> Iterator[Span]:
    """Lines wholly in the other script, in a text that has few of them."""
    text, own = page.view.plain, _LONE_OWN.get(page.foreign or "", _LETTER)
    found = _lines_of(text, page.places("foreign-run"))
    lines = [(start, end) for start, end, _ in found if own.search(text, start, end) is None]
    if len(lines) <= _LONE:
        for start, end in lines:
            yield end - len(text[start:end].lstrip()), end


def _has_minority(page: Structure) -> bool:
    return page.foreign is not None


# Ordinary texts have foreign runs: rules that need other things besides are known by those.
TRAITS: Mapping[str, Trait] = {
    "foreign-run": Trait(_foreign_runs, may=_has_minority, commonness=0.1),
    "lone-foreign-line": Trait(_lone_foreign_lines, may=_has_minority),
    "script-island": Trait(_islands, may=_has_minority),
    "short-island": Trait(_short_islands, may=_has_minority),
}
