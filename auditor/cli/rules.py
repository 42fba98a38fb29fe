"""``auditor rules``: the packs listed, one rule's page, and every example proven."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor.audit import Audit, audit_documents, make_engine
from auditor.cli.progress import warn
from auditor.corpus.sql import open_store
from auditor.errors import BadRules
from auditor.judge.policy import load_policy
from auditor.model import Document
from auditor.readers.protocol import Options
from auditor.readers.text import read
from auditor.rules.explain import explain
from auditor.rules.load import load
from auditor.rules.prove import prove
from auditor.rules.rule import Example, Rule

__all__ = ["run_explain", "run_list", "run_test"]

_FIRST = "example"


def run_list(paths: Sequence[str]) -> int:
    """Prints a line for each rule."""
    rules = load([Path(path) for path in paths]).rules
    width = max(map(len, rules))
    for name, rule in sorted(rules.items(), key=lambda item: (item[1].pack, item[0])):
        sys.stdout.write(f"{name:{width}}  {rule.pack:12} {rule.aspect:12} {rule.severity:8} {rule.points:5g}\n")
    return 0


def run_explain(name: str, paths: Sequence[str]) -> int:
    """Prints one rule's page. Raises BadRules for a name that no pack has."""
    rules = load([Path(path) for path in paths]).rules
    if name not in rules:
        raise BadRules(f"no rule {name!r}", remedy="see: auditor rules list")
    sys.stdout.write(explain(rules[name]))
    return 0


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
    audit = partial(audit_documents, policy=load_policy(), engine=make_engine("local", 1), rule_paths=paths)
    groups = [list(_documents(text, number)) for number, text in enumerate(example.texts)]
    if rule.check != "corpus":
        return _told(audit(list(chain.from_iterable(groups))))
    with TemporaryDirectory() as folder:
        store = open_store(f"{folder}/corpus.db", create=True)
        others = audit(list(chain.from_iterable(groups[1:])))
        store.add(others.entries(others.documents))
        return _told(audit(groups[0], corpus=store))


def _told(outcome: Audit) -> set[str]:
    return {finding.rule for doc in outcome.report.documents if doc.path == _FIRST for finding in doc.findings}


def _documents(text: str, number: int) -> Iterator[Document]:
    for item in read(_FIRST if number == 0 else f"example-{number}", text.encode(), Options()):
        if isinstance(item, Document):
            yield item
