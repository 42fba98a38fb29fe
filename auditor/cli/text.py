"""``auditor text``: the text to which every span refers, byte for byte."""

from __future__ import annotations

import sys

from auditor.errors import BadInput
from auditor.model import Document
from auditor.readers._walk import raw_texts, read_paths
from auditor.readers.protocol import Options

__all__ = ["run"]

_NAMED = 5


def run(path: str, *, wanted: str | None, text_field: str) -> int:
    """Prints one text. Raises BadInput when there is none, or several and none was chosen."""
    options = Options(text_field)
    texts = {(found, record): text for found, record, text in raw_texts([path], options)}
    if wanted is not None:
        for item in read_paths([path], options) if path != "-" else ():
            if isinstance(item, Document) and wanted in {item.record, item.id, item.key}:
                sys.stdout.write(texts[item.path, item.record])
                return 0
    if wanted is None and len(texts) == 1:
        sys.stdout.write(next(iter(texts.values())))
        return 0
    names = ", ".join(record or found for found, record in list(texts)[:_NAMED])
    what = f"no text {wanted!r}" if wanted is not None else f"{len(texts)} texts"
    raise BadInput(
        what, where=path, remedy=f"choose one with --id, such as: {names}" if names else "give a file with text"
    )
