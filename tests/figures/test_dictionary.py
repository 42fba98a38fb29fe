"""Tests of the Chinese words in English."""

from __future__ import annotations

import gzip
import importlib.resources
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.figures import dictionary
from auditor.figures.dictionary import forms, glosses, longest, stems
from auditor.rules.cache import VARIABLE


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """No table read yet, and a cache of its own; what was read is forgotten again."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    kept = (dictionary._table, dictionary._line, glosses)
    for function in kept:
        function.cache_clear()
    yield tmp_path
    for function in kept:
        function.cache_clear()


def _packed(lines: str) -> bytes:
    return gzip.compress(lines.encode())


@pytest.mark.parametrize(
    ("word", "gloss"), [("小提琴", "violins"), ("污水", "sewage"), ("献血者", "blood donors"), ("荔枝", "lychee fruit")]
)
def test_a_word_has_its_glosses_whatever_their_number(word: str, gloss: str) -> None:
    assert stems(gloss) in glosses(word)


def test_remarks_and_asides_are_no_meanings() -> None:
    made = dictionary._made(
        _packed("書 书 [shu1] /book (printed)/CL:本[ben3],冊|册[ce4]/see also 信[xin4]/surname Shu/\n")
    )
    assert made.decode() == "书\tbook\n"


def test_either_word_of_a_gloss_is_a_meaning() -> None:
    made = dictionary._made(_packed("荔枝 荔枝 [li4 zhi1] /litchi or lychee fruit/\n"))
    assert made.decode() == "荔枝\tlitchi fruit;lychee fruit\n"


def test_words_of_two_readings_keep_the_meanings_of_both() -> None:
    made = dictionary._made(_packed("行 行 [hang2] /row/\n行 行 [xing2] /to walk/\n"))
    assert made.decode() == "行\trow;walk\n"


def test_what_is_no_archive_gives_no_words() -> None:
    assert dictionary._made(b"not packed") == b""
    assert dictionary._made(_packed("车 车 [che1] /car/\n")[:20]) == b""


@pytest.mark.parametrize("text", ["", "x", "\ud800", "你" * 40, "\t", "\n", "车\t", "车船机"])
def test_unknown_words_have_no_glosses(text: str) -> None:
    assert glosses(text) == ()


def test_the_longest_word_begins_at_its_place() -> None:
    assert longest("新能源汽车销量", 3) == "汽车"
    assert longest("污水处理厂共有", 0) == "污水处理厂"
    assert longest("abc", 0) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("fired", "fire"), ("dangerous", "danger"), ("robotic", "robots"), ("dresses", "dress"), ("cities", "city")],
)
def test_words_of_one_root_have_one_stem(one: str, other: str) -> None:
    assert forms(one) == forms(other)


@pytest.mark.parametrize(
    ("british", "american"),
    [("haemoglobin", "hemoglobin"), ("labour", "labor"), ("fertiliser", "fertilizer"), ("harbours", "harbors")],
)
def test_a_british_word_has_the_stem_of_the_american_one(british: str, american: str) -> None:
    assert stems(british) == stems(american)


def test_different_words_keep_different_stems() -> None:
    assert len({forms(word) for word in ("car", "care", "bus", "business", "bed", "bee")}) == 6


def test_the_table_is_read_from_the_cache_the_second_time(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dictionary._table()
    assert before
    assert list((fresh / "cache").glob("*.msgpack"))
    dictionary._table.cache_clear()
    monkeypatch.setattr(dictionary, "_made", pytest.fail)
    assert dictionary._table() == before


@pytest.mark.usefixtures("fresh")
def test_without_the_package_no_word_has_a_gloss(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> Path:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(importlib.resources, "files", absent)
    assert glosses("汽车") == ()


def test_a_package_without_its_file_gives_no_glosses(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.resources, "files", lambda _: fresh)
    assert glosses("汽车") == ()


@given(st.sampled_from(dictionary._table().decode().splitlines()[::997]))
def test_every_line_of_the_table_is_found(line: str) -> None:
    word, _, meant = line.partition("\t")
    assert dictionary._line(word) == meant
