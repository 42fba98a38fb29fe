"""Plain text, and any file without a reader of its own that decodes as text."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from auditor.errors import BadInput
from auditor.readers._parts import Origin, documents, fault
from auditor.readers.protocol import Options, Yield
from auditor.text.decode import decode

__all__ = ["ENDINGS", "read"]

ENDINGS = (".txt", ".text")


def read(path: str, raw: bytes, options: Options) -> Iterator[Yield]:  # noqa: ARG001  # the protocol's signature
    """Yields the text as one document, or the articles of a page; a dateline in it gives title, publisher and date."""
    try:
        decoded = decode(raw)
    except BadInput as error:
        yield fault(path, error)
        return
    yield from documents(decoded.text, Origin(path, sha256(raw).hexdigest(), decoded.encoding))
