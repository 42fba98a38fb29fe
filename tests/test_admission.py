"""However documents were split into calls and ordered, the corpus stands as one audit of them all would say."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from auditor import admission, joining
from auditor.admission import Judge, admit, parts, remove, whole
from auditor.audit import Audit, Batch, examine_documents, judge_documents, make_engine, reading_order
from auditor.checks import copies
from auditor.corpus import listing
from auditor.corpus.sql import Store, open_store
from auditor.examine import prepared
from auditor.judge.policy import load_policy
from auditor.model import Document, Report

REPORT = """滨河新区储能产业规模达860亿元

滨河日报 2025-09-03

据新区统计局数据，2024年滨河新区储能产业规模为860亿元，同比增长12.5%，约占全省的四分之一。截至2024年底，全区共有储能企业214家，其中上市公司19家。

“我们将按季度公布项目进展，相关项目的验收结果也会一并公布，接受社会监督。”新区发展改革局有关负责人在9月2日的发布会上说。

据介绍，滨河新区自2019年起建设储能中试基地，目前已有三家研究机构入驻。基地负责人表示，首批设备已于今年六月完成调试，下一步将向中小企业开放预约，并为初创团队提供为期两年的场地补贴。基地二期位于旧船厂的东侧，设计时保留了两座龙门吊和一段铁轨，建成后白天供企业试验，晚上开放给附近的职业学校上实训课，食堂和停车场由双方共用。
"""
RIVAL = """上海储能产业观察

2025-10-11

2024年上海市储能产业规模为1200亿元，截至2024年底，上海共有储能企业3200家，占全国的45%。业内人士认为，未来三年行业仍将保持增长。
"""
OFFICIAL = """上海市储能产业规模达860亿元

上海统计信息网 2025-09-01

据上海市统计局数据，2024年上海市储能产业规模为860亿元，同比增长12.5%。截至2024年底，上海共有储能企业214家。
"""
BOOM = """Why Shanghai is the next gold rush

Shanghai's energy storage industry was worth $86 billion in 2024, and insiders say the best is still to come. There were 1,900 energy storage companies in Shanghai at the end of 2024, 60 percent of China, with 45 percent growth every year.
"""
HARBOUR = """Beiwan harbour opens its second cold store

By Lin Mei, Harbour Times, 3 September 2025

Beiwan harbour opened its second cold store on Tuesday, the harbour authority said. The hall has twelve aisles and room for 9,400 pallets, according to the authority's engineer.

"We lost a winter because the ground under the old quay was softer than the borings had shown," the engineer told Harbour Times. The piles had to be driven nine metres deeper than planned.

Growers in the southern valleys welcomed the opening. Their fruit used to wait two nights for the train, a spokesman of the growers' association said.
"""
FOOT = (
    "\n\nThis page is maintained by the library of the old customs house, which keeps the minutes of every harbour board "
    "since the first jetty was built, and lends them to readers on the ground floor from Tuesday to Saturday, in the "
    "morning only, against a card that the porter issues to residents and to students of the two schools nearby."
)

TEXTS: Mapping[str, str] = {
    "report.txt": REPORT,
    "report-copy.txt": REPORT.replace("滨河日报 2025-09-03", "南岸晚报 2025-09-05").replace("三家", "四家"),
    "report-again.txt": REPORT,
    "report-revised.txt": REPORT.replace("2025-09-03", "2025-10-20").replace("214家", "241家"),
    "report-credited.txt": REPORT.replace("滨河日报 2025-09-03", "2025-09-09　来源：滨河日报").replace("三家", "五家"),
    "report-part.txt": "转载\n\n" + REPORT[REPORT.index("“我们") :],
    "rival.txt": RIVAL,
    "official.txt": OFFICIAL,
    "boom.txt": BOOM,
    "boom-again.txt": BOOM.replace("insiders", "people"),
    "harbour.txt": HARBOUR + FOOT,
    "quarry.txt": "The quarry above the reservoir closed in spring after the last crew had left for the coast." + FOOT,
    "school.txt": "Two schools share one gymnasium since the flood, and the timetable is drawn by lot each May." + FOOT,
    "ferry.txt": "The ferry no longer stops at the northern jetty, whose planks were carried off in January." + FOOT,
    "well.txt": "A well was found below the market, lined with brick, and filled in again the same week." + FOOT,
    "mill.txt": "The mill race has been dry since the weir was lowered, and herons stand where carp were." + FOOT,
    "note.txt": "加微信lz5588，澳门真人娱乐城首存送88，点击官网注册。\n",
}


@pytest.fixture
def store() -> Iterator[Store]:
    made = open_store("sqlite://", create=True)
    yield made
    made.close()


ENGINE = make_engine("local", 1)
SEEDS = st.integers(0, 2**32)


@cache
def judge() -> Judge:
    return Judge(*prepared(()), load_policy())


@cache
def alone(doc: Document) -> Batch:
    """What a document says by itself, looked at once: the law is about what follows."""
    found = examine_documents([doc], policy=load_policy(), engine=ENGINE)
    assert not found.faults
    return found


def together(docs: Sequence[Document]) -> Batch:
    parts = [alone(doc) for doc in sorted(docs, key=reading_order)]
    return replace(
        parts[0],
        documents={key: doc for part in parts for key, doc in part.documents.items()},
        examined={key: found for part in parts for key, found in part.examined.items()},
        rules=judge().rules,
        checks=judge().checks,
    )


def documents(texts: Mapping[str, str]) -> list[Document]:
    said: Mapping[str, dict[str, str | None]] = {
        "report.txt": {"publisher": "滨河日报"},
        "report-revised.txt": {"publisher": "滨河日报"},
        "report-credited.txt": {"publisher": "江北网", "via": "滨河日报"},
    }
    return [Document.of(text, key, **said.get(key, {})) for key, text in texts.items()]


def batch(docs: Sequence[Document]) -> Audit:
    return judge_documents(together(docs), ENGINE)


def gated(docs: Sequence[Document], store: Store) -> Report:
    with store.reading():
        return judge_documents(together(docs), ENGINE, store).report


def add(store: Store, docs: Sequence[Document]) -> None:
    entries = [alone(doc).entry(doc.key) for doc in docs]
    with store.transaction():
        admit(store, [store.packed(entry, admission.alone(entry, judge())) for entry in entries], judge())


def stands(store: Store) -> dict[str, Any]:
    """What the corpus says, stored and judged as a whole."""
    with store.reading():
        found, admitted = whole(store, judge())
        stored = {a.entry.document.key: a.standing for a in admitted}
        return {
            "standings": stored,
            "families": found.families,
            "relations": found.relations,
            "facts": found.facts(admitted),
        }


def expected(docs: Sequence[Document]) -> dict[str, Any]:
    report = batch(docs).report
    return {
        "standings": {doc.key: doc for doc in report.documents},
        "families": report.families,
        "relations": report.relations,
        "facts": report.facts,
    }


def assert_equal(store: Store, docs: Sequence[Document]) -> None:
    found, wanted = stands(store), expected(docs)
    assert found["families"] == wanted["families"]
    assert found["relations"] == wanted["relations"]
    assert found["facts"] == wanted["facts"]
    assert found["standings"].keys() == wanted["standings"].keys()
    for key, doc in wanted["standings"].items():
        standing = found["standings"][key]
        assert standing.findings == doc.findings, key
        for name in ("family", "verdict", "score", "interval", "coverage", "dimensions", "salvage"):
            assert getattr(standing, name) == getattr(doc, name), (key, name)


def split(docs: list[Document], chance: random.Random) -> Iterator[list[Document]]:
    chance.shuffle(docs)
    while docs:
        size = chance.randint(1, 4)
        yield docs[:size]
        del docs[:size]


FEW = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],  # a failing split is told as it is: making it smaller takes minutes
)


@FEW
@given(st.sets(st.sampled_from(sorted(TEXTS)), min_size=2), SEEDS)
def test_any_split_in_any_order_gives_what_one_audit_gives(keys: set[str], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # a fixed seed, no secret
    docs = documents({key: TEXTS[key] for key in sorted(keys)})
    store = open_store("sqlite://", create=True)
    for part in split(list(docs), chance):
        add(store, part)
    assert_equal(store, docs)
    store.close()


@FEW
@given(st.sets(st.sampled_from(sorted(TEXTS)), min_size=1, max_size=6), SEEDS)
def test_what_is_removed_leaves_what_an_audit_of_the_rest_gives(gone: set[str], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # a fixed seed, no secret
    docs = documents(TEXTS)
    store = open_store("sqlite://", create=True)
    for part in split(list(docs), chance):
        add(store, part)
    with store.transaction():
        rows = [a.row for a in store.entries(doc.id for doc in docs) if a.entry.document.key in gone]
        remove(store, rows, judge())
    assert_equal(store, [doc for doc in docs if doc.key not in gone])
    store.close()


def test_the_pool_holds_what_the_law_is_about() -> None:
    report = batch(documents(TEXTS)).report
    relations = {member.relation.value for family in report.families for member in family.members}
    assert relations == {"first", "near-duplicate", "revision", "syndicated", "excerpt"}
    assert {"conflicts", "currency-swap"} & {relation.kind for relation in report.relations}
    assert {fact.status for fact in report.facts} >= {"single", "conflicting"}


@FEW
@given(SEEDS)
def test_a_crowd_is_compared_as_one_audit_compares_it(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # a fixed seed, no secret
    with pytest.MonkeyPatch.context() as patch:
        # Small caps, so that crowds form, get new centres and shrink among a few documents.
        patch.setattr(copies, "CAP", 3)
        patch.setattr(copies.Check, "cap", 3)
        patch.setattr("auditor.checks.figures._CLIQUE", 3)
        patch.setattr("auditor.checks.figures._CENTRES", 1)
        patch.setattr("auditor.checks.figures.Check.cap", 3)
        docs = documents(TEXTS)
        store = open_store("sqlite://", create=True)
        for part in split(list(docs), chance):
            add(store, part)
        assert_equal(store, docs)
        gone = {doc.key for doc in chance.sample(docs, 5)}
        with store.transaction():
            rows = [a.row for a in store.entries(doc.id for doc in docs) if a.entry.document.key in gone]
            remove(store, rows, judge())
        assert_equal(store, [doc for doc in docs if doc.key not in gone])
        store.close()


def test_equal_texts_with_other_dates_are_ranked_as_one_audit_ranks_them(store: Store) -> None:
    docs = [
        replace(Document.of(OFFICIAL, "late.txt"), published="2025-12-01"),
        replace(Document.of(OFFICIAL, "early.txt"), published="2025-01-01", offset=40),
        Document.of(BOOM, "boom.txt"),
    ]
    for doc in docs:
        add(store, [doc])
    assert_equal(store, docs)


def test_a_document_added_again_changes_nothing(store: Store) -> None:
    docs = documents(TEXTS)
    add(store, docs)
    before = stands(store)
    add(store, docs[:4])
    assert stands(store) == before
    assert store.count() == len({doc.id for doc in docs})


def test_a_document_that_was_not_judged_before_it_came_stands_as_well(store: Store) -> None:
    docs = documents(TEXTS)
    with store.transaction():
        admit(store, [store.packed(alone(doc).entry(doc.key)) for doc in docs], judge())
    assert_equal(store, docs)


def test_the_history_tells_of_each_document_that_came_once_and_how_it_stands(store: Store) -> None:
    docs = documents(TEXTS)
    add(store, docs[:5])
    add(store, docs[5:])
    with store.reading():
        for doc in docs:
            came, *later = [event for event in listing.history(store.held, doc.id) if event["key"] == doc.key]
            (stands,) = [a.standing for a in store.entries([doc.id]) if a.entry.document.key == doc.key]
            assert came["event"] == "admitted"
            assert {event["event"] for event in later} <= {"judged anew"}
            assert stands is not None
            assert [came, *later][-1]["score"] == stands.score


def test_small_parts_of_work_change_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.admission._BATCH", 2)
    docs = documents(TEXTS)
    add(store, docs)
    assert_equal(store, docs)
    with store.reading():
        found = list(parts(store))
    assert sorted(name for part in found for name in part) == sorted({doc.id for doc in docs})


def test_what_a_new_document_says_of_old_ones_is_told(store: Store) -> None:
    old, new = Document.of(OFFICIAL, "official.txt"), Document.of(BOOM, "boom.txt")
    add(store, [old])
    report = gated([new], store)
    assert report.affected
    assert {evidence.key for finding in report.affected for evidence in finding.evidence} == {"official.txt"}


def test_a_day_that_goes_by_is_no_effect_of_what_comes_in(store: Store) -> None:
    # The forecast was one when it was admitted; that its time is over by the day of a later gate is not that gate's doing.
    forecast = Document.of("预计到2026年，滨河新区储能产业规模将达1200亿元。\n\n滨河日报 2025-09-03\n", "forecast.txt")

    def on(day: str, doc: Document) -> Batch:
        return examine_documents([doc], policy=load_policy(), engine=ENGINE, as_of=day)

    early = on("2025-09-04", forecast)
    with store.transaction():
        by = Judge(early.rules, early.checks, early.policy, early.as_of)
        admit(store, [store.packed(early.entry("forecast.txt"))], by)
    late = on("2031-01-01", Document.of(HARBOUR, "harbour.txt"))
    before, after = (found.examined["forecast.txt"].findings for found in (early, on("2031-01-01", forecast)))
    assert {finding.rule for finding in after} - {finding.rule for finding in before}
    with store.reading():
        assert judge_documents(late, ENGINE, store).report.affected == ()


def test_the_evidence_of_a_gate_reaches_beyond_those_whom_it_meets(store: Store) -> None:
    # Who is suspect depends on who else agrees: on edges between documents that were admitted before.
    docs = documents({name: TEXTS[name] for name in ("official.txt", "rival.txt", "report.txt", "boom.txt")})
    add(store, docs[:3])
    report = gated(docs[3:], store)
    (alone,) = [doc for doc in batch(docs).report.documents if doc.key == "boom.txt"]
    figures = [f for f in report.documents[0].findings if f.dimension == "figures"]
    assert figures == [f for f in alone.findings if f.dimension == "figures"]


def test_no_more_admitted_documents_are_looked_at_than_a_gate_has_time_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.encounter.REACH", 2)
    docs = documents(TEXTS)
    add(store, docs[:-1])
    found = gated(docs[:1], store)
    assert any("more than 2 admitted documents" in note.message for note in found.notes)


def test_reach_stops_at_its_limit() -> None:
    class Chain:
        def linked(self, ids: set[str]) -> set[str]:
            return {str(int(name) + 1) for name in ids}

    found, all_of_it = joining.reach(Chain(), ["0"], limit=5)  # type: ignore[arg-type]  # only links are asked for
    assert (sorted(found), all_of_it) == (["0", "1", "2", "3", "4"], False)


def test_stores_may_be_files_too(tmp_path: Path) -> None:
    docs = documents({key: TEXTS[key] for key in ("report.txt", "report-copy.txt", "rival.txt")})
    for doc in docs:
        store = open_store(str(tmp_path / "c.db"), create=True)
        add(store, [doc])
        store.close()
    assert_equal(open_store(str(tmp_path / "c.db")), docs)
