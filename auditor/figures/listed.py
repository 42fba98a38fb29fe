"""Adds up the parts of a list in running text that ends in its own total: "12 in Leeds, 30 in Hull and 8 in York, 55 in all".

Only what can be nothing but a sum: one sentence, one measure, every part a plain number, nothing before the list that it might
go on from, and words that call the last number the sum of those before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from auditor.figures.figure import Figure
from auditor.figures.quantities import Quantity
from auditor.figures.stated import operand
from auditor.figures.statement import Statement
from auditor.figures.sumcheck import added, far, plain_amount, slack_of

__all__ = ["listed_totals"]

_LEAST, _MOST = 2, 12  # parts
_REACH = 60  # characters before the first part in which its clause begins
_GAP = 80  # characters between two parts
_WORD = r"[A-Za-z][A-Za-z'’-]*"
_NOT = r"(?!(?:with|including|includes|of|per|over|each|than|against|or|from|to|but|plus|another|other|others|rest)\b)"
# "12 in Leeds, 30 …", "12 primary, 30 lower and …"; 小学12所、初中30所和…
_JOINT = re.compile(
    rf"(?:\s{_NOT}{_WORD}){{0,4}}(?:,|\sand|,\sand)\s(?:{_NOT}{_WORD}\s){{0,2}}"
    r"|[\u4e00-\u9fff]{0,6}[、和与及][\u4e00-\u9fff]{1,8}"
)
_OTHERS = re.compile(r"其他|其它|其余|等|约|近|余|不含|另|还|比|占|每|平均")
_SUM_BEFORE = re.compile(
    rf"(?:\s{_NOT}{_WORD}){{0,4}},?\s(?:for\sa\s(?:grand\s)?total\sof|a\stotal\sof|making\sa\stotal\sof)\s|[\u4e00-\u9fff]{{0,6}}[，,](?:合计|共计|总计|一共|总共|共)"
)
_SUM_AFTER = re.compile(r"\s(?:(?P<noun>[a-z]+)\s)?(?:in all|in total|altogether|all told)\b")
_BARE_JOINT = re.compile(rf"(?:\s{_NOT}{_WORD}){{0,4}}(?:,|\s[-–—])\s")
_END = re.compile(r"\s?(?:[。，；,.;）)]|$)")
_BEGINS = re.compile(r"[。！？!?；;：:\n]|\.\s")
# What a list may go on from: another part, or an amount that has no number.
_GOES_ON = re.compile(
    r"、|,|，|\band\b|和|及|\b(?:plus|with|besides|apart|addition|alongside|top)\b|另|外加|除|此外", re.IGNORECASE
)
_DATE = re.compile(
    r"(?:\bin|\bby|\bfor|\blast|\bthis)?\s?(?:\d{4}|year|month|week|quarter)[^,，]{0,8}[,，]|\d{4}年[^,，]{0,6}[,，]",
    re.IGNORECASE,
)


def listed_totals(
    text: str, figures: Sequence[Figure], said: Mapping[int, Statement], offset: int
) -> Iterator[Statement]:
    """What the parts before a total come to, as statements of kind ``total``: its operands are the total, then the parts."""
    for index, own in said.items():
        total = figures[index].quantity
        if own.value is None or own.kind != "level" or not plain_amount(total) or not _is_sum(text, figures, index):
            continue
        parts = _parts(text, figures, index)
        found = [part.quantity for part in parts]
        if len(found) < _LEAST or not _begins(text, found[0]):
            continue
        value, slack = added(found), slack_of([*found, total])
        if abs(value - own.value) <= slack or far(value, own.value):
            continue
        operands = tuple(operand(text, q.start, q.end, offset) for q in found)
        yield replace(
            own, kind="total", value=value, low=value - slack, high=value + slack, formula="sum(list)",
            operands=(*own.operands, *operands),
        )  # fmt: skip


def _is_sum(text: str, figures: Sequence[Figure], index: int) -> bool:
    """Whether words call a figure the sum of those before it, and it is of nothing else."""
    if index < _LEAST:
        return False
    before, total = figures[index - 1].quantity, figures[index].quantity
    if total.start - before.end > _GAP:
        return False
    between = text[before.end : total.start]
    if _SUM_BEFORE.fullmatch(between):
        return _END.match(text, total.end) is not None
    after = _SUM_AFTER.match(text, total.end)
    if after is None or not _BARE_JOINT.fullmatch(between):
        return False
    return after["noun"] in {None, "people", "persons"} or f" {after['noun']}" in between


def _parts(text: str, figures: Sequence[Figure], index: int) -> list[Figure]:
    """The plain amounts before a total that list joints tie together, in order; none where one of them is not plain."""
    total, parts = figures[index].quantity, [figures[index - 1]]
    while len(parts) < _MOST and (at := index - len(parts) - 1) >= 0:
        between = text[figures[at].quantity.end : parts[0].quantity.start][: _GAP + 1]
        if len(between) > _GAP or not _JOINT.fullmatch(between) or _OTHERS.search(between):
            break
        parts.insert(0, figures[at])
    alike = all(
        plain_amount(part.quantity) and _measure(text, part.quantity) == _measure(text, total) for part in parts
    )
    return parts if alike else []


def _measure(text: str, quantity: Quantity) -> tuple[str, str | None, str]:
    """What an amount is measured in; a Chinese count by its measure word, for rooms and beds are counted apart."""
    last = text[quantity.end - 1]
    counter = last if "\u4e00" <= last <= "\u9fff" else ""
    unit = None if quantity.dimension in {"count", "other"} else quantity.unit
    return "count" if unit is None else quantity.dimension, unit, counter


def _begins(text: str, first: Quantity) -> bool:
    """Whether nothing stands before the first part from which the list might go on."""
    before = _BEGINS.split(text[max(0, first.start - _REACH) : first.start])[-1]
    before = _DATE.sub(" ", before)
    return _GOES_ON.search(before) is None and _OTHERS.search(before) is None
