"""Where evidence stands in a file, as tools that show files count: lines and columns from 1, and paths as URIs."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from auditor.model import Assessment, Evidence, Report

__all__ = ["Place", "Places", "uri"]

# Readers that keep the text of a file as it is: only there does a line of the text count in the file. A record, a member
# of an archive and a page of markup have other lines than their text.
_AS_IS = frozenset({"text", "markdown"})
_STANDARD_INPUT = "-"
_BREAK = re.compile("\n")


@dataclass(frozen=True, slots=True)
class Place:
    """A path, and in it the first and last line and column, each from 1, the last column exclusive; if that is known."""

    path: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


class Places:
    """Finds the place of evidence from the texts that a report carries."""

    def __init__(self, report: Report) -> None:
        self._by_key: Mapping[str, Assessment] = {doc.key: doc for doc in report.documents}
        self._parts: dict[str, list[Assessment]] = defaultdict(list)
        for doc in report.documents:
            if doc.record is None and _as_is(doc.path):
                self._parts[doc.path].append(doc)
        self._breaks: dict[str, Sequence[int] | None] = {}

    def path(self, key: str) -> str:
        """The path of a document; an admitted one that is not in the report is known by its key alone."""
        return (self._by_key[key].path if key in self._by_key else key).removeprefix("./")

    def of(self, evidence: Evidence) -> Place:
        """The place of a quote."""
        path = self.path(evidence.key)
        doc = self._by_key.get(evidence.key)
        breaks = None if doc is None or doc.record is not None else self._lines(doc.path)
        if breaks is None:
            return Place(path)
        return Place(path, *_position(breaks, evidence.start), *_position(breaks, max(evidence.start, evidence.end)))

    def _lines(self, path: str) -> Sequence[int] | None:
        # Only where something is found: most documents of a large report are not looked at.
        if path not in self._breaks:
            self._breaks[path] = _breaks(self._parts[path]) if path in self._parts else None
        return self._breaks[path]


def _as_is(path: str) -> bool:
    from auditor.readers._endings import reader_for

    reader = reader_for(path)
    # What no reader claims is read as text.
    return path != _STANDARD_INPUT and (reader is None or _name(reader) in _AS_IS)


def _name(reader: object) -> str:
    return str(getattr(reader, "__name__", "")).rpartition(".")[2]


def _breaks(docs: Sequence[Assessment]) -> Sequence[int] | None:
    """Where each line after the first begins in the text of a file; ``None`` when the report lacks a part of it."""
    found = array("Q")  # a file of nothing but line breaks has millions
    reached = 0
    for doc in sorted(docs, key=lambda doc: doc.offset):
        if doc.text is None or doc.offset != reached:
            return None
        found.extend(reached + match.end() for match in _BREAK.finditer(doc.text))
        reached += len(doc.text)
    return found


def _position(breaks: Sequence[int], offset: int) -> tuple[int, int]:
    line = bisect_right(breaks, offset)
    return line + 1, offset - (breaks[line - 1] if line else 0) + 1


def uri(path: str) -> str:
    """The posix path as a URI reference (RFC 3986): a relative one stays relative, an absolute one names a file."""
    quoted = quote(path.encode("utf-8", "replace"), safe="/~")
    return f"file://{quoted}" if path.startswith("/") else quoted
