from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.rules.weights import weights
from auditor.rules.wording import Measure, measured, words

# What passages are made of: words of the table and others, numbers, signs, apostrophes in every place.
TEXTS = st.lists(st.text(alphabet="修好付钱元免费的我们 youfre'’01.,?!$%-é", max_size=30), min_size=1, max_size=8)
# So much text that it is weighed by whole arrays.
LONG = "据市图书馆介绍，读书会从下午两点开始。" * 20


def alone(passage: str) -> Measure:
    """A passage weighed word by word."""
    known = weights().known
    found = [known[word] for word in words(passage) if word in known]
    return Measure(sum(found), len(found), sum(weight for weight in found if weight > 0))


def test_numbers_pairs_roots_and_endings_are_words() -> None:
    han = {"修", "好", "再", "付", "修好", "好再", "再付"}
    assert words("修好再付 20 dollars") == han | {"0", "dollars", "0 dollars", "dolla~", "~ars"}


@given(TEXTS)
def test_many_passages_weigh_what_each_of_them_weighs_alone(passages: list[str]) -> None:
    assert [*measured([*passages, LONG])] == [alone(passage) for passage in (*passages, LONG)]


def test_a_word_counts_once_in_a_passage_and_again_in_the_next_one() -> None:
    once, twice, _ = measured(["免费", "免费免费", LONG])
    assert once == alone("免费")
    assert twice == alone("免费免费")
    assert twice.words <= once.words + len({"费免"})


def test_pairs_of_han_characters_stand_side_by_side() -> None:
    pair = next(word for word in sorted(weights().known) if len(word) == len("免费") and min(word) >= "\u3400")
    beside, apart, _ = measured([pair, ",".join(pair), LONG])
    assert beside.words == apart.words + len({pair})


def test_a_text_longer_than_what_is_weighed_at_once_is_weighed_in_parts() -> None:
    passages = ["免费上门", LONG] * 200
    assert len(set(measured(passages))) == len({alone("免费上门"), alone(LONG)})
