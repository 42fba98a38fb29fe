"""Reads the records of JSON lines and Parquet files as a stream, where only copies are looked for.

The readers hold a whole file and look into every text for the articles of an aggregator page. A hundred thousand
records want neither: lines are decoded one at a time, and only a text with dates on two short lines goes the readers'
long way, because no other has the datelines at which a page is cut. The documents are the same; of the texts that go the short
way only the declared publisher and date are known.
"""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from auditor.model import Document, Fault
from auditor.readers import jsonl
from auditor.readers._metadata import clean, stated_date
from auditor.readers._records import OPTIONAL, Records
from auditor.readers.protocol import Options, Yield
from auditor.text.datelines import MAX_LINE
from auditor.text.decode import MAX_BYTES

__all__ = ["LINES", "read_lines"]

LINES = jsonl.ENDINGS
"""The endings of the files that are read here."""

# A year as it stands in a date: before a month, or behind a day or the name of a month. What precedes it is looked at
# last, so that the search leaps from one "1" or "2" to the next.
_DATE = re.compile(
    r"(?:19|20)\d\d(?<!\d{5})(?!\d)(?:(?=\s?[-/.年])|(?<=[\dA-Za-z.,][\s/.-][12]\d{3})|(?<=[\dA-Za-z.,]\s\s[12]\d{3}))"
)
_BUFFER = 1 << 18  # bytes unpacked at a time


def read_lines(path: str, options: Options) -> Iterator[Yield]:
    """The documents of a file of JSON lines, plain or gzipped, in constant memory; bad lines are Faults."""
    row = _row_type(options.text_field)
    decoder = msgspec.json.Decoder(row)
    records = Records(path, options.text_field)
    faults = rows = 0
    try:
        with _open(path) as stream:
            for number, line in enumerate(iter(lambda: stream.readline(MAX_BYTES + 1), b""), start=1):
                if not line.strip():
                    continue
                rows += 1
                for item in _read(line, number, decoder, records):
                    faults += isinstance(item, Fault)
                    yield item
                if faults >= jsonl.MAX_FAULTS or len(line) > MAX_BYTES:
                    yield Fault(path, "read", f"line {number}: the rest is not read; mend the file")
                    return
    except (OSError, EOFError, ValueError) as error:
        yield Fault(path, "read", f"the file cannot be read ({error}); check it")
        return
    if not rows:
        yield Fault(path, "read", "the document is empty; give a file with one JSON object a line")


def _open(path: str) -> BinaryIO:
    with Path(path).open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    if not packed:
        return Path(path).open("rb")
    # Lines of a few hundred bytes are cut from a wide buffer three times as fast as by the unpacker itself.
    return io.BufferedReader(cast("io.RawIOBase", gzip.open(path, "rb")), _BUFFER)


def _row_type(text_field: str) -> Any:
    """What a record must be to be read the short way; anything else gets the readers' diagnosis."""
    optional = [(name, str | None, None) for name in OPTIONAL if name != text_field]
    fields: list[tuple[str, Any, Any] | tuple[str, Any]] = [("body", str), ("id", str | int | None, None), *optional]
    return msgspec.defstruct("Row", fields, rename={"body": text_field})


def _read(line: bytes, number: int, decoder: Any, records: Records) -> Iterable[Yield]:
    try:
        row = decoder.decode(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        row = None
    name = None if row is None else str(number if row.id is None else row.id)
    if row is None or not name or name in records.seen or not _is_plain(row.body) or len(name) > _LONGEST_ID:
        return jsonl._line(records, number, line.removeprefix(b"\xef\xbb\xbf"))  # noqa: SLF001  # the long way
    records.seen.add(name)
    digest = sha256(row.body.encode()).hexdigest()
    document = Document(
        id=digest[:16],
        key=f"{records.path}#{name}",
        path=records.path,
        text=row.body,
        record=name,
        sha256=digest,
        publisher=row.publisher and clean(row.publisher),
        published=row.published and stated_date(row.published),
    )
    return (document,)


_LONGEST_ID = 200


def _is_plain(text: str) -> bool:
    """Whether a text is one article for sure: it is not empty, and no two datelines can stand in it."""
    if not text or text[:1].isspace():
        return False
    date = _DATE.search(text)
    if date is None:
        return True
    stop = "\r" if "\r" in text and "\n" not in text else "\n"
    short = 0
    while date is not None:
        start, end = text.rfind(stop, 0, date.start()) + 1, text.find(stop, date.start())
        end = len(text) if end < 0 else end
        short += end - start <= MAX_LINE
        if short > 1:
            return False
        date = _DATE.search(text, end)
    return True
