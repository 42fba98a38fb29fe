"""Asks whether the document says who published it, when, and who wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.model import Document, Finding
from auditor.rules.rule import Rule
from auditor.signals.provenance import provenance
from auditor.signals.quality import quality

__all__ = ["Check"]


class Check:
    """What a reader needs to hold somebody to a text; an issuer's own document needs no other publisher or author."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rules = rules

    def inspect(self, doc: Document) -> Iterator[Finding]:
        """Yields one finding for each of publisher, date and author that is not stated."""
        stated = provenance(doc)
        missing = {
            "missing-publisher": stated.publisher is None and stated.official is None and not stated.credits,
            "missing-date": stated.published is None,
            "missing-author": stated.author is None and stated.byline is None and stated.official is None,
        }
        characters = quality(doc).characters
        for name, rule in self.rules.items():
            if missing.get(name) and characters >= rule.parameters.get("least_characters", 0):
                yield rule.finding()
