"""Disguises a text as spammers do, each way undone by a step of folding; examples are tried again in every disguise."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise

from auditor.text.codepoints import traditional_pairs
from auditor.text.readings import readings

__all__ = ["EVASIONS", "UNDONE_BY"]

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{4,}")
_ALIKE = (("微信", "葳芯"), ("扣扣", "蔻蔻"))
_CYRILLIC = str.maketrans("aceopxy", "асеорху")
_DIGITS = str.maketrans("aeios", "43105")


def _zero_width(text: str) -> str:
    return re.sub(r"(?<=[\u3400-\u9fffA-Za-z])(?=[\u3400-\u9fffA-Za-z])", "\u200b", text)


def _full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def _spaced(text: str) -> str:
    """Spaces between Han characters, and between the letters of every Latin word from four letters on."""
    text = re.sub(r"(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])", " ", text)
    return _WORD.sub(lambda match: ".".join(match.group()), text) if not _HAN.search(text) else text


def _homoglyph(text: str) -> str:
    """Cyrillic letters for every second Latin letter that has a double, so that words mix scripts."""
    return _WORD.sub(lambda match: "".join(_swapped(match.group())), text)


def _swapped(word: str) -> list[str]:
    return [char.translate(_CYRILLIC) if number % 2 else char for number, char in enumerate(word)]


def _traditional(text: str) -> str:
    return text.translate(_to_traditional())


@cache
def _to_traditional() -> dict[int, str]:
    return {ord(new): old for old, new in reversed(list(traditional_pairs())) if new != old}


def _leet(text: str) -> str:
    """One digit for a letter inside every Latin word: the first vowel after its first letter."""
    return _WORD.sub(lambda match: _with_digit(match.group()), text)


def _with_digit(word: str) -> str:
    place = next((number for number, char in enumerate(word) if number and char in "aeios"), None)
    return word if place is None else word[:place] + word[place].translate(_DIGITS) + word[place + 1 :]


def _pinyin(text: str) -> str:
    """Every second Han character with its reading in brackets behind it."""
    han = [match.start() for match in _HAN.finditer(text)][::2]
    parts = [text[start:end] for start, end in pairwise([0, *(at + 1 for at in han), len(text)])]
    return "".join(part + _gloss(part[-1:]) * (nth < len(han)) for nth, part in enumerate(parts))


def _gloss(char: str) -> str:
    known = readings().get(char)
    return f"({known[0]})" if known else ""


def _entities(text: str) -> str:
    """Every second letter or Han character as an HTML entity."""
    return "".join(
        f"&#{ord(char)};" if number % 2 and ((char.isascii() and char.isalpha()) or _HAN.match(char)) else char
        for number, char in enumerate(text)
    )


def _ornament(text: str) -> str:
    """A heart between Han characters."""
    return re.sub(r"(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])", "\u2665", text)


def _homophone(text: str) -> str:
    """The names of messengers by characters that sound alike."""
    for name, alike in _ALIKE:
        text = text.replace(name, alike)
    return text


EVASIONS: Mapping[str, Callable[[str], str]] = {
    "entities": _entities,
    "full-width": _full_width,
    "homoglyph": _homoglyph,
    "homophone": _homophone,
    "leet": _leet,
    "ornament": _ornament,
    "pinyin": _pinyin,
    "spaced": _spaced,
    "traditional": _traditional,
    "zero-width": _zero_width,
}

UNDONE_BY: Mapping[str, str] = {
    "entities": "entities",
    "full-width": "width",
    "homoglyph": "homoglyph",
    "homophone": "pinyin",
    "leet": "leet",
    "ornament": "gaps",
    "pinyin": "pinyin",
    "spaced": "gaps",
    "traditional": "traditional",
    "zero-width": "invisible",
}
"""The step of folding (of those that a rule may name) that undoes each disguise."""
