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


def test_a_term_does_not_begin_with_the_year_of_a_date() -> None:
    grown = Terms([("crop", ["年产"], []), ("value", ["产值"], [])])
    assert [term.ids for term in grown.find("2024年产值与年产量", 0, 10)] == [("value",), ("crop",)]


def test_an_english_sentence_may_hold_a_sign_of_the_chinese_list() -> None:
    air = Terms([("fine_dust", ["PM2.5"], ["fine dust"])])
    assert [term.ids for term in air.find("PM2.5 fell", 0, 10)] == [("fine_dust",)]


def test_a_term_ends_within_the_stretch_read() -> None:
    assert BOATS.find("一艘渔船", 0, 3) == ()


def test_a_term_with_a_digit_is_read_as_it_is_written() -> None:
    text = "The shop opens at 2 PM and CO2 fell."
    assert vocabulary().head_terms.find(text, 0, 20) == ()
    assert [term.ids for term in vocabulary().qualifiers.find(text, 0, len(text))] == [("q_co2",)]
