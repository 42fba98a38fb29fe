"""How Chinese characters are read, in pinyin without tones: for keywords whose characters are spelled out or glossed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

__all__ = ["glosses", "readings", "spelled"]

# Spelled out whole, a word of fewer letters is also a word of other languages.
_LEAST_LETTERS = 6
_LEAST_WORD, _LONGEST_WORD = 2, 4
_GLOSS = re.compile(r"[(\[{<【〔]([a-z]{1,6})[)\]}>】〕]|([a-z]{2,6})(?=[\u4e00-\u9fff])")


@cache
def readings() -> Mapping[str, tuple[str, ...]]:
    """The readings of every common character, most used first; read on first use, in about 5 ms."""
    found: dict[str, tuple[str, ...]] = {}
    for line in Path(__file__).with_name("readings.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            syllable, _, chars = line.partition(" ")
            for char in chars:
                found[char] = (*found.get(char, ()), syllable)
    return found


def glosses(text: str, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Pinyin written after the character it spells, in brackets or bare: 微(wei)信 and 微wei信; ascending spans.

    ``places`` are those after an ideograph, ascending.
    """
    for place in places:
        match = _GLOSS.match(text, place)
        if match is not None and (match[1] or match[2]) in readings().get(text[place - 1], ()):
            yield match.span()


def spelled(word: str, *, whole: bool) -> Sequence[str]:
    """A keyword of two to four characters with one of them in pinyin (wei信, 微xin), and with ``whole`` all of them."""
    if not _LEAST_WORD <= len(word) <= _LONGEST_WORD or word.isascii():
        return ()
    known = [readings().get(char, ()) for char in word]
    if not all(known):
        return ()
    together = "".join(syllables[0] for syllables in known)
    return (
        *(word[:place] + syllables[0] + word[place + 1 :] for place, syllables in enumerate(known)),
        *((together,) if whole and len(together) >= _LEAST_LETTERS else ()),
    )
