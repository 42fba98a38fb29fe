"""Decides what a count counts: the noun behind or right before the number, narrowed by what stands before the noun."""

from __future__ import annotations

import re

from auditor.figures.figure import Metric
from auditor.figures.metric_head import count_head, without_subject
from auditor.figures.quantities import Quantity
from auditor.figures.sentence import Sentence, distance
from auditor.figures.vocabulary import Term, vocabulary
from auditor.model import Span

__all__ = ["counted", "numbered"]

_UNKNOWN_NOUN = 6  # characters of a Chinese noun outside the vocabulary
_NUMBERED = 80  # characters, clauses counted in, from a noun to the bare number that counts it
# What no Chinese noun begins with or goes on with: 3家|在浦东布局, 5个字段|是. 的 and 之一 follow a noun.
_NO_NOUN = re.compile(
    r"以[上下内外及]|更多|增[至加长到]|提[高升]到|[升降减]至|设[立在中]|因此|[的是在与或了之为将被就都也并且而但从至]"
)
# People are counted by these, and no institution is: 图书馆共接待读者421万人次, 医院门诊量为98万人次.
_OF_PEOPLE = re.compile(r"人次?$")
_INSTITUTION = frozenset("馆院店厂校园站所局厅社村镇区行司业构心场")
# 记者从市图书馆获悉: who reports is not what is counted.
_REPORTERS = frozenset({"journalist"})
# Who has or does something is counted only where its number is spoken of.
_AGENTS = frozenset(
    {
        "city",
        "county",
        "country",
        "province",
        "town",
        "village",
        "district",
        "company",
        "government",
        "school",
        "hospital",
        "university",
    }
)
_NUMBER_OF = re.compile(r"\b(?:numbers?|count|tally) of\b|\bnumbered\b|数量|总数|数为|数达", re.IGNORECASE)
_REPORTS = re.compile(
    r"(?:今天|昨天|近日|日前)?(?:从|了解|获悉|采访|注意到|看到)|\s(?:has |have |was |were )?(?:learn|told)"
)
# 法官人均结案312件: so many for each, of which nothing adds up.
_PER_HEAD = re.compile(r"(?:[人户亩班校]均|平均每\S{1,2})[^，。；\d]{0,8}$")
_PER_HEAD_REACH = 14
# Skier days, visitor nights and passenger journeys are counted, not the skiers who sold them.
_OF_USE = re.compile(r"[a-z][ -](?:days|nights|hours|journeys|trips|stays|miles|kilomet(?:re|er)s)\Z", re.IGNORECASE)
# 15,900 reports of scams, 310 incidents of arson: what comes behind is what is counted.
_OCCASIONS = frozenset({"report", "incident", "instance"})
_OF_WHOM = re.compile(
    r"\sof(?:\s(?!(?:in|at|on|from|by|to|for|of|and|or|with|last|this|that|since|during|the|its|their|a|an)\b)[a-z-]+){1,4}"
)
_VERB_BEFORE = re.compile(r"\s(?:(?:about|around|some|nearly|almost|over|roughly|just|more than|up to)\s)?")
_OF = re.compile(r"\sof\s(?:(?:about|around|some|nearly|almost|over|roughly|just|more|than|under)\s){0,2}")


def numbered(text: str, sentence: Sentence, quantity: Quantity) -> Metric | None:
    """What a bare number counts: the noun that the clause is about, as in "the number of ferries reached 126"."""
    head = count_head(text, sentence, quantity, bare=True)
    before = _nouns_before(text, sentence, quantity)
    clause = [term for term in before if distance(sentence, quantity, term.start, term.end) <= _NUMBERED]
    if clause and not _AGENTS.isdisjoint(clause[0].ids) and not _NUMBER_OF.search(text, *sentence.span):
        return head  # the city had 40 buses and plans to buy 90 more
    if not clause:
        return head
    first = clause[0]
    start = max(sentence.span[0], first.start - 30)
    modifiers = [
        name for term in sentence.modifiers if start <= term.start and term.end <= first.start for name in term.ids
    ]
    return head if head and head.kind == "flow" else Metric(f"{first.ids[0]}_count", frozenset(modifiers))


def counted(text: str, sentence: Sentence, quantity: Quantity) -> Metric | None:
    """The metric of a count is the noun that is counted, narrowed by what stands before the noun."""
    if quantity.unit == "TEU":
        return Metric("container_count")
    before = text[max(sentence.span[0], quantity.start - _PER_HEAD_REACH) : quantity.start]
    if "均" in before and _PER_HEAD.search(before):
        return None
    span = _noun_span(text, sentence, quantity)
    if span is None and text[quantity.end - 1] == "所" and text.endswith("小学", sentence.span[0], quantity.start):
        return Metric("school_count", frozenset({"primary_school"}))  # 小学462所
    if span is None:
        return count_head(text, sentence, quantity)
    terms = [term for term in sentence.nouns if span[0] <= term.start and term.end <= span[1]]
    inner = [term for term in sentence.modifiers if span[0] <= term.start and term.end <= span[1]]
    # 外国游客 is a noun of its own: what stands inside it does not narrow it once more.
    free = [term for term in inner if not any(noun.start < term.end and term.start < noun.end for noun in terms[-1:])]
    modifiers = without_subject((name for term in free for name in term.ids), sentence)
    # A city gardener is no city, and a job cut no job: the last word of an English phrase is what is counted.
    narrowing = bool(terms) and terms[-1].end < span[1] and text[span[0]].isascii()
    if terms and not narrowing:
        if "person" in terms[-1].ids and text[quantity.end - 1] == "户":
            return Metric("household_count")  # 惠及居民4.2万户
        measured = _measured(text, sentence, quantity) if "person" in terms[-1].ids else None
        return measured or Metric(f"{terms[-1].ids[0]}_count", modifiers)
    use = _OF_USE.search(text, *span) is not None
    head = None if narrowing or use else count_head(text, sentence, quantity)
    if head is not None:
        return head
    word = _NO_NOUN.split(text[span[0] : span[1]].lower(), maxsplit=1)[0]
    return Metric(f"{word}_count", modifiers, known=False) if word else None


def _measured(text: str, sentence: Sentence, quantity: Quantity) -> Metric | None:
    """The measure right before a number of people: a population of 3 million people, employs 600 people."""
    near = [head for head in sentence.heads if head.end <= quantity.start]
    if not near:
        return None
    ends = near[-1].end - 3 * text.startswith(" of", near[-1].end - 3)
    told = _OF.fullmatch(text, ends, quantity.start) or _VERB_BEFORE.fullmatch(text, ends, quantity.start)
    return count_head(text, sentence, quantity) if told else None


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
