from __future__ import annotations

import gzip
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import BadInput
from auditor.text import decode as module
from auditor.text.decode import decode

ZH = "港口集团说，新的集装箱码头将在明年春天投入使用，铁路专线同时通车。\n"
HANT = "港口集團說，新的貨櫃碼頭將在明年春天投入使用，鐵路專線同時通車。\n"
EN = "The port authority said the new terminal would open next spring.\r\n"
FR = "L’été dernier, le café du port était fermé à midi ; la clientèle a dû déjeuner à l’hôtel.\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(encoding: str) -> None:
    assert decode(ZH.encode(encoding)).text == ZH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ZH, "utf-8"), (ZH, "gb18030"), (HANT, "gb18030"), (HANT, "cp950"), (ZH, "utf-16-le"), (HANT, "utf-16-be"),
        (EN, "utf-16-le"), (EN, "utf-16-be"), (FR, "cp1252"), (EN, "utf-8"),
    ],
)  # fmt: skip
def test_a_text_without_a_mark_is_told_by_what_it_yields(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_a_chinese_passage_after_much_ascii_is_still_told() -> None:
    text = EN * 2000 + ZH
    assert decode(text.encode("gb18030")).text == text


def test_a_declared_charset_wins_where_it_reads_strictly() -> None:
    assert decode("Žluťoučký kůň".encode("windows-1250"), "windows-1250").text == "Žluťoučký kůň"
    assert decode("ハーバー新聞".encode("cp932"), "Shift_JIS").text == "ハーバー新聞"


@pytest.mark.parametrize("claim", ["gbk", "iso-8859-1", "big5", "utf-16", "no-such-charset", "rot13", "zip"])
def test_a_false_declaration_does_not_spoil_utf8(claim: str) -> None:
    assert decode(ZH.encode(), claim).text == ZH


def test_newlines_are_kept_as_they_are() -> None:
    assert decode(b"a\r\nb\rc\n").text == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n" + b"text" * 50,
        b"%PDF-1.7 text",
        gzip.compress(ZH.encode()),
        b"PK\x03\x04" + b"a" * 100,
        random.Random(1).randbytes(4000),  # noqa: S311  # any bytes will do
        b"word \x00 word" * 10,
        b"\x01\x02\x03" * 50 + b"text",
        bytes(range(256)) * 4,
    ],
)
def test_binary_data_are_bad_input(raw: bytes) -> None:
    with pytest.raises(BadInput):
        decode(raw)


@pytest.mark.parametrize("raw", [b"", b" \n\t\r\n", "\ufeff".encode(), "\u200b\u3000\u2060\n".encode(), b"\xff\xfe"])
def test_nothing_visible_is_an_empty_document(raw: bytes) -> None:
    with pytest.raises(BadInput, match="the document is empty"):
        decode(raw)


def test_a_text_cut_inside_a_character_is_bad_input_and_no_nonsense() -> None:
    with pytest.raises(BadInput, match="ends inside a character"):
        decode(ZH.strip().encode()[:-1])


def test_utf8_with_a_broken_byte_names_its_place() -> None:
    with pytest.raises(BadInput, match="broken at byte 3"):
        decode("港".encode() + b"\xff" + ZH.encode())


def test_a_marked_text_that_breaks_its_promise_is_bad_input() -> None:
    with pytest.raises(BadInput, match="UTF-16-LE"):
        decode(b"\xff\xfe" + "ab".encode("utf-16-le") + b"\x00\xd8")


def test_too_many_bytes_are_refused_with_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    with pytest.raises(BadInput, match="11 bytes") as error:
        decode(b"a" * 11)
    assert "10 is the limit" in error.value.remedy


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.strip().isalnum()))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


def assert_has_remedy(error: BadInput) -> None:
    assert error.what
    assert error.remedy


@given(st.binary(max_size=300), st.sampled_from([None, "gbk", "utf-8", "latin1"]))
def test_any_bytes_are_a_visible_text_or_bad_input(raw: bytes, declared: str | None) -> None:
    try:
        decoded = decode(raw, declared)
    except BadInput as error:
        decoded = None
        assert_has_remedy(error)
    if decoded is not None:
        assert decoded.text.strip()
        assert "\0" not in decoded.text
