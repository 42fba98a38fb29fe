"""Finds regular expressions with RE2, which is linear in the text whatever the pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from auditor.errors import BadRules
from auditor.model import Span

__all__ = ["Patterns", "required"]

MAX_HITS = 20_000
# What one compiled pattern may cost; a{1000}{1000} asks for more and is refused.
_MAX_MEMORY = 1 << 23


# Letters and ideographs that stand in a pattern for themselves, and what may follow and make the last one optional.
_LITERAL = re.compile(r"(?<![\\])([a-z\u3400-\u9fff]{2,})([?*{]?)")
_LEAST_LITERAL = 2


def required(source: str) -> str | None:
    """A literal that stands in every text the pattern hits: without it the pattern need not run. None where unsure."""
    if "|" in source or "(?" in source or re.search(r"\\[pPxQ]", source):
        return None
    outside = re.sub(r"\([^()]*\)|\[[^\]]*\]", "\n", source.replace("\\(", "\n").replace("\\[", "\n"))
    if set("()[]") & set(outside):
        return None
    found = [run[: len(run) - bool(tail)] for run, tail in _LITERAL.findall(re.sub(r"\\.", "\n", outside))]
    best = max(found, key=len, default="")
    return best if len(best) >= _LEAST_LITERAL else None


class Patterns:
    """Compiled patterns by source. Raises BadRules for what is no RE2 syntax, names no bound, or hits the empty text."""

    def __init__(self, sources: Iterable[tuple[str, str]]) -> None:
        self._compiled: dict[str, Any] = {}
        for rule, source in sources:
            if source not in self._compiled:
                self._compiled[source] = _compiled(rule, source)

    def find(self, source: str, raw: bytes) -> Sequence[Span]:
        """The hits of one pattern in a text given as UTF-8, ascending, in code points."""
        return [*_in_code_points(raw, _first(self._compiled[source].finditer(raw), MAX_HITS))]


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


def _compiled(rule: str, source: str) -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MAX_MEMORY
    try:
        pattern = re2.compile(source.encode(), options=options)
    except re2.error as error:
        reason = error.args[0].decode() if error.args and isinstance(error.args[0], bytes) else str(error)
        raise BadRules(
            f"rule {rule!r}: 'regex' {source!r} is no RE2 pattern: {reason}",
            remedy="no look-around, no back-references",
        ) from error
    if pattern.search(b"") is not None:
        raise BadRules(f"rule {rule!r}: 'regex' {source!r} matches the empty text", remedy="make something mandatory")
    return pattern
