"""Finds the places that Chinese and English text names, and says which place lies within which.

The gazetteer is data (``rules/lexicons/places.csv``): a directed graph with overlap, from the world down to districts,
with names that stand alone and names that need a sign that a place is meant. Places outside it are taken by grammar.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from unicodedata import normalize

from auditor.errors import BadRules
from auditor.rules.home import home

__all__ = ["Gazetteer", "Mention", "gazetteer"]

_HAN = "\u4e00-\u9fff"
_RUN = re.compile(rf"[{_HAN}]{{2,}}")
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[A-Za-z][A-Za-z0-9]*(?:'[A-Za-z]+)*")
_JOINTS = frozenset({" ", "-", ". ", ", ", "\n"})
# Letters that do not decompose, and the curly apostrophes; one character for one, so that offsets stay.
_SINGLE = {
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
    "ð": "d",
    "’": "'",
    "‘": "'",
    "ʻ": "'",
    "ʼ": "'",
    "–": "-",
}
# A unit's last character is no suffix where it begins another word (市场, 县域, 区别).
_SUFFIX = re.compile(r"[市县州省府邦郡镇](?![场值民内区价占面级域人政委辖属长上中外里])")
# A guarded name is a place before its unit (日照市) and before "the whole county" (罗平全县).
_UNIT_AFTER = re.compile(rf"{_SUFFIX.pattern}|全[省市州县区镇]")
_OPEN_SUFFIX = re.compile(r"自治[州县]|[市州区县镇乡](?![场值民内价占面级域间别分划块])|村(?![民里庄镇级])")
# These follow ordinary words too often (承载区, 联动区) to be taken after a mere comma.
_WEAK_SUFFIX = frozenset("市州区")
# Characters before the suffix: after a locative word, and after a mere stop or a listed place (a longer run is a clause).
_OPEN_MIN, _OPEN_MAX, _OPEN_SHORT = 2, 4, 3
_NO_NAME = frozenset(
    "入回过用做拿加取离抵经途赴往拨请被遭的了是在有和与及等个为将被把这那该本全各每某我你他她它们其大小多几两一二三四五六七八九十百千万亿年月日里外内中上下不都也就还又很最更从到至对向给让使由以及或而但如若因可能会要来去说看"
)
_BOUNDARY = re.compile(r"[，。；：！？、,;:（(“”【]")
_LOCATIVE = re.compile(r"(?:位于|地处|来自|前往|在)\Z")
# Words of an unlisted name; a word up to this long may be an abbreviation, or stay small in a headline.
_OPEN_WORDS, _ABBREVIATION = 4, 3
# A point between its parts makes a foreign person's name (米兰·昆德拉).
_MIDDOTS = frozenset("·・•‧")
_DIVISION, _CITY, _COUNTY = frozenset({"division"}), frozenset({"city", "division"}), frozenset({"county"})
_KINDS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        ("province", "prefecture", "state", "oblast", "governorate", "territory", "canton", "region"), _DIVISION
    ),
    **dict.fromkeys(("city", "municipality"), _CITY),
    **dict.fromkeys(("county", "district", "borough", "township"), _COUNTY),
}
_FROM = frozenset({"of", "from", "to"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the text that names a place; an unlisted place has its own surface as id."""

    start: int
    end: int
    place: str


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of one script: free ones, guarded ones, further readings, and the sizes of what begins alike (as bits)."""

    free: dict[str, str] = field(default_factory=dict)
    guarded: dict[str, str] = field(default_factory=dict)
    more: dict[str, tuple[str, ...]] = field(default_factory=dict)
    traps: frozenset[str] = frozenset()
    starts: dict[str, int] = field(default_factory=dict)

    def readings(self, name: str) -> tuple[str, ...]:
        """The places of a name, the likeliest first."""
        first = tuple(table[name] for table in (self.free, self.guarded) if name in table)
        return first + self.more.get(name, ())

    def put(self, table: dict[str, str], name: str, start: str, size: int, place: str) -> None:  # the hot loop
        """Adds a reading; the first one stays the likeliest."""
        self.starts[start] = self.starts.get(start, 0) | 1 << size
        if table.setdefault(name, place) != place:
            self.more[name] = (*self.more.get(name, ()), place)


@cache
def _sizes(bits: int) -> tuple[int, ...]:
    """The sizes whose bits are set, the greatest first."""
    return tuple(size for size in range(bits.bit_length() - 1, 0, -1) if bits >> size & 1)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places, their names and what contains what. Immutable once built."""

    parents: Mapping[str, str]
    kinds: Mapping[str, str]
    han: _Names
    latin: _Names
    exact: Mapping[str, str]
    small: frozenset[str]
    overlaps: Mapping[str, tuple[str, str]]
    cues: Mapping[str, frozenset[str]]
    organisation: re.Pattern[str]
    landform: re.Pattern[str]
    zone: re.Pattern[str]
    mixed: re.Pattern[str]

    def find(self, text: str, start: int, end: int) -> tuple[Mention, ...]:
        """The places named in ``text[start:end]``, in order, without overlap; linear in the length."""
        han = list(_HanScan(self, text, start, end).mentions())
        latin = list(_LatinScan(self, text, start, end).mentions())
        if not latin or not han:
            return tuple(han or latin)
        return tuple(_disjoint(sorted((*han, *latin), key=lambda m: (m.start, -m.end))))

    def within(self, part: str, whole: str) -> bool:
        """Whether ``part`` lies strictly inside ``whole``, over any number of steps."""
        return part != whole and whole in self.containers(part)

    def containers(self, place: str) -> tuple[str, ...]:
        """All places that contain ``place``, the nearest first; empty for an unlisted one that names no listed place."""
        first = self.parents.get(place)
        queue = deque(_split(first) if first is not None else self._zone_of(place))
        found: dict[str, None] = {}
        while queue:
            above = queue.popleft()
            if above not in found and above != place:
                found[above] = None
                queue.extend(_split(self.parents.get(above)))
        return tuple(found)

    def country(self, place: str) -> str | None:
        """The country of a place, the place itself where it is one; None for regions of several countries."""
        for candidate in (place, *self.containers(place)):
            if self.kinds.get(candidate) == "country":
                return candidate
        return None

    def nearby(self, readings: tuple[str, ...], found: Sequence[Mention]) -> str:
        """The reading that lies in, or beside, a place just mentioned; else the likeliest."""
        if len(readings) > 1:
            for mention in reversed(found[-3:]):
                around = {mention.place, *_split(self.parents.get(mention.place))}
                for place in readings:
                    if around & {place, *self.containers(place)[:2]}:
                        return place
        return readings[0]

    def _zone_of(self, surface: str) -> tuple[str, ...]:
        """The listed place at the beginning of an unlisted Chinese one (合肥高新区 lies in Hefei)."""
        for size in range(min(len(surface) - 1, 8), 1, -1):
            readings = self.han.readings(surface[:size])
            if readings:
                return readings[:1]
        return ()


@cache
def _plain() -> dict[int, str]:
    """Letters with marks to letters without, for the Latin blocks."""
    table = {ord(letter): plain for letter, plain in _SINGLE.items()}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = normalize("NFKD", chr(code))[0]
        if base.isascii():
            table[code] = base
    return table


def _split(cell: str | None) -> list[str]:
    return cell.split("|") if cell else []


def _disjoint(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions in order, without those that begin inside an earlier one."""
    stop = -1
    for mention in mentions:
        if mention.start >= stop:
            yield mention
            stop = mention.end


@dataclass(slots=True)
class _HanScan:
    """One pass over Chinese text: longest listed name first, then places by their suffix."""

    places: Gazetteer
    text: str
    start: int
    end: int
    found: list[Mention] = field(default_factory=list)

    def mentions(self) -> Iterator[Mention]:
        for match in self.places.mixed.finditer(self.text, self.start, self.end):
            self.found.append(Mention(*match.span(), self.places.han.readings(match.group())[0]))
        mixed, self.found = self.found, []
        for run in _RUN.finditer(self.text, self.start, self.end):
            self._run(*run.span())
        listed = (
            list(_disjoint(sorted((*mixed, *self.found), key=lambda m: (m.start, -m.end)))) if mixed else self.found
        )
        return _disjoint(sorted((*listed, *self._open(listed)), key=lambda m: (m.start, -m.end)))

    def _run(self, i: int, stop: int) -> None:
        text, starts = self.text, self.places.han.starts
        while i < stop - 1:
            bits = starts.get(text[i : i + 2])
            i = self._at(i, _sizes(bits)) if bits else i + 1

    def _at(self, i: int, lengths: tuple[int, ...]) -> int:
        """Tries the names that may begin at ``i``, longest first; returns where to go on."""
        han = self.places.han
        for size in lengths:
            name = self.text[i : i + size]
            if i + size > self.end or len(name) < size:
                continue
            if name in han.traps:
                return i + size
            if name in han.free and self._clear(name, i):
                return self._take(name, i, i + size, han.readings(name))
            if name in han.guarded and name not in han.free and self._signed(name, i):
                return self._take(name, i, i + size, han.readings(name))
        return i + 1

    def _clear(self, name: str, i: int) -> bool:
        """Whether the characters around do not claim those of the name for other words (其中|国内)."""
        before = self.text[i - 1 : i]
        if name[0] in "日月" and before.isdigit():
            return False
        sides = self.places.overlaps.get(name)
        if sides is None or not before or before not in sides[0] or (self.found and self.found[-1].end == i):
            return True
        after = self.text[i + 2 : i + 3]
        return not after or after not in sides[1]

    def _signed(self, name: str, i: int) -> bool:
        """Whether something around a guarded name says that a place is meant."""
        if self.found and self.found[-1].end == i:
            return any(self.places.within(place, self.found[-1].place) for place in self.places.han.readings(name))
        if _UNIT_AFTER.match(self.text, i + len(name), self.end) or self._listed_with(name, i):
            return True
        return any(self.text.endswith(cue, max(self.start, i - 4), i) for cue in self.places.cues["han locative"])

    def _named(self, i: int) -> bool:
        """Whether a listed name begins at ``i`` (浙江|湖州 is no lake)."""
        han = self.places.han
        names = (self.text[i : i + size] for size in _sizes(han.starts.get(self.text[i : i + 2], 0)))
        return any(name in han.free or name in han.guarded for name in names)

    def _listed_with(self, name: str, i: int) -> bool:
        """Whether the name follows a place beside it, in a list (张江、金桥)."""
        last = self.found[-1] if self.found else None
        if last is None or last.end != i - 1 or self.text[i - 1] not in "、和与及":
            return False
        siblings = set(_split(self.places.parents.get(last.place)))
        return any(siblings & set(_split(self.places.parents.get(place))) for place in self.places.han.readings(name))

    def _take(self, name: str, i: int, j: int, readings: tuple[str, ...]) -> int:
        """Records a name unless it begins an organisation's; returns where to go on."""
        if self.text[j : j + 1] in _MIDDOTS or self.text[i - 1 : i] in _MIDDOTS:
            return j
        landform = self.places.landform.match(self.text, j, self.end)
        skip = landform.end() if landform and not self._named(j) else self._organisation(j)
        if skip:
            return skip
        last = self.found[-1] if self.found else None
        place = self.places.nearby(readings, self.found)
        zone = self.places.zone.match(self.text, j, self.end)
        if zone:
            j = zone.end()
            listed = self.places.han.readings(self.text[i:j])
            place = listed[0] if listed else self.text[i:j]
        elif (
            _SUFFIX.match(self.text, j, self.end)
            and self.places.kinds.get(place) in _CITY
            and name[-1] not in "市省县州"
        ):
            j += 1
        if last and last.end == i and self.places.within(place, last.place):
            i = self.found.pop().start
        self.found.append(Mention(i, j, place))
        return j

    def _organisation(self, j: int) -> int:
        """The end of the organisation's name that goes on at ``j`` (湖南|日报), or 0."""
        match = self.places.organisation.match(self.text, j, min(self.end, j + 10))
        if match is None:
            return 0
        between, kind = match.groups()
        if kind in self.places.cues["han organisation needs a name"] and len(between) < _OPEN_MIN:
            return 0
        if any(word in between for word in self.places.cues["han not of a name"]):
            return 0
        return match.end()

    def _open(self, listed: Sequence[Mention]) -> Iterator[Mention]:
        """Unlisted places: two to five characters and a unit's suffix, after a boundary or a listed place."""
        ends = {mention.end for mention in listed}
        taken = sorted((mention.start, mention.end) for mention in listed)
        cursor = 0
        for match in _OPEN_SUFFIX.finditer(self.text, self.start, self.end):
            while cursor < len(taken) and taken[cursor][1] <= match.start():
                cursor += 1
            if cursor < len(taken) and taken[cursor][0] <= match.start():
                continue
            begin = self._begin(match.start(), ends, weak=match.group() in _WEAK_SUFFIX)
            if begin is not None and not self._common(begin, match.end(), after_listed=begin in ends):
                yield Mention(begin, match.end(), self.text[begin : match.end()])

    def _begin(self, stop: int, ends: set[int], *, weak: bool) -> int | None:
        """Where the name before a suffix begins, if it has a boundary there."""
        for size in range(1, _OPEN_MAX + 1):
            i = stop - size
            if i < self.start or not ("\u4e00" <= self.text[i] <= "\u9fff") or self.text[i] in _NO_NAME:
                return None
            if size < _OPEN_MIN:
                continue
            if _LOCATIVE.search(self.text, max(self.start, i - 2), i):
                return i
            stops = i in ends or (not weak and (i == self.start or _BOUNDARY.match(self.text, i - 1, i)))
            if stops and size <= _OPEN_SHORT:
                return i
        return None

    def _common(self, begin: int, end: int, *, after_listed: bool) -> bool:
        name = self.text[begin:end]
        if after_listed and len(name) == _OPEN_SHORT and name.endswith("城镇"):  # NOTE: 牙城镇 after its county
            return False
        return (
            any(name.endswith(unit) for unit in (name[-2:], name[-3:]) if unit in self.places.cues["han common unit"])
            or name in self.places.han.traps
        )


@dataclass(slots=True)
class _LatinScan:
    """One pass over capitalised words: listed names by the longest run of words, then names after a preposition."""

    places: Gazetteer
    text: str
    start: int
    end: int
    plain: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    found: list[Mention] = field(default_factory=list)

    def mentions(self) -> Iterator[Mention]:
        segment = self.text[self.start : self.end]
        self.plain = segment if segment.isascii() else segment.translate(_plain())
        for match in _TOKEN.finditer(self.plain):
            self.spans.append(match.span())
            word = match.group()
            self.words.append(word.removesuffix("'s"))
        i = 0
        while i < len(self.words):
            i = self._at(i)
        return iter(self.found)

    def _at(self, i: int) -> int:
        word = self.words[i]
        if not word[0].isupper():
            return self._lower(i, word)
        for size in _sizes(self.places.latin.starts.get(word.lower().replace(".", ""), 0)):
            key = self._key(i, size)
            if key is None:
                continue
            if key in self.places.latin.traps:
                return i + size
            readings = self.places.latin.readings(key)
            if readings and self._means_place(i, size, key):
                return self._take(i, size, readings)
        exact = self.places.exact.get(word.replace(".", ""))
        if (
            exact
            and not self._shouted(i)
            and not self._belongs(i, 1)
            and self.plain[self.spans[i][1] : self.spans[i][1] + 1] != "$"
        ):
            return self._take(i, 1, (exact,))
        return self._open(i)

    def _lower(self, i: int, word: str) -> int:
        """Words such as worldwide and national, which are written small."""
        cues = self.places.cues
        if word in cues["en world"] and (word != "world" or self._word(i - 1) == "the"):
            self._record(i, 1, "World")
        elif word in cues["en nation"]:
            self._record(i, 1, "nation")
        else:
            for size in _sizes(self.places.latin.starts.get(word, 0)):
                key = self._key(i, size)
                if key in self.places.small:
                    return self._take(i, size, self.places.latin.readings(key))
        return i + 1

    def _word(self, i: int) -> str:
        return self.words[i].lower() if 0 <= i < len(self.words) else ""

    def _gap(self, i: int) -> str:
        """What stands between word ``i`` and the next."""
        if not 0 <= i < len(self.words) - 1:
            return "."
        return self.plain[self.spans[i][0] + len(self.words[i]) : self.spans[i + 1][0]] or " "

    def _capital(self, i: int) -> bool:
        return 0 <= i < len(self.words) and self.words[i][0].isupper()

    def _key(self, i: int, size: int) -> str | None:
        if i + size > len(self.words) or any(self._gap(k) not in _JOINTS for k in range(i, i + size - 1)):
            return None
        return " ".join(word.lower().replace(".", "") for word in self.words[i : i + size])

    def _shouted(self, i: int) -> bool:
        """Whether a neighbour is in capitals too, so that US may be the pronoun."""
        near = (self.words[k] for k in (i - 1, i + 1) if 0 <= k < len(self.words))
        return any(len(word) > _ABBREVIATION and word.isupper() and "." not in word for word in near)

    def _means_place(self, i: int, size: int, key: str) -> bool:
        if self._person(i, size, key) or self._belongs(i, size):
            return False
        return key in self.places.latin.free or self._signed(i, size, key)

    def _person(self, i: int, size: int, key: str) -> bool:
        """A first name before (Jack London), or a family name after a place that is a first name (Paris Hilton)."""
        given = self.places.cues["given names"]
        if (
            size == 1
            and self._capital(i - 1)
            and self._gap(i - 1) == " "
            and self._word(i - 1) in given
            and not self._just_found(i)
        ):
            return True
        follows = (
            self._capital(i + 1) and self._gap(i) == " " and self._word(i + 1) not in self.places.cues["en suffix"]
        )
        return key in given and follows and self._word(i - 1) not in self.places.cues["en preposition"]

    def _just_found(self, i: int) -> bool:
        return bool(self.found) and self.found[-1].end - self.start >= self.spans[i - 1][0] + len(self.words[i - 1])

    def _belongs(self, i: int, size: int) -> bool:
        """Whether the name is part of an organisation's (Bank of China, Hainan University)."""
        cues = self.places.cues
        if (
            self._word(i - 1) == "of"
            and self._capital(i - 2)
            and self._word(i - 2) in cues["en before an organisation"]
        ):
            return True
        k = i + size - 1
        for _ in range(3):
            if self._gap(k) != " " or not self._capital(k + 1):
                return False
            k += 1
            if self._word(k) in cues["en organisation"]:
                return True
        return False

    def _signed(self, i: int, size: int, key: str) -> bool:
        """Whether a preposition, a list or the place after a comma says that a guarded name is a place."""
        cues = self.places.cues
        last = i + size - 1
        if self._container(last, self.places.latin.readings(key)):
            return True
        if self._gap(last) in {" ", "-"} and self._capital(last + 1) and self._word(last + 1) not in cues["en suffix"]:
            return False
        unit = _KINDS.get(self._word(last + 1), frozenset()) if self._gap(last) == " " else frozenset()
        if any(self.places.kinds[place] in unit for place in self.places.latin.readings(key)):
            return True
        before = self._word(i - 1) if self._gap(i - 1) in {" ", "\n"} else ""
        if before in cues["en side"]:
            before = self._word(i - 2)
        if before == "of":
            return self._word(i - 2) in cues["en geographic before"]
        return before in cues["en preposition"]

    def _container(self, last: int, readings: tuple[str, ...]) -> tuple[str, int] | None:
        """The reading that lies in the place named after a comma, and the words that this one takes."""
        if self._gap(last) != ", " or not self._capital(last + 1):
            return None
        for size in _sizes(self.places.latin.starts.get(self._word(last + 1).replace(".", ""), 0)):
            key = self._key(last + 1, size)
            for whole in self.places.latin.readings(key) if key else ():
                for place in readings:
                    if self.places.within(place, whole):
                        return place, size
        return None

    def _take(self, i: int, size: int, readings: tuple[str, ...]) -> int:
        last = i + size - 1
        contained = self._container(last, readings)
        if contained:
            return self._record(i, size + contained[1], contained[0])
        follows = self._word(last + 1) if self._gap(last) == " " else ""
        if follows in self.places.cues["en landform"] and self._capital(last + 1):
            return self._surface(i, size + 1)
        if follows == "state" and self._capital(last + 1) and len(readings) == 1:
            return i + size + 1  # NOTE: Michigan State is a university; New York State has a city of its name beside it
        if follows in _KINDS:
            fitting = [place for place in readings if self.places.kinds.get(place) in _KINDS[follows]]
            if fitting:
                contained = self._container(last + 1, tuple(fitting))
                return self._record(
                    i,
                    size + 1 + (contained[1] if contained else 0),
                    contained[0] if contained else self.places.nearby(tuple(fitting), self.found),
                )
            if self._capital(last + 1) and _KINDS[follows] is _COUNTY and self.places.kinds.get(readings[0]) == "city":
                return self._surface(i, size + 1)
        return self._record(i, size, self.places.nearby(readings, self.found))

    def _surface(self, i: int, size: int) -> int:
        start, end = self.spans[i][0], self.spans[i + size - 1][0] + len(self.words[i + size - 1])
        return self._record(i, size, self.text[self.start + start : self.start + end])

    def _record(self, i: int, size: int, place: str) -> int:
        last = i + size - 1
        end = self.spans[last][0] + len(self.words[last])
        self.found.append(Mention(self.start + self.spans[i][0], self.start + end, place))
        return i + size

    def _open(self, i: int) -> int:
        """An unlisted place: one to four capitalised words after a preposition of place."""
        cues = self.places.cues
        before = self._word(i - 1) if self._gap(i - 1) == " " else ""
        if before not in cues["en open preposition"] and before not in _FROM:
            return i + 1
        size = self._proper(i)
        if not size or self._headline(i, size):
            return i + max(size, 1)
        last = self._word(i + size - 1)
        unit = self._word(i + size) if self._gap(i + size - 1) == " " else ""
        geographic = (last in cues["en landform"] or last in cues["en suffix"]) and size > 1
        if unit in {"county", "district", "province", "prefecture"}:
            return self._surface(i, size + 1)
        port = before == "of" and self._word(i - 2) in cues["en geographic before"]
        if before in _FROM and not geographic and not port:
            return i + size
        if not geographic and not self._stands(i, size, before):
            return i + size
        return self._surface(i, size)

    def _stands(self, i: int, size: int, before: str) -> bool:
        """Whether the name looks like a place's: no person's, no title's, and no modifier of what follows."""
        limit = 1 if before == "at" else 3  # NOTE: several words after "at" are a firm or a school
        if size > limit or self._word(i) in self.places.cues["given names"]:
            return False
        gap, after = self._gap(i + size - 1), self._word(i + size)
        if not gap.startswith((" ", "-", "'")):
            return True
        return (
            gap == " "
            and not self._capital(i + size)
            and (after in self.places.cues["en follows a place"] or after.endswith("ed"))
        )

    def _proper(self, i: int) -> int:
        """How many capitalised words stand together from ``i``; 0 when one of them belongs to no place."""
        size = 0
        while size < _OPEN_WORDS and self._capital(i + size) and (size == 0 or self._gap(i + size - 1) in {" ", "-"}):
            word = self.words[i + size]
            if word.isupper() or len(word) < _ABBREVIATION or self._word(i + size) in self.places.cues["en no place"]:
                return 0
            if self._word(i + size) in self.places.cues["en organisation"]:
                return 0
            if size and self._word(i + size) in self.places.latin.free:
                return 0
            size += 1
        return size

    def _headline(self, i: int, size: int) -> bool:
        """Whether the words around are capitalised too, so that a capital says nothing."""
        around = [*self.words[max(0, i - 6) : i], *self.words[i + size : i + size + 6]]
        small = sum(word[0].islower() and len(word) > _ABBREVIATION for word in around)
        large = sum(word[0].isupper() for word in around)
        return small == 0 or large > small


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer. Raises BadRules when its file is broken."""
    path = home() / "lexicons" / "places.csv"
    cues: dict[str, frozenset[str]] = {}
    overlaps: dict[str, tuple[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        try:
            for row in reader:
                name, kind, _, first, second = row
                if kind == "cue":
                    cues[name] = frozenset(first.split("|"))
                elif kind == "overlap":
                    overlaps[name] = (first, second)
                elif kind != "kind":
                    return _assemble(chain([row], reader), cues, overlaps)
        except (ValueError, KeyError) as error:
            where = f"{path}:{reader.line_num}"
            raise BadRules(f"broken gazetteer: {error}", where=where, remedy="restore the file") from error
    raise BadRules("the gazetteer names no place", where=str(path), remedy="restore the file")


def _assemble(
    rows: Iterable[list[str]], cues: Mapping[str, frozenset[str]], overlaps: Mapping[str, tuple[str, str]]
) -> Gazetteer:
    """Indexes the names; earlier rows win a name that several places have."""
    han, latin = _Names(traps=cues["han traps"]), _Names(traps=cues["en traps"])
    parents: dict[str, str] = {}
    kinds: dict[str, str] = {}
    exact: dict[str, str] = {}
    mixed: list[str] = []
    small: set[str] = set()
    for place, kind, above, free, guarded in rows:
        parents[place] = above
        kinds[place] = kind
        for column, han_table, latin_table in ((free, han.free, latin.free), (guarded, han.guarded, latin.guarded)):
            for name in column.split("|") if column else ():
                if name[0] >= "\u4e00":
                    han.put(han_table, name, name[:2], len(name), place)
                elif not name.isascii():
                    mixed.append(name)
                    han.free[name] = place
                elif name.isupper():
                    exact.setdefault(name, place)
                else:
                    key = name.lower()
                    latin.put(latin_table, key, key.partition(" ")[0], key.count(" ") + 1, place)
                    if key[0] == name[0]:
                        small.add(key)
    for name in han.traps:
        han.starts[name[:2]] = han.starts.get(name[:2], 0) | 1 << len(name)
    for name in latin.traps:
        first = name.partition(" ")[0]
        latin.starts[first] = latin.starts.get(first, 0) | 2 << name.count(" ")
    return Gazetteer(parents, kinds, han, latin, exact, frozenset(small), overlaps, cues, *_patterns(cues, mixed))


def _patterns(cues: Mapping[str, frozenset[str]], mixed: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Organisations after a place, zones after a place, and names that mix scripts."""
    kinds = (re.escape(word) + ("(?!生)" if word.endswith("学") else "") for word in _longest(cues["han organisation"]))
    return (
        re.compile(rf"([{_HAN}]{{0,6}}?)({'|'.join(kinds)})"),
        re.compile(rf"(?:{'|'.join(_longest(cues['han landform']))})(?![头区道边南北西东上亭])"),
        re.compile("|".join(_longest(cues["han zone"]))),
        re.compile("|".join(map(re.escape, _longest(mixed))) or r"(?!)"),
    )


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
