"""The options that the commands declare, read from their signatures: what a configuration may set, and of which type."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_origin, get_type_hints

__all__ = ["Declared", "declared"]


@dataclass(frozen=True, slots=True)
class Declared:
    """A long option of a command: ``key`` without its dashes, ``name`` as the function calls it, and what it takes."""

    command: tuple[str, ...]
    key: str
    name: str
    kind: type
    many: bool
    low: float | None
    high: float | None
    default: object
    help: str


def declared(app: Any, above: tuple[str, ...] = ()) -> Iterator[Declared]:
    """Every long option of every command of a Typer app and of the groups in it."""
    for info in app.registered_commands:
        name = info.name or info.callback.__name__.replace("_", "-")
        yield from _options((*above, name), info.callback)
    for group in app.registered_groups:
        yield from declared(group.typer_instance, (*above, group.name) if group.name else above)


def _options(command: tuple[str, ...], function: Callable[..., Any]) -> Iterator[Declared]:
    hints = get_type_hints(function, include_extras=True)
    for name, parameter in inspect.signature(function).parameters.items():
        kind, *said = get_args(hints[name]) if hasattr(hints[name], "__metadata__") else (hints[name],)
        for info in said:
            key = _long(info)
            if key is not None:
                default = None if parameter.default is inspect.Parameter.empty else parameter.default
                low, high = getattr(info, "min", None), getattr(info, "max", None)
                said_of = getattr(info, "help", None) or ""
                yield Declared(command, key, name, _bare(kind), get_origin(kind) is list, low, high, default, said_of)


def _long(info: Any) -> str | None:
    """The key of an option, ``None`` for an argument. In an annotation the first of its names is its ``default``."""
    for name in (getattr(info, "default", None), *(getattr(info, "param_decls", None) or ())):
        if isinstance(name, str) and name.startswith("--"):
            return name.partition("/")[0].removeprefix("--")
    return None


def _bare(kind: Any) -> type:
    """``str`` of ``str | None`` and of ``list[str]``."""
    inner = [each for each in get_args(kind) if each is not type(None)]
    return inner[0] if inner else kind  # type: ignore[no-any-return]  # a type, as every annotation of a command is
