"""The code-point table of folding: one array lookup does NFKC, case, accents, invisible and traditional characters.

A character maps to one character, to nothing (:data:`DROP`) or to several (:data:`EXPAND`); the table is closed, so
that looking a result up again changes nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.text.census import LEAD, SPECIAL, flags

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["DROP", "EXPAND", "Table", "table", "traditional_pairs"]

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
_PLAIN = dict(
    zip(
        "øłđħŧıȷɑɡɩʀʏʙɢʜʟɴɪᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜰꜱƅɓƈɗƒɠɦɨƙɫɱɲŋɵƥɾɽʂƭʈʋʉʐƶʘꞵð",
        "oldhtijagirybghlniacdejkmopt" + "uvwzfsbbcdfghikl" + "mnnoprrsttvuzzobd",
        strict=True,
    )
) | {"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
# UTF-8's lead bytes of several, read as Windows-1252.
_LEADS = (0xC2, 0xF4)
_LINE_BREAKS = "\u000b\u000c\u0085\u2028\u2029\u001c\u001d\u001e"


@dataclass(frozen=True, slots=True)
class Table:
    """``coded[c]`` is the folded code point of ``c`` with its flags; ``several`` holds, by row ``row[c]``, what c expands to."""

    coded: NDArray[np.uint32]
    row: NDArray[np.uint16]
    several: NDArray[np.uint32]
    lengths: NDArray[np.int64]


@cache
def table(*, invisible: bool = True, compatibility: bool = True, simplified: bool = True) -> Table:
    """The table for a choice of steps; built once in about 30 ms."""
    import numpy as np

    folded: dict[int, str] = {}
    if invisible:
        folded.update(dict.fromkeys(_invisible(), ""))
    simple = dict(traditional_pairs()) if simplified else {}
    if compatibility:
        hidden = _invisible() if invisible else frozenset()
        folded.update((point, _closed(chr(point), simple)) for point in _changing(simple) if point not in hidden)
    folded.update((ord(old), _closed(old, simple) if compatibility else new) for old, new in simple.items())
    several = [(point, text) for point, text in folded.items() if len(text) > 1]
    row = np.zeros(DROP, dtype=np.uint16)
    row[[point for point, _ in several]] = np.arange(1, len(several) + 1)
    lengths = np.array([1, *(len(text) for _, text in several)])
    matrix = np.zeros((len(several) + 1, int(lengths.max())), dtype=np.uint32)
    for number, (_, text) in enumerate(several, 1):
        matrix[number, : len(text)] = [ord(char) for char in text]
    return Table(_coded(folded), row, matrix, lengths)


def _coded(folded: Mapping[int, str]) -> NDArray[np.uint32]:
    """Every code point's folded one with its flags, given those that change."""
    import numpy as np

    known = flags()
    coded = np.arange(DROP, dtype=np.uint32)
    coded[: len(known)] |= known
    points = np.fromiter(folded, dtype=np.int64, count=len(folded))
    to = np.array([_target(text) for text in folded.values()], dtype=np.uint32)
    one = to < DROP
    to[one] |= known[np.minimum(to[one], len(known) - 1)]
    to[~one] |= np.uint32(SPECIAL)
    coded[points] = to
    coded[_LEADS[0] : _LEADS[1] + 1] |= np.uint32(LEAD)
    return coded


def _target(text: str) -> int:
    return ord(text) if len(text) == 1 else EXPAND if text else DROP


def _changing(simple: Mapping[str, str]) -> Iterator[int]:
    """The code points that compatibility folding may change: most of the ranges' characters are left alone at once."""
    normal, kind = unicodedata.is_normalized, unicodedata.category
    special = frozenset((*_PLAIN, *_LINE_BREAKS, "\r", "\t", *simple))
    hidden = _invisible()
    for point in _points():
        char = chr(point)
        same = normal("NFKD", char) and char.casefold() == char and kind(char) != "Zs"
        if not same or char in special or point in hidden or _letter(char):
            yield point


def _points() -> Iterator[int]:
    for first, last in _RANGES:
        yield from range(first, last + 1)


def _closed(char: str, simple: Mapping[str, str]) -> str:
    """The folded form that folding leaves alone; a few rounds reach it for every assigned character."""
    if (new := simple.get(char, "")) and _is_ideograph(char) and _is_ideograph(new) and new not in simple:
        return new
    before, after = char, _one(char, simple)
    while after != before and not after.isascii():
        before, after = after, "".join([_one(part, simple) for part in after])
    return after


def _one(char: str, simple: Mapping[str, str]) -> str:
    if char in _LINE_BREAKS:
        return "\n"
    if char in "\r\t" or unicodedata.category(char) == "Zs":
        return " "
    folded = unicodedata.normalize("NFKC", char).casefold()
    if char < "\u0590" or "\u1d00" <= char < "\u2100":  # Latin, Greek and Cyrillic lose their accents
        folded = unicodedata.normalize("NFKD", folded)
    hidden = _invisible()
    kept = [simple.get(c) or _PLAIN.get(c, c) for c in folded if ord(c) not in hidden]
    return _letter(char) or "".join(kept)


def _is_ideograph(char: str) -> bool:
    """Whether a character is an ideograph of the main blocks, which have no compatibility forms."""
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0002f7ff"


def _letter(char: str) -> str:
    """The letter inside a negative circle or square (U+1F150…1F189), or the number in a dingbat's circle (U+2776…2793).

    Neither has a decomposition of its own.
    """
    point = ord(char)
    if 0x2776 <= point <= 0x2793:  # noqa: PLR2004  # three rows of one to ten
        return str((point - 0x2776) % 10 + 1)
    offset = point - 0x1F150
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
