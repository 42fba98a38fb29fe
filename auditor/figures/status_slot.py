"""Decides whether a figure is actual, forecast, a target or planned: by the cue of its clause and by its own date."""

from __future__ import annotations

import re

from auditor.figures.context import Context
from auditor.figures.period_base import begins_next, is_base
from auditor.figures.quantities import Dated, Quantity
from auditor.figures.sentence import Sentence
from auditor.text.lazy import lazy

__all__ = ["status_of"]

# A status, something that each of its Chinese cues holds, and the cues.
_HAN = (
    ("target", lazy("争|目标|年内|未来"), lazy(r"力争|争取|目标|[一两二三四五六七八九十\d]年内(?:新|将|建|实现|完成)|未来[^，。；]{1,5}年(?:内)?(?:将|要)?(?:实现|达到|建成|完成)|达到.{0,4}以上的目标")),
    ("planned", lazy("规划|计划|拟|要投|将|在建"), lazy(r"规划(?!局|资源)|计划(?!生育|[数内外]|经济|单列)|拟(?:建|投|新)|[要将]投|将建|将新|在建")),
    ("forecast", lazy("预|有望|将|届时"), lazy(r"(?<![比较于超达合])预[计测]|(?<![比较于超达合])预期(?!寿命)|有望|或将|将(?=[由从]|达|超|突破|较|比|缩短|增加|增至|提高|提升|下降|降至|实现|带来|增长|新增|建成)|届时")),
)  # fmt: skip
# A status, the words of which each of its English cues holds one, and the cues: most sentences hold none.
_LATIN = (
    ("target", "aim aims aimed aiming target targets targeted targeting goal goals want wants hope hopes hoped hoping set ambition ambitions pledge pledges pledged vows vowed".split(), lazy(r"\baim(?:s|ed|ing)? (?:to|for|at)|\btarget(?:s|ed|ing)?\b|\bgoal|\bwants?\b|\bhop(?:es?|ed|ing) to\b|\bset to reach\b|\bambition|\bpledge[sd]?\b|\bvow(?:s|ed)\b", re.IGNORECASE)),  # noqa: SIM905  # words read best as words
    ("planned", "plan plans planned proposed built construction will".split(), lazy(r"\bplans? (?:to|for)|\bplan foresees\b|\bplanned\b|\bproposed\b|\bis to be built\b|\bunder construction\b|\bwill (?:spend|invest|build|hire|open|close|add|cut|create|receive|cost|buy|launch|plant|install|replace|train|recruit)\b", re.IGNORECASE)),  # noqa: SIM905  # words read best as words
    ("forecast", "expect expects expected expecting projects projected forecast forecasts estimated predict predicts predicted likely will may could might course anticipate anticipated anticipates set due scheduled".split(), lazy(r"\bexpect(?:s|ed|ing)?\b|\bprojects\b(?!\s(?:and|or|in|at|of|with|were|was|are|have|has|had|worth|for|to|on|by|from|under|this|last)\b|[.,;)])|\bprojected\b|\bforecast|\bestimated to\b|\bestimated \d|\bpredict|\blikely to\b|\bwill (?:reach|be|rise|fall|grow|hit|total)\b|\b(?:may|could|might) (?:reach|hit|rise|fall|grow|total|exceed)\b|\bon course\b|\banticipat|\b(?:due|scheduled) to (?:be|open|begin|start|finish|enter|launch|join|reach|rise|double)\b(?!-)|\bset to (?:rise|grow|fall|hit)\b|\bwill (?!smith\b|never\b)[a-z]+|\b(?:may|might|could) (?:lose|cost|need|face|add|cut|save|create|affect|raise|supply|climb|increase|drop|decline|shrink|swell|double|triple|top|soar|surge)\b", re.IGNORECASE)),  # noqa: SIM905  # words read best as words
)  # fmt: skip
_HAN_CUES = frozenset("争目年未规计拟要将在预有届")
_LATIN_CUES = frozenset(word for _, words, _ in _LATIN for word in words)
# 增长到2024年的4.2万 says what a change led to, 到2030年 when it is to be.
_UNTIL = lazy(r"(?:\bby|(?<![达截收长高升降减大加增少涨跌])到)\s?$", re.IGNORECASE)
_AHEAD = 24  # characters after a figure in which its date may stand
_REACH = 160  # characters before a figure in which a cue may stand
_NEAR = 40  # characters after a figure in which a cue may stand
# 由5000吨增至1.2万吨: what it comes from is there already, and so is what "against" and "compared with" add.
_FROM = lazy(r"(?:由|从|(?:将|可)由|\bfrom)\s?(?:目前|现在|当前|the current)?的?(?:about |约|近)?$")
_FROM_SIGNS = frozenset("由从")
_FROM_AFTER = lazy(
    r"[^，。；]{0,6}(?:增|提升|提高|升|扩大|扩|降|减|压缩|下降|上升|增加|增长)(?:加|长|升|高|大|至|到)|\s[^.]{0,30}\bto\b"
)
# "bus arrivals, now 21,000 a year"; 目前已建成12个: what is there already, whatever is planned beside it.
_NOW = lazy(
    r"(?:(?:高于|低于|多于|少于|超过)(?:上年|去年|前年|\d{4}年)(?:同期|全年)?的[约近]?|\b(?:now|currently|at present)\s(?:at\s)?(?:about |around |some )?|(?:目前|现有|现已|迄今)(?!.{0,4}(?:计划|规划|拟|预计|将))[^，。；\d]{0,8})$",
    re.IGNORECASE,
)
_NOW_REACH = 14
# A 140 MW unit is due to open in 2027; 10万千瓦机组将于2027年投产: so much is not there yet.
_OPENS = lazy(
    r"(?:(?!\band\b|\bbut\b)[^,.;\d，。；]){0,40}?(?:\b(?:(?:is|are) (?:due|set|scheduled|expected|planned) to|will) (?:open|start|begin|be (?:built|opened|completed)|come on|enter service|launch)\b"
    r"|(?:将|拟|计划|预计)[于在]?(?:\d{4}年|今年|明年|年底|年内)?[^，。；\d]{0,6}?(?:投产|建成|开工|启用|开放|投用|竣工))"
)
_CONTRAST = re.compile(
    r"\b(?:against|compared (?:with|to)|up from|down from|versus|well above the|well below the)\s(?:the\s)?(?:about |some )?$",
    re.IGNORECASE,
)


def status_of(text: str, sentence: Sentence, quantity: Quantity, context: Context) -> str:
    """The status that the nearest cue of the clause gives; a period after the article's date is never actual."""
    told = _by_cue(text, sentence, quantity) or _by_date(text, sentence, quantity, context)
    return "actual" if told != "actual" and _is_there(text, sentence, quantity) else told


def _by_cue(text: str, sentence: Sentence, quantity: Quantity) -> str | None:
    """What the last cue before a figure says, or that it is still to open."""
    start = max((b for b in sentence.breaks if b < quantity.start and text[b] in "；;。\n"), default=sentence.span[0])
    start = max(start, quantity.start - _REACH)
    clause = text[start : min(sentence.span[1], quantity.end + _NEAR)]
    cues = []
    if not _HAN_CUES.isdisjoint(clause):
        cues += [(name, pattern) for name, held, pattern in _HAN if held.search(clause)]
    if not sentence.words.isdisjoint(_LATIN_CUES):
        cues += [(name, pattern) for name, words, pattern in _LATIN if not sentence.words.isdisjoint(words)]
    found = [
        (match.start(), name) for name, pattern in cues if (match := _last(pattern, clause, quantity.start - start))
    ]
    if cues and _OPENS.match(text, quantity.end):
        return "forecast"
    return max(found)[1] if found else None


def _by_date(text: str, sentence: Sentence, quantity: Quantity, context: Context) -> str:
    """What the dates of a sentence without a cue say of a figure."""
    dates = [dated for dated in sentence.dates if dated.start < quantity.end + _AHEAD and not dated.period.yearless]
    dates = [dated for dated in dates if not begins_next(text, sentence, quantity, dated)]
    own = _nearest(dates, quantity)
    if own is not None and _is_to_be(text, own, context):
        return "forecast"
    ahead = [dated for dated in dates if _is_ahead(text, dated, context)]
    if not ahead or (own is not None and own not in ahead and not is_base(text, own, quantity)):
        return "actual"
    return "target" if _UNTIL.search(text[max(0, ahead[-1].start - 4) : ahead[-1].start]) else "forecast"


def _is_there(text: str, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a figure is so already: what a change starts from, what stands for comparison, what is "now"."""
    now = _NOW.search(text, max(sentence.span[0], quantity.start - _NOW_REACH), quantity.start)
    return now is not None or _comes_from(text, quantity)


def _is_to_be(text: str, dated: Dated, context: Context) -> bool:
    """Whether something will be done at a time that is not over: 2025年将办理500件."""
    if not text.startswith("将", dated.end) or context.published is None:
        return False
    return dated.period.last > context.published.last


def _nearest(dates: list[Dated], quantity: Quantity) -> Dated | None:
    """The last date before a figure."""
    before = [dated for dated in dates if dated.end <= quantity.start]
    return before[-1] if before else None


def _comes_from(text: str, quantity: Quantity) -> bool:
    """Whether a figure is the state that a change starts from, or stands for comparison only."""
    before = text[max(0, quantity.start - 32) : quantity.start]
    if before[-1:].isspace() and _CONTRAST.search(before):
        return True
    leads = "from" in before or not _FROM_SIGNS.isdisjoint(before)
    return bool(leads and _FROM.search(before) and _FROM_AFTER.match(text, quantity.end))


def _is_ahead(text: str, dated: Dated, context: Context) -> bool:
    """Whether a date lies after the article's; where that is unknown, "by 2030" and 到2030年 say so."""
    if context.published is not None:
        return dated.period.first > context.published.last
    return bool(_UNTIL.search(text[max(0, dated.start - 4) : dated.start])) and not dated.period.end_of


def _last(pattern: re.Pattern[str], clause: str, limit: int) -> re.Match[str] | None:
    matches = [match for match in pattern.finditer(clause) if match.start() <= limit]
    return matches[-1] if matches else None
