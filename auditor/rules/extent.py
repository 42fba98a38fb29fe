"""Decides what to point at: the whole line where nothing else is on it, else the foreign run or the clauses alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from auditor.model import Span
from auditor.rules import tone
from auditor.text.fold import View
from auditor.text.lazy import lazy
from auditor.text.sentences import sentences

__all__ = ["extent"]

# A hit or its line is disguised when it is so many times as long as folded, or this share of its characters folds to others: one width
# of a comma or an accent is no disguise.
_HIDDEN, _CHANGED = 1.25, 0.05
# Past this many characters around a hit no border is looked for: lines of megabytes are not.
_REACH = 2000
# A piece of a line between hard borders is the advert's own when the hit makes up this share of it.
_OWN_SHARE = 0.7
# So many characters of a piece beside the clauses that were hit still belong to them, and a handle.
_REST, _HANDLE_LENGTH = 10, 16
# What no hit touched and still belongs to the advert beside it: a name, a question, a call.
_BESIDE_HAN, _BESIDE_LATIN = 4, 24
# On a line no longer than this only a full stop says that what stands beside is another's.
_OWN_LINE, _OWN_LATIN = 48, 80
_HAN = lazy(r"[\u3400-\u9fff\U00020000-\U000323af]")
_LATIN = lazy(r"[A-Za-zＡ-Ｚａ-ｚ]")
# Time stamps, bullets, icons and brackets around a line's words belong to the page, not to the advert.
_LEAD = lazy(
    r"(?:\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?[ T]?(?:\d{1,2}:\d{2}(?::\d{2})?)?|[•·▪◦*\-–—>\s]|\d{1,3}[.)、](?!\d))+"
)
_ICON = lazy(r"[\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
_LETTER = lazy(r"[^\W\d_]")
_LETTERS_PER_HAN = 3
# Where a clause ends. In English a word with a capital behind a small one may begin what is glued on.
_CLAUSE_HAN = lazy(r"[，,；;：:|｜]")
_CAPITAL = r"(?<=[a-z0-9)!]) (?=[A-Z][a-z]*+(?:['’][a-z]*+)? )"
_CLAUSE_LATIN = lazy(rf"[;!?|—]+ ?|[,.:] | [-–] |{_CAPITAL}")
_SENTENCE_LATIN = lazy(rf"[;!?|—]+ ?|\.+ |{_CAPITAL}")
_TITLE = lazy(r"[a-z0-9)!] [A-Z]")
# What stands in the clause of the first or the last word beyond this many letters is the sentence into which it was put.
_FRINGE, _FRINGE_HAN = 24, 6
# Adverts end with a call: so many letters before the end of the sentence, whatever clauses they have.
_CALL = 30
# A handle after the run, perhaps behind a messenger's name: @name, letters with digits, an address.
_HANDLE = lazy(
    r"[ \u3000]?[:：]?[ \u3000]?(?=[\w.\-/:@+]*(?:[\d@/_]|\.[a-z]{2}))[@+A-Za-z0-9][\w.\-/:@+]{2,40}", re.ASCII
)
_NAMED = lazy(r"[，, \u3000]{0,2}[A-Za-z微薇扣信]{1,8}(?=[:： ]{0,2}[@A-Za-z0-9])")
_WORD_END = lazy(r"[\w@.\-/:+]{4,}$", re.ASCII)
_ATTACHED = lazy(r"[A-Za-z0-9./_\-]{1,40}", re.ASCII)
# Hard borders in a line with Han: white space beside Han, which is not spaced, and what ends a sentence.
_ENDS = r"(?<=[\u3400-\u9fff，。！？、）】”])[ \u3000]+|[ \u3000]+(?=[\u3400-\u9fff【（“])|[。！？!?]+[”’」』）)]*[ \u3000]*"
_HARD, _PIECE_HAN = lazy(_ENDS), lazy(f"{_ENDS}|[，,；;：:|｜]+")
# How clauses sound, in hundredths as sentences are weighed: what is not worded as an offer, and what clearly is.
_PLAIN, _FOREIGN, _OFFER = -60, -300, 150
# What stands in a clause behind the hit is less than a clause: a little like an offer is enough.
_TAIL = -100
# A part is no word but a sentence when it is longer than this; an offer's clause is shorter than the other.
_SENTENCE, _CLAUSE = 30, 60
# A foreign run of so many words is wording; handles and addresses have fewer.
_WORD, _WORDS = lazy(r"[A-Za-z]{2,}"), 3
_NUMBER = lazy(r"[+(]?\d[\d ()\-]{4,}|[@$£€¥+]\w")


def extent(text: str, view: View, hit: Span, parts: Sequence[Span]) -> Span:
    """The raw span to show for a hit in the folded view.

    It is found in the raw text, which has capitals; of what is disguised in the folded one, where its words can be read.
    """
    if _is_disguised(text, view, hit) or _is_disguised(text, view, _line(view.text, *hit)):
        return view.back(_extent(view.text, hit, parts))
    return _extent(text, view.back(hit), [view.back(part) for part in parts])


def _is_disguised(text: str, view: View, span: Span) -> bool:
    """Whether characters are hidden in a piece of a text, or some stand for others."""
    raw, folded = text[slice(*view.back(span))].lower(), view.text[slice(*span)]
    if len(raw) != len(folded):
        return len(raw) > _HIDDEN * len(folded)
    return sum(one != other for one, other in zip(raw, folded, strict=True)) > _CHANGED * len(raw)


def _extent(text: str, hit: Span, places: Sequence[Span]) -> Span:
    line = _line(text, *hit)
    start, end = _without_foreign(text, hit, places)
    foreign = _foreign_run(text, line, (start, end), places)
    if foreign is not None:
        return foreign
    han = _HAN.search(text, start, end) is not None
    shown = _in_han(text, line, (start, end)) if han else _in_latin(text, line, (start, end))
    whole = any(last - first > max(_SENTENCE, _OWN_SHARE * (end - start)) for first, last in places)
    start, end = _as_worded(text, line, shown, None if whole else (start, end))
    return start, _past_handle(text, end, line[1]) if han else end


def _as_worded(text: str, line: Span, shown: Span, hit: Span | None) -> Span:
    """What is shown without the clauses at its ends that do not sound like an offer, and with those beside it that do.

    The clauses of the hit stay; of a hit that is a whole sentence (None) the one that sounds most like an offer.
    """
    han = _HAN.search(text, *shown) is not None
    least = (_OWN_LINE if han else _OWN_LATIN) if shown == line else 0
    if not least < shown[1] - shown[0] <= _REACH:
        return shown
    clause, stop = (_PIECE_HAN, _HARD) if han else (_CLAUSE_LATIN, _SENTENCE_LATIN)
    pieces = _pieces(text, shown, stop if shown == line else clause)
    weights = [_weight(text[start:end], han=han) for start, end in pieces]
    start, end = hit or max(zip(weights, pieces, strict=True), default=(0, shown))[1]
    kept = [nth for nth, piece in enumerate(pieces) if piece[0] < end and start < piece[1]]
    if not kept:
        return shown
    first, last = _plain(weights[: kept[0]]), len(pieces) - _plain(weights[: kept[-1] : -1])
    start = (
        pieces[first][0] if first else _with_offers(text, shown, _pieces(text, (line[0], shown[0]), clause)[::-1])[0]
    )
    end = shown[1] if last == len(pieces) else pieces[last - 1][1]
    end = _with_offers(text, shown, _pieces(text, (end, line[1]), clause))[1] if last == len(pieces) else end
    return start, end


def _pieces(text: str, span: Span, border: re.Pattern[str]) -> list[Span]:
    return _between(span, [match.span() for match in border.finditer(text, *span)])


def _weight(piece: str, *, han: bool) -> float:
    """How much a clause sounds like an offer; Latin wording beside an advert in Han is the page's own."""
    weight = tone.clause_weight(piece.lower())
    return min(weight, _FOREIGN) if han and len(piece.split()) >= _WORDS and _is_wording(piece) else weight


def _plain(weights: Sequence[float]) -> int:
    """How many of the outer clauses, from the outermost, sound least like an offer together."""
    sums = list(accumulate(weights))
    return sums.index(min(sums)) + 1 if sums and min(sums) <= _PLAIN else 0


def _with_offers(text: str, shown: Span, pieces: Sequence[Span]) -> Span:
    """What is shown with the clauses beside it, one after the other, that sound like an offer and that no full stop parts."""
    first, last = shown
    for start, end in pieces:
        border = text[end:first] if end <= first else text[last:start]
        if {".", "。"} & {*border} or end - start > _CLAUSE or tone.clause_weight(text[start:end].lower()) < _OFFER:
            break
        first, last = min(first, start), max(last, end)
    return first, last


def _without_foreign(text: str, hit: Span, parts: Sequence[Span]) -> Span:
    """The hit without Latin sentences beside its Han: they belong to the page, or are an advert of their own."""
    kept = [part for part in parts if not _is_wording(text[slice(*part)])]
    if len(kept) == len(parts) or not any(_HAN.search(text, *part) for part in kept):
        return hit
    return min(start for start, _ in kept), max(end for _, end in kept)


def _is_wording(part: str) -> bool:
    """Whether a part is several words in Latin letters and nothing else."""
    return _HAN.search(part) is None and len(_WORD.findall(part)) >= _WORDS


def _line(text: str, start: int, end: int) -> Span:
    """The line around a hit, without white space, time stamp or bullet; at most ``_REACH`` to either side."""
    first = max(text.rfind("\n", max(0, start - _REACH), start) + 1, start - _REACH, 0)
    last = text.find("\n", end, end + _REACH)
    last = last if last >= 0 else min(len(text), end + _REACH)
    lead = _LEAD.match(text, first, start)
    first = lead.end() if lead else first
    while last > end and text[last - 1].isspace():
        last -= 1
    return _without_icons(text, (first, last), (start, end))


def _without_icons(text: str, line: Span, hit: Span) -> Span:
    """Cuts off a page's own line of icons, times and counters, which holds no letter before or after the hit."""
    first, last = line
    before, after = text[first : hit[0]], text[hit[1] : last]
    if _ICON.search(before) and not _LETTER.search(before):
        first = hit[0]
    if (icon := _ICON.search(after)) and not _LETTER.search(after):
        last = hit[1] + len(after[: icon.start()].rstrip())
    return first, last


def _foreign_run(text: str, line: Span, hit: Span, parts: Sequence[Span]) -> Span | None:
    """The run of Han in a line that is otherwise Latin, or of Latin in one that is otherwise Han."""
    han, latin = len(_HAN.findall(text, *hit)), len(_LATIN.findall(text, *hit))
    own, other = (_HAN, _LATIN) if han * _LETTERS_PER_HAN >= latin else (_LATIN, _HAN)
    if not parts or not _is_foreign(text, line, hit, own, other):
        return None
    start, end = hit
    while start > line[0] and not other.match(text[start - 1]) and not _is_border(text, start - 1, other, -1):
        start -= 1
    while end < line[1] and not other.match(text[end]) and not _is_border(text, end, other, 1):
        end += 1
    start, end = _trimmed(text, (start, end), own)
    if own is _HAN:
        attached = _ATTACHED.match(text, end, line[1])
        end = _past_handle(text, attached.end() if attached else end, line[1])
    return start, end


def _is_foreign(text: str, line: Span, hit: Span, own: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether what stands around the hit on its line is mostly of the other script."""
    around = text[line[0] : hit[0]] + text[hit[1] : line[1]]
    weight = _LETTERS_PER_HAN if own is _HAN else 1
    against = _LETTERS_PER_HAN if other is _HAN else 1
    foreign, same = against * len(other.findall(around)), weight * len(own.findall(around))
    # A short Latin handle beside Chinese is part of the advert.
    return foreign >= 20 and foreign > 2 * same  # noqa: PLR2004  # three words of its own


def _is_border(text: str, at: int, other: re.Pattern[str], step: int) -> bool:
    """Whether white space at ``at`` is followed, in the direction of ``step``, by the page's own script, bullet or number."""
    if not text[at].isspace():
        return False
    beyond = text[at + step : at + step + 3] if step > 0 else text[max(0, at - 3) : at][::-1]
    if not beyond.strip() or other.match(beyond):
        return True
    if step > 0 and _NUMBER.match(text, at + 1):
        return False
    return not beyond[0].isalnum() or beyond[0].isdigit()


def _trimmed(text: str, span: Span, own: re.Pattern[str]) -> Span:
    start, end = span
    while start < end and not (own.match(text[start]) or text[start].isalnum()):
        start += 1
    while end > start and not (own.match(text[end - 1]) or text[end - 1].isalnum()):
        end -= 1
    return start, end


def _in_han(text: str, line: Span, hit: Span) -> Span:
    """The pieces between hard borders that were hit, cut to their clauses where they are long, and short ones beside them."""
    pieces = _between(line, [match.span() for match in _HARD.finditer(text, *line)])
    touched = [nth for nth, (start, end) in enumerate(pieces) if start < hit[1] and hit[0] < end]
    if not touched:
        return hit
    first, last = touched[0], touched[-1]
    start, end = pieces[first][0], pieces[last][1]
    if line[1] - line[0] > _OWN_LINE and hit[1] - hit[0] < _OWN_SHARE * (end - start):
        start, end = _in_piece(text, (start, end), hit)
    if end > hit[1] and _ends_in_handle(text, hit) and _HAN.match(text, hit[1]):
        end = hit[1]
    if start == pieces[first][0]:
        start = _joined(text, line, [*reversed(pieces[: first + 1])])[0]
    if end == pieces[last][1]:
        end = _joined(text, line, pieces[last:])[1]
        end = line[1] if end == pieces[-1][1] else end
    return start, _past_handle(text, end, line[1])


def _in_piece(text: str, piece: Span, hit: Span) -> Span:
    """The clauses of a piece that were hit; where one of their ends is the piece's own, also a short rest at the other."""
    start, end = _narrowed(text, piece, hit, _CLAUSE_HAN, _FRINGE_HAN)
    if start == piece[0] or end == piece[1]:
        start = piece[0] if _is_rest(text[piece[0] : start]) else start
        end = piece[1] if _is_rest(text[end : piece[1]]) else end
    return start, end


def _is_rest(text: str) -> bool:
    """Whether a piece's rest is a few characters, not counting a handle among them."""
    return len(text) <= _REST + _HANDLE_LENGTH and len(_HAN.findall(text)) + text.count("，") <= _REST


def _ends_in_handle(text: str, hit: Span) -> bool:
    word = _WORD_END.search(text, max(hit[0], hit[1] - 30), hit[1])
    return word is not None and any(char in "0123456789@_" for char in word.group())


def _between(line: Span, borders: Sequence[Span]) -> list[Span]:
    """What stands between the borders of a line; nothing is left out but the borders."""
    ends = [(line[0], line[0]), *borders, (line[1], line[1])]
    return [(before[1], after[0]) for before, after in pairwise(ends) if before[1] < after[0]]


def _joined(text: str, line: Span, pieces: Sequence[Span]) -> Span:
    """The first piece with those beyond it, one after the other, that are short enough to belong to it."""
    first, last = pieces[0]
    for start, end in pieces[1:]:
        border = text[end:first] if end <= first else text[last:start]
        behind = text[end : end + 1] if end > last else ""
        most = _BESIDE_HAN if line[1] - line[0] > _OWN_LINE else _OWN_LINE
        short = end - start <= most and "。" not in border + behind
        if not short or _HAN.search(text, start, end) is None:
            break
        first, last = min(first, start), max(last, end)
    return first, last


def _in_latin(text: str, line: Span, hit: Span) -> Span:
    """The sentences that were hit, cut to their clauses where they are long, and short ones beside them."""
    found = [(line[0] + start, line[0] + end) for start, end in sentences(text[slice(*line)])]
    touched = [nth for nth, (start, end) in enumerate(found) if start < hit[1] and hit[0] < end]
    if not touched:
        return hit
    first, last = touched[0], touched[-1]
    if line[1] - line[0] <= _OWN_LATIN and all(map(_is_short, (*found[:first], *found[last + 1 :]))):
        return line
    whole = found[first][0], found[last][1]
    start, end = _narrowed(text, whole, hit, _CLAUSE_LATIN, _FRINGE)
    end = end if tone.clause_weight(text[hit[1] : end].lower()) >= _TAIL else min(end, hit[1])
    if whole[1] - hit[1] <= _CALL and _TITLE.search(text, hit[1], whole[1]) is None:
        end = whole[1]
    if start == whole[0] and first and _is_short(found[first - 1]):
        start = found[first - 1][0]
    if end == whole[1] and last + 1 < len(found) and _is_short(found[last + 1]):
        end = found[last + 1][1]
    return start, _past_handle(text, end, line[1])


def _is_short(sentence: Span) -> bool:
    return sentence[1] - sentence[0] <= _BESIDE_LATIN


def _narrowed(text: str, whole: Span, hit: Span, border: re.Pattern[str], fringe: int) -> Span:
    """From the beginning of the clause in which a hit starts to the end of the one in which it ends."""
    start, end = whole
    for match in border.finditer(text, whole[0], hit[0]):
        start = match.end()
    after = border.search(text, hit[1], whole[1])
    end = after.start() if after else end
    return (hit[0] if hit[0] - start > fringe else start), (hit[1] if end - hit[1] > fringe else end)


def _past_handle(text: str, end: int, last: int) -> int:
    named = _NAMED.match(text, end, last)
    handle = (named and _HANDLE.match(text, named.end(), last)) or _HANDLE.match(text, end, last)
    return handle.end() if handle else end
