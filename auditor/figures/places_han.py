"""Finds places in Chinese text: the longest listed name first, then places by the suffix of their unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from auditor.figures.places_graph import Graph, Mention, disjoint, sizes, split
from auditor.text.lazy import lazy

__all__ = ["HAN", "HanScan"]

HAN = "\u4e00-\u9fff"
# A unit's last character is no suffix where it begins another word (市场, 县域, 区别).
_SUFFIX = lazy(r"[市县州省府邦郡镇](?![场值民内区价占面级域人政委辖属长上中外里])")
# A guarded name is a place before its unit (日照市) and before "the whole county" (罗平全县).
_UNIT_AFTER = lazy(rf"{_SUFFIX.pattern}|全[省市州县区镇]|港(?![币元股商澳人务式闸台剧])")
# 静宁苹果总产量: a guarded name that opens its clause is a place before what its fields yield, where an amount of that is told.
_CROP_AFTER = lazy(
    r"(?:苹果|脐橙|蜜橘|柑橘|橙子|蜜柚|柚子|葡萄|红枣|冬枣|大枣|核桃|板栗|花椒|辣椒|大蒜|生姜|洋葱|马铃薯|土豆|红薯|番茄|西瓜|甜瓜|蜜瓜|香梨|雪梨|梨果|桃子|水蜜桃|樱桃|猕猴桃|荔枝|龙眼|芒果|香蕉|菠萝|枸杞|人参|三七|茶叶|[绿红白黑青花岩油]茶|香菇|木耳|食用菌|大米|水稻|小麦|玉米|棉花|花生|蔬菜|小龙虾|大闸蟹|对虾|生蚝|肉牛|生猪)"
    r"[^，。；]{0,3}(?:产量|产值|种植面积|栽培面积|出口量|出口额|销量|年产)"
)
# 在津, 来沪, 驻鄂: provinces and the greatest cities by one character, behind one that says where, before no word that it begins.
_SHORT = re.compile(
    r"[在来驻](?<![现存实潜内外所自]在)(?<![原从以未近历年带起出后将往本]来)(?P<short>京(?![东剧郊广津沪九张西族都胶杭港畿昆])|津(?![巴贴要门南津液冀])|沪(?![剧宁杭深港苏])|渝(?![中北水黔湘])"
    r"|[冀豫赣鲁](?![东中西南北州剧园迅班山])|皖(?![南北江])|粤(?![港东西北剧菜海])|闽(?![南北江清侯])|琼(?![海浆中山])|鄂(?![尔州伦温])|湘(?![西江潭乡阴雅剧菜])|浙(?![江商])|黔(?![东西南江])|滇(?![池西中]))"
)
_SHORTS = {
    "京": "Beijing", "津": "Tianjin", "沪": "Shanghai", "渝": "Chongqing", "冀": "Hebei", "豫": "Henan", "赣": "Jiangxi",
    "鲁": "Shandong", "皖": "Anhui", "粤": "Guangdong", "闽": "Fujian", "琼": "Hainan", "鄂": "Hubei", "湘": "Hunan",
    "浙": "Zhejiang", "黔": "Guizhou", "滇": "Yunnan",
}  # fmt: skip
# NOTE: every branch begins with a character of its own, for the engine runs through the text by them.
_OPEN_SUFFIX = re.compile(r"自治[州县]|[市州区县镇乡](?![场值民内价占面级域间别分划块])|村(?<!村村)(?![民里庄镇级])")
# These follow ordinary words too often (承载区, 联动区) to be taken after a mere comma.
_WEAK_SUFFIX = frozenset("市州区")
# Characters before the suffix: after a locative word, and after a mere stop or a listed place (a longer run is a clause).
_OPEN_MIN, _OPEN_MAX, _OPEN_SHORT = 2, 4, 3
_NO_NAME = frozenset(
    "据入回过用做拿加取离抵经途赴往拨请被遭的了是在有和与及等个为将被把这那该本全各每某我你他她它们其大小多几两一二三四五六七八九十百千万亿年月日里外内中上下不都也就还又很最更从到至对向给让使由以及或而但如若因可能会要来去说看"
)
_BOUNDARY = lazy(r"[，。；：！？、,;:（(“”【]")
_OPENS = lazy(r"[，。；：、！？年月底末\n\s\"“]")
_LOCATIVE = lazy(r"(?:位于|地处|来自|前往|在|据)\Z")
# A point between its parts makes a foreign person's name (米兰·昆德拉).
_MIDDOTS = frozenset("·・•‧")
_CITY = frozenset({"city", "division"})


@dataclass(slots=True)
class HanScan:
    """One pass over Chinese text: longest listed name first, then places by their suffix."""

    places: Graph
    text: str
    start: int
    end: int
    found: list[Mention] = field(default_factory=list)

    def mentions(self) -> Iterator[Mention]:
        """The places in order."""
        for match in self.places.mixed.finditer(self.text, self.start, self.end):
            self.found.append(Mention(*match.span(), self.places.han.readings(match.group())[0]))
        for match in _SHORT.finditer(self.text, self.start, self.end):
            self.found.append(Mention(*match.span("short"), _SHORTS[match["short"]]))
        mixed, self.found = self.found, []
        text, starts, done = self.text, self.places.han.starts, self.start
        begins = [match.start() for match in self.places.han_begins.finditer(text, self.start, self.end)]
        for i in [i for i in begins if text[i : i + 2] in starts]:
            if i >= done:
                done = self._at(i, sizes(starts[text[i : i + 2]]))
        listed = list(disjoint(sorted((*mixed, *self.found), key=lambda m: (m.start, -m.end)))) if mixed else self.found
        opened = tuple(self._open(listed))
        return disjoint(sorted((*listed, *opened), key=lambda m: (m.start, -m.end)) if opened else listed)

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
        if _CROP_AFTER.match(self.text, i + len(name), self.end) and (
            i == self.start or _OPENS.match(self.text, i - 1)
        ):
            return True
        return any(self.text.endswith(cue, max(self.start, i - 4), i) for cue in self.places.cues["han locative"])

    def _named(self, i: int) -> bool:
        """Whether a listed name begins at ``i`` (浙江|湖州 is no lake)."""
        han = self.places.han
        names = (self.text[i : i + size] for size in sizes(han.starts.get(self.text[i : i + 2], 0)))
        return any(name in han.free or name in han.guarded for name in names)

    def _listed_with(self, name: str, i: int) -> bool:
        """Whether the name follows a place beside it, in a list (张江、金桥)."""
        last = self.found[-1] if self.found else None
        if last is None or last.end != i - 1 or self.text[i - 1] not in "、和与及":
            return False
        siblings = set(split(self.places.parents.get(last.place)))
        return any(siblings & set(split(self.places.parents.get(place))) for place in self.places.han.readings(name))

    def _take(self, name: str, i: int, j: int, readings: tuple[str, ...]) -> int:
        """Records a name unless it begins an organisation's; returns where to go on."""
        if self.text[j : j + 1] in _MIDDOTS or self.text[i - 1 : i] in _MIDDOTS:
            return j
        landform = self.places.landform.match(self.text, j, self.end)
        skip = landform.end() if landform and not self._named(j) else self._organisation(j)
        if skip:
            return skip
        last = self.found[-1] if self.found else None
        place, others = self.places.nearby(readings, self.found)
        zone = self.places.zone.match(self.text, j, self.end)
        if zone:
            j = zone.end()
            listed = self.places.han.readings(self.text[i:j])
            place, others = listed[0] if listed else self.text[i:j], ()
        elif (
            _SUFFIX.match(self.text, j, self.end)
            and self.places.kinds.get(place) in _CITY
            and name[-1] not in "市省县州"
        ):
            j += 1
        if last and last.end == i and self.places.within(place, last.place):
            i = self.found.pop().start
            others = ()
        self.found.append(Mention(i, j, place, others))
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
        matches = tuple(_OPEN_SUFFIX.finditer(self.text, self.start, self.end))
        ends = {mention.end for mention in listed} if matches else set()
        taken = sorted((mention.start, mention.end) for mention in listed) if matches else []
        cursor = 0
        for match in matches:
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
