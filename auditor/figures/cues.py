"""The words around a quantity that bound it (over, 近), and that make a percentage a change and give it a sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Change", "bound_of", "change_of"]

_BEFORE = (
    ("nearly", re.compile(r"(?:将近|接近|近(?!期|年|日|来)|逼近|just under|just below|nearly|almost|close to|approaching|nearing|not quite)[\s]?(?:about\s)?[^\w\s]?$", re.IGNORECASE)),
    ("at_most", re.compile(r"(?:不到|不足|(?<![不得应能])(?:低于|少于|小于)|不超过|不超|不逾|不高于|不多于|不大于|(?:不得|不能|不可|不应|不会)(?:超过|高于|多于|大于|超出)|未超过|未超|未满|不满|控制在|最多|至多|最高|(?:最多|至多|顶多|最高)(?:还|只|也)?(?:能|可以?)[\u4e00-\u9fff]{0,2}|(?<!no )(?<!not )(?:less than|fewer than)|below|under|(?<!edged )(?<!inched )(?<!ticked )(?<!went )(?<!crept )(?<!moved )(?<!picked )(?<!goes )up to|at most|no more than|not more than|(?:not|cannot|n't|never)(?: to)? exceed(?:ing|ed)?|a maximum of|as many as|capped at|within)\s?$", re.IGNORECASE)),
    ("at_least", re.compile(r"(?:超过|超出|首次超|超|突破|首破|破|逾|高于|多于|大于|不少于|不低于|(?:不得|不能|不可|不应)(?:低于|少于|小于)|不下于?|不止|起码|至少|最少|多达|(?<=[值模量数额入金产])过|more than|over|above|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?(?: a scale of)?|topp(?:ed|ing)|tops|at least|no fewer than|no less than|upwards? of|north of|in excess of|a minimum of|greater than|well over)\s?$", re.IGNORECASE)),
    ("approximately", re.compile(r"(?:大约|大概|约为|约合|约占|约|差不多(?:[\u4e00-\u9fff]{0,3}[要有花])?|估计|估算|预计约|approximately|approx\.?|about|around|roughly|some|circa|an estimated|estimated(?: at)?|or so|(?<![\d万亿%千百元])~|≈)\s?(?:an?\s)?$", re.IGNORECASE)),
)  # fmt: skip
_AFTER = (
    (
        "at_least",
        re.compile(
            r"\s?(?:以上|及以上|上方|开外|之上|(?:[(（]含[)）])以上|\+(?!\s?[\dA-Za-z])|or more\b|or above\b|and above\b|plus\b)",
            re.IGNORECASE,
        ),
    ),
    ("approximately", re.compile(r"\s?(?:左右|上下|前后|or so\b)", re.IGNORECASE)),
    ("at_most", re.compile(r"\s?(?:以内|以下|之内|or less\b|or fewer\b)", re.IGNORECASE)),
)
# 十来块, 三百来吨: thereabouts, on either side.
_THEREABOUTS = re.compile(r"[十百千万亿\d]来[^\d来]{0,6}$")
_LINKED = re.compile(r"(?:每[\u4e00-\u9fff]{1,2}|有|达到?|为|是|需要?)$")
_OPEN_SCALE = re.compile(r"(?:上|(?<![经通不超难越])过)$")
# What the patterns may begin with, and what they may end with.
_AFTER_STARTS = re.compile(r"\s?[以及上开之(（+oapOAP左前]")
_HAN_LAST = frozenset("下为于出到占合在多少有概止满码破算约花要计超足达过近逾高")
_HAN_APART = ("最多", "至多", "顶多", "最高", "差不多")
_LATIN_LAST = frozenset(
    """under below nearly almost to approaching nearing quite than most of within over above exceed exceeds exceeded
    exceeding surpass surpasses surpassed surpassing scale tops topped topping least approximately approx. approx about around
    roughly some circa estimated at so as a an many maximum minimum north excess greater up""".split()  # noqa: SIM905  # words read best as words
)
# 不足总库容的四分之一: the bound word stands before the whole.
_OF_WHOLE = tuple(
    (name, re.compile(rf"(?:{words})[^，。；,;的\d]{{1,10}}的$"))
    for name, words in (
        ("at_most", "不足|不到|未到"),
        ("at_least", "超过|超出|逾"),
        ("nearly", "将近|接近"),
        ("approximately", "大约|约占|约为"),
    )
)
_SHARING = re.compile(r"占[^，。；,;占]{0,10}$")


def bound_of(text: str, start: int, end: int) -> str:
    """``exact``, ``at_least``, ``at_most``, ``nearly`` or ``approximately``, from the words next to the quantity."""
    before = text[max(0, start - 26) : start]
    if text[start : start + 1] in {"百", "千", "万", "亿"} and _OPEN_SCALE.search(before):
        return "at_least"  # 上千束, 过百亿元
    if "来" in text[start:end] and _THEREABOUTS.search(text, start, end):
        return "approximately"
    if _AFTER_STARTS.match(text, end) and (name := _first(_AFTER, text, end)):
        return name
    # 约占全国的三分之一: the bound word may stand before the verb of sharing.
    for words in _before_links(before):
        if _may_bound(words) and (name := _last(words)):
            return name
    if not before.endswith("的"):
        return "exact"
    return next((name for name, pattern in _OF_WHOLE if pattern.search(before)), "exact")


def _first(patterns: Sequence[tuple[str, re.Pattern[str]]], text: str, end: int) -> str | None:
    return next((name for name, pattern in patterns if pattern.match(text, end)), None)


def _last(words: str) -> str | None:
    return next((name for name, pattern in _BEFORE if pattern.search(words)), None)


def _before_links(before: str) -> Iterator[str]:
    """The words before a quantity, and those before the verb or the "per" between: 至少有, 突破每亩."""
    yield before
    if "占" in before:
        yield _SHARING.sub("", before)
    if linked := _LINKED.search(before):
        yield before[: linked.start()]


def _may_bound(before: str) -> bool:
    """Whether the words before a quantity end as some bound word does; most do not, and the patterns are dear."""
    tail = before.rstrip()
    if tail[-1:] and not tail[-1].isalnum() and tail[-1] not in "~≈.":
        tail = tail[:-1].rstrip()
    last = tail[-1:]
    if last in _HAN_LAST or last in "~≈." or any(word in before for word in _HAN_APART):
        return True
    if not last.isascii():
        return False
    return tail.rpartition(" ")[2].rpartition("\n")[2].lstrip("([\"'“‘").lower() in _LATIN_LAST


@dataclass(frozen=True, slots=True)
class Change:
    """Whether a ratio is a change, its sign, whether it is a yearly rate, and whether it compares with something."""

    growth: bool = False
    sign: Decimal = Decimal(1)
    yearly: bool = False
    multiple: bool = False


_CLAUSE = re.compile(r"，(?!即|或者?)|,(?!\s(?:or|that is|i\.e\.)\s)|[。；;!?！？\n:：]|\.\s")
_FALL_BEFORE = re.compile(
    r"(?:下降|减少|降低|便宜|缩水|少了|低了|缩短|缩减|下滑|下跌|跌|回落|萎缩|负增长|降幅|减幅|跌幅|走低|走弱|下调|调低|下浮|收窄|收缩|下挫|下探|贬值|衰退|降|减|\bfell|\bfalls?|\bfalling|\bfallen|\bdown|\bdrop(?:s|ped|ping)?|\bdeclin(?:e|ed|es|ing)|\bdecreas(?:e|ed|es|ing)"
    r"|\breduc(?:e|ed|es|ing|tion)|\bcut(?:s|ting)?|\bshr[aui]nk(?:s|ing)?|\bslip(?:s|ped|ping)?|\bslump(?:s|ed)?|\blost|\bloss of|\blower|\bslid|\bplung(?:e|ed)|\btumbl(?:e|ed)|\bcontract(?:ed|ion)|\bshed|\bnarrow(?:ed|ing)|\beas(?:ed|es|ing)|\bdip(?:s|ped|ping)?\b|\bweaken(?:s|ed|ing)?|\bsoften(?:s|ed|ing)?|\bretreat(?:s|ed|ing)?|\breced(?:es|ed|ing)|\bs[aiu]nk\b|\bsinks\b|\bcollaps(?:es|ed|ing)|\bcrash(?:es|ed|ing)|\btrim(?:s|med|ming)|\bdepreciat(?:es|ed|ing)|\bshave[sd]?\b|\bsagg?(?:s|ed)|\bcool(?:s|ed))"
    r"(?P<gap>(?:[^，。；;,]|，(?=即|或)|,(?=\s(?:or|that is)\s)){0,40})$",
    re.IGNORECASE,
)
_RISE_BEFORE = re.compile(
    r"(?:增长|增速|增幅|增加|上升|上涨|涨幅|提高|提升|攀升|同比|环比|复合增长率|年均|较上年|扩大|上调|调高|上浮|回升|反弹|走高|走强|升值|激增|飙升|涨|增|\bup\b(?! to\b)|\brose|\brise[sn]?|\brising|\bgrew|\bgrow(?:s|n|ing|th)?|\bincreas(?:e|ed|es|ing)|\bclimb(?:s|ed|ing)?|\bjump(?:s|ed)?|\bsurg(?:e|ed|es|ing)"
    r"|\bgain(?:s|ed)?|\bexpan(?:d|ds|ded|ding|sion)|\bsoar(?:s|ed)?|\badvanc(?:e|ed)|\bCAGR|\bgrowth rate|\bpaid|\badded|\brebound(?:s|ed|ing)?|\baccelerat(?:es|ed|ing)|\bleap(?:s|ed|t)?\b|\brall(?:y|ies|ied)|\brecover(?:s|ed|ing)|\bswell(?:s|ed)|\bspik(?:es|ed)|\brocket(?:s|ed)|\bstrengthen(?:s|ed|ing)|\bwiden(?:s|ed|ing)|\bpick(?:s|ed) up|\bappreciat(?:es|ed))"
    r"(?P<gap>(?:[^，。；;,]|，(?=即|或)|,(?=\s(?:or|that is)\s)){0,40})$",
    re.IGNORECASE,
)
_FALL_AFTER = re.compile(
    r"\s?(?:的降幅|的下降|\w{0,12}\s?(?:reduction|decline|decrease|drop|fall|cut|contraction)\b|(?:low|small|short|light|cheap|slow|weak|narrow|young|poor)er\b|less\b|fewer\b|below\b|down\b)",
    re.IGNORECASE,
)
_RISE_AFTER = re.compile(
    r"\s?(?:的(?:增速|增长|涨幅|增幅)|(?:[\w-]{1,20}\s){0,2}?(?:growth|increase|rise|gain|jump|surge|expansion)\b|(?:high|larg|bigg|long|great|fast|heavi|wid|tall|old|rich|expensiv|strong)er\b|more expensive\b|more (?:than (?:a|the|in|last)|vehicles)|above (?:a|the|last)|year[- ]on[- ]year)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?:占(?:比|据|到|全|总|了|有|其|本|国|整|当|约|近|超)?|比重|份额|account(?:s|ed|ing) for|represent(?:s|ed|ing)?|mak(?:es|ing) up|made up|a share of|compris(?:es|ing))[^，。；;,]{0,16}$",
    re.IGNORECASE,
)
_SHARE_AFTER = re.compile(r"\s?(?:of (?!growth)(?:the|all|its|their|China|[A-Z])|的(?!增|降|涨|速))", re.IGNORECASE)
_RATIO_BEFORE = re.compile(r"(?:仅为|只有|相当于|等于|只是|为|是)[^，。；;,占]{1,12}的(?:约|近|不到)?$")
_YEARLY = re.compile(
    r"年均|复合(?:年)?增长|每年|CAGR|compound annual|annual(?:ly)?\b|per year|a year(?! (?:ago|earlier|before))|year-on-year growth since|each year",
    re.IGNORECASE,
)


# "rose to 4.9 %" gives a level; "growth slowed to 4.9 %" gives a rate all the same.
_LEVEL = re.compile(
    r"(?:(?<!up)(?<!according)(?<!due)(?<!compared)\sto\s(?:about\s|around\s|nearly\s|over\s|almost\s|just\s\w{2,6}\s)?|(?:[升降增减跌涨落高低少长缩大]|[%％点]|BP)[至到](?:了|约|近)?)$",
    re.IGNORECASE,
)
# "fell from 18.2% to 16.9%": the level that a change starts from.
_COMES_FROM = re.compile(r"\bfrom\s(?:about\s|around\s|nearly\s|over\s)?$", re.IGNORECASE)
# A level that was left: down from 66.8%; it slipped to 17% from 21%.
_CAME_DOWN = re.compile(r"(?:\b(?:down|up)|%[^.;,]{0,12}) from\s(?:\w+\s)?$", re.IGNORECASE)
_LED_TO = re.compile(r"[^.;]{0,40}\bto\s", re.IGNORECASE)
_FALL_NOUNS = frozenset({"降幅", "跌幅", "decline"})
_RATE_NOUN = re.compile(
    r"增速|增幅|涨幅|降幅|跌幅|增长率|同比|环比|\bgrowth\b|\binflation\b|\bgrew\b|year-on-year|\bgains?\b|\bdecline\b",
    re.IGNORECASE,
)


def change_of(text: str, start: int, end: int) -> Change:
    """What the clause around a ratio says of it."""
    before, after = _clause(text, start, end)
    yearly = bool(_YEARLY.search(before) or _YEARLY.search(after[:40]))
    share = _SHARE.search(before) or _SHARE_AFTER.match(after)
    fall, rise = _FALL_BEFORE.search(before), _RISE_BEFORE.search(before)
    if _COMES_FROM.search(before) and (_LED_TO.match(after) or _CAME_DOWN.search(before)):
        return _rate_reached(before, yearly=yearly) if _RATE_NOUN.search(before) else Change()
    if _LEVEL.search(before):
        return _rate_reached(before, yearly=yearly) if _RATE_NOUN.search(before) else Change()
    if share and (share.re is _SHARE and max(_at(fall), _at(rise)) < share.start()):
        return Change()
    if _FALL_AFTER.match(after):
        return Change(growth=True, sign=Decimal(-1), yearly=yearly)
    if _RISE_AFTER.match(after):
        return Change(growth=True, yearly=yearly)
    if share and share.re is _SHARE_AFTER and not (fall or rise):
        return Change()
    if fall and _at(fall) >= _at(rise):
        return Change(growth=True, sign=Decimal(-1), yearly=yearly)
    if rise:
        return Change(growth=True, yearly=yearly)
    return Change(multiple=bool(_RATIO_BEFORE.search(before)))


def _rate_reached(before: str, *, yearly: bool) -> Change:
    """A rate that a verb of change led to: "growth slowed to 4.9 %" is a rise all the same, 降幅收窄至 5 % a fall."""
    last = [match.group().lower() for match in _RATE_NOUN.finditer(before)][-1]
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
