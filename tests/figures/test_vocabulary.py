from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.figures.vocabulary import Terms, vocabulary

BOATS = Terms([("boat", ["渔船"], ["fishing boat"]), ("ship", ["船"], ["ship"]), ("sale", ["销售额"], ["sales"])])


def test_the_longest_term_wins() -> None:
    assert [term.ids for term in BOATS.find("一艘渔船", 0, 4)] == [("boat",)]


def test_latin_terms_match_singular_plural_and_possessive() -> None:
    text = "Two fishing boats and the ship's crew"
    assert [text[t.start : t.end] for t in BOATS.find(text, 0, len(text))] == ["fishing boats", "ship's"]


def test_a_latin_term_is_a_whole_word() -> None:
    assert BOATS.find("membership", 0, 10) == ()


@given(st.text("渔船销售额 shipboatfng's", max_size=40))
def test_terms_lie_in_the_text_in_order(text: str) -> None:
    starts = [term.start for term in BOATS.find(text, 0, len(text))]
    assert starts == sorted(starts)
    assert all(0 <= t.start < t.end <= len(text) for t in BOATS.find(text, 0, len(text)))


def test_both_languages_lead_to_one_head() -> None:
    terms = vocabulary().head_terms
    zh, en = terms.find("地区生产总值", 0, 6), terms.find("gross domestic product", 0, 22)
    assert zh[0].ids[0] == en[0].ids[0] == "gdp"


def test_what_bounds_a_head_is_a_head() -> None:
    heads = vocabulary().heads
    assert {head.bounded_by for head in heads.values() if head.bounded_by} <= set(heads)
