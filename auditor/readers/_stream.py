"""Reads the records of JSON lines and Parquet files as a stream, where only copies are looked for.

The readers hold a whole file and look into every text for the articles of an aggregator page. A hundred thousand
records want neither: they come one at a time, and only a text with two datelines goes the readers' long way, because no
other can be cut. Texts, ids and spans are the same; of the texts that go the short way only the declared publisher and
date are told.
"""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from auditor.model import Fault
from auditor.readers import jsonl, table
from auditor.readers._cues import cues
from auditor.readers._metadata import clean, stated_date
from auditor.readers._records import MAX_ID, OPTIONAL, Records
from auditor.readers.protocol import Entry, Options, Yield
from auditor.text.datelines import MAX_LINE, dateline
from auditor.text.decode import MAX_BYTES

__all__ = ["stream_for"]

# A year as it stands in a date: before a month, or behind a day or the name of a month. What precedes it is looked at
# last, so that the search leaps from one "1" or "2" to the next.
_DATE = re.compile(
    r"(?:19|20)\d\d(?<!\d{5})(?!\d)(?:(?=\s?[-/.年])|(?<=[\dA-Za-z.,][\s/.-][12]\d{3})|(?<=[\dA-Za-z.,]\s\s[12]\d{3}))"
)
_LOOKED = 1000  # lines with a date that are looked at; a log goes the readers' way, which is bounded
_BUFFER = 1 << 18  # bytes unpacked at a time


def stream_for(path: str) -> Callable[[str, Options], Iterator[Yield | Entry]] | None:
    """The function that reads the file of this name as a stream; None where only a reader can."""
    name = path.lower()
    if name.endswith(jsonl.ENDINGS):
        return _lines
    return _rows if name.endswith(table.ENDINGS) else None


def _lines(path: str, options: Options) -> Iterator[Yield | Entry]:
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


def _read(line: bytes, number: int, decoder: Any, records: Records) -> Iterable[Yield | Entry]:
    try:
        row = decoder.decode(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        row = None
    entry = None if row is None else _entry(row.body, row.id, row.publisher, row.published, number, records)
    if entry is None:
        return jsonl._line(records, number, line.removeprefix(b"\xef\xbb\xbf"))  # noqa: SLF001  # the long way
    return (entry,)


def _rows(path: str, options: Options) -> Iterator[Yield | Entry]:
    """The documents of a Parquet file, of which no more than a few batches are in memory; bad rows are Faults."""
    records = Records(path, options.text_field)
    for row, record in enumerate(table.stream(path, options), start=1):
        if isinstance(record, Fault):
            yield record
            continue
        text, name, publisher, published = map(record.get, (options.text_field, "id", "publisher", "published"))
        plain = _fits(text, name, publisher, published)
        entry = _entry(text, name, publisher, published, row, records) if plain else None
        yield from records.read(record, row, f"row {row}") if entry is None else (entry,)


def _fits(text: object, name: object, publisher: object, published: object) -> bool:
    """Whether a row can go the short way; anything else gets the readers' diagnosis."""
    named = name is None or (isinstance(name, str | int) and not isinstance(name, bool))
    return isinstance(text, str) and named and all(isinstance(each, str | None) for each in (publisher, published))


def _entry(  # what a record states
    text: Any, name: Any, publisher: Any, published: Any, number: int, records: Records
) -> Entry | None:
    record = str(number if name is None else name)
    if not record or record in records.seen or len(record) > MAX_ID or not _is_plain(text):
        return None
    try:
        digest = sha256(text.encode()).hexdigest()
    except UnicodeEncodeError:
        return None
    records.seen.add(record)
    return Entry(
        digest[:16], records.path, text, record, publisher and clean(publisher), published and stated_date(published)
    )


def _is_plain(text: str) -> bool:
    """Whether a text is one article for sure: it is not empty, and no two datelines can stand in it."""
    if not text or text[:1].isspace():
        return False
    # Most texts name no year at all, which is seen much faster than that they state no date; one digit is found at once.
    if not (("1" in text and "19" in text) or ("2" in text and "20" in text)):
        return True
    date = _DATE.search(text)
    if date is None:
        return True
    stop = "\r" if "\r" in text and "\n" not in text else "\n"
    datelines = looked = 0
    while date is not None:
        start, end = text.rfind(stop, 0, date.start()) + 1, text.find(stop, date.start())
        end = len(text) if end < 0 else end
        datelines += end - start <= MAX_LINE and dateline(text[start:end], cues()) is not None
        looked += 1
        if datelines > 1 or looked > _LOOKED:
            return False
        date = _DATE.search(text, end)
    return True
