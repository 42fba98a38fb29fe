"""One text set several times into one document: the mark of pages filled by machine or by mistake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.model import Document, Evidence, Finding, Severity
from auditor.rules.rule import Rule
from auditor.signals.repetition import repetition

__all__ = ["Check"]

_SHOWN = 20  # copies pointed at: a page with thousands of them is judged no differently


class Check:
    """The copies of the whole text inside a document; passages that it merely quotes are no finding."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rule = rules["repeated-text"]
        self.major = self.rule.parameters["major-copies"]

    def inspect(self, doc: Document) -> Iterator[Finding]:
        """Yields one finding that points at the second and every later copy; its message counts them."""
        found = repetition(doc)
        if found.copies == 1 or found.first is None:
            return
        yield self.rule.finding(
            tuple(Evidence.at(doc, span) for span in found.spans[:_SHOWN]),
            (Evidence.at(doc, found.first),),
            severity=Severity.MAJOR if found.copies >= self.major else Severity.MINOR,
            copies=found.copies,
            share=f"{found.share:.0%}",
            start=doc.offset + found.first[0],
            end=doc.offset + found.first[1],
        )
