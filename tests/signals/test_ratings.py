from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import BadInput
from auditor.signals._ratings import Ratings, read_ratings


def ratings(folder: Path, text: str) -> Ratings:
    path = folder / "ratings.csv"
    path.write_text(text, encoding="utf-8")
    return read_ratings([path])


def test_a_publisher_is_rated_by_a_domain_that_the_register_has_for_it(tmp_path: Path) -> None:
    found = ratings(tmp_path, "domain,score\nreuters.com,0.95\nwww.harbour-gazette.example,0.4\n")
    assert found.of("Reuters") == 0.95
    assert found.of("路透社") == 0.95
    assert found.of("harbour-gazette.example") == 0.4
    assert found.of("北湾日报") is None


def test_a_name_beside_the_domain_rates_an_outlet_that_is_not_registered(tmp_path: Path) -> None:
    found = ratings(tmp_path, "name,score,domain\n北湾日报,35,beiwan.example\nHarbour Gazette,90,hg.example\n")
    assert (found.of("北湾日报"), found.of("the harbour gazette")) == (0.35, 0.9)


def test_a_table_without_headings_is_read_in_the_usual_order(tmp_path: Path) -> None:
    assert ratings(tmp_path, "https://a.example/x,1\nb.example,0\n").domains == {"a.example": 1.0, "b.example": 0.0}


def test_each_table_has_a_scale_of_its_own(tmp_path: Path) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text("a.example,80\n", encoding="utf-8")
    other.write_text("b.example,0.8\n", encoding="utf-8")
    assert set(read_ratings([one, other]).domains.values()) == {0.8}


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("domain,score\na.example,high\n", 2, "'high' is no score"),
        ("a.example,101\n", 1, "'101' is no score"),
        ("a.example,-0.1\n", 1, "'-0.1' is no score"),
        ("a.example,nan\n", 1, "'nan' is no score"),
        ("a.example\n", 1, "'' is no score"),
        ("a.example,1\n\nno domain here,1\n", 3, "'no domain here' is no domain"),
        ("a.example,0.1\nwww.a.example,0.2\n", 2, "a.example is rated twice"),
        ("domain,rating\na.example,1\n", 1, "no column 'score'"),
    ],
)
def test_a_row_that_does_not_hold_is_refused_with_its_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    with pytest.raises(BadInput, match="ratings") as caught:
        ratings(tmp_path, text)
    assert what in caught.value.what
    assert caught.value.where.endswith(f"ratings.csv:{line}")
    assert caught.value.remedy


def test_an_empty_missing_or_binary_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no rating"):
        ratings(tmp_path, "\n\n")
    with pytest.raises(BadInput, match="cannot read"):
        read_ratings([tmp_path / "nowhere.csv"])
    path = tmp_path / "binary.csv"
    path.write_bytes(b"\xff\xfe\x00a")
    with pytest.raises(BadInput, match="not UTF-8"):
        read_ratings([path])
