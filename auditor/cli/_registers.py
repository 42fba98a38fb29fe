"""The registers and ratings that a command is given, in use while it runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from auditor.signals._ratings import rated
from auditor.signals._registry import registered

__all__ = ["using"]


@contextmanager
def using(paths: Sequence[str]) -> Iterator[None]:
    """Adds registers (.yaml, or a folder) and ratings (.csv). Raises BadRules or BadInput for what does not hold."""
    tables = [Path(path) for path in paths if path.lower().endswith(".csv")]
    with registered([Path(path) for path in paths if not path.lower().endswith(".csv")]), rated(tables):
        yield
