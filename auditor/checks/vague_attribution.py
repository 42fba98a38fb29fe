"""Asks whether the document hides behind voices without a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.model import Document, Evidence, Finding
from auditor.rules.rule import Rule
from auditor.signals.voices import unnamed_voices

__all__ = ["Check"]

_SHOWN = 8


class Check:
    """Experts, insiders and studies that nobody could ask: in a sentence, or the next one, that names none of them."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rule = rules["vague-attribution"]

    def inspect(self, doc: Document) -> Iterator[Finding]:
        """Yields one finding, where a document does it often enough to be its habit."""
        found = unnamed_voices(doc)
        if len(found) >= self.rule.parameters["least_voices"]:
            yield self.rule.finding((Evidence.at(doc, span) for span in found[:_SHOWN]), count=len(found))
