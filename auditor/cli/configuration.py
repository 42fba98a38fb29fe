"""The configuration: ``[tool.auditor]`` in ``auditor.toml`` or ``pyproject.toml``, found upward from the working folder.

A key is the long option of the same name and means the same. The command line wins over the file, the file over what
the command assumes. At the top a key holds for every command that has the option; in a table named after a command for
that one alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.cli._declared import Declared, declared
from auditor.cli._settings import Place, Setting, settings, shares
from auditor.errors import BadInput

__all__ = ["NOTHING", "Configuration", "Setting", "configured", "find"]

_FILES = ("auditor.toml", "pyproject.toml")
_MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings of one file, or none; ``options`` are all that could be set."""

    path: str | None
    settings: tuple[Setting, ...]
    options: tuple[Declared, ...]

    def setting(self, option: Declared) -> Setting | None:
        """What holds for an option: its command's own setting, else the one at the top."""
        named = {each.command: each for each in self.settings if each.key == option.key}
        top = named.get(())
        return named.get(option.command) or (top if top and shares(option, self.options) else None)

    def defaults(self) -> dict[str, Any]:
        """The settings as command-line libraries take defaults: by command, then by the option's name."""
        found: dict[str, Any] = {}
        for option in self.options:
            setting = self.setting(option)
            if setting is not None:
                place = found
                for name in option.command:
                    place = place.setdefault(name, {})
                place[option.name] = setting.value
        return found


NOTHING = Configuration(None, (), ())
"""No file: every option as its command has it."""


def configured(app: Any, named: str | None = None) -> Configuration:
    """The configuration for the commands of an app: of the file that is named, else of the one that is found.

    Raises BadInput for a file that cannot be read, an unknown key, and a value of a wrong type.
    """
    path = Path(named) if named is not None else _found()
    if path is None:
        return NOTHING
    options = tuple(declared(app))
    shown = _relative(path)
    table, name = _table(path, shown)
    return Configuration(shown, tuple(settings(table, options, Place(shown, name, path.parent))), options)


def _found() -> Path | None:
    try:
        return find(Path.cwd())
    except FileNotFoundError:
        return None  # the working folder was removed: nothing lies in it


def find(start: Path) -> Path | None:
    """The nearest file that configures the auditor, from ``start`` upward; a folder with ``.git`` is the last one seen."""
    for folder in (start, *start.parents):
        for name in _FILES:
            path = folder / name
            if _there(path.is_file) and (name == _FILES[0] or _mentions(path)):
                return path
        if _there((folder / ".git").exists):
            return None
    return None


def _there(look: Callable[[], bool]) -> bool:
    """What a look finds; a folder above that may not be looked into holds nothing for us."""
    try:
        return look()
    except OSError:
        return False


def _mentions(path: Path) -> bool:
    """Whether a ``pyproject.toml`` has a table for us; most have not, and are none of our business."""
    if b"auditor" not in _raw(path, path.as_posix()):
        return False
    tool = _parsed(path, path.as_posix()).get("tool")
    return isinstance(tool, dict) and "auditor" in tool


def _relative(path: Path) -> str:
    return Path(os.path.relpath(path)).as_posix()


def _raw(path: Path, where: str) -> bytes:
    try:
        with path.open("rb") as stream:
            raw = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise BadInput(
            f"the configuration cannot be read: {error.strerror}", where=where, remedy="name a TOML file"
        ) from error
    if len(raw) > _MOST_BYTES:
        raise BadInput("the configuration is too large", where=where, remedy="a configuration is a few lines of TOML")
    return raw


def _parsed(path: Path, where: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(_raw(path, where).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(f"broken TOML: {error}", where=where, remedy="mend the file") from error


def _table(path: Path, where: str) -> tuple[Mapping[str, Any], str]:
    """Our table and its name; a file of our own may do without the name."""
    data = _parsed(path, where)
    tool = data.get("tool", {})
    named = tool.get("auditor") if isinstance(tool, dict) else None
    if named is None and path.name != _FILES[1]:
        return data, ""
    if not isinstance(named, dict):
        raise BadInput("there is no table [tool.auditor]", where=where, remedy="write [tool.auditor] and keys below it")
    if path.name != _FILES[1] and set(data) != {"tool"}:
        stray = min(set(data) - {"tool"})
        raise BadInput(f"{stray!r} stands beside [tool.auditor]", where=where, remedy="move it into the table")
    return named, "tool.auditor"
