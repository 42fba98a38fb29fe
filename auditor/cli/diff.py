"""``auditor diff``: what changed between two stored reports."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from auditor.errors import BadInput
from auditor.formats._encode import plain, pretty
from auditor.formats._stored import load_report
from auditor.formats._visible import one_line
from auditor.judge.diff import Change, Diff, compare

__all__ = ["run"]

_WIDTH = 300
_WORDS: Mapping[str, str] = {
    "document": "文档", "verdict": "结论", "finding": "问题", "fact": "事实", "added": "新增", "removed": "消失",
    "moved": "移动", "edited": "修改", "changed": "变化", "cause": "依据",
}  # fmt: skip
_SIGNS: Mapping[str, str] = {"added": "+", "removed": "-", "moved": "→", "edited": "~", "changed": "~"}


def run(old: str, new: str, *, format: str, language: str) -> int:
    """Exit 0 when nothing changed, 1 when something did; a report that cannot be read raises BadInput."""
    if format not in {"text", "json"}:
        raise BadInput(f"unknown format {format!r}", where="--format", remedy="use text or json")
    if language not in {"en", "zh"}:
        raise BadInput(f"unknown language {language!r}", where="--language", remedy="use en or zh")
    found = compare(load_report(Path(old)), load_report(Path(new)))
    if format == "json":
        sys.stdout.write(pretty(plain({"same": not found.changes, **asdict(found)})))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(found, language))
    return int(bool(found.changes))


def _lines(found: Diff, language: str) -> Iterator[str]:
    for change in found.causes:
        yield _line(change, language)
    if found.causes:
        yield ""
    for key, changes in groupby(found.changes, key=lambda change: change.key):
        yield one_line(key, _WIDTH) if key else _word("fact", language)
        yield from (f"  {_line(change, language)}" for change in changes)
    many = len(found.changes)
    if language == "zh":
        yield f"{many} 处变化" if many else "没有变化"
    else:
        yield f"{many} changes" if many else "nothing changed"


def _line(change: Change, language: str) -> str:
    told = " → ".join(part for part in (change.old, change.new) if part is not None)
    kind = f"{_word(change.kind, language)} {_word(change.change, language)}"
    return one_line(f"{_SIGNS[change.change]} {kind}: {change.what}: {told}", _WIDTH)


def _word(name: str, language: str) -> str:
    return _WORDS[name] if language == "zh" else name
