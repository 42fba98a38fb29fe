"""Finds sentences by how they are worded: claims of voices without a name, the talk of an assistant, notes of translators.

Words, classes of words and what stands beside what are weighed and summed. The weights are those of logistic regressions
over such sentences against sentences of ordinary texts (``benchmarks/wording.py`` makes the table).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, pairwise
from math import sqrt
from operator import add
from typing import Any

from auditor.model import Document, Span
from auditor.rules.cache import remembered
from auditor.rules.home import home
from auditor.rules.keywords import automaton, scannable
from auditor.rules.yamlfile import read_yaml
from auditor.signals.attribution import sentence_spans
from auditor.signals.memo import signal
from auditor.text.codepoints import traditional_pairs
from auditor.text.lazy import lazy

__all__ = ["KINDS", "SCRIPTS", "features", "is_spoken", "may_be", "passages", "script", "share", "worded"]

KINDS = ("vague", "assistant", "translator")
# What a sentence in Latin letters, and one with Han characters, has against it from the start.
SCRIPTS = ("LATIN", "HAN")
_READ, _MOST = 400_000, 2000
_WORD = lazy(r"[\u3400-\u9fff]+|[A-Za-z]+(?:['’][a-z]+)?|[0-9][0-9.,]*|[?!\[\]{}【】（()）:：*]")
_HAN = lazy(r"[\u3400-\u9fff]")
_QUOTED = lazy(r"“[^”\n]*”?|「[^」\n]*」?|『[^』\n]*』?|(?<!\w)\"[^\"\n]*\"?")
# A short question or call belongs to what follows: "Sure thing! Below is …".
_CALL = 24
_LONGEST, _SHORTEST = 400, 4
# A word of one root or ending with another says what it says: its first and last letters are words, too.
_ROOT, _ENDING = 5, 3
# What the words weigh together is divided by the root of their number, or else long sentences would sound loudest.
_FEW, _SCALE = 12, 4.0
# In hundredths: what words must weigh together in a sentence of each kind and script, times the root of its length; most
# sentences have less and are not looked at. Of those that are of a kind nine in ten have so much.
_TOLD = ((57, 46, 46), (48, 47, 43))
_LITTLE = min(map(min, _TOLD)) ** 2
# A word that tells for or against a kind; in Han characters a word is two or three of them, each of which says less.
_MUCH = (60, 20)
# Shorter Latin words stand in every sentence.
_LEAST_LETTERS = 3
# Three weights in one number, each above what it can be below nothing, and above them how many numbers were added.
_PLACE, _ABOVE = 20, 1 << 12
_MASK, _COUNT = (1 << _PLACE) - 1, _PLACE * len(KINDS)
# Characters before a sentence in which a quotation may have begun.
_SPOKEN, _MARKS = 2000, (("“", "”"), ("「", "」"), ("『", "』"))
_CODE = lazy(r"[\\$=<>_{}]|--\w|::|#\w|@\w")
_CREDIT = lazy(
    r"(?i)\W{0,2}\w{0,3}(?:译|譯|翻译|翻譯|译者|譯者|校对|校對|校订|审校|人员|人員|日期)\s?[:：]|translat(?:or|ion|ed by)s?\s?:"
)
_NOTE, _CLOSED = 6, lazy(r"[\[【［]")
_ENDS = frozenset(".!?。！？；;…”\"’'」』）)")
# Traditional characters of which some stand in any sentence or two.
_TRADITIONAL = lazy(
    "[們這來說對時會個國為學過還沒麼後據稱與關於開頭譯業內請將應該無從傳聞話間點問題見實現長語讓認覺論證機動電車東]"
)


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds words, each of which has a value."""

    automaton: Any
    values: Sequence[Any]

    def found(self, text: str) -> tuple[Sequence[tuple[int, int, int]], Sequence[Any]]:
        """The number, start and end of every word in a text, and the values."""
        return self.automaton.find_matches_as_indexes(scannable(text), overlapping=True), self.values


@dataclass(frozen=True, slots=True)
class _Table:
    """What each word says of the kinds, where a sentence of a script begins, and what finds the words that tell of one."""

    words: Mapping[str, int]
    none: Sequence[int]
    telling: _Finder


@signal
def worded(doc: Document) -> tuple[tuple[str, Span], ...]:
    """The sentences of the first 400,000 characters that are worded so, in order, each with its kind."""
    return tuple(_worded(doc.text[:_READ], sentence_spans(doc)))


def _worded(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    words, none = _table().words, _table().none
    for start, end in islice(_told(text, spans), _MOST):
        sentence = text[start:end]
        known = [*filter(None, map(words.get, features(sentence)))]
        said = zip(KINDS, _parts(sum(known)), _parts(none[script(sentence)]), strict=True)
        each = share(len(known))
        for kind, weight, before in said:
            if before + each * weight > 0 and may_be(kind, sentence) and not is_spoken(text, start):
                yield kind, (start, end)


def share(count: int) -> float:
    """What each of ``count`` words adds of its weight."""
    return _SCALE / sqrt(max(_FEW, count))


def _packed(weights: Sequence[int]) -> int:
    """Weights as one number, of which sums can be made."""
    return sum((weight + _ABOVE) << _PLACE * at for at, weight in enumerate((*weights, 1 - _ABOVE)))


def _parts(sum_: int) -> Iterator[int]:
    """The sums of packed weights."""
    below = (sum_ >> _COUNT) * _ABOVE
    return ((sum_ >> _PLACE * at & _MASK) - below for at in range(len(KINDS)))


def script(sentence: str) -> int:
    """The number of a sentence's script."""
    return int(not sentence.isascii() and _HAN.search(sentence) is not None)


def may_be(kind: str, sentence: str) -> bool:
    """Whether a sentence has the form of its kind, and is no code.

    Claims end as sentences do, where pieces of lists and wrapped lines do not. Who translated a text is no note of theirs,
    and a few letters, unless they stand in brackets, are the name of a language.
    """
    if kind == "vague" and sentence[-1] not in _ENDS:
        return False
    if kind == "translator" and (_CREDIT.match(sentence) or (len(sentence) < _NOTE and not _CLOSED.search(sentence))):
        return False
    return not _CODE.search(sentence)


def is_spoken(text: str, at: int) -> bool:
    """Whether a quotation that began before in the line is still open: somebody says it, and the text tells who."""
    line = text[max(text.rfind("\n", 0, at) + 1, at - _SPOKEN) : at]
    return line.count('"') % 2 == 1 or any(line.count(opens) > line.count(closes) for opens, closes in _MARKS)


def passages(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The sentences of a text, each with the short questions and calls before it in its line."""
    return (passage for at in range(len(spans)) if (passage := _passage(text, spans, at)) is not None)


def _passage(text: str, spans: Sequence[Span], at: int) -> Span | None:
    """The passage that ends with a sentence, if one does."""
    start, end = spans[at]
    if _calls(text, spans, at):
        return None
    while at > 0 and _calls(text, spans, at - 1):
        at -= 1
        start = spans[at][0]
    # What begins with a small letter is a piece of a wrapped line.
    return (start, end) if _SHORTEST <= end - start <= _LONGEST and not text[start].islower() else None


def _calls(text: str, spans: Sequence[Span], at: int) -> bool:
    """Whether a sentence is a short question or call with another one behind it."""
    start, end = spans[at]
    if text[end - 1] not in "?!？！" or end - start >= _CALL or at + 1 == len(spans):
        return False
    follows = spans[at + 1][0]
    return follows <= end + 1 and "\n" not in text[end:follows]


def _told(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The passages in which telling words weigh enough together."""
    lowered = _simplified(text).lower()
    if len(lowered) != len(text):  # İ alone becomes two characters
        lowered = _simplified(text).replace("\u0130", "i").lower()
    seen = -1
    for at, sum_ in enumerate(_sums(lowered, spans)):
        start, end = spans[at]
        most = max(sum_ & _MASK, sum_ >> _PLACE & _MASK, sum_ >> 2 * _PLACE & _MASK) - (sum_ >> _COUNT) * _ABOVE
        if most <= 0 or most * most < _LITTLE * (end - start) or not _tells(sum_, text[start:end]):
            continue
        while _calls(text, spans, at):
            at += 1  # noqa: PLW2901  # a call belongs to what follows
        passage = _passage(text, spans, at)
        if at > seen and passage is not None:
            yield passage
        seen = at


def _tells(sum_: int, sentence: str) -> bool:
    """Whether words that weigh so much together tell of a kind in a sentence of its length."""
    root = sqrt(len(sentence))
    return any(weight >= told * root for weight, told in zip(_parts(sum_), _TOLD[script(sentence)], strict=True))


def _sums(lowered: str, spans: Sequence[Span]) -> Sequence[int]:
    """What the telling words of each sentence weigh together."""
    found, values = _table().telling.found(lowered)
    ends = [end for _, end in spans]
    ends.append(len(lowered) + 1)
    sums = [0] * len(ends)
    at = 0
    for number, first, last in found:
        while first >= ends[at]:
            at += 1
        if lowered[first] >= "\u3400" or not (
            lowered[first - 1 : first].isalpha() or lowered[last : last + 1].isalpha()
        ):
            sums[at] += values[number]
    return sums[:-1]


def features(sentence: str) -> set[str]:
    """What a sentence is weighed by, each once; what stands in quotation marks says nothing of who writes.

    Han characters, pairs and threes of them, Latin words with their roots and endings, pairs of words, numbers as 0, signs,
    the classes of words and which class follows which, and how the sentence begins and ends.
    """
    sentence = _simplified(sentence)
    bare = _QUOTED.sub(" “” ", sentence) if "“" in sentence or '"' in sentence or "「" in sentence else sentence
    words = _WORD.findall(bare)
    known = _classes()
    latin = [_lowered(word) for word in words if word[0] < "\u3400"]
    found = {"“”"} if bare is not sentence else set()
    found.update(*map(_forms, latin))
    found.update(f"{one} {other}" for one, other in pairwise(["^", *map(_bound, words), "$"]))
    if len(latin) < len(words):
        for word in words:
            if word[0] >= "\u3400":
                pairs = [*map(add, word, word[1:])]
                found.update(word, pairs, map(add, pairs, word[2:]))
        names = [name for _, name in sorted(_placed(bare))]
    else:
        names = [name for at, word in enumerate(words) if (name := known.get(latin[at]) or _cased(word, at))]
    _add_classes(["^", *names], found)
    return found


def _add_classes(names: Sequence[str], found: set[str]) -> None:
    found.update([f"<{name}>" for name in names])
    found.update([f"<{one} {other}>" for one, other in pairwise(names)])
    found.update([f"<{one} - {other}>" for one, other in zip(names, names[2:], strict=False)])


def _placed(bare: str) -> Iterator[tuple[int, str]]:
    """The classes of the words of a sentence with Han characters, each with its place."""
    yield from _alone(*_han_classes().found(bare))
    for at, match in enumerate(_WORD.finditer(bare)):
        word = match.group()
        if word[0] < "\u3400" and (name := _classes().get(_lowered(word)) or _cased(word, at)):
            yield match.start(), name


def _cased(word: str, at: int) -> str | None:
    """The class of a word that may be a name: one with a capital that does not begin the sentence."""
    return "Aa" if at and word[0].isupper() and len(word) > 1 else None


def _bound(word: str) -> str:
    """What of a word is beside another: of a run of Han characters its first two."""
    return word[:2] if word[0] >= "\u3400" else _lowered(word)


@lru_cache(maxsize=1 << 14)
def _lowered(word: str) -> str:
    """A Latin word in small letters; a number is as good as another."""
    return "0" if word[0].isdigit() else word.lower().replace("’", "'")


@lru_cache(maxsize=1 << 14)
def _forms(word: str) -> tuple[str, ...]:
    """A Latin word with its root and its ending."""
    return (word, f"{word[:_ROOT]}~", f"~{word[-_ENDING:]}") if len(word) > _ENDING else (word,)


def _alone(found: Sequence[tuple[int, int, int]], names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The names of places, with where they begin: of those that overlap the first, of those that begin together the longest."""
    done = 0
    for first, last, number in sorted([(first, -last, number) for number, first, last in found]):
        if first >= done:
            yield first, names[number]
            done = -last


def _simplified(text: str) -> str:
    """A text in simplified characters, each in its place."""
    return text if text.isascii() or not _TRADITIONAL.search(text) else text.translate(_simple())


@cache
def _simple() -> Mapping[int, str]:
    return {ord(old): new for old, new in traditional_pairs() if len(new) == 1}


@cache
def _classes() -> Mapping[str, str]:
    """The class of each word that has one."""
    data: Mapping[str, Any] = read_yaml(home() / "lexicons" / "wording.yaml")
    return {word: name for name, words in data["classes"].items() for word in str(words).split()}


@cache
def _han_classes() -> _Finder:
    return _finder({word: name for word, name in _classes().items() if word[0] >= "\u3400"})


def _finder(values: Mapping[str, Any]) -> _Finder:
    return _Finder(automaton([*values]), [*values.values()])


@cache
def _table() -> _Table:
    raw = (home() / "lexicons" / "wording.csv").read_bytes()
    words, telling = remembered(raw, lambda: _read(raw.decode("utf-8")))
    words = dict(words)
    return _Table(words, [words.pop(name) for name in SCRIPTS], _finder(telling))


def _read(table: str) -> Sequence[Mapping[str, int]]:
    """What each word says, and what those say together with their forms and classes that tell for or against a kind."""
    lines = (line.rsplit(",", len(KINDS)) for line in table.splitlines() if line[:1] != "#")
    words = {word: [*map(int, weights)] for word, *weights in lines}
    telling: dict[str, int] = {}
    none = [0] * len(KINDS)
    for word in sorted({*words, *_classes()}):
        han = word[0] >= "\u3400"
        if len(word) >= (2 if han else _LEAST_LETTERS) and word.replace("'", "").isalpha() and word not in SCRIPTS:
            forms = (*((word,) if han else _forms(word)), f"<{_classes().get(word)}>")
            sums = [sum(column) for column in zip(*(words.get(form, none) for form in forms), strict=True)]
            if max(map(abs, sums)) >= _MUCH[han]:
                telling[word] = _packed(sums)
    return [{word: _packed(weights) for word, weights in words.items()}, telling]
