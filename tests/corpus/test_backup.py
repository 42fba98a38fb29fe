from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from auditor.admission import Judge
from auditor.audit import make_engine
from auditor.corpus import listing, writes
from auditor.corpus.backup import copy
from auditor.corpus.schema import metadata
from auditor.corpus.sql import Store, open_store
from auditor.errors import BadStore
from auditor.examine import prepared
from auditor.judge.policy import load_policy
from auditor.keeping import add, examined
from auditor.model import Document
from auditor.verify import damages

DOCS = (
    Document.of("北湾日报 2025-09-03\n\n2024年北湾新区储能产业规模为860亿元，同比增长12.5%。\n", "报道.txt"),
    Document.of("Dear editor,\n\nThe harbour office counted 4,312 containers in May 2025.\n", "a\udc80.txt"),
    Document.of("The ferry \ud83d stops\x00 at the northern jetty.\n", "odd.txt"),
)


def keep(store: Store, docs: Sequence[Document]) -> None:
    add(store, examined(docs, store.dictionary, policy=load_policy(), engine=make_engine("local", 1)))


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    with store.reading():
        return {
            table.name: sorted(map(tuple, store.held.execute(table.select())), key=repr)
            for table in metadata().sorted_tables
        }


@pytest.fixture
def filled(place: str) -> Iterator[Store]:
    store = open_store(place, create=True)
    keep(store, DOCS)
    store.decide([{"document": "odd.txt", "decision": "reject", "reason": "抄袭", "by": "m", "at": "2026-01-02"}])
    yield store
    store.close()


def test_a_copy_in_a_file_holds_every_row_and_is_sound(filled: Store, tmp_path: Path) -> None:
    new = open_store(str(tmp_path / "copy.db"), create=True)
    copy(filled, new)
    assert rows(new) == rows(filled)
    new.close()
    again = open_store(str(tmp_path / "copy.db"))
    assert list(damages(again, Judge(*prepared(()), load_policy()))) == []
    assert {a.entry.document for a in again.entries(doc.id for doc in DOCS)} == set(DOCS)
    again.close()


def test_a_copy_goes_back_to_a_server_which_numbers_on(filled: Store, server: Any) -> None:
    back = open_store(server.database(), create=True)
    copy(filled, back)
    assert rows(back) == rows(filled)
    keep(back, [Document.of("A later letter to the editor of the harbour paper.", "later.txt")])
    back.decide([{"document": "later.txt", "decision": "accept"}])
    with back.reading():
        assert len(listing.decisions(back.held)) == 2
        assert len(rows(back)["history"]) == len(rows(filled)["history"]) + 1
    back.close()


def test_a_copy_is_of_one_state(filled: Store, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows(filled)
    put = writes.put
    come: list[bool] = []

    def disturbed(connection: Any, table: str, *args: Any) -> None:
        if not come:  # while the first table is copied, another document is admitted
            come.append(True)
            other = open_store(place)
            keep(other, [Document.of("A letter that came in between.", "between.txt")])
            other.close()
        put(connection, table, *args)

    new = open_store(str(tmp_path / "copy.db"), create=True)
    monkeypatch.setattr(writes, "put", disturbed)
    copy(filled, new)
    assert rows(new) == before
    assert len(rows(filled)["texts"]) == len(before["texts"]) + 1
    new.close()


def test_nothing_is_copied_over_a_corpus(filled: Store, tmp_path: Path) -> None:
    other = open_store(str(tmp_path / "other.db"), create=True)
    keep(other, DOCS[:1])
    before = rows(other)
    with pytest.raises(BadStore, match="a corpus already"):
        copy(filled, other)
    assert rows(other) == before
    other.close()
