"""Reads quantities that are words: fractions, halves, doubling, ranks, "one in five"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from auditor.figures.cues import change_of
from auditor.figures.followers import completed
from auditor.figures.following import unit_after
from auditor.figures.numerals import Number, read_number, significant
from auditor.figures.quantities import Quantity
from auditor.figures.ratios import multiple, share
from auditor.figures.wording import bounded, exact, plain
from auditor.text.lazy import lazy

__all__ = ["SUPERLATIVES", "one_in", "read_phrase"]

_DOUBLING = re.compile(
    r"(?P<han>倍增|翻了?(?P<count>[一两二三四])?[番倍])|(?P<twice>twice|thrice)(?=\s(?:as|the|that|its|their|his|her|our|this|what|last|those|more|today)\b)|(?P<fold>two|three|four|five|six|eight|ten)[\s-]?fold(?![A-Za-z])"
    r"|(?P<verb>doubl|tripl|trebl|quadrupl|quintupl|halv)(?P<ending>e[sd]?|ing)(?![A-Za-z_])(?!-|\s(?:check|down|digit|bed|room|standard|jeopardy|agent|murder|cross|header))",
    re.IGNORECASE,
)
# "a couple of dozen" are about twenty-four.
_COUPLE = re.compile(r"a couple of (?P<scale>hundred|thousand|million|billion|dozen)(?![A-Za-z])", re.IGNORECASE)
_DOUBLES = re.compile(
    r"\s(?:the|its|his|her|their|our|my|your|that|those|what|this|last|these|every|each|in|to|from|by|since|over|again|as|within|during|on|for|per|year|between|and|or|when|if|next|previous|today)\b|\s?[.,;:!?)\"”’\n]|$"
)
_TO_DOUBLE = re.compile(
    r"(?:\b(?:to|will|would|could|can|may|might|should|must|shall|cannot|nearly|almost|about|roughly|over|than|did|does|do|not|now|soon|they|it|prices|also|least|helped|help|effectively)|n't|'ll|’ll) $"
)
_POWERS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4}
_VERBS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}
_FOLDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}
SUPERLATIVES = "largest|biggest|highest|most|busiest|longest|major|fastest|smallest|lowest|richest|oldest|best|worst"
"""Before these an ordinal in words is a rank."""
_WORD_RANK = re.compile(
    rf"(?P<word>first|second|third|fourth|fifth)[\s-](?:{SUPERLATIVES})\b",
    re.IGNORECASE,
)
_RANKS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
# The first half and a first-half profit are times.
_FRACTION = re.compile(
    r"(?<!first[ -])(?<!second[ -])(?<!latter[ -])(?<!final[ -])(?:(?P<top>one|two|three|four|five|six|seven|nine|an?)[\s-])?"
    r"(?P<name>half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?)(?![A-Za-z])",
    re.IGNORECASE,
)
_TOPS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "nine": 9}
_BOTTOMS = {
    "half": 2, "halve": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "hundredth": 100,
}  # fmt: skip
# A fraction that names a time, a place in a row or a thing: a quarter earlier, half-time, a third party.
_NO_FRACTION = lazy(
    r"[\s-]?(?:of (?:19|20)\d\d|of the (?:year|season|game|match)|-year|year\b|time\b|hour\b|final|ago|earlier|later|century|hearted|brother|sister|sibling|way|place\b|pounder|dozen|century|marathon)",
    re.IGNORECASE,
)
_POINT = lazy(r"[\s-](?:of a |a )?(?:percentage[\s-])?point(?![A-Za-z])", re.IGNORECASE)
_AS_FRACTION = lazy(
    r"\s(?:of|in|to|from|since|more|less|higher|lower|larger|smaller|compared|by|on|over|below|above|fewer|that"
    r"|would|will|could|can|cannot|have|had|are|were|say|said|did|do|live|lives|work|own|rent|want|believe|think|thought|felt|feel)\b|[.,;:)!?\"”]|$|\s?\n"
)
# By, nearly or over a fifth: no rank is told so.
_BY_FRACTION = lazy(r"\b(?:by|nearly|almost|about|roughly|around|over|than|under)\s$", re.IGNORECASE)
_AFTER_FRACTION = lazy(r"\s(?:last|this|next|during|within|between|while|after|before|and|but|as|when|at|with|for)\b")
_OF_SCALE = lazy(
    r"\s(?:of\s)?(?:an?\s)?(?P<scale>hundred|thousand|million|billion|trillion|dozen|crore|lakh)(?![A-Za-z])",
    re.IGNORECASE,
)
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "crore": 10**7,
    "lakh": 10**5,
}
# Alone, "second" is a rank.
_SECOND = lazy(r"second(?![A-Za-z-])", re.IGNORECASE)
_OF_AN = lazy(
    r" of an? (?:hour|minute|second|mile|metre|meter|kilometre|kilometer|inch|acre|tonne|ton|pound|litre|liter|pint|gallon|gram|degree)\b"
)
_OF_UNIT = lazy(r"[\s-]+(?:of\s)?(?:an?\s)?(?=[A-Za-z])", re.IGNORECASE)
# An hour and a half; "and a half" alone is told of what stands before.
_ONE_AND = lazy(r"\b(?P<one>an?)\s(?P<unit>[a-z]{3,12})\sand\s$", re.IGNORECASE)
_AND_A_HALF = re.compile(
    r"[\s-](?:(?P<scale>million|billion|trillion)[\s-])?and[\s-]a[\s-]half(?:[\s-](?P<after>million|billion|trillion))?(?![A-Za-z])",
    re.IGNORECASE,
)
_IN = lazy(r"(?:\s(?:in|out of)(?: every)?\s|-in-)(?=[a-z0-9])")
_NOUN_IN = lazy(
    r"\s[a-z]{3,15}\sin(?: every)?\s(?=(?:\d+|three|four|five|six|seven|eight|nine|ten|twelve|twenty)(?:[.;:)!?\n]|$|\s(?:is|are|was|were|has|had|now|still|says|said|cannot|does|lives|owns|works|[a-z]{2,12}ed)\b))"
)
_NO_WHOLE = lazy(
    r"[\s-]?(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|cities|states|countries|provinces|places|rounds|games|matches|seasons|million|percent|of)\b|%|[,.]?\d"
)
# "12 in 2024" is a count in a year: only these wholes are said with "in".
_YEARS = 1500  # "one in 1987" is no share
_WHOLES = frozenset({3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000})
_HALF_HAN = lazy(
    r"(?P<more>过|超)?(?:一半|半数)(?P<up>以上)?|(?:过|超)半(?![天年月夜场])|[减砍缩]半|半(?P<scale>个亿)|半[折价]|(?<![上下前后])半(?P<unit>年多?|个?多?小时|个多?月|个世纪|公里|斤|吨|亩)(?!报|导|度|径)"
)
_HALVED = frozenset({"减半", "砍半", "缩半"})
# Two capitals in the middle of a sentence make a name; in a headline, where all words have them, they say nothing.
_PROPER = lazy(r"(?!Hundred|Million|Billion|Trillion|Thousand|Half)[A-Z][a-z]{2,9}[ -][A-Z][a-z]{2,20}(?![A-Za-z])")
# “One Hundred Years of Solitude”: a quoted name whose words have capitals.
_OPENING = frozenset("\"“‘'")
_TITLE = lazy(
    r"(?!Second|Third|Four|Fif|First)[A-Z][a-z]{1,20}(?:[ -](?:[A-Z][a-z'’]{1,20}|of|the|and|in|a|to|for|on)){0,7}[ -][A-Z][a-z'’]{1,20}(?=[,.!?]?[\"”’'])"
)
_GROUP_OF = lazy(r"\b(?:Group|House|Council|Gang|Band|Circle|Committee) of $")
# "the Big Five": the word before has a capital too.
_CAPITAL = lazy(r"[A-Z][a-z]{2,9}(?![A-Za-z])")
_NAMED = lazy(r"[a-z] [A-Z][a-z]{2,12}\s$|^The [A-Z][a-z]{2,12}\s$|[.!?] The [A-Z][a-z]{2,12}\s$")
_INSIDE = lazy(r"[A-Za-z,]\s$")
_UNIT_WORD = lazy(r"[A-Za-z]{1,30}")
_PRICE = lazy(r"\d\s$")
_ONE_OF = lazy(
    r"\s(?:person|people|woman|man|child|death|case|company|year|month|week|day|hour|mile|dollar|euro|pound|point|vote|seat|goal)(?![A-Za-z]|\s(?:at|by|when|who|after|in the))",
    re.IGNORECASE,
)
# A fraction in words is a rough one: "a third" may be 0.31.
_ROUGH = Decimal("0.05")


def read_phrase(text: str, start: int) -> Quantity | Number | int:
    """The quantity in words at ``start``, a number that wants its unit, or where to read on."""
    if text[start] in "翻倍半":
        return _read_han(text, start)
    if end := _name(text, start):
        return end
    for reader in (_doubling, _rank, _unit_and_half, _couple, _fraction):
        found = reader(text, start)
        if found is not None:
            return found
    number = read_number(text, start)
    if number is None:
        return _word_end(text, start)
    if text[start] in "aA" and _PRICE.search(text, max(0, start - 2), start):  # $4.95 a dozen
        return number.end
    if whole := one_in(text, number):
        return whole
    if half := _AND_A_HALF.match(text, number.end):
        said = half["scale"] or half["after"]
        scale = Decimal(_SCALES[said.lower()]) if said else number.scale
        value = number.value * (scale if said else 1) + scale / 2
        number = number._replace(end=half.end(), value=value, step=scale / 10, scale=scale, script="arabic")
    if number.value == 1 and number.scale == 1 and not _is_one_of(text, start, number.end):
        return number.end
    return number if number.value else number.end


def _is_one_of(text: str, start: int, end: int) -> bool:
    """Whether "one" counts: one person, but not at one point."""
    return _ONE_OF.match(text, end) is not None and text[max(0, start - 3) : start].lower() != "at "


def _name(text: str, start: int) -> int | None:
    """The end of a name that begins with a number word inside a sentence: the Three Gorges, the Big Five."""
    if not text[start].isupper():
        return None
    if text[start - 1 : start] in _OPENING and (title := _TITLE.match(text, start)):
        return title.end()
    if _GROUP_OF.search(text, max(0, start - 24), start):
        return _word_end(text, start)
    match = _PROPER.match(text, start) or (
        _CAPITAL.match(text, start) if _NAMED.search(text, max(0, start - 16), start) else None
    )
    if match is None or not _INSIDE.search(text, max(0, start - 12), start):
        return None
    before, after = text[max(0, start - 40) : start], text[match.end() : match.end() + 40]
    around = before.rpartition("\n")[2] + after.partition("\n")[0]
    words = [word for word in _UNIT_WORD.findall(around) if len(word) > 3]  # noqa: PLR2004  # titles keep small words small
    capitals = sum(word[0].isupper() for word in words)
    return match.end() if 2 * capitals <= len(words) else None


def _word_end(text: str, start: int) -> int:
    match = _UNIT_WORD.match(text, start)
    return match.end() if match else start + 1


def _read_han(text: str, start: int) -> Quantity | int:
    """翻两番, 倍增, 过半, 半数以上, 半年."""
    if match := _DOUBLING.match(text, start):
        value = Decimal(2) ** _POWERS.get(match["count"] or "一", 1)
        more = text.startswith(("多", "还多"), match.end())
        return multiple(text, match.start(), match.end() + more, value, high=2 * value if more else None)
    if text[start] != "半":
        return start + 1
    match = (
        _HALF_HAN.match(text, start)
        or _HALF_HAN.match(text, max(0, start - 1))
        or _HALF_HAN.match(text, max(0, start - 2))
    )
    if match is None or match.end() <= start:
        return start + 1
    if match["unit"]:
        unit = unit_after(text, start + 1)
        if unit is None:
            return start + 1
        number = Number(start, start + 1, Decimal("0.5"), Decimal("0.1"), script="han")
        return completed(text, number, number)
    value = Decimal("0.5")
    if match["scale"]:
        number = Number(
            match.start(),
            match.end(),
            Decimal(5 * 10**7),
            Decimal(10**7),
            Decimal(10**8),
            script="han",
            large=Decimal(10**8),
        )
        return completed(text, number, number)
    found = share(text, match.start(), match.end(), -value if match.group() in _HALVED else value, _ROUGH)
    if match.group() in _HALVED:
        return replace(found, dimension="growth", low=-value, high=-value, bound="exact", value=-value)
    if match["more"] or match["up"] or match.group() in {"过半", "超半"}:
        return replace(found, bound="at_least", low=found.value, high=None)
    return found


def _is_verb(text: str, match: re.Match[str]) -> bool:
    """Whether "double" doubles something, or is so many times it: a double bombing and a triple threat are neither."""
    before = text[max(0, match.start() - 12) : match.start()].lower()
    if before.endswith((" a ", " an ", " the ")):
        return False
    return bool(_DOUBLES.match(text, match.end()) or _TO_DOUBLE.search(before))


def _doubling(text: str, start: int) -> Quantity | int | None:
    match = _DOUBLING.match(text, start)
    if match is None:
        return None
    if match["ending"] == "e" and not _is_verb(text, match):
        return match.end()
    if (match["verb"] or "").lower() == "halv":
        half = Decimal("-0.5")
        return bounded(text, plain(match.start(), match.end(), half, _ROUGH, "growth", "ratio"))
    if match["twice"]:
        return multiple(text, match.start(), match.end(), Decimal(3 if match["twice"][1] in "hH" else 2))
    value = _FOLDS[match["fold"].lower()] if match["fold"] else _VERBS[match["verb"].lower()]
    return multiple(text, match.start(), match.end(), Decimal(value))


def _rank(text: str, start: int) -> Quantity | None:
    match = _WORD_RANK.match(text, start)
    return (
        None
        if match is None
        else exact(start, match.end("word"), Decimal(_RANKS[match["word"].lower()]), "rank", "rank")
    )


def _fraction(text: str, start: int) -> Quantity | int | None:
    """Two-thirds, a quarter of, half a million, half a mile; ``None`` where the words are no fraction."""
    match = _FRACTION.match(text, start)
    if match is None:
        return None
    if point := _POINT.match(text, match.end()):
        value = (
            Decimal(1 if not match["top"] else _TOPS[match["top"].lower()])
            / _BOTTOMS[match["name"].lower().rstrip("s") if match["name"].lower() != "half" else "half"]
            / 100
        )
        sign = change_of(text, start, point.end()).sign
        return bounded(text, plain(start, point.end(), sign * value, Decimal("0.0001"), "percent-point", "ratio"))
    name, top = match["name"].lower(), (match["top"] or "").lower()
    scale = _OF_SCALE.match(text, match.end())
    if not top and name != "half" and scale is None:
        return match.end()
    value = Decimal(_TOPS.get(top, 1)) / _BOTTOMS[name if name == "half" else name.rstrip("s")]
    if value > 1:
        return match.end()
    if scale:
        value *= _SCALES[scale["scale"].lower()]
        size = Decimal(_SCALES[scale["scale"].lower()])
        number = Number(start, scale.end(), value, significant(value), size, script="word", large=size)
        return completed(text, number, number)
    if (top not in {"a", "an"} or name in {"half", "quarter"}) and (found := _of_unit(text, start, match.end(), value)):
        return found
    if _NO_FRACTION.match(text, match.end()):
        return match.end()
    if top in {"a", "an"} and not (_AS_FRACTION.match(text, match.end()) or _is_rough(text, start, match.end())):
        return match.end()
    return replace(share(text, start, match.end(), value, _ROUGH), words=True)


def _unit_and_half(text: str, start: int) -> Quantity | None:
    """An hour and a half, a tonne and a half."""
    if not text.startswith("a half", start) or text[start + 6 : start + 7].isalpha():
        return None
    one = _ONE_AND.search(text, max(0, start - 24), start)
    if one is None or unit_after(text, one.end("one")) is None:
        return None
    number = Number(one.start(), one.end("one"), Decimal("1.5"), Decimal("0.1"), script="word")
    found = completed(text, number, number)
    return None if isinstance(found, int) else replace(found, end=start + 6)


def _couple(text: str, start: int) -> Quantity | int | None:
    """A couple of dozen volunteers."""
    match = _COUPLE.match(text, start)
    if match is None:
        return None
    scale = Decimal(_SCALES[match["scale"].lower()])
    number = Number(start, match.end(), 2 * scale, scale, script="word", large=scale)
    found = completed(text, number, number)
    return (
        found
        if isinstance(found, int) or found.value is None
        else replace(found, bound="approximately", low=None, high=None)
    )


def _is_rough(text: str, start: int, end: int) -> bool:
    """Whether what stands on both sides of "a fifth" makes it no rank: by nearly a fifth last winter."""
    return bool(_BY_FRACTION.search(text, max(0, start - 10), start) and _AFTER_FRACTION.match(text, end))


def _of_unit(text: str, start: int, end: int, value: Decimal) -> Quantity | None:
    """Half a mile, one-half miles, half an hour."""
    gap = _OF_UNIT.match(text, end)
    if gap is None or ("of" in gap.group().lower() and not _OF_AN.match(text, end)):
        return None
    if second := _SECOND.match(text, gap.end()):
        return bounded(text, plain(start, second.end(), value, Decimal("0.1"), "duration", "second"))
    if unit_after(text, gap.end()) is None:
        return None
    number = Number(start, gap.end(), value, Decimal("0.1"), script="word")
    found = completed(text, number, number)
    return None if isinstance(found, int) or found.dimension in {"share", "growth"} else found


def _is_one_in(text: str, number: Number, whole: Number) -> bool:
    """Whether "one in 77" is a share: no year, and no "the one in 12 Mill Lane"."""
    if number.value != 1 or number.script != "word" or whole.value >= _YEARS:
        return False
    return not text[max(0, number.start - 6) : number.start].lower().endswith(("the ", "this ", "that "))


def one_in(text: str, number: Number) -> Quantity | None:
    """One in five, one viewer in five, 9 out of 10."""
    match = _IN.match(text, number.end) if text[number.end + 1 : number.end + 2] in {"i", "o"} else None
    if match is None and number.value == 1 and number.script == "word":
        match = _NOUN_IN.match(text, number.end)
    if match is None or number.scale != 1:
        return None
    whole = read_number(text, match.end()) if text[match.end()].isalnum() else None
    every = whole is not None and "every" in match.group() and whole.value == whole.scale  # four in every hundred
    if whole is None or (whole.scale != 1 and not every) or not 0 < number.value < whole.value:
        return None
    of_all = (number.value == 1 or number.script == "word") and text.startswith(" of ", whole.end)
    listed = (
        whole.value in _WHOLES or "every" in match.group() or "-" in match.group() or _is_one_in(text, number, whole)
    )
    no_whole = not listed or (not of_all and _NO_WHOLE.match(text, whole.end))
    if "in" in match.group() and no_whole:
        return None
    return share(text, number.start, whole.end, number.value / whole.value, Decimal("0.01"))
