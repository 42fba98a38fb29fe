"""Reads numerals, anchored at a position: Arabic with magnitudes, Chinese, and English number words.

Values are exact decimals. A run of digits or Han numerals beyond :data:`MAX_RUN` characters is no figure: arithmetic on
it would cost more than it could mean.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from auditor.figures.han import MAX_RUN, NUMERALS, factor, read_han
from auditor.text.lazy import lazy

__all__ = ["MAX_RUN", "Number", "read_number", "significant"]

_SEPARATED = lazy(r"\d{1,3}(?:[,，\u00a0\u2009\u202f]\d{3}){1,12}(?!\d)(?:[.．]\d{1,20})?")
# "10 000 euros", "1 200张": plain blanks separate thousands only where a word follows and no digits stand around.
_BLANKS = lazy(r"(?<!\d )[1-9]\d{0,2}(?: \d{3}){1,4}(?:\.\d{1,4})?(?!\d| ?[\d.,/:-])(?=\s?[A-Za-z%\u4e00-\u9fff])")
_SEPARATORS = {**dict.fromkeys(map(ord, ",， \u00a0\u2009\u202f")), ord("．"): "."}
_PLAIN = re.compile(rf"\d{{1,{MAX_RUN}}}(?:[.．]\d{{1,20}})?")
# "1,5 million", "3,5 %": the comma of the continent.
_COMMA = lazy(r"\d{1,3},\d{1,2}(?=\s?(?:million|billion|trillion|bn|mn|%|per\s?cent)(?![A-Za-z]))")
_THREE = 3  # digits of a group
_GROUPED = frozenset(",， \u00a0\u2009\u202f")
# What the patterns behind the digits begin with.
_LETTER_E, _CROSSES, _MIXED_AFTER = frozenset("eE"), frozenset("×x*"), frozenset(" -¼½¾⅓⅔⅕⅛")
_HAN_SCALES = frozenset("余多来个十拾百佰千仟万萬亿億兆")
_SCALE_LETTERS = frozenset("tbmhclkwTBMHCLKW")
# "up .5 %": the zero before the point goes without saying.
_LEADING_POINT = lazy(r"(?:^|[\s($£€~+\-])\.$")
_EXPONENT = lazy(r"[eE](?P<power>[+-]?\d{1,2})(?!\w)")
_POWER_OF_TEN = lazy(r"\s?[×x*]\s?10(?:\^|\*\*)?(?P<power>(?<=[\^*])\d{1,2}|[-−]\d{1,2})(?!\d)")
_MIXED = lazy(r"[ -]?(?P<mark>[¼½¾⅓⅔⅕⅛])|[ -](?P<top>\d)/(?P<bottom>[2-9]|1[0-6])(?![\d/])")
# NOTE: 万亿 before 亿 and 万, or 1.2万亿 becomes 1.2万. 余 and 多 may stand before the magnitude (14余万) or after it.
_HAN_SCALE = lazy(
    r"(?P<gap>[ \t\u3000]{0,2})(?P<before>[余多来]?)(?P<scale>个亿(?!元?级)|[百千]?[万萬][亿億]"
    r"|[十百千佰仟]?(?:[万萬](?![科达向州宁华豪事物里])|[亿億]|兆(?![瓦赫欧帕字比焦]))"
    r"|[百佰](?=[\u4e00-\u9fff])(?![度分货姓]|日(?!元))|[千仟](?=[\d\u4e00-\u9fff])(?![瓦卡克米赫帕字伏焦安牛兆禧山岛]))(?P<after>[余多]?)"
)
_HAN_TAIL = lazy(r"零?(?P<digits>\d{1,4})(?P<scale>[十百千]?[万亿]|[百千](?![瓦克米卡]))")
_PLAIN_TAIL = lazy(r"(?<!\d\.\d万)(?<!\d\.\d\d万)\d{3,4}(?=[元日美欧港韩人名件户张家辆])")
_LATIN_SCALE = re.compile(
    r"[\s-]{0,2}(?P<scale>lakh crore|trillion|billion|million|thousand|hundred|crore|lakh|trn|tn|bn|mn|mln|bln)s?(?![A-Za-z])",
    re.IGNORECASE,
)
_LETTER_SCALE = lazy(r" ?(?P<scale>[kKmMbBtT])(?![A-Za-z0-9²³/])")
# 30w is 30万 in Chinese chat, 10k ten thousand anywhere; "1.5m people" is a million only because a plural follows.
_CHAT_SCALE = re.compile(r"(?P<scale>[wk])(?![A-Za-z0-9²³])")
_PEOPLED_SCALE = re.compile(
    r"(?P<scale>[mMbB])(?=(?:\s?[-–—]\s?\d[\d.,]*m| to \d[\d.,]*m)? (?:people|persons|men|women|children|[a-z]{3,20}(?<!s)s)\b(?! ?[/-])(?<!hurdles)(?<!finals)(?<!heats)(?<!races)(?<!always)(?! (?:long|wide|high|tall|deep)\b))"
)
# "rose 6% to 6.1m": what a percentage led to is no length.
_REACHED = lazy(
    r"(?:(?:%|per\s?cent)|\b(?:rose|rise[ns]?|fell|fall(?:s|en)?|grew|grow[ns]?|climbed|increased|dropped|jumped|doubled|swelled|shrank)|\b(?:up|down)(?= from))(?: from)?(?: \d[\d.,]*m)?(?: to| by| from)? \d[\d.,]*$",
    re.IGNORECASE,
)
# a population of 5.4m, shares: 213.5m
_PEOPLED = lazy(
    r"\b(?:shares|users|customers|subscribers|people|populations?|downloads|views|followers|members|passengers|visitors|units|voters|viewers)\b[^.;,\n\d]{0,10}(?: of|:| reached| hit| topped| passed| exceeded| at| is| was| to)(?: about| around| nearly| over| some)? \d[\d.,]*$",
    re.IGNORECASE,
)
_HEIGHT = lazy(
    r"water|level|height|depth|tall|snow|river|tide|wave|sea|lake|high|metre|meter|record of|jump(?!ed)|sprint",
    re.IGNORECASE,
)
_MILLIONS = re.compile(r"m(?![A-Za-z0-9²³/])")
_SCALES = {
    "trillion": 10**12, "trn": 10**12, "tn": 10**12, "t": 10**12, "billion": 10**9, "bn": 10**9, "bln": 10**9, "b": 10**9,
    "million": 10**6, "mn": 10**6, "mln": 10**6, "m": 10**6, "thousand": 10**3, "k": 10**3, "hundred": 10**2,
    "crore": 10**7, "lakh": 10**5, "lakh crore": 10**12, "w": 10**4,
}  # fmt: skip
_FEW = lazy(r"(?<=\d0)几(?=[米个岁块元人年天家名公斤亩种次分户套万])")  # 10几米
# People round from ten thousand on: below it every digit of a whole number counts, above it trailing zeros say nothing.
_ROUNDED = Decimal(10_000)

_UNITS = {
    word: number
    for number, word in enumerate(
        (
            *(
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
            ),
            *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        )
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_WORDS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_WORD = re.compile(
    rf"(?P<gap>[\s-]?)(?P<and>and\s)?(?P<word>an?|{'|'.join([*_TENS, *reversed(_UNITS), *_WORDS])})(?![A-Za-z\d])",
    re.IGNORECASE,
)
_THOUSAND, _HUNDRED, _TEN = 1000, 100, 10
# What is counted roughly with 把; 百把椅子 are a hundred chairs.
_TENS_SIGNS = {"廿": 20, "卅": 30}
_HANDFULS = frozenset("块人斤元里亩年天户吨个公")
# 1e30 is more than any text counts; larger powers only cost arithmetic.
_MAX_POWER = 30


class Number(NamedTuple):
    """A numeral: its span, exact value, and what its wording leaves open.

    ``step`` is the weight of the last digit that counts (1.2万亿 → 10¹¹): half of it is how far rounding may have moved
    it. ``more`` says that 余, 多 or 几 leaves the value open upwards to ``high``; a ``high`` without ``more`` is the end
    of a range (七八百). ``scale`` is the magnitude written behind the digits, ``large`` its part from 万 or thousand on.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    scale: Decimal = Decimal(1)
    more: bool = False
    script: str = "arabic"
    high: Decimal | None = None
    large: Decimal = Decimal(1)


def significant(value: Decimal, decimals: int = 0, scale: Decimal = Decimal(1)) -> Decimal:
    """The weight of the last digit that counts; the same for 1.2万亿, 12000亿 and 1,200,000,000,000."""
    if abs(value) < _ROUNDED:
        return Decimal(1).scaleb(-decimals) * scale if decimals else Decimal(1)
    written = Decimal(1).scaleb(-decimals) * scale if decimals else None
    last = Decimal(1).scaleb(_last_digit(value))
    return last if written is None else min(last, written)


def _last_digit(value: Decimal) -> int:
    """The power of ten of the last digit that is not zero."""
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def read_number(text: str, start: int, *, money: bool = False) -> Number | None:
    """The numeral that starts at ``start``, or ``None``. ``money`` lets the letters k, m, b and t be magnitudes."""
    first = text[start]
    if first in NUMERALS or first in "几数":
        return _read_han(text, start)
    if first.isdecimal():
        return _read_arabic(text, start, money=money)
    return _read_words(text, start)


def _read_arabic(text: str, start: int, *, money: bool) -> Number | None:
    match = _digits(text, start)
    if match is None or text[match.end() : match.end() + 1].isdecimal():
        return None
    plain = match.group().translate(_SEPARATORS)
    if text[match.end() : match.end() + 1] == "," and (comma := _COMMA.match(text, start)):
        match, plain = comma, comma.group().replace(",", ".")
    if text[start - 1 : start] == "." and plain.isdecimal() and _LEADING_POINT.search(text, max(0, start - 2), start):
        plain, start = f"0.{plain}", start - 1
    value, decimals = Decimal(plain), len(plain.partition(".")[2])
    end = match.end()
    following = text[end : end + 1]
    if following in _LETTER_E and (exponent := _EXPONENT.match(text, end)):
        if abs(int(exponent["power"])) > _MAX_POWER:
            return None
        value = value.scaleb(int(exponent["power"]))
        return Number(start, exponent.end(), value, Decimal(1).scaleb(_last_digit(value)) if value else Decimal(1))
    if text[end : end + 2].strip()[:1] in _CROSSES and (power := _POWER_OF_TEN.match(text, end)):
        times = int(power["power"].replace("−", "-"))
        if abs(times) <= _MAX_POWER:
            value = value.scaleb(times)
            return Number(start, power.end(), value, Decimal(1).scaleb(_last_digit(value)) if value else Decimal(1))
    if (
        not decimals
        and following in _MIXED_AFTER
        and not text[end + 1 : end + 2].isalpha()
        and (mixed := _MIXED.match(text, end))
    ):
        value, end = value + _fraction(mixed), mixed.end()
        decimals = 2
    return _scaled(text, start, end, value, decimals, money=money)


def _digits(text: str, start: int) -> re.Match[str] | None:
    """The digits at ``start``, with the separators of thousands and the decimals."""
    plain = _PLAIN.match(text, start)
    end = plain.end() if plain else start
    following = text[end : end + 1]
    if following not in _GROUPED or end - start > _THREE or not text[end + 1 : end + 2].isdecimal():
        return plain
    return (_BLANKS if following == " " else _SEPARATED).match(text, start) or plain


def _fraction(match: re.Match[str]) -> Decimal:
    if match["mark"]:
        return Decimal(str(unicodedata.numeric(match["mark"])))
    return Decimal(match["top"]) / Decimal(match["bottom"])


def _scaled(
    text: str, start: int, end: int, value: Decimal, decimals: int, *, money: bool
) -> Number:  # the parts of one numeral
    end, scale, more = _scale(text, end, money=money)
    value *= scale
    if (
        more
        or text[end : end + 1] in {"余", "多"}
        or (text[end : end + 1] == "几" and not decimals and _FEW.match(text, end))
    ):
        end += not more
        room = Decimal(1).scaleb(max(_last_digit(value), 0)) if value else Decimal(1)
        return Number(
            start,
            end,
            value,
            significant(value, decimals, Decimal(scale)),
            Decimal(scale),
            more=True,
            high=value + room,
        )
    while scale >= _THOUSAND // _TEN and (tail := _HAN_TAIL.match(text, end)) and text[end - 1] in "百千万亿":
        added = int(tail["digits"]) * factor(tail["scale"])
        if added >= scale:
            break
        value, end, scale, decimals = value + added, tail.end(), factor(tail["scale"]), 0
    if text[end - 1] == "万" and (rest := _PLAIN_TAIL.match(text, end)):  # 420万4836元
        value, end, scale, decimals = value + int(rest.group()), rest.end(), 1, 0
    large = Decimal(scale if scale >= _THOUSAND else 1)
    return Number(start, end, value, significant(value, decimals, Decimal(scale)), Decimal(scale), large=large)


def _scale(text: str, end: int, *, money: bool) -> tuple[int, int, bool]:
    """Where the magnitude after a numeral ends, its factor, and whether 余 or 多 opens the value upwards."""
    following = text[end : end + 4].lstrip(" \t\u3000")[:1]
    if following in _HAN_SCALES and (match := _HAN_SCALE.match(text, end)):
        return match.end(), factor(match["scale"]), match["before"] in {"余", "多"} or bool(match["after"])
    if not (following == "-" or following.isspace() or following in _SCALE_LETTERS):
        return end, 1, False
    if (match := _MILLIONS.match(text, end)) and _is_millions(text, end):
        return match.end(), 10**6, False
    for pattern in (_LATIN_SCALE, _LETTER_SCALE if money else _CHAT_SCALE, _PEOPLED_SCALE):
        if match := pattern.match(text, end):
            return match.end(), _SCALES[match["scale"].lower()], False
    return end, 1, False


def _is_millions(text: str, end: int) -> bool:
    """Whether the m after a number that something rose or fell to is a million: what reaches heights is told in metres."""
    before = text[max(0, end - 60) : end]
    if _PEOPLED.search(before):
        return True
    return _REACHED.search(before) is not None and _HEIGHT.search(before) is None


def _read_han(text: str, start: int) -> Number | None:
    found = read_han(text, start)
    if found is None:
        return None
    if (tens := _TENS_SIGNS.get(text[start - 1 : start])) and found.value < _TEN:  # 廿三
        start, found = start - 1, found._replace(value=found.value + tens)
    end, value, high, scale, large, decimals, is_open = found
    step = significant(value, decimals, scale)
    if end - start == 1 and text[end : end + 1] == "把" and text[end + 1 : end + 2] in _HANDFULS and value >= _HUNDRED:
        end += 1  # 万把块, 千把人
    if text[end : end + 1] in {"余", "多", "来"} and not decimals and text[end - 1] not in "来多":
        return _more(text, start, found)
    return Number(start, end, value, step, scale, more=is_open, script="han", high=high, large=large)


def _more(text: str, start: int, found: tuple[int, Decimal, object, Decimal, Decimal, int, bool]) -> Number | None:
    """三千多 and 三十多万: open upwards by the weight of the last digit told."""
    end, value = found[0] + 1, found[1]
    if value < _TEN or (text[end - 1] == "来" and text[end : end + 1] in "自到源往看讲说"):
        end = found[0]
        return Number(start, end, value, significant(value), found[3], script="han", large=found[4])
    scale = _HAN_SCALE.match(text, end)
    times = Decimal(factor(scale["scale"])) if scale and not scale["gap"] else Decimal(1)
    end = scale.end() if scale and not scale["gap"] else end
    room = Decimal(1).scaleb(_last_digit(value))
    about = text[found[0]] == "来"
    value, high = value * times, None if about else (value + room) * times
    return Number(start, end, value, significant(value), times, more=not about, script="han", high=high, large=times)


def _read_words(text: str, start: int) -> Number | None:
    """English number words, as far as they make one number: "five and six" are two."""
    total = section = 0
    word, end = "", start
    while (match := _WORD.match(text, end)) and _continues(match, word, section):
        word, end = match["word"].lower(), match.end()
        if word in _WORDS:
            times = _WORDS[word]
            total, section = (
                (total + (section or 1) * times, 0) if times >= _THOUSAND else (total, (section or 1) * times)
            )
        else:
            section += _TENS.get(word, 0) or _UNITS.get(word, 1)
    if end == start or word in {"a", "an"}:
        return None
    scale = Decimal(_WORDS.get(word, 1))
    if scale == Decimal(12):  # a dozen is no magnitude
        scale = Decimal(1)
    value = Decimal(total + section)
    return Number(
        start, end, value, significant(value), scale, script="word", large=scale if scale >= _THOUSAND else Decimal(1)
    )


def _continues(match: re.Match[str], before: str, section: int) -> bool:
    """Whether a number word goes on with the number before it: hundred and five, twenty-three, two million."""
    word = match["word"].lower()
    if not before:
        return not match["gap"] and not match["and"]
    if not match["gap"] or word in {"a", "an"}:
        return False
    if word in _WORDS:
        return not match["and"] and (before not in _WORDS or _WORDS[before] < _WORDS[word])
    if before in _WORDS:
        return word != "zero" and (bool(match["and"]) or match["gap"] == " ") and before != "dozen"
    return before in _TENS and word in _UNITS and 0 < _UNITS[word] < _TEN and not match["and"] and section > 0
