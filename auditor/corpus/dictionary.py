"""The dictionary that a new store carries: what nearly every packed value repeats, so that it need not be stored again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from importlib import import_module
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from auditor import plugins
from auditor.corpus.contents import Contents
from auditor.model import Aspect, Document, Finding, Likeness, Relation
from auditor.rules.home import home

__all__ = ["words"]

_PACKS = ("spam", "originality", "figures", "text", "sourcing")
"""Those whose rules find something in most documents last: zlib names what is near in fewer bits."""

_RULE = re.compile(r"^  - id: ", re.MULTILINE)
_SAID = re.compile(r"^ +(aspect|severity|en|zh): *[\"']?(.*?)[\"']?$", re.MULTILINE)

_WINDOW = 20_000
"""Bytes: zlib looks back 32 kB, and takes time for each byte of a dictionary."""

_PLAIN: Mapping[Any, object] = {str: "", int: 0, float: 1.0, bool: False, bytes: b"", Decimal: Decimal(0)}


def words() -> bytes:
    """What rules say, in the shape of a finding, and the shape of each packed value; the most useful last."""
    import msgspec

    told = (msgspec.msgpack.encode(finding) for pack in _PACKS for finding in _findings(pack))
    return b"".join((*told, *map(msgspec.msgpack.encode, _shapes())))[-_WINDOW:]


def _findings(pack: str) -> Iterator[object]:
    """The findings of a pack's rules. Its lines are enough: loading the packs takes as long as a whole gate."""
    shape = _empty(Finding)
    assert isinstance(shape, dict)  # noqa: S101  # it is a dataclass
    for rule in _RULE.split((home() / f"{pack}.yaml").read_text("utf-8"))[1:]:
        said: dict[str, list[str]] = {}
        for name, value in _SAID.findall(rule):
            said.setdefault(name, []).append(value)
        message, remedy = [*said.get("en", []), "", ""][:2]
        message_zh, remedy_zh = [*said.get("zh", []), "", ""][:2]
        yield shape | {
            "rule": rule.partition("\n")[0],
            "dimension": "".join(said.get("aspect", [])),
            "severity": "".join(said.get("severity", [])),
            "message": message,
            "remedy": remedy,
            "message_zh": message_zh,
            "remedy_zh": remedy_zh,
        }


def _shapes() -> Iterator[object]:
    for name in plugins.names("checks"):
        module = import_module(f"auditor.checks.{name.replace('-', '_')}")
        if hasattr(module, "Imprint"):
            yield from _with_parts(module.Imprint)
    for kind in (Likeness, Relation, Contents):
        yield from _with_parts(kind)
    yield dict.fromkeys(field.name for field in fields(Document))


def _with_parts(kind: Any) -> Iterator[object]:
    """The shapes of what stands many times inside a value, and then its own."""
    for hint in get_type_hints(kind).values():
        inner = get_args(hint)
        if get_origin(hint) is tuple and is_dataclass(inner[0]):
            yield from _with_parts(inner[0])
    yield _empty(kind)


def _empty(kind: Any) -> object:
    """A value of a type as it is encoded: every field, and nothing said."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return {field.name: _empty(hints[field.name]) for field in fields(kind)}
    outer, inner = get_origin(kind), get_args(kind)
    if outer in {Union, UnionType}:
        return next((_empty(one) for one in inner if is_dataclass(one)), None)
    if outer is tuple:
        return []
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind)).value
    if outer is not None and issubclass(outer, Mapping):
        return {aspect.value: _empty(inner[1]) for aspect in Aspect}
    return _PLAIN.get(kind)
