"""Folds text for matching: undoes what spammers do to words, and keeps the way back to the raw code points.

The steps, in this order: ``entities`` (``&#x4e0a;`` and UTF-8 read as Windows-1252), ``invisible`` characters,
``compatibility`` (NFKC, case, accents), ``simplified`` Chinese, ``gaps`` squeezed out of spaced words, ``pinyin``
behind the character that it spells, ``confusables`` (letters of other scripts in Latin words) and ``leet``
(``c4s1n0``). Figures never read a folded text: NFKC turns 10² into 102.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html.entities import html5
from importlib import import_module
from typing import TYPE_CHECKING, Any

from auditor.model import Span
from auditor.text.census import (
    CONFUSABLE,
    CONFUSABLES,
    HAN,
    LATIN,
    LEAD,
    LEETS,
    POINT,
    SPECIAL,
    glossed,
    kinds,
    leeted,
)
from auditor.text.codepoints import DROP, EXPAND, Table, table
from auditor.text.gaps import gaps
from auditor.text.readings import glosses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["STEPS", "View", "fold", "fold_word", "fold_words"]

STEPS = (
    "entities",
    "invisible",
    "compatibility",
    "simplified",
    "gaps",
    "pinyin",
    "confusables",
    "leet",
)

_WORD_STEPS = ("invisible", "compatibility", "simplified")

# A word longer than this is no disguised keyword (a hash, a URL, noise) and stays as it is.
_LONGEST_WORD = 40
# Entities unfold at most this often (&amp;#38;…): hostile text nests them, honest text once.
_ROUNDS = 8


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A folded text with the way back.

    ``text`` is folded by every step; ``plain`` has the same length and lacks only the last one, so that the digits of
    handles and prices stand in it. ``starts`` and ``ends`` give, for every folded character, the raw span it came from.
    ``removed`` holds the raw offsets of invisible characters, ``squeezed`` those of gaps taken out of words.
    """

    text: str
    plain: str
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    removed: NDArray[np.int32]
    squeezed: NDArray[np.int32]

    def back(self, span: Span) -> Span:
        """The raw span from which the folded ``span`` came; an empty span gives an empty one."""
        start, end = span
        if start >= end:
            at = int(self.starts[start]) if start < len(self.starts) else int(self.ends[-1]) if len(self.ends) else 0
            return at, at
        return int(self.starts[start]), int(self.ends[end - 1])


def fold(text: str, steps: Iterable[str] = STEPS) -> View:
    """Folds ``text`` by the named steps (their order is fixed). Linear; its speed is in docs/benchmarks-matching.md.

    The flags of all characters say first which steps can change anything; the others are skipped.
    """
    import numpy as np

    wanted = frozenset(steps)
    rows = _table(wanted)
    points = _points_of(text)
    starts = np.arange(len(points), dtype=np.int32)
    ends = starts + np.int32(1)
    removed = squeezed = starts[:0]
    coded = rows.coded.take(points)
    census = _census(coded)
    if census & (SPECIAL | LEAD) or ("&" in text and "entities" in wanted):
        points, starts, ends, removed = _looked_up(points, starts, ends, rows, wanted)
        coded = rows.coded.take(points)
        census = _census(coded)
    kind = kinds(coded)
    if "gaps" in wanted and (gone := gaps(coded, kind)) is not None:
        squeezed, kept = starts[gone], ~gone
        coded, starts, ends = coded[kept], starts[kept], ends[kept]
        kind = kinds(coded)
    plain = _string(coded)
    if "pinyin" in wanted and census & HAN and (readings := [*glosses(plain, glossed(kind))]):
        coded, starts, ends = _without(readings, coded, starts, ends)
        plain, kind = _string(coded), kinds(coded)
    text = plain
    if "confusables" in wanted and census & CONFUSABLE:
        text = plain = _replaced(plain, _WORD, _mixed(coded, CONFUSABLE), _without_confusables)
        kind = kinds(rows.coded.take(_points_of(plain)))
    if "leet" in wanted and (places := leeted(kind)):
        text = _replaced(plain, _LEET_WORD, places, _without_leet)
    return View(text, plain, starts, ends, removed, squeezed)


@cache
def _table(wanted: frozenset[str]) -> Table:
    """The code-point table of some steps."""
    return table(
        invisible="invisible" in wanted, compatibility="compatibility" in wanted, simplified="simplified" in wanted
    )


def _census(coded: NDArray[np.uint32]) -> int:
    """The union of the flags of all characters."""
    import numpy as np

    return int(np.bitwise_or.reduce(coded))


def _looked_up(
    points: NDArray[np.uint32],
    starts: NDArray[np.int32],
    ends: NDArray[np.int32],
    rows: Table,
    wanted: frozenset[str],
) -> tuple[NDArray[np.uint32], NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Text with entities, invisible characters or characters that become several, folded; and what was removed."""
    import numpy as np

    removed: list[NDArray[np.int32]] = []
    for _ in range(_ROUNDS):
        before = len(points)
        if "entities" in wanted:
            points, starts, ends = _unescape(points, starts, ends)
        points, starts, ends, dropped = _look_up(points, starts, ends, rows)
        removed.append(dropped)
        if "entities" not in wanted or len(points) == before or not _has_entity(points):
            break
    return points, starts, ends, np.concatenate(removed)


def _without(spans: Iterable[Span], *columns: NDArray[Any]) -> list[NDArray[Any]]:
    """What is left of some columns without the rows in the spans."""
    import numpy as np

    kept = np.ones(len(columns[0]), dtype=bool)
    for start, end in spans:
        kept[start:end] = False
    return [column[kept] for column in columns]


def fold_word(word: str) -> str:
    """A keyword as it stands in a folded text."""
    return fold(word, _WORD_STEPS).text.strip()


def fold_words(words: Sequence[str]) -> Sequence[str]:
    """Keywords as they stand in a folded text: all in one pass, since a pass over one word is mostly its beginning."""
    folded = fold("\n".join(words), _WORD_STEPS).text.split("\n") if words else []
    return [word.strip() for word in folded] if len(folded) == len(words) else [fold_word(word) for word in words]


def _points_of(text: str) -> NDArray[np.uint32]:
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _string(coded: NDArray[np.uint32]) -> str:
    import numpy as np

    return (coded & np.uint32(POINT)).astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


Mapped = tuple["NDArray[np.uint32]", "NDArray[np.int32]", "NDArray[np.int32]"]


def _look_up(
    points: NDArray[np.uint32],
    starts: NDArray[np.int32],
    ends: NDArray[np.int32],
    rows: Table,
) -> tuple[NDArray[np.uint32], NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Applies the code-point table: one pass for what maps to one character, a second one where some map to several."""
    import numpy as np

    mapped = rows.coded[points] & np.uint32(POINT)
    special = np.flatnonzero(mapped >= DROP)
    if not len(special):
        return mapped, starts, ends, starts[:0]
    several = special[mapped[special] == EXPAND]
    dropped = starts[special[mapped[special] == DROP]]
    if len(several):
        row = rows.row[points[several]]
        lengths = rows.lengths[row]
        copies = np.ones(len(points), dtype=np.int64)
        copies[several] = lengths
        mapped, starts, ends = (
            np.repeat(mapped, copies),
            np.repeat(starts, copies),
            np.repeat(ends, copies),
        )
        first = several + np.cumsum(lengths - 1) - (lengths - 1)
        for nth in range(int(lengths.max())):
            longer = lengths > nth
            mapped[first[longer] + nth] = rows.several[row[longer], nth]
    if not len(dropped):
        return mapped, starts, ends, dropped
    kept = mapped != DROP
    return mapped[kept], starts[kept], ends[kept], dropped


# Entities -----------------------------------------------------------------------------------------------------------

_AMP = r"(?:(?:amp|AMP|#0{0,4}38|#[xX]0{0,4}26);)"
_ENTITY = re.compile(
    rf"&(?={_AMP}{{0,64}}[#a-zA-Z]){_AMP}{{0,64}}(?:(#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,24}});)"
)
# UTF-8 bytes read as Windows-1252: a lead byte's letter and then the letters of one to three continuation bytes.
_TAIL = "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
_MOJIBAKE = re.compile(f"[Â-ÖØ-ß]{_TAIL}|[à-ï]{_TAIL}{{2}}|[ð-ô]{_TAIL}{{3}}")


def _has_entity(points: NDArray[np.uint32]) -> bool:
    return bool((points == ord("&")).any()) and _ENTITY.search(_string(points)) is not None


def _unescape(points: NDArray[np.uint32], starts: NDArray[np.int32], ends: NDArray[np.int32]) -> Mapped:
    """Replaces entities and mojibake; costs two scans where the text has neither ampersands nor accented lead letters."""
    entities = _followed(points, ord("&"), ord("&"), 0x23)
    mojibake = _followed(points, 0xC2, 0xF4, 0x80)  # UTF-8's lead bytes, and a sign beyond ASCII
    if not entities and not mojibake:
        return points, starts, ends
    text = _string(points)
    edits = [*_entity_edits(text)] if entities else []
    if mojibake:
        edits = sorted([*edits, *_mojibake_edits(text)])
    return _edited(points, starts, ends, edits) if edits else (points, starts, ends)


def _followed(points: NDArray[np.uint32], low: int, high: int, following: int) -> bool:
    """Whether a character from ``low`` to ``high`` stands before one from ``following`` on."""
    return bool(_pairs(points, low, high, following, DROP).any())


def _pairs(points: NDArray[np.uint32], low: int, high: int, following: int, last: int) -> NDArray[np.bool_]:
    """Where a character from ``low`` to ``high`` stands before one from ``following`` to ``last``."""
    import numpy as np

    # Unsigned, so that what is lower becomes huge.
    return (points[:-1] - np.uint32(low) <= high - low) & (points[1:] - np.uint32(following) <= last - following)


def _entity_edits(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _ENTITY.finditer(text):
        name = match[1]
        if name.startswith("#"):
            number = int(f"0{name[1:]}", 16) if name[1] in "xX" else int(name[1:])
            char = chr(number) if 0 < number < DROP and not 0xD800 <= number < 0xE000 else ""  # noqa: PLR2004  # surrogates
        else:
            char = html5.get(f"{name};", "")
        if char:
            yield match.start(), match.end(), char


def _mojibake_edits(text: str) -> Iterator[tuple[int, int, str]]:
    """The damaged letters that read as UTF-8 once they are bytes again, unless they stand for a control character."""
    for match in _MOJIBAKE.finditer(text):
        import_module("ftfy.bad_codecs")  # registers the codec; loaded only where text looks damaged
        try:
            char = match.group().encode("sloppy-windows-1252").decode("utf-8")
        except UnicodeError:
            continue
        if len(char) == 1 and char.isprintable():
            yield match.start(), match.end(), char


def _edited(
    points: NDArray[np.uint32],
    starts: NDArray[np.int32],
    ends: NDArray[np.int32],
    edits: list[tuple[int, int, str]],
) -> Mapped:
    """Puts each edit's characters in place of its span; every one of them maps back to the whole span."""
    import numpy as np

    kept = np.ones(len(points), dtype=bool)
    new_points, new_starts, new_ends = points.copy(), starts.copy(), ends.copy()
    for (
        start,
        end,
        chars,
    ) in edits:  # an entity is always longer than what it stands for
        kept[start + len(chars) : end] = False
        new_points[start : start + len(chars)] = [ord(char) for char in chars]
        new_starts[start : start + len(chars)] = starts[start]
        new_ends[start : start + len(chars)] = ends[end - 1]
    return new_points[kept], new_starts[kept], new_ends[kept]


# Disguised letters ----------------------------------------------------------------------------------------------------

_CONFUSABLE = str.maketrans(CONFUSABLES)
_LEET = str.maketrans(LEETS)
_WORD = re.compile(r"[^\W_]+")
_LEET_WORD = re.compile(r"[a-z0-9@$!]+")
_LONG_NUMBER = re.compile(r"\d{3}")


def _mixed(coded: NDArray[np.uint32], sign: int) -> list[int]:
    """Where a Latin letter stands next to a sign that may stand for one."""
    import numpy as np

    latin, signs = coded & np.uint32(LATIN) != 0, coded & np.uint32(sign) != 0
    beside = (latin[:-1] & signs[1:]) | (signs[:-1] & latin[1:])
    places: list[int] = np.flatnonzero(beside).tolist()
    return places


def _replaced(text: str, word: re.Pattern[str], places: list[int], mend: Callable[[str], str]) -> str:
    """Mends the words around ``places`` (ascending); words keep their length."""
    parts: list[str] = []
    done = 0
    for place in places:
        if place < done:
            continue
        start = place
        while start > done and place - start <= _LONGEST_WORD and word.match(text, start - 1):
            start -= 1
        found = word.match(text, start)
        if found is None:
            continue
        parts += (text[done:start], mend(found.group()))
        done = found.end()
    return "".join((*parts, text[done:])) if parts else text


def _without_confusables(word: str) -> str:
    return word if len(word) > _LONGEST_WORD else word.translate(_CONFUSABLE)


def _without_leet(word: str) -> str:
    """``c4s1n0`` but not ``covid-19``, ``h264`` or ``vx13800``: letters at least as many as signs, no long number."""
    body = word.rstrip("!")
    letters = sum(map(str.isalpha, body))
    if len(body) > _LONGEST_WORD or letters < 2 or 2 * letters < len(body) or _LONG_NUMBER.search(body):  # noqa: PLR2004  # two letters make a word
        return word
    return body.translate(_LEET) + word[len(body) :]
