"""The folded view of a document and its structure features, each computed once in an examination."""

from __future__ import annotations

from auditor.model import Document, Span
from auditor.rules.structure import FEATURES, Structure
from auditor.signals.memo import signal
from auditor.text.fold import View, fold

__all__ = ["features", "folded"]


@signal
def folded(doc: Document) -> View:
    """The document's text folded by every step."""
    return fold(doc.text)


@signal
def features(doc: Document) -> dict[str, tuple[Span, ...]]:
    """Every structure feature by name, as spans of the raw text."""
    view = folded(doc)
    structure = Structure(doc.text, view)
    return {name: tuple(view.back(place) for place in structure.places(name)) for name in sorted(FEATURES)}
