"""Makes documents of records: a mapping with a text, perhaps an id and declared metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from auditor.errors import BadInput
from auditor.model import Fault, Note
from auditor.readers._metadata import clean, stated_date
from auditor.readers._parts import STAGE, Declared, Origin, documents
from auditor.readers.protocol import Yield

__all__ = ["OPTIONAL", "Records"]

OPTIONAL = ("title", "publisher", "author", "published", "url")
MAX_ID = 200  # an id is part of every key

_SURROGATE = re.compile("[\ud800-\udfff]")
_VISIBLE = re.compile(r"[^\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


@dataclass(slots=True)
class Records:
    """The records of one file: remembers which ids were met."""

    path: str
    text_field: str
    encoding: str = "utf-8"
    seen: set[str] = field(default_factory=set)

    def read(self, entry: object, row: int, place: str) -> Iterator[Yield]:
        """The documents of one record, or the fault that it is; ``place`` names it ("line 3")."""
        try:
            record = self._object(entry)
            name = self._id(record.get("id"), row)
            text = self._text(record)
            declared = _declared(record)
        except BadInput as error:
            yield Fault(self.path, STAGE, f"{place}: {error.what}; {error.remedy}")
            return
        self.seen.add(name)
        whole = _SURROGATE.sub("\ufffd", text)
        if whole != text:
            yield Note(self.path, STAGE, f"{place}: lone surrogates in the text were replaced by U+FFFD, one for one")
        if declared.published is None and record.get("published"):
            yield Note(self.path, STAGE, f"{place}: 'published' is no date that can be told; it stays unknown")
        origin = Origin(self.path, sha256(whole.encode()).hexdigest(), self.encoding, record=name)
        yield from documents(whole, origin, declared)

    def _object(self, record: object) -> Mapping[str, object]:
        if not isinstance(record, Mapping):
            raise BadInput("it is no object", remedy=f'write {{"{self.text_field}": "…"}}')
        return record

    def _id(self, value: object, row: int) -> str:
        if value is not None and (isinstance(value, bool) or not isinstance(value, str | int)):
            raise BadInput(f"'id' is {_kind(value)}", remedy="make it a string, or leave it out")
        name = str(row) if value is None else _SURROGATE.sub("\ufffd", str(value))
        if not name or len(name) > MAX_ID:
            raise BadInput("'id' is empty or too long", remedy=f"give it 1 to {MAX_ID} characters, or leave it out")
        if name in self.seen:
            raise BadInput(f"the id {name!r} occurs twice", remedy="give every record an id of its own")
        return name

    def _text(self, record: Mapping[str, object]) -> str:
        text = record.get(self.text_field)
        if text is None:
            raise BadInput(f"the field {self.text_field!r} is missing", remedy="name another with --text-field")
        if not isinstance(text, str):
            raise BadInput(f"{self.text_field!r} is {_kind(text)}", remedy="make it a string")
        if not _VISIBLE.search(text):
            raise BadInput("the document is empty", remedy=f"give {self.text_field!r} a text, or leave the record out")
        return text


def _declared(record: Mapping[str, object]) -> Declared:
    values = {name: record.get(name) for name in OPTIONAL}
    for name, value in values.items():
        if value is not None and not isinstance(value, str):
            raise BadInput(f"{name!r} is {_kind(value)}", remedy="make it a string or null")
    title, publisher, author, published, url = (_sound(values[name]) for name in OPTIONAL)
    return Declared(clean(title), clean(publisher), clean(author), stated_date(published), None, clean(url))


def _sound(value: object) -> str | None:
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else None


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), f"of type {type(value).__name__}")
