"""The head of a page: title, stamp line (publisher and date), byline, dateline, and the credits it gives.

Only short lines near the top are read as such, and each must look like what it is taken for: an advertisement beside a
date is no publisher, and a first sentence is no title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, takewhile

from auditor.readers._cues import cues
from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml
from auditor.signals._phrases import Phrases
from auditor.signals._registry import registry
from auditor.text.datelines import Dateline, iso_date, label_of, plain
from auditor.text.datelines import dateline as read_dateline
from auditor.text.lazy import lazy

__all__ = [
    "Byline",
    "Stamp",
    "agency",
    "byline",
    "credited",
    "dateline",
    "lexicon",
    "lines",
    "masthead",
    "signed",
    "stamp",
    "title",
    "via",
]

_HEAD = 4000  # characters; a page's head is within its first screen
_LINES = 12
_TAIL = 1500
_LONGEST_LINE = 400
_LONGEST_TITLE = 160
_LONGEST_STAMP = 160
_LONGEST_LABEL = 40
_STAMP_LINES = 7  # a stamp stands within the first lines; further down a date belongs to the story

_SENTENCE_END = lazy(r"[。；;]|[.!?！？](?=\s+\S)")
_TITLE_END = lazy(r"(?:[。；;，,、:：]|\.\.\.|…|(?<!\b[A-Z])(?<!\b(?:Co|St|Jr|Sr))(?<!\b(?:Inc|Ltd))\.)$")
# A document of a firm's begins as an outlet's page does: Annual Report.
_PAPER = lazy(r"\b(?:reports?|review|standard)$|(?:公报|学会|协会|办公室|发布|社)$", re.IGNORECASE)
_MASTHEAD_WORDS = 4
_UNDER_MASTHEAD = 5  # lines: outlet, headline, and a stamp of up to three
_LIST_MARK = lazy(r"^\s*(?:[-*•·–]\s|\d{1,3}[.)、]\s?|[（(]?[一二三四五六七八九十]{1,3}[)）、])")
# The joint of an aggregator's stamp, ``Label· 2025-11-18``.
_POINTED = lazy(r"[·•・]\s*(?:19|20)\d\d")
# A line that is a date without its year: 24 Jul, 3月5日, 2 hours ago. It shows where the stamp is, and dates nothing.
_YEARLESS = lazy(
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}"
    r"|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]{0,6}|(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])日|(?:1[0-2]|0[1-9])-(?:3[01]|[12]\d|0[1-9])|昨天|今天|前天|刚刚|yesterday|today"
    r"|\d{1,3} ?(?:天|小时|分钟)前|\d{1,3} (?:hour|day|minute|min|week|month)s? ago)(?:[ ,]{1,2}[0-2]?\d:[0-5]\d)?",
    re.IGNORECASE,
)
_NAMED = r"[“\"《「]?(?:https?://(?:www\.)?(?P<host>[\w.-]{4,60})|(?P<name>[^\s|｜，,;；。()（）\[\]【】<>:：“”\"《》」][^\n|｜，,;；。()（）\[\]【】<>:：“”\"《》」]{1,39}))"
_CREDITS = Phrases(
    rf"{lead}[ \t]*{_NAMED}"
    for lead in (
        r"(?:转载自|转自|轉載自|轉自|摘自|原载于?|原載於?|首发于)[ \t]*[:：]?",
        r"(?:来源|來源|出处|出處)[ \t]*[:：]",
        r"(?<![A-Za-z])(?:reprinted from|republished from|(?:originally|first) (?:published|appeared) (?:by|in|on|at)|courtesy of)",
        r"(?<![A-Za-z])appeared first on",
        r"(?<![A-Za-z-])source[ \t]?:",
    )
)
_VIA = Phrases(
    rf"{lead}[ \t]*[“\"《]?(?P<name>[^\s|｜，,;；。()（）<>:：”\"》][^\n|｜，,;；。()（）<>:：”\"》]{{1,39}})"
    for lead in (r"(?:转载自|转自|轉載自|轉自)[ \t]*[:：]?", r"(?:^|[\s(（|｜])via[ \t]")
)
_ZH_DATELINE = lazy(
    r"^[\s【\[（(]*(?P<agency>[\u4e00-\u9fff]{2,8}?[社网报])[\u4e00-\u9fff]{0,12}?(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日(?:专?电|讯)"
    r"|^[\s【\[（(]*(?P<own>本报|本网|本刊)(?:[\u4e00-\u9fff]{2,8})?(?:\d{1,2}月\d{1,2}日)?(?:专?电|讯)"
)
_EN_DATELINE = lazy(
    r"^(?P<place>[A-Z][A-Za-z.'’ ]{1,30}(?:,[ ][A-Z][A-Za-z.]{1,20})?)(?:,[ ](?P<day>[A-Z][a-z]{2,8}\.?[ ]\d{1,2}))?"
    r"[ ]?\((?P<agency>[A-Z][A-Za-z ]{1,24})\)[ ]?(?:[-–—]{1,2}|:)[ ]"
)
_ZH_BYLINE = lazy(
    r"(?:记者|記者|通讯员|作者|撰文|文字|特约撰稿人?|撰稿)(?P<gap>[ \t\u3000]*[:：/｜|丨][ \t\u3000]*|[ \t\u3000]+|)"
    r"(?P<names>[\u4e00-\u9fff·]{2,7}(?:[ \t\u3000、，,/]{1,2}[\u4e00-\u9fff·]{2,4}){0,4})"
    r"(?P<end>[ \t\u3000]*(?:[)）】\]|｜/、，,；;。\n]|$|报道|報道|摄|文|[ \t\u3000]))"
)
_LATIN_NAME = lazy(r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|van|von|de|der|di|el|al|bin|la|le)){1,5}")
_AFTER_NAMES = frozenset({")", "）", "报道", "報道", "摄", "摄影"})
_SHORT_NAME, _LONG_NAME = 2, 4  # characters of a Chinese name
_SIGNED = lazy(r"[（(]?(?:19|20)\d\d年\d{1,2}月\d{1,2}日[)）]?")
_WEN_BYLINE = lazy(r"^[（(]?文[ \t]?[/|｜丨:：][ \t]?(?P<names>[\u4e00-\u9fffA-Za-z·]{2,12})")
_EN_BYLINE = lazy(
    r"^[ \t]*(?:(?:[Ww]ritten|[Rr]eported|[Ss]tory|[Rr]eport|[Pp]osted) )?(?:[Bb]y|BY):? (?P<names>[A-Z][\w.'’-]*"
    r"(?: (?:and|&|van|von|de|der|di|el|al|bin|la|le|[A-Z][\w.'’-]*)){1,6}"
    r"(?:, [A-Z][\w.'’-]+(?: (?:and )?[A-Z][\w.'’-]+){1,4}){0,3})"
    r"(?P<rest>(?:[ \t]*[|/:,–—-].{0,80})?)$|^[ \t]*[Aa]uthors?[ \t]*:[ \t]*(?P<author>[^\s|,;][^\n|;]{1,60})"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the lines around the title state about the publication."""

    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    via: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Byline:
    """The line that names the authors, and the names in it."""

    line: str | None = None
    author: str | None = None


def lines(text: str) -> tuple[str, ...]:
    """The first non-empty lines, without Markdown heading marks, each cut at 400 characters."""
    kept = (line.strip().lstrip("#").strip()[:_LONGEST_LINE] for line in text[:_HEAD].splitlines())
    return tuple(islice((line for line in kept if line), _LINES))


def title(head: Sequence[str]) -> str | None:
    """The first line, if it is a heading: short, no sentence, and followed by a stamp or by longer prose."""
    if len(head) < 2:  # noqa: PLR2004  # a lone line is a text, not a title
        return None
    first, second = head[0], head[1]
    if not 4 <= len(first) <= _LONGEST_TITLE or _TITLE_END.search(first) or _SENTENCE_END.search(first):  # noqa: PLR2004  # two words
        return None
    if _LIST_MARK.match(first) or _is_stamp(first) or not re.match(r"[^\W_]|[“\"'‘《「【(（$€£¥#@&]", first):
        return None
    if first[0].islower() or re.search(r"https?://", first):
        return None
    longest = max(map(len, head[1:]))
    followed = _is_stamp(second) or (
        longest >= 2 * len(first) and bool(re.search(r"[。.!?！？…”\"]", "".join(head[1:])))
    )
    return first if followed else None


def masthead(head: Sequence[str]) -> str | None:
    """The outlet that stands alone above the headline, where a stamp follows that: a newspaper's own page.

    All three are needed: a headline may end as an outlet's name does ("Fire at the oil refinery: a review").
    """
    if len(head) < 3 or not any(map(_is_stamp, head[2:_UNDER_MASTHEAD])):  # noqa: PLR2004  # outlet, headline, stamp
        return None
    name, headline = head[0], head[1]
    if len(name.split()) > _MASTHEAD_WORDS or len(name) >= len(headline) or _is_stamp(headline):
        return None
    named = registry().find(name) or (_is_outlet(name) and not _PAPER.search(name) and not name[0].islower())
    return name if named and title(head[1:]) is not None else None


def stamp(head: Sequence[str]) -> Stamp:
    """Publisher and dates of the stamp lines: ``Label· 2025-11-18 23:36``, ``来源：…``, a bare outlet above a date."""
    found = Stamp()
    if len(head) < 2:  # noqa: PLR2004  # a lone line is the text itself
        return found
    for at, line in enumerate(head[:_STAMP_LINES]):
        read = read_dateline(line, cues()) if len(line) <= _LONGEST_STAMP else None
        if read is None or _YEARLESS.fullmatch(line):
            continue
        following = head[at + 1] if at + 1 < len(head) else ""
        name = read.publisher if _is_publisher(line, read, following, first=at == 0) else None
        through = read.via if read.via and (read.dates or registry().find(read.via)) else None
        author = (
            read.author if read.author and (_is_person(read.author) or _LATIN_NAME.fullmatch(read.author)) else None
        )
        found = _merge(found, Stamp(name, read.published, read.updated, through, author))
    return found


def agency(head: Sequence[str]) -> str | None:
    """The agency that a dateline names: ``（新华社北京3月5日电）``, ``LONDON (Reuters) -``."""
    for match in map(_opening, head):
        label = match and match["agency"]
        if label and (known := registry().find(label)):
            return known.name
    return None


def dateline(head: Sequence[str]) -> str | None:
    """The dateline that opens the first paragraph, as it stands."""
    match = next(filter(None, map(_opening, head)), None)
    return match.group().strip(" 【[（(-–—:") if match else None


@lru_cache(maxsize=_LINES)
def _opening(line: str) -> re.Match[str] | None:
    """The dateline with which a line opens; either form has something that hardly any other line has."""
    zh = _ZH_DATELINE.match(line) if "电" in line or "讯" in line else None
    return zh or (_EN_DATELINE.match(line) if "(" in line else None)


def byline(head: Sequence[str], text: str) -> Byline:
    """Who wrote it: 记者 张三, 作者：…, By Jane Doe. 记者了解到 and By 2030 name nobody."""
    tail = [line.strip()[-_LONGEST_LINE:] for line in text[-_TAIL:].splitlines()[-4:]] if len(text) > _HEAD else []
    for line in (*head, *tail):
        if names := _zh_names(line):
            return Byline(_around(line), names)
        match = _EN_BYLINE.match(line) if len(line) <= _LONGEST_STAMP else None
        if match and (match["author"] or not _is_prose(line)):
            return Byline(line[:_LONGEST_STAMP], (match["author"] or match["names"]).strip(" ,"))
    return Byline()


# "… and is republished with permission": what follows the credited name in its sentence.
_AFTER_CREDIT = lazy(
    r"\s(?:and (?:is|was|has)|with (?:kind )?permission|under (?:a|licen[cs]e)|on \d|in (?:19|20)\d\d)\b", re.IGNORECASE
)


def credited(text: str) -> tuple[str, ...]:
    """The names that the document credits as its origin, in head and tail."""
    credits_ = _CREDITS.awake(text)
    ends = (text,) if len(text) <= _HEAD + _TAIL else (text[:_HEAD], text[-_TAIL:])
    matches = (match for end in ends if credits_ for match in _in_order(credits_.matches(end)))
    names = ((match["name"] or match["host"]) for match in matches)
    found = (_AFTER_CREDIT.split(name, maxsplit=1)[0].strip(" 。.,\t") for name in names)
    return tuple(dict.fromkeys(name for name in found if _is_label(name) or "." in name))


def via(text: str) -> str | None:
    """Through whom the text came: 转载自 X, via X."""
    through = _VIA.awake(text)
    ends = text if len(text) <= _HEAD else text[:_HEAD] + "\n" + text[-_TAIL:]
    for match in _in_order(through.matches(ends)) if through else ():
        name = match["name"].strip(" .")
        if registry().find(name) or (not match.group().strip().lower().startswith("via") and _is_outlet(name)):
            return name
    return None


def _in_order(matches: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The matches by place, without those that begin inside another."""
    last = 0
    for match in sorted(matches, key=re.Match.start):
        if match.start() >= last:
            yield match
            last = match.end()


def signed(text: str) -> str | None:
    """The date on the last line of an official document, below the issuer's name."""
    last = [line.strip() for line in text[-400:].splitlines() if line.strip()][-2:]
    if len(last) == 2 and len(last[0]) <= _LONGEST_LABEL and _SIGNED.fullmatch(last[1]):  # noqa: PLR2004  # name and date
        return iso_date(last[1])
    return None


@cache
def lexicon() -> dict[str, object]:
    """``rules/lexicons/provenance.yaml``."""
    data = read_yaml(home() / "lexicons" / "provenance.yaml")
    return {str(key): value for key, value in data.items()}


def _is_publisher(line: str, read: Dateline, following: str, *, first: bool) -> bool:
    """Whether the name on a stamp line is an outlet's: registered, labelled, or shaped and placed as one."""
    if read.publisher is None:
        return False
    if registry().find(read.publisher):
        return not first or bool(read.dates) or label_of(plain(line), cues()) is not None
    if not _is_label(read.publisher):
        return False
    if label_of(plain(line), cues()) is not None or (read.dates and (read.trusted or _POINTED.search(line))):
        return True
    dated = _YEARLESS.fullmatch(following) or iso_date(following) is not None
    return not first and bool(dated) and len(following) <= _LONGEST_LABEL and _is_outlet(read.publisher)


def _is_label(name: str) -> bool:
    """Whether a name can be an outlet's: letters with ordinary joints; a digit or a symbol needs the register."""
    if registry().find(name):
        return True
    return (
        2 <= len(name) <= _LONGEST_LABEL  # noqa: PLR2004  # no outlet has one letter
        and bool(re.fullmatch(r"[^\W\d_](?:[^\W\d_]|[ .&'’\-·])*", name))
        and not re.search(r"(?i)\b(?:vx|qq|www|https?|telegram|whatsapp)\b|微信|加微|客服|电话|網址|网址", name)
        and len(name.split()) <= 8  # noqa: PLR2004  # a longer run of words is a sentence
    )


def _is_outlet(name: str) -> bool:
    """Whether an unregistered name ends as outlets' names do."""
    if not _is_label(name):
        return False
    if registry().find(name):
        return True
    return bool(_outlet_endings().search(name))


@cache
def _outlet_endings() -> re.Pattern[str]:
    endings = lexicon()["outlet_endings"]
    assert isinstance(endings, dict)  # noqa: S101  # a shipped file; its shape is under test
    zh = "|".join(map(re.escape, str(endings["zh"]).split()))
    en = "|".join(sorted(set(str(endings["en"]).split() + str(endings["pinyin"]).split())))
    return re.compile(rf"(?:{zh})$|\b(?:{en})$", re.IGNORECASE)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(str(lexicon()["surnames"]).split())


def _zh_names(line: str) -> str | None:
    """The names of a Chinese byline, joined by 、; ``None`` unless each is a surname with one to three characters."""
    if match := _WEN_BYLINE.match(line):
        return match["names"]
    for match in _ZH_BYLINE.finditer(line):
        words = re.split(r"[ \t\u3000、，,/]+", match["names"])
        names = list(takewhile(_is_person, words))
        closing = (*words[len(names) :], match["end"].strip())[0]
        if names and (match["gap"] or closing in _AFTER_NAMES):
            return "、".join(names)
    return None


def _is_person(name: str) -> bool:
    known = _surnames()
    if not _SHORT_NAME <= len(name) <= _LONG_NAME or re.search(r"[了到从在的获看悉说是近日将]", name):
        return False
    return name[0] in known or name[:2] in known


def _around(line: str) -> str:
    """The byline itself, not the paragraph that a page runs into it."""
    match = _ZH_BYLINE.search(line)
    if not match:
        return line[:_LONGEST_STAMP]
    start = max(line.rfind(mark, 0, match.start()) for mark in " \t\u3000（(。") + 1
    return line[start : match.end()].strip(" ,，、\t\u3000")


def _is_stamp(line: str) -> bool:
    """Whether a line is a stamp: a date, a labelled field, a byline, or a registered outlet."""
    if len(line) > _LONGEST_STAMP or _is_prose(line):
        return False
    if _YEARLESS.fullmatch(line) or registry().find(line) or _zh_names(line) or _EN_BYLINE.match(line):
        return True
    read = read_dateline(line, cues())
    return read is not None and (read.dates > 0 or (read.named and label_of(plain(line), cues()) is not None))


def _is_prose(line: str) -> bool:
    return bool(re.search(r"[。；]", line)) or len(line.split()) > 24  # noqa: PLR2004  # a stamp has a dozen words


def _merge(a: Stamp, b: Stamp) -> Stamp:
    return Stamp(
        a.publisher or b.publisher,
        a.published or b.published,
        a.updated or b.updated,
        a.via or b.via,
        a.author or b.author,
    )
