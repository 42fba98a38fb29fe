"""The local engine: this process for a few documents, a pool of processes for many."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from auditor.checks.protocol import CrossCheck
from auditor.engine._pairs import distinct_pairs
from auditor.engine.protocol import Prepare
from auditor.model import Document, Likeness, Post, Relation

__all__ = ["Engine"]

R = TypeVar("R")

# Starting a worker costs about as much CPU as examining this many ordinary documents.
_WORTH_A_POOL = 256
_CHUNK = 8

_function: Callable[[Document], Any] | None = None


class Engine:
    """Runs in this process, or in ``jobs`` processes; ``None`` lets the number of documents decide."""

    def __init__(self, jobs: int | None = None) -> None:
        self.jobs = jobs

    def map(self, prepare: Prepare[R], docs: Sequence[Document]) -> Iterator[R]:
        """Applies the prepared function to each document, in order."""
        jobs = self._workers(len(docs))
        if jobs < 2:  # noqa: PLR2004  # one process is this one
            yield from map(prepare(), docs)
            return
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # NOTE: spawn, not fork: a forked child inherits the locks of threads that RE2 and numpy have started.
        with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (prepare,)) as pool:
            yield from pool.map(_apply, docs, chunksize=_CHUNK)

    def join(
        self, check: CrossCheck[Any], posts: Mapping[str, Post[Any]], fresh: Collection[str]
    ) -> list[Likeness | Relation]:
        """Compares each distinct pair that has a fresh side, and each fresh document with itself."""
        found: list[Likeness | Relation] = []
        for a, b in distinct_pairs(check, posts, fresh):
            found.extend(check.compare(posts[a].imprint, posts[b].imprint))
        return found

    def _workers(self, documents: int) -> int:
        if self.jobs is not None:
            return min(self.jobs, documents)
        return min(os.cpu_count() or 1, documents // _WORTH_A_POOL)


def _start(prepare: Prepare[Any]) -> None:
    global _function  # noqa: PLW0603  # a pool's initializer has no other place to leave what it built
    _function = prepare()


def _apply(doc: Document) -> Any:
    assert _function is not None  # noqa: S101  # the initializer has run
    return _function(doc)
