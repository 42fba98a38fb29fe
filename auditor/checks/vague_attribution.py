"""Asks whether the document hides behind voices without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

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

    def inspect(self, doc: Document) -> Iterator[Finding]:
        """Yields one finding, where a document does it often enough to be its habit."""
        found = tuple(_unnamed(doc.text, sentence_spans(doc)))
        if len(found) >= self.rule.parameters["least_voices"]:
            yield self.rule.finding((Evidence.at(doc, span) for span in found[:_SHOWN]), count=len(found))


def _unnamed(text: str, spans: tuple[Span, ...]) -> Iterator[Span]:
    phrases = _VAGUE.awake(text)
    for at, (start, end) in enumerate(spans if phrases else ()):
        match = phrases.search(text[start : min(end, start + 600)], start)
        if match is None:
            continue
        follows = spans[at + 1] if at + 1 < len(spans) else (end, end)
        if not _names(text, (start, end)) and not (_names(text, follows) and _tells(text, follows)):
            yield start + match.start(), start + match.end()


def _voices() -> Iterator[str]:
    vague = _lexicon()["vague"]
    yield from (*vague["zh"], *(entry.replace(" ", r"\s") for entry in vague["en"]))


def _names(text: str, span: Span) -> bool:
    return _named()[0].search(text, span[0], min(span[1], span[0] + 1200)) is not None


def _tells(text: str, span: Span) -> bool:
    return _named()[1].search(text, span[0], min(span[1], span[0] + 1200)) is not None


@cache
def _named() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What names somebody, and what says that somebody speaks. Names begin with capitals, so their words are not folded."""
    named = _lexicon()["named"]
    return re.compile("|".join((named["zh"], named["en"].replace(" ", r"\s")))), re.compile(named["says"])


@cache
def _lexicon() -> Mapping[str, Any]:
    data: Mapping[str, Any] = read_yaml(home() / "lexicons" / "attribution.yaml")
    return data


_VAGUE = Phrases(_voices)
