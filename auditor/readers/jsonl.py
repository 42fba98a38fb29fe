"""JSON lines, plain or gzipped: one record a line, read one line at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator

from auditor.errors import BadInput
from auditor.model import Fault
from auditor.readers._parts import STAGE, fault
from auditor.readers._records import Records
from auditor.readers._unpack import MAX_UNPACKED, gunzip
from auditor.readers.protocol import Options, Yield
from auditor.text.decode import MAX_BYTES, decode

__all__ = ["ENDINGS", "read"]

ENDINGS = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
MAX_FAULTS = 1000  # a file with more broken lines is not JSON lines; the rest of it is not read


def read(path: str, raw: bytes, options: Options) -> Iterator[Yield]:
    """Yields the records' documents; a line that holds none is a Fault that names it, and the others are read."""
    records = Records(path, options.text_field)
    rows = faults = 0
    try:
        for number, line in _lines(raw):
            if not line.strip():
                continue
            rows += 1
            for item in _line(records, number, line):
                faults += isinstance(item, Fault)
                yield item
            if faults >= MAX_FAULTS:
                yield Fault(
                    path, STAGE, f"line {number}: the rest is not read after {faults} broken lines; mend the file"
                )
                return
    except BadInput as error:
        yield fault(path, error)
        return
    if not rows:
        yield Fault(path, STAGE, "the document is empty; give a file with one JSON object a line")


def _line(records: Records, number: int, line: bytes) -> Iterator[Yield]:
    place = f"line {number}"
    if len(line) > MAX_BYTES:
        yield Fault(records.path, STAGE, f"{place}: it has {len(line)} bytes; split it: {MAX_BYTES} is the limit")
        return
    try:
        decoded = decode(line)
        record = json.loads(decoded.text)
    except BadInput as error:
        yield Fault(records.path, STAGE, f"{place}: {error.what}; {error.remedy}")
    except RecursionError:
        yield Fault(records.path, STAGE, f"{place}: it is nested too deeply; write one flat object a line")
    except ValueError as error:
        yield Fault(records.path, STAGE, f"{place}: broken JSON ({error}); write one object a line")
    else:
        records.encoding = decoded.encoding
        yield from records.read(record, number, place)


def _lines(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Lines with their 1-based numbers, without the byte order mark."""
    pieces = gunzip(raw, MAX_UNPACKED) if raw.startswith(b"\x1f\x8b") else iter((raw,))
    number, rest = 0, b""
    for piece in pieces:
        start = 0
        while (end := piece.find(b"\n", start)) >= 0:
            number += 1
            yield number, _bare(number, rest + piece[start:end])
            rest, start = b"", end + 1
        rest += piece[start:]
        if len(rest) > MAX_BYTES:
            raise BadInput(f"line {number + 1}: it has more than {MAX_BYTES} bytes", remedy="split the record")
    if rest:
        yield number + 1, _bare(number + 1, rest)


def _bare(number: int, line: bytes) -> bytes:
    return line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
