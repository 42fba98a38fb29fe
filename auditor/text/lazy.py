"""Regular expressions that are compiled when they are first used: of several hundred, one document needs a third."""

from __future__ import annotations

import re
from typing import cast

__all__ = ["lazy"]

_ASKED = (
    "match",
    "search",
    "fullmatch",
    "finditer",
    "findall",
    "sub",
    "subn",
    "split",
    "pattern",
    "flags",
    "groups",
    "groupindex",
)


class _Compiled:
    """Has the methods of a pattern as attributes of its own."""


class _Lazy(_Compiled):
    """Stands for a pattern until something is asked of it, and is a :class:`_Compiled` from then on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = (pattern, flags)

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(*self._given)
        self.__dict__.update({asked: getattr(compiled, asked) for asked in _ASKED})
        # NOTE: a class with __getattr__ makes every call dearer, not only the first.
        self.__class__ = _Compiled  # type: ignore[assignment]  # its base, with the same attributes
        return getattr(compiled, name)


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, but for its identity, at the cost of nothing until it is asked; then it raises re.error."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
