"""The pipeline, once, without logic of its own: read, examine, meet, judge, report."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from types import ModuleType

from auditor import __version__, plugins
from auditor.assess import Mark, assess
from auditor.corpus.protocol import Corpus, Entry, Standing
from auditor.encounter import Encounter, encounter
from auditor.engine.protocol import Engine
from auditor.errors import BadInput, BadPolicy
from auditor.examine import Checks, Examined, Examiner, prepared
from auditor.judge import sources as judge_sources
from auditor.judge.baseline import Baseline
from auditor.judge.policy import Policy, load_policy
from auditor.model import Assessment, Document, Fault, Note, Report, Status, Tool
from auditor.readers._walk import read_paths
from auditor.readers.protocol import Options
from auditor.rules.home import home
from auditor.rules.load import RuleSet
from auditor.signals._registry import added

__all__ = [
    "Audit",
    "Batch",
    "assessment",
    "audit",
    "audit_documents",
    "examine_documents",
    "judge_documents",
    "make_engine",
    "read",
    "reading_order",
    "registry_digests",
    "told",
    "told_otherwise",
]

SCHEMA = "auditor-report/1"

Progress = Callable[[str, int, int], None]
"""Told the stage, how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that were audited alone: what each says by itself, and by what rules and policy it will be judged."""

    documents: Mapping[str, Document]
    examined: Mapping[str, Examined]
    rules: RuleSet
    checks: Checks
    policy: Policy
    as_of: str | None
    notes: tuple[Note, ...]
    faults: tuple[Fault, ...]

    def entry(self, key: str, accepted: Sequence[str] = ()) -> Entry:
        """What a corpus keeps of the document with this key."""
        doc, found = self.documents[key], self.examined[key]
        return Entry(
            replace(doc, markup=None),
            found.language,
            found.provenance,
            tuple(sorted(found.applicable)),
            found.findings,
            found.claims,
            tuple(accepted),
            found.posts,
        )


@dataclass(frozen=True, slots=True)
class Audit:
    """A report, and what a gate needs to decide on its documents and to admit them."""

    report: Report
    batch: Batch
    copies_of_admitted: frozenset[str] = frozenset()
    already: frozenset[str] = frozenset()

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents by key."""
        return self.batch.documents

    @property
    def examined(self) -> Mapping[str, Examined]:
        """What each document says alone, by key."""
        return self.batch.examined

    def entries(self, keys: Iterable[str]) -> list[Entry]:
        """What a corpus keeps of the documents with these keys."""
        accepted = {
            doc.key: [f.fingerprint for f in doc.findings if f.status is Status.BASELINED]
            for doc in self.report.documents
        }
        return [self.batch.entry(key, accepted[key]) for key in keys]


def audit(  # noqa: PLR0913  # what a caller can set, each by name
    paths: str | Path | Iterable[str | Path],
    *,
    corpus: Corpus | str | Path | None = None,
    policy: Policy | str | Path | None = None,
    rules: Sequence[str | Path] = (),
    baseline: Baseline | str | Path | None = None,
    as_of: str | None = None,
    jobs: int | None = None,
    engine: str = "local",
    text_field: str = "text",
    progress: Progress | None = None,
) -> Report:
    """Audits a path, or several together, and against the corpus if one is given; changes nothing.

    Raises AuditorError where nothing can be audited: no input, broken rules, policy or corpus. What cannot be read or
    checked among other inputs is in ``report.faults``. Where a baseline is read, so are its expiries: without ``as_of`` by
    today's date, in UTC.
    """
    if baseline is not None and as_of is None:
        as_of = datetime.now(UTC).date().isoformat()
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
        baseline=_accepting(baseline),
    ).report


def _opened(corpus: Corpus | str | Path | None) -> Corpus | None:
    if isinstance(corpus, (str, Path)):
        from auditor.corpus.sql import open_store

        return open_store(str(corpus))
    return corpus


def _accepting(baseline: Baseline | str | Path | None) -> Baseline | None:
    if isinstance(baseline, (str, Path)):
        from auditor.judge.baseline import load_baseline

        return load_baseline(baseline)
    return baseline


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
    baseline: Baseline | None = None,
) -> Audit:
    """Audits documents that are already read."""
    batch = examine_documents(
        docs,
        policy=policy,
        engine=engine,
        rule_paths=rule_paths,
        as_of=as_of,
        notes=notes,
        faults=faults,
        progress=progress,
    )
    if corpus is None:
        return judge_documents(batch, engine, baseline=baseline)
    with corpus.reading():
        return judge_documents(batch, engine, corpus, baseline=baseline)


def examine_documents(  # noqa: PLR0913  # as above
    docs: Sequence[Document],
    *,
    policy: Policy,
    engine: Engine,
    rule_paths: Sequence[Path] = (),
    as_of: str | None = None,
    notes: Sequence[Note] = (),
    faults: Sequence[Fault] = (),
    progress: Progress | None = None,
) -> Batch:
    """The first half: what every document says alone. It needs no corpus, so a gate does it before it locks one."""
    _check_date(as_of)
    rules, checks = prepared(rule_paths, as_of)
    _check_overrides(policy, rules)
    by_key, clashes = _by_key(docs)
    examiner = Examiner(tuple(rule_paths), policy.sourcing_from, as_of, added())
    examined = _examine_all(list(by_key.values()), examiner, engine, progress)
    return Batch(
        by_key,
        examined,
        rules,
        checks,
        policy,
        as_of,
        tuple(chain(notes, *(e.notes for e in examined.values()))),
        tuple(chain(faults, clashes, *(e.faults for e in examined.values()))),
    )


def judge_documents(
    batch: Batch, engine: Engine, corpus: Corpus | None = None, *, baseline: Baseline | None = None
) -> Audit:
    """The second half: what the documents say of each other and of those admitted; within one transaction, one state."""
    met = encounter(batch.documents, batch.examined, batch.rules, batch.checks, engine, corpus)
    mark = _marking(baseline, batch.as_of)
    documents = tuple(
        assessment(doc, batch.examined[key], _standing(batch, met, key, mark)) for key, doc in batch.documents.items()
    )
    own, facts = met.facts()
    found = [finding for doc in documents for finding in doc.findings]
    notes = chain(
        batch.notes,
        met.notes,
        () if baseline is None else baseline.notes(found, batch.as_of),
        () if corpus is None else told_otherwise(corpus.scheme, batch),
    )
    report = Report(
        schema=SCHEMA,
        tool=Tool("auditor", __version__),
        as_of=batch.as_of,
        policy=batch.policy.effective(),
        rules=dict(sorted(batch.rules.digests.items())),
        registry=dict(registry_digests()),
        corpus=None if corpus is None else {"scheme": dict(corpus.scheme), "documents": corpus.count()},
        documents=documents,
        families=met.families(),
        relations=met.relations(),
        facts=facts,
        sources=judge_sources.sources(documents, own, met.relations()),
        affected=met.affected(batch.rules, batch.policy),
        notes=tuple(sorted(notes, key=lambda n: (n.path, n.stage, n.message))),
        faults=tuple(sorted(batch.faults, key=lambda f: (f.path, f.stage, f.message))),
    )
    return Audit(report, batch, met.copies_of_admitted(), met.already)


def _marking(baseline: Baseline | None, as_of: str | None) -> Mark | None:
    return None if baseline is None else lambda found: baseline.mark(found, as_of)


def _standing(batch: Batch, met: Encounter, key: str, mark: Mark | None) -> Standing:
    found = batch.examined[key]
    return assess(
        batch.documents[key],
        (*found.findings, *met.told(key)),
        family=met.family_of(key),
        applicable=found.applicable,
        failed=found.failed,
        rules=batch.rules,
        policy=batch.policy,
        mark=mark,
    )


def told_otherwise(scheme: Mapping[str, str], batch: Batch) -> list[Note]:
    """A note where a corpus was judged by other rules, registries or policy than those at hand; it is still good."""
    other = [name for name, value in told(batch).items() if scheme.get(name, value) != value]
    if not other:
        return []
    named = ", ".join(other[:_NAMED]) + ("" if len(other) <= _NAMED else f" and {len(other) - _NAMED} more")
    message = f"what was admitted was judged by other versions of: {named}; renew it with: auditor corpus rebuild"
    return [Note("corpus", "scheme", message)]


_NAMED = 5


def told(batch: Batch) -> dict[str, str]:
    """What a corpus says of how its documents were judged, for which no document is refused."""
    policy = sha256(repr(sorted(batch.policy.effective().items())).encode()).hexdigest()[:16]
    rules = {f"rules {name}": digest for name, digest in batch.rules.digests.items()}
    registry = {f"registry {name}": digest for name, digest in registry_digests().items()}
    return {**rules, **registry, "policy": policy, "version": __version__}


def _check_overrides(policy: Policy, rules: RuleSet) -> None:
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


def assessment(doc: Document, found: Examined | Entry, standing: Standing) -> Assessment:
    """The entry of a report."""
    source = found.provenance
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
        language=found.language,
        provenance=source,
        characters=len(doc.text),
        offset=doc.offset,
        family=standing.family,
        verdict=standing.verdict,
        score=standing.score,
        interval=standing.interval,
        coverage=standing.coverage,
        dimensions=standing.dimensions,
        findings=standing.findings,
        claims=found.claims,
        salvage=standing.salvage,
        text=doc.text,
    )


def registry_digests() -> Mapping[str, str]:
    """The digest of every source registry and lexicon that took part."""
    folders = (home() / "sources", home() / "lexicons", home() / "cues")
    files = sorted(path for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.is_file())
    own = {path.name: sha256(path.read_bytes()).hexdigest()[:16] for path in added()}
    return {**_digests(tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in files)), **own}


@lru_cache(maxsize=2)
def _digests(files: tuple[tuple[Path, int, int], ...]) -> Mapping[str, str]:
    return {path.relative_to(home()).as_posix(): sha256(path.read_bytes()).hexdigest()[:16] for path, _, _ in files}


class _Called(ModuleType):
    """This module, which can be called: importing it binds ``auditor.audit`` to it, where users expect the function."""

    __call__ = staticmethod(audit)


sys.modules[__name__].__class__ = _Called
