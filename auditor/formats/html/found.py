"""A finding as an item of a document's list, as markup: a page may hold hundreds, and they are most of its work."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

from auditor.formats._visible import one_line
from auditor.formats.html.documents import FindingView
from auditor.formats.html.said import aspect, points, quotes, say, speak, sure, word
from auditor.model import Aspect, Finding, Severity, Status

__all__ = ["found"]


def found(view: FindingView) -> Markup:
    """What was found, what it weighs, what to do, its quotes and what to compare them with; all of it is escaped here."""
    finding = view.finding
    dimension, status = finding.dimension.value, finding.status.value
    first = view.quotes[0].href if view.quotes and view.quotes[0].href else f"#{view.anchor}"
    return Markup(  # noqa: S704  # every part is escaped, or a word of an enumeration
        f'<li class="finding {dimension} {status}" id="{escape(view.anchor)}">\n'
        f'<p class="message"><a class="ref {dimension}" href="{escape(first)}">{view.number}</a> '
        f"{speak(finding.message, finding.message_zh)}</p>\n"
        f'<p class="facts">{_weight(finding.dimension, finding.severity, finding.confidence, finding.points, finding.status)}</p>\n'
        f"{_remedy(finding)}{_quoted(view)}{_related(view)}"
        f'<p class="rule">{_code(finding.rule, 80)}{_code(finding.fingerprint, 40) if finding.fingerprint else ""}</p>\n</li>\n'
    )


@lru_cache(maxsize=4096)
def _weight(dimension: Aspect, severity: Severity, confidence: float, lost: float, status: Status) -> str:
    """Aspect, severity, confidence, points, and the status of what no longer counts."""
    parts = [
        aspect(dimension),
        f'<span class="severity {severity}">{word(severity)}</span><span>{sure(confidence)}</span>',
    ]
    if lost:
        parts.append(f'<b class="points">{points(-lost)}</b>')
    if status is not Status.OPEN:
        parts.append(f'<span class="status">{word(status)}</span>')
    return "".join(parts)


def _remedy(finding: Finding) -> str:
    if not (finding.remedy or finding.remedy_zh):
        return ""
    return f'<p class="remedy">{speak(finding.remedy, finding.remedy_zh)}</p>'


def _quoted(view: FindingView) -> str:
    if not view.quotes:
        return ""
    more = f'<li class="meta">{say(f"… and {view.more} more", f"……另有 {view.more} 处")}</li>' if view.more else ""
    return f'<ul class="quotes">{quotes(view.quotes)}{more}</ul>'


def _related(view: FindingView) -> str:
    if not view.related:
        return ""
    told = say("Compare", "对照")
    return f'<div class="related"><p class="quiet">{told}</p><ul class="quotes">{quotes(view.related, named=True)}</ul></div>'


def _code(name: str, limit: int) -> str:
    return f"<code>{escape(one_line(name, limit))}</code>"
