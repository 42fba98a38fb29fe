"""What kinds of characters a folded text holds, told by flags that ride on its code points, so that steps can be skipped.

A coded character is its folded code point with these flags above it (:data:`SHIFT`); the union of a text's flags says in
one look which steps of folding can change anything in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "BRACKET",
    "CONFUSABLE",
    "CONFUSABLES",
    "DIGIT",
    "HAN",
    "LATIN",
    "LEAD",
    "LEET",
    "LEETS",
    "ORNAMENT",
    "POINT",
    "SEPARATOR",
    "SHIFT",
    "SPACE",
    "SPECIAL",
    "WORD",
    "decked",
    "flags",
    "glossed",
    "kinds",
    "leeted",
    "parted",
]

SHIFT = 21
POINT = (1 << SHIFT) - 1
"""The bits of a coded character that are its code point."""

(
    _LETTER,
    DIGIT,
    HAN,
    SEPARATOR,
    ORNAMENT,
    LEET,
    LATIN,
    BRACKET,
    CONFUSABLE,
    SPECIAL,
    LEAD,
) = (1 << (SHIFT + nth) for nth in range(11))
# LEAD begins damaged UTF-8, SPECIAL folds to nothing or to several characters: both belong to raw text.
WORD = _LETTER | DIGIT | HAN
SPACE = 0x20

# Letters of other scripts that look like Latin ones. They are replaced only in a word that also holds a Latin letter.
_LOOKALIKES = dict(
    zip(
        "авекмнорстухіјѕԁԛԝһүгипьӏ" + "αβγεηικνορτυχωϳ" + "օսոհց" + "ꭰꮯꭼꮋꭻꮶꮮꮇꮲꭱꮪꭲꮩꮃꮓ",
        "abekmhopctyxijsdqwhyrunbl" + "abyenikvoptuxwj" + "ounhg" + "dcehjklmprstvwz",
        strict=True,
    )
)
# As they stand in folded text: the small letters of Cherokee fold to its capitals.
CONFUSABLES = {sign.casefold(): letter for sign, letter in _LOOKALIKES.items()}
# Digits and signs written for letters. They are replaced only inside a word that is mostly Latin letters.
LEETS = dict(zip("013457@$!", "oieastasi", strict=True))

# Signs that separate the letters of a spaced word; commas and full stops of Chinese are never such signs.
_SEPARATORS = " .-_·|/+^=,'`\"#"
# Signs that have no business between two Han characters: ornaments with which keywords are interrupted.
_ORNAMENTS = "*_~^`•●★☆♥❤♡◆■□▲△▼○◎♠♣♦✿❀✨"
# What opens the brackets in which the reading of a character may stand.
_BRACKETS = "([{<【〔"
_RANGES = (
    (0xC0, 0x1FFF, _LETTER),
    (0x3040, 0x30FF, _LETTER),
    (0x61, 0x7A, _LETTER | LATIN),
    (0x30, 0x39, DIGIT),
    (0x3400, 0x9FFF, HAN),
    (0x20000, 0x323AF, HAN),
    (0x1F300, 0x1FAFF, ORNAMENT),
)
_LAST = 0x323AF


@cache
def flags() -> NDArray[np.uint32]:
    """The flags of every folded code point up to the last ideograph, and one entry without any for all beyond."""
    import numpy as np

    found = np.zeros(_LAST + 2, dtype=np.uint32)
    for low, high, kind in _RANGES:
        found[low : high + 1] = kind
    found[_points(_SEPARATORS)] = SEPARATOR
    found[_points(_ORNAMENTS)] = ORNAMENT
    # Confusable letters are letters too, whatever block they come from.
    found[_points(CONFUSABLES)] |= np.uint32(CONFUSABLE | _LETTER)
    found[_points(LEETS)] |= np.uint32(LEET)
    found[_points(_BRACKETS)] |= np.uint32(BRACKET)
    return found


def _points(chars: Iterable[str]) -> list[int]:
    return [ord(char) for char in chars]


def kinds(coded: NDArray[np.uint32]) -> bytes:
    """One byte a coded character with its lower eight flags (shifted by :data:`SHIFT`), to look at neighbours."""
    import numpy as np

    return (coded >> np.uint32(SHIFT)).astype(np.uint8).tobytes()


def _classes(*classes: tuple[str, int]) -> bytes:
    """A translation of kinds into letters: that of the first class whose flags a kind has, or a full stop."""
    letters = (next((ord(letter) for letter, mask in classes if kind << SHIFT & mask), ord(".")) for kind in range(256))
    return bytes(letters)


_GLOSSED = _classes(("H", HAN), ("l", LATIN | BRACKET))
_LEETED = _classes(("l", LATIN), ("d", LEET))
_PARTED = _classes(("H", HAN), ("w", WORD), ("-", SEPARATOR | ORNAMENT))
_DECKED = _classes(("H", HAN), ("o", ORNAMENT))


def parted(kinds: bytes) -> bytes:
    """One letter a character, H for ideographs, w for other letters and digits, a dash for signs, between full stops."""
    return b".%b." % kinds.translate(_PARTED)


def glossed(kinds: bytes) -> Iterator[int]:
    """The places, ascending, of Latin letters and brackets that follow an ideograph."""
    return (at + 1 for at in _all(kinds.translate(_GLOSSED), b"Hl"))


def leeted(kinds: bytes) -> list[int]:
    """Where a digit or sign that may stand for a letter touches a Latin one: the first place of each pair, ascending."""
    classes = kinds.translate(_LEETED)
    return sorted([*_all(classes, b"ld"), *_all(classes, b"dl")])


def decked(kinds: bytes) -> Iterator[int]:
    """The places, ascending, of ornaments that follow an ideograph."""
    return (at + 1 for at in _all(kinds.translate(_DECKED), b"Ho"))


def _all(classes: bytes, letters: bytes) -> Iterator[int]:
    """Every place of some letters, ascending; much faster than a pattern where there are few."""
    at = classes.find(letters)
    while at >= 0:
        yield at
        at = classes.find(letters, at + 1)
