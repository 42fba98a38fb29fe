"""Asks whether the text keeps to one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.model import Document, Evidence, Finding
from auditor.rules.rule import Rule
from auditor.signals.blocks import foreign_blocks

__all__ = ["Check"]

_SHOWN = 8


class Check:
    """Paragraphs in another language than most of the text."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rule = rules["wrong-language-block"]

    def inspect(self, doc: Document) -> Iterator[Finding]:
        """Yields one finding for all foreign blocks of a document."""
        blocks, whole = foreign_blocks(doc)
        share = sum(block.weight for block in blocks) / max(whole, 1)
        if blocks and share >= self.rule.parameters["least_share"]:
            yield self.rule.finding(
                (Evidence.at(doc, block.span) for block in blocks[:_SHOWN]),
                count=len(blocks),
                percent=round(100 * share),
            )
