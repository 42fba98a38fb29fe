"""Named parts of ``match`` blocks: written once in a pack, used by name wherever a part may stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["MAX_SIZE", "read_parts", "written_out"]

MAX_SIZE = 20_000
"""Conditions, keywords and numbers of one block with its parts written out: a few lines could name 2⁴⁰ of them."""

# Where parts stand inside a part; keywords, lists and features hold none.
_HOLDERS = frozenset({"all", "any", "none", "except", "of", "near", "count", "some"})


def read_parts(value: Any, known: Mapping[str, Any]) -> Mapping[str, Any]:
    """A pack's parts by name, each written out; one may name those before it and ``known`` ones. Raises ValueError."""
    if not isinstance(value, Mapping):
        raise ValueError("'parts' is a mapping of names to parts")  # noqa: TRY004  # one kind of fault for the loader
    parts = dict(known)
    for name, part in value.items():
        if not isinstance(part, Mapping) or not part:
            raise ValueError(f"'parts.{name}' is a mapping that is not empty")
        try:
            parts[name] = written_out(part, parts)
        except ValueError as error:
            raise ValueError(f"'parts.{name}': {error}") from error
    return parts


def written_out(block: Any, parts: Mapping[str, Any]) -> Any:
    """A block with every ``{part: name}`` in it replaced by what the name stands for.

    Raises ValueError for other names, and for a block that would grow beyond all measure.
    """
    found = _replaced(block, parts)
    if (size := _size(found, {})) > MAX_SIZE:
        raise ValueError(f"'part' makes it {size:,} conditions; {MAX_SIZE:,} is the limit")
    return found


def _replaced(block: Any, parts: Mapping[str, Any]) -> Any:
    if isinstance(block, list):
        return [_replaced(each, parts) for each in block]
    if not isinstance(block, Mapping):
        return block
    if "part" in block:
        return _named(block, parts)
    return {key: _replaced(value, parts) if key in _HOLDERS else value for key, value in block.items()}


def _size(block: Any, known: dict[int, int]) -> int:
    """The conditions of a block; what several parts share is counted as often as it stands, but gone through once."""
    if not isinstance(block, list | Mapping):
        return 1
    if id(block) not in known:
        below = block if isinstance(block, list) else block.values()
        known[id(block)] = 1 + sum(_size(each, known) for each in below)
    return known[id(block)]


def _named(block: Mapping[str, Any], parts: Mapping[str, Any]) -> Any:
    """What a part's name stands for; other keys beside it must hit too."""
    name = block["part"]
    if not isinstance(name, str) or name not in parts:
        raise ValueError(f"'part' names {name!r}, which this pack does not have")
    rest = {key: value for key, value in block.items() if key != "part"}
    if not rest:
        return parts[name]
    rules = {key: rest.pop(key) for key in ("except", "except_within", "none", "replaces") if key in rest}
    every = [parts[name], *([_replaced(rest, parts)] if rest else [])]
    held = {key: _replaced(value, parts) if key in _HOLDERS else value for key, value in rules.items()}
    return {"all": every, **held}
