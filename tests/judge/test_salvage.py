from __future__ import annotations

from auditor.judge.salvage import KEEP_ONE_COPY, STRIP_SPANS, actions, repaired
from auditor.model import Aspect, Evidence, Finding, Severity


def finding(rule: str, aspect: Aspect, *, located: bool = True) -> Finding:
    evidence = (Evidence("d", "d", 0, 2, "赌场"),) if located else ()
    return Finding(rule, aspect, Severity.MAJOR, 1.0, "m", "r", "信", "改", evidence)


REPEATED = finding("repeated-text", Aspect.ORIGINALITY)
ADVERT = finding("casino-advert", Aspect.SPAM)
CONFLICT = finding("conflicting-figures", Aspect.FIGURES)


def test_repeated_text_is_repaired_by_keeping_one_copy() -> None:
    assert actions([REPEATED]) == (KEEP_ONE_COPY,)


def test_spam_that_can_be_pointed_at_is_repaired_by_stripping_it() -> None:
    assert actions([ADVERT]) == (STRIP_SPANS,)


def test_spam_that_is_everywhere_cannot_be_stripped() -> None:
    everywhere = finding("advert-page", Aspect.SPAM, located=False)
    assert actions([everywhere]) == ()
    assert repaired([everywhere]) == (everywhere,)


def test_no_repair_makes_a_wrong_figure_right() -> None:
    assert actions([CONFLICT]) == ()
    assert repaired([REPEATED, ADVERT, CONFLICT]) == (CONFLICT,)


def test_several_repairs_are_named_in_the_order_in_which_they_are_done() -> None:
    assert actions([ADVERT, CONFLICT, REPEATED]) == (KEEP_ONE_COPY, STRIP_SPANS)
