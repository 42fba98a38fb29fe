"""Finds tables whose columns are parted by blanks: a head, labels at the left, and numbers in every cell beside them.

Two blanks in a row stand in many texts; so every row has to have as many cells, and every cell a number or a dash.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from auditor.model import Span
from auditor.text.lazy import lazy

__all__ = ["aligned"]

_GAP = lazy(r"[ \u3000]{2,}")
_NUMBER = lazy(r"[-−+~≈<>≥≤约(（]?\s?(?:[$€£¥￥]|[A-Z]{3}\s)?\d|[-–—/*]+$|N/?A$|n/?a$|…")
# How a cell beside a label begins, told loosely: a text with fewer than two of them has no table.
_CELL = lazy(r"[ \u3000](?<=\S[ \u3000])[ \u3000]+(?:[-−+~≈<>≥≤约(（$€£¥￥A-Z \u3000]{0,8}\d|[-–—/*…Nn])")
_YEAR = lazy(r"(?:19|20)\d\d(?:年度?|[AEF]|H[12]|Q[1-4])?$")
_MAX_CELLS = 40
_LEAST_ROWS = 3  # a head and two rows: with fewer, two lines with a gap would do


def aligned(text: str) -> Iterator[tuple[tuple[Span, ...], ...]]:
    """The rows of every such table, each as the spans of its cells, the head first; linear in the text."""
    gaps = "  " in text or "\u3000\u3000" in text
    if not gaps or len(list(islice(_CELL.finditer(text), 2))) < _LEAST_ROWS - 1:
        return
    block: list[tuple[Span, ...]] = []
    position = 0
    for line in text.splitlines(keepends=True):
        row = _row(line, position) if "  " in line or "\u3000\u3000" in line else ()
        if len(row) > 1:
            block.append(row)
        else:
            yield from _tables(text, block)
            block = []
        position += len(line)
    yield from _tables(text, block)


def _row(line: str, position: int) -> tuple[Span, ...]:
    """The spans of the cells of a line that begins at ``position``."""
    end, start = len(line.rstrip()), len(line) - len(line.lstrip())
    cells = []
    for gap in islice(_GAP.finditer(line, start, end), _MAX_CELLS):
        cells.append((position + start, position + gap.start()))
        start = gap.end()
    return (*cells, (position + start, position + end)) if start < end else ()


def _tables(text: str, block: Sequence[tuple[Span, ...]]) -> Iterator[tuple[tuple[Span, ...], ...]]:
    """The table that consecutive lines make: the longest run of rows of numbers with a head above it."""
    index = 1
    while index < len(block):
        stop = index
        while stop < len(block) and len(block[stop]) == len(block[index]) and _is_row(text, block[stop]):
            stop += 1
        if stop - index + 1 >= _LEAST_ROWS and (head := _head(text, block[index - 1], len(block[index]))):
            yield (head, *block[index:stop])
        index = max(stop, index) + 1


def _is_row(text: str, row: Sequence[Span]) -> bool:
    """Whether a row is a label and numbers."""
    label, *cells = (text[start:end] for start, end in row)
    return _NUMBER.match(label) is None and all(_NUMBER.match(cell) for cell in cells)


def _head(text: str, row: Sequence[Span], width: int) -> tuple[Span, ...] | None:
    """The cells of a head, with an empty one where the corner above the labels is blank; ``None`` where it is none."""
    if any(_NUMBER.match(text, *span) and not _YEAR.match(text, *span) for span in row):
        return None
    if len(row) == width - 1:
        corner = row[0][0]
        return ((corner, corner), *row)
    return tuple(row) if len(row) == width else None
