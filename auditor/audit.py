"""The pipeline, once, without logic of its own: read, examine, meet, judge, report."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import chain
from pathlib import Path
from types import ModuleType

from auditor import __version__, plugins
from auditor.corpus.protocol import Admitted, Corpus
from auditor.engine.protocol import Engine
from auditor.errors import BadInput
from auditor.examine import Examined, Examiner, prepared
from auditor.judge import salvage as judge_salvage
from auditor.judge import sources as judge_sources
from auditor.judge.fingerprint import fingerprinted
from auditor.judge.policy import Policy, load_policy
from auditor.judge.score import Scored, score
from auditor.meeting import Meeting
from auditor.model import (
    Assessment,
    Document,
    Fault,
    Finding,
    Note,
    Report,
    Salvage,
    Tool,
)
from auditor.readers._walk import read_paths
from auditor.readers.protocol import Options
from auditor.rules.home import home
from auditor.rules.load import RuleSet

__all__ = ["Audit", "audit", "audit_documents", "make_engine", "read", "reading_order"]

SCHEMA = "auditor-report/1"

Progress = Callable[[str, int, int], None]
"""Told the stage, how many are done, and of how many."""


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
    rules, checks = prepared(rule_paths, as_of)
    _check_overrides(policy, rules)
    by_key, clashes = _by_key(docs)
    faults = [*faults, *clashes]
    examined = _examine_all(
        list(by_key.values()), Examiner(tuple(rule_paths), policy.sourcing_from, as_of), engine, progress
    )
    meeting = Meeting(by_key, examined, rules, checks, corpus, engine)
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
        sources=judge_sources.sources(documents),
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


def _registry_digests() -> dict[str, str]:
    """The digest of every source registry and lexicon that took part."""
    folders = (home() / "sources", home() / "lexicons", home() / "cues")
    files = sorted(path for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(home()).as_posix(): sha256(path.read_bytes()).hexdigest()[:16] for path in files}


class _Called(ModuleType):
    """This module, which can be called: importing it binds ``auditor.audit`` to it, where users expect the function."""

    __call__ = staticmethod(audit)


sys.modules[__name__].__class__ = _Called
