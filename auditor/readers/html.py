"""HTML pages: the main text as trafilatura extracts it, the declared metadata, and the markup as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from auditor.errors import BadInput
from auditor.model import Fault
from auditor.readers._page import declared_by, extent, parse, visible_text
from auditor.readers._parts import STAGE, Declared, Origin, documents, fault
from auditor.readers.protocol import Options, Yield
from auditor.text.decode import decode

__all__ = ["ENDINGS", "MAX_MARKUP", "read"]

ENDINGS = (".html", ".htm", ".xhtml", ".shtml")
MAX_MARKUP = 8 * 1024 * 1024  # bytes; the longest news pages have 2 MB, and extraction takes 0.3 s a megabyte
MAX_DEPTH = 250  # nested elements; real pages stay below 60, trafilatura's recursion ends near 1,000
MAX_ELEMENTS = 20_000  # extraction grows faster than the page: 1 s here, 20 s at 300,000; long articles have 3,000
HEAD_BYTES = 4096  # browsers look for a charset in the first 1,024; pages with long comments need more

_CHARSET = re.compile(rb"<meta[^<>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^<>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})[\"']", re.IGNORECASE)


def read(path: str, raw: bytes, options: Options) -> Iterator[Yield]:  # noqa: ARG001  # the protocol's signature
    """Yields the page's main text as one document, or the articles of an aggregator page.

    A page in which no main text is found is read as all its visible text; one without any text is a Fault.
    """
    try:
        decoded = decode(_bounded(raw), _charset(raw))
        text, declared = _extract(decoded.text)
    except BadInput as error:
        yield fault(path, error)
        return
    if not text.strip():
        yield Fault(path, STAGE, "the page has no text; save it after its scripts have run, or give its text")
        return
    yield from documents(text, Origin(path, sha256(raw).hexdigest(), decoded.encoding, markup=decoded.text), declared)


def _bounded(raw: bytes) -> bytes:
    if len(raw) > MAX_MARKUP:
        raise BadInput(f"the page has {len(raw)} bytes", remedy=f"save its article alone: {MAX_MARKUP} is the limit")
    return raw


def _charset(raw: bytes) -> str | None:
    head = raw[:HEAD_BYTES]
    match = _XML.match(head) or _CHARSET.search(head)
    return match.group(1).decode("ascii") if match else None


def _extract(markup: str) -> tuple[str, Declared]:
    tree = parse(markup)
    if tree is None:
        return "", Declared()
    declared = declared_by(tree)
    nested, elements = extent(tree)
    text = _main_text(tree) if nested <= MAX_DEPTH and elements <= MAX_ELEMENTS else None
    return text or visible_text(tree), declared


def _main_text(tree: Any) -> str | None:
    """What trafilatura takes for the article: without its date and name guesses, without caches, without a network."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it discards is not the user's talk
    found = bare_extraction(tree, fast=True, include_comments=False, include_tables=True, with_metadata=False)
    return getattr(found, "text", None)
