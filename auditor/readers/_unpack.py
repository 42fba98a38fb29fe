"""Unpacks gzip piece by piece, within limits: a few kilobytes must not become a full memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from auditor.errors import BadInput

__all__ = ["MAX_RATIO", "MAX_UNPACKED", "gunzip"]

MAX_UNPACKED = 4 * 1024 * 1024 * 1024  # bytes out of one file, never all in memory at once
MAX_RATIO = 200  # text packs 3 to 20 times, logs up to 100; deflate's end is 1,032
FREE = 16 * 1024 * 1024  # bytes that any file may unpack to, whatever the ratio
_STEP = 1024 * 1024


def gunzip(raw: bytes, limit: int) -> Iterator[bytes]:
    """The unpacked bytes in pieces of at most a megabyte. Raises BadInput for damage, a cut end or a bomb."""
    total, data = 0, raw
    while data:
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            piece = _step(member, data)
            data = member.unconsumed_tail
            if not piece and not data and not member.eof:
                raise BadInput("the gzip file is cut off", remedy="get the file again")
            total += len(piece)
            if total > limit or (total > FREE and total > MAX_RATIO * len(raw)):
                raise BadInput(f"the gzip file unpacks to more than {total} bytes", remedy="unpack it by hand")
            yield piece
        data = member.unused_data.lstrip(b"\0")


def _step(member: zlib._Decompress, data: bytes) -> bytes:
    try:
        return member.decompress(data, _STEP)
    except zlib.error as error:
        raise BadInput(f"the gzip file is damaged ({error})", remedy="get the file again") from error
