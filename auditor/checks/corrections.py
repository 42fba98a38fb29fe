"""Asks whether the text corrects an earlier version of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.model import Document, Evidence, Finding
from auditor.rules.rule import Rule
from auditor.signals.voices import corrections

__all__ = ["Check"]

_SHOWN = 8


class Check:
    """A correction is to the honour of a text, and a warning about the copies of what it was before."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rule = rules["carries-correction"]

    def inspect(self, doc: Document) -> Iterator[Finding]:
        """Yields one finding for all the corrections of a document."""
        notes = corrections(doc)
        if notes:
            yield self.rule.finding((Evidence.at(doc, span) for span in notes[:_SHOWN]), count=len(notes))
