"""Finds the English noun that a number counts, and whether a bare number is said of money or of people."""

from __future__ import annotations

import re

from auditor.model import Span
from auditor.text.lazy import lazy

__all__ = ["counted_noun", "speaks_of_money"]

_STOP = frozenset(
    re.findall(
        r"\S+",
        """in of for from at by with and or to were was are is be been have has had that which who whom on during since as than into
        across per while when where but if its their his her our this these those would will could can may more less over under
        about through a an the not it they he she we you so up down out off only also each between before after against annually
        total ago later earlier""",
    )
)
_RUN = re.compile(r"[\s-](?P<words>[A-Za-z][\w'’&-]{0,30}(?:[ \n][A-Za-z][\w'’&-]{0,30}){0,5})")
_WORD = re.compile(r"[\w'’&-]+")
_MORE = lazy(r"more\s(?!than\b)", re.IGNORECASE)  # 600 more pilots
_IRREGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child", "staff": "employee",
    "personnel": "employee", "lives": "life", "firms": "company", "companies": "company", "enterprises": "company",
    "businesses": "company", "corporations": "company", "vehicles": "vehicle", "cars": "vehicle", "talents": "person",
    "residents": "person", "workers": "employee", "employees": "employee", "aircraft": "aircraft", "cases": "case",
    "species": "species", "sheep": "sheep", "cattle": "cattle", "police": "police", "troops": "soldier", "series": "series",
    "fish": "fish", "deer": "deer", "crew": "crew", "households": "household", "teeth": "tooth", "mice": "mouse",
}  # fmt: skip
_LONG = 3
# The clause before a number without a unit:票房破2亿 is money, 用户破2亿 are people.
_REACH = 24
_MONEY = lazy(
    r"票房|金额|投资|产值|市值|规模|营收|收入|利润|成本|估值|融资|贷款|存款|GDP|资产|销售额|支出|预算|资金|价值|售价|价格|赔偿|罚款|花费|薪|负债|债务"
    r"|valu(?:e|ed|ation)|worth|fund|revenue|profit|invest|debt|loan|budget|cost|price|sales|spen[dt]|capital|raised",
    re.IGNORECASE,
)
_PEOPLE = lazy(
    r"人口|用户|粉丝|观众|人数|人员|下载|播放|浏览|阅读|员工|客流|游客|会员|人次|销量|产量|数量|点击|访问|读者|学生|users?|population|people|views|downloads|members",
    re.IGNORECASE,
)


def counted_noun(text: str, end: int) -> tuple[Span, str] | None:
    """The span of the noun phrase after a number and the head noun in the singular; ``None`` without a plural."""
    match = _RUN.match(text, end)
    if match is None:
        return None
    start = match.start("words")
    more = _MORE.match(match["words"])
    first = start + (more.end() if more else 0)
    for word in _WORD.finditer(match["words"], more.end() if more else 0):
        lower = word.group().lower()
        if lower in _STOP:
            return None
        if lower in _IRREGULAR:
            return (first, start + word.end()), _IRREGULAR[lower]
        if len(lower) > _LONG and lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s", "’s")):
            return (first, start + word.end()), _singular(lower)
    return None


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > _LONG + 1:  # ties
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "buses", "viruses", "mpuses", "nuses")):  # campuses, bonuses
        return word[:-2]
    return word[:-1]


def speaks_of_money(text: str, start: int) -> bool | None:
    """True where the words right before a bare number speak of money, False for people or pieces, else ``None``."""
    before = text[max(0, start - _REACH) : start]
    money, people = _last(_MONEY, before), _last(_PEOPLE, before)
    return None if money == people else money > people


def _last(pattern: re.Pattern[str], before: str) -> int:
    return max((match.start() for match in pattern.finditer(before)), default=-1)
