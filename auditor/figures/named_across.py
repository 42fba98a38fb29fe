"""Bodies named in both languages: 晶澜半导体 is Jinglan Semiconductor, 青禾医院 is Qinghe Hospital.

The first word spells what stands first in Chinese, and all of the rest says what such a body is: part of it is another body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from auditor.figures.dictionary import stems
from auditor.figures.romanised import romanised
from auditor.figures.translated import rendered

__all__ = ["first_words", "same_body"]

# Two to four syllables of pinyin: a name of other letters spells nothing Chinese.
_PINYIN = re.compile(r"(?:(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?[aeiou]{1,3}(?:ng?)?|er)")
_SPELLED = re.compile(rf"(?:{_PINYIN.pattern}){{2,4}}")
_SYLLABLES = range(2, 5)
# What bodies call their trade in English where a dictionary calls it something else.
_CALLED = {
    "航空": "airline airway air aviation",
    "乳业": "dairy",
    "酒业": "liquor distillery winery",
    "药业": "pharmaceutical pharma medicine",
    "制药": "pharmaceutical pharma",
    "医药": "pharmaceutical pharma medicine",
    "科技": "technology tech",
    "汽车": "auto automobile automotive motor car",
    "证券": "securities",
    "控股": "holdings holding",
    "股份": "holdings holding company co corporation corp inc",
    "集团": "group",
    "人寿": "life",
    "芯片": "chip chips",
    "生物": "biotech biological biotechnology",
    "医疗": "medical healthcare",
    "基因": "genomics gene",
    "电力": "power electric",
    "光伏": "solar photovoltaic",
    "燃气": "gas",
    "水务": "water",
    "化工": "chemical chemicals",
    "石化": "petrochemical petrochemicals",
    "地铁": "metro subway",
    "啤酒": "brewery beer",
    "出版": "press publishing",
    "能源": "energy",
    "动力": "power",
    "环保": "environmental environment",
    "矿业": "mining",
    "铝业": "aluminium aluminum",
    "铜业": "copper",
    "锂业": "lithium",
    "种业": "seed",
    "牧业": "husbandry livestock",
    "渔业": "fishery fishing",
    "航运": "shipping",
    "海运": "shipping",
    "快递": "express",
    "速运": "express",
    "轮胎": "tire tyre",
    "地产": "property properties estate",
    "置业": "property properties estate",
    "财险": "insurance",
    "影业": "pictures film",
    "港口": "port",
    "机场": "airport",
    "开发区": "zone",
    "动物园": "zoo",
    "美术馆": "gallery museum",
    "体育场": "stadium",
    "体育馆": "gymnasium arena",
}


@lru_cache(maxsize=8192)
def same_body(han: str, latin: str) -> bool:
    """Whether a Chinese name and one of two Latin words are of one body, by the sound of the first word and the sense of the second."""
    first, _, rest = latin.rpartition(" ")
    spelled = first.replace("-", "").lower()
    if not _SPELLED.fullmatch(spelled):
        return False
    return any(romanised(han[:size]) == spelled and _says(rest, han[size:]) for size in _SYLLABLES if size < len(han))


def _says(latin: str, han: str) -> bool:
    here = stems(latin)
    if not here:
        return False
    called = _CALLED.get(han)
    return (called is not None and set(here) <= set(stems(called))) or rendered(han, here) == set(here)


def first_words(names: Iterable[str]) -> Iterator[str]:
    """What the names of bodies begin with, as pinyin: under it both languages meet."""
    for name in names:
        if name >= "\u4e00":
            if spelled := romanised(name[:2]):
                yield spelled.capitalize()
        elif " " in name and _SPELLED.fullmatch(first := name.partition(" ")[0].lower()):
            yield first.capitalize()
