"""What one document says by itself: every signal and check on it, once. Every engine runs :func:`examine`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from auditor import plugins
from auditor.checks import copies
from auditor.checks.protocol import CrossCheck, DocumentCheck
from auditor.figures.claims import claims
from auditor.figures.read import unread
from auditor.judge import dates as judge_dates
from auditor.model import Aspect, Claim, Document, Fault, Finding, Note, Post, Provenance
from auditor.rules.load import RuleSet, load, stamp
from auditor.rules.rule import Rule
from auditor.signals._registry import registered
from auditor.signals.language import language
from auditor.signals.memo import remembered
from auditor.signals.provenance import provenance

__all__ = ["Checks", "Examined", "Examiner", "build_checks", "examine", "prepared"]

V = TypeVar("V")

Checks = Mapping[str, tuple[Any, frozenset[Aspect]]]
"""Every check by name, with the aspects that its rules speak of."""


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
class Examiner:
    """Builds the checks once a process; called, it gives the function that examines one document."""

    rule_paths: tuple[Path, ...] = ()
    sourcing_from: int = 200
    as_of: str | None = None
    registers: tuple[Path, ...] = ()

    def __call__(self) -> Callable[[Document], Examined]:
        """The function for this process."""
        rules, checks = prepared(self.rule_paths, self.as_of)
        dates = rules.of("dates")

        def look(doc: Document) -> Examined:
            with registered(self.registers):
                return examine(doc, checks, sourcing_from=self.sourcing_from, dates=dates, as_of=self.as_of)

        return look


def prepared(paths: Sequence[Path], as_of: str | None = None) -> tuple[RuleSet, Checks]:
    """The rules and the checks built from them; built once a process for files that have not changed.

    With ``as_of`` (a date) suppressions that have expired by then no longer hold.
    """
    return _prepared(tuple(paths), stamp(paths), as_of)


@lru_cache(maxsize=4)
def _prepared(paths: tuple[Path, ...], _: object, as_of: str | None) -> tuple[RuleSet, Checks]:
    rules = load(paths, None if as_of is None else date.fromisoformat(as_of))
    return rules, build_checks(rules)


def build_checks(rules: RuleSet) -> Checks:
    """Every check with its rules, and the aspects that those rules speak of."""
    built = {}
    for name, module in plugins.load_all("checks"):
        own = rules.of(name)
        built[name] = (module.Check(own), frozenset(rule.aspect for rule in own.values()))
    return built


def examine(
    doc: Document,
    checks: Checks,
    *,
    sourcing_from: int = 200,
    dates: Mapping[str, Rule] = MappingProxyType({}),
    as_of: str | None = None,
) -> Examined:
    """Everything one document says by itself; a check that breaks becomes a fault, and its aspects count as failed.

    ``dates`` are the rules that hold what the document dates against ``as_of``, and forecasts against its own day.
    """
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

    def apply(name: str, check: Any) -> None:
        inspects, joins = _kinds(check.__class__)
        if inspects:
            findings.extend(check.inspect(doc))
        if joins and (post := check.post(doc)) is not None:
            posts[name] = post

    with remembered():
        for name, (check, aspects) in checks.items():
            attempt(f"check {name}", aspects, partial(apply, name, check), None)
        figures = frozenset({Aspect.FIGURES})
        found: tuple[Claim, ...] = attempt("signal figures", figures, partial(claims, doc), ())
        missed: tuple[str, ...] = attempt("signal figures", figures, partial(unread, doc), ())
        origin = attempt("signal provenance", frozenset({Aspect.SOURCING}), partial(provenance, doc), Provenance())
        written = attempt("signal language", frozenset(), partial(language, doc), "und")
        told = partial(judge_dates.findings, doc, origin, found, as_of, dates)
        findings += attempt("judge dates", frozenset({Aspect.SOURCING}), told, ())
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


@cache
def _kinds(check: type) -> tuple[bool, bool]:
    """Whether a check looks at one document, and whether it joins two; asking a protocol takes as long as a check does."""
    return issubclass(check, DocumentCheck), issubclass(check, CrossCheck)


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
