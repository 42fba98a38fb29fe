"""``auditor text``: the text to which every span refers, byte for byte."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from auditor.errors import BadInput
from auditor.model import Document, Fault
from auditor.readers._walk import read_paths
from auditor.readers.protocol import Options

__all__ = ["run"]

_NAMED = 5


def run(path: str, *, wanted: str | None, text_field: str) -> int:
    """Prints one text. Raises BadInput when it cannot be read, or when there are several and none was chosen.

    A fault elsewhere in the file does not withhold the record that was asked for.
    """
    items = list(read_paths([path], Options(text_field)))
    docs = [item for item in items if isinstance(item, Document)]
    faults = [item for item in items if isinstance(item, Fault)]
    chosen = [doc for doc in docs if wanted is None or wanted in {doc.record, doc.id, doc.key}]
    sources = {(doc.path, doc.record) for doc in chosen}
    if wanted is None and faults:
        raise _unread(faults[0])
    if len(sources) == 1 or (wanted is not None and sources):
        sys.stdout.write(_whole(docs, (chosen[0].path, chosen[0].record)))
        return 0
    if faults and not docs:
        raise _unread(faults[0])
    names = ", ".join(dict.fromkeys(doc.record or doc.path for doc in docs[:_NAMED]))
    what = f"no text {wanted!r}" if wanted is not None else f"{len(sources)} texts"
    raise BadInput(
        what, where=path, remedy=f"choose one with --id, such as: {names}" if names else "give a file with text"
    )


def _whole(docs: Sequence[Document], source: tuple[str, str | None]) -> str:
    """The text of a file or record; the parts of a page tile it."""
    return "".join(doc.text for doc in docs if (doc.path, doc.record) == source)


def _unread(fault: Fault) -> BadInput:
    what, _, remedy = fault.message.partition("; ")
    return BadInput(what, where=fault.path, remedy=remedy)
