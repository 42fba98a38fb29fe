"""Citation marks in running text, and the entries of the list that they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from auditor.model import Span
from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml
from auditor.signals._phrases import Phrases
from auditor.text.lazy import lazy

__all__ = ["MARK", "entries", "has_marks", "marks"]

_MOST = 10_000  # headings of reference lists, and marks of one style, looked at
_CLAUSE = 16  # characters before a mark in its line: lists of manual pages have less
_LEAST = 3  # marks of a style of which a single one may be anything

# [1], [2][3], [4, 5], [6–8], [^9]; 【1】 and ¹; brackets behind an operator or a name's parenthesis are code.
MARK = re.compile(
    r"(?<![\w=(,\[])(?<!=\s)\[\^?\d{1,3}(?:[ ]?[,，–-][ ]?\d{1,3}){0,8}\]"
    r"|(?<=[^\W\d_])\[\^?\d{1,3}(?:[,，–-][ ]?\d{1,3}){0,8}\]|(?<=\])\[\d{1,3}\]|\[\d{1,3}, ?(?:pp?\.|第) ?\d{1,4}[^\]\n]{0,8}\]|［\d{1,3}］|〔\d{1,3}〕|(?<=[^\s【】])【\d{1,3}(?:[:：†][^【】\n]{0,40})?】|(?:<sup>\[?\d{1,3}\]?</sup>)"
    # [ref 3], （注3）, (see note 4), （参见文献2）, word^3^, and ① at the end of a clause, where no item of a list begins.
    r"|\[(?:ref|cite|citation|source|note|注|来源|註)[. :]?\d{1,3}\]|[（(](?:[参參详詳]?[见見])?(?:[注註腳脚尾]{1,2}释?|(?:参考)?文献|参考资料)\s?\[?\d{1,3}\]?[）)]"
    r"|\((?:see )?(?:refs?|references?|notes?|footnotes?|endnotes?|fn|sources?)\.? ?\d{1,3}\)|[（(](?:来源|來源|出处|出處)\s?\d{1,3}[）)]|(?:(?<=[a-z]{4})|(?<=[\u4e00-\u9fff”.。]))\^\d{1,3}\^"
    r"|(?<=[a-z\u4e00-\u9fff”.,。，])(?<![图表式例题第见项条步选点和或])[①-⑳](?=[。，；,.!?！？\s]|$)"
    # Superscripts behind a word or a full stop, not behind a unit or a number: m², 10³.
    r"|(?:(?<=[a-z]{4})|(?<=[\u4e00-\u9fff]{4})|(?<=[a-z]{2}[.,;])|(?<=[\u4e00-\u9fff][。，；”]))[¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2}(?![\w⁻])"
)
# What every mark begins with.
_SIGN = re.compile(
    r"[\[［【〔<¹²³⁴-⁹^①-⑳]|[（(](?=[注註参參详詳见見文脚腳尾来來出]|see |refs?\b|references?\b|notes?\b|sources?\b|foot|endn|fn\b)"
)
_BRACKETED = lazy(r"[（(](?:[注註参參详詳见見文脚腳尾来來出]|see |ref|note|source|foot|endn|fn)")
_MARK_SIGNS = ("[", "［", "【", "〔", "<sup>", *"¹²³⁴⁵⁶⁷⁸⁹^①②③")

# Marks that count up from the first: word (1). and word.(1), 词（1）。; one alone is a part of a law or a page of a manual.
_ROUND = lazy(
    r"(?:(?<=[a-z]{2})|(?<=[a-z]{2} )|(?<=[\u4e00-\u9fff”])(?<![图表式条款项例见第章节题]))[(（](?P<n>\d{1,2})[)）](?=[.,;。，；](?!\d))"
    r"|(?:(?<=[a-z)”\"’][.!?])|(?<=[。！？]))[(（](?P<m>\d{1,2})[)）](?=\s|$)"
    # The same before a sentence of Chinese opens an item as well.
    r"|(?<=[。！？])[(（](?P<item>\d{1,2})[)）](?=[\u4e00-\u9fff“])"
)
_LETTER = lazy(
    r"(?:(?<=[a-z\u4e00-\u9fff.,;。，；！？!?”\"’)])|(?<=[a-z.] ))\[(?P<n>[a-z])\](?=[\s.,;:。，；：\u4e00-\u9fff“]|$)"
)
# Marks that come in their order, from the first: {1}, (A), [i], [R1], word*, word†, and numbers whose superscript was lost.
# A mark stands at the end of a clause, or behind a Chinese full stop; there the next sentence may follow at once.
_BEHIND = r"(?:(?<=[。！？].)(?P<stop>)|(?<=[a-z]{3}.)|(?<=[a-z]{2}[.,;”\"’'].)|(?<=[a-z]{2} .)|(?<=[\u4e00-\u9fff”，；].)|(?<=[\u4e00-\u9fff] .))"
_BEFORE = r"(?(stop)|(?=[\s.,;:。，；：！？]|$))"
_NUMBERS = tuple(map(str, range(1, 21)))
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
_PLAIN = frozenset({"(0", "（0", "[0", "［0"})
_ORDERS = (
    _NUMBERS,
    tuple("abcdefghij"),
    _ROMAN,
    tuple("¹²³⁴⁵⁶⁷⁸⁹"),
    tuple("*†‡§¶#"),
    tuple("†‡§¶#"),
    ("*", "**", "***", "****"),
)
# In brackets of any kind, perhaps behind a letter or two: {1}, (A), [i], [R1], (fn1), ⟨1⟩, /1/. A number alone in round or
# square ones is looked for above.
# Each pattern begins with a sign, so that it is tried at few places.
_ENCLOSED = (
    lazy(
        rf"(?P<style>[(（\[［{{⟨〈‹«<〔/]){_BEHIND}(?P<kind>(?:[A-Za-z]{{1,2}}(?=\d))?)"
        rf"(?P<n>\d{{1,2}}|[ivx]{{1,4}}|[IVX]{{1,4}}|[a-j]|[A-J]|[¹²³⁴-⁹])[)）\]］}}⟩〉›»>〕/]{_BEFORE}"
    ),
    lazy(rf"(?P<style>)(?P<kind>)(?P<n>[*†‡§¶#¹²³⁴-⁹^]{_BEHIND}(?:(?<=\*)\*{{1,3}}|(?<=\^)\d{{1,2}})?){_BEFORE}"),
    # The number itself, where its superscript was lost: behind a full stop and before the next sentence.
    lazy(r"(?P<style>)(?P<kind>)(?P<n>\d(?<=[a-z]{3}\.\d)\d?)(?=\s+[A-Z][a-z]|\s*$)"),
)
# (Harlow, 2011), (Harlow & Smith 2012), （周明，2011）, [Har11]: several, where no title or name stands before.
_NAME = r"(?!Jan|Feb|Mar\b|March|Apr|May\b|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z][\w'’-]{1,20}"
_DATED = lazy(
    rf"[(（](?<=[\s”\"’.\u4e00-\u9fff。].)(?:see |cf\. |e\.g\.,? )?(?:{_NAME}(?:(?: et al\.?| and {_NAME}| & {_NAME}),?|,) ?|[\u4e00-\u9fff]{{2,4}}等?[,，] ?)(?:19|20)\d\d[a-z]?"
    r"(?:[,;:；，] ?[^()（）\n]{1,80})?[)）]"
    r"|\[(?<=[a-z\u4e00-\u9fff.,。，” ].)[A-Z][A-Za-z+]{1,12}(?:19|20)?\d\d[a-z]?\]"
)
_LOWER_BEFORE = lazy(r"(?:^|[\s“\"(])[a-z0-9$£€][^\s]{0,30}[\s.,;”\"]{0,3}$|[\u4e00-\u9fff][。，；”]? ?$")

_ENTRY = re.compile(
    r"^[ \t]*(?:\[\^?\d{1,3}\]:?|\[(?:ref|cite|citation|source|note|注|来源|註)[. :]?\d{1,3}\]|[（(]?[注註]\s?\d{1,3}[）):：]|\^?\d{1,3}\^|[①-⑳]|［\d{1,3}］|〔\d{1,3}〕|【\d{1,3}】|[¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2}"
    r"|\[(?:[a-z]|[A-Z][A-Za-z+]{1,6}\d\d[a-z]?)\])[ \t]*\S",
    re.MULTILINE,
)
_ROUND_ENTRY = lazy(r"(?m)^[ \t]*[(（]\d{1,2}[)）][ \t]*\S")
# See A Title of Some Words, Site.com, March 5, 2018.
_SEE = re.compile(
    r"(?:^|(?<=[.!?)”\"]\s)|(?<=[(（]))(?:See(?: also)?:?|Cf\.) [A-Z“\"][^\n]{8,200}?, (?:[A-Z][a-z]{2,8}\.? )?(?:\d{1,2}, )?(?:19|20)\d\d\b",
    re.MULTILINE,
)
# Below a heading: items, links, and lines of a name, a title and a year.
_LISTED = re.compile(
    r"^[ \t]*(?:[-*•][ \t]+|\d{1,3}[.)、][ \t]*|\[\^?\d{1,3}\]|(?=https?://)|(?=[^\n]{8,160}\b(?:19|20)\d\d\b))\S",
    re.MULTILINE,
)


def has_marks(text: str) -> bool:
    """Whether a text has any of the signs of a mark."""
    bracketed = ("(" in text or "（" in text) and _BRACKETED.search(text) is not None
    return bracketed or any(map(text.__contains__, _MARK_SIGNS))


def marks(text: str) -> Iterator[Span]:
    """The spans of the marks in running text, style by style, without those that open the entries of a list."""
    found = dict.fromkeys(_marks(text))
    yield from found
    yield from (span for span in _series(text) if span not in found)


def _marks(text: str) -> Iterator[Span]:
    if has_marks(text):
        opening = {match.end() - 1 for match in _ENTRY.finditer(text)}
        yield from (span for span in _plain(text) if not (opening and _opens(span, text)))
    if ("(1)" in text or "（1）" in text) and not _ROUND_ENTRY.search(text):
        yield from _in_order(text, _ROUND, "123")
    if "[a]" in text:
        yield from _in_order(text, _LETTER, "abc")
    if "(" in text or "（" in text or "[" in text:
        dated = [match.span() for match in islice(_DATED.finditer(text), _MOST) if _cites(text, match.start())]
        if len({text[start:end] for start, end in dated}) >= _LEAST:
            yield from dated


def entries(text: str) -> int:
    """How many references there are: below a heading such as References, lines that open with ``[n]``, See TITLE, DATE."""
    headings = [end for _, end in _REFERENCES.awake(text).spans(text, _MOST)]
    listed = len(_LISTED.findall(text, headings[-1])) if headings else 0
    seen = len(_SEE.findall(text)) if "See" in text or "Cf." in text else 0
    opened = len(_ENTRY.findall(text)) if has_marks(text) else 0
    return max(listed, opened) + seen


def _plain(text: str) -> Iterator[Span]:
    """The spans of the marks that are told by themselves; their signs are looked for, and each is read from there."""
    end = 0
    for sign in _SIGN.finditer(text):
        match = MARK.match(text, sign.start()) if sign.start() >= end else None
        if match is not None:
            end = match.end()
            yield match.span()


def _in_order(text: str, style: re.Pattern[str], first: str) -> Iterator[Span]:
    """The marks of a style that count up from its first, where one of them stands at the end of a clause."""
    found = [match for match in islice(style.finditer(text), _MOST) if not _after_a_word(text, match.start())]
    told = [next(group for group in match.groups() if group) for match in found]
    order = list(dict.fromkeys(told))
    expected = [chr(ord(first[0]) + n) if first == "abc" else str(n + 1) for n in range(len(order))]
    if len(order) >= _LEAST and order == expected and not all(match.groupdict().get("item") for match in found):
        yield from (match.span() for match in found)


def _series(text: str) -> Iterator[Span]:
    """The marks of a style that come in their order, where no line opens with one: that is a list, of items or of notes."""
    styles: dict[str, list[re.Match[str]]] = {}
    for number, pattern in enumerate(_ENCLOSED if ".1" in text else _ENCLOSED[:-1]):
        for match in islice(pattern.finditer(text), _MOST):
            sign = "^" if match["n"][0] == "^" else ""  # all other signs are of one series
            styles.setdefault(f"{match['style']}{match['kind']}{sign or number}", []).append(match)
    for style, found in styles.items():
        told = tuple(dict.fromkeys(match["n"].lstrip("^").lower() for match in found))
        if (
            len(told) < _LEAST
            or (style in _PLAIN and told[0] == "1")
            or not any(told == order[: len(told)] for order in _ORDERS)
        ):
            continue
        # （A）多种树。（B）少开车。 are items.
        if style in {"(0", "（0"} and all(
            match.groupdict().get("stop") is not None and text[match.end() : match.end() + 1].strip() for match in found
        ):
            continue
        mark = re.compile(rf"(?m)^[ \t]*(?:{'|'.join(sorted({re.escape(match.group()) for match in found}))})")
        if not mark.search(text):
            yield from (match.span() for match in found)


def _after_a_word(text: str, at: int) -> bool:
    """Whether nothing but a Latin word stands in the line before a mark: ``mkfifo (1),``."""
    return text[at - 1 : at].isascii() and "\n" in text[max(0, at - _CLAUSE) : at]


def _cites(text: str, at: int) -> bool:
    """Whether what stands before a name and a year is a statement, and no title of a film or a book."""
    return _LOWER_BEFORE.search(text[max(0, at - 36) : at]) is not None


def _opens(span: Span, text: str) -> bool:
    """Whether a mark opens a line, as the entries of a reference list do."""
    start = text.rfind("\n", 0, span[0]) + 1 if span[0] - 80 <= 0 else text.rfind("\n", span[0] - 80, span[0]) + 1
    return (start > 0 or span[0] < 80) and not text[start : span[0]].strip()  # noqa: PLR2004  # an indent


@cache
def _lexicon() -> Mapping[str, Any]:
    data: Mapping[str, Any] = read_yaml(home() / "lexicons" / "attribution.yaml")
    return data


_REFERENCES = Phrases(lambda: (_lexicon()["references"],), re.MULTILINE | re.IGNORECASE)
