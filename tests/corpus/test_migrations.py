from __future__ import annotations

import pytest

from auditor.audit import make_engine
from auditor.corpus import migrations
from auditor.corpus.sql import SCHEME, Store, open_store
from auditor.errors import BadStore
from auditor.judge.policy import load_policy
from auditor.keeping import add, examined
from auditor.model import Document

LETTER = Document.of("Dear editor,\n\nThe harbour office counted 4,312 containers in May 2025.\n", "letter.txt")


def second(place: str) -> None:
    """Makes a corpus as the second schema had it: without sources."""
    store = open_store(place, create=True)
    add(store, examined([LETTER], store.dictionary, policy=load_policy(), engine=make_engine("local", 1)))
    with store.writing() as connection:
        connection.exec_driver_sql("DROP VIEW trust")
        connection.exec_driver_sql("DROP TABLE sources")
        connection.exec_driver_sql("UPDATE scheme SET value = '2' WHERE name = 'schema'")
    store.close()


def sources(store: Store) -> int:
    with store.connected() as connection:
        return len(connection.exec_driver_sql("SELECT * FROM trust").all())


def test_a_corpus_of_the_second_schema_gains_the_table_of_sources_and_keeps_the_rest(place: str) -> None:
    second(place)
    store = open_store(place)
    assert store.scheme["schema"] == SCHEME["schema"]
    assert sources(store) == 0
    assert [a.entry.document for a in store.entries([LETTER.id])] == [LETTER]
    store.close()


def test_every_step_leads_to_the_present_schema() -> None:
    assert set(migrations.STEPS) == {str(number) for number in range(2, int(SCHEME["schema"]))}


def test_a_corpus_of_another_scheme_is_left_as_it_is(place: str) -> None:
    second(place)
    store = open_store(place, any_scheme=True)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE scheme SET value = 'other' WHERE name = 'bands'")
        connection.exec_driver_sql("UPDATE scheme SET value = '2' WHERE name = 'schema'")
    store.close()
    with pytest.raises(BadStore, match="bands 'other'"):
        open_store(place)
    store = open_store(place, any_scheme=True)
    assert store.scheme["schema"] == "2"
    store.close()
