"""Applies every rule that is pure data: the ``match`` blocks of all packs, over one folded view of the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from auditor.model import Document, Evidence, Finding, Span, Status
from auditor.rules.extent import extent
from auditor.rules.match import Matcher, RuleHit
from auditor.rules.rule import Rule
from auditor.signals.features import folded
from auditor.signals.language import language
from auditor.text.fold import View, fold

__all__ = ["Check"]

# Findings of one rule in one document; the places beyond are evidence of the last one.
MAX_FINDINGS = 50
MAX_EVIDENCE = 200
_MARKUP = ("markup",)
_TEXT = ("title", "line", "paragraph", "document")
_QUOTE = 60


class Check:
    """Rules made of keywords, patterns, structure features and other rules."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = {name: rule for name, rule in rules.items() if rule.match is not None}
        self._matcher = Matcher(self._rules)
        self._by_language = any(rule.languages for rule in self._rules.values())
        self._markup = any(rule.scope in _MARKUP for rule in self._rules.values())

    def inspect(self, doc: Document) -> Iterator[Finding]:
        """One finding for every place where a rule hits, with exact evidence; HTML source has none to point at."""
        view = folded(doc)
        spoken = language(doc) if self._by_language else "und"
        hits = self._matcher.hits(doc.text, view, spoken, _TEXT)
        evidence = _evidence(doc, view, hits)
        for name, spans in evidence.items():
            rule = self._rules[name]
            if rule.support:
                continue
            for number, span in enumerate(spans[:MAX_FINDINGS]):
                last = spans[MAX_FINDINGS:MAX_EVIDENCE] if number == MAX_FINDINGS - 1 else ()
                marks = [Evidence.at(doc, mark) for mark in (span, *last)]
                finding = rule.finding(marks, quote=_short(marks[0].quote), count=len(spans))
                accepted = all(_is_accepted(rule, mark.quote) for mark in marks)
                yield replace(finding, status=Status.SUPPRESSED) if accepted else finding
        if self._markup and doc.markup:
            yield from self._inspect_markup(doc.markup, spoken)

    def _inspect_markup(self, markup: str, spoken: str) -> Iterator[Finding]:
        view = fold(markup)
        hits = self._matcher.hits(markup, view, spoken, _MARKUP)
        for name in sorted({hit.rule for hit in hits}):
            first = next(hit for hit in hits if hit.rule == name)
            start, end = view.back(first.span)
            yield self._rules[name].finding(
                quote=_short(markup[start:end]), count=sum(hit.rule == name for hit in hits)
            )


def _is_accepted(rule: Rule, quote: str) -> bool:
    """Whether one of the rule's suppressions names what is quoted, however it is spaced or cased."""
    if not rule.suppressions:
        return False
    folded_quote = fold(quote).text
    return any(fold(suppression.text).text in folded_quote for suppression in rule.suppressions)


def _evidence(doc: Document, view: View, hits: Sequence[RuleHit]) -> dict[str, list[Span]]:
    """Each rule's places in the raw text, ascending; hits whose evidence is one and the same are one place."""
    places: dict[str, list[Span]] = {}
    for hit in islice(hits, 100_000):
        span = extent(doc.text, view, hit.span, hit.parts)
        known = places.setdefault(hit.rule, [])
        if known and span[0] < known[-1][1]:
            known[-1] = (min(known[-1][0], span[0]), max(known[-1][1], span[1]))
        else:
            known.append(span)
    return places


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _QUOTE else f"{line[:_QUOTE]}…"
