"""What a rule is about, for formats that describe rules: its page where the rule is a shipped one, else its findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from auditor.model import Aspect, Finding, Severity

__all__ = ["Page", "page"]


@dataclass(frozen=True, slots=True)
class Page:
    """A rule as others are told of it; ``markdown`` is its whole page, empty where it is not known."""

    rule: str
    aspect: Aspect
    severity: Severity
    why: str
    remedy: str
    markdown: str = ""


def page(finding: Finding, language: str) -> Page:
    """The page of the rule that a finding is of.

    The pages of shipped rules are part of the package, as an HTML report's style is; a rule of one's own pack is told
    by its id and its remedy alone.
    """
    shipped = _shipped(language)
    if finding.rule in shipped:
        return shipped[finding.rule]
    remedy = (finding.remedy_zh or finding.remedy) if language == "zh" else (finding.remedy or finding.remedy_zh)
    return Page(finding.rule, finding.dimension, finding.severity, "", remedy)


@lru_cache(maxsize=2)
def _shipped(language: str) -> Mapping[str, Page]:
    from auditor.rules.explain import explain
    from auditor.rules.load import load

    return MappingProxyType(
        {
            name: Page(
                name,
                rule.aspect,
                rule.severity,
                " ".join(rule.why.split()),
                rule.remedy_zh if language == "zh" else rule.remedy,
                explain(rule),
            )
            for name, rule in load().rules.items()
        }
    )
