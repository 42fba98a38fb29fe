"""Decides what each quantity is of: metric, subject, place, period, status, and the whole of a share.

A slot is filled from the same sentence (stated), or from the headline and the article (inherited), or stays unknown.
What is recognised first (the whole of a share, a base of comparison) is no longer there to be misread as a place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from auditor.figures.alike import FIGURE
from auditor.figures.figure import UNKNOWN, Figure, Metric, Origin, Slot, Whole
from auditor.figures.periods import Period, relative_periods
from auditor.figures.phrase import about
from auditor.figures.places import Mention, gazetteer
from auditor.figures.scan import Dated, Quantity, Scan
from auditor.figures.vocabulary import Term, vocabulary
from auditor.model import Span
from auditor.text.sentences import sentences

__all__ = ["Context", "bind"]

_CLAUSE_END = re.compile(r"[，,；;：:。！？!?\n(（)）]|\s[-–—]\s|\.\s")
_STATUS = (
    ("target", re.compile(r"力争|争取|目标|达到.{0,4}以上的目标|\baim(?:s|ed|ing)? (?:to|for|at)|\btarget(?:s|ed|ing)?\b|\bgoal|\bwants?\b|\bset to reach\b|\bambition", re.IGNORECASE)),
    ("planned", re.compile(r"规划(?!局|资源)|计划(?!生育)|拟(?:建|投|新)|将建|将新|在建|\bplans? (?:to|for)|\bplanned\b|\bproposed\b|\bis to be built|\bunder construction\b", re.IGNORECASE)),
    ("forecast", re.compile(r"预计|预测|有望|或将|将达|将超|将突破|\bexpected\b|\bprojected\b|\bforecast|\bestimated to\b|\bestimated \d|\bpredict|\blikely to\b|\bwill reach\b|\bon course\b|\banticipat", re.IGNORECASE)),
)  # fmt: skip
_WHOLE_HAN = re.compile(
    r"占(?P<whole>[^，。；,;占]{0,14}?)(?:总量|总数|总额|总产量|总规模|比重|比例|市场)?的?(?:比重|比例)?(?:为|达|达到|超过|超|近|约|逾|的)?\s?$"
)
_WHOLE_LATIN = re.compile(r"^\s?of (?P<whole>(?:the )?[^.,;:()]{1,60}?)(?:\btotal|\bwhole|$|[.,;:()])", re.IGNORECASE)
_NATION = "nation"
"""What the gazetteer calls "national" and 全国: the country of the place spoken of."""
_HAN_NATION = re.compile("全国|国内|我国")
_ALL = re.compile(r"全部|总|所有|\ball\b|\btotal\b|\bevery\b|\boverall\b", re.IGNORECASE)
_SELF_HAN = re.compile(r"全(?P<unit>省|市|区|县|州|疆)")
# "founded in 1992" dates the thing, not the figure.
_FOUNDED = re.compile(
    r"(?:\b(?:beg[aiu]n|founded|established|started|launched|opened|created|set up|built|born|inaugurated|dat(?:es|ing))\b[^.;\n\d]{0,40}"
    r"|(?:成立|创办|创建|始建|建成|启用|诞生)于?|自)\s?$",
    re.IGNORECASE,
)
_FOUNDED_AFTER = re.compile(r"\s?(?:年)?(?:\d{1,2}月)?(?:成立|创办|创建|始建|开业|建校|以来)")
_OUTRIGHT = re.compile(r"[\s(]*(?:in|by|for|during|over|as of|at)?\s?(?:the\s)?", re.IGNORECASE)
_UNTIL = re.compile(r"(?:\bby|(?<![达截收])到)\s?$", re.IGNORECASE)
_AHEAD = 24  # characters after a figure in which its date may stand
_SINCE = re.compile(r"(?:\bsince|自)\s?$", re.IGNORECASE)
# "A 412, B 287, C 254, together 74 %": the share is not that of the last.
_NOT_ITS_SHARE = re.compile(r"[。；;\n]|合计|总计|共占|合占|together|combined|in all|altogether", re.IGNORECASE)
_EACH = re.compile(r"分别|\brespectively\b|依次", re.IGNORECASE)
_COMPARED = re.compile(r"(?:\bthan|\bversus|\bvs\.?|比|较|高于|低于|超过)\s?(?:the\s|in\s)?$", re.IGNORECASE)
_UNKNOWN_NOUN = 6  # characters of a Chinese noun outside the vocabulary
_SUBJECT_REACH = 90  # characters, clauses counted in, from a field of industry to the figure that is of it
_NUMBERED = 80  # characters, clauses counted in, from a noun to the bare number that counts it
_RATIOS = frozenset({"share", "growth", "multiple", "percent-point"})
_CLAUSE_STEP = 25  # what a clause between a term and a figure counts for, in characters
_FAR = 1_000_000
_CLAUSE_WIDTH = 60  # characters between two names of which one lies in the other
_WORDS = 60  # characters on either side of a figure that can say what it is of
_SAMPLE = 6000  # characters in which the place and the subject that lead an article are counted
_PART_GAP = 60
"""How far behind its part a share may stand: "9,813 companies, representing 14.67% of the national total"."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the article as a whole says: its title, date, and the place and subject that it is about."""

    published: Period | None
    place: str | None
    subject: str | None


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The readings of one sentence that slots are filled from."""

    span: Span
    quantities: tuple[int, ...]
    places: tuple[Mention, ...]
    dates: tuple[Dated, ...]
    heads: tuple[Term, ...]
    nouns: tuple[Term, ...]
    modifiers: tuple[Term, ...]
    subjects: tuple[Term, ...]
    breaks: tuple[int, ...]


def bind(text: str, scanned: Scan, *, title: str | None = None, published: Period | None = None) -> tuple[Figure, ...]:
    """A figure for every quantity of the scan, in order; the headline may stand in the text or beside it."""
    spans = sentences(text)
    context = _context(text, spans, title, published)
    figures: list[Figure] = []
    index = 0
    for span in spans:
        inside: list[int] = []
        while index < len(scanned.quantities) and scanned.quantities[index].start < span[1]:
            inside.append(index)
            index += 1
        if inside:
            sentence = _read_sentence(text, span, tuple(inside), scanned, context)
            figures.extend(_bind_sentence(text, sentence, scanned.quantities, context, figures))
    figures.extend(Figure(quantity) for quantity in scanned.quantities[len(figures) :])
    return tuple(figures)


def _context(text: str, spans: Sequence[Span], title: str | None, published: Period | None) -> Context:
    """The place and the subject of the headline; failing that, those of the text's lead, or named clearly most often."""
    head = title or (text[slice(*spans[0])] if spans else "")
    lead_end = spans[min(1, len(spans) - 1)][1] if spans else 0
    sample_end = min(len(text), _SAMPLE)
    places = gazetteer()
    named = (mention.place for mention in places.find(text, 0, sample_end))
    place = (
        _headline_place(places.find(head, 0, len(head)))
        or _headline_place(places.find(text, 0, lead_end))
        or _leader(name for name in named if name != _NATION)
    )
    subjects = vocabulary().subjects
    about = subjects.find(head, 0, len(head))
    subject = about[0].ids[0] if about else _leader(term.ids[0] for term in subjects.find(text, 0, sample_end))
    return Context(published, place, subject)


def _headline_place(places: Sequence[Mention]) -> str | None:
    """The place of a headline: the first, unless a later one lies inside it."""
    names = [mention.place for mention in places if mention.place not in {_NATION, "World"}]
    chosen = names[0] if names else None
    for name in names[1:]:
        if chosen is not None and gazetteer().within(name, chosen):
            chosen = name
    return chosen


def _leader(names: Iterable[str]) -> str | None:
    """The most frequent name, when it is twice as frequent as the next and named at least twice."""
    ranked = Counter(names).most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):  # noqa: PLR2004
        return None
    return ranked[0][0]


def _read_sentence(text: str, span: Span, inside: tuple[int, ...], scanned: Scan, context: Context) -> _Sentence:
    start, end = span
    words = vocabulary()
    named = gazetteer().find(text, start, end)
    subjects = words.subjects.find(text, start, end)
    taken = [(mention.start, mention.end) for mention in named] + [(term.start, term.end) for term in subjects]
    country = _country((*(mention.place for mention in named), context.place))
    if country is None and _HAN_NATION.search(text, start, end):
        country = "China"  # 全国 without any other place, in Chinese
    dates = [dated for dated in scanned.dates if start <= dated.start < end and not dated.period.yearless]
    current = dates[0].period if dates else None
    dates += [Dated(*found) for found in relative_periods(text, start, end, context.published, current)]
    return _Sentence(
        span,
        inside,
        tuple(_resolved(named, country)),
        tuple(sorted(dates, key=lambda dated: dated.start)),
        words.head_terms.find(text, start, end),
        words.nouns.find(text, start, end),
        # 全国有企业: what overlaps a place (全国) is no modifier (国有); nor is the 新能源 of 新能源汽车.
        tuple(term for term in words.modifiers.find(text, start, end) if not _overlaps(term, taken)),
        subjects,
        tuple(match.start() for match in _CLAUSE_END.finditer(text, start, end)),
    )


def _overlaps(term: Term, spans: Iterable[Span]) -> bool:
    return any(start < term.end and term.start < end for start, end in spans)


def _resolved(named: Iterable[Mention], country: str | None) -> Iterator[Mention]:
    """The mentions with "national" replaced by the country that is meant, or left out."""
    for mention in named:
        if mention.place != _NATION:
            yield mention
        elif country is not None:
            yield replace(mention, place=country)


def _bind_sentence(
    text: str, sentence: _Sentence, quantities: Sequence[Quantity], context: Context, earlier: Sequence[Figure]
) -> list[Figure]:
    first = len(earlier)
    bound: list[Figure] = []
    parts = _parts(text, sentence, quantities)
    for index in sentence.quantities:
        quantity = quantities[index]
        part = parts.get(index)
        whole = _whole(text, sentence, quantity, context)
        place = _place(text, sentence, quantity, context, exclude=whole)
        if quantity.dimension == "share" and part is not None and part >= first:
            source = bound[part - first]
            # The share speaks of its part: it has the part's meaning and adds only the whole.
            own = None if whole is None else _words_of(text, whole[1])
            bound.append(replace(source, quantity=quantity, whole=Whole(whole[0], own or "", part) if whole else None))
            continue
        bound.append(
            Figure(
                quantity,
                _metric(text, sentence, quantity, bound)
                or _counted_before(text, quantity, (*earlier, *bound))
                or _described(text, sentence, quantity),
                _subject(sentence, quantity, context),
                place,
                _period(text, sentence, quantity, context),
                _status(text, sentence, quantity, context),
                Whole(whole[0]) if whole else None,
                context=_words(text, sentence, quantity, quantities),
            )
        )
    return bound


def _words(text: str, sentence: _Sentence, quantity: Quantity, quantities: Sequence[Quantity]) -> str:
    """The clause of a quantity without places and dates, the figure as ``#``: what it is of, in the article's own words.

    A clause ends where another amount begins; a figure that opens its clause borrows nothing from the one before.
    """
    others = [quantities[i] for i in sentence.quantities if quantities[i] is not quantity]
    start = max((q.end for q in others if q.end <= quantity.start), default=sentence.span[0])
    end = min((q.start for q in others if q.start >= quantity.end), default=sentence.span[1])
    start, end = max(start, quantity.start - _WORDS), min(end, quantity.end + _WORDS)
    stops = [b for b in sentence.breaks if text[b] in "；;。\n"]
    start = max([start, *(b + 1 for b in stops if b < quantity.start)])
    end = min([end, *(b for b in stops if b >= quantity.end)])
    cut = [(m.start, m.end) for m in sentence.places] + [(d.start, d.end) for d in sentence.dates]
    cut.append((quantity.start, quantity.end))
    pieces, position = [], start
    for low, high in sorted(cut):
        if low < end and high > start:
            pieces.append(text[position : max(position, low)])
            pieces.append(FIGURE if low == quantity.start else "")
            position = max(position, high)
    pieces.append(text[position : max(position, end)])
    return " ".join(" ".join(pieces).split())


def _parts(text: str, sentence: _Sentence, quantities: Sequence[Quantity]) -> dict[int, int]:
    """For each share of the sentence the quantity that it is a share of: the one before, or one to one (分别)."""
    levels = [
        i
        for i in sentence.quantities
        if quantities[i].dimension in {"money", "count", "mass", "area", "other", "volume"}
    ]
    shares = [i for i in sentence.quantities if quantities[i].dimension == "share"]
    if _EACH.search(text, *sentence.span) and len(shares) > 1 and shares[0] > 0:
        before = [i for i in levels if i < shares[0]][-len(shares) :]
        if len(before) == len(shares):
            return dict(zip(shares, before, strict=True))
    parts: dict[int, int] = {}
    for share in shares:
        previous = [i for i in levels if i < share]
        if previous and previous[-1] not in parts.values():
            gap = text[quantities[previous[-1]].end : quantities[share].start]
            if len(gap) <= _PART_GAP and not _NOT_ITS_SHARE.search(gap) and share - previous[-1] == 1:
                parts[share] = previous[-1]
    return parts


def _whole(text: str, sentence: _Sentence, quantity: Quantity, context: Context) -> tuple[str | None, Span] | None:
    """The place whose total a share divides (``None`` for "all" without a place), and where the whole is named."""
    if quantity.dimension != "share":
        return None
    before = text[max(sentence.span[0], quantity.start - 24) : quantity.start]
    if match := _WHOLE_HAN.search(before):
        span = (quantity.start - len(before) + match.start(), quantity.start)
    elif match := _WHOLE_LATIN.match(text[quantity.end : min(sentence.span[1], quantity.end + 80)]):
        span = (quantity.end, quantity.end + match.end())
    else:
        return None
    place = _place_in(text, span, sentence, context)
    return (place, span) if place or _ALL.search(text, *span) else None


def _words_of(text: str, span: Span) -> str:
    return f"{text[slice(*span)]} {FIGURE}"


def _place_in(text: str, span: Span, sentence: _Sentence, context: Context) -> str | None:
    named = [mention for mention in sentence.places if span[0] <= mention.start < span[1]]
    if named:
        return named[-1].place
    return context.place if _SELF_HAN.search(text[span[0] : span[1]]) else None


def _country(places: Iterable[str | None]) -> str | None:
    """The country that "national" means: that of the first place that has one."""
    return next((country for place in places if place and (country := gazetteer().country(place))), None)


def _distance(sentence: _Sentence, quantity: Quantity, start: int, end: int) -> int:
    """How far a term is from a quantity: characters, and as many again for every clause between."""
    if end <= quantity.start:
        gap = (end, quantity.start)
    elif start >= quantity.end:
        gap = (quantity.end, start)
    else:
        return 0
    crossed = sum(1 for position in sentence.breaks if gap[0] <= position < gap[1])
    return gap[1] - gap[0] + _CLAUSE_STEP * crossed


def _place(
    text: str, sentence: _Sentence, quantity: Quantity, context: Context, *, exclude: tuple[str | None, Span] | None
) -> Slot[str]:
    def usable(mention: Mention) -> bool:
        if exclude and exclude[1][0] <= mention.start < exclude[1][1]:
            return False
        if _COMPARED.search(text[max(0, mention.start - 8) : mention.start]):
            return False
        # "45% of China's total": the whole of another share of the sentence.
        return not re.match(
            r"(?:'s|’s)? (?:national )?total|的?(?:总量|总数|总额|比重)", text[mention.end : mention.end + 12]
        ) and not re.search(r"占$", text[max(0, mention.start - 1) : mention.start])

    candidates = [mention for mention in sentence.places if usable(mention)]
    if not candidates:
        return Slot(context.place, Origin.INHERITED) if context.place else UNKNOWN
    # What stands before is preferred: a place after the figure in another clause begins the next statement.
    ranked = sorted(
        candidates,
        key=lambda m: (
            _distance(sentence, quantity, m.start, m.end) + (30 if m.start > quantity.start else 0),
            m.start,
        ),
    )
    return Slot(_narrowest(ranked[0], candidates, sentence), Origin.STATED)


def _narrowest(chosen: Mention, candidates: Sequence[Mention], sentence: _Sentence) -> str:
    """The place inside the chosen one that the same clause names: "the corridor in the delta", 珠海市香洲区."""
    place = chosen.place
    for mention in candidates:
        low, high = sorted((mention.start, chosen.start))
        if high - low <= _CLAUSE_WIDTH and not any(low <= b < high for b in sentence.breaks):
            place = mention.place if gazetteer().within(mention.place, place) else place
    return place


def _subject(sentence: _Sentence, quantity: Quantity, context: Context) -> Slot[str]:
    """The field that the figure's own clause or the one beside it names; else that of the headline."""
    near = [
        (distance, term.start, term.ids[0])
        for term in sentence.subjects
        if (distance := _distance(sentence, quantity, term.start, term.end)) <= _SUBJECT_REACH
    ]
    if near:
        return Slot(min(near)[2], Origin.STATED)
    return Slot(context.subject, Origin.INHERITED) if context.subject else UNKNOWN


def _period(text: str, sentence: _Sentence, quantity: Quantity, context: Context) -> Slot[Period]:
    usable = [dated for dated in sentence.dates if not _is_base(text, dated)]
    if quantity.dimension == "growth" and quantity.unit == "ratio/year":
        span = _rate_span(text, sentence, context)
        if span is not None:
            return Slot(span, Origin.STATED)
    if not usable:
        return Slot(None, Origin.UNKNOWN)
    nearest = min(usable, key=lambda d: (_date_distance(text, sentence, quantity, d), d.start))
    return Slot(nearest.period, Origin.STATED)


def _date_distance(text: str, sentence: _Sentence, quantity: Quantity, dated: Dated) -> int:
    """A date before the figure is nearer than one after it, but "58 billion in 2025" says it outright."""
    if dated.start >= quantity.end and _OUTRIGHT.fullmatch(text, quantity.end, dated.start):
        return 0
    return _distance(sentence, quantity, dated.start, dated.end) + (8 if dated.start > quantity.start else 0)


def _is_base(text: str, dated: Dated) -> bool:
    """Whether a date is a base of comparison, a founding date or the start of a span: not the figure's own time."""
    before = text[max(0, dated.start - 60) : dated.start].rpartition("\n")[2]
    return bool(
        _COMPARED.search(before)
        or _FOUNDED.search(before)
        or _SINCE.search(before)
        or _FOUNDED_AFTER.match(text, dated.end)
    )


def _rate_span(text: str, sentence: _Sentence, context: Context) -> Period | None:
    """The years that a yearly rate is for: from the first to the last year of the sentence, or "since" one of them."""
    for dated in sentence.dates:
        if _SINCE.search(text[max(0, dated.start - 8) : dated.start]):
            return dated.period.to(context.published) if context.published else None
    years = [
        dated.period for dated in sentence.dates if not _COMPARED.search(text[max(0, dated.start - 8) : dated.start])
    ]
    if not years:
        return None
    first, last = min(years, key=lambda p: p.first), max(years, key=lambda p: p.last)
    return first if first == last else first.to(last)


def _status(text: str, sentence: _Sentence, quantity: Quantity, context: Context) -> str:
    """The status that the nearest cue of the clause gives; a period after the article's date is never actual."""
    start = max((b for b in sentence.breaks if b < quantity.start and text[b] in "；;。\n"), default=sentence.span[0])
    clause = text[start : min(sentence.span[1], quantity.end + 40)]
    found = {
        name: match.start() for name, pattern in _STATUS if (match := _last(pattern, clause, quantity.start - start))
    }
    if found:
        return max(found, key=lambda name: (found[name], name))
    dates = [dated for dated in sentence.dates if dated.start < quantity.end + _AHEAD]
    ahead = [dated for dated in dates if _is_ahead(text, dated, context)]
    if not ahead:
        return "actual"
    return "target" if _UNTIL.search(text[max(0, ahead[-1].start - 4) : ahead[-1].start]) else "forecast"


def _is_ahead(text: str, dated: Dated, context: Context) -> bool:
    """Whether a date lies after the article's; where that is unknown, "by 2030" and 到2030年 say so."""
    if context.published is not None:
        return dated.period.first > context.published.last
    return bool(_UNTIL.search(text[max(0, dated.start - 4) : dated.start])) and not dated.period.end_of


def _last(pattern: re.Pattern[str], clause: str, limit: int) -> re.Match[str] | None:
    matches = [match for match in pattern.finditer(clause) if match.start() <= limit]
    return matches[-1] if matches else None


def _metric(text: str, sentence: _Sentence, quantity: Quantity, earlier: Sequence[Figure]) -> Metric | None:
    if quantity.dimension in _RATIOS:
        return _of_ratio(text, sentence, quantity, earlier)
    if quantity.dimension == "count" and (metric := _counted(text, sentence, quantity)):
        return metric
    if quantity.dimension == "other" and quantity.unit is None:
        return _numbered(sentence, quantity)
    return _nearest_head(text, sentence, quantity, _FAR)


def _numbered(sentence: _Sentence, quantity: Quantity) -> Metric | None:
    """What a bare number counts: the noun that the clause is about, as in "the number of ferries reached 126"."""
    head = _count_head(sentence, quantity)
    before = [term for term in sentence.nouns if term.end <= quantity.start]
    clause = [term for term in before if _distance(sentence, quantity, term.start, term.end) <= _NUMBERED]
    if not clause:
        return head
    first = clause[0]
    start = max(sentence.span[0], first.start - 30)
    modifiers = [
        name for term in sentence.modifiers if start <= term.start and term.end <= first.start for name in term.ids
    ]
    return head if head and head.kind == "flow" else Metric(f"{first.ids[0]}_count", frozenset(modifiers))


def _of_ratio(text: str, sentence: _Sentence, quantity: Quantity, earlier: Sequence[Figure]) -> Metric | None:
    """What a rate is of: a head of its own clause, else what the last amount of the sentence is of, else any head."""
    own = _nearest_head(text, sentence, quantity, _CLAUSE_STEP)
    last = next((figure.metric for figure in reversed(earlier) if figure.quantity.dimension not in _RATIOS), None)
    return own or last or _nearest_head(text, sentence, quantity, _FAR)


def _nearest_head(text: str, sentence: _Sentence, quantity: Quantity, limit: int) -> Metric | None:
    heads = vocabulary().heads
    ratio = quantity.dimension in _RATIOS
    best: tuple[int, Metric] | None = None
    for term in sentence.heads:
        names = [name for name in term.ids if ratio or quantity.dimension in heads[name].dimensions]
        distance = _distance(sentence, quantity, term.start, term.end)
        # Chinese names a metric before its value; English on either side, after it only across a few words.
        after = (40 if text[term.start].isascii() else 8) if term.start > quantity.start else limit
        if names and distance <= min(limit, after) and (best is None or distance < best[0]):
            head = heads[names[0]]
            best = (distance, Metric(head.id, _modifiers(text, sentence, term), head.kind, bounded_by=head.bounded_by))
    return best[1] if best else None


def _counted_before(text: str, quantity: Quantity, earlier: Sequence[Figure]) -> Metric | None:
    """What the last figure with the same classifier counted: 全国有风电场3200座，其中广东450座."""
    if quantity.dimension != "count" or quantity.noun is not None or not earlier:
        return None
    last = earlier[-1] if earlier[-1].quantity.dimension == "count" else None
    near = last is not None and quantity.start - last.quantity.end <= _CLAUSE_WIDTH
    if last is None or not near or text[last.quantity.end - 1] != text[quantity.end - 1]:
        return None
    return last.metric if last.metric and last.metric.kind == "count" else None


def _described(text: str, sentence: _Sentence, quantity: Quantity) -> Metric | None:
    """The metric by its own words, where the vocabulary has none."""
    cut = [(mention.start, mention.end) for mention in sentence.places]
    cut += [(dated.start, dated.end) for dated in sentence.dates]
    found = about(text, sentence.span, quantity.start, cut)
    return Metric(found[0], found[1], "flow", known=False) if found else None


def _counted(text: str, sentence: _Sentence, quantity: Quantity) -> Metric | None:
    """The metric of a count is the noun that is counted, narrowed by what stands before the noun."""
    if quantity.unit == "TEU":
        return Metric("container_count")
    span = _noun_span(text, sentence, quantity)
    if span is None:
        return _count_head(sentence, quantity)
    terms = [term for term in sentence.nouns if span[0] <= term.start and term.end <= span[1]]
    inner = [term for term in sentence.modifiers if span[0] <= term.start and term.end <= span[1]]
    # 外国游客 is a noun of its own: what stands inside it does not narrow it once more.
    free = [term for term in inner if not any(noun.start < term.end and term.start < noun.end for noun in terms[-1:])]
    modifiers = _without_subject((name for term in free for name in term.ids), sentence)
    if terms:
        return Metric(f"{terms[-1].ids[0]}_count", modifiers)
    head = _count_head(sentence, quantity)
    if head is not None:
        return head
    word = text[span[0] : span[1]].lower()
    return Metric(f"{word}_count", modifiers, known=False) if word else None


def _noun_span(text: str, sentence: _Sentence, quantity: Quantity) -> Span | None:
    """Where the counted noun is: after the number, or in Chinese right before it (企业2183家)."""
    if quantity.noun is not None:
        start, end = quantity.noun
        if text[start].isascii():
            following = [term for term in sentence.nouns if term.start == end + 1 and text[end] == " "]
            return start, following[0].end if following else end
        noun = [term for term in sentence.nouns if start <= term.start < end]
        # A noun that the vocabulary does not know is still what is counted: nothing before the number is.
        return (quantity.end, noun[0].end) if noun else (start, min(end, start + _UNKNOWN_NOUN))
    before = [term for term in sentence.nouns if term.end <= quantity.start and quantity.start - term.end <= 6]  # noqa: PLR2004
    if before and not any(before[-1].end <= b < quantity.start for b in sentence.breaks):
        clause = max((b + 1 for b in sentence.breaks if b < before[-1].start), default=sentence.span[0])
        return max(clause, before[-1].start - 12), before[-1].end
    return None


def _count_head(sentence: _Sentence, quantity: Quantity) -> Metric | None:
    heads = vocabulary().heads
    best: tuple[int, Metric] | None = None
    for term in sentence.heads:
        names = [name for name in term.ids if "count" in heads[name].dimensions]
        distance = _distance(sentence, quantity, term.start, term.end)
        if names and distance <= 30 and (best is None or distance < best[0]):  # noqa: PLR2004  # a clause away
            head = heads[names[0]]
            best = (distance, Metric(head.id, frozenset(), head.kind, bounded_by=head.bounded_by))
    return best[1] if best else None


def _modifiers(text: str, sentence: _Sentence, head: Term) -> frozenset[str]:
    """The modifiers directly before a head, in its own noun phrase, but those that its subject says already."""
    start = max((b + 1 for b in sentence.breaks if b < head.start), default=sentence.span[0])
    start = max(start, head.start - (30 if text[head.start].isascii() else 10))
    return _without_subject(
        (name for term in sentence.modifiers if start <= term.start and term.end <= head.start for name in term.ids),
        sentence,
    )


def _without_subject(modifiers: Iterable[str], sentence: _Sentence) -> frozenset[str]:
    """The modifiers but those that a subject of the sentence says already: wind capacity of wind power."""
    said = {word for term in sentence.subjects for name in term.ids for word in name.split("_")}
    return frozenset(modifiers) - said
