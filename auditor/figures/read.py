"""The figures of an article, as a signal."""

from __future__ import annotations

from auditor.figures.bind import bind
from auditor.figures.figure import Figure
from auditor.figures.periods import Period, read_date
from auditor.figures.scan import MAX_FIGURES, Scan, scan
from auditor.model import Document, Span
from auditor.signals.memo import signal
from auditor.signals.provenance import provenance

__all__ = ["figures", "reference", "unread"]


@signal
def figures(doc: Document) -> tuple[Figure, ...]:
    """Every quantity of ``doc.text`` with its meaning, in the order of the text."""
    return bind(doc.text, _scanned(doc), title=_title_span(doc), published=reference(doc))


def unread(doc: Document) -> tuple[str, ...]:
    """What was left unread of the document, in words."""
    cut = _scanned(doc).cut
    return () if cut is None else (f"figures after character {cut} were not read: {MAX_FIGURES} is the limit",)


@signal
def _scanned(doc: Document) -> Scan:
    return scan(doc.text, reference(doc))


def reference(doc: Document) -> Period | None:
    """The article's own date, against which "last year" is read."""
    published = provenance(doc).published
    date = read_date(published, 0, None) if published else None
    return None if date is None else date[2]


def _title_span(doc: Document) -> Span | None:
    """Where the headline stands in the text, if it stands there."""
    title = provenance(doc).title
    start = doc.text.find(title) if title else -1
    return None if title is None or start < 0 else (start, start + len(title))
