"""Judges two statements of different articles: amounts with amounts, rates with rates, growths with growths."""

from __future__ import annotations

from auditor.figures.judgement import Judgement, ratio_of
from auditor.figures.keys import keys
from auditor.figures.levels import judge_levels, judge_sum
from auditor.figures.rates import judge_growths, judge_rates
from auditor.figures.statement import Statement

__all__ = ["Judgement", "judge", "keys", "ratio_of"]

_JUDGES = {"level": judge_levels, "rate": judge_rates, "growth": judge_growths}


def judge(a: Statement, b: Statement) -> Judgement | None:
    """What two statements of different articles have to do with each other; ``None`` for nothing."""
    if a.kind != b.kind:
        kinds = (a.kind, b.kind)
        return judge_sum(a, b) if kinds == ("sum", "level") else judge_sum(b, a) if kinds == ("level", "sum") else None
    return _JUDGES[a.kind](a, b) if a.part == b.part and a.kind in _JUDGES else None
