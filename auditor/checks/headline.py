"""Asks whether the headline belongs to the text below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from auditor.model import Document, Evidence, Finding, Span
from auditor.rules.rule import Rule
from auditor.signals.language import language_of, script_of
from auditor.signals.provenance import provenance

__all__ = ["Check"]

_NUMBER = re.compile(
    r"(?<![\d.,A-Za-z])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.,A-Za-z-])\d+(?:\.\d+)?(?![\d.]|-?[A-Za-z])"
)
_BODY = 200_000
_YEARS = range(1900, 2100)
_LEAST_TITLE = 6  # letters of a title whose language can be told


class Check:
    """A title in another language than its text, and figures that only the title knows."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rules = rules

    def inspect(self, doc: Document) -> Iterator[Finding]:
        """Yields at most one finding a rule; a document without a title has no headline to check."""
        title = provenance(doc).title
        if title is None:
            return
        at = doc.text.find(title, 0, 4000)
        span = (at, at + len(title)) if at >= 0 else None
        body = doc.text[span[1] if span else 0 :][:_BODY]
        if rule := self.rules.get("title-language"):
            yield from _language(rule, doc, title, body, span)
        if rule := self.rules.get("headline-figure"):
            yield from _figures(rule, doc, title, body, span)


def _language(rule: Rule, doc: Document, title: str, body: str, span: Span | None) -> Iterator[Finding]:
    """Scripts are compared, not languages: between two Latin ones a short title proves nothing."""
    one, other = script_of(title), script_of(body)
    if one is None or other is None or one == other or sum(map(str.isalpha, title)) < _LEAST_TITLE:
        return
    if len(body) >= rule.parameters["least_characters"]:
        yield rule.finding(_at(doc, span), title=language_of(title), body=language_of(body))


def _figures(rule: Rule, doc: Document, title: str, body: str, span: Span | None) -> Iterator[Finding]:
    """Numbers of two or more digits that the text never repeats in digits, when it has a dozen figures of its own."""
    known = {_plain(number) for number in _NUMBER.findall(body)}
    numbers = {_plain(number) for number in _NUMBER.findall(title)}
    unknown = sorted(number for number in numbers - known if len(number) > 1 and not _is_year(number))
    if unknown and len(known) >= rule.parameters["least_figures"]:
        yield rule.finding(_at(doc, span), numbers=", ".join(unknown))


def _plain(number: str) -> str:
    value = number.replace(",", "")
    return value.rstrip("0").rstrip(".") if "." in value else value


def _is_year(number: str) -> bool:
    return number.isdigit() and int(number) in _YEARS


def _at(doc: Document, span: Span | None) -> tuple[Evidence, ...]:
    return (Evidence.at(doc, span),) if span else ()
