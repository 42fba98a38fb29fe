from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from auditor.audit import audit
from auditor.cli import text
from auditor.formats.json import render
from auditor.formats.protocol import Options

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = [f"samples/{name}" for name in ("night", "plain", "wind")]
SEEDS = ROOT.parent / "shared" / "seeds"


def places(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for finding in document["findings"]:
        yield from finding["evidence"]
        yield from finding["related"]
    yield from document["claims"]


def audited(paths: Sequence[str | Path]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(str(render(audit(paths), Options())))
    return found


def wrong_places(report: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The evidence and claims whose quote is not what `auditor text` prints there."""
    of_key = {doc["key"]: (doc["path"], doc["record"]) for doc in report["documents"]}
    texts = {}
    for path, record in sorted(set(of_key.values()), key=str):
        assert text.run(path, wanted=record, text_field="text") == 0
        texts[path, record] = capsys.readouterr().out
    found = [place for document in report["documents"] for place in places(document)]
    found += [place for relation in report["relations"] for place in (*relation["a"], *relation["b"])]
    assert found
    return [p for p in found if texts[of_key[p["key"]]][p["start"] : p["end"]] != p["quote"]]


def test_the_spans_of_the_samples_are_those_of_the_printed_text(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert wrong_places(audited(SAMPLES), capsys) == []


def test_the_spans_of_the_seeds_are_those_of_the_printed_text(capsys: pytest.CaptureFixture[str]) -> None:
    if not SEEDS.is_dir():
        pytest.skip("the seed documents are not in this checkout")
    assert wrong_places(audited([SEEDS]), capsys) == []


@pytest.mark.parametrize(
    "raw",
    [
        "第一行\r\n第二行\r第三行\n\n\u2028末行\tTab".encode(),
        b"no line break at the end",
        "\U0001f3ee 灯\u200b节\x0b\n".encode(),
    ],
    ids=["line ends", "plain", "odd characters"],
)
def test_a_utf_8_text_comes_out_byte_for_byte(auditor: Command, tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    done = auditor("text", tmp_path / "a.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, raw, b"")


def test_a_gb18030_text_comes_out_as_utf_8(auditor: Command, texts: dict[str, str]) -> None:
    done = auditor("text", "-", stdin=texts["good"].encode("gb18030"))
    assert (done.returncode, done.stdout.decode()) == (0, texts["good"])


def test_a_record_is_chosen_by_its_id(auditor: Command, tmp_path: Path) -> None:
    rows = [{"id": "一", "text": "第一条。\n"}, {"id": "二", "text": "第二条。\n"}]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert auditor("text", tmp_path / "a.jsonl", "--id", "二").stdout.decode() == "第二条。\n"
    several, none = auditor("text", tmp_path / "a.jsonl"), auditor("text", tmp_path / "a.jsonl", "--id", "三")
    for done in (several, none):
        assert (done.returncode, done.stdout) == (2, b"")
        assert "--id, such as: 一, 二" in done.stderr.decode()


@pytest.mark.parametrize("name", ["none.txt", "empty.txt", "noise.txt"])
def test_what_has_no_text_is_exit_2(auditor: Command, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 8)
    done = auditor("text", tmp_path / name)
    assert (done.returncode, done.stdout) == (2, b"")
    assert name in done.stderr.decode().splitlines()[1]
