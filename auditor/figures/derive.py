"""What figures say and imply: part ÷ share = the whole, two levels = a growth rate, level and growth = the level before.

Everything implied is computed when a document is examined and posted under what it is about, so that two documents meet
there though neither states it. Each derived statement keeps its operands and prints from its formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Context, localcontext

from auditor.figures.asides import aside
from auditor.figures.averages import averages
from auditor.figures.changes import doubled, led_to, previous_levels, rates, steps, yearly_rate
from auditor.figures.content import FIGURE
from auditor.figures.figure import Figure, Origin
from auditor.figures.listed import listed_totals
from auditor.figures.mended import mended
from auditor.figures.named import beside
from auditor.figures.portions import portions
from auditor.figures.rollups import rolled_up
from auditor.figures.shares import excesses, parts, wholes
from auditor.figures.stated import DEFAULT_GROWTH_METRIC, stated
from auditor.figures.statement import Statement
from auditor.figures.sums import sums
from auditor.figures.totals import totals

__all__ = ["DEFAULT_GROWTH_METRIC", "statements", "yearly_rate"]

# Twenty-eight digits are more than any text means; the exponents are bounded so that nothing overflows.
_ARITHMETIC = Context(prec=28, Emax=10_000, Emin=-10_000)


def statements(
    text: str, figures: Sequence[Figure], offset: int = 0, title: str | None = None
) -> tuple[Statement, ...]:
    """All statements of one article; operand spans count from the start of the page (``offset`` is the article's)."""
    with localcontext(_ARITHMETIC):
        said = {i: s for i, figure in enumerate(figures) if (s := stated(text, figure, offset)) is not None}
        for index, level in said.items():
            if (
                (level.place is None or figures[index].place.origin is Origin.INHERITED)
                and level.dated
                and level.kind == "level"
            ):
                said[index] = replace(level, about=beside(text, figures[index].quantity.start, title))
        for index in range(len(figures) - 1):
            # "The number of midwives rose 10 % to 1,320": the level's own clause begins before the growth.
            if index + 1 in said and led_to(text, figures, index):
                level, before = said[index + 1], mended(text, figures[index]).replace(FIGURE, " ")
                said[index + 1] = replace(level, context=f"{before} {level.context}")
        for figure in figures:
            if figure.whole and figure.whole.place is None and figure.whole.part in said:
                said[figure.whole.part] = replace(said[figure.whole.part], part=True)
        implied = [
            *wholes(text, figures, said, offset),
            *parts(text, figures, said, offset),
            *excesses(text, figures, said),
            *previous_levels(text, figures, said, offset),
            *doubled(text, figures, said, offset),
            *sums(said.values()),
            *averages(said.values()),
            *steps(text, figures, said, offset),
            *totals(text, figures, said, offset),
            *listed_totals(text, figures, said, offset),
            *rates(said.values()),
            *rolled_up(text, said.values(), offset),
            *portions(text, figures, offset),
        ]
        # One figure alone shows no event.
        asides = (aside(text, figure, offset) for i, figure in enumerate(figures) if len(figures) > 1 and i not in said)
        return (*said.values(), *implied, *filter(None, asides))
