"""Families: documents that share text are one voice. Who was first, and what every other member is to it.

Boilerplate is taken out of excerpts and passages first, families follow (:func:`families`), then what each document is
told about it (:func:`findings`). Translations are not recognised: they share no text.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.judge.boilerplate import settle
from auditor.model import Evidence, Family, Finding, Likeness, Member, Role, Severity, Span
from auditor.rules.rule import Rule

__all__ = ["Measure", "Origin", "Quote", "families", "findings", "role_of"]

Quote = Callable[[str, Span], Evidence]
"""The evidence at a span (from the start of the document's text) of the document with a key."""

Measure = Callable[[str, str], tuple[float, float]]
"""Similarity and containment (of the smaller in the larger) of two documents, by id."""

_SHOWN = 3  # documents pointed at in one finding: the report's family page lists all
_BLOCKS = 20  # spans pointed at in one document
_CLIP = 400  # characters quoted of a near-duplicate: the rest is the same again


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document comes from, as far as it tells who was first. Dates are ISO 8601; unknown is ``None``."""

    id: str
    key: str
    length: int
    language: str = "und"
    publisher: str | None = None
    owner: str | None = None
    credits: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    admitted: bool = False

    def rank(self) -> tuple[bool, str, str, str]:
        """Sorts the first of several before the others: admitted, earliest known date, id, key."""
        return (not self.admitted, self.published or "9999", self.id, self.key)


def families(
    origins: Sequence[Origin], likenesses: Sequence[Likeness], measure: Measure | None = None
) -> tuple[Family, ...]:
    """The families of two or more documents, in the order of their ids; pairs and excerpts join them.

    A member that was never compared with the first is measured by ``measure``; without it its similarity is the least
    that the triangle inequality of the Jaccard distance leaves.
    """
    by_id: dict[str, list[Origin]] = defaultdict(list)
    for origin in sorted(origins, key=Origin.rank):
        by_id[origin.id].append(origin)
    links = _links(_settled(origins, likenesses))
    found = []
    for ids in _components(by_id, links):
        members = sorted((origin for name in ids for origin in by_id[name]), key=Origin.rank)
        if len(members) > 1:
            found.append(_family(members, links, measure))
    return tuple(sorted(found, key=lambda family: family.id))


def _settled(origins: Iterable[Origin], likenesses: Iterable[Likeness]) -> tuple[Likeness, ...]:
    lengths = {origin.id: origin.length for origin in origins}
    return settle(lengths, [like for like in likenesses if like.a in lengths and like.b in lengths])


Links = Mapping[str, Mapping[str, Likeness]]


def _links(likenesses: Iterable[Likeness]) -> Links:
    """For every id, the ids with which it shares enough text to be one voice, and the stronger likeness of each."""
    links: dict[str, dict[str, Likeness]] = defaultdict(dict)
    for like in sorted(likenesses, key=lambda like: (like.kind != "near-duplicate", like.a, like.b)):
        if like.kind in {"near-duplicate", "excerpt"}:
            links[like.a].setdefault(like.b, like)
            links[like.b].setdefault(like.a, like)
    return links


def _components(ids: Iterable[str], links: Links) -> Iterator[list[str]]:
    seen: set[str] = set()
    for start in ids:
        if start in seen:
            continue
        seen.add(start)
        component = [start]
        for name in component:  # grows while it is walked
            fresh = [other for other in links.get(name, ()) if other not in seen]
            seen.update(fresh)
            component.extend(fresh)
        yield component


def _family(members: Sequence[Origin], links: Links, measure: Measure | None) -> Family:
    first = members[0]
    likes = _similarities(first.id, links)
    near = set(next(_components([first.id], _only_near({origin.id for origin in members}, links))))
    found = []
    for origin in members:
        similarity, containment = likes[origin.id]
        if measure is not None and origin.id != first.id and origin.id not in links.get(first.id, ()):
            similarity, containment = measure(first.id, origin.id)
        role = Role.FIRST if origin is first else role_of(origin, first, near=origin.id in near)
        found.append(Member(origin.id, origin.key, similarity, containment, role))
    return Family(first.id, tuple(found), first.key)


def _only_near(ids: Iterable[str], links: Links) -> Links:
    return {
        name: {other: like for other, like in links.get(name, {}).items() if like.kind == "near-duplicate"}
        for name in ids
    }


def _similarities(start: str, links: Links) -> Mapping[str, tuple[float, float]]:
    """The similarity and containment that every member of a family has to ``start`` at least (Dijkstra 1959)."""
    found: dict[str, tuple[float, float]] = {}
    queue = [(0.0, start, 1.0)]
    while queue:
        distance, name, containment = heapq.heappop(queue)
        if name in found:
            continue
        found[name] = (max(0.0, 1.0 - distance), containment)
        for other, like in links.get(name, {}).items():
            if other not in found:
                held = containment * max(like.in_a, like.in_b)
                heapq.heappush(queue, (distance + 1.0 - like.similarity, other, held))
    return found


def role_of(origin: Origin, first: Origin, *, near: bool) -> Role:
    """What a member is to the first of its family."""
    if not near:
        return Role.EXCERPT
    if origin.id != first.id and _is_revision(origin, first):
        return Role.REVISION
    return Role.SYNDICATED if _credits(origin, first) else Role.NEAR_DUPLICATE


def _is_revision(origin: Origin, first: Origin) -> bool:
    """Whether the same publisher put out another text later."""
    dates = (origin.updated or origin.published, first.updated or first.published)
    later = dates[0] is not None and dates[1] is not None and dates[0] > dates[1]
    return later and origin.publisher is not None and _name(origin.publisher) == _name(first.publisher)


def _credits(origin: Origin, other: Origin) -> bool:
    """Whether a document names the other's publisher, or its owner group, as where its text comes from."""
    owners = {_name(name) for name in (other.publisher, other.owner) if name}
    return any(_name(name) in owners for name in origin.credits)


def _name(name: str | None) -> str:
    return "".join(name.split()).casefold() if name else ""


def findings(
    found: Sequence[Family],
    likenesses: Sequence[Likeness],
    origins: Sequence[Origin],
    rules: Mapping[str, Rule],
    quote: Quote,
) -> Mapping[str, tuple[Finding, ...]]:
    """What every document (by key) is told about its copies; a document with nothing to be told is left out."""
    told = _Telling(found, likenesses, origins, rules, quote)
    result = {origin.key: tuple(told.about(origin)) for origin in sorted(origins, key=Origin.rank)}
    return {key: listed for key, listed in sorted(result.items()) if listed}


class _Telling:
    """The likenesses of an audit, looked at from one document after the other."""

    def __init__(
        self,
        found: Sequence[Family],
        likenesses: Sequence[Likeness],
        origins: Sequence[Origin],
        rules: Mapping[str, Rule],
        quote: Quote,
    ) -> None:
        self.rules, self.quote = rules, quote
        self.origins = {origin.key: origin for origin in origins}
        self.place = {member.key: (family, member) for family in found for member in family.members}
        self.first: dict[str, Origin] = {}
        for origin in sorted(origins, key=Origin.rank):
            self.first.setdefault(origin.id, origin)
        self.likes: dict[str, list[Likeness]] = defaultdict(list)
        for like in _settled(origins, likenesses):
            self.likes[like.a].append(like)
            self.likes[like.b].append(like)

    def about(self, origin: Origin) -> Iterator[Finding]:
        """Yields at most one finding on the family, one on excerpts either way, one on similar texts, and passages."""
        if origin.key in self.place:
            family, member = self.place[origin.key]
            first = self.origins[family.first]
            if member.relation not in {Role.FIRST, Role.EXCERPT}:
                # What a copy shares with others, the first shares with them: it is told once.
                yield from self._copy(origin, first, member)
                return
        yield from self._excerpts(origin)
        yield from self._others(origin, "similar")
        yield from self._others(origin, "passage")

    def _copy(self, origin: Origin, first: Origin, member: Member) -> Iterator[Finding]:
        if origin.id == first.id and first.admitted and not origin.admitted:
            return  # the gate says so by itself: the same text comes again
        own, other = self._spans(origin, first)
        yield self.rules[str(member.relation)].finding(
            [self.quote(origin.key, _clip(span)) for span in own[:1]],
            [self.quote(first.key, _clip(span)) for span in other[:1]],
            similarity=f"{member.similarity:.0%}",
            first=first.key,
            publisher=first.publisher or "–",
            published=first.published or "–",
        )

    def _spans(self, origin: Origin, other: Origin) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """The aligned spans of two documents, the longest first; both in full where they were never compared."""
        for like in self.likes[origin.id]:
            if {like.a, like.b} == {origin.id, other.id} and like.spans_a:
                mine, its = _sides(like, origin.id)
                order = sorted(range(len(mine)), key=lambda n: (mine[n][0] - mine[n][1], n))
                return tuple(mine[n] for n in order), tuple(its[n] for n in order)
        return ((0, origin.length),), ((0, other.length),)

    def _excerpts(self, origin: Origin) -> Iterator[Finding]:
        inside: list[tuple[Likeness, Origin]] = []
        holding: list[tuple[Likeness, Origin]] = []
        for like in self._of(origin, "excerpt"):
            other = self._partner(like, origin)
            held, holds = (like.in_b, like.in_a) if like.a == origin.id else (like.in_a, like.in_b)
            (inside if held > holds or (held == holds and other.rank() < origin.rank()) else holding).append(
                (like, other)
            )
        # Who was demonstrably there before the longer text is no excerpt of it.
        later = [(like, other) for like, other in inside if not _precedes(origin, other)]
        if later:
            credited = all(_credits(origin, other) for _, other in later)
            # Without dates nobody knows who cut from whom: a longer text may be the shorter one with adverts put in.
            sure = any(_precedes(other, origin) for _, other in later)
            doubt = None if sure else Severity.MINOR
            yield self._shared(
                "excerpt",
                origin,
                later,
                severity=Severity.INFO if credited else doubt,
                confidence=None if sure else self.rules["excerpt"].confidence * _UNDATED,
            )
        if holding:
            yield self._shared("contains-excerpt", origin, holding)

    def _others(self, origin: Origin, kind: str) -> Iterator[Finding]:
        """One finding on all documents outside the family that were there before."""
        mine = self.place.get(origin.key)
        family = mine[0].id if mine else origin.id
        chosen: dict[str, tuple[Likeness, Origin]] = {}
        for like in self._of(origin, kind):
            other = self._partner(like, origin)
            its = self.place.get(other.key)
            group = its[0].id if its else other.id
            if group != family and other.rank() < origin.rank():
                chosen.setdefault(group, (like, other))
        if chosen:
            shared = list(chosen.values())
            credited = all(_credits(origin, other) for _, other in shared)
            sure = any(_precedes(other, origin) for _, other in shared)
            yield self._shared(
                kind,
                origin,
                shared,
                severity=Severity.INFO if credited else None,
                confidence=None if sure else self.rules[kind].confidence * _UNDATED,
            )

    def _of(self, origin: Origin, kind: str) -> list[Likeness]:
        """The likenesses of one kind, those with the first documents first."""
        found = [like for like in self.likes[origin.id] if like.kind == kind]
        return sorted(found, key=lambda like: self._partner(like, origin).rank())

    def _partner(self, like: Likeness, origin: Origin) -> Origin:
        return self.first[like.b if like.a == origin.id else like.a]

    def _shared(
        self,
        name: str,
        origin: Origin,
        shared: Sequence[tuple[Likeness, Origin]],
        *,
        severity: Severity | None = None,
        confidence: float | None = None,
    ) -> Finding:
        shown = shared[:_SHOWN]
        sides = [(_sides(like, origin.id), other) for like, other in shown]
        mine = sorted({span for (own, _), _ in sides for span in own})[:_BLOCKS]
        like, other = shown[0]
        held = like.in_b if like.a == origin.id else like.in_a
        holds = like.in_a if like.a == origin.id else like.in_b
        return self.rules[name].finding(
            [self.quote(origin.key, span) for span in mine],
            [self.quote(other.key, span) for (_, its), other in sides for span in its[:_BLOCKS]],
            severity=severity,
            confidence=confidence,
            similarity=f"{like.similarity:.0%}",
            contained=f"{held:.0%}",
            contains=f"{holds:.0%}",
            characters=sum(end - start for start, end in mine),
            other=other.key,
            documents=len(shared),
        )


_UNDATED = 0.6  # how far a finding about who copied whom is trusted when no dates tell the order


def _precedes(origin: Origin, other: Origin) -> bool:
    """Whether a document is known to be older than the other."""
    return origin.published is not None and other.published is not None and origin.published < other.published


def _sides(like: Likeness, name: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    return (like.spans_a, like.spans_b) if like.a == name else (like.spans_b, like.spans_a)


def _clip(span: Span) -> Span:
    return span[0], min(span[1], span[0] + _CLIP)
