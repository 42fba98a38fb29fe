# front matter and records stay on their lines
from __future__ import annotations

import gzip
import io
import json
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from auditor.model import Document, Fault, Note, content_id
from auditor.readers import _unpack, jsonl, table
from auditor.readers.protocol import Options, Yield

EN = "The port authority said the new terminal would open next spring with room for 1.2 million boxes a year."
PAGE = f"New terminal opens\nHarbour Herald | 2024-03-05\n{EN}\nRail link is on time\nInland Post | 2024-03-04\n{EN}"


def lines(*records: object) -> bytes:
    return "\n".join(record if isinstance(record, str) else json.dumps(record) for record in records).encode()


def read(raw: bytes, field: str = "text") -> list[Yield]:
    return list(jsonl.read("in.jsonl", raw, Options(field)))


def documents(items: list[Yield]) -> list[Document]:
    return [item for item in items if isinstance(item, Document)]


def messages(items: list[Yield], kind: type[Fault | Note] = Fault) -> list[str]:
    return [item.message for item in items if isinstance(item, kind)]


def test_a_record_becomes_a_document_with_its_own_metadata() -> None:
    record = {
        "id": "a-1", "text": "码头通车。", "title": "T", "publisher": "P", "author": "A", "published": "2024-03-05", "url": "https://example.org/a",
    }  # fmt: skip
    (doc,) = documents(read(lines(record)))
    assert (doc.key, doc.record, doc.part, doc.offset) == ("in.jsonl#a-1", "a-1", 0, 0)
    assert (doc.title, doc.publisher, doc.author, doc.published, doc.url) == (
        "T", "P", "A", "2024-03-05", "https://example.org/a",
    )  # fmt: skip
    assert doc.sha256 == sha256("码头通车。".encode()).hexdigest()
    assert doc.id == content_id(doc.text)


def test_rows_without_an_id_are_numbered_and_blank_lines_count() -> None:
    items = read(lines({"text": "one"}, "", "  ", {"text": "two"}))
    assert [doc.record for doc in documents(items)] == ["1", "4"]
    assert not messages(items)


def test_a_record_that_is_a_page_splits_into_parts_of_one_record() -> None:
    docs = documents(read(lines({"id": "p", "text": PAGE, "title": "Press review"})))
    assert [doc.key for doc in docs] == ["in.jsonl#p!1", "in.jsonl#p!2"]
    assert [doc.title for doc in docs] == ["New terminal opens", "Rail link is on time"]
    assert "".join(doc.text for doc in docs) == PAGE
    assert all(PAGE[doc.offset :].startswith(doc.text) for doc in docs)


def test_the_records_own_metadata_wins_over_a_dateline() -> None:
    text = f"New terminal opens\nHarbour Herald | 2024-03-05\n{EN}"
    (doc,) = documents(read(lines({"text": text, "publisher": "Inland Post"})))
    assert (doc.title, doc.publisher, doc.published) == ("New terminal opens", "Inland Post", "2024-03-05")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{broken", "broken JSON"),
        ('{"text": 5}', "'text' is a number"),
        ('{"text": ["a"]}', "'text' is a list"),
        ('{"body": "a"}', "'text' is missing"),
        ('{"text": " \\n"}', "the document is empty"),
        ('["a"]', "it is no object"),
        ('{"text": "a", "id": true}', "'id' is true or false"),
        ('{"text": "a", "id": 1.5}', "'id' is a number"),
        ('{"text": "a", "title": 3}', "'title' is a number"),
        ('{"text": "a", "published": {"y": 1}}', "'published' is an object"),
        ("[" * 100_000, "nested too deeply"),
        ('{"text": ' + "9" * 5000 + "}", "broken JSON"),
        ('{"text": "港'.encode().decode("latin-1"), "line 2"),
    ],
)
def test_a_bad_line_is_a_fault_that_names_it_and_the_others_are_read(line: str, says: str) -> None:
    raw = b"\n".join([lines({"text": "one"}), line.encode("latin-1"), lines({"text": "three"})])
    items = read(raw)
    assert [doc.text for doc in documents(items)] == ["one", "three"]
    (message,) = messages(items)
    assert message.startswith("line 2: ")
    assert says in message
    assert "; " in message


def test_a_repeated_id_is_a_fault() -> None:
    items = read(lines({"id": "a", "text": "one"}, {"id": "a", "text": "two"}, {"id": 4, "text": "x"}, {"text": "y"}))
    assert [doc.text for doc in documents(items)] == ["one", "x"]
    assert [message[:9] for message in messages(items)] == ["line 2: t", "line 4: t"]


def test_lone_surrogates_are_replaced_one_for_one_with_a_note() -> None:
    items = read(b'{"text": "a\\ud800b\\udc00\\udc01", "title": "\\ud800"}')
    assert documents(items)[0].text == "a\ufffdb\ufffd\ufffd"
    assert "lone surrogates" in messages(items, Note)[0]


def test_a_published_value_that_is_no_date_stays_unknown_with_a_note() -> None:
    items = read(lines({"text": "one", "published": "last week"}))
    assert documents(items)[0].published is None
    assert "'published'" in messages(items, Note)[0]


def test_another_field_can_hold_the_text() -> None:
    assert documents(read(lines({"body": "one"}), field="body"))[0].text == "one"


@pytest.mark.parametrize("raw", [b"", b"\n\n \n", b"\xef\xbb\xbf"])
def test_a_file_without_a_record_is_a_fault(raw: bytes) -> None:
    assert "empty" in messages(read(raw))[0]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    raw = b"\xef\xbb\xbf" + lines({"text": "one"}, {"text": "two"}).replace(b"\n", b"\r\n")
    assert [doc.text for doc in documents(read(raw))] == ["one", "two"]


def test_gzipped_lines_are_read() -> None:
    assert [doc.text for doc in documents(read(gzip.compress(lines({"text": "one"}, {"text": "two"}))))] == [
        "one",
        "two",
    ]


def test_a_cut_or_damaged_gzip_is_a_fault_after_what_could_be_read() -> None:
    packed = gzip.compress(lines({"text": "one"}))
    assert "cut off" in messages(read(packed[:-9]))[0]
    assert "damaged" in messages(read(packed[:-8] + b"\0" * 8))[0]


def test_a_gzip_bomb_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_unpack, "FREE", 1000)
    assert "unpacks to more than" in messages(read(gzip.compress(b"\n" * 5_000_000)))[-1]


def test_a_file_of_broken_lines_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_FAULTS", 5)
    assert len(messages(read(b"x\n" * 100))) == 6


def parquet(**columns: object) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink)
    return sink.getvalue()


def test_the_rows_of_a_table_are_records(tmp_path: Path) -> None:
    day = pa.array([19787, None], pa.date32())
    raw = parquet(id=["a", None], text=["one", "two"], published=day, rank=[1, 2])
    docs = documents(list(table.read("in.parquet", raw, Options())))
    assert [(doc.key, doc.text, doc.published) for doc in docs] == [
        ("in.parquet#a", "one", "2024-03-05"),
        ("in.parquet#2", "two", None),
    ]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (parquet(body=["a"]), "no column 'text'"),
        (parquet(text=pa.array([], pa.string())), "empty"),
        (b"PAR1 and then nonsense", "damaged"),
        (b"", "damaged"),
        (parquet(text=["a"] * 100)[:-20], "damaged"),
    ],
)
def test_a_table_without_texts_is_a_fault(raw: bytes, says: str) -> None:
    (message,) = messages(list(table.read("in.parquet", raw, Options())))
    assert says in message


def test_a_row_without_text_is_a_fault_that_names_it() -> None:
    items = list(table.read("in.parquet", parquet(text=["one", None, "three"]), Options()))
    assert len(documents(items)) == 2
    assert messages(items)[0].startswith("row 2: ")
