"""Asks whether the citation marks lead anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.model import Document, Evidence, Finding
from auditor.rules.rule import Rule
from auditor.signals.attribution import attribution, citation_marks

__all__ = ["Check"]

_SHOWN = 8


class Check:
    """Marks such as [3] in a text that carries no list of references."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rule = rules["dangling-citations"]

    def inspect(self, doc: Document) -> Iterator[Finding]:
        """Yields one finding for all the marks of a document."""
        counted = attribution(doc)
        marks = citation_marks(doc)
        distinct = {doc.text[start:end] for start, end in marks}
        if counted.references == 0 and len(distinct) >= self.rule.parameters["least_marks"]:
            yield self.rule.finding((Evidence.at(doc, span) for span in marks[:_SHOWN]), count=len(marks))
