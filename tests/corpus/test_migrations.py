from __future__ import annotations

import pytest

from auditor.admission import Judge
from auditor.audit import make_engine
from auditor.checks import copies
from auditor.corpus import migrations, reads, writes
from auditor.corpus.sql import SCHEME, Store, open_store
from auditor.errors import BadStore
from auditor.examine import prepared
from auditor.judge.policy import load_policy
from auditor.keeping import add, examined
from auditor.model import Document
from auditor.verify import damages

LETTER = Document.of("Dear editor,\n\nThe harbour office counted 4,312 containers in May 2025.\n", "letter.txt")


BY_NUMBER = """
    CREATE TABLE numbered AS
    SELECT postings."key", documents.number FROM postings JOIN documents ON documents."entry" = postings."entry"
    UNION ALL SELECT "key", number FROM members;
    DROP TABLE postings;
    DROP TABLE members;
    CREATE TABLE postings ("key" BIGINT NOT NULL, number BIGINT NOT NULL, PRIMARY KEY ("key", number));
    INSERT INTO postings SELECT * FROM numbered;
    DROP TABLE numbered;
    UPDATE scheme SET value = '3' WHERE name = 'schema'"""
"""Makes the third schema of the fourth: documents posted by the numbers of their texts, members of crowds too."""

WITHOUT_SOURCES = """
    DROP VIEW trust;
    DROP TABLE sources;
    UPDATE scheme SET value = '2' WHERE name = 'schema'"""
"""Makes the second schema of the third."""


def older(place: str, *steps: str) -> None:
    """Makes a corpus as an older schema had it; one of the letter's keys is that of a crowd."""
    store = open_store(place, create=True)
    found = examined([LETTER], store.dictionary, policy=load_policy(), engine=make_engine("local", 1))
    add(store, found)
    with store.writing() as connection:
        writes.crowd(connection, {found.packed[0].keys["copies"][0]: "copies"})
        for step in steps:
            for statement in step.split(";"):
                connection.exec_driver_sql(statement)
    store.close()


def sources(store: Store) -> int:
    with store.connected() as connection:
        return len(connection.exec_driver_sql("SELECT * FROM trust").all())


def test_a_corpus_of_the_second_schema_gains_the_table_of_sources_and_keeps_the_rest(place: str) -> None:
    older(place, BY_NUMBER, WITHOUT_SOURCES)
    store = open_store(place)
    assert store.scheme["schema"] == SCHEME["schema"]
    assert sources(store) == 0
    assert [a.entry.document for a in store.entries([LETTER.id])] == [LETTER]
    store.close()


def test_a_corpus_of_the_third_schema_posts_by_row_and_meets_as_before(place: str) -> None:
    older(place, BY_NUMBER)
    store = open_store(place)
    assert list(damages(store, Judge(*prepared(()), load_policy()))) == []
    with store.reading():
        keys = reads.posted_keys(store.held, store.dictionary, [LETTER.id])[LETTER.id]["copies"]
    assert {group.ids for group in store.groups("copies", keys, copies.CAP).values()} == {(LETTER.id,)}
    assert len(store.groups("copies", keys, copies.CAP)) == len(keys)
    store.close()


def test_every_step_leads_to_the_present_schema() -> None:
    assert set(migrations.STEPS) == {str(number) for number in range(2, int(SCHEME["schema"]))}


def test_a_corpus_of_another_scheme_is_left_as_it_is(place: str) -> None:
    older(place, BY_NUMBER, WITHOUT_SOURCES)
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
