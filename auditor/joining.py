"""The join of every cross check: fresh posts with each other, and with those that a corpus keeps under the same keys.

Only ids are read for the keys, imprints only for pairs. Of a crowd (more documents under a key than are compared all
with all) the first ids are read, which are the centres of the star that the check makes of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import inf
from typing import Any

from auditor.checks.protocol import CrossCheck
from auditor.corpus.pack import kind_of, posting
from auditor.corpus.protocol import Corpus, Edge, Group, Key
from auditor.engine.protocol import Engine
from auditor.examine import Checks
from auditor.model import Likeness, Note, Post, Relation

__all__ = ["Joined", "Star", "cross_checks", "crowd_notes", "join", "join_corpus", "reach"]

Posts = Mapping[str, Mapping[str, Post[Any]]]
"""By cross check and content id, what each fresh document posted; an imprint that a corpus has already may be ``None``."""


def cross_checks(checks: Checks) -> dict[str, CrossCheck[Any]]:
    """The cross checks by name."""
    return {name: check for name, (check, _) in checks.items() if isinstance(check, CrossCheck)}


def join(checks: Checks, posts: Posts, engine: Engine) -> list[Edge]:
    """Every edge among fresh documents."""
    found = []
    for name, check in cross_checks(checks).items():
        own = posts.get(name, {})
        found += [_edge(name, outcome) for outcome in engine.join(check, own, own)]
    return found


def _edge(name: str, outcome: Likeness | Relation) -> Edge:
    if isinstance(outcome, Likeness):
        a, b = sorted((outcome.a, outcome.b))
    else:
        a, b = sorted((outcome.a[0].document, outcome.b[0].document))
    return Edge(name, a, b, outcome)


class Joined:
    """What came of joining with a corpus: edges, and where a crowd grew so that others may be compared no longer."""

    def __init__(self) -> None:
        self.edges: list[Edge] = []
        self.crowds: dict[int, str] = {}
        self.shaken: set[str] = set()


def join_corpus(checks: Checks, posts: Posts, corpus: Corpus) -> Joined:
    """Every edge of which one end is fresh and the other fresh or admitted."""
    joined = Joined()
    for name, check in cross_checks(checks).items():
        own = posts.get(name, {})
        pairs = _pairs(name, check, own, corpus, joined)
        wanted = {ident for pair in pairs for ident in pair}
        at_hand = {ident: own[ident].imprint for ident in wanted & own.keys() if own[ident].imprint is not None}
        imprints = {**corpus.imprints(name, wanted - at_hand.keys()), **at_hand}
        for a, b in sorted(pairs):
            joined.edges += [_edge(name, outcome) for outcome in check.compare(imprints[a], imprints[b])]
    return joined


def _pairs(
    name: str, check: CrossCheck[Any], own: Mapping[str, Post[Any]], corpus: Corpus, joined: Joined
) -> set[tuple[str, str]]:
    cap = _cap(check)
    times = Counter(chain.from_iterable(post.keys for post in own.values()))
    known = corpus.groups(name, times, cap)
    # NOTE: nobody meets alone, and most keys are nobody else's: a list for each would take longer than all the rest.
    shared = known.keys() | {key for key, number in times.items() if number > 1}
    fresh: dict[Key, list[str]] = defaultdict(list)
    for ident in sorted(own):
        for own_key in shared.intersection(own[ident].keys):
            fresh[own_key].append(ident)
    pairs = {(ident, ident) for ident in own} if getattr(check, "alone", True) else set()
    for key, ids in fresh.items():
        before = known.get(key, _NOBODY)
        group = sorted({*before.ids, *ids})
        found = list(check.pair(kind_of(key), group))
        if len(group) > _limit(check, key, cap):
            joined.crowds[posting(name, key)] = name
            if not before.whole and _centres(found, group) & set(ids):
                group = sorted({*corpus.group(name, key), *ids})
                found = list(check.pair(kind_of(key), group))
            if before.whole or _centres(found, group) & set(ids):
                joined.shaken.update(before.ids)
        pairs.update(pair for pair in found if pair[0] in own or pair[1] in own)
    return pairs


_NOBODY = Group((), whole=True)


def _cap(check: CrossCheck[Any]) -> int | None:
    cap: int | None = getattr(check, "cap", None)
    return cap


def _limit(check: CrossCheck[Any], key: Key, cap: int | None) -> float:
    """How many under a key are compared all with all: a check may treat some kinds of keys as crowds earlier."""
    return inf if cap is None else _complete(type(check), cap, kind_of(key)[:1] + "|")


@lru_cache(maxsize=256)
def _complete(check: type[CrossCheck[Any]], cap: int, kind: str) -> int:
    """The most members, up to ``cap``, of which a check pairs all with all; only the key's first character tells."""
    few, many = 1, cap
    if _pairs_all(check, cap, kind):
        return cap
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (middle, many) if _pairs_all(check, middle, kind) else (few, middle)
    return few


def _pairs_all(check: type[CrossCheck[Any]], size: int, kind: str) -> bool:
    # ``pair`` looks at the key and the group alone, so it needs no instance with rules.
    found = check.pair(check.__new__(check), kind, [f"{n:04d}" for n in range(size)])
    return len(set(found)) == size * (size - 1) // 2


def _centres(pairs: Sequence[tuple[str, str]], group: Sequence[str]) -> set[str]:
    """The members of a crowd whom more than half of it meets."""
    met = Counter(ident for pair in pairs for ident in pair)
    return {ident for ident, times in met.items() if 2 * times > len(group)}


class Star:
    """A crowd under one key: who in it is compared with everyone, and so with whom."""

    def __init__(self, check: CrossCheck[Any], key: int, group: Group) -> None:
        found = list(check.pair(kind_of(key), group.ids))
        self.whole = group.whole and len(group.ids) <= _limit(check, key, _cap(check))
        self.centres = _centres(found, group.ids)

    def joins(self, a: str, b: str) -> bool:
        """Whether two of the crowd meet."""
        return self.whole or a in self.centres or b in self.centres


def reach(corpus: Corpus, seeds: Iterable[str], limit: int | None = None) -> tuple[set[str], bool]:
    """All ids that edges join to the seeds, directly or through others; and whether that is all of them."""
    found = set(seeds)
    frontier = set(found)
    while frontier:
        frontier = set(corpus.linked(frontier)) - found
        if limit is not None and len(found) + len(frontier) > limit:
            return found | set(sorted(frontier)[: max(0, limit - len(found))]), False
        found |= frontier
    return found, True


def crowd_notes(checks: Checks, posts: Posts) -> list[Note]:
    """Says where so many documents met under one key that they were compared as a star, not all with all."""
    notes = []
    for name, check in cross_checks(checks).items():
        cap = _cap(check)
        sizes = Counter(key for post in posts.get(name, {}).values() for key in post.keys)
        many = _over(sizes.values(), cap)
        if many:
            said = f"{many} keys hold more than {cap} documents (up to {max(sizes.values())}): compared as stars"
            notes.append(Note(name, "compare", said))
    return notes


def _over(sizes: Collection[int], cap: int | None) -> int:
    return 0 if cap is None else sum(size > cap for size in sizes)
