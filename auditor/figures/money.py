"""Reads money: a currency on either side, small coins (1块8毛, 三块五), and sums below 元."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from auditor.figures.following import Follower, classifier_after, currency_after, currency_before, unit_after
from auditor.figures.han import DIGITS
from auditor.figures.lexicon import Currency, units
from auditor.figures.numerals import Number
from auditor.figures.quantities import Quantity
from auditor.figures.wording import plain, rated, signed
from auditor.text.lazy import lazy

__all__ = ["OPEN_AFTER", "money"]

OPEN_AFTER = re.compile(r"多(?![种样数个功元少媒层边方云雨])")
_COINS = lazy(
    r"(?:零?(?P<jiao>[0-9一二两三四五六七八九])[角毛])?(?:零?(?P<fen>[0-9一二三四五六七八九])分)?(?P<close>钱|整|正)?"
)
# 三块五: the next smaller coin goes without saying, unless a measure word makes the digit a number of its own.
_SHORT_COIN = lazy(
    r"(?P<digit>[一二三四五六七八九1-9])(?=成交|一[斤个件张只瓶杯碗份套条盒袋包支本串根盆对双把枚公米晚天次度]|(?![0-9.,一二三四五六七八九十百千万亿个家人名位年月日天斤两份张件次条只元块点分角毛成折%％]))"
)
# 三块一二: from one dime to the next.
_BETWEEN_DIMES = lazy(r"(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])(?=[，。；、！？,.;!?）)\s的一]|$)")
_DIMES = lazy(
    r"[角毛](?:(?P<fen>[1-9一二三四五六七八九])(?:分)?(?=一[斤个件张只瓶杯碗份套条盒袋包支本串根枚次度]|(?![\w])))?(?P<close>钱|整)?(?![度落色球线形逐斯竹])"
)
# "151p a litre"; 1080p is the height of a picture.
_PENCE = lazy(r"p(?![A-Za-z0-9'’])")
_PICTURES = frozenset({144, 240, 360, 480, 540, 720, 1080, 1440, 2160, 4320})
# Names that the money of several countries has.
_SHARED_NAME = re.compile(
    r"克朗|比索|第纳尔|先令|法郎|\s(?:kronor|kroner|krone|krona|pesos?|dinars?|shillings?)(?![A-Za-z])"
)
_SHARED_STARTS, _DIME_STARTS = frozenset("克比第先法kpds"), frozenset("角毛")
# 块 counts stones and screens too.
_PIECE_AFTER = lazy(
    r"(?!小费)[^，。；、！？\s0-9一二两三四五六七八九钱换多的买卖给花能就每起左以不也都还了吧呢][\u4e00-\u9fff]{0,3}?(?:石|砖|田|地|屏|幕|牌|表|糖|肉|玻璃|板|电池|布|冰|蛋糕|豆腐|碑|骨|匾|片|区域?|场地?|林|园|毯|巾|皂|饼干?|巧克力|面包|芯片|硬盘|显卡|画|块|皮|拼图|领域|版图|短板|业务|阵地|市场|展板|金条|土|草坪|绿地|湿地|滩涂)(?![钱费])"
    r"|(?:石|砖|田|地|屏|牌|表|糖|肉|玻璃|板|电池|布|冰|蛋糕|豆腐|碑|骨|匾|草坪|绿地|湿地|滩涂|面包|芯片|饼干|巧克力|区域|显卡|硬盘|业务|领域|市场|版图|阵地|短板|内容|工作)"
)
_PIECE_BEFORE = lazy(r"(?:银幕|屏幕|屏|[金银铜奖]牌|田|石|砖|板|碑|电池|匾|手表)(?:共|有|达|约|超过|近|数)*$")
_YUAN_AFTER = lazy(
    r"[钱多半/每两二三四五六七八九\d]|一[斤个件张只瓶杯碗份套条盒袋包支本根盆对双把枚公平次度毛]|不到|左右|[以之][上下]|出头"
)
_YUAN_BEFORE = lazy(
    r"(?:[价钱费花卖值付收给找每才涨跌贵宜补捐省赚罚缴降少加再添贴送奖斤款]|只要|[到至差]了?)[了约近]?$"
)
_FEW = 100  # dimes are counted up to here: 八毛, 50角


def money(text: str, first: Number, last: Number) -> Quantity | None:
    """The amount of money at a numeral, with its currency on either side and its small coins; ``None`` without one."""
    lexicon = units()
    prefix = currency_before(text, first.start)
    end = last.end
    suffix = currency_after(text, end)
    if suffix and suffix.word == "块" and _is_piece(text, first.start, suffix.end):
        found = plain(first.start, suffix.end, last.value, last.step, "count", "item")
        return rated(text, found, high=last.high)
    if suffix is None and (small := _unlisted(text, first, last)):
        return small
    if suffix is None and prefix is None:
        return None
    named = lexicon.currencies[suffix.word.lower()] if suffix else Currency(None)
    code = named.code
    if prefix:
        said = lexicon.currencies[prefix.word.lower()].code
        code = said or (code if suffix else None)
    start = prefix.start if prefix else first.start
    if suffix is None or named.factor != 1:
        value, end = last.value * named.factor, suffix.end if suffix else end
    else:
        value, end = _with_coins(text, last.value, suffix)
    if suffix and suffix.word == "块" and (between := _between_dimes(text, start, last, suffix.end)):
        return between
    high = _high(last, named.factor)
    if OPEN_AFTER.match(text, end) and high is None:  # 3块多
        end, high = end + 1, value + 1
    step = last.step * named.factor if value == last.value * named.factor else Decimal("0.01")
    found = Quantity(start, end, value, value, value, step, "money", code, code)
    return rated(text, signed(text, found), high=high)


def _unlisted(text: str, first: Number, last: Number) -> Quantity | None:
    """Pence, dimes, and money whose name several countries share."""
    end = last.end
    following = text[end : end + 2].lstrip()[:1]
    if following == "p" and (pence := _PENCE.match(text, end)) and last.value not in _PICTURES:
        found = plain(first.start, pence.end(), last.value / 100, last.step / 100, "money", "GBP")
        return rated(text, replace(found, currency="GBP"))
    if following in _SHARED_STARTS and (shared := _SHARED_NAME.match(text, end)):
        found = plain(first.start, shared.end(), last.value, last.step, "money", None)
        return rated(text, signed(text, found), high=last.high)
    return _dimes(text, first, last) if following in _DIME_STARTS else None


def _between_dimes(text: str, start: int, last: Number, end: int) -> Quantity | None:
    """From one dime to the next: 三块一二."""
    match = _BETWEEN_DIMES.match(text, end)
    if match is None or last.high is not None or DIGITS[match["high"]] - DIGITS[match["low"]] != 1:
        return None
    low, high = (last.value + _digit(match[name]) / 10 for name in ("low", "high"))
    found = plain(start, match.end(), low, Decimal("0.1"), "money", "CNY")
    return rated(text, replace(found, currency="CNY", value=None, high=high, bound="range"))


def _is_piece(text: str, start: int, end: int) -> bool:
    """Whether 块 counts pieces, or 一块 means "together"; money is said to be."""
    if text[start:end] == "一块" and not (
        _YUAN_AFTER.match(text, end) or _YUAN_BEFORE.search(text, max(0, start - 4), start)
    ):
        return True
    return bool(_PIECE_AFTER.match(text, end) or _PIECE_BEFORE.search(text, max(0, start - 10), start))


def _high(number: Number, factor: Decimal) -> Decimal | None:
    return None if number.high is None else number.high * factor


def _with_coins(text: str, value: Decimal, suffix: Follower) -> tuple[Decimal, int]:
    """Adds the small coins after 元 or 块: 1块8毛, 123元1角1分, 三块五, 三块半."""
    end, word = suffix.end, suffix.word
    if word not in {"元", "块", "圆"}:
        return value, end
    if word == "块" and text[end : end + 1] == "半":
        return value + Decimal("0.5"), end + 1
    coins = _COINS.match(text, end)
    if coins and (coins["jiao"] or coins["fen"]):
        value, end = value + _digit(coins["jiao"]) / 10 + _digit(coins["fen"]) / 100, coins.end()
        if not coins["fen"] and not coins["close"] and (short := _SHORT_COIN.match(text, end)):  # 三块七毛五
            return value + _digit(short["digit"]) / 100, short.end()
        return value, end
    if word == "块" and (short := _SHORT_COIN.match(text, end)) and not _one_piece(text, short):
        return value + _digit(short["digit"]) / 10, short.end()
    return value, coins.end() if coins and coins["close"] else end


def _one_piece(text: str, short: re.Match[str]) -> bool:
    """Whether 一 behind 块 counts what the price is of: 四十块一平米."""
    end = short.end("digit")
    return short["digit"] == "一" and bool(unit_after(text, end) or classifier_after(text, end))


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
    return rated(text, replace(plain(first.start, match.end(), value, Decimal("0.1"), "money", "CNY"), currency="CNY"))
