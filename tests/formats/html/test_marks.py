from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.formats.html.marks import WHOLE, Mark, Piece, pieces

SPANS = st.tuples(st.integers(0, 39), st.integers(1, 15), st.sampled_from(["spam", "figures", "text"]))


def marked(spans: list[tuple[int, int, str]]) -> list[Mark]:
    return [Mark(start, min(40, start + size), f"e{n}", aspect, n) for n, (start, size, aspect) in enumerate(spans, 1)]


def said(piece: Piece) -> str:
    return "".join(text for text, _ in piece.parts)


@given(st.lists(SPANS, max_size=12))
def test_the_pieces_are_the_text(spans: list[tuple[int, int, str]]) -> None:
    text = "一二三四五六七八九十" * 4
    assert "".join(map(said, pieces(text, marked(spans)))) == text


@given(st.lists(SPANS, max_size=12))
def test_every_character_is_under_its_marks_and_no_other(spans: list[tuple[int, int, str]]) -> None:
    marks = marked(spans)
    place = 0
    for piece in pieces("x" * 40, marks):
        for _ in said(piece):
            assert set(piece.numbers) == {mark.number for mark in marks if mark.start <= place < mark.end}
            assert set(piece.aspects) == {mark.aspect for mark in marks if mark.start <= place < mark.end}
            place += 1


@given(st.lists(SPANS, max_size=12))
def test_every_mark_opens_once(spans: list[tuple[int, int, str]]) -> None:
    marks = marked(spans)
    opened = [mark for piece in pieces("x" * 40, marks) for mark in piece.opens]
    assert sorted(mark.anchor for mark in opened) == sorted(mark.anchor for mark in marks)


def test_a_long_text_shows_its_head_and_what_surrounds_a_mark() -> None:
    text = "长" * (WHOLE + 1)
    shown = pieces(text, [Mark(50_000, 50_010, "e", "spam", 1)])
    assert [piece.skipped for piece in shown if piece.skipped] == [45_600, WHOLE + 1 - 50_410]
    assert sum(piece.skipped + len(said(piece)) for piece in shown) == len(text)


def test_hidden_characters_are_runs_of_their_own() -> None:
    (piece,) = pieces("pay\u200bment", [])
    assert piece.parts == (("pay", False), ("⟦U+200B⟧", True), ("ment", False))
