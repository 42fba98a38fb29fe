from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.sentences import sentences


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("码头开工了。铁路通车了！还要多久？", ["码头开工了。", "铁路通车了！", "还要多久？"]),
        ("他说：“明年通车。”大家鼓掌。", ["他说：“明年通车。”", "大家鼓掌。"]),
        ("The quay is open. Ships came at once.", ["The quay is open.", "Ships came at once."]),
        ("Growth was 8.9 percent. It slowed.", ["Growth was 8.9 percent.", "It slowed."]),
        ("It cost $1.2 billion in 2024. Nobody objected.", ["It cost $1.2 billion in 2024.", "Nobody objected."]),
        ("Dr. Quay and Mr. Rail met J. Smith.", ["Dr. Quay and Mr. Rail met J. Smith."]),
        ("One line\nanother line\n\nand a third", ["One line", "another line", "and a third"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_bullets_that_run_on_in_one_line_are_sentences() -> None:
    assert pieces("Key points - The quay opened - The rail link is on time") == [
        "Key points",
        "The quay opened",
        "The rail link is on time",
    ]


def _bare(text: str) -> str:
    return "".join(text.replace("-", "").split())


@given(st.text(st.sampled_from("ab中。.!? \n\r\t-A1”\ud800"), max_size=200))
def test_sentences_are_in_order_apart_and_lose_nothing_but_white_space_and_bullets(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert _bare(kept) == _bare(text)


@pytest.mark.parametrize(
    "text", ["。" * 2_000_000, "." * 2_000_000, "a. " * 200_000, "- A " * 200_000, "\n" * 2_000_000]
)
def test_long_runs_of_ends_are_read_once(text: str) -> None:
    assert all(start < end for start, end in sentences(text))
