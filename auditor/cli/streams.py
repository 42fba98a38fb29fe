"""Standard output and error: UTF-8 whatever the locale says, bytes as written, and a reader that may go away."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

__all__ = ["flushed", "set_up_streams"]


class _Patient(io.FileIO):
    """A file descriptor that takes what is written to it after its reader has gone: that is the reader's right.

    The exit code must still be the command's own: a gate piped into ``head`` refuses as loudly as any other.
    """

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            return memoryview(data).nbytes


def set_up_streams() -> None:
    """Sets up standard output and error where they are real ones."""
    sys.stdout, sys.stderr = _opened(sys.stdout), _opened(sys.stderr)


def _opened(stream: TextIO) -> TextIO:
    if not isinstance(stream, io.TextIOWrapper):
        return stream  # closed, or a test's capture
    if stream.isatty():
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return stream
    stream.flush()
    try:
        number = stream.fileno()
    except io.UnsupportedOperation:
        return stream
    raw = io.BufferedWriter(_Patient(number, "w", closefd=False))
    # NOTE: newline="" keeps the bytes of `auditor text` what the spans refer to, on Windows too.
    return io.TextIOWrapper(
        raw, "utf-8", errors="backslashreplace", newline="", line_buffering=stream is sys.__stderr__
    )


def flushed() -> bool:
    """Whether all that was written has arrived; says on standard error why not."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError) as error:
        sys.stderr.write(f"auditor: standard output cannot be written: {error}\n  remedy: check where it goes\n")
        # Python would try once more at its end and exit 120.
        sys.stdout = io.StringIO()
        return False
    return True
