"""A stream names the same documents as the readers do, whatever way a record goes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from auditor.model import Document, Fault, Note
from auditor.readers._stream import stream_for
from auditor.readers._walk import read_paths, stream_paths
from auditor.readers.protocol import Entry, Options, Yield

PAGE = "\n\n".join(
    f"{title}\n\n{outlet} {day}\n\n{body * 4}"
    for title, outlet, day, body in (
        ("Grain prices fall again", "Harbour Post", "2025-03-04", "The mills bought less than in any week since May. "),
        ("Night ferry returns", "Coast Gazette", "2025-03-05", "The second boat sails at nine and takes lorries too. "),
        ("New tram line opens", "Valley Courier", "2025-03-06", "Eleven stops join the station and the old quay now. "),
    )
)
ROWS: list[dict[str, Any]] = [
    {"id": "plain", "text": "The mill was closed for the winter.", "publisher": "  Harbour\n Post ", "title": "Mill"},
    {"id": None, "text": "盐湖边的风车在二月里停了三天。", "published": "2025年2月3日"},
    {"id": "page", "text": PAGE, "publisher": "Collected"},
    {"id": "year", "text": "It was built in 1987.\nIt was sold in 2003.\nIt burnt down in 2011."},
    {"id": "plain", "text": "An id that was there before."},
    {"id": "void", "text": "  "},
    {"id": "spaced", "text": "  A text behind white space, which is part of it."},
    {"id": "long" * 60, "text": "An id that is too long to be part of a key."},
    {"id": "dateless", "text": "No day.", "published": "some time in spring"},
    {"id": "none", "text": None},
]


def _named(items: Iterable[Yield | Entry]) -> list[tuple[object, ...]]:
    """All by which copies are found and named."""
    told: list[tuple[object, ...]] = []
    for item in items:
        if isinstance(item, Document | Entry):
            told.append((item.key, item.id, item.path, item.record, item.part, item.offset, item.text))
        elif isinstance(item, Fault):
            told.append((item.path, item.stage, item.message))
    return told


def _written(folder: Path, name: str) -> Path:
    path = folder / name
    raw = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS).encode()
    if name.endswith(".parquet"):
        columns = ("id", "text", "publisher", "published", "title")
        pq.write_table(pa.table({column: [row.get(column) for row in ROWS] for column in columns}), path)
    else:
        path.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    return path


@pytest.mark.parametrize("name", ["docs.jsonl", "docs.jsonl.gz", "docs.parquet"])
def test_the_same_documents_and_faults_are_streamed_as_are_read(tmp_path: Path, name: str) -> None:
    path = str(_written(tmp_path, name))
    read = _named(read_paths([path], Options()))
    assert _named(stream_paths([path], Options())) == read
    assert sum(len(told) == 7 for told in read) >= 7  # a page is more than one; four records are faults


@pytest.mark.parametrize("name", ["docs.jsonl", "docs.parquet"])
def test_publisher_and_date_are_told_as_the_reader_tells_them(tmp_path: Path, name: str) -> None:
    path = str(_written(tmp_path, name))
    wanted = {d.key: (d.publisher, d.published) for d in read_paths([path], Options()) if isinstance(d, Document)}
    streamed = [item for item in stream_paths([path], Options()) if isinstance(item, Entry)]
    assert len(streamed) == 4
    assert all((entry.publisher, entry.published) == wanted[entry.key] for entry in streamed)
    assert wanted[f"{path}#plain"] == ("Harbour Post", None)
    assert wanted[f"{path}#2"] == (None, "2025-02-03")


def test_a_folder_is_walked_and_its_tables_and_lines_are_streamed(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.parquet"):
        _written(tmp_path, name)
    (tmp_path / "c.txt").write_text("A plain text beside them.", "utf-8")
    items = list(stream_paths([str(tmp_path)], Options()))
    assert {item.path.rpartition("/")[2] for item in items if isinstance(item, Entry)} == {"a.jsonl", "b.parquet"}
    assert [item.text for item in items if isinstance(item, Document) and item.path.endswith(".txt")] == [
        "A plain text beside them."
    ]
    assert not [item for item in items if isinstance(item, Note) and item.stage != "read"]


def test_only_lines_and_tables_are_streamed() -> None:
    assert stream_for("in/DOCS.JSONL.GZ") is not None
    assert stream_for("in/a.pq") is not None
    assert stream_for("in/a.html") is None


def test_a_damaged_table_is_one_fault(tmp_path: Path) -> None:
    path = tmp_path / "cut.parquet"
    path.write_bytes(_written(tmp_path, "docs.parquet").read_bytes()[:-20])
    (fault,) = stream_paths([str(path)], Options())
    assert isinstance(fault, Fault)
    assert "damaged" in fault.message
