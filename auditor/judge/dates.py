"""Whether the dates of a document can be true: what it tells as past cannot lie ahead of it, a forecast comes due.

A document is held against the later of its dates of publication and update, and never later than ``as_of``; where
neither is known nothing is said. Wording decides: only a sentence that tells a future date as past, without a word of
plan, forecast or fiction, is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice

from auditor.model import Claim, Document, Evidence, Finding, Provenance, Span
from auditor.rules.rule import Rule

__all__ = ["findings"]

_SHOWN = 8
_AHEAD = frozenset({"forecast", "target", "planned"})
_DATES = 2000  # dates looked at in one document
_SIDE = 160  # characters to either side of a date in which its sentence is read
_TODAY = timedelta(days=1)  # the day after is today somewhere on earth

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_ZH = re.compile(
    r"(?<![\d到])(?<!(?<!截)至)(?P<y>20\d\d|21\d\d)\s?年(?:\s?(?P<m>1[0-2]|0?[1-9])\s?月(?:\s?(?P<d>3[01]|[12]\d|0?[1-9])\s?日)?)?"
)
_EN = re.compile(
    rf"\b(?:[Ii]n|[Oo]n|[Dd]uring|[Ss]ince|[Aa]s of|[Aa]t the end of)\s(?:(?:late|early|mid)[ -]|the (?:first|second|third|fourth) (?:quarter|half) of\s)?"
    rf"(?:(?P<d1>\d{{1,2}})\s)?(?:(?P<m>{_MONTH})\s(?:(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s)?)?(?P<y>20\d\d|21\d\d)\b(?![-–/]\d|\s?%)"
)
# A year by itself: weaker, so that it takes several sentences of them.
_YEAR = re.compile(r"(?<![\w$€£¥#/.,:–-])(?P<y>20\d\d|21\d\d)(?![\w%％/:–-]|[.,]\d|\s?(?:年|[%％万亿元个人]))")
_ZH_WEAK = re.compile(r"(?<![\d到])(?<!(?<!截)至)(?P<y>20\d\d|21\d\d)\s?年")
_ZH_DONE = re.compile(
    r"了|已|曾|过[，。的]|(?:发布|成立|推出|创立|创建|建立|加入|公布|提出|出版|引入|引进|获得|获|通过|修订|诞生|出生|毕业|开业|投产|建成|开通|上线|首次|开始)"
)
_BREAK = re.compile(r"[。！？!?；;\n]|\.(?=\s)")
_ZH_PAST = re.compile(
    r"了(?!解|得|不)|已(?!知|婚)|曾|同比(?:增长|下降|增加|减少|上升|下滑|上涨|下跌)|环比(?:增长|下降)|比上年(?:增长|下降)"
    r"|日(?:电|讯|报道|消息|获悉)|宣布|获悉|去世|逝世|发生[^，。]{0,12}(?:事故|地震|火灾|爆炸)|截至"
)
_ZH_OPEN = re.compile(
    r"将|会(?![议员上长展见商计同])|预[计测期估]|料|有望|计划|规划|目标|力争|争取|力求|拟|届时|未来|展望|愿景|可能|或[将达可许]|到期|截止|为止|有效"
    r"|期限|任期|科幻|小说|电影|影片|剧|游戏|想象|设想|假[设如]|如果|若|须|应[当该]|确保|路线图|蓝图|纲要|战略|承诺|合同|租|债券|赛季|世界杯"
    r"|奥运|亚运|世博|[申承]办|前[，,后]|之前|以前|年前|起[，,施实执]|财年|情景|测算|推算|估算|签约至|续约|年检"
)
_EN_PAST = re.compile(
    r"\b(?:was|were|had|did|rose|fell|grew|stood|held|won|lost|died|became|began|sold|bought|took|made|gave|said|told|met|went|came|left|sent|paid|spent|built|hit|saw"
    r"|[a-z]{2,}[a-df-z]ed)\b"
)
_EN_OPEN = re.compile(
    r"\b(?:will|would|shall|expect\w*|forecast\w*|project\w*|predict\w*|plan\w*|target\w*|aim\w*|goal\w*|by (?:the end of )?2[01]\d\d|due|schedul\w*"
    r"|set to|slated|could|may|might|should|must|can|expir\w*|matur\w*|deadlines?|estimat\w*|anticipat\w*|propos\w*|pledg\w*|commit\w*|promis\w*|agree\w*|if|once|unless"
    r"|fiction\w*|novels?|films?|movies?|games?|series|episodes?|imagin\w*|future\w*|scenarios?|visions?|roadmaps?|ahead of|next|upcoming|contract\w*|bids?|host\w*"
    r"|leases?|bonds?|awarded|elections?|seasons?|eligible|retir\w*|fiscal|FY|to be|going to|starting|beginning|set in|stor(?:y|ies)|extend\w*|world cup|olympics?|likely)\b|['’]ll\b",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"\b(?:before|until|till|through|by|from|for|to|towards?|after|of)\s(?:the\s)?(?:(?:end|start|middle|beginning) of\s|early\s|late\s|[A-Z][a-z]{2,8}\.?\s)?$"
)
_TOWARDS = re.compile(r"\bto [a-z]+|\bfor\b")
_PERIOD = re.compile(r"(?P<y>\d{4})(?:-(?:H(?P<h>[12])|Q(?P<q>[1-4])|(?P<m>\d\d)(?:-(?P<d>\d\d))?))?")


def findings(
    doc: Document, provenance: Provenance, claims: Sequence[Claim], as_of: str | None, rules: Mapping[str, Rule]
) -> tuple[Finding, ...]:
    """What is wrong with the dates of one document; ``claims`` are its own, ``rules`` those with ``check: dates``."""
    published, today = _day(provenance.published), _day(as_of)
    stated = [day for day in (published, _day(provenance.updated)) if day is not None]
    now = min(day for day in (max(stated, default=None), today) if day is not None) if stated or today else None
    found: list[Finding] = []
    if (rule := rules.get("future-publication")) and published and today and published > today + _TODAY:
        found.append(rule.finding(published=published.isoformat(), as_of=today.isoformat()))
    if (rule := rules.get("future-as-past")) and now and (spans := _ahead(doc.text, now, rule)):
        evidence = tuple(Evidence.at(doc, span) for span in spans[:_SHOWN])
        found.append(rule.finding(evidence, count=len(spans), quote=evidence[0].quote, now=now.isoformat()))
    if (rule := rules.get("overdue-forecast")) and today and (due := _overdue(claims, published, today)):
        evidence = tuple(Evidence(c.document, c.key, c.start, c.end, c.quote) for c in due[:_SHOWN])
        periods = ", ".join(sorted({str(c.period) for c in due})[:_SHOWN])
        found.append(rule.finding(evidence, count=len(due), periods=periods, as_of=today.isoformat()))
    return tuple(found)


def _day(stated: str | None) -> date | None:
    try:
        return None if stated is None else date.fromisoformat(stated[:10])
    except ValueError:
        return None


def _ahead(text: str, now: date, rule: Rule) -> tuple[Span, ...]:
    """The dates that are told as past: those of which a sentence says so plainly, or several years in tales of the past."""
    if plain := tuple(_told_as_past(text, now)):
        return plain
    years = tuple(_years_ahead(text, now))
    return years if len(years) >= rule.parameters["least_years"] else ()


def _years_ahead(text: str, now: date) -> Iterator[Span]:
    """The years after ``now`` in sentences that speak of the past and neither of plans nor of forecasts; one a sentence."""
    last = -1
    for pattern, done, still in ((_ZH_WEAK, _ZH_DONE, _ZH_OPEN), (_YEAR, _EN_PAST, _EN_OPEN)):
        for match in islice(pattern.finditer(text), _DATES):
            if int(match["y"]) <= now.year:
                continue
            start, end = _sentence(text, match.span())
            sentence = text[start:end]
            if start == last or _UP_TO.search(text, max(start, match.start() - 30), match.start()):
                continue
            if done.search(sentence) and not still.search(sentence):
                last = start
                yield match.span()


def _told_as_past(text: str, now: date) -> Iterator[Span]:
    """The dates after ``now`` of which a sentence tells as past, with the words up to its end."""
    for pattern, judged in ((_ZH, _zh_past), (_EN, _en_past)):
        for match in islice(pattern.finditer(text), _DATES):
            if int(match["y"]) < now.year or not _after(match, now):
                continue
            start, end = _sentence(text, match.span())
            if judged(text[start:end], match.start() - start, match.end() - start):
                yield match.start(), match.end()


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


def _zh_past(sentence: str, start: int, end: int) -> bool:
    """截至2031年底已建成…; 2031年产值同比增长…: a word of the past near the date, none of plans in the sentence."""
    if _ZH_OPEN.search(sentence):
        return False
    return bool(_ZH_PAST.search(sentence, end, end + 40)) or sentence[max(0, start - 3) : start].endswith("截至")


def _en_past(sentence: str, start: int, end: int) -> bool:
    """In 2031, exports fell…; output reached … in March 2031."""
    if _EN_OPEN.search(sentence):
        return False
    opens = not sentence[:start].strip(" “\"'(,") or sentence[:start].rstrip().endswith((",", ":", "–", "—"))
    if opens:
        return bool(_EN_PAST.search(sentence, end, end + 80))
    verbs = [match.end() for match in _EN_PAST.finditer(sentence, max(0, start - 60), start)]
    return bool(verbs) and not _TOWARDS.search(sentence, verbs[-1], start)


def _overdue(claims: Sequence[Claim], published: date | None, today: date) -> list[Claim]:
    """Forecasts and targets for periods that are over by ``today`` and were not when the document appeared."""
    found = []
    for claim in claims:
        end = _end(claim.period) if claim.status in _AHEAD and claim.period else None
        if end is not None and end < today and (published is None or end >= published):
            found.append(claim)
    return found


def _end(period: str) -> date | None:
    """The last day of an ISO period such as 2024, 2025-H1, 2025-Q3, 2024-12, 2025-08-30 or 2021/2024."""
    match = _PERIOD.fullmatch(period.rpartition("/")[2])
    if match is None:
        return None
    year, months = int(match["y"]), 12
    if match["d"]:
        return _day(match.group())
    if match["h"] or match["q"]:
        months = 6 * int(match["h"]) if match["h"] else 3 * int(match["q"])
    elif match["m"]:
        months = int(match["m"])
    if not 1 <= months <= len(_MONTHS) or not 1 <= year < date.max.year:
        return None
    return date(year + months // 12, months % 12 + 1, 1) - _TODAY
