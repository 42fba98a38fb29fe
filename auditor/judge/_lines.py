"""Reads files of JSON lines that people keep beside an audit; what does not hold is refused by its line and field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, BinaryIO

from auditor.errors import BadInput

__all__ = ["known_fields", "objects", "one_date", "one_text", "read_objects", "wrong"]

_LONGEST = 100_000
"""Bytes in a line: a row of these files is a few words long."""

_MOST = 1_000_000
"""Rows in a file: ten findings for each of a hundred thousand documents."""


def read_objects(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Every object of the file with the number of its line; blank lines are skipped, and a file may hold none.

    Raises BadInput for a file that cannot be read, for one of too many lines and for the first line that is no object.
    """
    where = path.as_posix()
    try:
        with path.open("rb") as stream:
            for number, row in objects(stream, where):
                if number > _MOST:
                    raise wrong(where, number, f"is one of over {_MOST}")
                yield number, row
    except OSError as error:
        raise BadInput(
            f"cannot be read: {error.strerror or error}", where=where, remedy="name a file of JSON lines"
        ) from error


def objects(stream: BinaryIO, where: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Every object of the stream with the number of its line; a line is never read beyond what a row may have."""
    import msgspec

    decoder = msgspec.json.Decoder(dict[str, Any])
    for number, line in enumerate(iter(lambda: stream.readline(_LONGEST + 1), b""), start=1):
        if len(line) > _LONGEST:
            raise wrong(where, number, f"is longer than {_LONGEST} bytes")
        text = (line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).strip()
        if not text:
            continue
        try:
            yield number, decoder.decode(text)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise wrong(where, number, f"is no JSON object: {error}") from error


def known_fields(row: Mapping[str, Any], fields: Sequence[str], where: str, line: int) -> None:
    """Refuses a field that has no meaning: a mistyped ``expires`` would otherwise never expire."""
    for name in row:
        if name not in fields:
            near = get_close_matches(name, fields, 1)
            meant = f", did you mean {near[0]!r}?" if near else ""
            raise wrong(where, line, f"is unknown{meant}", name[:80])


def one_text(row: Mapping[str, Any], field: str, where: str, line: int, *, needed: bool = False) -> str | None:
    """The text of a field; ``None`` where it is missing or null and need not be there."""
    value = row.get(field)
    if value is None and not needed:
        return None
    if not isinstance(value, str) or (needed and not value.strip()):
        raise wrong(where, line, "must be a text that is not empty" if needed else "must be a text", field)
    return value


def one_date(row: Mapping[str, Any], field: str, where: str, line: int) -> str | None:
    """The ISO date of a field, ``None`` where there is none."""
    value = one_text(row, field, where, line)
    try:
        # NOTE: fromisoformat also reads 20270131 and 2027-W05, which would be compared as text.
        if value is None or date.fromisoformat(value).isoformat() == value:
            return value
    except ValueError:
        pass
    raise wrong(where, line, f"must be a date such as 2027-01-31, not {value!r:.60}", field)


def wrong(where: str, line: int, what: str, field: str = "") -> BadInput:
    """The error for a line, or for a field of it."""
    named = f"field {field!r} {what}" if field else what
    return BadInput(f"line {line}: {named}", where=f"{where}:{line}", remedy="mend the line; nothing was done")
