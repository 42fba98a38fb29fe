"""Finds copies among any number of texts, as arrays: pairs, excerpts, passages and families, with flat memory.

The definitions are those of :mod:`auditor.checks.copies`. A text costs its signature, its name and a few numbers; the
texts themselves wait in temporary files.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from tempfile import TemporaryFile
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from auditor.checks.copies import CAP, MAX_CHARACTERS, SPREAD, WINDOW, WORD
from auditor.judge.boilerplate import settle
from auditor.judge.families import Origin, role_of
from auditor.model import Document, Likeness, Role
from auditor.readers.protocol import Entry
from auditor.rules.rule import Rule
from auditor.signals import bulk
from auditor.signals.contain import Contained, Fingerprints, contained
from auditor.signals.join import Overlap, Shelf, overlaps
from auditor.signals.sketch import VALUES
from auditor.text.shingles import distinct, fold

__all__ = ["Duplicates", "Group", "Tick"]

U32: TypeAlias = NDArray[np.uint32]
F64: TypeAlias = NDArray[np.float64]

_BATCH = 1_000_000  # characters folded, signed and fingerprinted at a time
_MEET = 64  # texts under one fingerprint pair that are all compared: more share boilerplate
_UNSIGNED = (None, None)  # no publisher, no date: nothing by which a copy is more than a copy
_CLOSE = 1e-9  # a similarity of exactly the threshold counts, whatever the division rounded to

Tick = Callable[[str, int, int], None]
"""Told of progress: a stage, how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Group:
    """A family by the numbers of its members, the first before the others, and what each is to the first."""

    members: tuple[int, ...]
    similarities: tuple[float, ...]
    containments: tuple[float, ...]
    roles: tuple[Role, ...]


class Duplicates:
    """The texts that are compared with each other; they are named by the order in which they come, from 0."""

    def __init__(self, rules: Mapping[str, Rule], threshold: float, *, excerpts: bool, tick: Tick) -> None:
        self.threshold = threshold
        self.contained = rules["excerpt"].parameters["containment"]
        self.least = int(rules["excerpt"].parameters["characters"])
        self.passage = int(rules["passage"].parameters["characters"])
        self.similar = rules["similar"].parameters["similarity"]
        self.tick = tick
        self.origins: list[tuple[str, str | None, str | None]] = []
        self.notes: list[str] = []
        self._waiting: list[str] = []
        self._load = 0
        self._folded = Shelf()
        self._raw = Shelf() if excerpts else None
        self._prints = Fingerprints() if excerpts else None
        self._values: Any = TemporaryFile(prefix="auditor-")  # noqa: SIM115  # closed below
        self._firsts: dict[int, int] = {}  # of every text, by its content id, the first document with it
        self._copies: dict[int, int] = {}  # how many more there are
        self._stands = array("I")  # of every document, the first one with its text
        self._twins: list[tuple[int, int]] = []

    def add(self, doc: Document | Entry) -> None:
        """Takes one more document; only a copy of its text is kept, on disk."""
        number = len(self.origins)
        self.origins.append((doc.id, doc.publisher, doc.published))
        first = self._firsts.setdefault(int(doc.id, 16), number)
        self._stands.append(first)
        text = doc.text
        if first != number:
            copies = self._copies[first] = self._copies.get(first, 0) + 1
            if copies >= CAP:
                # The same text once more: it is a pair with the first, which stands for it everywhere else.
                self._twins.append((first, number))
                text = ""
        length = len(text)
        if length > MAX_CHARACTERS:
            self.notes.append(f"{doc.key}: compared by its first {MAX_CHARACTERS} characters")
            text, length = text[:MAX_CHARACTERS], MAX_CHARACTERS
        self._waiting.append(text)
        self._load += length
        if self._load >= _BATCH:
            self._put_aside()

    def _put_aside(self) -> None:
        texts, self._waiting, self._load = self._waiting, [], 0
        if not texts:
            return
        points, offsets = bulk.fold(texts)
        self._values.write(bulk.sign(points, offsets).data.cast("B"))
        self._folded.add(points, offsets)
        if self._raw is not None and self._prints is not None:
            long = np.diff(offsets) >= min(self.least, self.passage)
            raw, ends = bulk.pack([text if keep else "" for text, keep in zip(texts, long.tolist(), strict=True)])
            numbers = np.arange(len(self.origins) - len(texts), len(self.origins), dtype=np.uint32)
            self._raw.add(raw, ends)
            self._prints.add(raw, ends, numbers, WINDOW)
        self.tick("read", len(self.origins), 0)

    def pairs(self) -> Overlap:
        """Every pair at the threshold or above, by exact comparison, in the order of the documents."""
        self._put_aside()
        likely, hot = bulk.candidates(self._signatures(), self.threshold, CAP)
        if hot:
            self.notes.append(f"{hot} groups hold more than {CAP} texts: the rest met their first text alone")
        kept, done = [_twin_pairs(self._twins)], 0
        for part in overlaps(likely, self._folded.lengths(), self._folded.read):
            kept.append(part.where(part.similarity() >= self.threshold - _CLOSE))
            done += len(part.pairs)
            self.tick("compare", done, len(likely))
        return Overlap.joined(kept).sorted()

    def _signatures(self) -> U32:
        self._values.seek(0)
        values = np.fromfile(self._values, np.uint32).reshape(-1, VALUES)
        self._values.truncate(0)
        return values

    def shared(self, near: Overlap) -> list[Likeness]:
        """Excerpts and passages of texts that are no pair, boilerplate taken out; sides are named by number."""
        if self._raw is None or self._prints is None:
            return []
        pairs, hot = self._prints.pairs(_MEET)
        if hot:
            self.notes.append(f"{hot} passages stand in more than {_MEET} texts: the rest met the first of them alone")
        pairs = _without(pairs, near.pairs)
        folded = self._folded.lengths()
        found = []
        for one, done in contained(
            pairs,
            self._raw.lengths(),
            self._raw.read,
            least=self.contained,
            common=self.passage // WORD,
            spread=SPREAD,
        ):
            held = max(one.in_b * (folded[one.a] >= self.least), one.in_a * (folded[one.b] >= self.least))
            if held >= self.contained:
                found.append(_likeness("excerpt", one))
            elif long := self._passages(one):
                found.append(_likeness("passage", replace(one, blocks=long)))
            self.tick("excerpts", done, len(pairs))
        return self._settled(self._different(found), near) if found else []

    def _passages(self, one: Contained) -> list[tuple[int, int, int, int]]:
        """The blocks that are passages on both sides, white space collapsed."""
        long = [block for block in one.blocks if min(block[1] - block[0], block[3] - block[2]) >= self.passage]
        if not long or self._raw is None:
            return []
        points, offsets = self._raw.read(np.array([one.a, one.b]))
        sides = (points[: offsets[1]], points[offsets[1] :])
        return [
            (start, end, head, tail)
            for start, end, head, tail in long
            if min(_collapsed(sides[0][start:end]), _collapsed(sides[1][head:tail])) >= self.passage
        ]

    def _different(self, found: Sequence[Likeness]) -> list[Likeness]:
        """Those with their similarity; texts as similar as that share more than a passage."""
        pairs = np.array([(int(like.a), int(like.b)) for like in found], np.uint32)
        exact = self._overlap(pairs)
        known = dict(zip(map(tuple, exact.pairs.tolist()), exact.similarity().tolist(), strict=True))
        likes = [replace(like, similarity=known[int(like.a), int(like.b)]) for like in found]
        return [like for like in likes if like.kind == "excerpt" or like.similarity < self.similar]

    def _settled(self, found: Sequence[Likeness], near: Overlap) -> list[Likeness]:
        close = [Likeness("near-duplicate", str(a), str(b), 1.0, 1.0, 1.0) for a, b in near.pairs.tolist()]
        lengths = {str(n): length for n, length in enumerate(self._folded.lengths().tolist())}
        settled = settle(lengths, [*close, *found])[len(close) :]
        return sorted(settled, key=lambda like: (like.kind, int(like.a), int(like.b)))

    def _overlap(self, pairs: U32) -> Overlap:
        lengths = self._folded.lengths()
        return Overlap.joined(list(overlaps(pairs, lengths, self._folded.read)))

    def families(self, near: Overlap, shared: Sequence[Likeness]) -> Iterator[Group]:
        """The families, in the order of their first members' ids; pairs and excerpts join them."""
        inside = [(int(like.a), int(like.b)) for like in shared if like.kind == "excerpt"]
        close = bulk.components(len(self.origins), near.pairs)
        joined = np.concatenate((near.pairs, np.array(inside, np.uint32).reshape(-1, 2)))
        label = bulk.components(len(self.origins), joined)
        members = distinct(joined).astype(np.int64)
        members = members[np.argsort(label[members], kind="stable")]
        cuts = np.flatnonzero(np.append(True, np.diff(label[members]) != 0))
        groups = [sorted(part.tolist(), key=self._rank) for part in np.split(members, cuts[1:])] if members.size else []
        groups.sort(key=lambda group: self._rank(group[0]))
        similarities, containments = self._measured(groups, near)
        low = 0
        for group in groups:
            first, high = group[0], low + len(group)
            roles = [self._role(number, first, near=bool(close[number] == close[first])) for number in group[1:]]
            yield Group(tuple(group), similarities[low:high], containments[low:high], (Role.FIRST, *roles))
            low = high

    def _rank(self, number: int) -> tuple[str, str, int]:
        """Sorts the first of several before the others, as :meth:`Origin.rank` does."""
        name, _, published = self.origins[number]
        return (published or "9999", name, number)

    def _role(self, number: int, first: int, *, near: bool) -> Role:
        own, other = self.origins[number], self.origins[first]
        if near and own[1:] == _UNSIGNED:
            return Role.NEAR_DUPLICATE
        return role_of(_origin(*own), _origin(*other), near=near)

    def _measured(self, groups: Sequence[Sequence[int]], near: Overlap) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Similarity and containment of every member and the first of its family, one after the other."""
        sizes = [len(group) for group in groups]
        stand = np.frombuffer(self._stands, np.uint32)
        members = stand[np.fromiter(chain.from_iterable(groups), np.int64, sum(sizes))]
        firsts = np.repeat(stand[[group[0] for group in groups]], sizes) if groups else members
        pairs = np.sort(np.stack((firsts, members), axis=1), axis=1)
        unmet = _without(_each_once(pairs[firsts != members]), near.pairs)
        known = Overlap.joined([near, self._overlap(unmet)])
        codes = _codes(known.pairs)
        order = np.argsort(codes)
        place = np.searchsorted(codes[order], _codes(pairs)).clip(max=max(0, codes.size - 1))
        found = []
        for values in (known.similarity(), known.containment()):
            own = values[order][place] if codes.size else np.ones(members.size)
            found.append(tuple(np.where(firsts == members, 1.0, own).tolist()))
        return found[0], found[1]

    def close(self) -> None:
        """Gives the disk space back."""
        for shelf in (self._values, self._folded, self._raw, self._prints):
            if shelf is not None:
                shelf.close()


def _likeness(kind: str, one: Contained) -> Likeness:
    spans_a = tuple((start, end) for start, end, _, _ in one.blocks)
    spans_b = tuple((head, tail) for _, _, head, tail in one.blocks)
    return Likeness(kind, str(one.a), str(one.b), 0.0, one.in_b, one.in_a, spans_a, spans_b)


def _collapsed(points: U32) -> int:
    """The length of a stretch of text after folding."""
    return len(fold(points.tobytes().decode("utf-32-le", "surrogatepass")))


def _twin_pairs(twins: Sequence[tuple[int, int]]) -> Overlap:
    pairs = np.array(twins, np.uint32).reshape(-1, 2)
    ones = np.ones(len(pairs), np.int64)
    return Overlap(pairs, ones, ones, ones)


def _without(pairs: U32, others: U32) -> U32:
    """The pairs that are not among the others."""
    return pairs[~np.isin(_codes(pairs), _codes(others))]


def _each_once(pairs: U32) -> U32:
    """The pairs in order, each once."""
    codes = distinct(_codes(pairs))
    return np.stack((codes >> np.uint64(32), codes & np.uint64(0xFFFFFFFF)), axis=1).astype(np.uint32)


def _codes(pairs: U32) -> NDArray[np.uint64]:
    """One number for each pair."""
    found: NDArray[np.uint64] = pairs.astype(np.uint64) @ np.array([1 << 32, 1], np.uint64)
    return found


def _origin(name: str, publisher: str | None, published: str | None) -> Origin:
    return Origin(name, name, 0, publisher=publisher, published=published)
