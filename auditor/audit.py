"""The pipeline, once, without logic of its own: read, examine, meet, judge, report."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from auditor import __version__, plugins
from auditor.checks import copies
from auditor.checks.protocol import CrossCheck, DocumentCheck
from auditor.corpus.protocol import Admitted, Corpus
from auditor.engine.protocol import Engine
from auditor.errors import BadInput
from auditor.figures.claims import claims
from auditor.figures.read import unread
from auditor.judge import facts as judge_facts
from auditor.judge import families as judge_families
from auditor.judge import salvage as judge_salvage
from auditor.judge.fingerprint import fingerprinted
from auditor.judge.policy import Policy, load_policy
from auditor.judge.score import Scored, score
from auditor.model import (
    Aspect,
    Assessment,
    Claim,
    Document,
    Evidence,
    Family,
    Fault,
    Finding,
    Likeness,
    Note,
    Post,
    Provenance,
    Relation,
    Report,
    Salvage,
    Source,
    Span,
    Tool,
)
from auditor.readers._walk import read_paths
from auditor.readers.protocol import Options
from auditor.rules.home import home
from auditor.rules.load import RuleSet, load, stamp
from auditor.signals.language import language
from auditor.signals.memo import remembered
from auditor.signals.provenance import provenance

__all__ = ["Audit", "Examined", "audit", "audit_documents", "examine", "reading_order"]

SCHEMA = "auditor-report/1"

V = TypeVar("V")

Progress = Callable[[str, int, int], None]
"""Told the stage, how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What one document gave by itself. Every engine returns these."""

    key: str
    language: str
    provenance: Provenance
    applicable: frozenset[Aspect]
    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...]
    posts: Mapping[str, Post[Any]]
    failed: frozenset[Aspect] = frozenset()
    notes: tuple[Note, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """A report, and what a gate needs to admit its documents."""

    report: Report
    documents: Mapping[str, Document]
    examined: Mapping[str, Examined]
    copies_of_admitted: frozenset[str] = frozenset()
    already: frozenset[str] = frozenset()

    def entries(self, keys: Iterable[str]) -> list[Admitted]:
        """What a corpus keeps of the documents with these keys."""
        verdicts = {doc.key: doc.verdict.value for doc in self.report.documents}
        return [_entry(self.documents[key], self.examined[key], verdicts[key]) for key in keys]


def _entry(doc: Document, examined: Examined, verdict: str) -> Admitted:
    posts = {name: (post.keys, post.imprint) for name, post in examined.posts.items()}
    return Admitted(doc, examined.language, examined.provenance, verdict, examined.claims, posts)


@dataclass(frozen=True, slots=True)
class Examiner:
    """Builds the checks once a process; called, it gives the function that examines one document."""

    rule_paths: tuple[Path, ...] = ()
    sourcing_from: int = 200

    def __call__(self) -> Callable[[Document], Examined]:
        _, checks = prepared(self.rule_paths)
        return lambda doc: examine(doc, checks, sourcing_from=self.sourcing_from)


Checks = Mapping[str, tuple[Any, frozenset[Aspect]]]


def prepared(paths: Sequence[Path]) -> tuple[RuleSet, Checks]:
    """The rules and the checks built from them; built once a process for files that have not changed."""
    return _prepared(tuple(paths), stamp(paths))


@lru_cache(maxsize=4)
def _prepared(paths: tuple[Path, ...], _: object) -> tuple[RuleSet, Checks]:
    rules = load(paths)
    return rules, build_checks(rules)


def build_checks(rules: RuleSet) -> Checks:
    """Every check with its rules, and the aspects that those rules speak of."""
    built = {}
    for name, module in plugins.load_all("checks"):
        own = rules.of(name)
        built[name] = (module.Check(own), frozenset(rule.aspect for rule in own.values()))
    return built


def examine(doc: Document, checks: Checks, *, sourcing_from: int = 200) -> Examined:
    """Everything one document says by itself; a check that breaks becomes a fault, and its aspects count as failed."""
    findings: list[Finding] = []
    posts: dict[str, Post[Any]] = {}
    faults: list[Fault] = []
    failed: set[Aspect] = set()

    def attempt(stage: str, aspects: frozenset[Aspect], work: Callable[[], V], instead: V) -> V:
        try:
            return work()
        except Exception as error:  # noqa: BLE001  # the one broad except: a broken check must not cost the audit
            faults.append(Fault(doc.key, stage, f"{type(error).__name__}: {error}"))
            # What speaks of no aspect may have spoken of any.
            failed.update(aspects or Aspect)
            return instead

    def apply(name: str, check: object) -> None:
        if isinstance(check, DocumentCheck):
            findings.extend(check.inspect(doc))
        if isinstance(check, CrossCheck) and (post := check.post(doc)) is not None:
            posts[name] = post

    with remembered():
        for name, (check, aspects) in checks.items():
            attempt(f"check {name}", aspects, partial(apply, name, check), None)
        figures = frozenset({Aspect.FIGURES})
        found: tuple[Claim, ...] = attempt("signal figures", figures, partial(claims, doc), ())
        missed: tuple[str, ...] = attempt("signal figures", figures, partial(unread, doc), ())
        origin = attempt("signal provenance", frozenset({Aspect.SOURCING}), partial(provenance, doc), Provenance())
        written = attempt("signal language", frozenset(), partial(language, doc), "und")
    return Examined(
        doc.key,
        written,
        origin,
        _applicable(doc, found, sourcing_from),
        tuple(findings),
        found,
        posts,
        frozenset(failed),
        (*(Note(doc.key, "figures", message) for message in missed), *_uncompared(doc)),
        tuple(faults),
    )


def _uncompared(doc: Document) -> Iterator[Note]:
    if len(doc.text) > copies.MAX_CHARACTERS:
        yield Note(doc.key, "copies", f"compared by its first {copies.MAX_CHARACTERS} characters only")


def _applicable(doc: Document, found: Sequence[Claim], sourcing_from: int) -> frozenset[Aspect]:
    """Which aspects have something to be judged by, from signals alone."""
    aspects = {Aspect.ORIGINALITY, Aspect.SPAM, Aspect.TEXT}
    if found:
        aspects.add(Aspect.FIGURES)
    if len(doc.text) >= sourcing_from:
        aspects.add(Aspect.SOURCING)
    return frozenset(aspects)


def audit(  # noqa: PLR0913  # what a caller can set, each by name
    paths: str | Path | Iterable[str | Path],
    *,
    corpus: Corpus | str | Path | None = None,
    policy: Policy | str | Path | None = None,
    rules: Sequence[str | Path] = (),
    as_of: str | None = None,
    jobs: int | None = None,
    engine: str = "local",
    text_field: str = "text",
    progress: Progress | None = None,
) -> Report:
    """Audits a path, or several together, and against the corpus if one is given; changes nothing.

    Raises AuditorError where nothing can be audited: no input, broken rules, policy or corpus. What cannot be read or
    checked among other inputs is in ``report.faults``.
    """
    listed = [paths] if isinstance(paths, (str, Path)) else list(paths)
    docs, notes, faults = read([str(path) for path in listed], Options(text_field))
    store = _opened(corpus)
    return audit_documents(
        docs,
        corpus=store,
        policy=policy if isinstance(policy, Policy) else load_policy(policy),
        rule_paths=tuple(map(Path, rules)),
        as_of=as_of,
        engine=make_engine(engine, jobs),
        notes=notes,
        faults=faults,
        progress=progress,
    ).report


def _opened(corpus: Corpus | str | Path | None) -> Corpus | None:
    if isinstance(corpus, (str, Path)):
        from auditor.corpus.sql import open_store

        return open_store(str(corpus))
    return corpus


def make_engine(name: str, jobs: int | None) -> Engine:
    """The engine of that name. Raises BadInput for one that does not exist."""
    made: Engine = plugins.load("engine", name).Engine(jobs)
    return made


def read(paths: Sequence[str], options: Options) -> tuple[list[Document], list[Note], list[Fault]]:
    """Everything the paths hold. Raises BadInput when that is neither a document nor a fault."""
    docs: list[Document] = []
    notes: list[Note] = []
    faults: list[Fault] = []
    for item in read_paths(paths, options):
        if isinstance(item, Document):
            docs.append(item)
        elif isinstance(item, Note):
            notes.append(item)
        else:
            faults.append(item)
    if not docs and not faults:
        raise BadInput("no document to audit", where=", ".join(paths), remedy="give a file or a folder that holds text")
    return docs, notes, faults


def audit_documents(  # noqa: PLR0913  # the pipeline's parts, each by name
    docs: Sequence[Document],
    *,
    policy: Policy,
    engine: Engine,
    corpus: Corpus | None = None,
    rule_paths: Sequence[Path] = (),
    as_of: str | None = None,
    notes: Sequence[Note] = (),
    faults: Sequence[Fault] = (),
    progress: Progress | None = None,
) -> Audit:
    """Audits documents that are already read."""
    _check_date(as_of)
    rules, checks = prepared(rule_paths)
    _check_overrides(policy, rules)
    by_key, clashes = _by_key(docs)
    faults = [*faults, *clashes]
    examined = _examine_all(list(by_key.values()), Examiner(tuple(rule_paths), policy.sourcing_from), engine, progress)
    meeting = _Meeting(by_key, examined, rules, checks, corpus, engine)
    told = meeting.findings()
    documents = tuple(
        _assess(doc, examined[key], told.get(key, ()), meeting.family_of(key), rules, policy)
        for key, doc in by_key.items()
    )
    report = Report(
        schema=SCHEMA,
        tool=Tool("auditor", __version__),
        as_of=as_of,
        policy=policy.effective(),
        rules=dict(sorted(rules.digests.items())),
        registry=_registry_digests(),
        corpus=None if corpus is None else {"scheme": dict(corpus.scheme), "documents": corpus.count()},
        documents=documents,
        families=meeting.families,
        relations=meeting.relations,
        facts=meeting.facts(),
        sources=_sources(examined.values()),
        notes=tuple(
            sorted(
                chain(notes, meeting.notes, *(e.notes for e in examined.values())),
                key=lambda n: (n.path, n.stage, n.message),
            )
        ),
        faults=tuple(
            sorted(chain(faults, *(e.faults for e in examined.values())), key=lambda f: (f.path, f.stage, f.message))
        ),
    )
    return Audit(report, by_key, examined, meeting.copies_of_admitted(), meeting.already)


def _check_overrides(policy: Policy, rules: RuleSet) -> None:
    from auditor.errors import BadPolicy

    if unknown := sorted(set(policy.rules) - set(rules.rules)):
        raise BadPolicy(
            f"the policy names a rule that does not exist: {unknown[0]!r}",
            where=f"policy {policy.name!r}",
            remedy="see: auditor rules list",
        )


def _check_date(as_of: str | None) -> None:
    try:
        # NOTE: fromisoformat also reads 20260131 and 2026-W05-6, which would be compared as text.
        if as_of is None or date.fromisoformat(as_of).isoformat() == as_of:
            return
    except ValueError:
        pass
    raise BadInput(f"no date: {as_of!r}", where="--as-of", remedy="write it as 2026-01-31")


def reading_order(doc: Document) -> tuple[object, ...]:
    """Sorts documents as a reader counts: by path, then record and part, with 2 before 10."""
    record = "" if doc.record is None else doc.record
    numbers = [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in re.split(r"(\d{1,18})", record)]
    return (doc.path, numbers, doc.part, doc.key, doc.id)


def _by_key(docs: Sequence[Document]) -> tuple[dict[str, Document], list[Fault]]:
    """The documents by key, in key order; a key that is taken (``a#1`` is a file, and a record of ``a``) is a fault."""
    found: dict[str, Document] = {}
    clashes = []
    for doc in sorted(docs, key=reading_order):
        if doc.key in found:
            message = f"the key {doc.key!r} is that of {found[doc.key].path!r} too; rename one of them"
            clashes.append(Fault(doc.path, "read", message))
        else:
            found[doc.key] = doc
    return found, clashes


def _examine_all(
    docs: Sequence[Document], examiner: Examiner, engine: Engine, progress: Progress | None
) -> dict[str, Examined]:
    examined: dict[str, Examined] = {}
    for result in engine.map(examiner, docs):
        examined[result.key] = result
        if progress is not None:
            progress("examine", len(examined), len(docs))
    return examined


class _Meeting:
    """The documents of one audit among themselves and with the corpus: copies first, then figures, then facts."""

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


def _assess(
    doc: Document, examined: Examined, told: Sequence[Finding], family: str, rules: RuleSet, policy: Policy
) -> Assessment:
    everything = fingerprinted((*examined.findings, *told), doc.text)
    scored = score(everything, rules.rules, policy, applicable=examined.applicable, failed=examined.failed)
    source = examined.provenance
    return Assessment(
        id=doc.id,
        key=doc.key,
        path=doc.path,
        record=doc.record,
        part=doc.part,
        sha256=doc.sha256,
        encoding=doc.encoding,
        title=source.title,
        publisher=source.publisher,
        via=source.via,
        author=source.author,
        published=source.published,
        language=examined.language,
        provenance=source,
        characters=len(doc.text),
        offset=doc.offset,
        family=family,
        verdict=scored.verdict,
        score=scored.score,
        interval=scored.interval,
        coverage=scored.coverage,
        dimensions=scored.dimensions,
        findings=scored.findings,
        claims=examined.claims,
        salvage=_salvage(doc, scored, examined, rules, policy),
        text=doc.text,
    )


def _salvage(doc: Document, scored: Scored, examined: Examined, rules: RuleSet, policy: Policy) -> Salvage | None:
    actions = judge_salvage.actions(scored.findings, len(doc.text))
    if not actions:
        return None
    after = score(
        judge_salvage.repaired(scored.findings),
        rules.rules,
        policy,
        applicable=examined.applicable,
        failed=examined.failed,
    )
    return Salvage(actions, after.score, after.verdict)


def _sources(examined: Iterable[Examined]) -> tuple[Source, ...]:
    counts: dict[str, int] = {}
    for e in examined:
        if e.provenance.publisher:
            counts[e.provenance.publisher] = counts.get(e.provenance.publisher, 0) + 1
    return tuple(Source(name, number) for name, number in sorted(counts.items()))


def _registry_digests() -> dict[str, str]:
    """The digest of every source registry and lexicon that took part."""
    folders = (home() / "sources", home() / "lexicons", home() / "cues")
    files = sorted(path for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(home()).as_posix(): sha256(path.read_bytes()).hexdigest()[:16] for path in files}


class _Called(ModuleType):
    """This module, which can be called: importing it binds ``auditor.audit`` to it, where users expect the function."""

    __call__ = staticmethod(audit)


sys.modules[__name__].__class__ = _Called
