"""``auditor rules``: the packs listed, explained, proven, doubted, measured, tried, documented and begun."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from auditor.audit import Audit, audit_documents, make_engine
from auditor.cli.progress import warn
from auditor.corpus.sql import open_store
from auditor.errors import BadInput, BadRules
from auditor.examine import examine, prepared
from auditor.judge.policy import load_policy
from auditor.keeping import add, examined
from auditor.model import Document, Fault, Finding, Status
from auditor.readers._walk import read_paths
from auditor.readers.protocol import Options
from auditor.readers.text import read
from auditor.rules.explain import explain
from auditor.rules.home import home
from auditor.rules.lint import lint
from auditor.rules.load import RuleSet, load
from auditor.rules.measure import tally, write_back
from auditor.rules.prove import prove
from auditor.rules.rule import Example, Rule
from auditor.rules.schema import schema
from auditor.text.fold import fold

__all__ = [
    "run_docs",
    "run_explain",
    "run_lint",
    "run_list",
    "run_measure",
    "run_new",
    "run_schema",
    "run_test",
    "run_try",
]

_FIRST = "example"


def run_list(paths: Sequence[str]) -> int:
    """Prints a line for each rule."""
    rules = load([Path(path) for path in paths]).rules
    width = max(map(len, rules))
    for name, rule in sorted(rules.items(), key=lambda item: (item[1].pack, item[0])):
        sys.stdout.write(
            f"{name:{width}}  {rule.pack:12} {rule.aspect:12} {rule.severity:8} {rule.points:5g}  {rule.status}\n"
        )
    return 0


def run_explain(name: str, paths: Sequence[str]) -> int:
    """Prints one rule's page. Raises BadRules for a name that no pack has."""
    rules = load([Path(path) for path in paths]).rules
    if name not in rules:
        raise BadRules(f"no rule {name!r}", remedy="see: auditor rules list")
    sys.stdout.write(explain(rules[name]))
    return 0


_DAY = "2026-06-30"
"""The day on which examples are audited: those of dates need one."""


def run_test(packs: Sequence[str], paths: Sequence[str]) -> int:
    """Exit 0 when every example holds, 1 when one does not."""
    loaded = load([Path(path) for path in paths])
    if unknown := sorted(set(packs) - set(loaded.digests)):
        raise BadRules(f"no pack {unknown[0]!r}", remedy=f"use some of: {', '.join(sorted(loaded.digests))}")
    chosen = {name: rule for name, rule in loaded.rules.items() if not packs or rule.pack in packs}
    failures = [str(failure) for failure in prove(loaded) if failure.rule in chosen]
    failures += list(_audited(chosen, tuple(map(Path, paths))))
    for failure in failures:
        warn(failure)
    examples = sum(len(rule.examples_match) + len(rule.examples_no_match) for rule in chosen.values())
    sys.stdout.write(f"{len(chosen)} rules, {examples} examples, {len(failures)} failures\n")
    return 1 if failures else 0


def _audited(rules: Mapping[str, Rule], paths: tuple[Path, ...]) -> Iterator[str]:
    """Failures of the rules that code applies: their examples go through the whole audit."""
    for name, rule in sorted(rules.items()):
        if rule.match is not None:
            continue
        for expected, examples in ((True, rule.examples_match), (False, rule.examples_no_match)):
            for example in examples:
                if (name in _found(rule, example, paths)) != expected:
                    verb = "misses its match example" if expected else "hits its no_match example"
                    yield f"{rule.pack}: rule {name!r} {verb}: {example.texts[0][:80]!r}"


def _found(rule: Rule, example: Example, paths: tuple[Path, ...]) -> set[str]:
    """The rules that the first text of an example is told about when its texts are audited together.

    For a rule of the corpus the first text is audited against a corpus that holds the others.
    """
    by: dict[str, Any] = {
        "policy": load_policy(),
        "engine": make_engine("local", 1),
        "rule_paths": paths,
        "as_of": _DAY,
    }
    groups = [list(_documents(text, number)) for number, text in enumerate(example.texts)]
    if rule.check != "corpus":
        return _told(audit_documents(list(chain.from_iterable(groups)), **by))
    with TemporaryDirectory() as folder:
        store = open_store(f"{folder}/corpus.db", create=True)
        add(store, examined(list(chain.from_iterable(groups[1:])), store.dictionary, **by))
        return _told(audit_documents(groups[0], corpus=store, **by))


def _told(outcome: Audit) -> set[str]:
    return {finding.rule for doc in outcome.report.documents if doc.path == _FIRST for finding in doc.findings}


def _documents(text: str, number: int) -> Iterator[Document]:
    for item in read(_FIRST if number == 0 else f"example-{number}", text.encode(), Options()):
        if isinstance(item, Document):
            yield item


def run_lint(paths: Sequence[str], as_of: str | None) -> int:
    """Exit 0 when nothing is doubtful, 1 with every doubt on its line; a pack that does not load is exit 2."""
    day = _day(as_of)
    advice = [str(doubt) for doubt in lint(load([Path(path) for path in paths]), day)]
    sys.stdout.writelines(f"{line}\n" for line in advice)
    return 1 if advice else 0


def _day(as_of: str | None) -> date:
    try:
        return datetime.now(UTC).date() if as_of is None else date.fromisoformat(as_of)
    except ValueError as error:
        raise BadInput(f"{as_of!r} is no date", where="--as-of", remedy="write it as 2026-01-31") from error


def run_measure(folder: str, paths: Sequence[str], *, write: bool) -> int:
    """Prints in how many documents of a clean folder each rule finds something; with ``write`` the packs keep it.

    Suppressions that were never needed are named. Raises BadInput when there is nothing to measure on.
    """
    rules, checks = prepared([Path(path) for path in paths])
    findings = []
    for item in read_paths([folder], Options()):
        if isinstance(item, Fault):
            raise BadInput(item.message, where=item.path, remedy="take the file out of the folder")
        if isinstance(item, Document):
            findings.append(examine(item, checks).findings)
    if not findings:
        raise BadInput("there is no document to measure on", where=folder, remedy="name a folder of clean documents")
    count, hits = tally([[finding for finding in found if finding.status is Status.OPEN] for found in findings])
    for name, rule in sorted(rules.rules.items()):
        if hits.get(name):
            sys.stdout.write(f"{name}  {rule.severity}  {hits[name]} of {count}  {hits[name] / count:.2%}\n")
    sys.stdout.write(f"{count} documents\n")
    for message in _unused(rules, [finding for found in findings for finding in found]):
        warn(message)
    if write:
        declared = [name for name, rule in rules.rules.items() if rule.match is not None]
        for path in _pack_files(paths):
            write_back(path, count, hits, declared)
    return 0


def _unused(rules: RuleSet, findings: Sequence[Finding]) -> Iterator[str]:
    """The suppressions that no finding of these documents needed."""
    accepted = [(finding.rule, mark.quote) for finding in findings for mark in finding.evidence]
    for name, rule in sorted(rules.rules.items()):
        for suppression in rule.suppressions:
            wording = fold(suppression.text).text
            if not any(name == rule_id and wording in fold(quote).text for rule_id, quote in accepted):
                yield f"{suppression.pack}: the suppression of {name!r} for {suppression.text!r} was not needed"


def _pack_files(paths: Sequence[str]) -> Iterator[Path]:
    for root in (home(), *map(Path, paths)):
        yield from sorted(root.glob("*.yaml")) if root.is_dir() else (root,)


def run_try(text: str, paths: Sequence[str]) -> int:
    """Prints the folded text and every hit in it: exit 0 when nothing is found, 1 when something is."""
    rules, checks = prepared([Path(path) for path in paths])
    sys.stdout.write(f"folded: {fold(text).plain}\n")
    doc = Document.of(text)
    found = [finding for finding in examine(doc, checks).findings if rules.rules[finding.rule].match is not None]
    for finding in found:
        mark = finding.evidence[0] if finding.evidence else None
        place = f"{mark.start}–{mark.end} {mark.quote!r}" if mark else ""
        sys.stdout.write(f"{finding.rule}  {finding.severity}  {finding.confidence:g}  {finding.status}  {place}\n")
    return 1 if found else 0


def run_docs(folder: str, paths: Sequence[str]) -> int:
    """Writes one page per rule and an index of them into a folder; pages of rules that are gone are removed."""
    rules = load([Path(path) for path in paths]).rules
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        for page in target.glob("*.md"):
            if page.stem not in rules:
                page.unlink()
        for name, rule in sorted(rules.items()):
            (target / f"{name}.md").write_text(explain(rule), "utf-8")
        (target / "index.md").write_text("\n".join(_index(rules)) + "\n", "utf-8")
    except OSError as error:
        raise BadInput(
            f"cannot write: {error.strerror}", where=folder, remedy="name a folder you may write to"
        ) from error
    sys.stdout.write(f"{len(rules)} pages in {folder}\n")
    return 0


def _index(rules: Mapping[str, Rule]) -> Iterator[str]:
    yield from ("# Every rule", "", "| rule | pack | aspect | severity | points |", "|---|---|---|---|---|")
    for name, rule in sorted(rules.items(), key=lambda item: (item[1].aspect, item[0])):
        yield f"| [{name}]({name}.md) | {rule.pack} | {rule.aspect} | {rule.severity} | {rule.points:g} |"


def run_schema() -> int:
    """Prints the JSON Schema of rule packs."""
    sys.stdout.write(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n")
    return 0


_PACK = """pack: {name}
about: What this pack finds, and for whom.
rules:
  - id: {name}-rule
    aspect: spam
    severity: minor
    points: 5
    confidence: 0.8
    scope: line
    match:
      near: {{within: 20, of: [{{keywords: [first word]}}, {{keywords: [second word]}}]}}
    message: {{en: "Say what was found: {{quote}}", zh: "说明发现了什么：{{quote}}"}}
    remedy: {{en: Say what to do., zh: 说明如何处理。}}
    why: Say why it matters.
    examples:
      match: ["a line with the first word and the second word"]
      no_match: ["a line with the first word alone"]
"""


def run_new(name: str) -> int:
    """Prints a pack to begin with; its own examples hold. Raises BadRules for a name that is not kebab-case."""
    if not name.replace("-", "").isalnum() or not name.isascii() or name != name.lower() or name.startswith("-"):
        raise BadRules(f"{name!r} is no name for a pack", remedy="use lower-case letters, digits and hyphens")
    sys.stdout.write(_PACK.format(name=name))
    return 0
