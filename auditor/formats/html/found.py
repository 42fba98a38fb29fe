"""The findings of a rule as an item of a document's list, as markup: a page may hold hundreds, most of its work.

Like the rows of figures they do without what HTML lets a writer leave out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from markupsafe import Markup

from auditor.formats._visible import one_line
from auditor.formats.html.across import Quote
from auditor.formats.html.documents import FindingView
from auditor.formats.html.said import aspect, bare, escaped, points, quotes, say, shared, speak, spoken, sure, word
from auditor.model import Finding, Status

__all__ = ["found"]


def found(group: Sequence[FindingView]) -> Markup:
    """What one rule found: its aspect, severity and name, each finding, and the remedy once; all of it is escaped here."""
    rule = group[0].finding
    return Markup(  # noqa: S704  # every part is escaped, or a word of an enumeration
        f"<li class={rule.dimension}>\n<p class=rule>{aspect(rule.dimension)} "
        f'<span class="severity {rule.severity}">{word(rule.severity)}</span> {_code(rule.rule, 80)}</p>\n'
        f"<ol>\n{''.join(map(_one, group))}</ol>\n{_remedy(rule)}"
    )


def _one(view: FindingView) -> str:
    """What was found, what it weighs, its quotes and what to compare them with."""
    finding = view.finding
    status = "" if finding.status is Status.OPEN else f" class={finding.status}"
    first = view.quotes[0].href if view.quotes and view.quotes[0].href else f"#{view.anchor}"
    return (
        f"<li{status} id={bare(view.anchor)}>"
        f"<p><a href={bare(first)}>{view.number}</a> {speak(finding.message, finding.message_zh)}</p>\n"
        f"{_quoted(view)}"
        f"<p class=weight>{_weight(finding.confidence, finding.points, finding.status)}"
        f"{_code(finding.fingerprint, 40) if finding.fingerprint else ''}</p>\n"
    )


@lru_cache(maxsize=4096)
def _weight(confidence: float, lost: float, status: Status) -> str:
    """Confidence, the status of what no longer counts, and points."""
    parts = [sure(confidence)] if confidence else []  # nothing is found at 0: a stored report has lost it
    if status is not Status.OPEN:
        parts.append(word(status))
    return " · ".join(parts) + (f" <b>{points(-lost)}</b> " if lost else " ")


def _remedy(finding: Finding) -> str:
    if not (finding.remedy or finding.remedy_zh):
        return ""
    return f"<p class=remedy>{speak(finding.remedy, finding.remedy_zh)}</p>\n"


def _quoted(view: FindingView) -> str:
    """Its own quotes, then those of others by name; where all are in one language, the list says which."""
    if not (view.quotes or view.related):
        return ""
    language = shared({each.language for each in (*view.quotes, *view.related)})
    more = f"<li>{say(f'… and {view.more} more', f'……另有 {view.more} 处')}</li>" if view.more else ""
    said = {each.text for each in view.quotes}
    again = tuple(replace(each, same=True) if each.text in said else each for each in view.related)
    own, others = quotes(_apart(view.quotes), around=language), quotes(again, around=language, named=True)
    return f"<ul{spoken(language)}>{own}{more}{others}</ul>\n"


def _apart(said: Iterable[Quote]) -> Iterator[Quote]:
    """The quotes, of which one that came before is told as the same."""
    seen: set[str] = set()
    for each in said:
        yield replace(each, same=True) if each.text in seen else each
        seen.add(each.text)


def _code(name: str, limit: int) -> str:
    return f"<code>{escaped(one_line(name, limit))}</code>"
