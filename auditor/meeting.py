"""The documents of one audit among themselves and with the corpus: copies first, then figures, then facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from auditor.checks import copies
from auditor.checks.protocol import CrossCheck
from auditor.corpus.protocol import Admitted, Corpus
from auditor.engine.protocol import Engine
from auditor.examine import Checks, Examined
from auditor.judge import facts as judge_facts
from auditor.judge import families as judge_families
from auditor.model import (
    Aspect,
    Document,
    Evidence,
    Family,
    Finding,
    Likeness,
    Note,
    Post,
    Provenance,
    Relation,
    Span,
)
from auditor.rules.load import RuleSet

__all__ = ["Meeting"]


class Meeting:
    """Every cross check over the incoming documents and those admitted ones that share a key with them."""

    def __init__(
        self,
        docs: Mapping[str, Document],
        examined: Mapping[str, Examined],
        rules: RuleSet,
        checks: Checks,
        corpus: Corpus | None,
        engine: Engine,
    ) -> None:
        self.docs, self.examined, self.rules, self.checks, self.engine = docs, examined, rules, checks, engine
        self.own = {doc.id for doc in docs.values()}
        self.admitted = _admitted(examined.values(), self.own, corpus)
        self.came_as: Mapping[str, tuple[str, ...]] = {} if corpus is None else corpus.keys(self.own)
        self.already = frozenset(doc.key for doc in docs.values() if doc.id in self.came_as)
        self.named = _named(self.admitted.values(), docs)
        self.origins = self._origins()
        known = (*docs.values(), *(admitted.document for admitted in self.admitted.values()))
        self.texts = {doc.id: doc.text for doc in known}
        self.notes: list[Note] = []
        outcomes = self._join()
        self.likenesses = [outcome for outcome in outcomes if isinstance(outcome, Likeness)]
        self.families: tuple[Family, ...] = judge_families.families(self.origins, self.likenesses, self._measure)
        self.family = {member.key: family.id for family in self.families for member in family.members}
        self.voices = self._voices()
        shared = {frozenset((like.a, like.b)): like for like in self.likenesses}
        found = [
            judge_facts.sourced(self._renamed(outcome), shared.get(_between(outcome)), self._offset)
            for outcome in outcomes
            if isinstance(outcome, Relation)
        ]
        self.relations = judge_facts.fold(found, self.voices)

    def _join(self) -> list[Likeness | Relation]:
        checks = {name: check for name, (check, _) in self.checks.items() if isinstance(check, CrossCheck)}
        outcomes: list[Likeness | Relation] = []
        # Equal texts take part once, under the key of the one that their family calls the first.
        ranked = sorted(self.origins, key=judge_families.Origin.rank, reverse=True)
        first = {origin.id: origin.key for origin in ranked if origin.key in self.docs}
        for name, check in checks.items():
            posts = {a.document.id: Post(*a.posts[name]) for a in self.admitted.values() if name in a.posts}
            for key in first.values():
                if name in self.examined[key].posts:
                    posts[self.docs[key].id] = self.examined[key].posts[name]
            outcomes.extend(self.engine.join(check, posts, self.own))
            self.notes += _crowds(name, check, posts)
        return outcomes

    def _offset(self, key: str) -> int:
        return self._document(key).offset

    def _measure(self, a: str, b: str) -> tuple[float, float]:
        """How alike two members of a family are that no key brought together."""
        return copies.measure(self.texts[a], self.texts[b])

    def _renamed(self, relation: Relation) -> Relation:
        """The relation with the keys that admitted documents have in this report."""
        keys = {admitted.document.id: key for key, admitted in self.named.items()}
        a, b = (tuple(replace(e, key=keys.get(e.document, e.key)) for e in side) for side in (relation.a, relation.b))
        return replace(relation, a=a, b=b)

    def _origins(self) -> list[judge_families.Origin]:
        own = [
            _origin(
                doc,
                self.examined[doc.key].language,
                self.examined[doc.key].provenance,
                doc.key,
                admitted=doc.key in self.already,
            )
            for doc in self.docs.values()
        ]
        return own + [
            _origin(a.document, a.language, a.provenance, key, admitted=True) for key, a in self.named.items()
        ]

    def _voices(self) -> dict[str, judge_facts.Voice]:
        sources = {key: e.provenance for key, e in self.examined.items()} | {
            key: a.provenance for key, a in self.named.items()
        }
        return {key: judge_facts.Voice(key, self.family_of(key), origin) for key, origin in sources.items()}

    def family_of(self, key: str) -> str:
        """The id of the family of a document; its own id when it is alone."""
        return self.family.get(key) or self._document(key).id

    def _document(self, key: str) -> Document:
        return self.docs[key] if key in self.docs else self.named[key].document

    def _quote(self, key: str, span: Span) -> Evidence:
        return Evidence.at(replace(self._document(key), key=key), span)

    def findings(self) -> dict[str, tuple[Finding, ...]]:
        """What the others say of each document, by key."""
        originality = {name: rule for name, rule in self.rules.rules.items() if rule.aspect is Aspect.ORIGINALITY}
        copies = judge_families.findings(self.families, self.likenesses, self.origins, originality, self._quote)
        figures = judge_facts.findings(self.relations, self.voices, self.rules.rules)
        told: dict[str, tuple[Finding, ...]] = {}
        for key in self.docs:
            own = copies.get(key, ())
            if key in self.already:
                doc = self.docs[key]
                own = tuple(f for f in own if not (f.related and f.related[0].document == doc.id))
                first = replace(self._quote(key, (0, 0)), key=self.came_as[doc.id][0])
                own += (self.rules.rules["already-admitted"].finding(related=(first,)),)
            told[key] = (*own, *figures.get(key, ()))
        return told

    def facts(self) -> tuple[Any, ...]:
        """The facts of this audit."""
        found = list(chain.from_iterable(e.claims for e in self.examined.values()))
        return judge_facts.facts(found, self.relations, self.voices)

    def copies_of_admitted(self) -> frozenset[str]:
        """Keys of documents that are near-duplicates of an admitted one without being the same text."""
        pairs = [(like.a, like.b) for like in self.likenesses if like.kind == "near-duplicate"]
        inside = set(self.admitted) | set(self.came_as)
        touched = {a for a, b in pairs if b in inside} | {b for a, b in pairs if a in inside}
        return frozenset(doc.key for doc in self.docs.values() if doc.id in touched and doc.key not in self.already)


def _between(relation: Relation) -> frozenset[str]:
    return frozenset((relation.a[0].document, relation.b[0].document))


def _crowds(name: str, check: CrossCheck[Any], posts: Mapping[str, Post[Any]]) -> list[Note]:
    """Says where so many documents met under one key that they were compared as a star, not all with all."""
    cap = getattr(check, "cap", None)
    sizes = Counter(key for post in posts.values() for key in post.keys)
    largest = max(sizes.values(), default=0)
    if cap is None or largest <= cap:
        return []
    many = sum(size > cap for size in sizes.values())
    return [Note(name, "compare", f"{many} keys hold more than {cap} documents (up to {largest}): compared as stars")]


def _admitted(examined: Iterable[Examined], own: Collection[str], corpus: Corpus | None) -> dict[str, Admitted]:
    """The admitted documents that share a key of some cross check with an incoming one."""
    if corpus is None:
        return {}
    wanted: dict[str, set[str]] = {}
    for e in examined:
        for name, post in e.posts.items():
            wanted.setdefault(name, set()).update(post.keys)
    ids: set[str] = set()
    for name, keys in sorted(wanted.items()):
        ids.update(chain.from_iterable(corpus.members(name, sorted(keys)).values()))
    return dict(sorted(corpus.fetch(sorted(ids - set(own))).items()))


def _named(admitted: Iterable[Admitted], docs: Mapping[str, Document]) -> dict[str, Admitted]:
    """The admitted documents by their key in this report: their own, marked where another document has the same."""
    named: dict[str, Admitted] = {}
    for entry in admitted:
        key = entry.document.key
        if key in docs or key in named:
            key = f"corpus:{entry.document.id}:{key}"
        named[key] = entry
    return named


def _origin(doc: Document, lang: str, source: Provenance, key: str, *, admitted: bool) -> judge_families.Origin:
    return judge_families.Origin(
        id=doc.id,
        key=key,
        length=len(doc.text),
        language=lang,
        publisher=source.publisher,
        owner=source.owner,
        credits=tuple(name for name in (*source.credits, source.via) if name),
        published=source.published,
        updated=source.updated,
        admitted=admitted,
    )
