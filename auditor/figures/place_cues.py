"""Tells which of the places around a figure are not where it is counted: bases, traits, seats, parts, the next statement."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.figures.destinations import is_destination
from auditor.figures.places import Mention
from auditor.figures.quantities import Quantity
from auditor.figures.sentence import COMPARED, COMPARING, Sentence
from auditor.text.lazy import lazy

__all__ = ["is_base", "names_other", "of_next", "of_parts", "of_person", "usable"]

_TOTAL = lazy(r"(?:'s|’s)? (?:national )?total\b|的?(?:总量|总数|总额|比重)")
_RANKING = lazy(
    r"(?:第[一二三四五六七八九十\d](?!人民|中学|小学|实验|医院|附属|幼儿)|首位|前列|前茅|之首|榜首|领先|各省|同类)"
)
_IN_ENDS = (" in", " among", " the")
# The population of a rank: 71st in the national list of parks.
_RANKED_IN = lazy(r"\b(?:rank(?:s|ed|ing)?|placed)\s(?:[\w-]+\s){1,4}(?:in|among)\s(?:the\s)?$", re.IGNORECASE)
_ORGANISATION = lazy(
    r"(?:\s[A-Z][\w&'’.-]*){0,5}?\s(?:Pharmaceuticals?|Pharma|Biotech|Co|Company|Corp|Corporation|Group|Holdings?|Ltd|Limited|Inc|Bank|Press|Times|Daily|University|College|Institute|Academy|Airlines|Technologies|Technology|Industries)\b"
    r"|(?![^，。；]{0,6}[有的各建设共新增])[\u4e00-\u9fff]{1,6}(?:公司|集团|孵化器|研究院|研究所|实验室|大学|学院|医院|基金)"
)
_FIRST_OF = lazy(
    r"\b(?:first|only|largest|biggest|leading|second|third|[a-z]{3,9}est)\s(?:[A-Za-z-]+\s){1,6}in\s(?:the\s)?$|\bother\s$"
)
# 全球药企, "the world's third pole", 中国区总部: said of the thing, not where it is counted.
_TRAIT = lazy(
    r"的?(?:创新|首|第|领先|知名|药企|企业|公司|TOP|top|前\d|巨头|最|级|化|顶|一流|布局|品牌|科技|人才|高端|资源|标准|总部|区总部|市场(?!规模|占有率|份额))"
    r"|(?:'s|’s)?\s(?:capital(?!\s[a-z]*(?:market|goods|spending|invest|expend|flow|account|stock|raise))|first|second|third|fourth|fifth|largest|biggest|leading|top|most|best|only|companies|firms|leaders?|giants?|network|headquarters|standards?|players?|brands?|pharma\w*|[a-z]+est)\b"
)
# 2,870 employees, most of them in Italy; 3200座，其中广东450座: where a part is, the whole need not be; nor where
# something else is told of: it cost $90 million and was shot in Peru.
_OF_PART = lazy(
    r"\b(?:of (?:them|these|those|which|whom)|including|(?:and|but) (?:was|were|is|are|has|have|had|will|then|later|now|also))\b|其中|(?:大多数?|多数|大部分|半数|一半|大半)(?:在|位于|来自|分布)",
    re.IGNORECASE,
)
_RATIOS = frozenset({"multiple", "share"})
_IS = lazy(r"(?:是|为|相当于|等于|达到?)$")
_ADJECTIVE = lazy(r"-(?:based|born|listed|made|backed|owned|led)\b", re.IGNORECASE)
# What opens a clause before the place that it is about: ", while Antwerp handled 13 million", "，而苏州为3.4%".
_OPENING = lazy(
    r"\s?(?:(?:(?:and|but|while|whereas)\s(?:(?:in|for|at|across)\s)?(?:the\s|neighbouring\s|neighboring\s)?)|(?:其中|而|但|同期|相比之下|与此同时)[，,]?)?"
)
_NUMERAL = lazy(r"\d|[一二三四五六七八九十百千万亿两半]")
# Height, weight and age are told of somebody, wherever he is.
_OF_PERSON = lazy(
    r"(?:净?身高|体重|腰围|胸围|(?<!平均)年龄|芳龄|现年|年仅)[^，。；\d]{0,3}$|\b(?:weigh(?:s|ed|ing)|stands|aged)\s$"
)
_PERSONAL = frozenset({"length", "mass", "duration", "other"})
_PERSON_REACH = 10  # characters in which such words stand before the amount


def usable(text: str, mention: Mention) -> bool:
    """Whether a place may be a figure's own: no base of comparison, no destination, no trait."""
    before = text[max(0, mention.start - 48) : mention.start]
    told = before.rstrip().lower()
    if told.endswith("占") or (told.endswith(COMPARING) and COMPARED.search(before[-8:])):
        return False
    if is_destination(text, mention):
        return False
    after = text[mention.end : mention.end + 24]
    if (after[:1] == "-" and _ADJECTIVE.match(after)) or (
        told.endswith(_IN_ENDS) and ("rank" in told or "placed" in told) and _RANKED_IN.search(before)
    ):
        return False
    # "45% of China's total": the whole of another share of the sentence; 居全国首位: the population of a rank.
    if (mention.place == "World" or after.startswith(("区总部", "总部", " capital"))) and _TRAIT.match(after):
        return False
    return not _TOTAL.match(after[:12]) and not ("\u4e00" <= after[:1] <= "\u9fff" and _RANKING.match(after))


def names_other(text: str, mention: Mention) -> bool:
    """Whether a place stands in an organisation's name, among what others are compared with, or where something is the first."""
    before = text[max(0, mention.start - 60) : mention.start]
    return bool(_ORGANISATION.match(text, mention.end) or _FIRST_OF.search(before))


def is_base(text: str, mention: Mention, quantity: Quantity) -> bool:
    """Whether a multiple or a fraction is told of the place: 甲是乙的3倍 is said of 甲."""
    if quantity.dimension not in _RATIOS or text[mention.end : quantity.start] != "的":
        return False
    return _IS.search(text, max(0, mention.start - 4), mention.start) is not None


def of_parts(text: str, quantity: Quantity, own: Sequence[Mention]) -> list[Mention]:
    """The places that tell where a part of an amount is; "1,400 of them in Poland" is told of the 1,400."""
    if not own or own[-1].start < quantity.end:
        return []
    match = _OF_PART.search(text, quantity.end, own[-1].start)
    if match is None or (match.start() == quantity.end + 1 and text.startswith("of", match.start())):
        return []
    return [mention for mention in own if mention.start >= match.end()]


def of_next(text: str, sentence: Sentence, quantity: Quantity, own: Sequence[Mention]) -> Sequence[Mention]:
    """The places from where a clause behind a figure begins with one and has a figure of its own: …, while Antwerp handled 13 million."""
    first = next((i for i, mention in enumerate(own) if _opens(text, sentence, quantity, mention)), len(own))
    return own[first:]


def _opens(text: str, sentence: Sentence, quantity: Quantity, mention: Mention) -> bool:
    if mention.start < quantity.end:
        return False
    begins = max((b for b in sentence.breaks if quantity.end <= b < mention.start), default=None)
    if begins is None or text[begins] in "(（" or _OPENING.fullmatch(text, begins + 1, mention.start) is None:
        return False
    ends = min((b for b in sentence.breaks if b >= mention.end), default=sentence.span[1])
    # The number of British Columbia (12) stands in brackets.
    ends = ends if text[ends : ends + 1] not in {"(", "（"} else sentence.span[1]
    dates = [(dated.start, dated.end) for dated in sentence.dates]
    numerals = (match.start() for match in _NUMERAL.finditer(text, mention.end, ends))
    return any(not any(low <= at < high for low, high in dates) for at in numerals)


def of_person(text: str, quantity: Quantity) -> bool:
    """Whether an amount is somebody's height, weight or age."""
    if quantity.dimension not in _PERSONAL:
        return False
    return _OF_PERSON.search(text, max(0, quantity.start - _PERSON_REACH), quantity.start) is not None
