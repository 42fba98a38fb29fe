from __future__ import annotations

import io
import os
import stat
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from auditor.model import Document, Fault, Note
from auditor.readers import _unpack, _walk, archive
from auditor.readers._endings import _readers, reader_for
from auditor.readers._walk import read_paths
from auditor.readers.protocol import Options, Reader, Yield

EN = "The port authority said the new terminal would open next spring with room for 1.2 million boxes a year."
PAGE = f"New terminal opens\nHarbour Herald | 2024-03-05\n{EN}\nRail link is on time\nInland Post | 2024-03-04\n{EN}"


def read(*paths: str | Path) -> list[Yield]:
    return list(read_paths([str(path) for path in paths], Options()))


def of(kind: type[Fault | Note], items: list[Yield]) -> list[str]:
    return [item.message for item in items if isinstance(item, kind)]


def keys(items: list[Yield]) -> list[str]:
    return [item.key for item in items if isinstance(item, Document)]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, content: str | bytes = "A text.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_every_reader_keeps_to_the_protocol() -> None:
    assert all(isinstance(reader, Reader) for reader in _readers().values())
    assert all(ending == ending.lower() and ending.startswith(".") for ending in _readers())


def test_the_longest_ending_finds_the_reader() -> None:
    names = {
        name: getattr(reader_for(name), "__name__", "").rpartition(".")[2]
        for name in ("a.JSONL.gz", "a.tar.gz", "x.gz", "a")
    }
    assert names == {"a.JSONL.gz": "jsonl", "a.tar.gz": "archive", "x.gz": "", "a": ""}


def test_a_folder_is_walked_in_posix_order_without_hidden_entries(here: Path) -> None:
    for name in ("b/z.txt", "b/a.md", "b.txt", "a.txt", ".hidden", ".git/config", "c/README", "b-c.txt"):
        write(here / "in" / name)
    assert keys(read("in/")) == ["in/a.txt", "in/b-c.txt", "in/b.txt", "in/b/a.md", "in/b/z.txt", "in/c/README"]


def test_paths_stand_as_given(here: Path) -> None:
    write(here / "in" / "a.txt")
    assert keys(read("./in")) == ["./in/a.txt"]
    assert keys(read("./in/a.txt")) == ["./in/a.txt"]


def test_a_path_given_twice_is_read_once(here: Path) -> None:
    write(here / "in" / "a.txt")
    assert keys(read("in/a.txt", "./in/a.txt", "in", "in")) == ["in/a.txt"]


def test_a_link_that_leads_back_is_entered_once(here: Path) -> None:
    write(here / "in" / "a.txt")
    (here / "in" / "loop").symlink_to(here / "in")
    (here / "in" / "self").symlink_to("self")
    assert keys(read("in")) == ["in/a.txt"]


def test_what_has_no_reader_is_a_note_in_a_folder_and_a_fault_by_name(here: Path) -> None:
    write(here / "in" / "a.txt")
    write(here / "in" / "b.png", b"\x89PNG")
    assert of(Note, read("in")) == ["not read: no reader for .png"]
    assert "no reader for .png" in of(Fault, read("in/b.png"))[0]


def test_an_unknown_ending_is_tried_as_text(here: Path) -> None:
    write(here / "a.rst", "A text.")
    assert keys(read("a.rst")) == ["a.rst"]


def test_a_missing_path_is_a_fault_and_the_others_are_read(here: Path) -> None:
    write(here / "a.txt")
    items = read("nowhere.txt", "a.txt", "bad\0name")
    assert keys(items) == ["a.txt"]
    assert of(Fault, items)[0] == "no such file or folder; check the path"
    assert len(of(Fault, items)) == 2


def test_an_empty_folder_is_a_fault(here: Path) -> None:
    (here / "in" / "sub").mkdir(parents=True)
    assert "no readable document in folder in" in of(Fault, read("in"))[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_forbidden_file_is_a_fault(here: Path) -> None:
    write(here / "a.txt").chmod(0)
    assert "no permission" in of(Fault, read("a.txt"))[0]


def test_a_pipe_in_a_folder_is_a_note_and_does_not_block(here: Path) -> None:
    write(here / "in" / "a.txt")
    os.mkfifo(here / "in" / "p.txt")
    assert stat.S_ISFIFO((here / "in" / "p.txt").stat().st_mode)
    assert "pipe" in of(Note, read("in"))[0]
    assert "pipe" in of(Fault, read("in/p.txt"))[0]


def test_a_file_beyond_the_limit_is_not_opened(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here / "a.txt", "x" * 20)
    monkeypatch.setattr(_walk, "MAX_FILE", 10)
    assert "10 is the limit" in of(Fault, read("a.txt"))[0]


def test_standard_input_is_a_text_named_by_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("码头通车。".encode("gb18030"))))
    (doc,) = read("-", "-")
    assert isinstance(doc, Document)
    assert (doc.key, doc.path, doc.text) == ("-", "-", "码头通车。")


def test_reading_is_lazy(here: Path) -> None:
    write(here / "a.txt")
    items = read_paths(["a.txt", "b.txt"], Options())
    assert isinstance(next(items), Document)
    write(here / "b.txt")
    assert isinstance(next(items), Document)


def zipped(members: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in members.items():
            pack.writestr(name, content)
    return sink.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w:gz") -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode=mode) as pack:  # type: ignore[call-overload]  # mode is one of two literals
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            pack.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "../../outside"
        pack.addfile(link)
    return sink.getvalue()


MEMBERS = {
    "a.txt": b"A text.",
    "sub/p.txt": PAGE.encode(),
    "r.jsonl": b'{"id": "x", "text": "one"}\nbroken',
    "i.png": b"\x89PNG",
    "n.zip": b"PK",
    ".hid": b"x",
    "../up.txt": b"Up.",
}


@pytest.mark.parametrize("raw", [zipped(MEMBERS), tarred(MEMBERS), tarred(MEMBERS, "w")], ids=["zip", "tgz", "tar"])
def test_the_members_of_an_archive_are_its_records(raw: bytes) -> None:
    items = list(archive.read("in.zip", raw, Options()))
    assert sorted(keys(items)) == [
        "in.zip#../up.txt", "in.zip#a.txt", "in.zip#r.jsonl#x", "in.zip#sub/p.txt!1", "in.zip#sub/p.txt!2",
    ]  # fmt: skip
    assert {doc.record for doc in items if isinstance(doc, Document)} == {
        "../up.txt",
        "a.txt",
        "r.jsonl#x",
        "sub/p.txt",
    }
    assert {item.path for item in items if isinstance(item, Note)} == {"in.zip#i.png", "in.zip#n.zip"}
    assert [item.path for item in items if isinstance(item, Fault)] == ["in.zip#r.jsonl"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK nonsense",
        b"nonsense" * 100,
        zipped(MEMBERS)[:-30],
        tarred(MEMBERS)[:-30],
        zipped({}),
        zipped({"a.png": b"x"}),
    ],
)
def test_an_archive_without_texts_or_with_damage_is_a_fault(raw: bytes) -> None:
    assert of(Fault, list(archive.read("in.zip", raw, Options())))


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_that_unpacks_without_end_is_a_fault(pack: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FREE", 100_000)
    assert callable(pack)
    items = list(archive.read("in.zip", pack({"a.txt": b"a" * 5_000_000}), Options()))
    assert "unpacks to more than" in of(Fault, items)[-1]
    assert not keys(items)


def test_a_gzip_of_one_member_more_than_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 1)
    items = list(archive.read("in.zip", zipped({"a.txt": b"One.", "b.txt": b"Two."}), Options()))
    assert keys(items) == ["in.zip#a.txt"]
    assert "more than 1 members" in of(Fault, items)[0]
    assert _unpack.MAX_RATIO > 1
