"""Which dates after a day a text tells as past: its wording decides, sentence by sentence.

A sentence that speaks of plans, forecasts, terms or fiction is open and says nothing. One that tells plainly that
something has happened at a later date is found; of those that only read like an account of the past it takes several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from auditor.model import Span
from auditor.text.lazy import lazy

__all__ = ["told_as_past"]

_DATES = 2000  # dates looked at in one document
_SIDE = 160  # characters to either side of a date in which its sentence is read
_BEFORE = 200  # characters above a sentence in which a plan may have been opened
_TODAY = timedelta(days=1)  # the day after is today somewhere on earth

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_ZH = lazy(
    r"(?<![\d–—~-])(?<!(?<!截)至)(?P<to>到)?(?P<y>20\d\d|21\d\d)\s?年(?:\s?(?P<m>1[0-2]|0?[1-9])\s?月(?:\s?(?P<d>3[01]|[12]\d|0?[1-9])\s?日)?)?(?!\s?[底末]?[:：]|[日挂]历|[款版届考招假]|度?预算)"
)
_EN = lazy(
    rf"\b(?:(?P<since>[Ss]ince)|[Ii]n|[Oo]n|[Dd]uring|[Bb]etween 2[01]\d\d and|[Aa]s of|[Aa]t the end of|[Bb]y the end of|[Bb]y)\s(?:(?:late|early|mid)[ -]|the (?:first|second|third|fourth) (?:quarter|half) of\s)?"
    rf"(?:(?P<d1>\d{{1,2}})\s)?(?:(?P<m>{_MONTH})\s(?:(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s)?)?(?P<y>20\d\d|21\d\d)\b(?![-–/]\d|\s?%|\s(?:money|prices|dollars|terms)\b)"
)
# A year by itself: weaker, so that it takes several sentences of them.
_YEAR = lazy(r"(?<![\w$€£¥#/.,:–-])(?P<y>20\d\d|21\d\d)(?![\w%％/:–-]|[.,]\d|\s?(?:年|[%％万亿元个人]))")
_ANY_YEAR = lazy(r"2[01]\d\d")
_BREAK = lazy(r"[。！？!?；;\n]|\.(?=\s)")

_ZH_PAST = lazy(
    r"了(?!解|得|不)|已(?!知|婚)|曾|同比(?:增长|下降|增加|减少|上升|下滑|上涨|下跌)|环比(?:增长|下降)|比上年(?:增长|下降)"
    r"|日(?:电|讯|报道|消息|获悉)|宣布|获悉|去世|逝世|发生[^，。]{0,12}(?:事故|地震|火灾|爆炸)|造成[^，。]{0,12}(?:死|伤|遇难|失踪|受灾|损失)|[坍垮倒]塌|当选|夺冠|获奖|击败|战胜|被捕|落网|被判|获刑|辞职|破产|遇害|(?:数据|报告|财报|年报|统计|记录|公报)显示|(?:调查|研究|普查|民调)(?:发现|显示|表明)|起火|坠毁|沉没|遇难|身亡|病逝|猝死|失联|脱轨|溃坝|决堤|截至|以来|迄今|至今|问世"
)
_ZH_BEFORE = lazy(r"(?:截至|早在|发生在|成立于|创[立办建]于|始?建于|[出诞]生于|毕业于|已[于在]|曾[于在]|去年|上年)$")
# 由某人于2031年创办: who made something is told of what there is.
_ZH_BY, _ZH_MADE = lazy(r"由[^，。]{1,16}[于在]$"), lazy(r"(?:创[办立建]|始建|发明|设计|修建|兴建|编[写纂]|绘制)")
# What a figure or an event of the past is told with, and a plan as well: it counts where no plan is near.
_ZH_DONE = lazy(
    r"过[，。的]|突破|增[至到加]|[剧猛锐]增|下降|减少|上升|降[至到]|升[至到]|[达为占仅](?:到|至|了)?\s?\d|只有|累计|完成|实现|跌|创下?"
    r"|发布|成立|推出|创[立建办刊]|建立|加入|公布|提出|出版|引[入进]|获|通过|修订|诞生|出生|毕业|开业|开馆|开园|开张|开播|开课|投[产入资]|建成|开通|上线|首次|开始"
    r"|举[行办]|召开|发生|当选|参加|启动|竣工|落成|通车|签[署订]|爆发|遭|先后|连续|共有|组织|收入|带领|调[查整]|入选|评"
)
# An amount that was counted: 起降架次突破14万, 全区总人口324万人.
_ZH_COUNTED = lazy(
    r"(?:突破|增[至到加]|[剧猛锐]增到?|下降到?|减少到?|上升到?|降[至到]|升[至到]|达到?|为|占|仅|仅为|只有|累计[^，。\d]{0,12}|完成[^，。\d]{0,12}|实现[^，。\d]{0,12}|控制在|共有?)\s?\d"
)
_ZH_UP_TO = lazy(r"已(?!知|婚)|累计|仍[为有只仅]|只有|仅[有为]")
_ZH_OPEN = lazy(
    r"将|会(?![议员上长展见商计同])|预[计测期估订售约]|料|有望|报名|招生|来临|时间表|进度|工期|阶段|可研|模型|计划|规划|目标|力争|争取|力求|拟|届时|未来|展望|愿景|可能|可望|或[将达可许]|到期|截止|为止|有效"
    r"|期限|任期|科幻|小说|电影|影片|剧|游戏|想象|设想|假[设如]|如果|若|须|应[当该]|确保|路线图|蓝图|纲要|战略|承诺|合同|租(?:[期约赁]|$)|[出承续招]租|债券|赛季|世界杯"
    r"|奥运|亚运|世博|[申承]办|前[，,后]|之前|以前|年前|起[，,施实执]|财年|情景|测算|推算|估算|签约至|续约|年检"
    r"|定于|决定|商定|约定|同意|下[届次一]|[明后]年|即将|筹[备办建]|迎接|跨世纪|决心|准备|打算|本世纪末|远景|前景|希望|必须|要求|力图|终将|一定"
)
_ZH_PLAN = lazy(r"将|预[计测]|计划|规划|目标|力争|方案|纲要|蓝图|展望|远景|措施|任务|安排|时间表|未来|路线图")

_EN_PAST = lazy(
    r"\b(?:was|were|had|did|rose|fell|grew|stood|held|won|lost|died|became|began|sold|bought|took|made|gave|said|told|met|went|came|left|sent|paid|spent|built|hit|saw|burst|broke|spoke|wrote|drove|chose|froze|stole|sank|shrank|threw|flew|knew|drew|blew|brought|caught|taught|fought|sought|felt|kept|swept"
    r"|dealt|struck|hung|swung|fled|led|shot|dug|overcame|overtook|withdrew|arose|awoke|ran|sat|lay|rode|fed|wore|tore|swore|beat"
    r"|[a-z]{2,}[a-df-z]ed)\b"
)
_EN_OPEN = lazy(
    r"\b(?:will|would|shall|expect\w*|forecast\w*|project(?:s|ed|ions?)?|predict\w*|plan\w*|target\w*|aim\w*|goal\w*|by (?:the end of )?2[01]\d\d(?![^.]{0,40}\bhad\b)|due|schedul\w*"
    r"|set to|slated|could|(?-i:may)|might|should|must|can|expir\w*|matur\w*|deadlines?|estimat\w*|anticipat\w*|propos\w*|pledg\w*|commit\w*|promis\w*|agree\w*|if|once|unless"
    r"|fiction\w*|novels?|films?|movies?|games?|series|episodes?|imagin\w*|future\w*|scenarios?|visions?|roadmaps?|ahead of|next|upcoming|contract\w*|bids?|host\w*"
    r"|leases?|bonds?|awarded|book(?:ed|ings?)|reserv\w*|slots?|tickets?|orders?|registration|models?|elections?|seasons?|eligible|retir\w*|fiscal|FY|to be|going to|starting|beginning|set in|stor(?:y|ies)|extend\w*|world cup|olympics?|likely)\b|['’]ll\b",
    re.IGNORECASE,
)
# A study, a disaster or a war that is called by its year has been.
_CALLED = lazy(
    r"\b(?:[Aa]n?|[Tt]he|[Oo]ne)\s(?:[A-Z][a-z]+\s)?(?P<y>20\d\d|21\d\d)\s(?:[A-Za-z’'-]+\s){0,3}?(?:study|report|review|survey|paper|poll|article"
    r"|attacks?|crash|crisis|disaster|tragedy|accident|earthquake|floods?|hurricane|wildfires?|invasion|coup|scandal|uprising|massacre|documentary|ruling)\b"
    rf"|\b[Tt]he (?:[a-z]+ )?(?:storm|flood|fire|quake|earthquake|crash|blaze|attack|strike|outbreak|drought|explosion|accident|riot|raid|hurricane|typhoon|landslide|blackout)s? of (?:\d{{1,2}} )?(?:{_MONTH} )?(?:\d{{1,2}},? )?(?P<x>20\d\d|21\d\d) [a-z]{{3,}}"
    r"|\b(?:[Ff]igures|[Rr]esults|[Dd]ata|[Aa]ccounts|[Rr]ecords|[Nn]umbers) for (?P<z>20\d\d|21\d\d) (?:showed|came|fell|rose|were|was)\b"
)
_UP_TO = lazy(
    r"\b(?:before|until|till|through|by|from|for|to|towards?|after|of)\s(?:the\s)?(?:(?:end|start|middle|beginning) of\s|early\s|late\s|[A-Z][a-z]{2,8}\.?\s)?$"
)
# "voted to close in 2031" looks ahead, "fell to a tenth in 2031" and "was stabbed to death in 2031" do not.
_TOWARDS = lazy(
    r"(?<!stabbed )(?<!beaten )(?<!returned )(?<!rose )(?<!fell )(?<!grew )(?<!back )\bto (?!court|\d)[a-z]+|\b(?:for|that)\b|,(?!\d)"
)
# Timetables are written in the present: "the museum, which closed last year, reopens in 2031".
_PRESENT = lazy(
    r"\b(?:is|are|has|have|remains?|takes?|(?:re)?opens?|(?:re)?starts?|begins?|arrives?|returns?|ends?|runs?|comes?|rises?|falls?|drops?|graduates?|expires?"
    r"|closes?|goes|becomes?|turns?|launch(?:es)?|stays?|joins?|enters?|follows?|leaves?|moves?|holds?|celebrates?|marks?|faces?|reach(?:es)?)\b"
)
_EVER_SINCE = lazy(r"\b[Ss]ince\b")


@dataclass(frozen=True, slots=True)
class _Told:
    """A later date in a sentence that is not open, and whether the sentence tells plainly that it is past."""

    span: Span
    sentence: int
    plain: bool


def told_as_past(text: str, now: date, least: int) -> tuple[Span, ...]:
    """The dates after ``now`` that are told as past: the plain ones, else all where ``least`` sentences read so."""
    if all(int(year) < now.year for year in _ANY_YEAR.findall(text)):
        return ()
    told = [*_chinese(text, now), *_english(text, now)]
    if plain := tuple(dict.fromkeys(one.span for one in told if one.plain)):
        return plain
    first = {one.sentence: one.span for one in reversed(told)}
    return tuple(sorted(first.values())) if len(first) >= least else ()


def _chinese(text: str, now: date) -> Iterator[_Told]:
    """截至2031年底已建成…; 2031年产值同比增长…; and, where no plan is near, 2031年产值突破1亿."""
    for match in islice(_ZH.finditer(text), _DATES):
        if int(match["y"]) < now.year or not _after(match, now):
            continue
        start, end = _sentence(text, match.span())
        if _ZH_OPEN.search(text, start, end):
            continue
        plain = _is_past_zh(text, match, start, end)
        if plain or (not match["to"] and _ZH_DONE.search(text, match.end(), end) and not _planned(text, start)):
            yield _Told(match.span("y") if match["to"] else match.span(), start, plain)


def _is_past_zh(text: str, match: re.Match[str], start: int, end: int) -> bool:
    near = min(end, match.end() + 40)
    if match["to"]:
        return bool(_ZH_UP_TO.search(text, match.end(), near)) and not _planned(text, start)
    if _ZH_MADE.match(text, match.end()) and _ZH_BY.search(text, max(start, match.start() - 24), match.start()):
        return True
    if _ZH_PAST.search(text, match.end(), near) or _ZH_BEFORE.search(
        text, max(start, match.start() - 6), match.start()
    ):
        return True
    return bool(_ZH_COUNTED.search(text, match.end(), near)) and not _planned(text, start)


def _planned(text: str, start: int) -> bool:
    """Whether a plan has been spoken of shortly before a sentence."""
    return _ZH_PLAN.search(text, max(0, start - _BEFORE), start) is not None


def _english(text: str, now: date) -> Iterator[_Told]:
    """In 2031, exports fell…; output reached … in March 2031; and a past tense beside the year alone."""
    for match in islice(_EN.finditer(text), _DATES):
        if int(match["y"]) >= now.year and _after(match, now):
            start, end = _sentence(text, match.span())
            sentence = text[start:end]
            if not _EN_OPEN.search(sentence) and (
                match["since"] or _is_past(sentence, match.start() - start, match.end() - start)
            ):
                yield _Told(match.span(), start, plain=True)
    for match in islice(_CALLED.finditer(text), _DATES):
        group = str(match.lastgroup)
        if int(match[group]) > now.year:
            start, end = _sentence(text, match.span())
            if not _EN_OPEN.search(text, start, end):
                yield _Told(match.span(group), start, plain=True)
    for match in islice(_YEAR.finditer(text), _DATES):
        if int(match["y"]) > now.year:
            start, end = _sentence(text, match.span())
            ahead = _UP_TO.search(text, max(start, match.start() - 30), match.start())
            if not ahead and _EN_PAST.search(text, start, end) and not _EN_OPEN.search(text, start, end):
                yield _Told(match.span(), start, plain=False)


def _is_past(sentence: str, start: int, end: int) -> bool:
    """Whether the verb that belongs to the date is one of the past: behind it where it opens a clause, else before."""
    before = sentence[:start]
    if not before.strip(" “\"'(,") or before.rstrip().endswith((",", ":", "–", "—")):
        verb, present = (pattern.search(sentence, end, end + 80) for pattern in (_EN_PAST, _PRESENT))
        return verb is not None and (present is None or present.start() > verb.start())
    if _EVER_SINCE.search(before, max(0, start - 60)):
        return True
    verbs = [match.end() for match in _EN_PAST.finditer(sentence, max(0, start - 60), start)]
    return bool(verbs) and not any(mark.search(sentence, verbs[-1], start) for mark in (_TOWARDS, _PRESENT))


def _after(match: re.Match[str], now: date) -> bool:
    """Whether the whole period that is named begins after ``now``."""
    named = match.groupdict()
    year, month = int(match["y"]), _month(match["m"])
    if month is None:
        return year > now.year
    day = named.get("d") or named.get("d1") or named.get("d2")
    try:
        return date(year, month, int(day) if day else 1) > now + _TODAY
    except ValueError:
        return False


def _month(name: str | None) -> int | None:
    if name is None:
        return None
    return int(name) if name.isdecimal() else _MONTHS.index(name[:3].lower()) + 1


def _sentence(text: str, span: Span) -> Span:
    start = max(0, span[0] - _SIDE)
    before = [match.end() for match in _BREAK.finditer(text, start, span[0])]
    after = _BREAK.search(text, span[1], span[1] + _SIDE)
    return (before[-1] if before else start, after.start() if after else min(len(text), span[1] + _SIDE))
