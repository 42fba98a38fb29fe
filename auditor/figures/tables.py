"""Reads tables in text (Markdown pipes, rows parted by tabs, columns parted by blanks): which cells are numbers, and in what unit.

A bare number in a cell is measured by the unit of its column's head, else of its row's label, else of the line above
the table (单位：万元; "in millions of dollars").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from auditor.figures.aligned import aligned
from auditor.figures.quantities import Quantity
from auditor.model import Span
from auditor.text.lazy import lazy

__all__ = ["Cell", "Table", "measured", "tables", "unitless"]

_CAPTION_LINES = 3  # lines above a table that may name its unit
_CAPTION_WIDTH = 60  # characters of such a line; a longer one is a sentence of the text
_CAPTION = 400  # characters above a table in which those lines stand
_MAX_CELLS = 40  # columns that are told apart
_RULE = lazy(r"[\s|:+=-]+")
_UNIT_LINE = lazy(
    r"(?:计量)?单位\s?[:：]\s?(?P<han>[^\s，。;；|）)]{1,12})|\((?:in|all figures in|amounts in|unit:)\s(?P<latin>[A-Za-z$€£¥ ]{1,40})\)|\bin (?P<of>(?:millions|billions|thousands) of [A-Za-z.$ ]{1,24})",
    re.IGNORECASE,
)
_OWN_UNIT = lazy(r"[(（\[](?P<in>[^()（）\[\]]{1,24})[)）\]]\s*$|[,，/]\s?(?P<after>[^,，/\s]{1,12})\s*$")
_OF_SCALE = lazy(r"(?P<scale>million|billion|thousand)s?(?: of)?\s(?P<what>[A-Za-z.$ ]{2,24})", re.IGNORECASE)
_SIGN_FIRST = lazy(
    r"(?P<sign>(?:US|HK|NT|A|C|S)?[$€£¥￥₹]|RMB|CNY|USD|EUR|GBP|HKD|JPY)\s?(?P<scale>million|billion|thousand|m|bn|mn|k)?",
    re.IGNORECASE,
)
_SCALES = {"m": "million", "mn": "million", "bn": "billion", "k": "thousand"}
_GROWTH = lazy(r"增长|增速|同比|环比|增幅|涨幅|涨跌|变动|change|growth|yoy|y/y|increase|variation", re.IGNORECASE)
_BARE = frozenset({"other", "count", "money", "share"})

Reader = Callable[[str], Sequence[Quantity]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its row and column, and its span in the text."""

    row: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its cells in order of the text, its head and labels as texts, and the lines above it."""

    span: Span
    cells: tuple[Cell, ...]
    heads: tuple[str, ...]
    labels: tuple[str, ...]
    caption: str

    def at(self, position: int) -> Cell | None:
        """The cell around a position, if it is no head and no label."""
        index = bisect_right(self.cells, position, key=_start) - 1
        cell = self.cells[index] if index >= 0 else None
        return cell if cell and position < cell.end and cell.row > 0 and cell.column > 0 else None

    def said(self, cell: Cell) -> str:
        """The head of a cell's column and the label of its row."""
        head = self.heads[cell.column] if cell.column < len(self.heads) else ""
        return f"{head} {self.labels[cell.row]}"


def _start(cell: Cell) -> int:
    return cell.start


def tables(text: str) -> tuple[Table, ...]:
    """The tables of a text, in order; linear in its length."""
    found: list[Table] = []
    for mark in "|\t":
        if mark in text:
            found.extend(_tables(text, mark))
    found.extend(_of_rows(text, rows) for rows in aligned(text))
    return tuple(sorted(found, key=lambda table: table.span))


def _tables(text: str, mark: str) -> Iterator[Table]:
    block: list[tuple[int, int]] = []
    position = 0
    for line in text.splitlines(keepends=True):
        end = position + len(line)
        if line.count(mark) >= (1 if mark == "\t" else 2):
            block.append((position, position + len(line.rstrip())))
        elif block:
            if table := _table(text, block, mark):
                yield table
            block = []
        position = end
    if block and (table := _table(text, block, mark)):
        yield table


def _table(text: str, lines: Sequence[Span], mark: str) -> Table | None:
    """The table of consecutive lines: a head row, a label column, and cells beside them."""
    rows = [line for line in lines if not _RULE.fullmatch(text, *line)]
    if len(rows) < 2:  # noqa: PLR2004  # a head and a row
        return None
    return _of_rows(text, [tuple(_cells(text, line, mark)) for line in rows], start=lines[0][0], end=lines[-1][1])


def _of_rows(text: str, rows: Sequence[Sequence[Span]], start: int | None = None, end: int | None = None) -> Table:
    """The table of rows of cells; it spans them, or from ``start`` to ``end`` where rules stand around them."""
    cells = [Cell(number, column, *span) for number, row in enumerate(rows) for column, span in enumerate(row)]
    heads = [text[cell.start : cell.end].strip() for cell in cells if cell.row == 0]
    labels = ["" for _ in rows]
    for cell in cells:
        if cell.column == 0:
            labels[cell.row] = text[cell.start : cell.end].strip()
    first, last = cells[0].start if start is None else start, cells[-1].end if end is None else end
    return Table((first, last), tuple(cells), tuple(heads), tuple(labels), _caption(text, first))


def _cells(text: str, line: Span, mark: str) -> Iterator[Span]:
    start, end = line
    if mark == "|":
        start += text[start:end].startswith("|")
        end -= text[start:end].endswith("|")
    for _ in range(_MAX_CELLS):
        stop = text.find(mark, start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        if stop >= end:
            return
        start = stop + 1


def _caption(text: str, start: int) -> str:
    lines = [line.strip() for line in text[max(0, start - _CAPTION) : start].splitlines() if line.strip()]
    return "\n".join(line for line in lines[-_CAPTION_LINES:] if len(line) <= _CAPTION_WIDTH)


def unitless(words: str) -> str:
    """A head or label without its unit."""
    match = _OWN_UNIT.search(words)
    return words[: match.start()].strip() if match else words


def measured(text: str, quantities: Sequence[Quantity], read: Reader) -> tuple[Quantity, ...]:
    """The quantities with bare numbers in cells measured by the units of their tables; ``read`` reads a sample."""
    found = list(quantities)
    starts = [quantity.start for quantity in found]
    for table in tables(text):
        inside = range(bisect_left(starts, table.span[0]), bisect_left(starts, table.span[1]))
        if not inside:
            continue
        units = _Units(table, read)
        for index in inside:
            quantity = found[index]
            cell = table.at(quantity.start)
            if cell is None or text[cell.start : cell.end].strip() != text[quantity.start : quantity.end].strip():
                continue
            if quantity.unit is None and quantity.dimension in _BARE:
                found[index] = units.applied(quantity, cell)
            elif quantity.dimension == "share" and _GROWTH.search(table.said(cell)):
                found[index] = replace(quantity, dimension="growth")
    return tuple(found)


class _Units:
    """The units of a table, each read once: of its columns, its rows and of all of it."""

    def __init__(self, table: Table, read: Reader) -> None:
        self._read = read
        self._table = table
        self._columns = [self._of(head) for head in table.heads]
        self._rows: dict[int, Quantity | None] = {}
        above = _UNIT_LINE.search(table.caption)
        self._all = self._sample(above["han"] or above["latin"] or above["of"]) if above else None

    def applied(self, quantity: Quantity, cell: Cell) -> Quantity:
        """The quantity in the unit of its cell, as it is where the table names none."""
        head = self._columns[cell.column] if cell.column < len(self._columns) else None
        if head is None and cell.row not in self._rows:
            self._rows[cell.row] = self._of(self._table.labels[cell.row])
        sample = head or self._rows.get(cell.row) or self._all
        if sample is None or sample.value is None or quantity.value is None:
            return quantity
        dimension = sample.dimension
        if dimension == "share" and _GROWTH.search(self._table.said(cell)):
            dimension = "growth"
        times = sample.value
        ends = [None if end is None else end * times for end in (quantity.low, quantity.high)]
        return replace(
            quantity, value=quantity.value * times, low=ends[0], high=ends[1], step=quantity.step * times,
            dimension=dimension, unit=sample.unit, currency=sample.currency,
        )  # fmt: skip

    def _of(self, words: str) -> Quantity | None:
        match = _OWN_UNIT.search(words)
        return self._sample(match["in"] or match["after"]) if match else None

    def _sample(self, unit: str) -> Quantity | None:
        """One of the unit, as a quantity."""
        unit = unit.strip()
        if match := _OF_SCALE.fullmatch(unit):
            unit = f"{match['scale']} {match['what']}"
        sign = _SIGN_FIRST.fullmatch(unit)
        scale = (sign["scale"] or "").lower() if sign else ""
        text = (
            f"{sign['sign']}1 {_SCALES.get(scale, scale)}".strip()
            if sign
            else f"1{unit}"
            if unit[0] >= "\u4e00" or unit[0] in "%％‰"
            else f"1 {unit}"
        )
        read = self._read(text)
        whole = len(read) == 1 and read[0].unit is not None and read[0].end == len(text)
        return read[0] if whole else None
