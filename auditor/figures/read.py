"""The figures of an article, as a signal."""

from __future__ import annotations

from auditor.figures.bind import bind
from auditor.figures.figure import Figure
from auditor.figures.periods import Period, read_date
from auditor.figures.scan import MAX_FIGURES, Scan, has_numeral, scan
from auditor.figures.wrapped import repaired
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
    found = provenance(doc)
    return bind(doc.text, scanned, title=found.title, published=_date(found.published))


def unread(doc: Document) -> tuple[str, ...]:
    """What was left unread of the document, in words."""
    cut = _scanned(doc).cut
    return () if cut is None else (f"figures after character {cut} were not read: {MAX_FIGURES} is the limit",)


@signal
def _scanned(doc: Document) -> Scan:
    # NOTE: without a numeral nobody needs the article's date, which is dearer to find than that there is none.
    view = repaired(doc.text)
    return scan(doc.text, reference(doc), view=view) if has_numeral(view) else Scan((), ())


def reference(doc: Document) -> Period | None:
    """The article's own date, against which "last year" is read."""
    return _date(provenance(doc).published)


def _date(published: str | None) -> Period | None:
    date = read_date(published, 0, None) if published else None
    return None if date is None else date[2]
