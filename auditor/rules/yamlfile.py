"""Reads YAML as a configuration should: safely, by YAML 1.2's core schema, with positions, bounded.

PyYAML follows YAML 1.1, where ``no`` is False and ``12:30`` is 750; both are ordinary words and times in rules. Aliases
are refused (a few lines of them expand to gigabytes), and so are duplicate keys (the last one would win in silence).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from auditor.errors import BadRules
from auditor.rules.cache import remembered

__all__ = ["MAX_BYTES", "line_of", "read_yaml"]

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 32


def read_yaml(path: Path) -> Any:
    """The content of a YAML file. Raises BadRules naming file and line."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadRules(
            f"cannot read the file: {error.strerror}", where=path.as_posix(), remedy="check the path"
        ) from error
    if len(raw) > MAX_BYTES:
        raise BadRules(
            f"the file has {len(raw)} bytes", where=path.as_posix(), remedy=f"split it: {MAX_BYTES} is the limit"
        )
    return remembered(raw, lambda: _parsed(raw, path))


def line_of(path: Path, keys: Sequence[str | int]) -> int:
    """The line on which an entry stands, going down by keys and numbers as far as the file has them; 1 without any."""
    import yaml

    node = yaml.compose(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    line = 1
    for key in keys:
        if isinstance(node, yaml.MappingNode) and (found := [pair for pair in node.value if pair[0].value == str(key)]):
            line, node = found[0][0].start_mark.line + 1, found[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _parsed(raw: bytes, path: Path) -> Any:
    import yaml

    loader = None
    try:
        loader = _loader()(raw)
        _check_events(raw)
        return loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f":{mark.line + 1}" if mark else ""
        raise BadRules(
            f"broken YAML: {error.problem or error.context}", where=f"{path.as_posix()}{line}", remedy="mend that line"
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        at = getattr(error, "position", None)
        line = "" if at is None else f":{1 + raw.count(bytes([10]), 0, at)}"
        what = " ".join(str(error).split())
        raise BadRules(
            f"broken YAML: {what}", where=f"{path.as_posix()}{line}", remedy="save the file as plain UTF-8 YAML"
        ) from error
    finally:
        if loader is not None:
            loader.dispose()


def _check_events(raw: bytes) -> None:
    """Refuses aliases and deep nesting before anything is built from them."""
    import yaml

    depth = 0
    for event in yaml.parse(raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="aliases are not allowed", problem_mark=event.start_mark)  # type: ignore[arg-type]  # the C reader has a mark class of its own
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem=f"nested deeper than {MAX_DEPTH}", problem_mark=event.start_mark)  # type: ignore[arg-type]  # the C reader has a mark class of its own


def _loader() -> Any:
    """A safe loader class with the core schema's resolvers; built on use, because PyYAML is imported on use."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc]  # the base is C code without types
        yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # PyYAML's protocol

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:  # noqa: FBT001, FBT002  # PyYAML's signature
            seen: set[str] = set()
            for key, _ in node.value:
                if not isinstance(key.value, str):
                    raise yaml.MarkedYAMLError(problem="a key must be a word", problem_mark=key.start_mark)
                if key.value in seen:
                    raise yaml.MarkedYAMLError(problem=f"duplicate key {key.value!r}", problem_mark=key.start_mark)
                seen.add(key.value)
            return super().construct_mapping(node, deep=deep)

    for tag, pattern, first in (
        ("tag:yaml.org,2002:bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
        ("tag:yaml.org,2002:int", r"^[-+]?[0-9]+$", "-+0123456789"),
        ("tag:yaml.org,2002:float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
        ("tag:yaml.org,2002:null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ):
        Loader.add_implicit_resolver(tag, re.compile(pattern), list(first))
    return Loader
