from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from auditor.audit import audit
from auditor.engine.local import Engine
from auditor.errors import BadRules
from auditor.formats.json import render
from auditor.formats.protocol import Options
from auditor.model import Document

REPORT = """北湾新区储能产业规模达860亿元

北湾日报 2025-09-03

据新区统计局数据，2024年北湾新区储能产业规模为860亿元，同比增长12.5%，约占全省的四分之一。截至2024年底，全区共有储能企业214家。

"我们将按季度公布项目进展。"新区发展改革局有关负责人说，相关项目的验收结果也会一并公布，接受社会监督。
"""
BOOM = """Why Beiwan is the next gold rush

Beiwan's energy storage industry is worth 8.6 trillion yuan in 2024, up 45 percent, and experts agree the best is still to come.
There are 1,900 storage companies, 60 percent of the province. Add WeChat lz5588 for casino bonus and hot girls tonight.
"""


@dataclass(frozen=True)
class Shout:
    """Builds a function that names the process which runs it."""

    def __call__(self) -> Callable[[Document], tuple[str, int]]:
        return lambda doc: (doc.text.upper(), os.getpid())


@dataclass(frozen=True)
class Refuse:
    """Breaks where it is built."""

    def __call__(self) -> Callable[[Document], str]:
        raise BadRules("broken", where="pack.yaml", remedy="mend it")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "报道.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "copy.txt").write_text(REPORT.replace("北湾日报 2025-09-03\n", ""), encoding="utf-8")
    (tmp_path / "boom.md").write_text(BOOM, encoding="utf-8")
    (tmp_path / "gb.txt").write_bytes(REPORT.replace("860亿元", "680亿元").encode("gb18030"))
    rows = [{"id": name, "text": f"{name}：{text}"} for name, text in (("一", BOOM), ("二", "短。"))]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (tmp_path / "rows.jsonl").write_text("\n".join([lines[0], "{broken", lines[1]]), encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    return tmp_path


def test_two_processes_give_the_bytes_of_one(folder: Path) -> None:
    one, two = (render(audit([folder], jobs=jobs), Options(with_text=True)) for jobs in (1, 2))
    assert one == two
    report = json.loads(one)
    assert len(report["documents"]) == 6
    assert len(report["faults"]) == 2
    assert len(report["families"]) > 0


def test_results_come_in_the_order_of_the_documents_from_other_processes() -> None:
    docs = [Document.of(f"text {number}") for number in range(20)]
    results = list(Engine(2).map(Shout(), docs))
    assert [text for text, _ in results] == [doc.text.upper() for doc in docs]
    assert os.getpid() not in {process for _, process in results}


def test_one_job_stays_in_this_process() -> None:
    assert list(Engine(1).map(Shout(), [Document.of("text")])) == [("TEXT", os.getpid())]


def test_a_few_documents_are_not_worth_a_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    docs = [Document.of(f"text {number}") for number in range(20)]
    assert {process for _, process in Engine().map(Shout(), docs)} == {os.getpid()}


def test_no_document_needs_no_process() -> None:
    assert list(Engine(4).map(Shout(), [])) == []


def test_rules_that_break_say_so() -> None:
    with pytest.raises(BadRules, match="broken"):
        list(Engine(1).map(Refuse(), [Document.of("a")]))
