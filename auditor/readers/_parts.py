"""Makes documents of a decoded text: one, or one for each article of an aggregator page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.errors import BadInput
from auditor.model import Document, Fault, content_id
from auditor.readers._cues import cues
from auditor.text.articles import Article, articles

__all__ = ["STAGE", "Declared", "Origin", "documents", "fault"]

STAGE = "read"


@dataclass(frozen=True, slots=True)
class Declared:
    """What a file says about itself in fields made for it; it wins over a dateline found in the text."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from. ``skip`` is the length of its front matter, in code points."""

    path: str
    sha256: str
    encoding: str
    record: str | None = None
    markup: str | None = None
    skip: int = 0

    @property
    def key(self) -> str:
        """The key of the whole text."""
        return self.path if self.record is None else f"{self.path}#{self.record}"


def documents(text: str, origin: Origin, declared: Declared = Declared()) -> Iterator[Document]:
    """The documents of ``text``; together their texts are ``text``, without a gap or an overlap.

    What is declared for a page says nothing about the single articles of it but its address.
    """
    found = articles(text, cues(), origin.skip)
    if len(found) == 1:
        yield _document(text, origin, found[0], declared, part=0)
        return
    for part, article in enumerate(found, start=1):
        yield _document(text, origin, article, Declared(url=declared.url), part)


def _document(text: str, origin: Origin, article: Article, declared: Declared, part: int) -> Document:
    piece = text[article.start : article.end]
    return Document(
        id=content_id(piece),
        key=f"{origin.key}!{part}" if part else origin.key,
        path=origin.path,
        text=piece,
        record=origin.record,
        part=part,
        offset=article.start,
        sha256=origin.sha256,
        encoding=origin.encoding,
        title=declared.title or (text[slice(*article.title)] if article.title else None),
        publisher=declared.publisher or article.publisher,
        via=article.via,
        author=declared.author or article.author,
        published=declared.published or article.published,
        updated=declared.updated or article.updated,
        url=declared.url,
        markup=origin.markup,
    )


def fault(path: str, error: BadInput) -> Fault:
    """The fault that an error is: what, and what to do about it."""
    return Fault(path, STAGE, f"{error.what}; {error.remedy}" if error.remedy else error.what)
