"""A rule: what is found, why it matters, how much it weighs, and examples that prove it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from auditor.model import Aspect, Evidence, Finding, Severity
from auditor.rules.grammar import Match

__all__ = ["STATUSES", "Example", "Measured", "Rule", "Suppression"]

STATUSES = ("draft", "stable", "deprecated")
"""A draft is tried and decides nothing; a stable rule decides; a deprecated one still does, and will be taken out."""


@dataclass(frozen=True, slots=True)
class Example:
    """Texts that are audited together; the first is the one of which the rule speaks."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """In how many of so many clean documents the rule was found to hit."""

    documents: int
    hits: int


@dataclass(frozen=True, slots=True)
class Suppression:
    """A text whose findings are accepted until a day, and why; ``pack`` is the pack that says so."""

    text: str
    reason: str
    expires: date
    pack: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of a pack.

    ``check`` names the module of ``auditor.checks`` (or of ``auditor.judge``) that applies the rule; a rule with a
    ``match`` block is applied by ``checks/packs.py``. ``points`` is what one finding costs at confidence 1, the n-th
    finding costs ``decay`` times the one before, and all together at most ``cap``. ``reasons`` says where each
    parameter's number comes from. A ``support`` rule is never a finding: other rules name it. Without
    ``evasions`` its examples are not tried in disguise. A ``draft`` is shown as info and costs nothing.
    """

    id: str
    pack: str
    aspect: Aspect
    severity: Severity
    confidence: float
    points: float
    cap: float
    decay: float
    check: str
    message: str
    message_zh: str
    remedy: str
    remedy_zh: str
    why: str
    status: str = "stable"
    languages: tuple[str, ...] = ()
    scope: str = "line"
    match: Match | None = None
    parameters: Mapping[str, float] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    references: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    support: bool = False
    evasions: bool = True
    examples_match: tuple[Example, ...] = ()
    examples_no_match: tuple[Example, ...] = ()
    measured: Measured | None = None
    suppressions: tuple[Suppression, ...] = ()

    def finding(
        self,
        evidence: Iterable[Evidence] = (),
        related: Iterable[Evidence] = (),
        *,
        severity: Severity | None = None,
        confidence: float | None = None,
        **values: object,
    ) -> Finding:
        """The finding that this rule words; ``values`` fill the ``{slots}`` of its messages.

        Document text reaches a message only as a value, so braces inside it stay what they are.
        """
        return Finding(
            rule=self.id,
            dimension=self.aspect,
            severity=self.severity if severity is None or self.status == "draft" else severity,
            confidence=self.confidence if confidence is None else confidence,
            message=self.message.format_map(values),
            remedy=self.remedy.format_map(values),
            message_zh=self.message_zh.format_map(values),
            remedy_zh=self.remedy_zh.format_map(values),
            evidence=tuple(evidence),
            related=tuple(related),
        )
