from __future__ import annotations

import json
import random
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import auditor
from auditor.cli import calibrate as command
from auditor.errors import BadInput
from auditor.formats.json import render
from auditor.formats.protocol import Options

PLACES = ("北湾", "南岸", "东港", "西河", "云岭", "青浦", "石桥", "林口")


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on 240 short texts, every third of them with an advert in it."""
    folder = tmp_path_factory.mktemp("labelled")
    draw = random.Random(3)  # noqa: S311  # texts of a test
    rows = []
    for number in range(240):
        words = "".join(chr(draw.randrange(0x4E00, 0x9FA5)) for _ in range(60))
        advert = "【澳门真人娱乐城 首存送88】点击进入官网注册" if number % 3 == 0 else ""
        rows.append({"id": str(number), "text": f"{draw.choice(PLACES)}{words}。{advert}{words[::-1]}。"})
    (folder / "in.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    report = auditor.audit([folder / "in.jsonl"])
    (folder / "audit.json").write_text(str(render(report, Options())), encoding="utf-8")
    return folder / "audit.json"


def documents(stored: Path) -> list[Any]:
    return list(json.loads(stored.read_text(encoding="utf-8"))["documents"])


def labels(stored: Path, *, by: str = "key") -> list[dict[str, Any]]:
    draw = random.Random(4)  # noqa: S311  # as above
    told = []
    for doc in documents(stored):
        chance = 0.85 if any(f["dimension"] == "spam" for f in doc["findings"]) else 0.1
        told.append({"document": doc[by], "decision": "reject" if draw.random() < chance else "accept", "by": "lin"})
    return told


def run(stored: Path, rows: Sequence[object], **options: Any) -> int:
    path = stored.with_name("labels.jsonl")
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return command.run(str(path), report=str(stored), **{"method": "sigmoid", "plot": None, "output": None, **options})


def test_the_numbers_go_to_a_file_and_the_plot_is_a_readable_svg(stored: Path, tmp_path: Path) -> None:
    output, plot = tmp_path / "c.json", tmp_path / "r.svg"
    assert run(stored, labels(stored), output=str(output), plot=str(plot)) == 0
    told = json.loads(output.read_text(encoding="utf-8"))
    assert told["labels"] == 240
    assert told["auc"] > 0.75
    assert told["ece"] < told["ece_perfect_high"] + 0.05
    root = ET.parse(plot).getroot()  # noqa: S314  # our own file
    assert "ECE" in "".join(root.itertext())
    assert len(root.findall("{*}circle")) == len(told["bins"])


def test_a_document_is_named_by_its_id_or_by_its_key(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(stored, labels(stored))
    by_key = capsys.readouterr().out
    run(stored, labels(stored, by="id"))
    assert capsys.readouterr().out == by_key


def test_the_latest_decision_holds_and_review_is_none(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = labels(stored)
    changed = {**rows[0], "decision": "review", "at": "2026-02-01"}
    run(stored, [changed, *rows])
    said = capsys.readouterr()
    assert json.loads(said.out)["labels"] == 239
    assert "1 labels were superseded" in said.err
    assert "1 documents are still to be reviewed" in said.err


def test_labels_of_documents_that_are_not_in_the_report_are_refused(stored: Path) -> None:
    with pytest.raises(BadInput, match=r"1 of 241 labels match no document of the report: line 241: 'elsewhere.txt'"):
        run(stored, [*labels(stored), {"document": "elsewhere.txt", "decision": "accept"}])


def test_too_few_labels_are_refused(stored: Path) -> None:
    with pytest.raises(BadInput, match="199 labels"):
        run(stored, labels(stored)[:199])


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"decision": "accept"}, "document"),
        ({"document": "a", "decision": "perhaps"}, "decision"),
        ({"document": "a", "decision": "accept", "by": 3}, "by"),
    ],
)
def test_a_broken_label_is_named_by_line_and_field(stored: Path, row: object, field: str) -> None:
    with pytest.raises(BadInput, match=f"line 1: field '{field}'"):
        run(stored, [row])


def test_a_report_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "audit.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadInput):
        run(tmp_path / "audit.json", [{"document": "a", "decision": "accept"}])
