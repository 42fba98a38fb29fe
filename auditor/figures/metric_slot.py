"""Decides what a figure is of: the head and modifiers of its metric, and the field of industry that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from auditor.figures.context import Context
from auditor.figures.dwellings import dwelling_cost
from auditor.figures.figure import UNKNOWN, Figure, Metric, Origin, Slot
from auditor.figures.phrase import about
from auditor.figures.quantities import Quantity
from auditor.figures.sentence import CLAUSE_STEP, FAR, Sentence, distance
from auditor.figures.vocabulary import Term, vocabulary
from auditor.model import Span

__all__ = ["metric_of", "subject_slot"]

_UNKNOWN_NOUN = 6  # characters of a Chinese noun outside the vocabulary
_SUBJECT_REACH = 90  # characters, clauses counted in, from a field of industry to the figure that is of it
_NUMBERED = 80  # characters, clauses counted in, from a noun to the bare number that counts it
_NEAR = 60  # characters between two counts of which the second repeats the measure word of the first
# What no Chinese noun begins with or goes on with: 3家|在浦东布局, 5个字段|是. 的 and 之一 follow a noun.
_NO_NOUN = re.compile(
    r"以[上下内外及]|更多|增[至加长到]|提[高升]到|[升降减]至|设[立在中]|因此|[的是在与或了之为将被就都也并且而但从至]"
)
# People are counted by these, and no institution is: 图书馆共接待读者421万人次, 医院门诊量为98万人次.
_OF_PEOPLE = re.compile(r"人次?$")
_INSTITUTION = frozenset("馆院店厂校园站所局厅社村镇区行司业构心场")
# 记者从市图书馆获悉: who reports is not what is counted.
_REPORTERS = frozenset({"journalist"})
_REPORTS = re.compile(
    r"(?:今天|昨天|近日|日前)?(?:从|了解|获悉|采访|注意到|看到)|\s(?:has |have |was |were )?(?:learn|told)"
)
# 新增藏书11.4万册，馆藏总量达到268万册: the second amount has a head of its own.
_OWN_TOTAL = re.compile(r"总量|总数|总额|馆藏|库存|存量")
# Grew, picked or caught, right before an amount of something.
_RAISED = re.compile(
    r"\b(?:grew|grow|grows|picked|gathered|milled|raised|reared|(?P<caught>caught|netted))\s(?:(?:about|around|some|nearly|almost|over|roughly)\s)?$"
)
_COLLECTED = re.compile(
    r"\b(?:collected|collects|took in|brought in)\s(?:(?:about|around|some|nearly|almost|over|roughly)\s)?$"
)
_IN_TAXES = re.compile(r"\sin\s(?:[a-z]+\s)?tax(?:es)?\b")
_OF_WHAT = re.compile(r"\sof\s[a-z]")
# 15,900 reports of scams, 310 incidents of arson: what comes behind is what is counted.
_OCCASIONS = frozenset({"report", "incident", "instance"})
_OF_WHOM = re.compile(
    r"\sof(?:\s(?!(?:in|at|on|from|by|to|for|of|and|or|with|last|this|that|since|during|the|its|their|a|an)\b)[a-z-]+){1,4}"
)
_OF = re.compile(r"\sof\s(?:(?:about|around|some|nearly|almost|over|roughly|just|more|than|under)\s){0,2}")
_RATIOS = frozenset({"share", "growth", "multiple", "percent-point"})


def subject_slot(sentence: Sentence, quantity: Quantity, context: Context) -> Slot[str]:
    """The field that the figure's own clause or the one beside it names; else that of the headline."""
    near = [
        (gap, term.start, term.ids[0])
        for term in sentence.subjects
        if (gap := distance(sentence, quantity, term.start, term.end)) <= _SUBJECT_REACH
    ]
    if near:
        return Slot(min(near)[2], Origin.STATED)
    return Slot(context.subject, Origin.INHERITED) if context.subject else UNKNOWN


def metric_of(
    text: str, sentence: Sentence, quantity: Quantity, earlier: Sequence[Figure], bound: Sequence[Figure]
) -> Metric | None:
    """The metric in the vocabulary's words, or what the figure before counted, or the words of its own phrase."""
    return (
        _metric(text, sentence, quantity, bound)
        or _counted_before(text, quantity, (*earlier[-1:], *bound))
        or _described(text, sentence, quantity)
    )


def _metric(text: str, sentence: Sentence, quantity: Quantity, earlier: Sequence[Figure]) -> Metric | None:
    if quantity.dimension in _RATIOS:
        return _of_ratio(text, sentence, quantity, earlier)
    if quantity.dimension == "count" and (metric := _counted(text, sentence, quantity)):
        return metric
    if quantity.dimension == "other" and quantity.unit is None:
        return _numbered(text, sentence, quantity)
    found = _nearest_head(text, sentence, quantity, FAR)
    if quantity.dimension == "money" and (told := dwelling_cost(text, sentence, quantity, found)):
        return told
    if quantity.dimension == "money" and found is None and _taxed(text, quantity):
        return Metric("tax_revenue", frozenset(), "flow")
    return found or (_raised(text, quantity) if quantity.dimension in {"mass", "volume"} else None)


def _taxed(text: str, quantity: Quantity) -> bool:
    """Whether an amount is collected in taxes: paid in taxes it is the taxpayer's."""
    if not _IN_TAXES.match(text, quantity.end):
        return False
    return _COLLECTED.search(text, max(0, quantity.start - 30), quantity.start) is not None


def _raised(text: str, quantity: Quantity) -> Metric | None:
    """What is grown or caught, where no head says so: picked 310 tonnes of olives. "Grew 3 per cent" is no such figure."""
    match = _RAISED.search(text, max(0, quantity.start - 24), quantity.start)
    if match is None or not _OF_WHAT.match(text, quantity.end):
        return None
    return Metric("catch" if match["caught"] else "production", frozenset(), "flow")


def _numbered(text: str, sentence: Sentence, quantity: Quantity) -> Metric | None:
    """What a bare number counts: the noun that the clause is about, as in "the number of ferries reached 126"."""
    head = _count_head(sentence, quantity)
    before = _nouns_before(text, sentence, quantity)
    clause = [term for term in before if distance(sentence, quantity, term.start, term.end) <= _NUMBERED]
    if not clause:
        return head
    first = clause[0]
    start = max(sentence.span[0], first.start - 30)
    modifiers = [
        name for term in sentence.modifiers if start <= term.start and term.end <= first.start for name in term.ids
    ]
    return head if head and head.kind == "flow" else Metric(f"{first.ids[0]}_count", frozenset(modifiers))


def _of_ratio(text: str, sentence: Sentence, quantity: Quantity, earlier: Sequence[Figure]) -> Metric | None:
    """What a rate is of: a head of its own clause, else what the last amount of the sentence is of, else any head."""
    own = _nearest_head(text, sentence, quantity, CLAUSE_STEP)
    last = next((figure.metric for figure in reversed(earlier) if figure.quantity.dimension not in _RATIOS), None)
    return own or last or _nearest_head(text, sentence, quantity, FAR)


def _nearest_head(text: str, sentence: Sentence, quantity: Quantity, limit: int) -> Metric | None:
    heads = vocabulary().heads
    ratio = quantity.dimension in _RATIOS
    best: tuple[int, Metric] | None = None
    for term in sentence.heads:
        names = [name for name in term.ids if ratio or quantity.dimension in heads[name].dimensions]
        gap = distance(sentence, quantity, term.start, term.end)
        # Chinese names a metric before its value; English on either side, after it only across a few words.
        after = (40 if text[term.start].isascii() else 8) if term.start > quantity.start else limit
        if names and gap <= min(limit, after) and (best is None or gap < best[0]):
            head = heads[names[0]]
            best = (gap, Metric(head.id, _modifiers(text, sentence, term), head.kind, bounded_by=head.bounded_by))
    return best[1] if best else None


def _counted_before(text: str, quantity: Quantity, earlier: Sequence[Figure]) -> Metric | None:
    """What the last figure with the same classifier counted: 全国有风电场3200座，其中广东450座."""
    if quantity.dimension != "count" or quantity.noun is not None or not earlier:
        return None
    last = earlier[-1] if earlier[-1].quantity.dimension == "count" else None
    near = last is not None and quantity.start - last.quantity.end <= _NEAR
    if last is None or not near or _OWN_TOTAL.search(text, last.quantity.end, quantity.start):
        return None
    if text[last.quantity.end - 1] != text[quantity.end - 1]:
        return None
    return last.metric if last.metric and last.metric.kind == "count" else None


def _described(text: str, sentence: Sentence, quantity: Quantity) -> Metric | None:
    """The metric by its own words, where the vocabulary has none."""
    cut = [(mention.start, mention.end) for mention in sentence.places]
    cut += [(dated.start, dated.end) for dated in sentence.dates]
    found = about(text, sentence.span, quantity.start, cut)
    return Metric(found[0], found[1], "flow", known=False) if found else None


def _counted(text: str, sentence: Sentence, quantity: Quantity) -> Metric | None:
    """The metric of a count is the noun that is counted, narrowed by what stands before the noun."""
    if quantity.unit == "TEU":
        return Metric("container_count")
    span = _noun_span(text, sentence, quantity)
    if span is None and text[quantity.end - 1] == "所" and text.endswith("小学", sentence.span[0], quantity.start):
        return Metric("school_count", frozenset({"primary_school"}))  # 小学462所
    if span is None:
        return _count_head(sentence, quantity)
    terms = [term for term in sentence.nouns if span[0] <= term.start and term.end <= span[1]]
    inner = [term for term in sentence.modifiers if span[0] <= term.start and term.end <= span[1]]
    # 外国游客 is a noun of its own: what stands inside it does not narrow it once more.
    free = [term for term in inner if not any(noun.start < term.end and term.start < noun.end for noun in terms[-1:])]
    modifiers = _without_subject((name for term in free for name in term.ids), sentence)
    # A city gardener is no city, and a job cut no job: the last word of an English phrase is what is counted.
    narrowing = bool(terms) and terms[-1].end < span[1] and text[span[0]].isascii()
    if terms and not narrowing:
        measured = _measured(text, sentence, quantity) if "person" in terms[-1].ids else None
        return measured or Metric(f"{terms[-1].ids[0]}_count", modifiers)
    head = None if narrowing else _count_head(sentence, quantity)
    if head is not None:
        return head
    word = _NO_NOUN.split(text[span[0] : span[1]].lower(), maxsplit=1)[0]
    return Metric(f"{word}_count", modifiers, known=False) if word else None


def _measured(text: str, sentence: Sentence, quantity: Quantity) -> Metric | None:
    """The measure right before a number of people: a population of 3 million people."""
    near = [head for head in sentence.heads if head.end <= quantity.start]
    return _count_head(sentence, quantity) if near and _OF.fullmatch(text, near[-1].end, quantity.start) else None


def _noun_span(text: str, sentence: Sentence, quantity: Quantity) -> Span | None:
    """Where the counted noun is: after the number, or in Chinese right before it (企业2183家)."""
    if quantity.noun is not None:
        start, end = quantity.noun
        if text[start].isascii():
            if quantity.unit in _OCCASIONS and (said := _OF_WHOM.match(text, end)):
                return start, said.end() if any(term.end == said.end() for term in sentence.nouns) else end
            following = [term for term in sentence.nouns if term.start == end + 1 and text[end] == " "]
            return start, following[0].end if following else end
        noun = [term for term in sentence.nouns if start <= term.start < end]
        if not noun and _NO_NOUN.match(text, start):
            return _noun_before(text, sentence, quantity)
        # A noun that the vocabulary does not know is still what is counted: nothing before the number is.
        return (quantity.end, noun[0].end) if noun else (start, min(end, start + _UNKNOWN_NOUN))
    return _noun_before(text, sentence, quantity)


def _noun_before(text: str, sentence: Sentence, quantity: Quantity) -> Span | None:
    before = [term for term in _nouns_before(text, sentence, quantity) if quantity.start - term.end <= 6]  # noqa: PLR2004
    if before and _is_within_measure(sentence, before[-1]):
        return None
    if before and text.startswith("人数", before[-1].start):
        # 律师人数, 参保人数: what stands before 人数 is what is counted.
        if any(head.start < before[-1].start < head.end for head in sentence.heads):
            return None
        before = before[:-1] if len(before) > 1 and before[-2].end == before[-1].start else before
    if before and not any(before[-1].end <= b < quantity.start for b in sentence.breaks):
        if text[before[-1].end - 1] in _INSTITUTION and _OF_PEOPLE.search(text, quantity.start, quantity.end):
            return None
        clause = max((b + 1 for b in sentence.breaks if b < before[-1].start), default=sentence.span[0])
        return max(clause, before[-1].start - 12), before[-1].end
    return None


def _is_within_measure(sentence: Sentence, noun: Term) -> bool:
    """Whether who is counted only stands inside the name of a measure: the 人 of 常住人口."""
    heads = vocabulary().heads
    around = (head for head in sentence.heads if head.start <= noun.start and noun.end <= head.end)
    return "person" in noun.ids and any("count" in heads[name].dimensions for head in around for name in head.ids)


def _nouns_before(text: str, sentence: Sentence, quantity: Quantity) -> list[Term]:
    """The nouns before a number but those of a reporting phrase."""
    before = [term for term in sentence.nouns if term.end <= quantity.start]
    return [term for term in before if _REPORTERS.isdisjoint(term.ids) or not _REPORTS.match(text, term.end)]


def _count_head(sentence: Sentence, quantity: Quantity) -> Metric | None:
    heads = vocabulary().heads
    best: tuple[int, Metric] | None = None
    for term in sentence.heads:
        names = [name for name in term.ids if "count" in heads[name].dimensions]
        if term.start > quantity.end and any(quantity.end <= b < term.start for b in sentence.breaks):
            continue  # 小学462所，在校生: the next clause tells of something else
        gap = distance(sentence, quantity, term.start, term.end)
        if names and gap <= 30 and (best is None or gap < best[0]):  # noqa: PLR2004  # a clause away
            head = heads[names[0]]
            best = (gap, Metric(head.id, frozenset(), head.kind, bounded_by=head.bounded_by))
    return best[1] if best else None


def _modifiers(text: str, sentence: Sentence, head: Term) -> frozenset[str]:
    """The modifiers directly before a head, in its own noun phrase, but those that its subject says already."""
    start = max((b + 1 for b in sentence.breaks if b < head.start), default=sentence.span[0])
    start = max(start, head.start - (30 if text[head.start].isascii() else 10))
    return _without_subject(
        (name for term in sentence.modifiers if start <= term.start and term.end <= head.start for name in term.ids),
        sentence,
    )


def _without_subject(modifiers: Iterable[str], sentence: Sentence) -> frozenset[str]:
    """The modifiers but those that a subject of the sentence says already: wind capacity of wind power."""
    said = {word for term in sentence.subjects for name in term.ids for word in name.split("_")}
    return frozenset(modifiers) - said
