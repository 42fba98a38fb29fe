"""The laws of the report: they hold for any input."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import auditor
from auditor.audit import audit_documents, make_engine
from auditor.cli import gate
from auditor.cli.outputs import Outputs
from auditor.errors import BadInput, BadPolicy
from auditor.examine import examine, prepared
from auditor.formats._schema import SHIPPED
from auditor.formats.json import render
from auditor.formats.protocol import Options
from auditor.judge.policy import Override, load_policy
from auditor.model import Aspect, Assessment, Document, Evidence, Finding, Report, Verdict
from auditor.rules.rule import Rule

PIPELINE = import_module("auditor.audit")
EXAMINE = import_module("auditor.examine")
ROOT = Path(__file__).resolve().parents[1]
SCHEMA = jsonschema.Draft202012Validator(json.loads(SHIPPED.read_bytes()))

OFFICIAL = """北湾新区储能产业规模达860亿元

北湾日报 2025-09-03

据新区统计局数据，2024年上海市储能产业规模为860亿元，同比增长12.5%，约占全国的四分之一。截至2024年底，上海共有储能企业214家，其中上市公司19家。

“我们将按季度公布项目进展，相关项目的验收结果也会一并公布，接受社会监督。”新区发展改革局有关负责人在9月2日的发布会上说。
"""
BOOM = """Why Shanghai is the next gold rush

Shanghai's energy storage industry was worth $86 billion in 2024, and insiders say the best is still to come. There were 1,900 energy storage companies in Shanghai at the end of 2024, 60 percent of China, with 45 percent growth every year. Experts agree: those who miss this will regret it for decades.
"""
PIECES = (
    OFFICIAL,
    BOOM,
    "【澳门真人娱乐城 首存送88】点击进入官网注册，加微信lz5588\n",
    "{随机标题}{城市名}的储能产业{时间戳}\n",
    "Beiwan Times· 2025-11-18 23:36\n",
    "2024年，全国工业产值为3.2万亿元，同比下降3.5%[12]，约合4500亿美元。\n",
    "\u202e\u200b\x00\ud83d １２％ &nbsp;&#8203;\r\n",
    "1\n\n",
)
DOCUMENTS = st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join), min_size=1, max_size=4)


def audited(texts: Mapping[str, str] | Sequence[str], **given: Any) -> Report:
    named = texts if isinstance(texts, Mapping) else {f"{number}.txt": text for number, text in enumerate(texts)}
    docs = [replace(Document.of(text, key), offset=given.pop("offset", 0)) for key, text in named.items()]
    return audit_documents(docs, policy=load_policy(), engine=make_engine("local", 1), **given).report


def of_key(report: Report, key: str) -> Assessment:
    return next(doc for doc in report.documents if doc.key == key)


def test_the_public_function_can_be_called_again_and_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OFFICIAL, encoding="utf-8")
    script = "import auditor; print([auditor.audit(['a.txt']).documents[0].verdict.value for _ in range(2)])"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert done.stdout.decode().strip() == "['accept', 'accept']"


def places(report: Report) -> Iterator[Evidence]:
    for doc in report.documents:
        for finding in doc.findings:
            yield from (*finding.evidence, *finding.related)
    for relation in report.relations:
        yield from (*relation.a, *relation.b)


FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@FEW
@given(DOCUMENTS)
def test_every_span_quotes_the_text(texts: list[str]) -> None:
    report = audited(texts)
    held = {f"{number}.txt": text for number, text in enumerate(texts)}
    for place in places(report):
        assert held[place.key][place.start : place.end] == place.quote
    for doc in report.documents:
        for claim in doc.claims:
            assert held[claim.key][claim.start : claim.end] == claim.quote


@FEW
@given(DOCUMENTS)
def test_every_report_keeps_to_the_shipped_schema(texts: list[str]) -> None:
    SCHEMA.validate(json.loads(str(render(audited(texts), Options(with_text=True)))))


@FEW
@given(DOCUMENTS)
def test_what_a_document_lost_is_the_sum_of_its_points(texts: list[str]) -> None:
    for doc in audited(texts).documents:
        for name, dimension in doc.dimensions.items():
            points = sum(finding.points for finding in doc.findings if finding.dimension == name)
            if dimension.score is not None:
                assert dimension.lost == pytest.approx(points, abs=0.011)
                assert dimension.lost <= dimension.cap
        assert len({finding.fingerprint for finding in doc.findings}) == len(doc.findings)


@FEW
@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_no_byte(texts: list[str], chance: random.Random) -> None:
    named = {f"{number}.txt": text for number, text in enumerate(texts)}
    keys = list(named)
    chance.shuffle(keys)
    assert render(audited({key: named[key] for key in keys}), Options()) == render(audited(named), Options())


def test_the_order_of_the_paths_changes_no_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    paths = sorted(path.as_posix() for path in Path("samples").rglob("*") if path.parent.name in {"wind", "night"})
    forward, backward = (render(auditor.audit(order), Options(with_text=True)) for order in (paths, paths[::-1]))
    assert forward == backward
    SCHEMA.validate(json.loads(str(forward)))


def test_a_broken_input_is_in_the_report_and_the_report_keeps_to_the_schema(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OFFICIAL, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("{", encoding="utf-8")
    report = json.loads(str(render(auditor.audit([tmp_path, tmp_path / "none"]), Options())))
    SCHEMA.validate(report)
    assert [Path(fault["path"]).name for fault in report["faults"]] == ["b.jsonl", "none"]
    assert len(report["documents"]) == 1


COPIES = (BOOM, BOOM.replace("insiders", "people"), BOOM.replace("Why Shanghai is the next gold rush\n\n", ""))


@pytest.mark.parametrize("names", [["c0", "c1", "c2"], ["000", "001", "002"], ["z0", "z1", "z2"]])
def test_copies_of_a_document_change_no_other_documents_findings(names: list[str]) -> None:
    # The first of a family is the earliest by date, else by id: a date makes it the original, as in life.
    originals = {"a.txt": OFFICIAL, "b.txt": f"Harbour Times, 3 September 2025\n\n{BOOM}"}
    alone = audited(originals)
    assert {finding.rule for finding in of_key(alone, "b.txt").findings} & {"currency-swap", "conflicting-figures"}
    for number in (1, 3):
        crowd = audited({**originals, **dict(zip(names[:number], COPIES, strict=False))})
        for key in originals:
            assert of_key(crowd, key).findings == of_key(alone, key).findings
            assert of_key(crowd, key).score == of_key(alone, key).score


def test_copies_add_no_voice_to_a_fact() -> None:
    alone = audited({"a.txt": OFFICIAL})
    crowd = audited({"a.txt": OFFICIAL, "b.txt": OFFICIAL, "c.txt": OFFICIAL.replace("北湾日报", "南湾晚报")})
    assert {fact.independent for fact in (*alone.facts, *crowd.facts)} == {1}
    assert {fact.status for fact in crowd.facts} == {"single"}


def test_a_copy_gets_an_id_that_the_text_has_anywhere_and_a_key_of_its_own() -> None:
    report = audited({"a.txt": OFFICIAL, "b.txt": OFFICIAL})
    assert len({doc.id for doc in report.documents}) == 1
    assert [doc.key for doc in report.documents] == ["a.txt", "b.txt"]
    assert len({doc.family for doc in report.documents}) == 1


def test_a_key_that_two_documents_have_is_a_fault_and_none_is_lost_in_silence(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "第一条。"}', encoding="utf-8")
    (tmp_path / "a.jsonl#1").write_text("加微信lz5588，澳门真人娱乐城。", encoding="utf-8")
    report = auditor.audit([tmp_path])
    assert len(report.documents) == 1
    assert ["the key" in fault.message for fault in report.faults] == [True]


class Broken:
    """A check that finds something and then breaks."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rule = rules["unfilled-placeholder"]

    def inspect(self, doc: Document) -> Iterator[Finding]:
        yield self.rule.finding([Evidence.at(doc, (0, 2))], quote=doc.text[:2], count=1)
        raise ZeroDivisionError("no figures")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    rules, checks = prepared(())
    more = {**checks, "broken": (Broken(rules.rules), frozenset({Aspect.SPAM}))}
    for module in (PIPELINE, EXAMINE):
        monkeypatch.setattr(module, "prepared", lambda *_: (rules, more))


def test_a_check_that_breaks_is_a_fault_and_keeps_what_it_had_found() -> None:
    rules, _ = prepared(())
    found = examine(Document.of(OFFICIAL, "a.txt"), {"broken": (Broken(rules.rules), frozenset({Aspect.SPAM}))})
    assert [(fault.path, fault.stage, fault.message) for fault in found.faults] == [
        ("a.txt", "check broken", "ZeroDivisionError: no figures")
    ]
    assert found.failed == {Aspect.SPAM}
    assert [finding.rule for finding in found.findings] == ["unfilled-placeholder"]


def test_a_check_that_speaks_of_no_aspect_may_have_spoken_of_any() -> None:
    rules, _ = prepared(())
    found = examine(Document.of(OFFICIAL, "a.txt"), {"broken": (Broken(rules.rules), frozenset())})
    assert found.failed == set(Aspect)


@pytest.mark.parametrize("signal", ["claims", "provenance", "language", "unread"])
def test_a_signal_that_breaks_is_a_fault_too(monkeypatch: pytest.MonkeyPatch, signal: str) -> None:
    def breaks(_: Document) -> Any:
        raise ZeroDivisionError

    sound = of_key(audited([OFFICIAL]), "0.txt")
    assert sound.verdict is Verdict.ACCEPT
    monkeypatch.setattr(EXAMINE, signal, breaks)
    report = audited([OFFICIAL])
    assert [fault.message for fault in report.faults] == ["ZeroDivisionError: "]
    assert of_key(report, "0.txt").verdict is Verdict.REVIEW


@pytest.mark.usefixtures("broken")
def test_where_a_check_breaks_the_verdict_is_review_at_best_and_less_is_covered() -> None:
    report = audited([OFFICIAL, f"{OFFICIAL}\n加微信lz5588，澳门真人娱乐城首存送88，点击官网注册。\n"])
    good, bad = report.documents
    assert (good.verdict, bad.verdict) == (Verdict.REVIEW, Verdict.REJECT)
    assert good.coverage < 1
    assert good.interval is not None
    assert good.interval[1] - good.interval[0] > 20
    assert len(report.faults) == 2


@pytest.mark.usefixtures("broken")
def test_the_gate_refuses_when_a_check_breaks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(OFFICIAL, encoding="utf-8")
    code = gated(tmp_path / "a.txt", tmp_path / "c.db")
    assert code == 2
    assert "check broken" in capsys.readouterr().err
    with sqlite3.connect(tmp_path / "c.db") as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (0,)
    connection.close()


def gated(path: Path, corpus: Path) -> int:
    return gate.run(
        [str(path)],
        Outputs.parse("", (), with_text=False, language="en"),
        corpus=str(corpus),
        admit=True,
        fail_on="reject",
        min_score=None,
        policy=None,
        rules=(),
        as_of=None,
        jobs=1,
        engine="local",
        text_field="text",
    )


def test_an_audit_against_a_corpus_changes_nothing_and_finds_the_admitted_copy(tmp_path: Path) -> None:
    path, corpus = tmp_path / "a.txt", tmp_path / "c.db"
    path.write_text(OFFICIAL, encoding="utf-8")
    assert gated(path, corpus) == 0
    path.write_text(OFFICIAL.replace("19家", "21家"), encoding="utf-8")
    before = corpus.read_bytes()
    report = auditor.audit([path], corpus=corpus)
    (doc,) = report.documents
    assert "near-duplicate" in {finding.rule for finding in doc.findings}
    assert report.corpus is not None
    assert report.corpus["documents"] == 1
    assert corpus.read_bytes() == before


@pytest.mark.parametrize("as_of", ["", "yesterday", "20260131", "2026-W05-6", "2026-02-30", "2026-01-31T00:00"])
def test_a_day_that_is_none_is_refused(as_of: str) -> None:
    with pytest.raises(BadInput, match="no date"):
        audited([OFFICIAL], as_of=as_of)


def test_a_policy_for_a_rule_that_does_not_exist_is_refused() -> None:
    policy = replace(load_policy(), rules={"near-duplikate": Override(points=1)})
    with pytest.raises(BadPolicy, match="near-duplikate"):
        audit_documents([Document.of(OFFICIAL)], policy=policy, engine=make_engine("local", 1))


def test_no_path_is_refused() -> None:
    with pytest.raises(BadInput, match="no document"):
        auditor.audit([])


def test_progress_is_told_stage_by_stage() -> None:
    said: list[tuple[str, int, int]] = []
    tell: Callable[[str, int, int], None] = lambda *state: said.append(state)  # noqa: E731  # a named lambda is shortest
    audited([OFFICIAL, BOOM], progress=tell)
    assert said[:2] == [("examine", 1, 2), ("examine", 2, 2)]
