from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from auditor import keeping
from auditor.admission import Judge, admit
from auditor.audit import examine_documents, make_engine
from auditor.corpus import migrations, sql, writes
from auditor.corpus.pack import unpack_posts
from auditor.corpus.protocol import Admitted, Entry, Group
from auditor.corpus.sql import SCHEME, Store, open_store, shown
from auditor.errors import BadStore
from auditor.examine import prepared
from auditor.judge.policy import load_policy
from auditor.model import Document

REPORT = """北湾新区储能产业规模达860亿元

北湾日报 2025-09-03

据新区统计局数据，2024年北湾新区储能产业规模为860亿元，同比增长12.5%，约占全省的四分之一。截至2024年底，全区共有储能企业214家。
"""
LETTER = """Dear editor,

The harbour office counted 4,312 containers in May 2025, and 3,998 a year before. I doubt it.
"""


ENGINE = make_engine("local", 1)


def judge() -> Judge:
    return Judge(*prepared(()), load_policy())


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    docs = [replace(Document.of(REPORT, "news/报道.txt"), record="七", offset=12), Document.of(LETTER, "letter.txt")]
    batch = examine_documents(docs, policy=load_policy(), engine=ENGINE)
    return tuple(batch.entry(doc.key) for doc in docs)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "corpus.db"


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    made = open_store(place, create=True)
    yield made
    made.close()


def add(store: Store, entries: Iterable[Entry]) -> None:
    with store.writing():
        admit(store, [store.packed(entry) for entry in entries], judge())


def one(store: Store, entry: Entry) -> Admitted:
    (found,) = store.entries([entry.document.id])
    return found


def refused(where: object, *, create: bool = False) -> BadStore:
    with pytest.raises(BadStore) as caught:
        open_store(str(where), create=create)
    lines = str(caught.value).splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("  where: ")
    assert lines[2].startswith("  remedy: ")
    return caught.value


def test_what_was_added_comes_back_equal(store: Store, place: str, entries: tuple[Entry, ...]) -> None:
    add(store, entries)
    again = open_store(place)
    for entry in entries:
        back = one(again, entry)
        assert back.entry == replace(entry, posts={})
        assert back.standing is not None
        imprints = {name: again.imprints(name, [entry.document.id])[entry.document.id] for name in entry.posts}
        assert imprints == {name: post.imprint for name, post in entry.posts.items()}
    assert any(entry.claims for entry in entries)
    again.close()


def test_documents_are_found_under_the_keys_of_their_checks(store: Store, entries: tuple[Entry, ...]) -> None:
    add(store, entries)
    for entry in entries:
        for check, post in entry.posts.items():
            found = store.groups(check, post.keys, None)
            assert set(found) == set(post.keys)
            assert all(entry.document.id in group.ids and group.whole for group in found.values())
            assert store.groups("another-check", post.keys, None) == {}


def test_more_keys_than_one_statement_takes_are_found(store: Store, entries: tuple[Entry, ...]) -> None:
    add(store, entries)
    keys = entries[0].posts["copies"].keys
    padding = [f"nobody {number}" for number in range(2500)]
    assert set(store.groups("copies", [*padding, *keys], None)) == set(keys)


def test_of_a_crowd_the_first_by_id_are_read_and_nobody_who_left_it(store: Store) -> None:
    docs = [Document.of(f"{REPORT}\n第{number}次更正。\n", f"{number}.txt") for number in range(5)]
    batch = examine_documents(docs, policy=load_policy(), engine=ENGINE)
    packed = [store.packed(batch.entry(doc.key)) for doc in docs]
    key = min(set.intersection(*(set(one.keys["copies"]) for one in packed)))
    first, *others = sorted(doc.id for doc in docs)
    with store.writing() as connection:
        admit(store, [one for one in packed if one.id in others[1:]], judge())
        writes.crowd(connection, {key: "copies"})
        admit(store, packed, judge())
    assert store.groups("copies", [key], 2) == {key: Group((first, *others[:2]), whole=False)}
    assert store.group("copies", key) == (first, *others)
    with store.writing() as connection:
        writes.unpost(connection, first, store.dictionary)
    assert store.groups("copies", [key], 4) == {key: Group(tuple(others), whole=True)}


def test_unknown_ids_are_left_out(store: Store) -> None:
    assert store.entries(["0" * 16]) == []
    assert store.keys(["0" * 16]) == {}
    assert store.count() == 0


def test_a_text_that_comes_again_gains_a_key_and_nothing_else(store: Store, entries: tuple[Entry, ...]) -> None:
    entry = entries[0]
    again = replace(entry, document=replace(entry.document, key="z/again.txt", path="z/again.txt"))
    for each in (entry, again, again):
        add(store, [each])
    assert store.count() == 1
    assert store.keys([entry.document.id]) == {entry.document.id: (entry.document.key, "z/again.txt")}


def test_a_transaction_that_breaks_leaves_nothing(store: Store, entries: tuple[Entry, ...]) -> None:
    def half() -> None:
        with store.transaction():
            add(store, entries)
            assert store.count() == len(entries)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert store.count() == 0
    keys = entries[0].posts["copies"].keys
    assert store.groups("copies", keys, None) == {}


ODD = (
    "Odd \ud83d title\x00 of a letter\n\nThe office counted 4,312\x00 containers in May 2025 \udfff and 3,998 before.\n"
)


def test_what_no_database_takes_comes_back_equal(store: Store) -> None:
    # A lone surrogate has no UTF-8, and PostgreSQL has no NUL.
    doc = replace(Document.of(ODD, "a\udc80\x00b.txt"), title="Odd \ud83d\x00", publisher="A\x00B")
    batch = examine_documents([doc], policy=load_policy(), engine=ENGINE)
    add(store, [batch.entry(doc.key)])
    back = one(store, batch.entry(doc.key))
    assert back.entry == replace(batch.entry(doc.key), posts={})
    add(store, [batch.entry(doc.key)])
    assert len(store.entries([doc.id])) == 1


def test_decisions_come_back_in_their_order(store: Store) -> None:
    rows = [
        {"document": "0" * 16, "decision": "accept", "reason": None, "by": "m", "at": "2026-01-02"},
        {"document": "a.txt", "decision": "reject", "reason": "抄袭", "by": None, "at": None},
    ]
    store.decide(rows)
    store.decide(rows[:1])
    assert store.decisions() == [*rows, rows[0]]


def test_two_processes_may_make_a_corpus_at_once(place: str) -> None:
    script = (
        "import sys; from auditor.corpus.sql import open_store; print(open_store(sys.argv[1], create=True).count())"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", script, place], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    assert [process.communicate(timeout=120)[0] for process in started] == [b"0\n"] * 3


def test_people_can_read_the_corpus_with_ordinary_tools(path: Path, entries: tuple[Entry, ...]) -> None:
    store = open_store(str(path), create=True)
    add(store, entries)
    store.close()
    with sqlite3.connect(path) as connection:
        views = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
        assert sorted(views) == ["articles", "contradictions", "families", "problems", "publishers", "trust"]
        for view in views:
            connection.execute(f"SELECT * FROM {view}").fetchall()  # noqa: S608  # a name of ours
        rows = connection.execute("SELECT key, title, verdict FROM articles ORDER BY key").fetchall()
        counts = connection.execute("SELECT metric, value FROM claims WHERE unit = 'CNY'").fetchall()
    connection.close()
    assert [row[0] for row in rows] == ["letter.txt", "news/报道.txt"]
    assert rows[1][1] == "北湾新区储能产业规模达860亿元"
    assert 86_000_000_000 in {value for _, value in counts}


def test_the_text_is_kept_once(entries: tuple[Entry, ...]) -> None:
    # The imprint of copies is the text itself.
    posts = writes.packed(entries[0], b"").document["posts"]
    assert isinstance(posts, bytes)
    assert REPORT[60:75].encode() not in zlib.decompress(posts)
    assert unpack_posts(posts, lambda: REPORT, b"")["copies"][1] == entries[0].posts["copies"].imprint


def test_a_migration_runs_whole_or_not_at_all(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(place, create=True).close()

    def older(connection: Any) -> None:
        connection.exec_driver_sql("UPDATE scheme SET value = '1.8' WHERE name = 'schema'")

    def halfway(connection: Any) -> None:
        connection.exec_driver_sql("CREATE TABLE half (x INTEGER)")
        connection.exec_driver_sql("UPDATE scheme SET value = '1.9' WHERE name = 'schema'")

    def breaks(_: Any) -> None:
        raise ZeroDivisionError

    def ends(connection: Any) -> None:
        connection.exec_driver_sql(f"UPDATE scheme SET value = '{SCHEME['schema']}' WHERE name = 'schema'")  # noqa: S608  # ours

    store = open_store(place)
    with store.writing() as connection:
        older(connection)
    store.close()
    assert "1.8" in refused(place).what
    monkeypatch.setattr(migrations, "STEPS", {"1.8": halfway, "1.9": breaks})
    with pytest.raises(ZeroDivisionError):
        open_store(place)
    # The first step went back with the second: it can be taken again.
    monkeypatch.setattr(migrations, "STEPS", {"1.8": halfway, "1.9": ends})
    store = open_store(place)
    assert store.scheme == SCHEME
    with store.writing() as connection:
        connection.exec_driver_sql("DROP TABLE half")
    store.close()


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


def test_a_table_of_the_same_name_makes_no_corpus(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE scheme (name, value)")
    connection.close()
    assert "not a corpus" in refused(path, create=True).what


def test_a_database_of_somebody_else_on_a_server_is_left_alone(server: Any) -> None:
    import psycopg

    where = server.database()
    with psycopg.connect(where) as connection:
        connection.execute("CREATE TABLE invoices (number integer)")
    for create in (False, True):
        assert "not a corpus" in refused(where, create=create).what
    with psycopg.connect(where) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert tables == [("invoices",)]


def test_a_database_that_the_server_does_not_have_is_refused(server: Any) -> None:
    where = server.database().replace("/corpus", "/nowhere")
    assert "nowhere" in refused(where).what
    assert "server" in refused(where).remedy


@pytest.mark.skipif(os.geteuid() == 0, reason="rights do not bind the superuser")
def test_a_folder_that_may_not_be_written_says_so(path: Path) -> None:
    open_store(str(path), create=True).close()
    path.parent.chmod(0o500)
    assert "write the folder" in refused(path).remedy


@pytest.fixture
def filled(path: Path, entries: tuple[Entry, ...]) -> Store:
    """A corpus in a file, with two documents and nothing left in the journal."""
    made = open_store(str(path), create=True)
    add(made, entries)
    made.settle()
    made.close()
    return made


def test_a_corpus_of_another_scheme_is_refused_with_the_remedy(store: Store, place: str) -> None:
    assert {name: store.scheme[name] for name in SCHEME} == SCHEME
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE scheme SET value = 'other/64/3' WHERE name = 'signature'")
    error = refused(place)
    assert "other/64/3" in error.what
    assert "corpus rebuild" in error.remedy


@pytest.mark.usefixtures("filled")
def test_a_corpus_that_was_cut_off_is_refused(path: Path, entries: tuple[Entry, ...]) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(BadStore):
        read_all(path, entries)


@pytest.mark.usefixtures("filled")
def test_a_corpus_with_damaged_pages_is_refused(path: Path, entries: tuple[Entry, ...]) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[:4096] + b"\x5a" * (len(raw) - 4096))
    with pytest.raises(BadStore):
        read_all(path, entries)


@pytest.mark.usefixtures("filled")
def test_a_column_of_bytes_that_are_no_text_is_told_in_a_line_and_with_a_remedy(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "UPDATE scheme SET value = CAST(x'e8af' || zeroblob(5000) AS TEXT) WHERE name = 'dictionary'"
        )
        connection.commit()
    error = refused(str(path))
    assert "backup" in str(error.remedy)
    assert len(error.what) < 500


def test_a_dictionary_that_does_not_read_back_is_a_damaged_corpus(store: Store, place: str) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE scheme SET value = 'zz' WHERE name = 'dictionary'")
    assert "the dictionary" in refused(place).what


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("texts", "text", b"not packed"),
        ("documents", "contents", b"x\x9c\x03\x00\x00\x00\x00\x01"),
        ("documents", "contents", b""),
        ("documents", "posts", b""),
        ("documents", "posts", "text"),
    ],
)
def test_a_damaged_value_is_a_damaged_corpus(
    path: Path, entries: tuple[Entry, ...], table: str, column: str, value: object
) -> None:
    with sqlite3.connect(path) as connection:
        # The names are literals of this file.
        connection.execute(f'UPDATE {table} SET "{column}" = ?', [value])  # noqa: S608  # as above
    connection.close()
    with pytest.raises(BadStore, match="damaged"):
        read_all(path, entries)


@pytest.mark.usefixtures("filled")
def test_a_corpus_that_may_not_be_written_says_so(path: Path, entries: tuple[Entry, ...]) -> None:
    # Rights do not bind the superuser under whom tests may run, this does.
    locked = open_store(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert locked.count() == 2
    with pytest.raises(BadStore, match="readonly"):
        add(locked, [replace(entries[0], document=replace(entries[0].document, key="new"))])


@pytest.mark.usefixtures("filled")
def test_a_corpus_that_another_process_holds_says_so(
    path: Path, entries: tuple[Entry, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql, "_BUSY_MS", 50)
    with sqlite3.connect(path) as holder:
        holder.execute("BEGIN IMMEDIATE")
        store = open_store(str(path))
        assert store.count() == 2
        with pytest.raises(BadStore, match="locked") as caught:
            add(store, entries)
    holder.close()
    assert "another process" in caught.value.remedy


def test_a_lost_server_in_mid_transaction_is_an_error_and_leaves_nothing(
    server: Any, entries: tuple[Entry, ...]
) -> None:
    where = server.database()
    store = open_store(where, create=True)
    add(store, entries[:1])

    def cut() -> None:
        with store.transaction():
            admit(store, [store.packed(entries[1])], judge())
            server.stop()

    with pytest.raises(BadStore) as caught:
        cut()
    assert "server" in caught.value.remedy
    assert "server" in refused(where).remedy
    server.start()
    again = open_store(where)
    assert list(again.keys(entry.document.id for entry in entries)) == [entries[0].document.id]
    again.close()
    store.close()


def test_no_password_is_told() -> None:
    assert shown("postgresql://me:secret@host/db") == "postgresql://me:***@host/db"
    assert "secret" not in str(refused("postgresql://me:secret@localhost:1/db"))


@pytest.mark.parametrize("name", ["a?b.db", "a#b.db", "a%20b.db", "语料 库.db"])
def test_a_corpus_may_have_any_file_name(tmp_path: Path, name: str) -> None:
    open_store(str(tmp_path / name), create=True)
    assert name in {found.name for found in tmp_path.iterdir()}
    assert open_store(str(tmp_path / name)).count() == 0


@pytest.mark.parametrize("where", ["nosuch://host/db", "postgresql:/", "://"])
def test_a_url_that_leads_nowhere_is_refused(where: str) -> None:
    refused(where)


def test_two_processes_may_fill_a_new_corpus_at_once(place: str, entries: tuple[Entry, ...]) -> None:
    # Both find that it does not yet say by what its documents are judged.
    one, other = open_store(place, create=True), open_store(place)
    batch = examine_documents([], policy=load_policy(), engine=ENGINE)
    for store, entry in ((one, entries[0]), (other, entries[1])):
        keeping.add(store, keeping.Examined((store.packed(entry),), (), batch))
        store.close()
    again = open_store(place)
    assert again.count() == len(entries)
    again.close()


WRITER = """
import sys
from auditor.corpus.sql import open_store
store = open_store(sys.argv[1])
print("ready", flush=True)
with store.transaction():
    print("inside", store.count(), flush=True)
"""


def test_a_second_process_waits_and_then_sees_what_the_first_admitted(
    store: Store, place: str, entries: tuple[Entry, ...]
) -> None:
    with store.transaction():
        second = subprocess.Popen([sys.executable, "-c", WRITER, place], stdout=subprocess.PIPE, text=True)
        assert second.stdout is not None
        assert second.stdout.readline() == "ready\n"
        add(store, entries)
    rest, _ = second.communicate(timeout=60)
    assert rest == f"inside {len(entries)}\n"
    assert second.returncode == 0


def test_who_only_reads_does_not_wait_for_a_gate(store: Store, place: str, entries: tuple[Entry, ...]) -> None:
    reader = open_store(place)
    with store.transaction():
        add(store, entries)
        assert reader.count() == 0
        other = open_store(place)
        assert other.keys([entries[0].document.id]) == {}
    assert reader.count() == len(entries)
    for opened in (reader, other):
        opened.close()


def test_who_reads_sees_one_state(store: Store, place: str, entries: tuple[Entry, ...]) -> None:
    reader = open_store(place)
    with reader.reading():
        assert reader.count() == 0
        add(store, entries)
        assert reader.count() == 0
    assert reader.count() == len(entries)
    reader.close()


def read_all(path: Path, entries: tuple[Entry, ...]) -> None:
    store = open_store(str(path))
    ids = [entry.document.id for entry in entries]
    store.entries(ids)
    store.edges(ids)
    for entry in entries:
        for check, post in entry.posts.items():
            store.groups(check, post.keys, None)
            store.imprints(check, ids)
