from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.text.census import CONFUSABLES
from auditor.text.fold import fold

LOOKALIKES: dict[str, list[str]] = {}
for sign, letter in CONFUSABLES.items():
    LOOKALIKES.setdefault(letter, []).append(sign)
LETTERS = st.sampled_from(sorted(letter for letter in LOOKALIKES if letter.isalpha()))


@st.composite
def disguised(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A Latin word, and the same with look-alikes in it and at least one letter left."""
    word = [*draw(st.lists(LETTERS, min_size=3, max_size=9)), draw(st.sampled_from("qz"))]
    written = [draw(st.sampled_from([letter, *LOOKALIKES.get(letter, [])])) for letter in word[:-1]]
    return "".join(word), [*written, word[-1]]


@settings(max_examples=200, deadline=None)
@given(disguised())
def test_a_mixed_script_word_is_mended_whole_and_spaced(pair: tuple[str, list[str]]) -> None:
    word, written = pair
    assert fold("".join(written)).text == word
    for gap in (" ", ".", "-", "*"):
        assert fold(gap.join(written)).text == word


@given(
    st.lists(st.sampled_from("红河谷水利工程竣工"), min_size=2, max_size=9), st.sampled_from(["*", "★", " ★ ", "~~"])
)
def test_ornaments_between_han_characters_go(chars: list[str], ornament: str) -> None:
    view = fold(ornament.join(chars))
    assert view.text == "".join(chars)
    assert len(view.squeezed) == len(ornament) * (len(chars) - 1)


def test_a_gap_at_either_end_of_the_text_is_none() -> None:
    for text in (" 红", "红 ", ". a", "a .", "*红*", " "):
        assert fold(text).text == text


def test_hostile_floods_fold_to_their_end() -> None:
    for flood in ("a", "红", " ", "a ", "红 ", "*", "&", "й", "1a"):
        view = fold(flood * 200_000)
        assert len(view.text) == len(view.starts) <= len(flood) * 200_000


def test_zero_width_floods_and_stacked_marks_leave_the_word() -> None:
    assert fold("微" + "\u200b" * 200_000 + "信").text == "微信"
    view = fold("e" + "\u0301" * 100_000 + "x")
    assert view.text == "ex"
    assert view.back((0, 2)) == (0, 100_002)
