"""Asks whether the text is whole, readable, and long enough to judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.model import Document, Evidence, Finding, Span
from auditor.rules.rule import Rule
from auditor.signals.quality import Quality, quality

__all__ = ["Check"]

_SHOWN = 8


class Check:
    """Texts that are cut, damaged, made of lists or of the site's own lines, or too short."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rules = rules

    def inspect(self, doc: Document) -> Iterator[Finding]:
        """Yields at most one finding a rule."""
        shape = quality(doc)
        for name, test in _TESTS.items():
            rule = self.rules.get(name)
            if rule is None:
                continue
            found = test(rule.parameters, shape)
            if found is not None:
                spans, values = found
                evidence = tuple(Evidence.at(doc, span) for span in spans[:_SHOWN])
                yield rule.finding(evidence, (), severity=None, confidence=None, **values)


_Found = tuple[tuple[Span, ...], dict[str, int]] | None


def _too_short(limits: Mapping[str, float], shape: Quality) -> _Found:
    return ((), {"characters": shape.characters}) if shape.characters < limits["least_characters"] else None


def _truncated(limits: Mapping[str, float], shape: Quality) -> _Found:
    if shape.characters < limits["least_characters"]:
        return None
    if shape.cut:
        return (shape.cut,), {}
    finished = shape.prose >= limits["least_prose_lines"]
    return ((shape.unfinished,), {}) if shape.unfinished and finished else None


def _damaged(limits: Mapping[str, float], shape: Quality) -> _Found:
    spans = tuple(sorted((*shape.mojibake, *shape.replaced)))
    enough = max(limits["least_places"], limits["least_share"] * shape.characters)
    if len(spans) < limits["least_places"] and shape.damaged < enough:
        return None
    return (spans, {"count": len(spans)}) if spans else None


def _residue(limits: Mapping[str, float], shape: Quality) -> _Found:
    return (shape.residue, {"count": len(shape.residue)}) if len(shape.residue) >= limits["least_places"] else None


def _boilerplate(limits: Mapping[str, float], shape: Quality) -> _Found:
    if shape.boilerplate_share < limits["least_share"] or len(shape.boilerplate) < limits["least_lines"]:
        return None
    return shape.boilerplate, {"percent": round(100 * shape.boilerplate_share)}


def _list_only(limits: Mapping[str, float], shape: Quality) -> _Found:
    if shape.list_share < limits["least_share"] or shape.list_lines < limits["least_lines"]:
        return None
    return (), {"percent": round(100 * shape.list_share)}


def _teasers(limits: Mapping[str, float], shape: Quality) -> _Found:
    if len(shape.teasers) < max(limits["least_lines"], limits["least_share"] * shape.lines):
        return None
    return shape.teasers, {"percent": round(100 * len(shape.teasers) / shape.lines)}


_TESTS = {
    "too-short": _too_short,
    "truncated-text": _truncated,
    "encoding-damage": _damaged,
    "markup-residue": _residue,
    "boilerplate-heavy": _boilerplate,
    "list-only": _list_only,
    "teaser-lines": _teasers,
}
