"""Ratings of outlets from elsewhere: a CSV table of domain and score, as research groups and rating firms publish them.

A rating is a prior that is shown beside a source's own trust; no score and no verdict reads it.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from auditor.errors import BadInput
from auditor.signals._registry import folded, registry

__all__ = ["Ratings", "rated", "ratings", "read_ratings"]

MAX_BYTES = 32 * 1024 * 1024
MAX_ROWS = 500_000  # the largest public list has some 11,500 domains
_COLUMNS = ("domain", "score", "name")
_FULL = 100.0  # the upper end of a scale that does not end at 1
_DIGITS = 4
_DOMAIN = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.){1,8}[a-z][a-z0-9-]{0,30}[a-z0-9]")
_PREFIX = re.compile(r"^[a-z][a-z0-9+.-]*://|^www\.")


@dataclass(frozen=True, slots=True)
class Ratings:
    """Scores from 0 to 1 by domain and by folded name."""

    domains: Mapping[str, float] = field(default_factory=dict)
    names: Mapping[str, float] = field(default_factory=dict)

    def of(self, publisher: str) -> float | None:
        """The rating of a publisher: by its name, or by a domain that the register has for it."""
        named = self.names.get(folded(publisher), self.domains.get(_host(publisher)))
        if named is not None:
            return named
        known = registry().find(publisher)
        found = (self.domains.get(_host(domain)) for domain in (known.domains if known else ()))
        return next((score for score in found if score is not None), None)


_current: ContextVar[Ratings | None] = ContextVar("ratings", default=None)


def ratings() -> Ratings:
    """The ratings in use; none but those that :func:`rated` brought in."""
    return _current.get() or Ratings()


@contextmanager
def rated(paths: Sequence[Path]) -> Iterator[None]:
    """Shows ratings from elsewhere for the length of the block. Raises BadInput naming file and line."""
    token = _current.set(read_ratings(paths))
    try:
        yield
    finally:
        _current.reset(token)


def read_ratings(paths: Sequence[Path]) -> Ratings:
    """The ratings of several tables together; each is scaled to 0 to 1 by itself.

    A table has the columns domain, score and, if any, name, under these headings or in this order without headings. Its
    scores lie between 0 and 1, or, where one exceeds 1, between 0 and 100. Raises BadInput naming file and line.
    """
    domains: dict[str, float] = {}
    names: dict[str, float] = {}
    for path in paths:
        rows = list(_rows(path))
        scale = _FULL if any(score > 1 for _, _, score, _ in rows) else 1.0
        for line, domain, score, name in rows:
            rating = round(score / scale, _DIGITS)
            for table, key in ((domains, domain), (names, folded(name) if name else "")):
                if key and table.setdefault(key, rating) != rating:
                    raise _wrong(
                        path, line, f"{domain} is rated twice, {table[key]} and {rating}", "keep one of the two"
                    )
    return Ratings(domains, names)


def _rows(path: Path) -> Iterator[tuple[int, str, float, str]]:
    """Line number, domain, score as it stands, and name of every row."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise BadInput(
            f"cannot read the ratings: {error.strerror}", where=path.as_posix(), remedy="check the path"
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput(
            "the ratings are not UTF-8", where=path.as_posix(), remedy="save the table as UTF-8 CSV"
        ) from error
    if len(raw) > MAX_BYTES:
        raise BadInput(f"the table has {len(raw)} bytes", where=path.as_posix(), remedy=f"{MAX_BYTES} is the limit")
    reader = csv.reader(text.splitlines())
    columns: Mapping[str, int] | None = None
    try:
        for row in islice(reader, MAX_ROWS):
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if columns is None:
                columns = _columns(path, cells)
                if columns["domain"] >= 0 and _COLUMNS[0] in map(str.lower, cells):
                    continue
            yield _row(path, reader.line_num, cells, columns)
    except csv.Error as error:
        raise _wrong(path, reader.line_num, str(error), "save the table as plain CSV") from error
    if columns is None:
        raise BadInput("the table has no rating", where=path.as_posix(), remedy="give a CSV of domain and score")


def _columns(path: Path, first: Sequence[str]) -> Mapping[str, int]:
    """Where each column stands, by the headings of the first row, or in the usual order."""
    named = [cell.lower() for cell in first]
    if "domain" not in named:
        return {name: number for number, name in enumerate(_COLUMNS)}
    if "score" not in named:
        raise _wrong(path, 1, "there is no column 'score'", "name the columns domain and score")
    return {name: named.index(name) for name in _COLUMNS if name in named}


def _row(path: Path, line: int, cells: Sequence[str], columns: Mapping[str, int]) -> tuple[int, str, float, str]:
    def cell(name: str) -> str:
        place = columns.get(name, len(cells))
        return cells[place] if place < len(cells) else ""

    domain = _host(cell("domain"))
    if not _DOMAIN.fullmatch(domain):
        raise _wrong(path, line, f"{cell('domain')[:60]!r} is no domain", "write it as example.com")
    try:
        score = float(cell("score"))
    except ValueError:
        score = math.nan
    if not 0 <= score <= _FULL:
        raise _wrong(path, line, f"{cell('score')[:60]!r} is no score from 0 to 1 or 0 to 100", "scale the scores")
    return line, domain, score, cell("name")


def _host(address: str) -> str:
    host = _PREFIX.sub("", address[:300].strip().lower()).split("/", 1)[0]
    return host.removeprefix("www.").rstrip(".")


def _wrong(path: Path, line: int, what: str, remedy: str) -> BadInput:
    return BadInput(what, where=f"{path.as_posix()}:{line}", remedy=remedy)
