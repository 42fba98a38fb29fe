"""Reads what follows a numeral and makes it a quantity: a ratio, money, a unit, a measure word, or the noun it counts."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Context, Decimal, localcontext

from auditor.figures.bare import after_bound, counts_people, dimension_of, is_age
from auditor.figures.following import Follower, classifier_after, unit_after
from auditor.figures.han import DIGITS
from auditor.figures.lexicon import Unit, units
from auditor.figures.masks import end_of_token
from auditor.figures.money import OPEN_AFTER, money
from auditor.figures.nouns import counted_noun
from auditor.figures.numerals import Number
from auditor.figures.periods import LASTING
from auditor.figures.quantities import Quantity
from auditor.figures.ratios import ratio
from auditor.figures.wording import bounded, per_what, plain, signed
from auditor.model import Span
from auditor.text.lazy import lazy

__all__ = ["completed"]

_HALF = lazy(r"半(?!个?[年月]|载|个[小钟]|导|岛|径|场|年报|数|夜|成品|决)")
# 三个半班, 两个半足球场; but 两个半球, 四个半天 and 一个半自动装置 count other things.
_AND_A_HALF = lazy(
    r"半(?=$|[，。；、！？,.;!?)）\s]|班(?!底)|足球场|篮球场|操场|学期|县|省(?![电力])|村(?!庄)|(?<=岁半)的)"
)
# 一米八, 3米5, 一米七五: the tenths of a metre go without saying.
_METRES = lazy(
    r"(?P<digits>(?:[1-9一二三四五六七八九][0-9零一二三四五六七八九]?))(?=[，。；：、！？,.;!?\s)）”]|$|左右|以[上下]|多(?![个种])|[的高长宽深厚]|大个)"
)
# 三亩七分地: a 分 is a tenth of a 亩.
_TENTHS = lazy(r"零?(?P<digit>[1-9一二三四五六七八九])分(?:地|田|(?=[，。；、\s）)]|$))")
_HUNDREDTHS = lazy(r"\d{2}(?!\d)")
# A 亩 is two thousand thirds of a square metre: beyond twenty digits the third shows.
_EXACT = Context(prec=20)
_CLASS = lazy(r"元?级(?!别)")
_OF_THE = re.compile(
    r"\s(?:out )?of (?:the|its|their|these|those|our|all|every|them|whom|which)\b|\s(?:out )?of \d[\d,]{0,9} [a-z]",
    re.IGNORECASE,
)
# 41.3C is a temperature where the weather is spoken of; 3C and 5F are not.
_TEMPERATURE = lazy(r"\s?°?(?P<scale>[CF])(?![A-Za-z0-9])")
_WEATHER = lazy(r"temperature|degrees|heat|cold|warm|cool|\bhigh of|\blow of|weather|气温|温度|°", re.IGNORECASE)
_TITLED = lazy(r"[ \t-]?[A-Z][a-z]{2,3}(?![A-Za-z])")
_POWERS = frozenset("^sc")
_POWER = lazy(r"\^[23](?!\d)|\s(?:squared|cubed)(?![A-Za-z])")
_POUNDS = lazy(
    r"(?P<joint>[ -])(?P<word>pounds?)(?![A-Za-z])(?P<of>\sof\s(?!sterling|debt|taxpayer|public|fund|invest|aid|money|cash|saving|support|spending|damage))?(?!\s(?:note|coin|fine|deal|bill|prize|contract|loan|budget|sterling))"
)
_WEIGHS = lazy(r"weigh|heavy|overweight|\blost\b|\bgained\b|\blift", re.IGNORECASE)
_POUND = Decimal("0.45359237")
_HAN_NOUN = lazy(r"(?:以上|左右|以内|以下)?(?:的)?\s?(?P<noun>[\u4e00-\u9fff]{1,12})")
_GAP = lazy(r"个(?=半)|[余多](?=[年月天小公里米吨斤平亩个])")
_GAPS = frozenset("个余多")
_HOURS = lazy(r"\d ?h ?$")
_BELOW_ZERO = lazy(r" below zero\b")
_HOUR_BEFORE = lazy(r"(?:小时|钟头)[零又]?$")
# Between the one and the other: 十天半个月, 一年半载.
_LOOSE = {
    "十天半个月": ("10", "15", "day"), "十天半月": ("10", "15", "day"), "一年半载": ("0.5", "1", "year"),
    "三年五载": ("3", "5", "year"),
}  # fmt: skip
_LI = lazy(r"(?<=[\d十百千万来多几余两一二三四五六七八九])里(?=[多外开]|山路|水路|[路地](?![上段])|[，。；！)）]|$)")
_PING = lazy(r"(?<=[\d十百千来多几余])平(?=[的左大小出以，。、；！）)]|户型|$)")
_POWER_UNIT, _MANY = "度电", 10_000
_LOOSE_STARTS = frozenset("天年")
# "from 1.9m two years ago": the noun behind has a number of its own.
_COUNTED_NEXT = lazy(r"\s(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\s")
# 40金27银24铜, 9金牌
_METALS = frozenset("金银铜")
_MEDALS = lazy(r"[金银铜]牌?(?=[\d，。、；！,.;!\s)）”和]|$)")
_COUNTING = lazy(r"(?:[了约近超逾]|(?<![通经])过)[约近]?$|不足$|不到$|至少$")
_SECONDS = lazy(r"[\d一二三四五六七八九十]{1,4}秒")
_TIMES = frozenset({"day", "week", "month", "year", "hour", "minute"})
# Skier days and man-hours count who came and for how long.
_STAYS = lazy(
    r"\b(?:skier|visitor|guest|tourist|patient|person|man|woman|user|passenger|worker|staff|student|pupil|camper|hunter|angler|diver|delegate|vehicle|vessel|machine|bed|trainee|volunteer|child)[ -](?:day|week|month|year|hour|minute)s\b",
    re.IGNORECASE,
)
_OIL = lazy(r"油[^，。；,;]{0,10}$")
_DURING = lazy(r"\d[^.;,\n]{0,24}\sover\s$")
# "1,150 ft over 4½ miles": the way on which, and no least length.
_ALONG = lazy(r"\d[ -]?(?:ft|feet|m|met(?:re|er)s?|km|kilomet(?:re|er)s|yards|miles)\sover\s$")
# Lengths that speeds are told in.
_MOVING = {
    word: name
    for name, words in (
        ("km", "公里 千米 km kilometres kilometers kilometre kilometer"),
        ("m", "米 m metres meters"),
        ("mile", "英里 miles mile"),
        ("knot", "海里"),
    )
    for word in words.split()
}
_PER_TIME = lazy(r"\s?(?:/|每|(?:per|an?|each)\s)\s?(?:(?P<hour>小时|时|hour|hr|h)|秒|second|sec|s)(?![A-Za-z])")
# 时速由250公里提升到350公里: the second speed too.
_TIMED = lazy(
    r"(?:(?P<hour>时速|每小时)|秒速|每秒)(?:[^，。；,;\d小时]{0,4}[由从][约近]?[\d.]{1,6}(?:公里|千米|米))?[^，。；,;\d小时]{0,8}$"
)
_LONG = 100  # metres that are told to the tenth
_TEN = 10  # below it a Han numeral is one character
_BARREL = "barrels"
_MINUS = re.compile(r"\b(?:minus|negative)\s$", re.IGNORECASE)
_MINUS_ENDS = frozenset({"s ", "e "})
# A 14-storey tower; an 18-under-par round and a 3-nil win count nothing.
_HYPHENED = re.compile(
    r"-(?P<noun>(?!(?:under|over|up|down|nil|all|time|way|old|plus|odd|and|or|to|star|off|yard|inning|point|strong|some|ish|year|ply|fold|for|on|in)(?![a-z]))[a-z]{3,14})(?![A-Za-z-])"
)
_VERSION = lazy(r"[A-Z][\w.]*\s$|\.\d{3,}$")


def completed(text: str, first: Number, last: Number) -> Quantity | int:
    """The quantity of the numeral ``last`` with what follows it; its span and prefix begin at ``first``."""
    found = _read(text, first, last)
    return found if isinstance(found, int) else _negated(text, found)


def _negated(text: str, found: Quantity) -> Quantity:
    """The quantity with the sign that a word before it gives: minus 31 degrees."""
    if text[found.start - 2 : found.start].lower() not in _MINUS_ENDS:
        return found
    minus = _MINUS.search(text, max(0, found.start - 10), found.start)
    if minus is None or found.value is None or found.value <= 0:
        return found
    low, high = (None if end is None else -end for end in (found.high, found.low))
    return replace(found, start=minus.start(), value=-found.value, low=low, high=high)


def _read(text: str, first: Number, last: Number) -> Quantity | int:
    for reader in (ratio, _pounds, money, _measured, _classed, _classified):
        found = reader(text, first, last)
        if found is not None:
            return found
    if text[last.end : last.end + 1].isascii() and text[last.end : last.end + 1].isalpha():
        return _temperature(text, first, last) or end_of_token(text, last.end)
    return _counted(text, first, last)


def _measured(text: str, first: Number, last: Number) -> Quantity | None:
    gap = _GAP.match(text, last.end) if text[last.end : last.end + 1] in _GAPS else None
    half = gap is not None and gap.group() == "个"  # 三个半小时
    end = last.end if gap is None else gap.end() + half
    if time := _time(text, first, last, end):
        return time
    match = unit_after(text, end) or _titled(text, end) or _short(text, end)
    if match is None or not _is_unit(text, first, last, match):
        return None
    unit = _unit(_POWER_UNIT if match.word == "度" and _is_power(text, first.start, last) else match.word)
    if match.word == "m" and _HOURS.search(text, max(0, first.start - 5), first.start):  # 1h 20m
        unit = _unit("min")
    if special := _powered(text, first, last, unit, match.end) or _speed(text, first, last, match):
        return special
    value, high, end = last.value + (Decimal("0.5") if half else 0), last.high, match.end
    if (gap and not half) or "多" in match.word:
        high = value + 1
    value, high, end = _opened(text, value, high, end, unit, halves=gap is None)
    base, step = _EXACT.multiply(value, unit.factor), _EXACT.multiply(last.step, unit.factor)
    found = plain(first.start, end, base, step, unit.dimension, unit.id)
    if unit.dimension in {"duration", "length"} and _during(text, first.start, unit.dimension):
        return found
    if unit.id == "degree" and _BELOW_ZERO.match(text, end):
        found = replace(found, value=-base, low=-base, high=-base)
    high = None if high is None else high * unit.factor
    found, per = signed(text, found), per_what(text, found.start, end)
    return bounded(text, replace(found, per=per) if per else found, high=high)


def _opened(
    text: str, value: Decimal, high: Decimal | None, end: int, unit: Unit, *, halves: bool
) -> tuple[Decimal, Decimal | None, int]:
    """What stands behind a unit and still belongs to the number: 三年半, 三年多, 9秒83."""
    following = text[end : end + 1]
    if (
        following == "半"
        and halves
        and (unit.dimension != "area" or text[end - 1] == "亩")
        and (half := _HALF.match(text, end))
    ):
        value, end = value + Decimal("0.5"), half.end()
    if high is None and OPEN_AFTER.match(text, end):
        high, end = value + 1, end + 1
    if text[end - 1] == "亩" and (tenths := _TENTHS.match(text, end)):
        value, end = value + Decimal(DIGITS.get(tenths["digit"], tenths["digit"])) / 10, tenths.end()
    if text[end - 1] == "米" and value < _LONG and (metres := _METRES.match(text, end)):
        value, end = value + Decimal(f"0.{''.join(str(DIGITS.get(d, d)) for d in metres['digits'])}"), metres.end()
    if unit.id == "second" and (hundredths := _HUNDREDTHS.match(text, end)):
        value, end = value + Decimal(hundredths.group()) / 100, hundredths.end()
    return value, high, end


def _during(text: str, start: int, dimension: str) -> bool:
    """Whether "over" tells in what time or on what way, and no least one: 14 kilos over nine months, 300 ft over a mile."""
    pattern = _ALONG if dimension == "length" else _DURING
    return text.startswith("over ", max(0, start - 5)) and pattern.search(text, max(0, start - 40), start) is not None


def _speed(text: str, first: Number, last: Number, match: Follower) -> Quantity | None:
    """时速350公里, 90 kilometres an hour: a length told per hour or second is a speed, in the unit as it is written."""
    name, end = _MOVING.get(match.word.lower()), match.end
    if name is None:
        return None
    after, before = _PER_TIME.match(text, end), _TIMED.search(text, max(0, first.start - 24), first.start)
    if after is None and before is None:
        return None
    hourly = (after or before)["hour"]  # type: ignore[index]  # one of them matched
    unit = ("mph" if name == "mile" else f"{name}/h") if hourly else f"{name}/s"
    found = plain(first.start, after.end() if after else end, last.value, last.step, "other", unit)
    return bounded(text, found, high=last.high)


def _time(text: str, first: Number, last: Number, end: int) -> Quantity | None:
    """两小时零八分, 2分55秒: 分 is a minute beside an hour or seconds; and 18周岁 is an age."""
    if text[end : end + 1] in _LOOSE_STARTS and (loose := _loose(text, first.start)):
        return loose
    if text.startswith("周岁", end):
        return bounded(text, plain(first.start, end + 2, last.value, last.step, "duration", "year"), high=last.high)
    if text.startswith("日", end) and LASTING.search(text, max(0, first.start - 8), first.start):
        return bounded(text, plain(first.start, end + 1, last.value, last.step, "duration", "day"), high=last.high)
    if not text.startswith("分", end) or text.startswith(("分之", "分钟"), end):
        return None
    if _HOUR_BEFORE.search(text, max(0, first.start - 4), first.start) or _SECONDS.match(text, end + 1):
        return plain(first.start, end + 1, last.value, last.step, "duration", "minute")
    return None


def _is_power(text: str, start: int, last: Number) -> bool:
    """Whether 度 counts kilowatt-hours: 9亿度, 用电三百度."""
    return last.scale >= _MANY or "电" in text[max(0, start - 6) : start]


def _short(text: str, end: int) -> Follower | None:
    """里 as a length (五里路, 八十来里) and 平 as an area (二十来平的屋子): mostly they mean "in" and "even"."""
    if text[end : end + 1] == "里" and _LI.match(text, end):
        return Follower(end, end + 1, "里地")
    if text[end : end + 1] == "平" and _PING.match(text, end):
        return Follower(end, end + 1, "平米")
    return None


def _loose(text: str, start: int) -> Quantity | None:
    """A time that an idiom leaves between two ends: 十天半个月."""
    said = next((idiom for idiom in _LOOSE if text.startswith(idiom, start)), None)
    if said is None:
        return None
    low, high, unit = _LOOSE[said]
    found = plain(start, start + len(said), Decimal(high), Decimal(1), "duration", unit)
    return replace(found, value=None, low=Decimal(low), bound="range")


def _titled(text: str, end: int) -> Follower | None:
    """A unit in title case: 24-Hour, 3 Days."""
    if not text[end : end + 2].lstrip(" \t-")[:1].isupper():
        return None
    word = _TITLED.match(text, end)
    found = unit_after(word.group().lower(), 0) if word else None
    return Follower(end, end + found.end, found.word) if found else None


def _pounds(text: str, first: Number, last: Number) -> Quantity | None:
    """A weight in pounds, where the words around speak of one: a 12-pound turkey, pounds of beef."""
    if text[last.end + 1 : last.end + 2] != "p":
        return None
    match = _POUNDS.match(text, last.end)
    if match is None or not (
        match["joint"] == "-" or match["of"] or _WEIGHS.search(text, max(0, first.start - 30), first.start)
    ):
        return None
    found = plain(first.start, match.end("word"), last.value * _POUND, last.step * _POUND, "mass", "kg")
    return bounded(text, found)


def _powered(text: str, first: Number, last: Number, unit: Unit, end: int) -> Quantity | None:
    """4 km^3, 20 metres squared: the power of a length."""
    power = _POWER.match(text, end) if text[end : end + 2].lstrip()[:1] in _POWERS else None
    if power is None:
        return None
    exponent = 2 if power.group().strip() in {"^2", "squared"} else 3
    if unit.dimension != "length":
        return bounded(
            text, plain(first.start, power.end(), last.value * unit.factor, last.step * unit.factor, "other", unit.id)
        )
    dimension, base = ("area", "m2") if exponent == 2 else ("volume", "m3")  # noqa: PLR2004  # the square
    with localcontext(_EXACT):
        factor = unit.factor**exponent
        found = plain(first.start, power.end(), last.value * factor, last.step * factor, dimension, base)
    return bounded(text, found)


def _is_unit(text: str, first: Number, number: Number, match: Follower) -> bool:
    """Whether a unit word after the numeral is one: 三方 are parties, 5 in a sentence is no unit of length."""
    word = match.word
    if (
        number.script == "han"
        and word in units().collective
        and text[number.end - 1] in DIGITS
        and number.end - number.start == 1
        and first.start == number.start  # 三到五度
    ):
        return text[max(0, number.start - 2) : number.start] in {"零下", "零上"} or _counts(text, number.start)
    if len(word) == 1 and word.isascii():
        return text[match.start] != " " or word not in {"m", "L"} or not text[match.end : match.end + 1].isalpha()
    return True


def _temperature(text: str, first: Number, last: Number) -> Quantity | None:
    """41.3C: degrees whose sign is left out."""
    match = _TEMPERATURE.match(text, last.end)
    around = text[max(0, first.start - 60) : last.end + 30]
    if match is None or last.scale != 1 or not _WEATHER.search(around):
        return None
    found = plain(first.start, match.end(), last.value, last.step, "other", "degree")
    return bounded(text, signed(text, found))


def _unit(word: str) -> Unit:
    table = units().units
    return table[word] if word in table else table[word.lower()]


def _classed(text: str, first: Number, last: Number) -> Quantity | None:
    """百亿级: a size class, its amount and more."""
    match = _CLASS.match(text, last.end) if last.scale >= 10**8 else None
    if match is None:
        return None
    return Quantity(first.start, match.end(), last.value, last.value, None, last.step, "money", None, None, "at_least")


def _classified(text: str, first: Number, last: Number) -> Quantity | None:
    """A number with a measure word: 16家, 20余项."""
    lexicon = units()
    match = classifier_after(text, last.end)
    alone = first.start == last.start and first.script == "han" and last.value < _TEN and first.high is None
    if match is None or (alone and match.word in lexicon.collective and not _counts(text, first.start)):
        return None
    high = last.value + 1 if match.more and last.high is None else last.high
    counted = lexicon.classifiers[match.word]
    half = _AND_A_HALF.match(text, match.end) if match.word in {"个", "個", "岁"} and not match.more else None
    value, end = last.value + (Decimal("0.5") if half else 0), half.end() if half else match.end
    noun = _HAN_NOUN.match(text, end)
    if counted == "barrel" and _OIL.search(text, max(0, first.start - 14), first.start):
        unit = _unit(_BARREL)
        found = plain(first.start, match.end, last.value * unit.factor, last.step * unit.factor, "volume", unit.id)
        return bounded(text, found)
    if counted == "year of age":
        found = plain(first.start, end, value, last.step, "duration", "year")
        return bounded(text, found, high=high)
    span = noun.span("noun") if noun else None
    found = Quantity(first.start, end, value, value, value, last.step, "count", counted, noun=span)
    return bounded(text, found, high=high)


def _counts(text: str, start: int) -> bool:
    """Whether a word before one Han digit says that it counts: 涨了两回, 耗电约三度."""
    return _COUNTING.search(text, max(0, start - 3), start) is not None


def _counted(text: str, first: Number, last: Number) -> Quantity | int:
    """A number without a unit: what it counts is the English noun after it, where there is one."""
    if first.script == "word" and text[last.end : last.end + 1] == "-" and after_bound(text, last.end) == last.end:
        return end_of_token(text, last.end + 1)
    value = last.value
    dimension, unit, noun = _kind(text, first, last)
    found = Quantity(first.start, last.end, value, value, value, last.step, dimension, unit, noun=noun)
    return bounded(text, signed(text, found), high=last.high)


def _kind(text: str, first: Number, last: Number) -> tuple[str, str | None, Span | None]:
    """The dimension, the unit and the noun of a number that no unit and no measure word follows."""
    if text[last.end : last.end + 2].lstrip().isascii():  # nothing in English goes on behind a Chinese character
        if hyphened := _HYPHENED.match(text, last.end):
            kind = "duration" if hyphened["noun"] == "second" else "count"
            return kind, hyphened["noun"], hyphened.span("noun")
        if (
            _countable(text, first, last)
            and not _COUNTED_NEXT.match(text, last.end)
            and (noun := counted_noun(text, after_bound(text, last.end)))
        ):
            span, unit = noun
            lasts = unit in _TIMES and not _STAYS.search(text, *span)
            return ("duration" if lasts else "count"), unit, span  # six straight weeks
        if _OF_THE.match(text, last.end):
            return "count", None, None
    if text[last.end : last.end + 1] in _METALS and _MEDALS.match(text, last.end):
        return "count", "medal", None
    if last.value == last.value.to_integral_value() and counts_people(text, first.start, last.end):
        return "count", "person", None
    if is_age(text, first.start, last):
        return "duration", "year", None
    return dimension_of(text, first.start, last), None, None


def _countable(text: str, first: Number, last: Number) -> bool:
    """Whether things may be counted by the number: 2.3 children are a mean, Python 3.12 is none."""
    if last.value == last.value.to_integral_value():
        return True
    return (
        _VERSION.search(text, max(0, first.start - 20), last.end) is None
        and _VERSION.search(text, max(0, first.start - 20), first.start) is None
    )
