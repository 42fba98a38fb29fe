"""The settings of a configuration's tables: which keys there are, of which type, and what a path in them means."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from auditor.cli._declared import Declared
from auditor.errors import BadInput

__all__ = ["Place", "Setting", "settings", "shares"]

# At the top there are the options of these two; what only another command knows goes into its own table.
_SHARED = (("audit",), ("gate",))
# A stored report rendered anew must not write over what the audit wrote.
_ONLY_SHARED = frozenset({"format", "output"})
# Every command words it for itself, and means the same.
_EVERYWHERE = frozenset({"corpus"})
_PATHS = frozenset({"rules", "corpus", "baseline", "policy", "output", "plot", "report"})


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that a file gives to an option: ``command`` is empty where it holds for all."""

    command: tuple[str, ...]
    key: str
    value: Any
    origin: str


def shares(option: Declared, options: Iterable[Declared]) -> bool:
    """Whether what stands at the top holds for the option of this command: where it is the same option, not its namesake.

    ``corpus list --language`` asks for documents in a language, ``audit --language`` for messages in one.
    """
    if option.command in _SHARED or option.key in _EVERYWHERE:
        return True
    same = {each.help for each in options if each.command in _SHARED and each.key == option.key}
    return option.key not in _ONLY_SHARED and option.help in same


@dataclass(frozen=True, slots=True)
class Place:
    """A table of a file, for errors and origins; ``command`` are the names below ours, paths count from ``folder``."""

    file: str
    root: str
    folder: Path
    command: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        return ".".join(filter(None, (self.root, *self.command)))

    def __str__(self) -> str:
        return f"{self.file} [{self.table}]" if self.table else self.file


def settings(table: Mapping[str, Any], options: Sequence[Declared], place: Place) -> Iterator[Setting]:
    """The settings of a table and of the tables of commands below it."""
    level = len(place.command)
    below = {
        option.command[level]
        for option in options
        if len(option.command) > level and option.command[:level] == place.command
    }
    here = _known(options, place.command)
    for key, value in table.items():
        if isinstance(value, dict) and key in below:
            yield from settings(value, options, replace(place, command=(*place.command, key)))
        elif key in here:
            yield Setting(place.command, key, _value(value, here[key], place), str(place))
        else:
            raise _unknown(key, here, below, options, place)


def _known(options: Iterable[Declared], command: tuple[str, ...]) -> dict[str, Declared]:
    """The options that a table may set; at the top, of an option that several commands have, the first."""
    wanted = _SHARED if not command else (command,)
    found: dict[str, Declared] = {}
    for option in options:
        if option.command in wanted:
            found.setdefault(option.key, option)
    return found


def _unknown(
    key: str, here: Mapping[str, Declared], below: Iterable[str], options: Iterable[Declared], place: Place
) -> BadInput:
    owners = sorted({" ".join(option.command) for option in options if option.key == key})
    if owners:
        return BadInput(
            f"{key!r} is an option of: {', '.join(owners)}",
            where=str(place),
            remedy=f"put it into the command's table, such as [{replace(place, command=tuple(owners[0].split())).table}]",
        )
    near = get_close_matches(key.replace("_", "-"), [*here, *below], 1)
    meant = f", did you mean {near[0]!r}?" if near else ""
    known = ", ".join(sorted(here)) or "none"
    return BadInput(f"unknown key {key[:80]!r}{meant}", where=str(place), remedy=f"keys here: {known}")


def _value(value: Any, option: Declared, place: Place) -> Any:
    """The value as the option takes it. Raises BadInput where it is of a wrong type or out of its range."""
    if option.many:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise _wrong(option, f'must be a list of texts, such as {option.key} = ["…"]', place)
        return [_located(item, option, place) for item in value]
    if option.kind is str and isinstance(value, date) and option.key == "as-of":
        return value.isoformat()
    kinds: Mapping[type, tuple[type | tuple[type, ...], str]] = {
        str: (str, "a text in quotes"),
        bool: (bool, "true or false"),
        int: (int, "a whole number"),
        float: ((int, float), "a number"),
    }
    allowed, named = kinds[option.kind]
    if not isinstance(value, allowed) or (isinstance(value, bool) and option.kind is not bool):
        raise _wrong(option, f"must be {named}, not {value!r:.40}", place)
    if isinstance(value, str):
        return _located(value, option, place)
    if isinstance(value, (int, float)) and not _within(value, option.low, option.high):
        ends = f"lie between {option.low} and {option.high}" if option.high is not None else f"be {option.low} or more"
        raise _wrong(option, f"must {ends}", place)
    return value


def _within(value: float, low: float | None, high: float | None) -> bool:
    """Also false for what is no number, such as TOML's ``nan``."""
    return value == value and (low is None or value >= low) and (high is None or value <= high)  # noqa: PLR0124  # nan


def _wrong(option: Declared, what: str, place: Place) -> BadInput:
    return BadInput(f"{option.key!r} {what}", where=str(place), remedy=f"write it as --{option.key} takes it")


def _located(value: str, option: Declared, place: Place) -> str:
    """A text as a command line could give it; a relative path, made relative to the folder of the file."""
    if "\0" in value:
        raise _wrong(option, "holds a character that no command line can give", place)
    folder = place.folder
    if option.key not in _PATHS or not value:
        return value
    if option.many and option.key == "output":
        name, mark, path = value.partition("=")
        return f"{name}{mark}{_beside(path, folder)}" if path else value
    if option.key == "policy" and "/" not in value and not value.endswith(".toml"):
        return value  # a shipped one, by its name
    return _beside(value, folder)


def _beside(path: str, folder: Path) -> str:
    if "://" in path or path == "-" or Path(path).is_absolute():
        return path
    # A slash at the end asks for a folder; a Path would drop it.
    ending = "/" if path.endswith("/") else ""
    return Path(os.path.relpath(folder / path)).as_posix() + ending
