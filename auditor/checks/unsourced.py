"""Asks whether the document says where its statistics come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.model import Document, Evidence, Finding, Severity
from auditor.rules.rule import Rule
from auditor.signals.attribution import Statement, attribution, statements
from auditor.signals.provenance import provenance
from auditor.signals.quality import quality

__all__ = ["Check"]

_SHOWN = 8  # places pointed at; a reader believes the rest


class Check:
    """Statistics that nobody answers for, and pages that are hardly more than a list of them."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rules = rules

    def inspect(self, doc: Document) -> Iterator[Finding]:
        """Yields at most one finding a rule; primary documents answer for their own figures."""
        if provenance(doc).official is not None:
            return
        unattributed = [statement for statement in statements(doc) if not statement.attributed]
        if rule := self.rules.get("unsourced-figures"):
            yield from self._unsourced(rule, doc, unattributed)
        if rule := self.rules.get("bare-statistics"):
            yield from self._bare(rule, doc, unattributed)

    def _unsourced(self, rule: Rule, doc: Document, unattributed: list[Statement]) -> Iterator[Finding]:
        """Major where nothing at all says where the figures are from, minor where most of them do not say."""
        counted = attribution(doc)
        if quality(doc).characters < rule.parameters["least_characters"]:
            return
        least, share = rule.parameters["least_statistics"], rule.parameters["least_share"]
        if len(unattributed) < least or len(unattributed) < share * counted.with_figures:
            return
        stated = provenance(doc)
        nowhere = not (stated.publisher or stated.credits or stated.byline or stated.author or stated.dateline)
        alone = counted.attributed == counted.citations == counted.references == 0
        if not (nowhere and alone) and len(unattributed) < rule.parameters["least_statistics_published"]:
            return
        if counted.references:
            return
        yield rule.finding(
            _evidence(doc, unattributed),
            severity=None if nowhere and alone else Severity.MINOR,
            confidence=None if nowhere and alone else rule.parameters["confidence_published"],
            unattributed=len(unattributed),
            statistics=counted.with_figures,
        )

    def _bare(self, rule: Rule, doc: Document, unattributed: list[Statement]) -> Iterator[Finding]:
        """A page most of whose lines are list items, many of them statistics without a source."""
        lines = quality(doc)
        listed = [statement for statement in unattributed if _is_item(doc.text, statement.span[0])]
        if lines.list_share >= rule.parameters["least_list_share"] and len(listed) >= rule.parameters["least_items"]:
            yield rule.finding(_evidence(doc, listed), items=len(listed))


def _is_item(text: str, start: int) -> bool:
    """Whether a sentence stands in a line that opens with a list mark."""
    line = text[text.rfind("\n", max(0, start - 400), start) + 1 : start + 4].lstrip()
    return line[:1] in tuple("-*•·▪●◦■◆○–") or (
        line[:1].isdigit() and line[1:3].lstrip("0123456789")[:1] in tuple(".)、")
    )


def _evidence(doc: Document, found: list[Statement]) -> tuple[Evidence, ...]:
    return tuple(Evidence.at(doc, statement.span) for statement in found[:_SHOWN])
