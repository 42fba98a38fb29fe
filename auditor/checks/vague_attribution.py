"""Asks whether the document hides behind voices without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from auditor.model import Document, Evidence, Finding, Span
from auditor.rules.home import home
from auditor.rules.rule import Rule
from auditor.rules.yamlfile import read_yaml
from auditor.signals._phrases import Phrases
from auditor.signals.attribution import sentence_spans

__all__ = ["Check"]

_SHOWN = 8


class Check:
    """Experts, insiders and studies that nobody could ask: in a sentence, or the next one, that names none of them."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rule = rules["vague-attribution"]
        data = read_yaml(home() / "lexicons" / "attribution.yaml")
        phrases = (*data["vague"]["zh"], *(entry.replace(" ", r"\s") for entry in data["vague"]["en"]))
        self.vague = Phrases(phrases)
        # Names begin with capitals, so their words are not folded.
        self.named = re.compile("|".join((data["named"]["zh"], data["named"]["en"].replace(" ", r"\s"))))
        self.says = re.compile(data["named"]["says"])

    def inspect(self, doc: Document) -> Iterator[Finding]:
        """Yields one finding, where a document does it often enough to be its habit."""
        found = tuple(self._voices(doc.text, sentence_spans(doc)))
        if len(found) >= self.rule.parameters["least_voices"]:
            yield self.rule.finding((Evidence.at(doc, span) for span in found[:_SHOWN]), count=len(found))

    def _voices(self, text: str, spans: tuple[Span, ...]) -> Iterator[Span]:
        phrases = self.vague.awake(text)
        for at, (start, end) in enumerate(spans if phrases else ()):
            match = phrases.search(text, start, min(end, start + 600))
            if match is None:
                continue
            follows = spans[at + 1] if at + 1 < len(spans) else (end, end)
            if not self._names(text, (start, end)) and not (self._names(text, follows) and self._tells(text, follows)):
                yield match.span()

    def _names(self, text: str, span: Span) -> bool:
        return self.named.search(text, span[0], min(span[1], span[0] + 1200)) is not None

    def _tells(self, text: str, span: Span) -> bool:
        return self.says.search(text, span[0], min(span[1], span[0] + 1200)) is not None
