from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import auditor
from auditor.formats._told import in_chinese, stage_in_chinese

SOURCE = Path(auditor.__file__).parent
HAN = re.compile(r"[\u4e00-\u9fff]")

# The words of Python's exceptions are its own; others are put together of parts, and tested as they come out.
PUT_TOGETHER = {"TypeError: 7", "'id' is 7", "7 is 7", "the text is 7 but 7", "7: 7; 7"}


def wording(node: ast.expr) -> str | None:
    """What a literal says, with a 7 for each part that varies; ``None`` for what is put together elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values)  # type: ignore[misc]  # text
    return None


def messages() -> Iterator[str]:
    """What the program's source says in faults, notes and the errors of readers, which become faults."""
    for path in sorted(SOURCE.rglob("*.py")):
        reads = path.parent.name in {"readers", "text"}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", "")
            told: list[ast.expr] = []
            if name in {"Fault", "Note"} and len(node.args) > 2:
                told = [node.args[2]]
            elif name == "BadInput" and reads:
                told = [*node.args[:1], *(each.value for each in node.keywords if each.arg == "remedy")]
            for each in filter(None, map(wording, told)):
                yield re.sub(r"^7: 7$", "TypeError: 7", re.sub(r"^7: (?!7)", "line 7: ", each))


KNOWN = sorted(set(messages()) - PUT_TOGETHER)


def test_the_source_is_read() -> None:
    assert "no such file or folder; check the path" in KNOWN
    assert len(KNOWN) > 60


@pytest.mark.parametrize("message", KNOWN)
def test_every_fault_and_note_has_its_chinese(message: str) -> None:
    for clause in in_chinese(message).split("；"):
        assert HAN.search(clause), clause


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("'id' is a list; make it a string, or leave it out", "'id' 是列表；请改为字符串或删去"),
        ("the text is UTF-8 but is broken at byte 9; get the file again, or save it as UTF-8", "文本为 UTF-8 编码，但在第 9 字节处损坏；请重新获取该文件，或另存为 UTF-8"),
        ("expired on 2025-01-01: near-duplicate ab: the finding counts again", "已于 2025-01-01 过期：near-duplicate ab，该项发现重新计入"),
    ],
)  # fmt: skip
def test_what_is_put_together_has_its_chinese(message: str, told: str) -> None:
    assert in_chinese(message) == told


def test_names_and_numbers_stay() -> None:
    assert (
        in_chinese("no column 'body'; name the text's column with --text-field")
        == "没有列 'body'；请用 --text-field 指定正文所在列"
    )
    assert in_chinese("line 12: the id 'a; b' occurs twice") == "第 12 行：id 'a; b' 重复出现"
    assert (
        in_chinese("line 3: 'title' is a list; make it a string or null")
        == "第 3 行：'title' 是列表；请改为字符串或 null"
    )


def test_what_is_not_known_stays_as_it_is() -> None:
    assert in_chinese("ZeroDivisionError: division by zero") == "ZeroDivisionError: division by zero"


def test_a_stage_is_named() -> None:
    assert stage_in_chinese("check near_duplicates") == "检查 near_duplicates"
    assert stage_in_chinese("read") == "读取"
    assert stage_in_chinese("elsewhere") == "elsewhere"


@pytest.mark.parametrize("letter", ["a", "; ", "{}", "(", " is ", "\ud800"])
def test_a_hostile_message_costs_little(letter: str) -> None:
    assert in_chinese(letter * 1_000_000)
