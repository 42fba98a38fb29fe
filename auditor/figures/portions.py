"""Shares of one whole that come to more than the whole: "58 % were men and 52 % women", "45 % ..., 38 % ..., the other 29 % ...".

Shares in a row are mostly of several wholes, or of groups that overlap. They are only added up where the words leave no doubt
that no thing is counted twice: kinds that exclude each other (the sexes, ages, places side by side), or a last share that is
called the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, groupby, pairwise
from typing import NamedTuple

from auditor.figures.exclusive import Kind, exclude, kind_of
from auditor.figures.figure import Figure
from auditor.figures.interval import of_quantity
from auditor.figures.quantities import Quantity
from auditor.figures.stated import operand
from auditor.figures.statement import Statement
from auditor.figures.tables import Table, tables

__all__ = ["portions"]

# What the roundings of a long list may add; beyond it nobody calls it rounding.
_CLEARLY = Decimal("1.02")
_REACH = 60  # characters between two shares of one list, and before the first
_LEAST, _MOST = 2, 40  # shares of a whole
_STOP = re.compile(r"[。！？!?；;\n]|\.(?:\s|\Z)")
# Other amounts, other times and other wholes between two shares; who may give several answers; what only looks like a share.
_APART = re.compile(
    r"其中|当中|同比|环比|增长|下降|提高|上升|去年|上年|年|月份|多选|均|股权|股份|持股|"
    r"\b(?:of (?:which|whom|these|those|them)|up|down|rose|fell|from \d|year|years|month|while|whereas|compared|against|stake|multiple|also)\b",
    re.IGNORECASE,
)
_ZH_SHARE = r"(?:的?(?:占比|比例|比重|份额)|占)(?:了|总[数量额]的?|全部的?)?(?:约?为|达到?|约|近|超过?|超|是)?\s?\Z"
_ZH = re.compile(rf"(?:\A|[，、,：:]|以?及|[和与而])(?P<what>[^，、,：:]{{1,20}}?){_ZH_SHARE}")
_ZH_EACH = re.compile(
    r"(?:\A|[，,：:]|其中)(?P<names>[^，,：:]{3,60}?)(?:分别|依次|各)(?:占(?:比|总[数量额]的?)?|为)(?:为|约)?\s?\Z"
)
_EN_EACH = re.compile(r"(?P<names>[A-Z][A-Za-z ,’'-]{3,60}?) (?:accounted for|made up) \Z")
_EACH = re.compile(r"\brespectively\b")
_JOINT = re.compile(r"\s?(?:[、，,]|以?及|[和与])\s?|,? and |, ")
_IN = re.compile(r".*(?:中|里|内|的)(?=.)")
_EN_AFTER = re.compile(
    r"(?P<whole> of (?:the |all |its |their )?[a-z]+(?: [a-z]+){0,2}?)?(?P<verb> (?:were|are|was|is|came|come|comes|hailed|hail))?"
    r" (?P<what>(?:from |aged )?[A-Za-z0-9][A-Za-z0-9 ’'-]{1,30}?)(?:,? and |[,.]|\s?\Z)"
)
_EN_BEFORE = re.compile(
    r"(?:\A|.*, |.*\b(?:and|with) )(?P<what>[A-Za-z][A-Za-z ’'-]{1,30}?)(?P<verb> (?:accounted for|made up|accounting for|making up))?(?: for| with)? \Z",
    re.IGNORECASE,
)
_REST = re.compile(
    r"(?:其余|余下|剩余|剩下)(?:的|[^，、,。占为]{0,6}占|占|[^，、,。占为]{0,6}为|为[^，、,。占]{1,10}[，,]占|为)?\s?\Z|\b[Tt]he (?:remaining|other|rest,) \Z"
)
_ZH_OF = re.compile(r"占(?!比|总|全部|约|近|超|了|达)[^，、,占]{1,12}\Z|[率股]")
_EN_OF = re.compile(r"\A of (?!them\b)")
_SHARES = re.compile(
    r"占比|比重|构成|份额|\bshare\b|% of (?:the )?total|per ?cent(?:age)? of (?:the )?total", re.IGNORECASE
)
_TOTAL = re.compile(r"合\s*计|总\s*计|共\s*计|(?:grand )?total|sum", re.IGNORECASE)
_NO_PART = re.compile(r"其中|小计|分计|of which|subtotal|including", re.IGNORECASE)


class _Share(NamedTuple):
    """A share with the words before it, to the share or the sentence before, and those behind it."""

    quantity: Quantity
    before: str
    after: str


def portions(text: str, figures: Sequence[Figure], offset: int) -> Iterator[Statement]:
    """What shares of one whole come to, as statements of kind ``portions``, where that is clearly more than the whole."""
    shares = [
        f.quantity for f in figures if f.quantity.dimension == "share" and f.quantity.value and f.quantity.value < 1
    ]
    if len(shares) < _LEAST or not _much(shares):
        return
    for run in _runs(text, shares):
        yield from (_sum(text, found, offset) for found in (*_by_kinds(run), *_with_rest(run)) if _much(found))
    if any(f.quantity.dimension == "share" and f.quantity.value == 1 for f in figures):
        for table in tables(text):
            yield from (_sum(text, found, offset) for found in _columns(table, figures) if _much(found))


def _much(found: Sequence[Quantity]) -> bool:
    return sum((of_quantity(q).low or Decimal(0) for q in found), Decimal(0)) > _CLEARLY


def _sum(text: str, found: Sequence[Quantity], offset: int) -> Statement:
    ends = [of_quantity(q) for q in found]
    return Statement(
        kind="portions", head="", modifiers=(), behaviour="rate", subject=None, place=None, unit="ratio", status="actual",
        value=sum((q.value for q in found if q.value is not None), Decimal(0)),
        low=sum((end.low for end in ends if end.low is not None), Decimal(0)), high=None, first=None, last=None,
        operands=tuple(operand(text, q.start, q.end, offset) for q in found), formula="sum(shares)",
    )  # fmt: skip


def _runs(text: str, shares: Sequence[Quantity]) -> Iterator[list[_Share]]:
    """Shares in a row: of one sentence, near each other, with nothing between that parts them."""
    run: list[Quantity] = []
    for quantity in shares:
        if run and not _beside(text[run[-1].end : quantity.start]):
            yield _read(text, run)
            run = []
        run.append(quantity)
    yield _read(text, run)


def _beside(between: str) -> bool:
    return len(between) <= _REACH and not _STOP.search(between) and not _APART.search(between)


def _read(text: str, run: Sequence[Quantity]) -> list[_Share]:
    first, last = run[0], run[-1]
    before = _STOP.split(text[max(0, first.start - _REACH) : first.start])[-1].lstrip()
    stop = _STOP.search(text, last.end, last.end + _REACH)
    after = text[last.end : stop.start() if stop else last.end + _REACH]
    cuts = [before, *(text[a.end : b.start] for a, b in pairwise(run)), after]
    return [_Share(quantity, cuts[i], cuts[i + 1]) for i, quantity in enumerate(run)]


def _by_kinds(run: Sequence[_Share]) -> Iterator[list[Quantity]]:
    """The shares of a run whose kinds are of one family and exclude each other, as many in a row as there are."""
    kinds = _one_to_one(run) or [_kind(share, first=i == 0) for i, share in enumerate(run)]
    paired = list(zip(run, kinds, strict=True))
    for family, group in groupby(paired, key=lambda pair: pair[1] and pair[1].family):
        found = list(group)
        if family and _LEAST <= len(found) <= _MOST and all(
            exclude(a, b) for (_, a), (_, b) in combinations(found, 2) if a is not None and b is not None
        ):  # fmt: skip
            yield [share.quantity for share, _ in found]


def _one_to_one(run: Sequence[_Share]) -> list[Kind | None]:
    """The kinds of "男性、女性分别占58%、52%"; none where the names are not as many as the shares."""
    match = _ZH_EACH.search(run[0].before) or (_EACH.search(run[-1].after) and _EN_EACH.match(run[0].before))
    if not match or any(not _JOINT.fullmatch(share.before) for share in run[1:]):
        return []
    names = _JOINT.split(match["names"])
    return [kind_of(name) for name in (_IN.sub("", names[0]), *names[1:])] if len(names) == len(run) else []


def _kind(share: _Share, *, first: bool) -> Kind | None:
    """What a share is said to be of; only the first may name the whole that all are of."""
    if match := _ZH.search(share.before):
        return kind_of(match["what"]) or (kind_of(_IN.sub("", match["what"])) if first else None)
    if not first and _EN_OF.match(share.after):
        return None
    after = _EN_AFTER.match(share.after)
    if after and (after["verb"] or not first) and (found := kind_of(after["what"])):
        return found
    before = _EN_BEFORE.match(share.before)
    return kind_of(before["what"]) if before and (before["verb"] or not first) else None


def _with_rest(run: Sequence[_Share]) -> Iterator[list[Quantity]]:
    """The shares of a run up to the one that is called the rest, where the sentence begins with them."""
    for index, share in enumerate(run[1:], start=1):
        if _REST.search(share.before):
            listed = run[: index + 1]
            if not any(_ZH_OF.search(one.before) or _APART.search(one.before) for one in listed) and not any(
                _EN_OF.match(one.after) for one in listed[1:]
            ):
                yield [one.quantity for one in listed]
            return


def _columns(table: Table, figures: Sequence[Figure]) -> Iterator[list[Quantity]]:
    """The parts of each column of shares that ends in a total of 100 %."""
    last = len(table.labels) - 1
    if not _TOTAL.fullmatch(table.labels[last]) or any(_NO_PART.search(label) for label in table.labels):
        return
    placed = [
        (cell, f.quantity) for f in figures if (cell := table.at(f.quantity.start)) and _inside(table, f.quantity)
    ]
    for column, head in enumerate(table.heads):
        found = [quantity for cell, quantity in placed if cell.column == column]
        if len(found) == last and _SHARES.search(head) and found[-1].value == 1 and all(
            quantity.dimension == "share" for quantity in found
        ):  # fmt: skip
            yield found[:-1]


def _inside(table: Table, quantity: Quantity) -> bool:
    return table.span[0] <= quantity.start < table.span[1]
