"""Finds the measure that the words around a quantity name: the nearest head of the vocabulary that is measured so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.figures.figure import Metric
from auditor.figures.quantities import Quantity
from auditor.figures.sentence import Sentence, distance
from auditor.figures.vocabulary import Term, vocabulary
from auditor.text.lazy import lazy

__all__ = ["RATIOS", "count_head", "heads_of", "metric_at", "nearest_head", "without_subject"]

RATIOS = frozenset({"share", "growth", "multiple", "percent-point"})
_CLAUSE_AWAY = 30  # characters from a count to the measure that it is of
# 服务人口120万人, "serves a population of 1.2 million": they are served by something, wherever they live.
_SERVED = lazy(
    r"(?:服务|覆盖|惠及|受益|受惠|辐射|供水|供暖|受灾|影响|搬迁|抽样|调查|参保)(?:的|总)?$|\b(?:serv|cover|reach)(?:es|ed|ing|e)?\s(?:(?:an?|the|some|total)\s){0,2}$|\bcatchment\s$"
)
_PER = frozenset("千万百均")
_SERVED_REACH = 24  # characters before a population in which such words stand
# "Tenants pay 410 euros": a verb between who pays and the amount is no pay.
_PAYS_FOR = lazy(r"\s(?:an?|the|their|its|back|off|out|for)\s")
_LISTED = lazy(r"[、和与及]|,\s|\sand\s")
_PAYS = lazy(r"\s(?:(?:about|around|some|nearly|almost|over|roughly|up to|more than|at least)\s)?")


def heads_of(text: str, sentence: Sentence, quantity: Quantity, dimension: str) -> Iterator[tuple[Term, str]]:
    """The measures that the sentence names and an amount of the dimension may be of, each by its first fitting meaning."""
    heads, ratio = vocabulary().heads, dimension in RATIOS
    for term in sentence.heads:
        names = [name for name in term.ids if ratio or dimension in heads[name].dimensions]
        if names and not _misnamed(text, term, names[0], quantity):
            yield term, names[0]


def _misnamed(text: str, term: Term, name: str, quantity: Quantity) -> bool:
    """Whether the words of a measure mean something else here."""
    if name == "population":
        if text[term.start - 1 : term.start] in _PER:  # 每千人口床位数
            return True
        return _SERVED.search(text, max(0, term.start - _SERVED_REACH), term.start) is not None
    if name == "wage" and text[term.start : term.end].lower() in {"pay", "pays"}:
        return bool(_PAYS.fullmatch(text, term.end, quantity.start) or _PAYS_FOR.match(text, term.end))
    return False


def nearest_head(text: str, sentence: Sentence, quantity: Quantity, limit: int) -> Metric | None:
    """The measure named nearest: Chinese names it before its value, English on either side, after it only across a few words."""
    best: tuple[int, Term, str] | None = None
    for term, name in heads_of(text, sentence, quantity, quantity.dimension):
        gap = distance(sentence, quantity, term.start, term.end)
        after = (40 if text[term.start].isascii() else 8) if term.start > quantity.start else limit
        if gap <= min(limit, after) and (best is None or gap < best[0]):
            best = gap, term, name
    return metric_at(text, sentence, quantity, best[1], best[2]) if best else None


def metric_at(text: str, sentence: Sentence, quantity: Quantity, term: Term, name: str) -> Metric:
    """The metric of a head where it stands; a share right behind 率 is a rate of its own: 结案率, 入园率."""
    head = vocabulary().heads[name]
    if quantity.dimension == "share" and text.startswith("率", term.end):
        return Metric(f"{head.id}_rate", _modifiers(text, sentence, term), "rate")
    return Metric(head.id, _modifiers(text, sentence, term), head.kind, bounded_by=head.bounded_by)


def count_head(text: str, sentence: Sentence, quantity: Quantity, *, bare: bool = False) -> Metric | None:
    """The measure of a count, at most a clause away; that of a ``bare`` number stands on this side of any other."""
    best: tuple[int, str] | None = None
    for term, name in heads_of(text, sentence, quantity, "count"):
        if term.start > quantity.end and any(quantity.end <= b < term.start for b in sentence.breaks):
            continue  # 小学462所，在校生: the next clause tells of something else
        if bare and text[term.start].isascii() and any(map(str.isdigit, text[term.end : quantity.start])):
            continue
        gap = distance(sentence, quantity, term.start, term.end)
        if gap <= _CLAUSE_AWAY and (best is None or gap < best[0]):
            best = gap, name
    if best is None:
        return None
    head = vocabulary().heads[best[1]]
    return Metric(head.id, frozenset(), head.kind, bounded_by=head.bounded_by)


def _modifiers(text: str, sentence: Sentence, head: Term) -> frozenset[str]:
    """The modifiers directly before a head, in its own noun phrase, but those that its subject says already."""
    start = max((b + 1 for b in sentence.breaks if b < head.start), default=sentence.span[0])
    start = max(start, head.start - (30 if text[head.start].isascii() else 10))
    listed = (term.end for term in sentence.heads if term.end < head.start and _LISTED.match(text, term.end))
    start = max([start, *listed])
    return without_subject(
        (name for term in sentence.modifiers if start <= term.start and term.end <= head.start for name in term.ids),
        sentence,
    )


def without_subject(modifiers: Iterable[str], sentence: Sentence) -> frozenset[str]:
    """The modifiers but those that a subject of the sentence says already: wind capacity of wind power."""
    said = {word for term in sentence.subjects for name in term.ids for word in name.split("_")}
    return frozenset(modifiers) - said
