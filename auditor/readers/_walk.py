"""Walks the paths that a command was given, and reads each file with the reader for its ending."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import cast

from auditor.model import Fault, Note
from auditor.readers import text
from auditor.readers._endings import BINARY, DATA, ending_of, reader_for
from auditor.readers._parts import STAGE
from auditor.readers.protocol import Entry, Options, Yield

__all__ = ["MAX_FILE", "STDIN", "read_paths", "stream_paths"]

MAX_FILE = 1024 * 1024 * 1024  # bytes of one file, which is held in memory while it is read
STDIN = "-"


def read_paths(paths: Sequence[str], options: Options) -> Iterator[Yield]:
    """Yields what the files, folders and ``-`` hold, one file in memory at a time; bad input is a Fault, never raised.

    A folder is walked in the order of its posix paths; hidden entries are left out, links are followed once, and what
    has no reader is a Note. A file that is named itself and cannot be read is a Fault. No file is read twice.
    """
    return cast("Iterator[Yield]", _walked(paths, options, lambda _: None))


def stream_paths(paths: Sequence[str], options: Options) -> Iterator[Yield | Entry]:
    """As :func:`read_paths`, but JSON lines and Parquet come record by record: see :mod:`auditor.readers._stream`."""
    from auditor.readers._stream import stream_for

    return _walked(paths, options, stream_for)


Stream = Callable[[str], Callable[[str, Options], Iterator[Yield | Entry]] | None]
"""For the name of a file, what reads it record by record; ``None`` where it is read whole."""


def _walked(paths: Sequence[str], options: Options, stream: Stream) -> Iterator[Yield | Entry]:
    seen: set[str] = set()
    for path in paths:
        if path == STDIN:
            if _is_new(STDIN, seen):
                yield from _stdin(options)
        elif _is_folder(path):
            yield from _folder(path, seen, options, stream)
        elif _is_new(path, seen):
            yield from _file(path, options, stream, named=True)


def _stdin(options: Options) -> Iterator[Yield]:
    try:
        raw = sys.stdin.buffer.read(MAX_FILE + 1)
    except (OSError, ValueError) as error:
        yield Fault(STDIN, STAGE, f"standard input cannot be read ({error}); pipe a text into the command")
        return
    yield from _content(STDIN, raw, options, named=True)


def _folder(folder: str, seen: set[str], options: Options, stream: Stream) -> Iterator[Yield | Entry]:
    """The files below a folder; a folder that holds nothing to read is a Fault."""
    count = 0
    for item in _below(folder):
        if isinstance(item, (Fault, Note)):
            count += isinstance(item, Fault)
            yield item
        elif not _is_new(item, seen):
            count += 1
        else:
            for found in _file(item, options, stream, named=False):
                count += not isinstance(found, Note)
                yield found
    if not count:
        shown = _shown(folder)
        yield Fault(shown, STAGE, f"no readable document in folder {shown}; name a folder with text files")


def _resolves_below(path: str, root: Path) -> bool:
    try:
        return Path(path).resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _below(folder: str) -> Iterator[str | Fault | Note]:
    """Paths of the files below a folder in posix order; a folder that a link leads back to is entered once."""
    entered: set[tuple[int, int]] = set()
    root = Path(folder).resolve()
    pending = [folder]
    while pending:
        path = pending.pop()
        if Path(path).is_symlink() and not _resolves_below(path, root):
            yield Note(_shown(path), STAGE, "not read: a link that leads out of the folder")
            continue
        if not _is_folder(path):
            yield path
            continue
        try:
            status = Path(path).stat()
            if (status.st_dev, status.st_ino) not in entered:
                entered.add((status.st_dev, status.st_ino))
                pending += sorted(_entries(path), reverse=True)
        except OSError as error:
            yield Fault(_shown(path), STAGE, f"the folder cannot be read ({error.strerror}); check its permissions")


def _entries(folder: str) -> Iterator[str]:
    """What a folder holds but hidden entries, folders with a slash at their end, so that names sort as posix paths."""
    with os.scandir(folder) as found:
        for entry in found:
            if not entry.name.startswith("."):
                path = f"{folder.rstrip('/')}/{entry.name}"
                yield path + "/" * _is_folder(path)


def _file(path: str, options: Options, stream: Stream, *, named: bool) -> Iterator[Yield | Entry]:
    shown = _shown(path)
    streamed = stream(shown) if shown == path else None
    try:
        status = Path(path).stat()
        problem = _obstacle(shown, status, named=named, limit=sys.maxsize if streamed else MAX_FILE)
        raw = b"" if problem or streamed else Path(path).read_bytes()
    except FileNotFoundError:
        yield Fault(shown, STAGE, "no such file or folder; check the path")
    except PermissionError:
        yield Fault(shown, STAGE, "no permission to read the file; check its permissions")
    except (OSError, ValueError) as error:
        yield Fault(shown, STAGE, f"the file cannot be read ({error}); check the path")
    else:
        if problem:
            yield problem
        elif streamed:
            yield from streamed(path, options)
        else:
            yield from _content(shown, raw, options, named=named)


def _obstacle(shown: str, status: os.stat_result, *, named: bool, limit: int) -> Note | Fault | None:
    """Why a file is not opened at all."""
    if not stat.S_ISREG(status.st_mode):
        if named:
            return Fault(shown, STAGE, "it is no file but a pipe, socket or device; pipe it into '-'")
        return Note(shown, STAGE, "not read: it is no file but a pipe, socket or device")
    if status.st_size > limit:
        return Fault(shown, STAGE, f"the file has {status.st_size} bytes; split it: {limit} is the limit")
    return _unread(shown, named=named)


def _unread(shown: str, *, named: bool) -> Note | Fault | None:
    ending = ending_of(shown)
    if reader_for(shown) is not None or ending not in (BINARY if named else BINARY | DATA):
        return None
    if named:
        return Fault(shown, STAGE, f"no reader for .{ending}; convert it to text, Markdown, HTML or JSON lines")
    return Note(shown, STAGE, f"not read: no reader for .{ending}")


def _content(shown: str, raw: bytes, options: Options, *, named: bool) -> Iterator[Yield]:
    if len(raw) > MAX_FILE:
        yield Fault(shown, STAGE, f"the input has more than {MAX_FILE} bytes; split it")
        return
    count = 0
    for item in (reader_for(shown) or text).read(shown, raw, options):
        count += not isinstance(item, Note)
        yield item
    if not count and named:
        yield Fault(shown, STAGE, "no readable document in the file; give one with text, Markdown, HTML or JSON lines")


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _is_new(path: str, seen: set[str]) -> bool:
    """Whether a path is met for the first time; two spellings of one path are one."""
    try:
        name = str(Path(path).resolve()) if path != STDIN else STDIN
    except (OSError, RuntimeError, ValueError):  # RuntimeError: a link that leads to itself
        name = path
    if name in seen:
        return False
    seen.add(name)
    return True


def _shown(path: str) -> str:
    """The path as given, with posix separators, and printable where its bytes are no UTF-8."""
    return path.replace(os.sep, "/").encode("utf-8", "replace").decode()
