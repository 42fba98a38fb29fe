"""Adds up the rows of a table that ends in a total, where its parts are all told and do not come to it.

A table may list only its largest rows, or a row and what is in it. So a column is held against its total only where the
table shows that its rows are all there: another column adds up, or a row tells of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from auditor.figures.figure import Figure
from auditor.figures.stated import operand
from auditor.figures.statement import Statement
from auditor.figures.sumcheck import added, far, plain_amount, slack_of
from auditor.figures.tables import Table, tables

__all__ = ["totals"]

_Column = tuple[int, tuple[int, ...]]
"""The index of the figure that is a total, and those of its parts."""

_TOTAL = re.compile(
    r"(?:合\s*计|总\s*计|共\s*计|总\s*额|总\s*数|全[市省国县区]合?计?)|(?:grand |overall )?(?:total|sum)s?",
    re.IGNORECASE,
)
_REST = re.compile(r"其他|其它|其余|\bothers?\b|\brest\b|\bremaind", re.IGNORECASE)
# A row that holds others or is no part, and a column that does not add up.
_NO_PART = re.compile(
    r"其中|小计|分计|平均|均值|同比|环比|占比|增速|合\s*计|总\s*计|subtotal|of which|average|\bmean\b|median|change|growth|total|[%％]",
    re.IGNORECASE,
)
_NO_SUM = re.compile(
    r"率|比|均|指数|排名|名次|单价|价格|年龄|增|[%％]|\brate|ratio|average|\bmean\b|\bper\b|index|rank|price|\bage\b|change|growth",
    re.IGNORECASE,
)
_LEAST_PARTS = 2


def totals(text: str, figures: Sequence[Figure], said: Mapping[int, Statement], offset: int) -> Iterator[Statement]:
    """What the parts of a total come to, as statements of kind ``total``: its operands are the total, then the parts."""
    for table in tables(text) if figures else ():
        columns = [column for index in range(1, len(table.heads)) if (column := _column(table, index, figures))]
        wrong = [column for column in columns if not _adds_up(figures, *column)]
        rest = any(_REST.search(label) for label in table.labels)
        # All rows are there: most columns add up, or one row of a single column is the rest.
        if len(wrong) < len(columns) or (rest and len(columns) == 1):
            yield from (found for column in wrong if (found := _sum(text, figures, said, column, offset)))


def _sum(
    text: str, figures: Sequence[Figure], said: Mapping[int, Statement], column: _Column, offset: int
) -> Statement | None:
    """What the parts of a column come to; ``None`` where the total states nothing, or is far from being one of theirs."""
    own, found = said.get(column[0]), [figures[index].quantity for index in column[1]]
    if own is None or own.value is None:
        return None
    value, slack = added(found), slack_of(found)
    if far(value, own.value):
        return None
    parts = tuple(operand(text, q.start, q.end, offset) for q in found)
    return replace(
        own, kind="total", value=value, low=value - slack, high=value + slack, formula="sum(parts)",
        operands=(*own.operands, *parts),
    )  # fmt: skip


def _column(table: Table, column: int, figures: Sequence[Figure]) -> _Column | None:
    """The indices of the total and of the parts of a column; ``None`` where it is no plain column of one measure."""
    last = len(table.labels) - 1
    labels = table.labels[1:last]
    if (
        len(labels) < _LEAST_PARTS
        or _TOTAL.fullmatch(table.labels[last]) is None
        or _NO_SUM.search(table.heads[column])
    ):
        return None
    if len(set(labels)) < len(labels) or any(not label or _NO_PART.search(label) for label in labels):
        return None
    by_row: dict[int, list[int]] = {}
    for index, figure in enumerate(figures):
        inside = table.span[0] <= figure.quantity.start < table.span[1]
        cell = table.at(figure.quantity.start) if inside else None
        if cell and cell.column == column:
            by_row.setdefault(cell.row, []).append(index)
    rows = [by_row.get(row, []) for row in range(1, last + 1)]
    if any(len(row) != 1 for row in rows):
        return None
    found = [figures[row[0]].quantity for row in rows]
    if any(not plain_amount(q) or (q.dimension, q.unit) != (found[0].dimension, found[0].unit) for q in found):
        return None
    return rows[-1][0], tuple(row[0] for row in rows[:-1])


def _adds_up(figures: Sequence[Figure], whole: int, parts: Sequence[int]) -> bool:
    total, found = figures[whole].quantity, [figures[index].quantity for index in parts]
    return total.value is not None and abs(added(found) - total.value) <= slack_of([*found, total])
