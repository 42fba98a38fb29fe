"""Finds regular expressions with RE2, which is linear in the text whatever the pattern."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from auditor.errors import BadRules
from auditor.model import Span
from auditor.rules.cache import learned
from auditor.rules.cues import SCHEME, breaks, cues
from auditor.rules.excerpts import Excerpts

__all__ = ["Patterns", "Screen", "refusal"]

MAX_HITS = 20_000
# What one compiled pattern may cost; a{1000}{1000} asks for more and is refused.
_MAX_MEMORY = 1 << 23
# A set of patterns that runs out of memory begins anew, which is slow.
_SET_MEMORY = 1 << 25


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

    def find(self, source: str, raw: bytes) -> Sequence[Span]:
        """The hits of one pattern in a text given as UTF-8, ascending, in code points."""
        return [*_in_code_points(raw, _first(self._compiled[source].finditer(raw), MAX_HITS))]


class Screen:
    """Tells which of several patterns (by name) hit anywhere in a text, in one pass for each group of them.

    An automaton is built while it reads, and patterns that share one multiply what it has to tell apart: many small ones
    that differ in their characters are best together, long ones alone. ``cues`` are, of each group whose patterns all have
    some, strings of which a text must hold one (:mod:`auditor.rules.cues`).
    """

    def __init__(self, groups: Iterable[Mapping[str, str]]) -> None:
        self._groups = [group for group in groups if group]
        self._sets: dict[int, Any] = {}
        drawn = learned(SCHEME, [source for group in self._groups for source in (*group.values(), "")], self._drawn)
        self.cues: Sequence[frozenset[str]] = [frozenset(strings) for strings, _ in drawn]
        self._reach: Sequence[float] = [reach for _, reach in drawn]
        self._always = frozenset(nth for nth, cues in enumerate(self.cues) if not cues)

    def _drawn(self) -> list[list[Any]]:
        """The cues of each group, and over how many line breaks its patterns hit."""
        return [[sorted(_cues(group.values())), max(map(breaks, group.values()))] for group in self._groups]

    def seen(self, text: Excerpts) -> frozenset[str]:
        """The names of the patterns that hit a text."""
        found: list[str] = []
        for nth in range(len(self._groups)) if text.cued is None else sorted(self._always | text.cued.keys()):
            raw = text.whole if nth in self._always else text.of(nth, self._reach[nth])
            if numbers := self._hits(nth, raw):
                names = [*self._groups[nth]]
                found += [names[number] for number in numbers]
        return frozenset(found)

    def _hits(self, nth: int, raw: bytes) -> Sequence[int]:
        """The numbers of the patterns of a group that hit; its automaton is made when it is first asked."""
        if nth not in self._sets:
            self._sets[nth] = _set(self._groups[nth].values())
        return self._sets[nth].Match(raw) or ()


def _cues(sources: Iterable[str]) -> frozenset[str]:
    """The cues of some patterns, or none where one of them has none."""
    every = [cues(source) for source in sources]
    known = [each for each in every if each is not None]
    return frozenset().union(*known) if len(known) == len(every) else frozenset()


def _set(sources: Iterable[str]) -> Any:
    import re2

    options = _options()
    options.max_mem = _SET_MEMORY
    compiled = re2.Set.SearchSet(options)
    for source in sources:
        compiled.Add(source)
    compiled.Compile()
    return compiled


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
    options.never_capture = True  # what groups hold is asked of nobody
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
