from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.audit import audit_documents, make_engine
from auditor.corpus.protocol import Admitted
from auditor.corpus.sql import SCHEME, Store, open_store
from auditor.errors import BadStore
from auditor.judge.policy import load_policy
from auditor.model import Document

REPORT = """北湾新区储能产业规模达860亿元

北湾日报 2025-09-03

据新区统计局数据，2024年北湾新区储能产业规模为860亿元，同比增长12.5%，约占全省的四分之一。截至2024年底，全区共有储能企业214家。
"""
LETTER = """Dear editor,

The harbour office counted 4,312 containers in May 2025, and 3,998 a year before. I doubt it.
"""


@pytest.fixture(scope="module")
def entries() -> tuple[Admitted, ...]:
    docs = [replace(Document.of(REPORT, "news/报道.txt"), record="七", offset=12), Document.of(LETTER, "letter.txt")]
    outcome = audit_documents(docs, policy=load_policy(), engine=make_engine("local", 1))
    return tuple(outcome.entries(doc.key for doc in docs))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "corpus.db"


@pytest.fixture
def store(path: Path) -> Store:
    return open_store(str(path), create=True)


def refused(where: object, *, create: bool = False) -> BadStore:
    with pytest.raises(BadStore) as caught:
        open_store(str(where), create=create)
    lines = str(caught.value).splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("  where: ")
    assert lines[2].startswith("  remedy: ")
    return caught.value


def test_what_was_added_comes_back_equal(store: Store, path: Path, entries: tuple[Admitted, ...]) -> None:
    store.add(entries)
    found = open_store(str(path)).fetch([entry.document.id for entry in entries])
    assert sorted(found) == sorted(entry.document.id for entry in entries)
    for entry in entries:
        back = found[entry.document.id]
        assert back.document == replace(entry.document, markup=None)
        assert (back.language, back.provenance, back.verdict) == (entry.language, entry.provenance, entry.verdict)
        assert back.claims == entry.claims
        assert {name: (tuple(sorted(keys)), imprint) for name, (keys, imprint) in entry.posts.items()} == dict(
            back.posts
        )
    assert any(entry.claims for entry in entries)


def test_documents_are_found_under_the_keys_of_their_checks(store: Store, entries: tuple[Admitted, ...]) -> None:
    store.add(entries)
    for entry in entries:
        for check, (keys, _) in entry.posts.items():
            found = store.members(check, keys)
            assert set(found) == set(keys)
            assert all(entry.document.id in ids for ids in found.values())
            assert store.members("another-check", keys) == {}


def test_more_keys_than_one_statement_takes_are_found(store: Store, entries: tuple[Admitted, ...]) -> None:
    store.add(entries)
    keys = entries[0].posts["copies"][0]
    padding = [f"nobody {number}" for number in range(2500)]
    assert set(store.members("copies", [*padding, *keys])) == set(keys)


def test_unknown_ids_are_left_out(store: Store) -> None:
    assert store.fetch(["0" * 16]) == {}
    assert store.keys(["0" * 16]) == {}
    assert store.count() == 0


def test_a_text_that_comes_again_gains_a_key_and_nothing_else(store: Store, entries: tuple[Admitted, ...]) -> None:
    entry = entries[0]
    again = replace(entry, document=replace(entry.document, key="z/again.txt", path="z/again.txt"), verdict="review")
    store.add([entry])
    store.add([again])
    store.add([again])
    assert store.count() == 1
    assert store.keys([entry.document.id]) == {entry.document.id: (entry.document.key, "z/again.txt")}
    assert store.fetch([entry.document.id])[entry.document.id].verdict == "accept"


def test_a_transaction_that_breaks_leaves_nothing(store: Store, path: Path, entries: tuple[Admitted, ...]) -> None:
    def half() -> None:
        with store.transaction():
            store.add(entries)
            assert store.count() == len(entries)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert store.count() == 0
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM postings").fetchone() == (0,)
    connection.close()


def test_two_corpora_that_were_filled_in_another_order_hold_the_same(
    tmp_path: Path, entries: tuple[Admitted, ...]
) -> None:
    ids = [entry.document.id for entry in entries]
    one, other = (open_store(str(tmp_path / name), create=True) for name in ("a.db", "b.db"))
    one.add(entries)
    for entry in reversed(entries):
        other.add([entry])
    assert one.fetch(ids) == other.fetch(ids)
    assert one.keys(ids) == other.keys(ids)


def test_a_missing_corpus_is_not_made_by_looking(path: Path) -> None:
    assert "no corpus" in refused(path).what
    assert not path.exists()


def test_a_corpus_in_no_folder_is_refused(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path / "none" / "corpus.db", create=True).what


@pytest.mark.parametrize("create", [False, True])
def test_an_empty_file_is_no_corpus(path: Path, *, create: bool) -> None:
    path.touch()
    assert "not a corpus" in refused(path, create=create).what
    assert path.stat().st_size == 0


@pytest.mark.parametrize("create", [False, True])
def test_a_file_of_another_kind_is_left_alone(path: Path, *, create: bool) -> None:
    path.write_text(REPORT * 50, encoding="utf-8")
    refused(path, create=create)
    assert path.read_text(encoding="utf-8") == REPORT * 50


@pytest.mark.parametrize("create", [False, True])
def test_a_database_of_somebody_else_is_left_alone(path: Path, *, create: bool) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE invoices (number)")
    connection.close()
    assert "not a corpus" in refused(path, create=create).what
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("invoices",)]
    connection.close()


def test_a_corpus_of_another_scheme_is_refused(store: Store, path: Path) -> None:
    assert store.scheme == SCHEME
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE scheme SET value = 'other/64/3' WHERE name = 'signature'")
    connection.close()
    assert "other/64/3" in refused(path).what


def test_a_corpus_that_was_cut_off_is_refused(store: Store, path: Path, entries: tuple[Admitted, ...]) -> None:
    store.add(entries)
    settle(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(BadStore):
        read_all(path, entries)


def test_a_corpus_with_damaged_pages_is_refused(store: Store, path: Path, entries: tuple[Admitted, ...]) -> None:
    store.add(entries)
    settle(path)
    raw = path.read_bytes()
    path.write_bytes(raw[:4096] + b"\x5a" * (len(raw) - 4096))
    with pytest.raises(BadStore):
        read_all(path, entries)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("documents", "text", b"not packed"),
        ("documents", "claims", b"x\x9c\x03\x00\x00\x00\x00\x01"),
        ("documents", "document", '{"id": '),
        ("documents", "document", "{}"),
        ("documents", "provenance", '{"title": 5}'),
        ("imprints", "imprint", b""),
        ("imprints", "check", "no-such-check"),
    ],
)
def test_a_damaged_value_is_a_damaged_corpus(
    store: Store, path: Path, entries: tuple[Admitted, ...], table: str, column: str, value: object
) -> None:
    store.add(entries[:1])
    settle(path)
    with sqlite3.connect(path) as connection:
        # The names are literals of this file.
        connection.execute(f'UPDATE {table} SET "{column}" = ? WHERE rowid = 1', [value])  # noqa: S608  # as above
    connection.close()
    with pytest.raises(BadStore, match="damaged"):
        read_all(path, entries)


def test_a_corpus_that_may_not_be_written_says_so(store: Store, path: Path, entries: tuple[Admitted, ...]) -> None:
    store.add(entries[:1])
    settle(path)
    # Rights do not bind the superuser under whom tests may run, this does.
    locked = open_store(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert locked.count() == 1
    with pytest.raises(BadStore, match="readonly"):
        locked.add(entries)


@pytest.mark.parametrize("name", ["a?b.db", "a#b.db", "a%20b.db", "语料 库.db"])
def test_a_corpus_may_have_any_file_name(tmp_path: Path, name: str) -> None:
    open_store(str(tmp_path / name), create=True)
    assert name in {found.name for found in tmp_path.iterdir()}
    assert open_store(str(tmp_path / name)).count() == 0


@pytest.mark.parametrize("where", ["nosuch://host/db", "postgresql:/", "://"])
def test_a_url_that_leads_nowhere_is_refused(where: str) -> None:
    refused(where)


WRITER = """
import sys
from auditor.corpus.sql import open_store
store = open_store(sys.argv[1])
print("ready", flush=True)
with store.transaction():
    print("inside", store.count(), flush=True)
"""


def test_a_second_process_waits_and_then_sees_what_the_first_admitted(
    store: Store, path: Path, entries: tuple[Admitted, ...]
) -> None:
    with store.transaction():
        second = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
        assert second.stdout is not None
        assert second.stdout.readline() == "ready\n"
        store.add(entries)
    rest, _ = second.communicate(timeout=60)
    assert rest == f"inside {len(entries)}\n"
    assert second.returncode == 0


def test_who_only_reads_does_not_wait_for_a_gate(store: Store, path: Path, entries: tuple[Admitted, ...]) -> None:
    reader = open_store(str(path))
    with store.transaction():
        store.add(entries)
        assert reader.count() == 0
        assert open_store(str(path)).keys([entries[0].document.id]) == {}
    assert reader.count() == len(entries)


def settle(path: Path) -> None:
    """Moves what the journal holds into the file."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def read_all(path: Path, entries: tuple[Admitted, ...]) -> None:
    store = open_store(str(path))
    store.fetch([entry.document.id for entry in entries])
    for entry in entries:
        for check, (keys, _) in entry.posts.items():
            store.members(check, keys)
