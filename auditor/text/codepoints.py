"""The code-point table of folding: one array lookup does NFKC, case, accents, invisible and traditional characters.

A character maps to one character, to nothing (:data:`DROP`) or to several (:data:`EXPAND`); the table is closed, so
that looking a result up again changes nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["CONFUSABLES", "DROP", "EXPAND", "LEET", "Table", "table", "traditional_pairs"]

DROP = 0x110000
EXPAND = 0x110001

# Zero-width and formatting characters, fillers that draw nothing, variation selectors, tags, controls, and the
# combining marks that are stacked on Latin letters and Han characters to break words (U+0336 and the like).
_INVISIBLE = (
    (0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x300, 0x36F), (0x483, 0x489),
    (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x20D0, 0x20FF), (0x2800, 0x2800), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB), (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)  # fmt: skip

# Ranges where compatibility forms, case or accents occur; the large ideographic, Hangul and private ranges have none.
_RANGES = (
    (0x09, 0x33FF), (0xA640, 0xABFF), (0xF900, 0xFFFF), (0x10400, 0x104FF), (0x118A0, 0x118DF), (0x16E40, 0x16E7F),
    (0x1D400, 0x1D7FF), (0x1E900, 0x1E943), (0x1EE00, 0x1EEFF), (0x1F100, 0x1F2FF), (0x1FBF0, 0x1FBF9),
    (0x2F800, 0x2FA1F),
)  # fmt: skip

# Latin letters that compatibility decomposition leaves alone: strokes, ligatures, small capitals, phonetic shapes.
_LATIN = dict(
    zip(
        "øłđħŧıȷɑɡɩʀʏʙɢʜʟɴɪᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜰꜱƅɓƈɗƒɠɦɨƙɫɱɲŋɵƥɾɽʂƭʈʋʉʐƶʘꞵð",
        "oldhtijagirybghlniacdejkmopt" + "uvwzfsbbcdfghikl" + "mnnoprrsttvuzzobd",
        strict=True,
    )
)
_LIGATURES = {"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
_LINE_BREAKS = "\u000b\u000c\u0085\u2028\u2029\u001c\u001d\u001e"

# Letters of other scripts that look like Latin ones. They are replaced only in a word that also holds a Latin letter.
CONFUSABLES: Mapping[str, str] = dict(
    zip(
        "авекмнорстухіјѕԁԛԝһүгипьӏ" + "αβγεηικνορτυχωϲϳ" + "օսոհց" + "ꭰꮯꭼꮋꭻꮶꮮꮇꮲꭱꮪꭲꮩꮃꮓ",
        "abekmhopctyxijsdqwhyrunbl" + "abyenikvoptuxwcj" + "ounhg" + "dcehjklmprstvwz",
        strict=True,
    )
)
# Digits and signs written for letters. They are replaced only inside a word that is mostly Latin letters.
LEET: Mapping[str, str] = dict(zip("013457@$!", "oieastasi", strict=True))


@dataclass(frozen=True, slots=True)
class Table:
    """``single[c]`` is the folded code point of ``c``; ``several`` holds, by row ``row[c]``, what c expands to."""

    single: NDArray[np.uint32]
    row: NDArray[np.int32]
    several: NDArray[np.uint32]
    lengths: NDArray[np.int64]


@cache
def table(*, invisible: bool = True, compatibility: bool = True, simplified: bool = True) -> Table:
    """The table for a choice of steps; built once in about 30 ms."""
    import numpy as np

    single = np.arange(0x110002, dtype=np.uint32)
    several: dict[int, str] = {}
    hidden = _invisible() if invisible else frozenset()
    if invisible:
        for first, last in _INVISIBLE:
            single[first : last + 1] = DROP
    simple = dict(traditional_pairs()) if simplified else {}
    if compatibility:
        for char in map(chr, _points()):
            if ord(char) not in hidden:
                _enter(char, _closed(char, simple), single, several)
    for old, new in simple.items():
        _enter(old, _closed(old, simple) if compatibility else new, single, several)
    row = np.zeros(0x110002, dtype=np.int32)
    width = max(map(len, several.values()), default=1)
    matrix = np.zeros((len(several) + 1, width), dtype=np.uint32)
    lengths = np.ones(len(several) + 1, dtype=np.int64)
    for number, (point, text) in enumerate(sorted(several.items()), 1):
        row[point] = number
        lengths[number] = len(text)
        matrix[number, : len(text)] = [ord(char) for char in text]
    return Table(single, row, matrix, lengths)


def _points() -> Iterator[int]:
    for first, last in _RANGES:
        yield from range(first, last + 1)


def _enter(char: str, folded: str, single: NDArray[np.uint32], several: dict[int, str]) -> None:
    if len(folded) == 1:
        single[ord(char)] = ord(folded)
    elif folded:
        single[ord(char)] = EXPAND
        several[ord(char)] = folded
    else:
        single[ord(char)] = DROP


def _closed(char: str, simple: Mapping[str, str]) -> str:
    """The folded form that folding leaves alone; a few rounds reach it for every assigned character."""
    step: Callable[[str], str] = lambda text: "".join(_one(part, simple) for part in text)  # noqa: E731  # two lines, one use
    before, after = char, step(char)
    while after != before:
        before, after = after, step(after)
    return after


def _one(char: str, simple: Mapping[str, str]) -> str:
    if char in _LINE_BREAKS:
        return "\n"
    if char in "\r\t" or unicodedata.category(char) == "Zs":
        return " "
    folded = unicodedata.normalize("NFKC", char).casefold()
    if char < "\u0590" or "\u1d00" <= char < "\u2100":  # Latin, Greek and Cyrillic lose their accents
        folded = unicodedata.normalize("NFKD", folded)
    invisible = _invisible()
    kept = (simple.get(c, _LATIN.get(c, _LIGATURES.get(c, c))) for c in folded if ord(c) not in invisible)
    return _letter(char) or "".join(kept)


def _letter(char: str) -> str:
    """The letter inside a negative circle or square (U+1F150…1F189), which has no decomposition of its own."""
    offset = ord(char) - 0x1F150
    return chr(ord("a") + offset % 32) if 0 <= offset < 0x3A and offset % 32 < 26 else ""  # noqa: PLR2004  # rows of 32, 26 letters


@cache
def _invisible() -> frozenset[int]:
    return frozenset(point for first, last in _INVISIBLE for point in range(first, last + 1))


def traditional_pairs() -> Iterable[tuple[str, str]]:
    """Traditional to simplified, one to one, from OpenCC's character dictionary (Apache-2.0), read without importing it."""
    spec = find_spec("opencc")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "dictionary" / "TSCharacters.txt"
        for line in path.read_text("utf-8").splitlines():
            old, _, new = line.partition("\t")
            if len(old) == 1 and len(new.split(" ")[0]) == 1:
                yield old, new.split(" ")[0]
