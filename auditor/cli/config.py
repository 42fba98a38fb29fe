"""``auditor config show``: every setting, and where its value comes from."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator

from auditor.cli._declared import Declared
from auditor.cli.configuration import Configuration
from auditor.errors import BadInput
from auditor.formats._visible import one_line

__all__ = ["run_show"]

_DEFAULT = "default"


def run_show(
    found: Configuration, options: Iterable[Declared], command: str | None, *, origin: bool, format: str
) -> int:
    """Exit 0 when they were shown; without a command those of audit and gate, and what is set for others."""
    if format not in {"text", "json"}:
        raise BadInput(f"unknown format {format!r}", where="--format", remedy="use text or json")
    everything = list(options)
    wanted = _wanted(everything, found, command)
    if format == "json":
        rows = [
            {"command": " ".join(each.command), "key": each.key, "value": value, "origin": source}
            for each, value, source in _told(found, wanted)
        ]
        sys.stdout.write(json.dumps({"file": found.path, "settings": rows}, indent=2) + "\n")
        return 0
    sys.stdout.writelines(f"{line}\n" for line in _lines(found, wanted, origin=origin))
    return 0


def _wanted(options: list[Declared], found: Configuration, command: str | None) -> list[Declared]:
    if command is not None:
        named = tuple(command.split())
        wanted = [option for option in options if option.command == named]
        if not wanted:
            known = ", ".join(sorted({" ".join(option.command) for option in options}))
            raise BadInput(f"no command {command!r} with options", where="config show", remedy=f"use one of: {known}")
        return wanted
    set_here = {each.command for each in found.settings}
    return [option for option in options if option.command in {("audit",), ("gate",)} | set_here]


def _told(found: Configuration, options: Iterable[Declared]) -> Iterator[tuple[Declared, object, str]]:
    for option in options:
        setting = found.setting(option)
        yield (option, option.default, _DEFAULT) if setting is None else (option, setting.value, setting.origin)


def _lines(found: Configuration, options: Iterable[Declared], *, origin: bool) -> Iterator[str]:
    yield f"# {one_line(found.path)}" if found.path else "# no auditor.toml and no [tool.auditor] in pyproject.toml"
    shown = ""
    for option, value, source in _told(found, options):
        table = ".".join(option.command)
        if table != shown:
            shown = table
            yield ""
            yield f"[{table}]"
        line = (
            f"# {option.key} is not set" if value is None else f"{option.key} = {json.dumps(value, ensure_ascii=False)}"
        )
        yield one_line(f"{line}  # {source}" if origin else line)
