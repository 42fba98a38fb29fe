"""Asks whether a machine left its traces: a scanner, a translation programme, an assistant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.model import Document, Evidence, Finding, Span
from auditor.rules.rule import Rule
from auditor.signals.residue import residue

__all__ = ["Check"]

_SHOWN = 8


class Check:
    """Misread letters, untranslated words, and what an assistant says to the one who asks it."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rules = rules

    def inspect(self, doc: Document) -> Iterator[Finding]:
        """Yields at most one finding a rule."""
        left = residue(doc)
        if rule := self.rules.get("scan-residue"):
            words = max(len(doc.text.split()), 1) if left.scanned else 1
            # Each kind has a number of its own: three misread words are more than three hyphens.
            kinds = (
                (left.scanned, max(rule.parameters["least_misread"], rule.parameters["least_share"] * words)),
                (left.broken, rule.parameters["least_broken"]),
                (left.spaced, rule.parameters["least_spaced"]),
            )
            spans = sorted(span for found, least in kinds if len(found) >= least for span in found)
            yield from _found(rule, doc, spans)
        if rule := self.rules.get("translation-residue"):
            untranslated = left.untranslated if len(left.untranslated) >= rule.parameters["least_words"] else ()
            yield from _found(rule, doc, sorted((*left.translated, *untranslated)))
        if rule := self.rules.get("assistant-residue"):
            yield from _found(rule, doc, left.assistant)


def _found(rule: Rule, doc: Document, spans: Sequence[Span]) -> Iterator[Finding]:
    if spans:
        evidence = tuple(Evidence.at(doc, span) for span in spans[:_SHOWN])
        yield rule.finding(evidence, count=len(spans), quote=evidence[0].quote)
