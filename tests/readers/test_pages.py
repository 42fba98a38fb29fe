# front matter and records stay on their lines
from __future__ import annotations

from hashlib import sha256

import pytest

from auditor.model import Document, Fault
from auditor.readers import html, markdown, text
from auditor.readers.protocol import Options, Reader, Yield

EN = "The port authority said the new terminal would open next spring with room for 1.2 million boxes a year."
ZH = "港口集团说，新的集装箱码头将在明年春天投入使用，设计年吞吐量为一百二十万标准箱，铁路专线同时通车。"
BODY = f"<nav><a href='/'>Home</a></nav><article><h1>Terminal opens</h1><p>{EN} {EN}</p><p>{EN} And more.</p></article>"


def only(items: list[Yield]) -> Document:
    (doc,) = items
    assert isinstance(doc, Document)
    return doc


def page(head: str, body: str = BODY) -> Document:
    return only(list(html.read("a.html", f"<html><head>{head}</head><body>{body}</body></html>".encode(), Options())))


def test_a_text_is_one_document_under_its_path() -> None:
    raw = f"新码头投入使用\n海港晚报·2024-03-05 08:01\n{ZH}".encode("gb18030")
    doc = only(list(text.read("a/b.txt", raw, Options())))
    assert (doc.key, doc.part, doc.offset, doc.encoding) == ("a/b.txt", 0, 0, "gb18030")
    assert (doc.title, doc.publisher, doc.published) == ("新码头投入使用", "海港晚报", "2024-03-05T08:01")
    assert doc.sha256 == sha256(raw).hexdigest()


def test_a_page_of_articles_is_parts_that_tile_it() -> None:
    whole = f"导航\n新码头投入使用\n海港晚报·2024-03-05 08:01\n{ZH}\n铁路专线通车\n沿海网·2024-03-04 08:01\n{ZH}\n"
    docs = [item for item in text.read("a.txt", whole.encode(), Options()) if isinstance(item, Document)]
    assert [(doc.key, doc.part) for doc in docs] == [("a.txt!1", 1), ("a.txt!2", 2)]
    assert "".join(doc.text for doc in docs) == whole
    assert docs[1].offset == len(docs[0].text)


@pytest.mark.parametrize("reader", [text, markdown, html])
@pytest.mark.parametrize("raw", [b"", b" \n ", b"\x00\x01\x02" * 100])
def test_what_is_no_text_is_a_fault_with_a_remedy(reader: Reader, raw: bytes) -> None:
    (item,) = reader.read("a", raw, Options())
    assert isinstance(item, Fault)
    assert item.stage == "read"
    assert "; " in item.message


def test_yaml_front_matter_is_declared_metadata_and_stays_in_the_text() -> None:
    raw = f'---\ntitle: "A: b"\ndate: 2024-03-05\nsource: Harbour Herald # the paper\nauthors: [A. Quay, "B. Rail"]\ntags:\n  - x\n---\n# Other\n\n{EN}\n'
    doc = only(list(markdown.read("a.md", raw.encode(), Options())))
    assert doc.text == raw
    assert (doc.title, doc.publisher, doc.author, doc.published) == (
        "A: b",
        "Harbour Herald",
        "A. Quay, B. Rail",
        "2024-03-05",
    )


def test_toml_front_matter_is_read_too() -> None:
    doc = only(
        list(markdown.read("a.md", f"+++\ntitle = 'T'\ndate = 2024-03-05T10:00:00Z\n+++\n{EN}".encode(), Options()))
    )
    assert (doc.title, doc.published) == ("T", "2024-03-05T10:00:00Z")


@pytest.mark.parametrize("raw", [f"---\n{EN}\n---\n{EN}", f"---\ntitle: never closed\n{EN}", "---\n" * 50_000 + EN])
def test_rules_that_are_no_front_matter_declare_nothing(raw: str) -> None:
    doc = only(list(markdown.read("a.md", raw.encode(), Options())))
    assert (doc.text, doc.title) == (raw, None)


def test_a_front_matter_over_a_page_of_articles_is_part_of_the_first() -> None:
    raw = (
        f"---\ntitle: Review\ndate: 2024-03-06\n---\n\n## New terminal opens\n*Harbour Herald | 2024-03-05*\n\n{EN}\n\n"
        f"## Rail link is on time\n*Inland Post | 2024-03-04*\n\n{EN}\n"
    )
    docs = [item for item in markdown.read("a.md", raw.encode(), Options()) if isinstance(item, Document)]
    assert [(doc.title, doc.published) for doc in docs] == [
        ("New terminal opens", "2024-03-05"),
        ("Rail link is on time", "2024-03-04"),
    ]
    assert docs[0].text.startswith("---\ntitle: Review")


def test_json_ld_of_an_article_is_declared_metadata() -> None:
    doc = page(
        '<title>x - site</title><script type="application/ld+json">{"@graph":[{"@type":"Organization","name":"No"},'
        '{"@type":["NewsArticle"],"headline":"Terminal opens soon","datePublished":"2024-03-05T10:00:00+08:00",'
        '"author":[{"name":"A. Quay"},{"name":"B. Rail"}],"publisher":{"name":"Harbour Herald"}}]}</script>'
    )
    assert (doc.title, doc.publisher, doc.author, doc.published) == (
        "Terminal opens soon",
        "Harbour Herald",
        "A. Quay, B. Rail",
        "2024-03-05T10:00:00+08:00",
    )


def test_meta_elements_are_declared_metadata() -> None:
    doc = page(
        "<meta property='og:title' content='Terminal'><meta property='og:site_name' content='Harbour Herald'>"
        "<meta name='PubDate' content='2024年3月5日 10:00'><link rel=canonical href='https://example.org/t'>"
    )
    assert (doc.title, doc.publisher, doc.published, doc.url) == (
        "Terminal",
        "Harbour Herald",
        "2024-03-05T10:00",
        "https://example.org/t",
    )


def test_a_date_in_the_prose_or_the_address_is_no_declared_date() -> None:
    doc = page(
        "<link rel=canonical href='https://example.org/2024/03/05/t'>",
        f"<article><p>{EN} {EN} It was agreed on 5 March 2024.</p></article><footer>Copyright 2023-01-01</footer>",
    )
    assert (doc.published, doc.publisher) == (None, None)


def test_the_main_text_is_kept_and_the_markup_as_it_is() -> None:
    doc = page("<script>var x = 1</script>")
    assert EN in doc.text
    assert "Home" not in doc.text
    assert doc.markup is not None
    assert "var x = 1" in doc.markup


def test_a_page_without_a_main_text_is_its_visible_text() -> None:
    deep = "<i>" * (html.MAX_DEPTH + 1)  # beyond what is extracted
    doc = page(
        "<style>p{}</style>", f"<div>Harbour <b>tours</b></div><script>x</script><ul><li>Daily{deep}</ul>at nine"
    )
    assert doc.text == "Harbour tours\nDaily\nat nine"


@pytest.mark.parametrize(
    "raw",
    [
        f'<html><head><meta charset="gb2312"></head><body><p>{ZH}</p></body></html>'.encode("gb18030"),
        f'<meta http-equiv="Content-Type" content="text/html; charset=gbk"><p>{ZH}</p>'.encode("gb18030"),
        f'<?xml version="1.0" encoding="big5"?><html><body><p>{ZH}</p></body></html>'.encode(),
        f"<p>{ZH}</p>".encode("utf-16"),
    ],
)
def test_the_charset_is_the_declared_one_where_it_fits(raw: bytes) -> None:
    assert ZH in only(list(html.read("a.html", raw, Options()))).text


@pytest.mark.parametrize(
    "raw",
    [
        b"<div>" * 100_000 + b"deep",
        b"<p>word</p>" * 100_000,
        b"<p>" + b"a" * 5_000_000,
        b"<a href='" + b"x" * 3_000_000,
        b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><p>&b; entity text</p>",
        b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>text of the page</p>",
        b"<p>lone &#xD800; and &#0; signs</p>",
        b"<html></html>",
        b"<" * 1_000_000,
    ],
    ids=["deep", "many", "long", "attribute", "entities", "json", "references", "none", "angles"],
)
def test_hostile_markup_gives_a_text_or_a_fault(raw: bytes) -> None:
    items = list(html.read("a.html", raw, Options()))
    assert len(items) == 1
    assert isinstance(items[0], Fault) or items[0].text.strip()  # type: ignore[union-attr]  # no notes here


def test_a_page_beyond_the_limit_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MAX_MARKUP", 10)
    (item,) = html.read("a.html", b"<p>a longer text</p>", Options())
    assert isinstance(item, Fault)
    assert "10 is the limit" in item.message


def test_the_same_page_gives_the_same_document_again() -> None:
    assert page("<title>t</title>") == page("<title>t</title>")
