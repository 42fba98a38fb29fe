"""The words in the clause of a percentage that make it a change, and give it a sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from auditor.figures.bounds import bound_of
from auditor.text.lazy import lazy

__all__ = ["Change", "bound_of", "change_of"]


@dataclass(frozen=True, slots=True)
class Change:
    """Whether a ratio is a change, its sign, whether it is a yearly rate, and whether it compares with something."""

    growth: bool = False
    sign: Decimal = Decimal(1)
    yearly: bool = False
    multiple: bool = False


# NOTE: the class comes first, for the engine runs through the text by it.
_CLAUSE = lazy(
    r"[，,。；;!?！？\n:：.](?:(?<=[。；;!?！？\n:：])|(?<=，)(?!即|或者?)|(?<=,)(?!\s(?:or|that is|i\.e\.|by)\s|\d{3})|(?<=\.)\s)"
)
_FALL_BEFORE = lazy(
    r"(?:下降|下行|减少|降低|缩小(?![成至到])|压缩(?![率比成至到])|压降|便宜|缩水|少了|低了|砍[掉去]|蒸发|缩短|缩减|下滑|下跌|跌|回落|萎缩|负增长|降幅|减幅|跌幅|走低|走弱|下调|调低|下浮|收窄|收缩|下挫|下探|贬值|衰退|降|减"
    r"|[较比][^，。；]{1,14}(?:[低少轻短慢小矮](?!于)|(?<![全各])省(?=了|[约近]?[一二三四五六七八九十\d]|$))|\b(?:fell|falls?|falling|fallen|down|drop(?:s|ped|ping)?|declin(?:e|ed|es|ing)"
    r"|decreas(?:e|ed|es|ing)|reduc(?:e|ed|es|ing|tions?)|cut(?:s|ting)?|shr[aui]nk(?:s|ing)?|slip(?:s|ped|ping)?"
    r"|slump(?:s|ed)?|los(?:t|e|es|ing)\b|loss(?:es)? of|minus\b|off(?=\s(?:by\s)?(?:\w{4,7}\s)?$)|lower|slid|g[ai]v(?:e|es|en|ing) back"
    r"|plung(?:e|ed)|tumbl(?:e|ed)|contract(?:ed|ions?)|tighten(?:s|ed|ing)|shed|narrow(?:ed|ing)|eas(?:ed|es|ing)|dip(?:s|ped|ping)?\b"
    r"|slash(?:es|ed|ing)|par(?:es|ed|ing)|clip(?:s|ped|ping)|whittl(?:ed|ing)|dwindl(?:es|ed|ing)|plummet(?:s|ed|ing)?|nosediv(?:es|ed|ing)|diminish(?:es|ed|ing)|lessen(?:s|ed|ing)?|subsid(?:es|ed|ing)|curb(?:s|ed|ing)|lower(?:ed|ing)(?=[^,;.]{1,36}\sby\s(?:about\s|around\s|nearly\s|over\s|just\s)?$)|knocked off|scaled back|weaken(?:s|ed|ing)?|soften(?:s|ed|ing)?|retreat(?:s|ed|ing)?|reced(?:es|ed|ing)|s[aiu]nk\b|sinks\b|collaps(?:es"
    r"|ed|ing)|crash(?:es|ed|ing)|trim(?:s|med|ming)|depreciat(?:es|ed|ing)|shave[sd]?\b|sagg?(?:s|ed)|cool(?:s|ed))(?![a-z]))"
    r"(?P<gap>(?:[^，。；;,]|，(?=即|或)|,(?=\s(?:or|that is|by)\s|\d{3})){0,40})$",
)
_RISE_BEFORE = lazy(
    r"(?:增长|高出|多出|增速|增幅|增加|上升|上行|上涨|涨幅|提高|提升|攀升|同比|环比|复合增长率|年均|较上年|扩大|上调|调高|上浮|回升|反弹|走高|走强|升值|激增|飙升|涨|增"
    r"|[较比][^，。；]{1,14}[高多重长快大](?!于)|\b(?:(?<!make )(?<!made )(?<!makes )(?<!making )up\b(?! to\b)|rose|rise[sn]?|rising|grew|grow(?:s|n|ing|th)?|increas(?:e|ed"
    r"|es|ing)|climb(?:s|ed|ing)?|jump(?:s|ed)?|surg(?:e|ed|es|ing)|gain(?:s|ed)?|expan(?:d|ds|ded|ding|sion)|soar(?:s"
    r"|ed)?|advanc(?:e|ed)|cagr|growth rate|added|rebound(?:s|ed|ing)?|accelerat(?:es|ed|ing)|leap(?:s|ed|t)?\b"
    r"|rall(?:y|ies|ied)|recover(?:s|ed|ing)|swell(?:s|ed)|spik(?:es|ed)|rocket(?:s|ed)|strengthen(?:s|ed|ing)"
    r"|widen(?:s|ed|ing)|mushroom(?:s|ed|ing)|balloon(?:s|ed|ing)|bounc(?:es|ed|ing) back|(?:shot|inch(?:es|ed)|tick(?:s|ed)|edg(?:es|ed)|creeps?|crept|nudg(?:es|ed)) (?:up|higher)|hik(?:es|ed|ing)|upped|(?:rais|boost|lift)(?:e?s|ed|ing)(?=[^,;.]{1,36}\sby\s(?:about\s|around\s|nearly\s|over\s|just\s)?$)|pick(?:s|ed) up|appreciat(?:es|ed))(?![a-z]))"
    r"(?P<gap>(?:[^，。；;,]|，(?=即|或)|,(?=\s(?:or|that is|by)\s|\d{3})){0,40})$",
)
_FALL_AFTER = lazy(
    r"\s?(?:的降幅|的下降|(?!\s?(?:if|when|as|while|because|unless|and|but|or)\b)\w{0,12}\s?(?:reduction|decline|decrease|drop|fall|cut|contraction)\b|(?:low|small|short|light|cheap|slow|weak|narrow|young|poor)er\b|less\b|fewer\b|below\b|down\b)",
)
_RISE_AFTER = lazy(
    r"\s?(?:的(?:增速|增长|涨幅|增幅)|(?!\s?(?:off|from|if|when|as|while|because|unless|and|but|or)\b)(?:[\w-]{1,20}\s){0,2}?(?:growth|increase|rise|gain|jump|surge|expansion|raise|hike)\b|(?:high|larg|bigg|long|great|fast|heavi|wid|tall|old|rich|expensiv|strong)er\b|more\b|above (?:a|the|last)|up (?:on|from|in|over|year|compared|since|so)\b)",
)
_COMPARED = lazy(r"\s?year[- ]on[- ]year")
_SHARE = re.compile(
    r"(?:占(?:比|据|到|全|总|了|有|其|本|国|整|当|约|近|超)?|比重|份额|account(?:s|ed|ing) for|represent(?:s|ed|ing)?|mak(?:es?|ing) up|made up|a share of|compris(?:es|ing))[^，。；;,]{0,16}$",
)
_SHARE_AFTER = re.compile(r"\s?(?:of (?!growth)(?:the|all|its|their|[a-z])|的(?!增|降|涨|速))")
_RATIO_BEFORE = lazy(r"(?:仅为|只有|相当于|等于|只是|为|是)[^，。；;,占]{1,12}的(?:约|近|不到)?$")
_YEARLY = lazy(
    r"年均|复合(?:年)?增长|每年|cagr|compound annual|annual(?:ly)?\b|per year|a year(?! (?:ago|earlier|before))|year-on-year growth since|each year",
)


# To lose 18 % of the staff is a share of the staff.
_SHARE_LOST = lazy(r"los(?:t|e|es|ing)\b|shed")

# trimmed its growth forecast by 0.3 points
_CUT_BY = lazy(
    r"\b(?:trimm?|cut|lower|slash|reduc|par)(?:e?s|e?d|t?ing)?\b[^,;.]{1,40}\sby\s(?:about\s|around\s|nearly\s|over\s|just\s)?$"
)
# "rose to 4.9 %" gives a level; "growth slowed to 4.9 %" gives a rate all the same.
_LEVEL = lazy(
    r"(?:(?<!up)(?<!according)(?<!due)(?<!compared)\sto\s(?:about\s|around\s|nearly\s|over\s|almost\s|between\s|just\s\w{2,6}\s)?|\b(?:f[ae]ll(?:s|en|ing)?|dropp?(?:s|ed|ing)?|slipp?(?:s|ed)?|dipp?(?:s|ed)?|r[io]sen?|climb(?:s|ed)?|jump(?:s|ed)?|s[aiu]nk|slid|plunged|went|back)\s(?:below|under|beneath|above|past)\s|[跌降涨升突]破|(?:[升降增减跌涨落高低少长缩大窄宽滑慢快行水探压复攀爬调提拉扩推]|[%％点]|bp)[至到](?:了|约|近)?)$",
)
# 提高到2024年的74%: the date stands between.
_DATED = lazy(r"(?:19|20)\d\d年(?:\d{1,2}月)?[底末]?的?$")
_PASSED, _REACHED = frozenset({"to", "below", "under", "beneath", "above", "past"}), frozenset("至到了约近破")
# "fell from 18.2% to 16.9%": the level that a change starts from.
_COMES_FROM = lazy(r"\bfrom\s(?:about\s|around\s|nearly\s|over\s)?$")
# A level that was left: down from 66.8%; it slipped to 17% from 21%.
_CAME_DOWN = lazy(r"(?:\b(?:down|up)|%[^.;,]{0,12}) from\s(?:\w+\s)?$")
_LED_TO = lazy(r"[^.;]{0,40}\bto\s")
_FALL_NOUNS = frozenset({"降幅", "跌幅", "decline"})
_RATE_NOUN = lazy(
    r"增速|增幅|涨幅|降幅|跌幅|增长率|同比|环比|\bgrowth\b|\binflation\b|\bgrew\b|year-on-year|\bgains?\b|\bdecline\b",
)


def change_of(text: str, start: int, end: int) -> Change:
    """What the clause around a ratio says of it."""
    before, after = (words.lower() for words in _clause(text, start, end))
    yearly = bool(_YEARLY.search(before) or _YEARLY.search(after[:40]))
    share = _SHARE.search(before) or _SHARE_AFTER.match(after)
    fall, rise = _FALL_BEFORE.search(before), _RISE_BEFORE.search(before)
    if "from" in before and _COMES_FROM.search(before) and (_LED_TO.match(after) or _CAME_DOWN.search(before)):
        return _rate_reached(before, yearly=yearly) if _RATE_NOUN.search(before) else Change()
    if _leads_to(_DATED.sub("", before) if "年" in before[-6:] else before):
        return _rate_reached(before, yearly=yearly) if _RATE_NOUN.search(before) else Change()
    if share and (share.re is _SHARE and max(_at(fall), _at(rise)) < share.start()):
        return Change()
    if _FALL_AFTER.match(after):
        return Change(growth=True, sign=Decimal(-1), yearly=yearly)
    if _RISE_AFTER.match(after):
        return Change(growth=True, yearly=yearly)
    if share and share.re is _SHARE_AFTER and not (fall or rise):
        return Change()
    if fall and _SHARE_LOST.match(fall.group()) and after.startswith(" of "):
        return Change()
    if fall and (_at(fall) >= _at(rise) or _CUT_BY.search(before)):
        return Change(growth=True, sign=Decimal(-1), yearly=yearly)
    if rise or _COMPARED.match(after):
        return Change(growth=True, yearly=yearly)
    return Change(multiple=bool(_RATIO_BEFORE.search(before)))


def _leads_to(before: str) -> bool:
    """Whether the words before a rate end in those that lead to a level: rose to, 增至, fell below."""
    last = before[-1:]
    if last.isspace():
        if " to " not in before and before.rstrip().rpartition(" ")[2] not in _PASSED:
            return False
    elif last not in _REACHED:
        return False
    return _LEVEL.search(before) is not None


def _rate_reached(before: str, *, yearly: bool) -> Change:
    """A rate that a verb of change led to: "growth slowed to 4.9 %" is a rise all the same, 降幅收窄至 5 % a fall."""
    last = [match.group() for match in _RATE_NOUN.finditer(before)][-1]
    return Change(growth=True, sign=Decimal(-1 if last in _FALL_NOUNS else 1), yearly=yearly)


def _at(match: re.Match[str] | None) -> int:
    return -1 if match is None else match.start()


def _clause(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after in the same clause; a bare pair such as "同比增长" may end it."""
    before = text[max(0, start - 60) : start]
    cut = max((match.end() for match in _CLAUSE.finditer(before)), default=0)
    after = text[end : end + 60]
    stop = _CLAUSE.search(after)
    return before[cut:], after[: stop.start()] if stop else after
