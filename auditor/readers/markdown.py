"""Markdown, kept raw: spans refer to the file as it is, front matter and marks included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from auditor.errors import BadInput
from auditor.readers._metadata import clean, stated_date
from auditor.readers._parts import Declared, Origin, documents, fault
from auditor.readers.protocol import Options, Yield
from auditor.text.decode import decode

__all__ = ["ENDINGS", "read"]

ENDINGS = (".md", ".markdown", ".mdown")
MAX_FRONT = 64 * 1024  # characters; a front matter is some dozen lines, what runs on is a rule and then text

_FENCE = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_FIELD = re.compile(r"([A-Za-z_][\w-]{0,40})[ \t]*[:=][ \t]*(.*)")
_NAMES = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "site", "publication"),
    "author": ("author", "authors", "byline"),
    "published": ("date", "published", "pubdate", "publishdate", "published_at", "publish_date"),
    "updated": ("updated", "lastmod", "modified", "last_modified"),
    "url": ("url", "link", "canonical", "canonical_url", "permalink"),
}


def read(path: str, raw: bytes, options: Options) -> Iterator[Yield]:  # noqa: ARG001  # the protocol's signature
    """Yields the file as one document, or the articles of a page; front matter (YAML or TOML) is declared metadata."""
    try:
        decoded = decode(raw)
    except BadInput as error:
        yield fault(path, error)
        return
    declared, skip = _front(decoded.text)
    yield from documents(decoded.text, Origin(path, sha256(raw).hexdigest(), decoded.encoding, skip=skip), declared)


def _front(text: str) -> tuple[Declared, int]:
    """The scalar fields of a front matter and its length; nested values are not read."""
    fence = _FENCE.match(text)
    if fence is None:
        return Declared(), 0
    closing = re.compile(rf"^{re.escape(fence.group(1))}[ \t]*\r?$", re.MULTILINE)
    close = closing.search(text, fence.end(), fence.end() + MAX_FRONT)
    if close is None:
        return Declared(), 0
    fields = _fields(text[fence.end() : close.start()])
    if not fields:
        return Declared(), 0  # a rule, then text, then a rule
    return _declared(fields), close.end()


def _fields(block: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in block.splitlines():
        match = _FIELD.match(line)
        if match:
            found.setdefault(match.group(1).lower(), _scalar(match.group(2)))
    return found


def _scalar(value: str) -> str:
    value = value.strip()
    if value[:1] in {'"', "'"}:
        end = value.find(value[0], 1)
        return value[1:end] if end > 0 else value[1:]
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_scalar(item) for item in value[1:-1].split(",") if item.strip())
    return value.split(" #", 1)[0].strip()


def _declared(fields: dict[str, str]) -> Declared:
    stated = {name: next((fields[key] for key in keys if fields.get(key)), None) for name, keys in _NAMES.items()}
    return Declared(
        title=clean(stated["title"]),
        publisher=clean(stated["publisher"]),
        author=clean(stated["author"]),
        published=stated_date(stated["published"]),
        updated=stated_date(stated["updated"]),
        url=clean(stated["url"]),
    )
