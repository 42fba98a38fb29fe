"""A rebuild holds nobody up while it examines, and loses nothing of what came meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from auditor import rebuild as rebuilding
from auditor.admission import Judge
from auditor.audit import make_engine
from auditor.corpus import listing, sql
from auditor.corpus.sql import Store, open_store
from auditor.errors import BadInput
from auditor.examine import prepared
from auditor.judge.policy import load_policy
from auditor.keeping import add, examined
from auditor.model import Document
from auditor.rebuild import Came, How, Ready, rebuild
from auditor.verify import damages

ENGINE = make_engine("local", 1)
HOW = How(load_policy(), ENGINE)
OLD = Document.of("The quarry above the reservoir closed in spring after the last crew had left.\n", "quarry.txt")
EDITED = Document.of("The quarry above the reservoir opened again in June, with a smaller crew.\n", "quarry.txt")
LATE = Document.of("据新区统计局数据，2024年滨河新区储能产业规模为860亿元，同比增长12.5%。\n", "late.txt")


def keep(store: Store, *docs: Document) -> None:
    add(store, examined(docs, store.dictionary, policy=load_policy(), engine=ENGINE))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sql, "_BUSY_MS", 50)
    store = open_store(str(tmp_path / "corpus.db"), create=True)
    keep(store, OLD)
    keep(store, EDITED)
    store.close()
    return str(tmp_path / "corpus.db")


def disturbed(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets another process admit a document while those of the corpus are examined."""
    prepare = rebuilding.prepare
    come: list[Document] = []

    def at_work(docs: Sequence[Came], dictionary: bytes, how: How) -> Ready:
        if not come:
            come.append(LATE)
            other = open_store(place)
            keep(other, LATE)
            other.close()
        return prepare(docs, dictionary, how)

    monkeypatch.setattr(rebuilding, "prepare", at_work)


@pytest.mark.parametrize("aside", [False, True])
def test_others_write_while_a_rebuild_examines_and_what_they_wrote_is_there(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, aside: bool
) -> None:
    disturbed(place, monkeypatch)
    old = open_store(place, any_scheme=True)
    new = open_store(str(tmp_path / "new.db"), create=True) if aside else None
    assert rebuild(old, new, HOW) == 3
    built = new or old
    docs = {a.entry.document for a in built.entries(doc.id for doc in (OLD, EDITED, LATE))}
    assert docs == {OLD, EDITED, LATE}
    assert list(damages(built, Judge(*prepared(()), load_policy()))) == []
    with built.reading():
        assert [event["event"] for event in listing.history(built.held, LATE.id)] == ["admitted", "rebuilt"]
    for store in {old, built}:
        store.close()


def test_a_document_that_cannot_be_examined_leaves_the_corpus_as_it_was(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_: object) -> None:
        raise ZeroDivisionError

    before = Path(place).read_bytes()
    monkeypatch.setattr("auditor.checks.copies.Check.post", breaks)
    store = open_store(place, any_scheme=True)
    with pytest.raises(BadInput, match="copies"):
        rebuild(store, None, HOW)
    store.close()
    assert Path(place).read_bytes() == before
