"""ZIP and tar archives: every member that a reader reads, in memory, within limits; nothing is written to disk."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from posixpath import basename
from typing import IO

from auditor.errors import BadInput
from auditor.model import Document, Fault, Note
from auditor.readers import text
from auditor.readers._endings import BINARY, ending_of, reader_for
from auditor.readers._parts import STAGE, fault
from auditor.readers._unpack import FREE, MAX_RATIO
from auditor.readers.protocol import Options, Yield
from auditor.text.decode import MAX_BYTES

__all__ = ["ENDINGS", "read"]

ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz")
MAX_MEMBERS = 100_000
MAX_UNPACKED = 4 * 1024 * 1024 * 1024  # bytes out of one archive, one member in memory at a time

_Member = tuple[str, bytes | None]
# zipfile raises RuntimeError for an encrypted member, NotImplementedError (one of those) for an unknown compression.
_BROKEN = (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)


def read(path: str, raw: bytes, options: Options) -> Iterator[Yield]:
    """Yields the members' documents, a member's name being the record; a nested archive is a Note."""
    count = 0
    try:
        for name, content in _zip(raw) if raw.startswith(b"PK") else _tar(raw):
            for item in _member(path, name, content, options):
                count += isinstance(item, Document | Fault)
                yield item
    except BadInput as error:
        yield fault(path, error)
    except _BROKEN as error:
        yield Fault(path, STAGE, f"the archive cannot be unpacked ({error}); get it again, or unpack it by hand")
    else:
        if not count:
            yield Fault(path, STAGE, "no readable document in the archive; pack text, Markdown, HTML or JSON lines")


def _member(path: str, name: str, content: bytes | None, options: Options) -> Iterator[Yield]:
    whole = f"{path}#{name}"
    if content is None:
        yield Fault(whole, STAGE, f"the member has more than {MAX_BYTES} bytes; split it")
        return
    ending = ending_of(name)
    if name.lower().endswith(ENDINGS):
        yield Note(whole, STAGE, "not read: an archive inside an archive; unpack it and give the files")
        return
    reader = reader_for(name)
    if reader is None and ending in BINARY:
        yield Note(whole, STAGE, f"not read: no reader for .{ending}")
        return
    for item in (reader or text).read(name, content, options):
        yield _renamed(item, path, name)


def _renamed(item: Yield, path: str, member: str) -> Yield:
    """What a reader said of a member, as said of the archive."""
    if not isinstance(item, Document):
        return replace(item, path=f"{path}#{item.path}")
    record = member if item.record is None else f"{member}#{item.record}"
    return replace(item, path=path, record=record, key=f"{path}#{item.key}")


def _zip(raw: bytes) -> Iterator[_Member]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
        budget = _Budget(len(raw))
        for info in members:
            if _is_hidden(info.filename):
                continue
            with archive.open(info) as stream:
                yield budget.take(info.filename, stream)


def _tar(raw: bytes) -> Iterator[_Member]:
    from gzip import GzipFile

    packed = raw.startswith(b"\x1f\x8b")
    stream: io.BufferedIOBase = GzipFile(fileobj=io.BytesIO(raw)) if packed else io.BytesIO(raw)
    budget = _Budget(len(raw))
    with tarfile.open(fileobj=_Metered(stream, budget), mode="r|") as archive:
        for info in archive:
            content = archive.extractfile(info) if info.isfile() and not _is_hidden(info.name) else None
            if content is not None:
                yield budget.take(info.name, content)


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") and part not in {".", ".."} for part in name.split("/")) or basename(name) == ""


class _Budget:
    """What one archive may still unpack to: members, bytes, and bytes for each byte packed."""

    def __init__(self, packed: int) -> None:
        self.packed, self.members, self.unpacked = packed, 0, 0
        self.names: set[str] = set()

    def take(self, name: str, stream: IO[bytes]) -> _Member:
        """The content of a member, None if it is too long for one document."""
        self.members += 1
        if self.members > MAX_MEMBERS:
            raise BadInput(f"the archive has more than {MAX_MEMBERS} members", remedy="split it")
        if name in self.names:
            raise BadInput(f"the archive holds {name!r} twice", remedy="pack it again")
        self.names.add(name)
        content = stream.read(MAX_BYTES + 1)
        self.spend(len(content))
        return name, content if len(content) <= MAX_BYTES else None

    def spend(self, size: int) -> None:
        """Counts unpacked bytes; raises BadInput when they are too many."""
        self.unpacked += size
        if self.unpacked > MAX_UNPACKED or (self.unpacked > FREE and self.unpacked > MAX_RATIO * self.packed):
            raise BadInput(
                f"the archive unpacks to more than {self.unpacked} bytes", remedy="unpack and split it by hand"
            )


class _Metered(io.RawIOBase):
    """A stream that counts what is read from it, so that a skipped tar member cannot be a bomb."""

    def __init__(self, stream: io.BufferedIOBase, budget: _Budget) -> None:
        super().__init__()
        self.stream, self.budget = stream, budget

    def read(self, size: int = -1) -> bytes:
        """The next bytes; a member's bytes count again when they are taken, which halves the limit for tar."""
        piece = self.stream.read(size)
        self.budget.spend(len(piece))
        return piece
