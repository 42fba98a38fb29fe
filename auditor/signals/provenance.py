"""Who published a document, when, and who speaks in it, read from what the page itself says.

What the file declares (HTML metadata, a record's fields, the headings of a page) wins; the rest is read from the head
of the text, where pages carry it. What is not stated stays unknown.
"""

from __future__ import annotations

from auditor.model import Document, Provenance
from auditor.readers._metadata import stated_date
from auditor.signals import _head as head
from auditor.signals._officials import issuer_of
from auditor.signals._registry import Publisher, registry
from auditor.signals.attribution import attribution
from auditor.signals.memo import signal

__all__ = ["provenance"]


@signal
def provenance(doc: Document) -> Provenance:
    """The provenance of the document; ``publisher``, ``via`` and ``credits`` by their usual names where registered."""
    lines = head.lines(doc.text)
    outlet = head.masthead(lines)
    lines = lines[1:] if outlet else lines
    stamp = head.stamp(lines)
    credits_ = head.credited(doc.text)
    official = issuer_of(doc.text)
    label = doc.publisher or stamp.publisher or outlet or head.agency(lines)
    known = registry().find(label) if label else registry().at(doc.url) if doc.url else None
    byline = head.byline(lines, doc.text)
    return Provenance(
        title=doc.title or head.title(lines),
        publisher=known.name if known else _clean(label),
        via=_name(doc.via or stamp.via or head.via(doc.text)),
        author=_clean(doc.author) or byline.author or stamp.author,
        published=stated_date(doc.published) if doc.published else stamp.published or head.signed(doc.text),
        byline=byline.line,
        dateline=head.dateline(lines),
        official=official or (known.name if known and known.kind == "official" else None),
        updated=stated_date(doc.updated) if doc.updated else stamp.updated,
        owner=known.owner if known else None,
        kind=_kind(known, official),
        credits=tuple(dict.fromkeys(name for name in map(_name, credits_) if name)),
        attribution=attribution(doc),
    )


def _kind(known: Publisher | None, official: str | None) -> str | None:
    """What kind of publisher it is; a document that carries only its issuer's name is the issuer's."""
    if known:
        return known.kind
    return "official" if official else None


def _name(label: str | None) -> str | None:
    """A label by its publisher's usual name, or as it stands."""
    if not label:
        return None
    known = registry().find(label)
    return known.name if known else _clean(label)


def _clean(label: str | None) -> str | None:
    return " ".join(label.split()) or None if label else None
