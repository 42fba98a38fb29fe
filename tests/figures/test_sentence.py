from __future__ import annotations

from auditor.figures.context import Context
from auditor.figures.quantities import Scan
from auditor.figures.scan import scan
from auditor.figures.sentence import distance, read_sentence

NOWHERE = Context("", Scan((), ()))


def test_the_longer_of_two_overlapping_times_is_meant() -> None:
    text = "In the year to March 2025 sales were 3 million euros."
    sentence = read_sentence(text, (0, len(text)), (), scan(text), NOWHERE, None)
    assert [dated.period.iso for dated in sentence.dates] == ["2024-04/2025-03"]


def test_national_is_the_country_of_the_place_beside_it() -> None:
    text = "法国全国有葡萄园80万公顷。"
    sentence = read_sentence(text, (0, len(text)), (), Scan((), ()), NOWHERE, None)
    assert {mention.place for mention in sentence.places} == {"France"}


def test_a_clause_between_a_term_and_a_figure_makes_it_farther() -> None:
    text = "产值增长，其中出口5亿元"
    sentence = read_sentence(text, (0, len(text)), (0,), scan(text), NOWHERE, None)
    (quantity,) = scan(text).quantities
    assert distance(sentence, quantity, 0, 2) > quantity.start
