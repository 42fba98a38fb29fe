from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.formats._places import _breaks, _position, uri
from auditor.model import Report


@given(st.text(alphabet="ab\r\n😀", max_size=40), st.data())
def test_a_position_leads_back_to_the_offset(text: str, data: st.DataObject) -> None:
    class Part:
        offset = 0

        def __init__(self) -> None:
            self.text = text

    breaks = _breaks([Part()])  # type: ignore[list-item]  # it reads these two fields alone
    assert breaks is not None
    offset = data.draw(st.integers(0, len(text)))
    line, column = _position(breaks, offset)
    lines = text.split("\n")
    assert sum(len(each) + 1 for each in lines[: line - 1]) + column - 1 == offset


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("a/b c.txt", "a/b%20c.txt"),
        ("a:b?#.txt", "a%3Ab%3F%23.txt"),
        ("/srv/稿 1.txt", "file:///srv/%E7%A8%BF%201.txt"),
        ("\ud800.txt", "%3F.txt"),
        ("x](javascript:1)", "x%5D%28javascript%3A1%29"),
    ],
)
def test_a_path_is_a_uri(path: str, said: str) -> None:
    assert uri(path) == said


def test_the_sample_has_paths(report: Report) -> None:
    from auditor.formats._places import Places

    places = Places(report)
    assert all(places.path(doc.key) == doc.path for doc in report.documents)
    assert places.path("./elsewhere.txt") == "elsewhere.txt"
