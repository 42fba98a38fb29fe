"""The JSON Schema of ``audit.json``, made from the model; the shipped file is held to it by a test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from auditor.formats._encode import pretty
from auditor.model import Report

__all__ = ["SCHEMA", "SHIPPED", "schema"]

SCHEMA = "auditor-report/1"
SHIPPED = Path(__file__).parent / "schema" / "auditor-report-1.json"

_UNIT = {"minimum": 0, "maximum": 1}
_HUNDRED = {"minimum": 0, "maximum": 100}
_OFFSET = {"minimum": 0}
# What the types of the model cannot say. Report and document fields may grow, so no object is closed.
_BOUNDS = {
    ("Assessment", "score"): _HUNDRED,
    ("Assessment", "coverage"): _UNIT,
    ("Assessment", "characters"): _OFFSET,
    ("Assessment", "part"): _OFFSET,
    ("Dimension", "score"): _HUNDRED,
    ("Finding", "confidence"): _UNIT,
    ("Relation", "confidence"): _UNIT,
    ("Claim", "confidence"): _UNIT,
    ("Evidence", "start"): _OFFSET,
    ("Evidence", "end"): _OFFSET,
    ("Member", "similarity"): _UNIT,
    ("Member", "containment"): _UNIT,
}


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a report: every key but ``text`` is required, unknown ones are allowed."""
    import msgspec

    made = _numbers(msgspec.json.schema(Report, schema_hook=_anything))
    kinds = made["$defs"]
    for name, kind in kinds.items():
        if kind.get("type") == "object":
            _complete(name, kind)
    kinds["Report"]["properties"]["schema"] = {"const": SCHEMA}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA}
    return {**head, "description": "Report of an audit, as written by the json format.", **made}


def text() -> str:
    """The content of the shipped file."""
    return pretty(schema())


def _anything(_kind: type) -> dict[str, Any]:
    return {"description": "whatever its owner writes"}


def _numbers(node: Any) -> Any:
    """Decimals are numbers in a report, not strings."""
    if isinstance(node, dict):
        if node.get("format") == "decimal":
            return {"type": "number"}
        return {key: _numbers(each) for key, each in node.items()}
    return [_numbers(item) for item in node] if isinstance(node, list) else node


def _complete(name: str, kind: dict[str, Any]) -> None:
    properties = kind["properties"]
    kind["required"] = [field for field in properties if (name, field) != ("Assessment", "text")]
    for field, declared in properties.items():
        declared.pop("default", None)
        if bounds := _BOUNDS.get((name, field)):
            for option in declared.get("anyOf", [declared]):
                if option["type"] != "null":
                    option.update(bounds)
