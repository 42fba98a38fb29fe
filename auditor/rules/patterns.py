"""Finds regular expressions with RE2, which is linear in the text whatever the pattern."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from auditor.errors import BadRules
from auditor.model import Span

__all__ = ["Patterns", "Screen", "refusal"]

MAX_HITS = 20_000
# What one compiled pattern may cost; a{1000}{1000} asks for more and is refused.
_MAX_MEMORY = 1 << 23
# A set of patterns that runs out of memory begins anew, which is slow.
_SET_MEMORY = 1 << 25
_SET_SIZE = 64


class Patterns:
    """Compiled patterns by source. Raises BadRules for what is no RE2 syntax, names no bound, or hits the empty text."""

    def __init__(self, sources: Iterable[tuple[str, str]]) -> None:
        self._compiled: dict[str, Any] = {}
        for rule, source in sources:
            if source not in self._compiled:
                self._compiled[source] = _compiled(rule, source)

    @property
    def sources(self) -> Sequence[str]:
        """Every pattern, once."""
        return list(self._compiled)

    def screens(self, sources: Iterable[str]) -> Sequence[Screen]:
        """Some of the patterns by the dozen: one automaton of very many would not fit its memory."""
        names = sorted(sources)
        parts = (names[first : first + _SET_SIZE] for first in range(0, len(names), _SET_SIZE))
        return [Screen({source: source for source in part}) for part in parts]

    def find(self, source: str, raw: bytes) -> Sequence[Span]:
        """The hits of one pattern in a text given as UTF-8, ascending, in code points."""
        return [*_in_code_points(raw, _first(self._compiled[source].finditer(raw), MAX_HITS))]


class Screen:
    """Tells in one pass over a text which of several patterns (by name) hit anywhere in it."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        import re2

        options = _options()
        options.max_mem = _SET_MEMORY
        self._names = sorted(sources)
        self._set = re2.Set.SearchSet(options)
        for name in self._names:
            self._set.Add(sources[name])
        self._set.Compile()

    def seen(self, raw: bytes) -> frozenset[str]:
        """The names of the patterns that hit a text given as UTF-8."""
        return frozenset([self._names[number] for number in self._set.Match(raw) or ()])


def _first(matches: Iterable[Any], most: int) -> Iterator[Span]:
    for count, match in enumerate(matches, 1):
        if match.end() > match.start():
            yield match.span()
        if count == most:
            return


def _in_code_points(raw: bytes, spans: Iterable[Span]) -> Iterator[Span]:
    """Byte offsets as code points: one walk along ascending offsets, decoding each byte once."""
    seen, at = 0, 0
    for start, end in spans:
        at += len(raw[seen:start].decode("utf-8", "surrogatepass"))
        length = len(raw[start:end].decode("utf-8", "surrogatepass"))
        yield at, at + length
        seen, at = end, at + length


def _options() -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MAX_MEMORY
    return options


def refusal(source: str) -> str | None:
    """Why a pattern cannot be used, or ``None``."""
    try:
        _made(source)
    except ValueError as error:
        return str(error)
    return None


def _compiled(rule: str, source: str) -> Any:
    try:
        return _made(source)
    except ValueError as error:
        raise BadRules(
            f"rule {rule!r}: 'regex' {source!r} {error}", remedy="no look-around, no back-references, no empty hit"
        ) from error


@lru_cache(maxsize=1024)
def _made(source: str) -> Any:
    """A compiled pattern. Raises ValueError that says why it is none."""
    import re2

    try:
        pattern = re2.compile(source.encode(), options=_options())
    except re2.error as error:
        reason = error.args[0].decode() if error.args and isinstance(error.args[0], bytes) else str(error)
        raise ValueError(f"is no RE2 pattern: {reason}") from error
    if pattern.search(b"") is not None:
        raise ValueError("matches the empty text")
    return pattern
