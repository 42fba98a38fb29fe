"""One byte for each character that says of what kind it is, so that a text is counted and searched as bytes are."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["DIGITS", "SCRIPTS", "count", "kinds", "letters"]

# Letters first. The katakana middle dot and the long-vowel mark are left out: Chinese texts use the one between the
# parts of foreign names and the other as a dash.
_RANGES = (
    (0x0041, 0x005A, "l"),
    (0x0061, 0x007A, "l"),
    (0x00C0, 0x00D6, "a"),
    (0x00D8, 0x00F6, "a"),
    (0x00F8, 0x00FF, "a"),
    (0x0100, 0x024F, "w"),
    (0x0370, 0x03FF, "G"),
    (0x0400, 0x052F, "C"),
    (0x0590, 0x05FF, "H"),
    (0x0600, 0x06FF, "A"),
    (0x0900, 0x097F, "D"),
    (0x0E00, 0x0E7F, "T"),
    (0x1100, 0x11FF, "K"),
    (0x1E00, 0x1EFF, "w"),
    (0x3005, 0x3007, "h"),
    (0x3041, 0x309F, "k"),
    (0x30A1, 0x30FA, "k"),
    (0x3400, 0x4DBF, "h"),
    (0x4E00, 0x9FFF, "h"),
    (0xAC00, 0xD7A3, "K"),
    (0xF900, 0xFAFF, "h"),
    (0xFF21, 0xFF3A, "w"),
    (0xFF41, 0xFF5A, "w"),
    (0x20000, 0x323AF, "h"),
    # Digits, blanks and line ends.
    (0x0030, 0x0039, "0"),
    (0xFF10, 0xFF19, "0"),
    (0x0020, 0x0020, " "),
    (0x3000, 0x3000, " "),
    (0x000A, 0x000A, "n"),
    # What damage leaves: controls without tab, line ends and page breaks; replaced and lone half characters.
    (0x0000, 0x0008, "c"),
    (0x000B, 0x000B, "c"),
    (0x000E, 0x001F, "c"),
    (0x007F, 0x0084, "c"),
    (0x0086, 0x009F, "c"),
    (0xD800, 0xDFFF, "r"),
    (0xFFFD, 0xFFFD, "r"),
    (0x25A1, 0x25A1, "r"),
    (0xFB00, 0xFB06, "f"),
    # The other signs of Latin-1.
    (0x00A1, 0x00BF, "g"),
    (0x00D7, 0x00D7, "g"),
    (0x00F7, 0x00F7, "g"),
)
SCRIPTS = {
    "latin": b"law",
    "han": b"hst",  # of both Chinese scripts, of simplified and of traditional Chinese only
    "kana": b"k",
    "hangul": b"K",
    "cyrillic": b"C",
    "arabic": b"A",
    "thai": b"T",
    "greek": b"G",
    "hebrew": b"H",
    "devanagari": b"D",
}
"""The kinds of the letters of each script."""

DIGITS = (b"0", b"A", b"D", b"T")
"""Kinds that digits are of; some scripts keep theirs among their letters."""

_NO_LETTERS = b"0 ncrfg."


@lru_cache(maxsize=2)
def kinds(text: str) -> bytes:
    """The kind of every character of ``text``, a full stop for one that is of none."""
    if text.isascii():
        return text.encode().translate(_ascii())
    import numpy as np

    table = _table()
    return table[np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)].tobytes()


def count(kinds: bytes, own: bytes) -> int:
    """How many characters of some kinds there are."""
    return len(kinds) - len(kinds.translate(None, own))


def letters(kinds: bytes) -> dict[str, int]:
    """How many letters of each script there are; a script without any may be left out."""
    found: dict[str, int] = {}
    rest = kinds.translate(None, _NO_LETTERS)
    for name, own in SCRIPTS.items():
        if not rest:
            break
        others = rest.translate(None, own)
        found[name], rest = len(rest) - len(others), others
    return found


@cache
def _ascii() -> bytes:
    table = bytearray(b"." * 256)
    for first, last, kind in _RANGES:
        for code in range(first, min(last, 127) + 1):
            table[code] = ord(kind)
    return bytes(table)


@cache
def _table() -> NDArray[np.uint8]:
    """The kind of every code point."""
    import numpy as np

    table = np.full(0x110000, ord("."), dtype=np.uint8)
    for first, last, kind in _RANGES:
        table[first : last + 1] = ord(kind)
    characters = read_yaml(home() / "lexicons" / "languages.yaml")["characters"]
    for name, kind in (("zh-Hans", "s"), ("zh-Hant", "t")):
        table[[ord(character) for character in characters[name]]] = ord(kind)
    return table
