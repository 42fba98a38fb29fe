"""Finds plugins: a module in one of the plugin folders is a plugin, and its name is the plugin's name."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from auditor.errors import BadInput

__all__ = ["load", "names"]

# Modules of a plugin folder that are not plugins.
_COMMON = frozenset({"protocol"})


def names(folder: str) -> tuple[str, ...]:
    """The plugin names of ``auditor.<folder>``, sorted; nothing is imported but the folder itself."""
    package = import_module(f"auditor.{folder}")
    found = (module.name for module in iter_modules(package.__path__))
    return tuple(sorted(name.replace("_", "-") for name in found if name not in _COMMON and not name.startswith("_")))


def load(folder: str, name: str) -> ModuleType:
    """Imports one plugin. Raises BadInput for a name that does not exist, with those that do."""
    if name not in names(folder):
        known = ", ".join(names(folder))
        raise BadInput(
            f"unknown {folder.rstrip('s')} {name!r}", where=f"auditor/{folder}", remedy=f"use one of: {known}"
        )
    return import_module(f"auditor.{folder}.{name.replace('-', '_')}")


def load_all(folder: str) -> Iterator[tuple[str, ModuleType]]:
    """Every plugin of a folder with its name, in name order."""
    for name in names(folder):
        yield name, load(folder, name)
