"""Reads a dateline: a short line that holds a date, perhaps a publisher, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from auditor.text.lazy import lazy

__all__ = ["MAX_LINE", "Cues", "Dateline", "dateline", "ends_like_publisher", "iso_date", "label_of", "plain"]

MAX_LINE = 200  # no dateline on a real page is longer; the limit also bounds every pattern here
MAX_NAME = 48  # characters of a publisher's name
MAX_WORDS = 7  # "The Ministry of Industry and Information Technology" has seven
SYLLABLE = 6  # letters of the longest pinyin syllable ("Zhuang")
MAX_SYLLABLES = 12  # words of a publisher's name that is spelt syllable by syllable
MAX_NAMES = 3  # author, publisher, place; a line with more is a list
MAX_HAN = 18  # a ministry's full name has up to about that many

_FRESH = "\x01"  # a new field begins
_WHEN = "\x00"  # a date stood here

_TWELVE = 12  # months of a year, hours of half a day
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"  # one list
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|(?:星期|周|週)[一二三四五六日天])"
_ZONE = r"(?:Z\b|[+-]\d\d:?\d\d\b|\(?\b(?:GMT|UTC|E[SD]?T|C[SE]?T|P[SD]?T|BST|SGT|HKT)\b(?:[+-]\d{1,2})?\)?)"
_CLOCK = r"(?P<{0}h>[01]?\d|2[0-3])(?:[:：](?P<{0}m>[0-5]\d)(?:[:：](?P<{0}s>[0-5]\d)(?:\.\d{{1,6}})?)?|[时時点點](?:(?P<{0}n>[0-5]?\d)分?)?)(?:\s?(?P<{0}p>[ap]\.?m\b\.?))?"  # one shape
_DATE = lazy(
    rf"""
    (?=[\d(（星周週]|\b[a-z])  # how any of it begins, so that most places cost one look
    (?:{_CLOCK.format("a")}\s?{_ZONE}?,?\s)?
    (?:[(（]?{_WEEKDAY}[)）]?,?\s{{0,2}})?
    (?:
      (?<!\d)(?P<y1>(?:19|20)\d\d)(?:\s?年\s?(?P<m1>\d{{1,2}})\s?月\s?(?P<d1>\d{{1,2}})\s?[日号號]|(?P<sep>[-/.])(?P<m2>\d{{1,2}})(?P=sep)(?P<d2>\d{{1,2}}))(?!\d)
      | \b(?P<n3>{_MONTH})\s{{0,2}}(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}(?P<y3>(?:19|20)\d\d)(?!\d)
      | (?<![\d.])(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?:of\s)?(?P<n4>{_MONTH}),?[\s-](?P<y4>(?:19|20)\d\d)(?!\d)
      | (?<![\d./])(?P<p5>\d{{1,2}})(?P<s5>[-/.])(?P<q5>\d{{1,2}})(?P=s5)(?P<y5>(?:19|20)\d\d)(?!\d)
    )
    (?:,?\s{{0,2}}[(（]?{_WEEKDAY}[)）]?)?
    (?:(?:,|,?\s?T(?=\d)|,?\s{{1,3}}(?:at\s)?|\s?[-–|]\s(?=\d\d?[:：]))?\s?(?:上午|下午)?{_CLOCK.format("z")}(?!\d)(?:\s?{_ZONE})?)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_YEAR = lazy(r"(?:19|20)\d\d")  # without one no date is looked for, which costs a hundred times as much
_DECORATION = " \t\u3000\u00a0*_`~>#()（）[]【】〔〕「」『』<>《》=|｜·•・—–-"
_MARKS = r"[·•・‧∙|｜\t\u3000\[\]［］]"
# Looked for by the first character of what separates fields, which is then behind.
_SPLIT = lazy(
    rf"[\s·•・‧∙|｜\[\]［］—–,，;；、](?:(?<=\s)\s*{_MARKS}+\s*|(?<={_MARKS}){_MARKS}*\s*"
    r"|(?<=\s)(?:\s*[-—–/]+\s+|\s*(?=via\s)|\s*[—–]+\s*|\s+|\s*[,，;；、]\s*|(?<=[\u4e00-\u9fff]\s)(?=[\u4e00-\u9fff]))"
    r"|(?<=[—–])[—–]*\s*|(?<=[,，;；、])\s*)"
)
_COMMA = lazy(rf"[,，]\s*{_WHEN}")  # "Shanghai, Nov. 18, 2025" names a place
_SEPARATED = lazy(rf"[·•・‧∙|｜\t—–/-]\s*{_WHEN}|{_WHEN}\s*[·•・‧∙|｜\t—–/-]")
_COUNTER = lazy(
    r"[(（]?\d[\d,.]{0,9}\s?[kmw万]?\+?\s?(?:字|次|阅读|评论|浏览|分钟|words?|views?|reads?|comments?"
    r"|shares?|likes?|min(?:ute)?s?(?: read)?|pages?)[)）]?$"
    r"|第\s?[A-Z]?\d{1,3}\s?版$|[A-Z]\d{1,3}\s?版?$|(?:page|p\.|pp\.)\s?[A-Z]?\d{1,4}$",
    re.IGNORECASE,
)
_PLACE = lazy(r"[\u4e00-\u9fff]{1,2}")  # 上海, 北京: as often a place as a publisher
_PREPOSITION = lazy(r"^(?:in|on|at)\s|\s(?:in|on|at)$", re.IGNORECASE)  # "by Anna Quay on March 5"
_INSTITUTION = lazy(r"The\s|\S+$", re.IGNORECASE)
_LETTER = lazy(r"[^\W\d_]")
_HAN = lazy(r"[\u3400-\u9fff]")
_SENTENCE = lazy(r"[。！？!?；;:：=<>@{}\\%$€¥￥\"]|\.\s|\d\.\d|…")
_LINKING = frozenset(
    {
        "of",
        "the",
        "and",
        "for",
        "de",
        "la",
        "le",
        "di",
        "du",
        "des",
        "der",
        "die",
        "das",
        "von",
        "in",
        "on",
        "at",
        "to",
        "&",
        "a",
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """The words by which a page marks its articles. Labels and words are in lower case; see ``rules/cues/``."""

    labels: Mapping[str, str]
    signs: Mapping[str, str]
    noise: frozenset[str]
    publisher_words: tuple[str, ...]
    mail: tuple[str, ...]
    not_titles: frozenset[str]
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a line says about an article.

    ``dates`` counts the dates in it, ``named`` tells a label or a name from a bare date, and ``trusted`` a publisher
    that a label or a word of its name shows to be one; ``names`` counts the names without a label.
    """

    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    via: str | None = None
    title: str | None = None
    dates: int = 0
    named: bool = False
    trusted: bool = False
    names: int = 0


@dataclass(frozen=True, slots=True)
class _Grammar:
    label: re.Pattern[str]
    inner: re.Pattern[str]
    sign: re.Pattern[str]
    publisher: re.Pattern[str]
    words: tuple[str, ...]

    def is_publisher(self, name: str) -> bool:
        """Whether a word of a publisher's name stands in ``name``; the words are looked for before their pattern."""
        lowered = name.lower()
        return any(word in lowered for word in self.words) and self.publisher.search(name) is not None


@lru_cache(maxsize=4)
def _grammar(cues: Cues) -> _Grammar:
    words = sorted(cues.labels, key=lambda word: (-len(word), word))
    any_label = "|".join(map(re.escape, words))
    han = [word for word in cues.publisher_words if _HAN.search(word)]
    latin = [word for word in cues.publisher_words if not _HAN.search(word)]
    return _Grammar(
        label=re.compile(rf"({any_label})(?:\s?[】］]?\s?[:：]\s{{0,3}}|[】］]\s?|\s+|(?={_WHEN})|$)", re.IGNORECASE),
        inner=re.compile(rf"(?<![^\W\d_])((?:{any_label})\s?[:：])", re.IGNORECASE),
        sign=re.compile(rf"[{re.escape(''.join(cues.signs))}]\ufe0f?"),
        publisher=re.compile(
            "|".join([*map(re.escape, han), *(rf"\b{re.escape(word)}\b" for word in latin)]), re.IGNORECASE
        ),
        words=tuple(cues.publisher_words),
    )


def plain(line: str) -> str:
    """A line without emphasis, quotation and heading marks around it."""
    return line.replace("**", "").replace("__", "").strip(_DECORATION + "\r\n")


def label_of(line: str, cues: Cues) -> tuple[str, str] | None:
    """The role of the label with which a line begins, and what follows it."""
    match = _grammar(cues).label.match(line)
    if match is None:
        return None
    return cues.labels[match.group(1).lower()], line[match.end() :].strip()


def ends_like_publisher(text: str, cues: Cues) -> bool:
    """Whether a short line is a publisher's name by its last word: "Harbour Herald", 海港晚报."""
    grammar = _grammar(cues)
    if not grammar.is_publisher(text):
        return False
    ends = [found.end() for found in grammar.publisher.finditer(text) if found.start() > 0]
    return bool(ends) and ends[-1] == len(text) and _is_name(text)


def iso_date(text: str) -> str | None:
    """The first date of ``text`` as ISO 8601, with the time as it stands there; None if none can be told."""
    match = _DATE.search(text[:MAX_LINE])
    return _iso(match) if match else None


def dateline(line: str, cues: Cues) -> Dateline | None:
    """What ``line`` states if it holds nothing but dates, names and labelled fields; else ``None``."""
    return None if len(line) > MAX_LINE or _WHEN in line or _FRESH in line else _stated(line, cues)


@lru_cache(maxsize=1024)  # the head of a page is read several times, and the pages of one site share their lines
def _stated(line: str, cues: Cues) -> Dateline | None:
    grammar = _grammar(cues)
    dates = list(_DATE.finditer(line)) if _YEAR.search(line) else []
    if len(dates) > MAX_NAMES:
        return None
    ends = [0, *(match.end() for match in dates)]
    starts = [*(match.start() for match in dates), len(line)]
    bare = _WHEN.join(line[end:start] for end, start in zip(ends, starts, strict=True))
    bare = (
        bare.replace("**", "").replace("__", "").replace(f"{_WHEN}. ", f"{_WHEN}{_FRESH}")
    )  # 14 May 2025. By Ada Lind
    if ":" in bare or "：" in bare:  # the labels inside a line all end in a colon
        bare = grammar.inner.sub(rf"{_FRESH}\1", bare)
    bare = grammar.sign.sub(lambda sign: f"{_FRESH}{sign.group()[0]}", bare)
    return _Fields(cues, grammar, [_iso(match) for match in dates]).read(bare)


class _Fields:
    """One reading of one line, field by field."""

    def __init__(self, cues: Cues, grammar: _Grammar, dates: list[str | None]) -> None:
        self.cues, self.grammar, self.dates = cues, grammar, dates
        self.line = Dateline(dates=len(dates))
        self.bare = ""
        self.before: list[str] = []
        self.after: list[str] = []
        self.pending: str | None = None
        self.seen = 0

    def read(self, bare: str) -> Dateline | None:
        self.bare = bare
        for field in _tokens(bare):
            if not (self._date() if field == _WHEN else self._field(field)):
                return None
        return self._named()

    def _date(self) -> bool:
        value, role = self.dates[self.seen], self.pending or "published"
        self.seen, self.pending = self.seen + 1, None
        if role not in {"published", "updated"}:
            role = "published"
        if getattr(self.line, role) is not None:
            return False  # two dates of one kind are a period or a row of a table
        self.line = replace(self.line, updated=value) if role == "updated" else replace(self.line, published=value)
        return True

    def _field(self, field: str) -> bool:
        sign = self.cues.signs.get(field[0])
        text = (field[1:] if sign else field).strip(_DECORATION + "\ufe0f:：")
        role = sign or self.pending
        self.pending = None
        if not text:
            self.pending = sign
            return True
        found = label_of(text, self.cues)
        if found is not None:
            role, text = found[0], found[1].strip(_DECORATION)
            self.line = replace(self.line, named=True)
            if not text:
                self.pending = role
                return True
        return self._value(role, text)

    def _value(self, role: str | None, text: str) -> bool:
        if role == "other" or text.lower() in self.cues.noise or _COUNTER.match(text):
            return True
        if role in {"source", "author", "via", "title"}:
            self._set(role, _PREPOSITION.sub("", text))
            return True
        text = _PREPOSITION.sub("", text) if role == "published" else text  # "Published in Harbour Herald"
        if not _is_name(text):
            return False
        (self.after if self.seen else self.before).append(text)
        return len(self.before) + len(self.after) <= MAX_NAMES

    def _set(self, role: str, text: str) -> None:
        line = self.line
        if role == "source":
            self.line = replace(line, publisher=line.publisher or text)
        elif role == "author":
            self.line = replace(line, author=line.author or text)
        elif role == "via":
            self.line = replace(line, via=line.via or text)
        else:
            self.line = replace(line, title=line.title or text)

    def _named(self) -> Dateline:
        line = self.line
        trusted = line.publisher is not None
        if not trusted:
            name, trusted = self._publisher()
            line = replace(line, publisher=name)
        named = bool(self.before or self.after) and (
            bool(_SEPARATED.search(self.bare)) or "T" in (line.published or "")
        )
        count = len(self.before) + len(self.after)
        return replace(line, trusted=trusted, named=line.named or trusted or named, names=count)

    def _publisher(self) -> tuple[str | None, bool]:
        """The one name that can be the publisher, and whether its words say so; two candidates are none."""
        known = [name for name in (*self.before, *self.after) if self.grammar.is_publisher(name)]
        if len(known) == 1:
            return known[0], True
        if (
            not known
            and len(self.before) == 1
            and not _COMMA.search(self.bare)
            and not _PLACE.fullmatch(self.before[0])
        ):
            return self.before[0], False
        author = self.line.author
        if not known and author and self.grammar.is_publisher(author) and _INSTITUTION.match(author):
            return author, True  # "By Reuters", "by The Daily Post"
        return None, False


def _tokens(bare: str) -> Iterator[str]:
    for chunk in bare.split(_FRESH):
        for piece in re.split(f"({_WHEN})", chunk):
            if piece == _WHEN:
                yield piece
            else:
                yield from (
                    part.strip() for part in _SPLIT.split(piece) if part.strip(_DECORATION + "\r\n\v\f").strip()
                )


def _is_name(text: str) -> bool:
    if len(text) > MAX_NAME or not _LETTER.search(text) or _SENTENCE.search(text):
        return False
    if _HAN.search(text):
        return len(_HAN.findall(text)) <= MAX_HAN and not re.search(r"[，,、]", text)
    words = text.split()
    return (
        len(words) <= (MAX_SYLLABLES if all(len(word) <= SYLLABLE for word in words) else MAX_WORDS)
        and all(
            word.lower() in _LINKING or not word[0].islower() or not word[0].isascii() or "." in word for word in words
        )
        and any(not word[0].islower() or "." in word for word in words)
        and words[-1].lower() not in _LINKING
    )


def _iso(match: re.Match[str]) -> str | None:
    year = int(match["y1"] or match["y3"] or match["y4"] or match["y5"])
    name = match["n3"] or match["n4"]
    if match["p5"]:
        parts = _day_month(int(match["p5"]), int(match["q5"]))
        if parts is None:
            return None
        month, day = parts
    elif name:
        month, day = _MONTHS.index(name[:3].lower()) + 1, int(match["d3"] or match["d4"])
    else:
        month, day = int(match["m1"] or match["m2"]), int(match["d1"] or match["d2"])
    try:
        return date(year, month, day).isoformat() + _time(match)
    except ValueError:
        return None


def _day_month(first: int, second: int) -> tuple[int, int] | None:
    """Month and day of 18/11/2025 or 11/18/2025; 05/06/2025 is ambiguous and stays unknown."""
    if first == second:
        return first, second
    if first > _TWELVE >= second:
        return second, first
    return (first, second) if second > _TWELVE >= first else None


def _time(match: re.Match[str]) -> str:
    side = "z" if match["zh"] else "a"
    if not match[f"{side}h"]:
        return ""
    hour = int(match[f"{side}h"])
    half = (match[f"{side}p"] or "").lower().replace(".", "")
    afternoon = half == "pm" or "下午" in match.group()
    hour = hour % _TWELVE + _TWELVE * afternoon if (half or afternoon) and hour <= _TWELVE else hour
    minute = int(match[f"{side}m"] or match[f"{side}n"] or 0)
    second = f":{match[f'{side}s']}" if match[f"{side}s"] else ""
    return f"T{hour:02}:{minute:02}{second}"
