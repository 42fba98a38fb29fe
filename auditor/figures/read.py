"""The figures of an article, as a signal."""

from __future__ import annotations

from auditor.figures.bind import bind
from auditor.figures.figure import Figure
from auditor.figures.periods import Period, read_date
from auditor.figures.scan import MAX_FIGURES, Scan, has_numeral, scan
from auditor.model import Document
from auditor.signals.memo import signal
from auditor.signals.provenance import provenance

__all__ = ["figures", "reference", "unread"]


@signal
def figures(doc: Document) -> tuple[Figure, ...]:
    """Every quantity of ``doc.text`` with its meaning, in the order of the text."""
    scanned = _scanned(doc)
    if not scanned.quantities:
        return ()
    return bind(doc.text, scanned, title=provenance(doc).title, published=reference(doc))


def unread(doc: Document) -> tuple[str, ...]:
    """What was left unread of the document, in words."""
    cut = _scanned(doc).cut
    return () if cut is None else (f"figures after character {cut} were not read: {MAX_FIGURES} is the limit",)


@signal
def _scanned(doc: Document) -> Scan:
    # NOTE: without a numeral nobody needs the article's date, which is dearer to find than that there is none.
    return scan(doc.text, reference(doc)) if has_numeral(doc.text) else Scan((), ())


def reference(doc: Document) -> Period | None:
    """The article's own date, against which "last year" is read."""
    published = provenance(doc).published
    date = read_date(published, 0, None) if published else None
    return None if date is None else date[2]
