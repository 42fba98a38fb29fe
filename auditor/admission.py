"""Lets documents into a corpus and out of it, and judges anew what they touch.

However the documents were split into calls and ordered, what stands in the corpus afterwards is what one audit of them
all would say: edges are kept, and findings are a function of the documents that edges join (:mod:`auditor.meeting`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from auditor.assess import assess
from auditor.corpus import reads, writes
from auditor.corpus.pack import clean, kind_of
from auditor.corpus.protocol import Admitted, Edge, Entry, Standing
from auditor.corpus.sql import Store
from auditor.corpus.writes import Packed
from auditor.encounter import accepting, known
from auditor.examine import Checks
from auditor.joining import Star, cross_checks, join_corpus, reach
from auditor.judge.policy import Policy
from auditor.meeting import Meeting, Party
from auditor.model import Fact, Family, Finding, Post, Relation
from auditor.rules.load import RuleSet

__all__ = ["Change", "Judge", "Whole", "admit", "alone", "keys_of", "parts", "parts_of", "remove", "whole"]

_BATCH = 200  # texts that are joined, or whose reach is judged, at a time: bounds memory, changes nothing


@dataclass(frozen=True, slots=True)
class Judge:
    """By what documents are judged."""

    rules: RuleSet
    checks: Checks
    policy: Policy
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a call did: rows that were written, and findings that documents admitted earlier did not have before."""

    rows: tuple[int, ...] = ()
    affected: tuple[Finding, ...] = ()
    judged: int = 0


def alone(entry: Entry, judge: Judge) -> Standing:
    """How a document stands that meets nobody: most of them, so that this is worked out before a corpus is locked."""
    return _stands(entry, (), entry.document.id, judge)


def _stands(entry: Entry, told: Sequence[Finding], family: str, judge: Judge) -> Standing:
    return assess(
        entry.document,
        (*known(entry.findings, judge.rules), *told),
        family=family,
        applicable=entry.applicable,
        rules=judge.rules,
        policy=judge.policy,
        mark=accepting(entry.accepted),
    )


def admit(store: Store, entries: Iterable[Packed], judge: Judge) -> Change:
    """Writes documents and judges anew what they reach; a text that is there gains a key, one key stays one.

    Runs inside the transaction that the caller holds, or in one of its own.
    """
    rows: list[int] = []
    seeds: set[str] = set()
    with store.writing():
        for batch in _batches(entries, _BATCH):
            rows += _write(store, batch, judge, seeds)
        affected, judged = _rejudge(store, seeds, judge, frozenset(rows))
        writes.say_admitted(store.held, rows, judge.as_of)
    return Change(tuple(rows), affected, judged)


def _batches(entries: Iterable[Packed], size: int) -> Iterator[list[Packed]]:
    rest = iter(entries)
    while batch := list(islice(rest, size)):
        yield batch


def _write(store: Store, batch: Sequence[Packed], judge: Judge, seeds: set[str]) -> list[int]:
    """Writes a batch and joins what is posted newly; what was touched is added to the seeds."""
    held = store.held
    came = {ident: set(keys) for ident, keys in store.keys(entry.id for entry in batch).items()}
    known = set(came)
    listed: list[Packed] = []
    for entry in batch:
        keys = came.setdefault(entry.id, set())
        if entry.stored_key not in keys:
            listed.append(entry)
            keys.add(entry.stored_key)
    fresh = {entry.id for entry in listed}
    written = writes.insert(held, listed, fresh - known)
    # A text under the key of another takes part under a marked one, or makes the other do so.
    for ids in reads.owners(held, [entry.key for entry in listed]).values():
        seeds |= {*ids}
    seeds |= {ident for ident in fresh if len(came[ident]) > 1} | {entry.id for entry in listed if not entry.judged}
    _join(store, _speaking(listed, fresh - known), judge, seeds)
    if again := _elected(store, fresh & known, seeds):
        _join(store, reads.posted_keys(held, store.dictionary, again), judge, seeds)
    return written


def _speaking(entries: Iterable[Packed], ids: Collection[str]) -> dict[str, Mapping[str, tuple[int, ...]]]:
    """The keys of new texts, by id: of equal ones those of the first by rank, which speaks for all."""
    found: dict[str, Mapping[str, tuple[int, ...]]] = {}
    for entry in sorted(entries, key=lambda entry: entry.rank):
        if entry.id in ids:
            found.setdefault(entry.id, entry.keys)
    return found


def _elected(store: Store, ids: Iterable[str], seeds: set[str]) -> set[str]:
    """Those of the texts that must be posted: of equal texts the one speaks that their family calls the first."""
    changed = set()
    for ident, rivals in reads.rivals(store.held, ids).items():
        if not rivals[0].posted:
            if any(rival.posted for rival in rivals):
                # Others met this text in other words: what they have to do with it is looked at again.
                seeds |= reads.linked(store.held, [ident])
                writes.unpost(store.held, ident, store.dictionary)
            writes.elect(store.held, rivals[0].entry)
            changed.add(ident)
    return changed


def _join(store: Store, keys: Mapping[str, Mapping[str, tuple[int, ...]]], judge: Judge, seeds: set[str]) -> None:
    """Compares texts with all that are posted, and posts them; by id and cross check, the numbers of their keys."""
    posts: dict[str, dict[str, Post[Any]]] = defaultdict(dict)
    for ident, held in keys.items():
        for check, numbers in held.items():
            posts[check][ident] = Post(numbers, None)  # type: ignore[arg-type]  # numbers stand for keys
    joined = join_corpus(judge.checks, posts, store)
    writes.post(store.held, {ident: {key for own in held.values() for key in own} for ident, held in keys.items()})
    writes.crowd(store.held, joined.crowds)
    writes.link(store.held, joined.edges, store.dictionary)
    seeds |= {ident for edge in joined.edges for ident in (edge.a, edge.b)}
    # Where a crowd formed or got another centre, some of the old ones are no longer compared with each other.
    seeds |= joined.shaken


def _rejudge(
    store: Store, seeds: Iterable[str], judge: Judge, fresh: frozenset[int]
) -> tuple[tuple[Finding, ...], int]:
    """Judges all that the seeds reach, and writes what changed."""
    done: set[str] = set()
    affected: list[Finding] = []
    todo = sorted(seeds)
    for start in range(0, len(todo), _BATCH):
        ids = reach(store, set(todo[start : start + _BATCH]) - done)[0] - done
        done |= ids
        writes.unlink(store.held, _lapsed(store, ids, judge))
        admitted = store.entries(ids)
        stands = Whole.of(store, admitted, store.edges(ids), judge).standings
        changed = [(a, stands[a.row]) for a in admitted if a.standing != stands[a.row]]
        writes.stand(store.held, changed, store.dictionary, judge.as_of, fresh)
        for old, standing in changed:
            if old.row not in fresh and old.standing is not None:
                had = {finding.fingerprint for finding in old.standing.findings}
                affected += [finding for finding in standing.findings if finding.fingerprint not in had]
    return tuple(affected), len(done)


def _lapsed(store: Store, ids: Iterable[str], judge: Judge) -> list[tuple[str, str, str]]:
    """Edges of pairs that no longer meet, because a crowd has grown around them."""
    held = store.held
    if not reads.has_crowds(held):
        return []
    edges = {(edge.check, edge.a, edge.b) for edge in store.edges(ids) if edge.a != edge.b}
    keys = reads.posted_keys(held, store.dictionary, {ident for _, a, b in edges for ident in (a, b)})
    crowded = reads.crowded(held, (key for by in keys.values() for numbers in by.values() for key in numbers))
    lapsed = []
    for name, check in cross_checks(judge.checks).items():
        groups = reads.numbered_groups(
            held, [key for key, whose in crowded.items() if whose == name], getattr(check, "cap", None)
        )
        stars = {key: Star(check, key, group) for key, group in groups.items()}
        for _, a, b in sorted(edge for edge in edges if edge[0] == name):
            common = set(keys[a].get(name, ())) & set(keys[b].get(name, ()))
            if common <= stars.keys() and not any(stars[key].joins(a, b) for key in common):
                lapsed.append((name, a, b))
    return lapsed


@dataclass(frozen=True, slots=True)
class Whole:
    """Documents of a corpus with all that edges join to them, judged: ``keys`` are theirs at the meeting, by row."""

    meeting: Meeting
    keys: Mapping[int, str]
    standings: Mapping[int, Standing]

    @classmethod
    def of(cls, store: Store, admitted: Sequence[Admitted], edges: Sequence[Edge], judge: Judge) -> Whole:
        """Judges documents as one audit of them would: none was there before the others."""
        keys = keys_of(store, admitted)
        parties = [
            Party(replace(a.entry.document, key=keys[a.row]), a.entry.language, a.entry.provenance) for a in admitted
        ]
        meeting = Meeting(parties, edges, judge.rules)
        told = meeting.findings()
        standings = {
            a.row: _stands(a.entry, told[keys[a.row]], meeting.family_of(keys[a.row]), judge) for a in admitted
        }
        return cls(meeting, keys, standings)

    def facts(self, admitted: Sequence[Admitted]) -> tuple[Fact, ...]:
        """The facts that these documents state."""
        claims = [replace(claim, key=self.keys[a.row]) for a in admitted for claim in a.entry.claims]
        return self.meeting.facts(claims)

    @property
    def families(self) -> tuple[Family, ...]:
        """The families of two or more."""
        return self.meeting.families

    @property
    def relations(self) -> tuple[Relation, ...]:
        """The relations between families."""
        return self.meeting.relations


def keys_of(store: Store, admitted: Sequence[Admitted]) -> dict[int, str]:
    """By row the key at a meeting: of texts that came under one key all but the first by id are marked."""
    owners = reads.owners(store.held, {a.entry.document.key for a in admitted})
    keys = {}
    for a in admitted:
        doc = a.entry.document
        others = owners.get(clean(doc.key) or "", ())
        keys[a.row] = doc.key if not others or others[0] == doc.id else f"corpus:{doc.id}:{doc.key}"
    return keys


def parts(store: Store) -> Iterator[set[str]]:
    """The ids of a corpus in parts that no edge joins, many small ones together."""
    return parts_of(store, reads.ids_of(store.held))


def parts_of(store: Store, todo: Sequence[str]) -> Iterator[set[str]]:
    """The ids, and those that edges join to them, in such parts."""
    done: set[str] = set()
    for start in range(0, len(todo), _BATCH):
        ids = reach(store, set(todo[start : start + _BATCH]) - done)[0] - done
        done |= ids
        if ids:
            yield ids


def whole(store: Store, judge: Judge) -> tuple[Whole, Sequence[Admitted]]:
    """The whole corpus as one meeting."""
    ids = reads.ids_of(store.held)
    admitted = store.entries(ids)
    return Whole.of(store, admitted, store.edges(ids), judge), admitted


def remove(store: Store, rows: Iterable[int], judge: Judge, *, erase: str | None = None) -> Change:
    """Takes documents out by their rows, with their texts where no key is left, and judges anew what they had touched.

    With ``erase`` (the reason) of a text that is gone a tombstone stays, and nothing else.
    """
    gone = set(rows)
    with store.writing():
        held = store.held
        writes.overwrite(held)
        texts = {a.entry.document.id for a in reads.entries_in(held, store.dictionary, gone)}
        seeds = reads.linked(held, texts) - texts
        keys = reads.posted_keys(held, store.dictionary, texts)
        crowds = reads.crowded(held, (key for by in keys.values() for numbers in by.values() for key in numbers))
        kept = {ident for ident, rivals in reads.rivals(held, texts).items() if {r.entry for r in rivals} - gone}
        for ident in sorted(texts):
            writes.unpost(held, ident, store.dictionary)
        for owned in reads.owners(
            held, [a.entry.document.key for a in reads.entries_in(held, store.dictionary, gone)]
        ).values():
            seeds |= set(owned) - texts
        writes.drop(held, sorted(gone), judge.as_of)
        for ident in sorted(texts - kept):
            writes.bury(held, ident)
            if erase is not None:
                writes.erase(held, ident, judge.as_of, erase)
        again = _elected(store, kept, seeds)
        _join(store, reads.posted_keys(held, store.dictionary, again), judge, seeds)
        seeds |= kept | _regrouped(store, crowds, judge)
        affected, judged = _rejudge(store, seeds, judge, frozenset())
    return Change(tuple(sorted(gone)), affected, judged)


def _regrouped(store: Store, crowds: Mapping[int, str], judge: Judge) -> set[str]:
    """Compares pairs that meet now because a crowd shrank or lost a centre; gives the ids of those who stand in it."""
    touched: set[str] = set()
    checks = cross_checks(judge.checks)
    for key, group in reads.numbered_groups(store.held, crowds, None).items():
        name = crowds[key]
        imprints = store.imprints(name, group.ids)
        pairs = sorted(set(checks[name].pair(kind_of(key), group.ids)))
        found = (Edge(name, a, b, said) for a, b in pairs for said in checks[name].compare(imprints[a], imprints[b]))
        writes.link(store.held, found, store.dictionary)
        touched |= set(group.ids)
    return touched
