"""Reads a stored ``audit.json`` back into a Report."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from auditor.errors import BadInput
from auditor.formats._encode import plain
from auditor.formats._schema import SCHEMA
from auditor.model import Note, Report, Severity, Verdict

__all__ = ["load_report"]

# 10,000 documents with text and findings come to about 150 MB; twice that is refused rather than read.
MOST_BYTES = 300_000_000

_STORED = "name a file written by --output json=…"
_AGAIN = "audit the documents again"

# Where a report does not say, nothing is assumed to be good.
_UNSAID: Mapping[type, object] = {Verdict: Verdict.REVIEW, Severity: Severity.MINOR}
_NAMED = 12  # missing keys that the note spells out


def load_report(path: Path) -> Report:
    """The report stored at ``path``; keys it lacks get their defaults, and a note of stage ``report`` names them.

    Raises BadInput for a file that cannot be read, is no JSON, has another schema or holds values of a wrong type.
    """
    where = path.as_posix()
    raw = _read(path)
    tree = _parse(raw, where)
    found = tree.get("schema")
    if found != SCHEMA:
        raise BadInput(f"schema is {found!r}, not {SCHEMA!r}", where=where, remedy=_AGAIN)
    missing: dict[str, None] = {}
    report = _convert(_complete(tree, Report, "", missing), where)
    if not missing:
        return report
    named = ", ".join(list(missing)[:_NAMED]) + (", …" if len(missing) > _NAMED else "")
    note = Note(path="audit.json", stage="report", message=f"missing in the stored report, shown as unknown: {named}")
    return replace(report, notes=(*report.notes, note))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInput(error.strerror or "cannot be read", where=path.as_posix(), remedy=_STORED) from error
    if len(raw) > MOST_BYTES:
        raise BadInput(f"larger than {MOST_BYTES} bytes", where=path.as_posix(), remedy=_AGAIN)
    return raw


def _parse(raw: bytes, where: str) -> dict[str, Any]:
    import json
    from decimal import Decimal

    try:
        tree = json.loads(raw, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"no JSON: {error}", where=where, remedy=_STORED) from error
    if not isinstance(tree, dict):
        raise BadInput("no report: the JSON is not an object", where=where, remedy=_STORED)
    return tree


def _convert(tree: Any, where: str) -> Report:
    import msgspec

    try:
        return msgspec.json.decode(msgspec.json.encode(plain(tree)), type=Report)
    except (msgspec.MsgspecError, RecursionError, UnicodeError, ValueError) as error:
        raise BadInput(f"no report: {error}", where=where, remedy=_AGAIN) from error


def _complete(node: Any, kind: Any, place: str, missing: dict[str, None]) -> Any:
    """``node`` with the keys that a dataclass of type ``kind`` needs and it lacks; their places go into ``missing``."""
    kind = _bare(kind)
    if is_dataclass(kind) and isinstance(node, dict):
        return _completed(node, kind, place, missing)
    arguments = get_args(kind)
    if get_origin(kind) is tuple and isinstance(node, list) and arguments[-1] is Ellipsis:
        return [_complete(item, arguments[0], f"{place}[]", missing) for item in node]
    if get_origin(kind) is Mapping and isinstance(node, dict):
        return {key: _complete(item, arguments[1], f"{place}.*", missing) for key, item in node.items()}
    return node


def _completed(node: dict[str, Any], kind: Any, place: str, missing: dict[str, None]) -> dict[str, Any]:
    full = dict(node)
    for name, hint, optional in _shape(kind):
        where = f"{place}.{name}" if place else name
        if name in node:
            full[name] = _complete(node[name], hint, where, missing)
        elif not optional:
            missing.setdefault(where)
            full[name] = _empty(hint)
    return full


@cache
def _shape(kind: Any) -> tuple[tuple[str, Any, bool], ...]:
    """Name and type of each field of a dataclass, and whether it has a default."""
    hints = get_type_hints(kind)
    return tuple((each.name, hints[each.name], _has_default(each)) for each in fields(kind))


def _has_default(each: Field[Any]) -> bool:
    return each.default is not MISSING or each.default_factory is not MISSING


def _bare(kind: Any) -> Any:
    """The type without its ``None``."""
    if get_origin(kind) not in (types.UnionType, Union):
        return kind
    return next(option for option in get_args(kind) if option is not types.NoneType)


def _empty(kind: Any) -> Any:
    """What an unknown value of a type is: ``None`` where that is allowed, else nothing, and never something good."""
    if get_origin(kind) in (types.UnionType, Union):
        return None
    if kind in _UNSAID:
        return _UNSAID[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if is_dataclass(kind):
        return _complete({}, kind, "", {})
    simple: Mapping[Any, object] = {str: "", int: 0, float: 0.0, tuple: [], Mapping: {}}
    return simple[get_origin(kind) or kind]
