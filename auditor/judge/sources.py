"""The publishers of a report: shown, never part of a score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from auditor.model import Assessment, Source

__all__ = ["sources"]


def sources(documents: Sequence[Assessment]) -> tuple[Source, ...]:
    """Every publisher that a document names, with the number of its documents, by name."""
    counts = Counter(doc.publisher for doc in documents if doc.publisher)
    return tuple(Source(name, number) for name, number in sorted(counts.items()))
