"""Meets Chinese proper names with their romanisation: 岚川 and Lanchuan, 乳山 and Rushan."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from auditor.text.readings import readings

__all__ = ["romanised", "same_name", "skeleton"]

# A romanised name of fewer letters is also an ordinary word.
_LEAST = 4
_SYLLABLES = 4
_TELLING = 3
_CLASS = {char: group[0] for group in ("pb", "td", "kgcq", "fvw", "szxj", "lr", "m", "n") for char in group}


@lru_cache(maxsize=4096)
def romanised(word: str) -> str:
    """The usual reading of Chinese characters, in lower case and without tones; empty where one has no reading."""
    known = readings()
    syllables = [known.get(char, ()) for char in islice(word, 12)]
    return "".join(options[0] for options in syllables) if all(syllables) else ""


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """The classes of the consonants of a name, which survive its way through Chinese: ``~tlf`` for Tel Aviv and 特拉维夫.

    Empty where fewer than three remain: too many names sound alike then.
    """
    # The w of wu is no consonant: 乌普萨拉 is Uppsala.
    classes = [_CLASS[char] for char in name.lower().replace("wu", "u") if char in _CLASS]
    kept = [char for i, char in enumerate(classes) if i == 0 or char != classes[i - 1]]
    return f"~{''.join(kept)}" if len(kept) >= _TELLING else ""


def same_name(han: str, latin: str) -> bool:
    """Whether a Latin word spells or sounds like the beginning of a Chinese one, at least two characters of it."""
    if len(latin) < _LEAST or not latin.isalpha():
        return False
    lower = latin.lower()
    if any(romanised(han[:size]) == lower for size in range(2, min(len(han), _SYLLABLES) + 1)):
        return True
    heard = skeleton(lower)
    return bool(heard) and any(skeleton(romanised(han[:size])) == heard for size in range(3, min(len(han), 5) + 1))
