"""Signals are pure functions of a document; within one examination each is computed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TypeVar

from auditor.model import Document

__all__ = ["remembered", "signal"]

V = TypeVar("V")

_memo: ContextVar[dict[tuple[str, int], object] | None] = ContextVar("memo", default=None)


def signal(function: Callable[[Document], V]) -> Callable[[Document], V]:
    """Makes a function of a document be computed once for as long as :func:`remembered` is open."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def recall(doc: Document) -> V:
        memo = _memo.get()
        if memo is None:
            return function(doc)
        key = (name, id(doc))
        if key not in memo:
            memo[key] = function(doc)
        return memo[key]  # type: ignore[return-value]  # the key holds the function's name

    return recall


@contextmanager
def remembered() -> Iterator[None]:
    """Opens a memo for one examination; it ends with the block, so nothing outlives its document."""
    token = _memo.set({})
    try:
        yield
    finally:
        _memo.reset(token)
