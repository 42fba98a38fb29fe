"""``auditor duplicates``: only copies, as JSON lines or Parquet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain

import msgspec

from auditor.cli._rows import write_rows
from auditor.cli.progress import Progress, warn
from auditor.errors import BadInput
from auditor.judge.duplicates import Duplicates, Group
from auditor.model import Document, Fault, Likeness, Span
from auditor.readers._walk import stream_paths
from auditor.readers.protocol import Entry, Options
from auditor.rules.load import load_shipped
from auditor.signals.join import Overlap

__all__ = ["run"]


def run(paths: Sequence[str], *, threshold: float, excerpts: bool, output: str | None, text_field: str) -> int:
    """Exit 0 when every input was read, 2 when something could not be."""
    if not 0 < threshold <= 1:
        raise BadInput(f"a threshold of {threshold}", where="--threshold", remedy="give a similarity above 0, up to 1")
    names = Names()
    with closing(Duplicates(load_shipped("originality"), threshold, excerpts=excerpts, tick=Progress())) as work:
        faults = _read(paths, Options(text_field), work, names)
        near = work.pairs()
        shared = work.shared(near)
        rows = chain(_pairs(names, near), _shared(names, shared), _families(names, work.families(near, shared)))
        write_rows(rows, output)
    for note in dict.fromkeys(work.notes):
        warn(note)
    return 2 if faults else 0


class Names:
    """How each document is called in the rows: its JSON object, and where its text starts in that of its path."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []
        self.offsets: dict[int, int] = {}
        self._encode = msgspec.json.Encoder().encode

    def add(self, doc: Document | Entry) -> None:
        """Names the next document."""
        if doc.offset:
            self.offsets[len(self.objects)] = doc.offset
        self.objects.append(self._encode({"path": doc.path, "record": doc.record, "part": doc.part, "id": doc.id}))

    def spans(self, number: int, spans: Sequence[Span]) -> list[list[int]]:
        """Spans counted from the start of the path's or record's text."""
        offset = self.offsets.get(number, 0)
        return [[offset + start, offset + end] for start, end in spans]


def _read(paths: Sequence[str], options: Options, work: Duplicates, names: Names) -> int:
    """Hands every document over; returns how many faults there were."""
    faults = 0
    for item in stream_paths(sorted(set(paths)), options):
        if isinstance(item, Entry | Document):
            names.add(item)
            work.add(item)
        elif isinstance(item, Fault):
            warn(f"{item.path}: {item.stage}: {item.message}")
            faults += 1
        else:
            work.notes.append(f"{item.path}: {item.message}")
    if not names.objects and not faults:
        raise BadInput("no document in the paths", where=" ".join(paths), remedy="name files with text in them")
    return faults


def _pairs(names: Names, near: Overlap) -> Iterator[bytes]:
    objects = names.objects
    first, second = near.pairs.T.tolist()
    for a, b, similarity, containment in zip(
        first, second, near.similarity().tolist(), near.containment().tolist(), strict=True
    ):
        values = (objects[a], objects[b], similarity, containment)
        yield b'{"kind":"pair","a":%b,"b":%b,"similarity":%.6f,"containment":%.6f}' % values


def _shared(names: Names, shared: Sequence[Likeness]) -> Iterator[bytes]:
    """Excerpts and passages; of an excerpt a is the part and b the whole."""
    for like in shared:
        sides = [(int(like.a), like.spans_a), (int(like.b), like.spans_b)]
        if like.kind == "excerpt" and like.in_a > like.in_b:
            sides.reverse()
        (a, own), (b, its) = sides
        row: dict[str, object] = {
            "kind": like.kind,
            "a": msgspec.Raw(names.objects[a]),
            "b": msgspec.Raw(names.objects[b]),
        }
        if like.kind == "excerpt":
            row["containment"] = round(max(like.in_a, like.in_b), 6)
        aligned = zip(names.spans(a, own), names.spans(b, its), strict=True)
        yield msgspec.json.encode({**row, "spans": [{"a": span, "b": other} for span, other in aligned]})


def _families(names: Names, groups: Iterator[Group]) -> Iterator[bytes]:
    for group in groups:
        # A member's row is its name, a JSON object already, with three more fields behind it.
        members = [
            b'%b,"similarity":%a,"containment":%a,"relation":"%b"}'
            % (names.objects[number][:-1], round(similarity, 6), round(containment, 6), role.encode())
            for number, similarity, containment, role in zip(
                group.members, group.similarities, group.containments, group.roles, strict=True
            )
        ]
        first = msgspec.json.encode(msgspec.json.decode(names.objects[group.members[0]])["id"])
        yield b'{"kind":"family","id":%b,"members":[%b]}' % (first, b",".join(members))
