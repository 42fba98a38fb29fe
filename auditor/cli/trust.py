"""``auditor trust``: which value of each item to believe, and how far each source is to be trusted."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import msgspec

from auditor.cli._lines import read_objects, wrong
from auditor.judge.trust import Row, discover

__all__ = ["run"]


def run(path: str) -> int:
    """Exit 0 when it was written; a row that does not hold raises BadInput."""
    found = discover(_rows(path))
    told = {"items": [asdict(item) for item in found.items], "sources": [asdict(source) for source in found.sources]}
    sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
    return 0


def _rows(path: str) -> Iterator[Row]:
    for line, row in read_objects(path):
        source, item = (_name(path, line, field, row.get(field)) for field in ("source", "item"))
        family = row.get("family")
        value = row.get("value")
        if not isinstance(value, (str, int, float, bool)) or value == "":
            raise wrong(path, line, f"must be a text, a number or a truth value, not {_shown(row, 'value')}", "value")
        named = None if family is None else _name(path, line, "family", family)
        yield Row(source, item, value, named)


def _name(path: str, line: int, field: str, value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise wrong(path, line, f"must be a name, not {'missing' if value is None else repr(value)}", field)


def _shown(row: Any, field: str) -> str:
    return repr(row[field])[:40] if field in row else "missing"
