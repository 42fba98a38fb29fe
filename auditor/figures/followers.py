"""Reads what stands around a numeral and makes it a quantity: percent, multiple, currency, unit, classifier, noun."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Context, Decimal, localcontext

from auditor.figures.cues import bound_of, change_of
from auditor.figures.han import DIGITS, is_digits
from auditor.figures.lexicon import Currency, Unit, units
from auditor.figures.masks import end_of_token
from auditor.figures.nouns import counted_noun, speaks_of_money
from auditor.figures.numerals import Number
from auditor.figures.quantities import Quantity

__all__ = ["bounded", "completed", "exact", "multiple", "percent_after", "share"]

_PERCENT = re.compile(
    r"\s?(?:(?P<point>个百分点|百分点|-?percentage[\s-]points?|pp(?![A-Za-z])|个点(?![赞评子心])|points?(?![A-Za-z]))"
    r"|(?P<basis>个基点|基点|basis[\s-]points?|bps?(?![A-Za-z]))|(?P<percent>[%％﹪]|-?per\s?cent(?![A-Za-z]))|(?P<mille>‰|per mille))"
    r"|(?P<tenth>成(?P<tail>[一二三四五六七八九半](?![个家人]))?(?![一二三四五六七八九]?[立为功长员果交本都人分品就熟型效绩]))|(?P<discount>折(?![旧合算叠扣射]))",
    re.IGNORECASE,
)
_FACTORS = {"percent": "0.01", "point": "0.01", "basis": "0.0001", "mille": "0.001", "tenth": "0.1", "discount": "0.1"}
# "3.1 points lower" counts percent only after a percentage in the same sentence; a stock index has points too.
_PERCENT_SAID = re.compile(r"(?:%|％|per\s?cent\b)(?:[^.;。；\n]|\.(?=\d)){0,60}$", re.IGNORECASE)
_TIMES = re.compile(
    r"\s?(?P<more>[余多])?倍(?P<half>半)?(?![增率特])|[\s-]?(?:times(?![A-Za-z])(?!\s(?:a|an|per|in|this|last|each|every|since|before|during|at|on|by|after|when|he|she|they|for|to|with)\b|[.!?)]|$)|-?fold(?![A-Za-z])|[x×](?![A-Za-z0-9])(?!\s(?:a|per|each|every)\b))",
    re.IGNORECASE,
)
_MORE = re.compile(r"(?P<more>[多余])(?=[元块圆美欧日港澳英人])")
_OPEN_AFTER = re.compile(r"多(?![种样数个功元少媒层边方云雨])")
_HALF = re.compile(r"半(?!导|岛|径|场|年报|数|夜|成品|决)")
_COINS = re.compile(
    r"(?:(?P<jiao>[0-9一二两三四五六七八九])[角毛])?(?:零?(?P<fen>[0-9一二三四五六七八九])分)?(?P<close>钱|整|正)?"
)
# 三块五: the next smaller coin goes without saying, unless a measure word makes the digit a number of its own.
_SHORT_COIN = re.compile(
    r"(?P<digit>[一二三四五六七八九1-9])(?![0-9.,一二三四五六七八九十百千万亿个家人名位年月日天斤两份张件次条只元块点分角毛成折%％])"
)
_DIMES = re.compile(
    r"[角毛](?:(?P<fen>[1-9一二三四五六七八九])(?:分)?(?![\w]))?(?P<close>钱|整)?(?![度落色球线形逐斯竹])"
)
_CENTS_SAID = re.compile(r"美元|dollar|\$", re.IGNORECASE)
_YEARLY = re.compile(r"\s?(?:(?:a|per|each|every) year\b|annually\b|/年|每年|per annum\b|/year\b)", re.IGNORECASE)
_YEARLY_BEFORE = re.compile(r"(?:年均|每年|annual(?:ly)?|yearly|年投入|年产)[^，。,.;；]{0,6}$", re.IGNORECASE)
_PER_AFTER = re.compile(
    r"\s?(?:/|每|(?:per|a|an)\s)\s?(?P<unit>平方米|平米|公里|千米|小时|公斤|千克|人次|千瓦时|立方米|吨|斤|亩|股|人|户|套|件|台|辆|天|日|月|晚|度|个|只|瓶|桶|盒|kWh|kg|km|hour|h|day|week|month|night|person|head|capita"
    r"|share|tonne|ton|barrel|kilo|kilogram|litre|liter|gallon|unit|square (?:foot|metre|meter)|sq ft|sqm|mile|kilometre|kilometer|household|second|s|minute|min)(?![A-Za-z])",
)
_PER_BEFORE = re.compile(
    r"(?:每(?P<unit>股|吨|斤|人|亩|户|平方米|平米|公斤|千克|天|日|月|小时|公里|件|套|张|台|桶|度|晚|碗|杯|瓶|只|升|毫升|次|箱|袋|克|盒|票|平方公里|公顷)|(?P<mean>人均|户均|亩均|日均|月均|单价|月薪|时薪|日薪))[^，。；,;\d]{0,8}$"
)
_HUNDREDTHS = re.compile(r"\d{2}(?!\d)")
# A 亩 is two thousand thirds of a square metre: beyond twenty digits the third shows.
_EXACT = Context(prec=20)
_CLASS = re.compile(r"元?级(?!别)")
_STOP_WORD = re.compile(r"[\s-]?[A-Za-z]")
_OF_THE = re.compile(r"\s(?:out )?of (?:the|its|their|these|those|our|all|every|them|whom|which)\b", re.IGNORECASE)
_HAN_COUNTED = re.compile(r"[万余多]$")
_FEW = 100  # dimes are counted up to here: 八毛, 50角
_BILLION = Decimal(10**9)
_THOUSAND = Decimal(1000)


def percent_after(text: str, end: int) -> re.Match[str] | None:
    """A percent sign, percentage points, ‰, 成 or 折 right after a numeral."""
    match = _PERCENT.match(text, end)
    if match and match["point"] and match["point"].lower().startswith("point"):
        return match if _PERCENT_SAID.search(text, max(0, end - 90), end) else None
    return match


def completed(text: str, first: Number, last: Number) -> Quantity | int:
    """The quantity of the numeral ``last`` with what follows it; its span and prefix begin at ``first``."""
    for reader in (_ratio, _money, _measured, _classed, _classified):
        found = reader(text, first, last)
        if found is not None:
            return found
    if text[last.end : last.end + 1].isascii() and text[last.end : last.end + 1].isalpha():
        return end_of_token(text, last.end)
    return _counted(text, first, last)


def exact(start: int, end: int, value: Decimal, dimension: str, unit: str) -> Quantity:
    """A quantity that no rounding and no bound touches."""
    return Quantity(start, end, value, value, value, Decimal(0), dimension, unit)


def _ratio(text: str, first: Number, last: Number) -> Quantity | None:
    match = percent_after(text, last.end)
    if match:
        return _percent(text, first.start, last, match)
    times = _TIMES.match(text, last.end)
    if times is None or (last.script == "word" and text[times.start() : times.end()].strip().lower() == "x"):
        return None
    value = last.value + (Decimal("0.5") if times["half"] else 0)
    more = times["more"] or (times.group().endswith("倍") and text[times.end() : times.end() + 1] == "多")
    return multiple(
        text,
        first.start,
        times.end() + (not times["more"] and bool(more)),
        value,
        high=value + 1 if more else last.high,
    )


def _percent(text: str, start: int, number: Number, match: re.Match[str]) -> Quantity:
    kind = next(name for name in _FACTORS if match[name])
    value, step = number.value, number.step
    if kind == "discount" and number.script == "han" and is_digits(text[number.start : number.end]) and value >= 10:  # noqa: PLR2004  # 八五折
        value /= 10
    if kind == "discount" and number.script == "arabic" and value >= 10:  # noqa: PLR2004  # 85折
        value /= 10
    if match["tail"]:
        value += Decimal("0.5") if match["tail"] == "半" else Decimal(DIGITS[match["tail"]]) / 10
    factor = Decimal(_FACTORS[kind])
    value, step = value * factor, step * factor
    if kind in {"point", "basis"}:
        sign = change_of(text, start, match.end()).sign
        return bounded(text, _signed(text, _plain(start, match.end(), sign * value, step, "percent-point", "ratio")))
    found = _signed(text, share(text, start, match.end(), value, step))
    if found.start < start:
        return replace(found, dimension="growth")
    if kind == "tenth" and text[match.end() : match.end() + 1] == "多" and found.bound == "exact":  # 六成多
        return replace(found, end=match.end() + 1, bound="at_least", high=value + factor)
    return replace(found, high=number.high * factor, bound="at_least") if number.more and number.high else found


def _plain(
    start: int, end: int, value: Decimal, step: Decimal, dimension: str, unit: str | None
) -> Quantity:  # the fields of a quantity
    return Quantity(start, end, value, value, value, step, dimension, unit)


def share(
    text: str, start: int, end: int, value: Decimal, step: Decimal, *, fraction: bool = False
) -> Quantity:  # as above
    """A share or a growth rate (what is around it decides), or for a fraction "x of y" a multiple."""
    change = change_of(text, start, end)
    if change.growth:
        unit = "ratio/year" if change.yearly else "ratio"
        return bounded(text, _plain(start, end, change.sign * value, step, "growth", unit))
    if fraction and change.multiple:
        return bounded(text, _plain(start, end, value, step, "multiple", "times"))
    return bounded(text, _plain(start, end, value, step, "share", "ratio"))


def multiple(text: str, start: int, end: int, value: Decimal, *, high: Decimal | None = None) -> Quantity:
    """How many times something is something else."""
    found = _plain(
        start, end, value, Decimal(1) if value == value.to_integral_value() else Decimal("0.1"), "multiple", "times"
    )
    return bounded(text, found, high=high)


def _money(text: str, first: Number, last: Number) -> Quantity | None:
    lexicon = units()
    prefix = lexicon.currency_before.search(text[max(0, first.start - 8) : first.start])
    end = last.end
    suffix = lexicon.currency_after.match(text, end)
    if suffix is None:
        if dimes := _dimes(text, first, last):
            return dimes
        if prefix is None:
            return None
    named = lexicon.currencies[suffix["word"].lower()] if suffix else Currency(None)
    code = named.code
    if prefix:
        said = lexicon.currencies[prefix["word"].lower()].code
        code = said or (code if suffix else None)
    start = first.start - (len(prefix.group()) if prefix else 0)
    if suffix is None or named.factor != 1:
        value, end = last.value * named.factor, suffix.end() if suffix else end
    else:
        value, end = _with_coins(text, last.value, suffix)
    high = _high(last, named.factor)
    if _OPEN_AFTER.match(text, end) and high is None:  # 3块多
        end, high = end + 1, value + 1
    found = _plain(
        start,
        end,
        value,
        last.step * named.factor if value == last.value * named.factor else Decimal("0.01"),
        "money",
        code,
    )
    found = _signed(text, replace(found, currency=code))
    return _rated(text, found, high=high)


def _high(number: Number, factor: Decimal) -> Decimal | None:
    return None if number.high is None else number.high * factor


def _signed(text: str, found: Quantity) -> Quantity:
    """A minus sign in front, where it is no dash between two words or numbers."""
    before = text[max(0, found.start - 2) : found.start]
    minus = before[-1:] == "−" or (before[-1:] == "-" and (len(before) == 1 or before[0] in " (（\n\t:：=为是到至"))
    if before.endswith(("零下", "负")) and before not in {"胜负", "自负", "抱负", "肩负", "担负", "背负"}:
        width = 2 if before == "零下" else 1
    elif minus:
        width = 1
    else:
        return found
    if found.value is None or found.value < 0:
        return found
    return replace(found, start=found.start - width, value=-found.value, low=-found.value, high=-found.value)


def _with_coins(text: str, value: Decimal, suffix: re.Match[str]) -> tuple[Decimal, int]:
    """Adds the small coins after 元 or 块: 1块8毛, 123元1角1分, 三块五, 三块半."""
    end, word = suffix.end(), suffix["word"]
    if word not in {"元", "块", "圆"}:
        return value, end
    if word == "块" and text[end : end + 1] == "半":
        return value + Decimal("0.5"), end + 1
    coins = _COINS.match(text, end)
    if coins and (coins["jiao"] or coins["fen"]):
        return value + _digit(coins["jiao"]) / 10 + _digit(coins["fen"]) / 100, coins.end()
    if word == "块" and (short := _SHORT_COIN.match(text, end)):
        return value + _digit(short["digit"]) / 10, short.end()
    return value, coins.end() if coins and coins["close"] else end


def _digit(char: str | None) -> Decimal:
    return Decimal(0) if not char else Decimal(DIGITS.get(char, 0) if char in DIGITS else int(char))


def _dimes(text: str, first: Number, last: Number) -> Quantity | None:
    """八毛, 三毛五, 5角: money that begins below 元."""
    match = _DIMES.match(text, last.end)
    if (
        match is None
        or last.value >= _FEW
        or (text[last.end] == "角" and last.script == "han" and not (match["close"] or match["fen"]))
    ):
        return None
    value = last.value / 10 + _digit(match["fen"]) / 100
    return _rated(
        text, replace(_plain(first.start, match.end(), value, Decimal("0.1"), "money", "CNY"), currency="CNY")
    )


def _rated(text: str, found: Quantity, *, high: Decimal | None = None) -> Quantity:
    """Adds bound words and what the amount is told per: a year, a tonne, a head."""
    yearly = bool(_YEARLY.match(text, found.end) or _YEARLY_BEFORE.search(text, max(0, found.start - 16), found.start))
    per = None if yearly else _per(text, found.start, found.end)
    return bounded(text, replace(found, yearly=yearly, per=per), high=high)


def _per(text: str, start: int, end: int) -> str | None:
    if match := _PER_AFTER.match(text, end):
        return match["unit"]
    if match := _PER_BEFORE.search(text, max(0, start - 14), start):
        return match["unit"] or match["mean"]
    return None


def _measured(text: str, first: Number, last: Number) -> Quantity | None:
    lexicon = units()
    gap = re.match(r"个(?=半)|[余多](?=[年月天小公里米吨斤平亩个])", text[last.end : last.end + 2])
    end = last.end + (gap.end() if gap else 0)
    value, high = last.value, last.high
    if gap and gap.group() == "个":
        value, end = value + Decimal("0.5"), end + 1
    match = lexicon.unit_after.match(text, end)
    if match is None or not _is_unit(text, last, match):
        return None
    unit = _unit(match["word"])
    end = match.end()
    if gap is None and unit.dimension != "area" and (half := _HALF.match(text, end)):
        value, end = value + Decimal("0.5"), half.end()
    if (gap and gap.group() != "个") or "多" in match["word"]:
        high = value + 1
    elif high is None and _OPEN_AFTER.match(text, end):  # 三年多
        end, high = end + 1, value + 1
    if unit.id == "second" and (hundredths := _HUNDREDTHS.match(text, end)):  # 9秒83
        value, end = value + Decimal(hundredths.group()) / 100, hundredths.end()
    with localcontext(_EXACT):
        base, step = value * unit.factor, last.step * unit.factor
    found = _plain(first.start, end, base, step, unit.dimension, unit.id)
    high = None if high is None else high * unit.factor
    return bounded(text, replace(_signed(text, found), per=_per(text, found.start, end)), high=high)


def _is_unit(text: str, number: Number, match: re.Match[str]) -> bool:
    """Whether a unit word after the numeral is one: 三方 are parties, 5 in a sentence is no unit of length."""
    word = match["word"]
    if number.script == "han" and word in units().collective and number.value < 10:  # noqa: PLR2004  # one digit
        return False
    if len(word) == 1 and word.isascii():
        return text[match.start()] != " " or word not in {"m", "L"} or not text[match.end() : match.end() + 1].isalpha()
    return True


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
    match = lexicon.classifier_after.match(text, last.end)
    if match is None or (first.script == "han" and match["word"] in lexicon.collective and last.value < 10):  # noqa: PLR2004
        return None
    high = last.value + 1 if match["more"] and last.high is None else last.high
    noun = re.compile(r"(?:以上|左右|以内|以下)?(?:的)?\s?(?P<noun>[\u4e00-\u9fff]{1,12})").match(text, match.end())
    found = _plain(first.start, match.end(), last.value, last.step, "count", lexicon.classifiers[match["word"]])
    return bounded(text, replace(found, noun=noun.span("noun") if noun else None), high=high)


def _counted(text: str, first: Number, last: Number) -> Quantity | int:
    """A number without a unit: what it counts is the English noun after it, where there is one."""
    if first.script == "word" and text[last.end : last.end + 1] == "-":
        return end_of_token(text, last.end + 1)
    found = _signed(text, _plain(first.start, last.end, last.value, last.step, "other", None))
    if last.value == last.value.to_integral_value() and (noun := counted_noun(text, last.end)):
        span, unit = noun
        found = replace(found, dimension="count", unit=unit, noun=span)
    elif _OF_THE.match(text, last.end):
        found = replace(found, dimension="count")
    elif last.scale >= _THOUSAND:
        found = replace(found, dimension=_large_dimension(text, first.start, last))
    return bounded(text, found, high=last.high)


def _large_dimension(text: str, start: int, last: Number) -> str:
    """What a large number without a unit is: money where money is spoken of, else a count up to a billion."""
    money = speaks_of_money(text, start)
    if money is not None:
        return "money" if money else "count"
    if last.value >= _BILLION or text[last.end - 1] == "亿":
        return "money"
    return "count" if _HAN_COUNTED.search(text, last.end - 1, last.end) else "other"


def bounded(text: str, found: Quantity, *, high: Decimal | None = None) -> Quantity:
    """Applies the bound words around a quantity, and the upper end that 余 or 多 gives, to its interval."""
    bound, value = bound_of(text, found.start, found.end), found.value
    if value is None:
        return found
    if high is not None and bound in {"exact", "at_least", "approximately"}:
        return replace(found, bound="at_least", low=value, high=high)
    if bound == "at_least":
        return replace(found, bound=bound, low=value, high=None)
    if bound in {"at_most", "nearly"}:
        return replace(found, bound=bound, low=None, high=value)
    if bound == "approximately":
        return replace(found, bound=bound, low=None, high=None)
    return found
