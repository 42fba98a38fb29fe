"""The trust that a corpus keeps of its sources is what one audit of all its documents gives, or is said to be outdated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from auditor import trust
from auditor.admission import Judge, remove
from auditor.audit import audit_documents, make_engine
from auditor.corpus import listing, reads
from auditor.corpus.sql import Store, open_store
from auditor.examine import prepared
from auditor.judge.policy import load_policy
from auditor.keeping import add, examined
from auditor.model import Document, Source

ENGINE = make_engine("local", 1)


def story(publisher: str, figure: str, day: str, rest: str) -> Document:
    text = (
        f"{publisher}\n\n{publisher} {day}\n\n据统计局数据，2024年苏州市旅游收入为{figure}亿元。{rest}"
        "市文化和旅游局有关负责人表示，全年数据以年鉴为准，个别县区的口径将在下月调整后再行公布。\n"
    )
    return Document.of(text, f"{publisher}.txt", publisher=publisher, published=day)


DOCS = (
    story("姑苏日报", "320", "2025-03-01", "城北的两条老街在秋天完成了修缮，临河一侧改成步行道，摊位由抽签决定。"),
    story("南埠晚报", "320", "2025-03-04", "景区新开的缆车每天运行十小时，冬季检修两周，期间由接驳客车代替。"),
    story("西岭网", "910", "2025-03-09", "博物馆把三层展厅让给了地方陶瓷，讲解由大学生志愿者轮流承担。"),
    Document.of("A ferry and its crew.\n\nThe crew paints the hull each May.\n", "ferry.txt", publisher="Quay Letter"),
)


@cache
def judge() -> Judge:
    return Judge(*prepared(()), load_policy())


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "corpus.db")


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    made = open_store(place, create=True)
    yield made
    made.close()


def keep(store: Store, docs: Sequence[Document]) -> None:
    add(store, examined(docs, store.dictionary, policy=load_policy(), engine=ENGINE))


def audited(docs: Sequence[Document]) -> tuple[Source, ...]:
    return audit_documents(docs, policy=load_policy(), engine=ENGINE).report.sources


def standing(store: Store) -> str | None:
    with store.connected() as connection:
        return reads.scheme(connection).get("trust")


def test_the_trust_of_a_corpus_is_that_of_one_audit_however_it_came(store: Store) -> None:
    keep(store, DOCS[2:])
    keep(store, DOCS[:2])
    found = trust.renew(store, judge())
    assert found == audited(DOCS)
    assert any(source.trust is not None for source in found)
    assert standing(store) == "current"
    assert list(trust.wrong(store, judge())) == []


def test_people_read_the_trust_and_whether_it_is_current(store: Store) -> None:
    keep(store, DOCS[:3])
    found = trust.renew(store, judge())
    with store.connected() as connection:
        rows = connection.exec_driver_sql("SELECT name, documents, trust, low, high, standing FROM trust").all()
    assert {tuple(row) for row in rows} == {
        (one.name, one.documents, one.trust, *(one.interval or (None, None)), "current") for one in found
    }


def test_what_comes_or_goes_outdates_the_trust(store: Store) -> None:
    keep(store, DOCS[:3])
    assert standing(store) is None
    trust.renew(store, judge())
    keep(store, DOCS[3:])
    assert standing(store) == "outdated"
    trust.renew(store, judge())
    with store.transaction():
        remove(store, [a.row for a in store.entries([DOCS[3].id])], judge())
    assert standing(store) == "outdated"


def test_who_published_nothing_that_is_left_is_no_source(store: Store) -> None:
    keep(store, DOCS)
    trust.renew(store, judge())
    with store.transaction():
        remove(store, [a.row for a in store.entries([DOCS[3].id])], judge(), erase="court order")
    with store.connected() as connection:
        assert "Quay Letter" not in {row["name"] for row in listing.sources(connection)}


def test_documents_that_come_while_trust_is_worked_out_leave_it_outdated(
    store: Store, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(store, DOCS[:2])
    at_work = trust.worked_out

    def disturbed(own: Store, by: Judge) -> tuple[Source, ...]:
        other = open_store(place)
        keep(other, DOCS[2:])
        other.close()
        return at_work(own, by)

    monkeypatch.setattr(trust, "worked_out", disturbed)
    trust.renew(store, judge())
    assert standing(store) == "outdated"


def test_trust_that_does_not_follow_is_found(store: Store) -> None:
    keep(store, DOCS)
    trust.renew(store, judge())
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE sources SET documents = 7 WHERE name = 'Quay Letter'")
        connection.exec_driver_sql("DELETE FROM sources WHERE name = '西岭网'")
    assert [damage.split(":")[0] for damage in trust.wrong(store, judge())] == [
        "source 'Quay Letter'",
        "source '西岭网'",
    ]
