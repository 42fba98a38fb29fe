"""Reads a page's tree: what it declares in meta elements and JSON-LD, and what a reader of it sees."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.readers._metadata import clean, stated_date
from auditor.readers._parts import Declared

__all__ = ["declared_by", "extent", "parse", "visible_text"]

MAX_JSON = 256 * 1024  # characters of one JSON-LD block
MAX_NODES = 500  # objects looked at in one block: a page's graph has some dozen
_ARTICLE = (
    "article",
    "newsarticle",
    "report",
    "blogposting",
    "webpage",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "techarticle",
)
_META = {
    "title": ("og:title", "headline", "citation_title", "dc.title", "dcterms.title", "twitter:title", "articletitle"),
    "publisher": (
        "og:site_name",
        "publisher",
        "citation_journal_title",
        "citation_publisher",
        "dc.publisher",
        "dcterms.publisher",
        "contentsource",
        "application-name",
    ),
    "author": ("author", "article:author", "citation_author", "dc.creator", "dcterms.creator", "byl", "parsely-author"),
    "published": (
        "article:published_time",
        "datepublished",
        "og:published_time",
        "pubdate",
        "publishdate",
        "publish_date",
        "publish-date",
        "date",
        "dc.date",
        "dcterms.date",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "citation_publication_date",
        "citation_date",
        "parsely-pub-date",
        "sailthru.date",
        "firstpublished",
        "pub_date",
    ),
    "updated": (
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "lastmod",
        "last-modified",
        "dcterms.modified",
    ),
    "url": ("og:url",),
}
_BLOCKS = frozenset(
    (  # noqa: SIM905  # one word list
        "address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
        "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul"
    ).split()
)
_UNSEEN = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "math",
        "iframe",
        "object",
        "select",
        "textarea",
        "title",
    )
)


def parse(markup: str) -> Any:
    """The tree of a page, or None where there is no element in it; entities and DTDs fetch nothing."""
    from lxml import etree  # type: ignore[import-untyped]  # it ships no type information
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]  # it ships no type information

    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def extent(tree: Any) -> tuple[int, int]:
    """How deep the elements nest, and how many there are."""
    from lxml import etree

    deepest = level = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        level += 1 if event == "start" else -1
        count += event == "start"
        deepest = max(deepest, level)
    return deepest, count


def visible_text(tree: Any) -> str:
    """Every text that a browser would show, one line a block."""
    from lxml import etree

    parts: list[str] = []
    unseen = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "script"
        if event == "start":
            unseen += tag in _UNSEEN
            parts.append(("\n" if tag in _BLOCKS else "") + (element.text or "" if not unseen else ""))
        else:
            unseen -= tag in _UNSEEN
            parts.append(("\n" if tag in _BLOCKS else "") + (element.tail or "" if not unseen else ""))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def declared_by(tree: Any) -> Declared:
    """Title, publisher, author, dates and address as the page's metadata state them; nothing is read from its prose."""
    meta = _meta(tree)
    linked = _linked(tree)

    def first(name: str) -> str | None:
        return linked.get(name) or next((meta[key] for key in _META[name] if meta.get(key)), None)

    return Declared(
        title=clean(first("title")) or _heading(tree),
        publisher=clean(first("publisher")),
        author=clean(first("author")),
        published=stated_date(first("published")) or stated_date(_time(tree)),
        updated=stated_date(first("updated")),
        url=clean(first("url")) or _canonical(tree),
    )


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name and content:
                found.setdefault(name.strip().lower(), content)
    return found


def _heading(tree: Any) -> str | None:
    """The page's only first-level heading, else its title element."""
    headings = [clean(element.text_content()) for element in tree.iter("h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    title = tree.find(".//title")
    return clean(title.text_content()) if title is not None else None


def _time(tree: Any) -> str | None:
    """The one time element that says of itself that it is the publication's."""
    marked = [
        element.get("datetime")
        for element in tree.iter("time")
        if element.get("pubdate") is not None or (element.get("itemprop") or "").lower() == "datepublished"
    ]
    return marked[0] if len(marked) == 1 else None


def _canonical(tree: Any) -> str | None:
    links = (link for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return next((clean(link.get("href")) for link in links), None)


def _linked(tree: Any) -> dict[str, str]:
    """The fields of the first article in the page's JSON-LD."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or len(script.text or "") > MAX_JSON:
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        node = next((node for node in _nodes(data) if _is_article(node)), None)
        if node is not None:
            return _fields(node)
    return {}


def _nodes(data: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a block, breadth first."""
    queue, seen = [data], 0
    while queue and seen < MAX_NODES:
        node = queue.pop(0)
        seen += 1
        if isinstance(node, list):
            queue += node[:MAX_NODES]
        elif isinstance(node, dict):
            yield node
            queue += [value for value in (node.get("@graph"), node.get("mainEntity")) if value]


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.lower() in _ARTICLE for kind in kinds)


def _fields(node: Mapping[str, Any]) -> dict[str, str]:
    named = {
        "title": node.get("headline"),
        "publisher": _name(node.get("publisher")),
        "author": _name(node.get("author")),
        "published": node.get("datePublished"),
        "updated": node.get("dateModified"),
        "url": node.get("url"),
    }
    return {name: value for name, value in named.items() if isinstance(value, str) and value.strip()}


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(name for name in map(_name, value[:20]) if name) or None
    return _name(value.get("name")) if isinstance(value, dict) else value if isinstance(value, str) else None
