from __future__ import annotations

from pathlib import Path

import pytest

from auditor.rules.cache import VARIABLE, folder, learned, remembered
from auditor.rules.yamlfile import read_yaml

RAW = b"x" * 5000
VALUE = {"规则": ["一", 2, 2.5, True, None]}


class Reader:
    """Counts how often a file is read."""

    def __init__(self, value: object = VALUE) -> None:
        self.value = value
        self.times = 0

    def __call__(self) -> object:
        self.times += 1
        return self.value


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_was_read_once_is_not_read_again(place: Path) -> None:
    read = Reader()
    assert remembered(RAW, read) == remembered(RAW, read) == VALUE
    assert read.times == 1
    assert len(list(place.iterdir())) == 1


def test_other_bytes_are_another_file(place: Path) -> None:
    read = Reader()
    remembered(RAW, read)
    remembered(RAW + b"y", read)
    assert read.times == 2
    assert len(list(place.iterdir())) == 2


@pytest.mark.parametrize("damage", [b"", b"short", b"\x00" * 500, "cut", "flip"])
def test_a_damaged_entry_is_read_anew_and_mended(place: Path, damage: bytes | str) -> None:
    remembered(RAW, Reader())
    (entry,) = place.iterdir()
    whole = entry.read_bytes()
    changed = {"cut": whole[:-3], "flip": whole[:-1] + bytes([whole[-1] ^ 1])}
    entry.write_bytes(damage if isinstance(damage, bytes) else changed[damage])
    read = Reader()
    assert remembered(RAW, read) == VALUE
    assert read.times == 1
    assert entry.read_bytes() == whole


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "cache"))
    assert remembered(RAW, Reader()) == VALUE


def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "off")
    read = Reader()
    remembered(RAW, read)
    remembered(RAW, read)
    assert folder() is None
    assert read.times == 2


def test_what_would_come_back_as_something_else_is_not_kept(place: Path) -> None:
    remembered(RAW, Reader({"a set": {1, 2}}))
    assert not place.exists()


def test_a_fault_in_a_file_is_told_every_time(place: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("# " + "x" * 5000 + "\na: [1\n", "utf-8")
    for _ in range(2):
        with pytest.raises(Exception, match="broken YAML"):
            read_yaml(path)
    assert not place.exists()


def test_a_file_gives_the_same_from_the_cache(place: Path, tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text("words: [no, 12:30, 1e3, ~, '419']\nabout: " + "长" * 3000 + "\n", "utf-8")
    first = read_yaml(path)
    assert len(list(place.iterdir())) == 1
    second = read_yaml(path)
    assert first == second
    assert [type(value) for value in first["words"]] == [type(value) for value in second["words"]]


def test_strings_are_learned_once_for_each_scheme_and_each_parting(place: Path) -> None:
    long, read = "x" * 5000, Reader()
    for scheme, strings in (("a", [long, "b"]), ("a", [long, "b"]), ("b", [long, "b"]), ("a", [long + "b"])):
        assert learned(scheme, strings, read) == VALUE
    assert read.times == 3
    assert len(list(place.iterdir())) == 3
