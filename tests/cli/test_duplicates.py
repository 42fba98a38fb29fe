from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from auditor.cli.duplicates import run
from auditor.errors import BadInput
from auditor.model import content_id

A = (
    "The harbour authority of Lindholm opened its second cold store on Tuesday, a hall of twelve aisles in which fruit from "
    "the southern growers waits for the night trains. The hall was planned for the spring, but the ground under the old "
    "timber quay turned out to be softer than the borings had shown, and the piles had to be driven nine metres deeper."
)
B = A.replace("Tuesday", "Thursday")
C = "林湾山区的志愿者用了三个冬天，把地图上没有的泉眼一处处标出来。他们两人一组，记下水温和流量，在每处泉眼旁留下一块编号瓷砖。"
LONG = f"{C * 2} Volunteers mapped springs in the hills. {A} The ferry sails twice a day until October, weather permitting."


def _run(paths: list[Path], output: Path, **options: Any) -> tuple[int, list[dict[str, Any]]]:
    settings: dict[str, Any] = {"threshold": 0.8, "excerpts": True, "text_field": "text"} | options
    code = run([str(path) for path in paths], output=str(output), **settings)
    return code, [json.loads(line) for line in output.read_text("utf-8").splitlines()]


def _lines(path: Path, rows: list[dict[str, object]]) -> Path:
    raw = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)
    return path


@pytest.mark.parametrize("name", ["docs.jsonl", "docs.jsonl.gz"])
def test_records_give_pairs_excerpts_and_families(tmp_path: Path, name: str) -> None:
    file = _lines(
        tmp_path / name, [{"id": "a", "text": A}, {"id": "b", "text": B}, {"id": "c", "text": LONG}, {"text": C}]
    )
    code, rows = _run([file], tmp_path / "out.jsonl")
    assert code == 0
    pair = next(row for row in rows if row["kind"] == "pair")
    assert pair["a"] == {"path": file.as_posix(), "record": "a", "part": 0, "id": content_id(A)}
    assert pair["b"]["record"] == "b"
    assert 0.8 <= pair["similarity"] < 1
    excerpts = [row for row in rows if row["kind"] == "excerpt"]
    assert [(row["a"]["record"], row["b"]["record"]) for row in excerpts] == [("a", "c"), ("b", "c")]
    span = excerpts[0]["spans"][0]
    assert A[slice(*span["a"])] == LONG[slice(*span["b"])]
    (family,) = (row for row in rows if row["kind"] == "family")
    assert {member["record"] for member in family["members"]} == {"a", "b", "c"}
    assert family["id"] == family["members"][0]["id"]
    assert family["members"][0]["relation"] == "first"


def test_files_of_a_folder_are_compared_and_order_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in (("one.txt", A), ("two.txt", B), ("three.txt", C)):
        (folder / name).write_text(text, "utf-8")
    _, rows = _run([folder], tmp_path / "out.jsonl")
    assert [row["kind"] for row in rows] == ["pair", "family"]
    files = sorted(folder.iterdir())
    _, forward = _run(files, tmp_path / "f.jsonl")
    _, backward = _run(files[::-1], tmp_path / "b.jsonl")
    assert forward == backward


def test_without_excerpts_only_pairs_and_their_families_are_written(tmp_path: Path) -> None:
    file = _lines(tmp_path / "docs.jsonl", [{"text": A}, {"text": B}, {"text": LONG}])
    _, rows = _run([file], tmp_path / "out.jsonl", excerpts=False)
    assert [row["kind"] for row in rows] == ["pair", "family"]


def test_a_parquet_ending_writes_parquet(tmp_path: Path) -> None:
    file = _lines(tmp_path / "docs.jsonl", [{"text": A}, {"text": B}, {"text": LONG}])
    output = tmp_path / "out.parquet"
    assert run([str(file)], threshold=0.8, excerpts=True, output=str(output), text_field="text") == 0
    rows = pq.read_table(output).to_pylist()
    assert [row["kind"] for row in rows] == ["pair", "excerpt", "excerpt", "family"]
    assert rows[0]["a"]["record"] == "1"
    assert rows[3]["members"][0]["relation"] == "first"


def test_a_broken_line_is_named_and_the_others_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _lines(tmp_path / "docs.jsonl", [{"text": A}, {"text": B}])
    file.write_bytes(file.read_bytes() + b'{"text": \n{"id": 1}\n')
    code, rows = _run([file], tmp_path / "out.jsonl")
    assert code == 2
    assert [row["kind"] for row in rows] == ["pair", "family"]
    said = capsys.readouterr().err
    assert "line 3" in said
    assert "line 4" in said


def test_another_text_field_can_be_named(tmp_path: Path) -> None:
    file = _lines(tmp_path / "docs.jsonl", [{"body": A}, {"body": A}])
    _, rows = _run([file], tmp_path / "out.jsonl", text_field="body")
    assert rows[0]["similarity"] == 1.0


def test_a_missing_file_is_reported_and_exits_2(tmp_path: Path) -> None:
    code, _ = _run([tmp_path / "none.txt"], tmp_path / "out.jsonl")
    assert code == 2


def test_an_output_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    file = _lines(tmp_path / "docs.jsonl", [{"text": A}])
    with pytest.raises(BadInput):
        run([str(file)], threshold=0.8, excerpts=False, output=str(tmp_path / "no" / "out.jsonl"), text_field="text")


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    file = _lines(tmp_path / "docs.jsonl", [{"text": text} for text in (A, B, LONG, C, A)])
    _run([file], tmp_path / "one.jsonl")
    _run([file], tmp_path / "two.jsonl")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
