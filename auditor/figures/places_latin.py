"""Finds places in Latin text: listed names by the longest run of words, then names after a preposition of place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from unicodedata import normalize

from auditor.figures.places_graph import Graph, Mention, sizes

__all__ = ["FROM", "LatinScan"]

_TOKEN = re.compile(r"([A-Za-z](?:\.(?<=[A-Z]\.)(?:[A-Z]\.)+|[A-Za-z0-9]*(?:'[A-Za-z]+)*))")
_JOINTS = frozenset({" ", "-", ". ", ", ", "\n"})
# Letters that do not decompose, and the curly apostrophes; one character for one, so that offsets stay.
_SINGLE = {
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "Ð": "D",
    "ı": "i",
    "ð": "d",
    "’": "'",
    "‘": "'",
    "ʻ": "'",
    "ʼ": "'",
    "–": "-",
}
_MARKED = re.compile(f"[{''.join(_SINGLE)}\u00c0-\u024f\u1e00-\u1eff]")
# Words of an unlisted name; a word up to this long may be an abbreviation, or stay small in a headline.
_OPEN_WORDS, _ABBREVIATION = 4, 3
_DIVISION, _CITY, _COUNTY = frozenset({"division"}), frozenset({"city", "division"}), frozenset({"county"})
_KINDS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        ("province", "prefecture", "state", "oblast", "governorate", "territory", "canton", "region"), _DIVISION
    ),
    **dict.fromkeys(("city", "municipality"), _CITY),
    **dict.fromkeys(("county", "district", "borough", "township"), _COUNTY),
}
# Units that make a place of the name before them, and what may be capitalised there without being a name.
_UNITS = frozenset({"county", "district", "province", "prefecture"})
_DETERMINERS = frozenset(
    """the a an this that each every another any some one our their its his her my your which no most many both all local
    neighbouring neighboring nearby central coastal rural urban border northern southern eastern western northeastern
    northwestern southeastern southwestern inland mountainous poor rich school police business financial historic new old
    in of at from to for and or but with across throughout within since while when where""".split()  # noqa: SIM905  # words read best as words
)
_ZONES, _ZONE_WORDS = frozenset({"zone", "park"}), 3
# What a place has and a firm has not, and bodies whose name begins with their place's: "Castellon's four hospitals", "Bergen Zoo".
_CIVIC = frozenset(
    """hospitals schools libraries museums beaches farmers growers fishermen fishers residents households pupils taxpayers voters commuters
    cyclists population inhabitants council police firefighters harbour harbor port ports airport metro trams tram buses ferries economy exports
    imports tourism universities theatres theaters reservoirs streets bridges wineries vineyards winegrowers orchards unemployment workforce streetlights playgrounds allotments""".split()  # noqa: SIM905  # words read best as words
)
_CIVIC_BODIES = frozenset(
    {"library", "zoo", "museum", "gallery", "hospital", "theatre", "theater", "marathon", "house"}
)
_CIVIC_KINDS = frozenset({"public", "central", "city", "municipal", "general", "university", "state", "opera", "half"})
_ARTICLES = frozenset({"the", "a", "an", "some"})
_CONTRASTS = frozenset({"while", "whereas"})
_CIVIC_WITHIN = 4  # words from a possessive to what is possessed: its two largest public hospitals
FROM = frozenset({"of", "from", "to"})
"""Prepositions after which only a geographic name is one."""


def _plain(text: str) -> str:
    """Latin letters without their marks, one character for one."""
    return text if text.isascii() else _MARKED.sub(_unmarked, text)


def _unmarked(letter: re.Match[str]) -> str:
    plain = _SINGLE.get(letter.group()) or normalize("NFKD", letter.group())[0]
    return plain if plain.isascii() else letter.group()


@dataclass(slots=True)
class LatinScan:
    """One pass over capitalised words: listed names by the longest run of words, then names after a preposition."""

    places: Graph
    text: str
    start: int
    end: int
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    found: list[Mention] = field(default_factory=list)

    def mentions(self) -> Iterator[Mention]:
        """The places in order."""
        segment = _plain(self.text[self.start : self.end])
        pieces = _TOKEN.split(segment)
        self.gaps, self.words = pieces[2::2], pieces[1::2]
        for i, word in enumerate(self.words) if "'s" in segment else ():
            if word.endswith("'s"):
                self.words[i], self.gaps[i] = word[:-2], "'s" + self.gaps[i]
        # NOTE: in one go, for a call for every word of a text is dear; abbreviations lose their points.
        self.lower = "\n".join(self.words).lower().replace(".", "").split("\n")
        if candidates := self._candidates():
            self.starts = list(accumulate(map(len, pieces), initial=self.start))[1::2]
        done = 0
        for i in candidates:
            if i >= done:
                done = self._at(i)
        return iter(self.found)

    def _candidates(self) -> list[int]:
        """Capitals that may begin a listed name or follow a preposition of place, and small words such as worldwide."""
        words, lower, begins, opens = self.words, self.lower, self.places.begins, self.places.opens
        found = [i for i, word in enumerate(words) if word < "a" and (lower[i] in begins or lower[i - 1] in opens)]
        if small := self.places.small_begins.intersection(words):
            found = sorted([*found, *(i for i, word in enumerate(words) if word in small and word >= "a")])
        if any(self._possessed(i) for i, gap in enumerate(self.gaps[:-1]) if gap[:2] == "'s"):
            found = sorted({*found, *self._possessors()})
        if not self.places.cues["en landform"].isdisjoint(lower):
            found = sorted({*found, *self._before_landforms()})
        return found if _UNITS.isdisjoint(words) else sorted({*found, *self._before_units()})

    def _before_landforms(self) -> Iterator[int]:
        """Where the names of landforms begin behind an article: the Barossa Valley."""
        for i, word in enumerate(self.lower):
            if word in self.places.cues["en landform"] and self._capital(i) and self._capital(i - 1):
                first = i - 1
                while i - first < _OPEN_WORDS and self._capital(first - 1) and self._gap(first - 1) == " ":
                    first -= 1
                first += self._word(first) in _DETERMINERS
                if self._word(first - 1) == "the" and first < i:
                    yield first

    def _possessors(self) -> Iterator[int]:
        """Where the names begin of which a possessive says that they are places."""
        for i, gap in enumerate(self.gaps[:-1]):
            if gap[:2] == "'s" and self._possessed(i):
                first = i
                while i - first < _OPEN_WORDS and self._capital(first - 1) and self._gap(first - 1) == " ":
                    first -= 1
                yield first + (self._word(first) in _DETERMINERS)

    def _possessed(self, i: int) -> bool:
        """Whether word ``i`` is a name that possesses what belongs to a place: Castellon's four hospitals."""
        if not self._capital(i) or self._gap(i) != "'s ":
            return False
        behind = range(i + 1, min(i + 1 + _CIVIC_WITHIN, len(self.words)))
        stop = next((k for k in behind if self._gap(k) != " "), len(self.words))
        return any(self._word(k) in _CIVIC and not self._capital(k) for k in behind if k <= stop)

    def _before_units(self) -> Iterator[int]:
        """Where the names before units begin (Dak Lak province, Kwale county)."""
        for i, word in enumerate(self.words):
            if word in _UNITS and self._capital(i - 1) and self._word(i - 1) not in _DETERMINERS:
                first = i - 1
                while i - first < _OPEN_WORDS and self._capital(first - 1) and self._gap(first - 1) == " ":
                    first -= 1
                yield first + (self._word(first) in _DETERMINERS)

    def _at(self, i: int) -> int:
        if self.words[i] >= "a":
            return self._lower(i, self.words[i])
        return self._listed(i) or self._open(i)

    def _listed(self, i: int) -> int | None:
        """Takes the listed name that begins at word ``i``; returns where to go on, or None where it names no place."""
        for size in sizes(self.places.latin.starts.get(self.lower[i], 0)):
            key = self._key(i, size)
            if key is None:
                continue
            if key in self.places.latin.traps:
                return i + size
            readings = self.places.latin.readings(key)
            if readings and self._means_place(i, size, key):
                return self._take(i, size, readings)
        exact = self.places.exact.get(self.words[i].replace(".", ""))
        if exact and not self._shouted(i) and not self._belongs(i, 1) and not self._gap(i).startswith("$"):
            return self._take(i, 1, (exact,))
        return None

    def _lower(self, i: int, word: str) -> int:
        """Words such as worldwide and national, which are written small."""
        cues = self.places.cues
        if word in cues["en world"] and (word != "world" or self._word(i - 1) in {"the", "of"}):
            self._record(i, 1, "World")
        elif word in cues["en nation"]:
            if self._gap(i) != "-":  # a national-level park is one of its kind, wherever it is
                self._record(i, 1, "nation")
        else:
            for size in sizes(self.places.latin.starts.get(word, 0)):
                key = self._key(i, size)
                if key in self.places.small:
                    return self._take(i, size, self.places.latin.readings(key))
        return i + 1

    def _word(self, i: int) -> str:
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def _gap(self, i: int) -> str:
        """What stands between word ``i`` and the next."""
        if not 0 <= i < len(self.words) - 1:
            return "."
        return self.gaps[i] or " "

    def _capital(self, i: int) -> bool:
        return 0 <= i < len(self.words) and self.words[i][0].isupper()

    def _key(self, i: int, size: int) -> str | None:
        if i + size > len(self.words) or any((gap or " ") not in _JOINTS for gap in self.gaps[i : i + size - 1]):
            return None
        return " ".join(self.lower[i : i + size])

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
        return bool(self.found) and self.found[-1].end >= self._stop(i - 1)

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
            if self._word(k) in _CIVIC_KINDS and self._word(k + 1) in _CIVIC_BODIES:
                return self._gap(k + 1) == " " and self._capital(k + 2)  # Cork University Hospital is Cork's
            if self._word(k) in cues["en organisation"]:
                return self._word(k) not in _CIVIC_BODIES or k > i + size or self._capital(k + 1)
        return False

    def _signed(self, i: int, size: int, key: str) -> bool:
        """Whether a preposition, a list or the place after a comma says that a guarded name is a place."""
        cues = self.places.cues
        last = i + size - 1
        if self._container(last, self.places.latin.readings(key)) or self._possessed(last):
            return True
        if self._gap(last) in {" ", "-"} and self._capital(last + 1) and self._word(last + 1) not in cues["en suffix"]:
            return False
        if self._gap(last) == " " and self._word(last + 1) in _KINDS:
            return True
        if self._heads_clause(i, size, key) or self._beside(i, key):
            return True
        before = self._word(i - 1) if self._gap(i - 1) in {" ", "\n"} else ""
        if before in cues["en side"]:
            before = self._word(i - 2)
        if before == "of":
            return self._word(i - 2) in cues["en geographic before"]
        return before in cues["en preposition"]

    def _heads_clause(self, i: int, size: int, key: str) -> bool:
        """Whether a place is what its clause is about: Mali, which produced 4 tonnes, while Hull moved 3."""
        places = self.places
        opens = not i or self._gap(i - 1).rstrip(" ")[-1:] in {".", "\n"}
        country = places.kinds.get(places.latin.readings(key)[0]) == "country"
        if key in places.cues["given names"] or not ((opens and country) or self._word(i - 1) in _CONTRASTS):
            return False
        gap, after = self._gap(i + size - 1), self._word(i + size)
        if gap == ", ":
            return after in {"which", "where", "whose"}
        return gap == " " and (after in places.cues["en follows a place"] or after.endswith("ed"))

    def _beside(self, i: int, key: str) -> bool:
        """Whether a name follows a place of its country: in Leeds and Hull."""
        last = self.found[-1] if self.found and self._word(i - 1) == "and" and self._gap(i - 1) == " " else None
        if last is None or last.end != self._stop(i - 2):
            return False
        country = self.places.country(last.place)
        return any(self.places.country(place) == country for place in self.places.latin.readings(key))

    def _container(self, last: int, readings: tuple[str, ...]) -> tuple[str, int] | None:
        """The reading that lies in the place named after a comma, and the words that this one takes."""
        if self._gap(last) != ", " or not self._capital(last + 1):
            return None
        for size in sizes(self.places.latin.starts.get(self._word(last + 1), 0)):
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
        if zone := self._zone(last):
            return self._surface(i, size + zone)
        if follows in self.places.cues["en landform"] and self._capital(last + 1):
            return self._surface(i, size + 1)
        if follows == "state" and self._capital(last + 1) and len(readings) == 1:
            return i + size + 1  # NOTE: Michigan State is a university; New York State has a city of its name beside it
        if follows in _KINDS:
            fitting = [place for place in readings if self.places.kinds.get(place) in _KINDS[follows]]
            if fitting:
                contained = self._container(last + 1, tuple(fitting))
                place, others = (contained[0], ()) if contained else self.places.nearby(tuple(fitting), self.found)
                return self._record(i, size + 1 + (contained[1] if contained else 0), place, others)
            if self._capital(last + 1) and _KINDS[follows] is _COUNTY and self.places.kinds.get(readings[0]) == "city":
                return self._surface(i, size + 1)
        if self._word(i - 1) == "of" and (kinds := _KINDS.get(self._word(i - 2))):  # the state of Sao Paulo
            readings = tuple(place for place in readings if self.places.kinds.get(place) in kinds) or readings
        return self._record(i, size, *self.places.nearby(readings, self.found))

    def _zone(self, last: int) -> int:
        """How many words after a place make it a zone's name (Suzhou Industrial Park), or 0."""
        for size in range(1, _ZONE_WORDS + 1):
            if self._gap(last + size - 1) not in {" ", "-"} or not (
                self._capital(last + size) or self._gap(last + size - 1) == "-"
            ):
                return 0
            if self._word(last + size) in _ZONES and size > 1:
                return size
        return 0

    def _surface(self, i: int, size: int) -> int:
        return self._record(i, size, self.text[self.starts[i] : self._stop(i + size - 1)])

    def _record(self, i: int, size: int, place: str, others: tuple[str, ...] = ()) -> int:
        self.found.append(Mention(self.starts[i], self._stop(i + size - 1), place, others))
        return i + size

    def _stop(self, i: int) -> int:
        return self.starts[i] + len(self.words[i])

    def _open(self, i: int) -> int:
        """An unlisted place: one to four capitalised words after a preposition of place."""
        cues = self.places.cues
        before = self._word(i - 1)
        if before not in self.places.opens or self._gap(i - 1) != " ":
            size = self._proper(i)
            if before == "the" and size > 1 and self._word(i + size - 1) in cues["en landform"]:
                named = self._stands(i, size, before) and not self._headline(i, size)
                return self._surface(i, size) if named else i + size
            if size and self._possessed(i + size - 1) and self._word(i) not in cues["given names"]:
                return self._surface(i, size)
            return self._unit(i, size) if size and self._word(i + size) in _UNITS else i + 1
        size = self._proper(i)
        if not size or self._headline(i, size):
            return i + max(size, 1)
        last = self._word(i + size - 1)
        unit = self._word(i + size) if self._gap(i + size - 1) == " " else ""
        geographic = (last in cues["en landform"] or last in cues["en suffix"]) and size > 1
        if unit in _UNITS:
            return self._unit(i, size)
        port = before == "of" and self._word(i - 2) in cues["en geographic before"]
        if before in FROM and not geographic and not port:
            return i + size
        if not geographic and not self._stands(i, size, before):
            return i + size
        return self._surface(i, size)

    def _unit(self, i: int, size: int) -> int:
        """An unlisted name with its unit; a province goes by its bare name as well."""
        province = self._word(i + size) == "province"
        return self._surface(i, size if province else size + 1) + province

    def _stands(self, i: int, size: int, before: str) -> bool:
        """Whether the name looks like a place's: no person's, no title's, and no modifier of what follows."""
        limit = 1 if before == "at" else 3  # NOTE: several words after "at" are a firm or a school
        if size > limit or self._word(i) in self.places.cues["given names"]:
            return False
        gap, after = self._gap(i + size - 1), self._word(i + size)
        if not gap.startswith((" ", "-", "'")):
            return True
        if self._word(i - 1) == "in" and self._capital(i - 1) and gap == " " and after in _ARTICLES:
            return True  # In Dubrovnik the beds
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
