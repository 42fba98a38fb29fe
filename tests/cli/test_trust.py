from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]
ROWS = [
    {"source": "北湾日报", "item": "产业规模", "value": "860亿元"},
    {"source": "海湾网", "item": "产业规模", "value": "86000000000元", "family": "f"},
    {"source": "转载站", "item": "产业规模", "value": "860亿元", "family": "f"},
    {"source": "小站", "item": "产业规模", "value": "8600亿元"},
]


def lines(*rows: object) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def test_items_and_sources_have_the_fields_of_the_contract(auditor: Command) -> None:
    done = auditor("trust", "-", stdin=lines(*ROWS))
    assert (done.returncode, done.stderr) == (0, b"")
    told = json.loads(done.stdout)
    (item,) = told["items"]
    assert set(item) == {"item", "value", "confidence", "voices", "alternatives"}
    assert (item["value"], item["voices"]) == ("860亿元", 2)
    assert [one["value"] for one in item["alternatives"]] == ["8600亿元"]
    assert [set(source) for source in told["sources"]] == [{"name", "trust", "interval", "n"}] * 4


def test_the_same_rows_in_another_order_give_the_same_bytes(auditor: Command, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(lines(*reversed(ROWS)))
    assert auditor("trust", path).stdout == auditor("trust", "-", stdin=lines(*ROWS)).stdout


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"item": "x", "value": 1}, "source"),
        ({"source": "a", "item": " ", "value": 1}, "item"),
        ({"source": "a", "item": "x"}, "value"),
        ({"source": "a", "item": "x", "value": None}, "value"),
        ({"source": "a", "item": "x", "value": [1]}, "value"),
        ({"source": "a", "item": "x", "value": 1, "family": 1.5}, "family"),
    ],
)
def test_a_broken_row_is_named_by_line_and_field(auditor: Command, row: object, field: str) -> None:
    done = auditor("trust", "-", stdin=lines(ROWS[0], row))
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"line 2: field '{field}'".encode() in done.stderr


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"[1]", b"{", b'{"source": "\xff"}', b"[" * 100_000])
def test_what_holds_no_row_is_refused(auditor: Command, raw: bytes) -> None:
    done = auditor("trust", "-", stdin=raw)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"auditor: ")
    assert b"Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_exit_2(auditor: Command, tmp_path: Path) -> None:
    assert auditor("trust", tmp_path / "none.jsonl").returncode == 2
