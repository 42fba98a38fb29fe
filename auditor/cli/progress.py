"""Says on standard error how far long work is, when a person is watching."""

from __future__ import annotations

import sys
import time

__all__ = ["Progress", "warn"]

_EVERY = 0.2  # seconds between updates
_QUIET = 1.0  # seconds before the first: short work says nothing


class Progress:
    """Called with a stage, how many are done and of how many; writes one line that it rewrites."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._start = self._last = time.monotonic()
        self._wrote = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Shows the state; the last call of a stage clears the line."""
        now = time.monotonic()
        if not self._shown or now - self._start < _QUIET:
            return
        if done == total:
            sys.stderr.write("\r\x1b[K")
        elif now - self._last >= _EVERY:
            self._last = now
            sys.stderr.write(f"\r{stage} {done} of {total}\x1b[K")
        sys.stderr.flush()


def warn(message: str) -> None:
    """A line on standard error."""
    sys.stderr.write(f"auditor: {message}\n")
