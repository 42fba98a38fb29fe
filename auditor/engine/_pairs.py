"""The group-by of a cross check: keys to documents, documents to distinct pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from auditor.checks.protocol import CrossCheck
from auditor.model import Post

__all__ = ["distinct_pairs"]


def distinct_pairs(
    check: CrossCheck[Any], posts: Mapping[str, Post[Any]], fresh: Collection[str]
) -> list[tuple[str, str]]:
    """Candidate pairs, each once and in ascending order, of which at least one side is fresh.

    Each fresh document is a pair with itself, unless the check says of itself that it looks at no document ``alone``.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(posts):
        for key in posts[name].keys:
            groups[key].append(name)
    pairs = {(name, name) for name in fresh if name in posts} if getattr(check, "alone", True) else set()
    for key, group in groups.items():
        if len(group) > 1:
            pairs.update(check.pair(key, group))
    return sorted(pair for pair in pairs if pair[0] in fresh or pair[1] in fresh)
