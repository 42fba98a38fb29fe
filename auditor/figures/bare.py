"""Decides what a number without a unit is: money where prices are spoken of, a count where people or pieces are."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.figures.nouns import speaks_of_money
from auditor.figures.numerals import Number
from auditor.text.lazy import lazy

__all__ = ["after_bound", "counts_people", "dimension_of", "is_age"]

_BILLION = Decimal(10**9)
_THOUSAND = Decimal(1000)
_PRICE_FROM = Decimal(50)  # below it 卖了三 counts pieces
_REACH = 16
# Thousands are grouped where things are counted; a share index is no number of things.
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_INDEX = lazy(
    r"\bindex|\bpoints?\b|\bDow\b|Nasdaq|Nikkei|FTSE|S&P|Hang Seng|Sensex|Nifty|\bclos(?:e[sd]?|ing)\b|gauge|指数|点|沪指|深成|恒指",
    re.IGNORECASE,
)
# 用户数已达, 粉丝有, 网民近: the noun right before the number says what it counts.
_NUMBER_OF = re.compile(
    r"(?:[民户者员众数量]|人次|人口|订单|粉丝|学生|员工|职工)(?:已|共|也|就|仅|累计|一度)?(?:经)?(?:达到?|为|是|有|约|超过?|破|突破|近|逼近|逾|共|升至|增至|降至|达到了|涨到了?|接近)*[了约近超逾]?$"
)
_NUMBERS = re.compile(
    r"\bnumber(?:s|ed|ing)\s(?:about\s|around\s|some\s|perhaps\s|only\s|just\s|nearly\s)?$", re.IGNORECASE
)
# Words of paying and of prices in the same clause: what follows without a unit is money (房租每月两千三).
_PRICED = lazy(
    r"(?:房租|租金|退休金|养老金|压岁钱|积蓄|存款|佣金|定金|保证金|违约金|尾款|货款|欠款|贷款|善款|赔款|罚款|掏腰包|补贴|红包|彩礼|礼金|份子钱?|随了|工资|薪水?|奖金|月供|学费|押金|费用?|开价|要价|报价|定价|售价|均价|价格|单价|另算|首付|门票|票价|卖|买|花|付|赔|赚|挣|欠|还|存|差|换来?|掏|凑|捐|罚|亏|投|砸|省|借|攒|筹|缴|交|便宜|贵|收|给|值|涨|降|要)"
    r"[了个到着过下起上才就是至每月年一张斤个件只仅要得出去掉回去的平均约近超达共每天我你他她它们人家加来有也大概差不多\s]{0,6}$"
)
# What is bought for something, not what is bought: 花了四百多, 贵上一百多, 出到两千.
_SPENT = lazy(r"(?:(?:花|付|赔|掏|欠|罚|省|挣|赚|亏|贵|便宜)[了掉去]?[上出]?[约近超]?|[出砍谈]到)$")
# 海拔三千六, 跑了一万二: what else is told in round numbers without a unit.
_NO_PRICE = lazy(
    r"海拔|[高深宽长重跑走]|步|人口|人数|粉丝|用户|户数|产量|销量|播放|点赞|阅读|转发|票数|得票|里程|面积|转速|编号|订单|单量|报名|客流|观众|学员|会员|学生|员工|职工|徒弟|听众|代表|志愿者"
)
_PRICED_PER = lazy(
    r"一(?:张|斤|件|位|碗|份|套|晚|天|个月|平米?|公斤|只|双|瓶|杯|盒|箱|袋|包|本|支|盆|束|次)(?![\u4e00-\u9fff])"
)
# 一桶一百零八, 一斤草莓卖到二十五.
_PER_PIECE = lazy(
    r"一(?:斤|位|碗|份|套|晚|天|个月|平米?|公斤|双|瓶|杯|盒|箱|袋|包|束|桶|桌|间|部|辆|棵|亩|户)(?:才|就|只|卖|是|得|摊下来|算下来|平均)?(?:花|要)?$"
)
_SOLD_AT = lazy(r"(?:卖到|卖出|叫价|要价|售至)了?$")
# 满三百减五十, "the number of routes fell from 31 to 17".
_COUPON = lazy(r"满[^，。；]{1,6}再?立?减$")
_COUPON_AFTER = lazy(r"再?立?减")
# Staff numbers swelled from 230 to 415.
_HEADS = lazy(
    r"\b(?:numbers|headcount|workforce|membership|enrolments?|enrollments?|attendances?|staff(?:ing)?|payroll|population)\s(?:[a-z]+\s){0,2}"
    r"(?:(?:from\s(?:about\s|around\s)?\d[\d,]*\s)?to|of|from|at)\s(?:about\s|around\s|over\s|nearly\s|some\s|just\s)?$",
)
_HEAD_WORDS = (
    "numbers",
    "headcount",
    "workforce",
    "membership",
    "enrol",
    "attendance",
    "staff",
    "payroll",
    "population",
)
_NUMBER_FELL = lazy(
    r"(?<!\ba )\bnumber of [A-Za-z' -]{1,60}(?:from |\d[\d,]* to )?(?:about |over |nearly )?$", re.IGNORECASE
)
_GRANTED = lazy(r"(?:补助|补贴|奖励|资助|拨付|拨款|悬赏|捐赠|捐款|补偿|赔付|奖金|罚没)(?:各|共|了|达|约|近|超)*$")
_BARGAIN = lazy(r"不[讲还二]价|拿下|成交|包邮|到手|入手|封顶")
_PRICE_NOUN = lazy(r"(?:[要售报定开房票标]价|租金|房租|学费|月薪|工资)(?:是|为|到|了|约|每月)*$")
# 两千三 and 五万八: the last magnitude goes without saying, as people say prices.
_SPOKEN = lazy(r"[一二两三四五六七八九]?[百千万][一二三四五六七八九]{1,2}$|[一二两三四五六七八九]{2}[百千万]$|万八千$")
_VICTIMS = re.compile(r"(?:人?[死伤亡](?![心守角命])|人?失联|人?遇难|人?受伤)")
_AFFECTED = re.compile(
    r"\s(?:people )?(?:(?:were|was|have been|are) )?(?:dead|killed|injured|hurt|wounded|missing|arrested|homeless|hostage|murdered|feared dead|drown(?:ed)?|die[sd]?|perish(?:ed)?|displaced|hospitali[sz]ed|unemployed|stranded|detained|infected|without (?:power|electricity|water|homes?|jobs))\b",
    re.IGNORECASE,
)
_AFFECTING = re.compile(
    r"\b(?:lay(?:s|ing)? off|laid off|hir(?:e[sd]?|ing)|employ(?:s|ed|ing)?|kill(?:s|ed|ing)?|injur(?:es|ed|ing)|wound(?:s|ed|ing)|evacuat(?:es?|ed|ing)|displac(?:es?|ed|ing)|arrest(?:s|ed|ing)?|sack(?:s|ed)?|recruit(?:s|ed|ing)?|detain(?:s|ed))"
    r"\s(?:(?:some|about|around|nearly|over|almost|another|at least|up to|more than)\s){0,2}$",
    re.IGNORECASE,
)
_AGED = re.compile(r"\b(?:aged?(?: between| from)?|(?:dies|died|dead|dying) at)(?: age)?\s$", re.IGNORECASE)
_PERSON = lazy(
    r"(?:\b(?:man|woman|boy|girl|teenager|driver|pensioner|mother|father|actor|singer)|[A-Z][a-z]+ [A-Z][a-z]+), $",
    re.IGNORECASE,
)
_OLDEST = 120
_BOUND_AFTER = re.compile(r"\s(?:or (?:more|so|fewer|less)|plus|odd)(?=\s)|\+(?=\s)|-odd(?=\s)", re.IGNORECASE)


def dimension_of(text: str, start: int, last: Number) -> str:
    """``money``, ``count`` or ``other`` for a number that no unit, measure word or noun follows."""
    before = text[max(0, start - _REACH) : start]
    if _NUMBER_OF.search(before) or _NUMBERS.search(before):
        return "count"
    if last.script == "han" and _is_price(text, before, start, last):
        return "money"
    if "umber of " in text[max(0, start - 80) : start] and _NUMBER_FELL.search(text, max(0, start - 80), start):
        return "count"
    if text[start - 1 : start] == " " and _counts_heads(text, start):
        return "count"
    if last.scale < _THOUSAND:
        grouped = _GROUPED.fullmatch(text, last.start, last.end) and not _INDEX.search(
            text, max(0, start - 60), last.end + 12
        )
        return "count" if grouped else "other"
    if text[last.end - 1] == "m":  # "rose 6% to 6.1m": money has its sign
        return "count"
    if _GRANTED.search(before):
        return "money"
    money = speaks_of_money(text, start)
    if money is not None:
        return "money" if money else "count"
    if last.value >= _BILLION or text[last.end - 1] == "亿":
        return "money"
    return "count"


def _counts_heads(text: str, start: int) -> bool:
    """Whether the words before a number speak of how many there are: staff numbers, headcount, attendances."""
    before = text[max(0, start - 64) : start].lower()
    return any(map(before.__contains__, _HEAD_WORDS)) and _HEADS.search(before) is not None


def _is_price(text: str, before: str, start: int, last: Number) -> bool:
    """Whether a Han numeral is told as a price, by the words before it or the piece after it (一百八一张)."""
    if _SOLD_AT.search(before) or _COUPON.search(before):
        return True
    if before.endswith("满") and _COUPON_AFTER.match(text, last.end):
        return True
    if last.value < _PRICE_FROM:
        return False
    if (
        _PRICED_PER.match(text, last.end)
        or _PER_PIECE.search(before)
        or _PRICE_NOUN.search(before)
        or _BARGAIN.match(text, last.end)
    ):
        return True
    if _SPENT.search(before):
        return True
    if _SPOKEN.search(text[start : last.end]):  # people say prices so, and little else
        return _NO_PRICE.search(text, max(0, start - _REACH), start) is None
    return last.value >= _THOUSAND and _PRICED.search(before) is not None


def counts_people(text: str, start: int, end: int) -> bool:
    """Whether a bare number counts people: 3死12伤, 15 dead, to lay off 14,000."""
    if (text[start].isdecimal() and _VICTIMS.match(text, end)) or _AFFECTED.match(text, end):
        return True
    return text[start - 1 : start].isspace() and _AFFECTING.search(text, max(0, start - 40), start) is not None


def is_age(text: str, start: int, last: Number) -> bool:
    """Whether a bare number is the age of a person: dies at 87, aged 62."""
    if last.value > _OLDEST or last.scale != 1 or last.value != last.value.to_integral_value():
        return False
    if text[start - 1 : start].isspace() and _AGED.search(text, max(0, start - 20), start):
        return True
    # "Man, 43, jailed", "Ana Diaz, 31, said"
    return text.startswith(",", last.end) and _PERSON.search(text, max(0, start - 30), start) is not None


def after_bound(text: str, end: int) -> int:
    """Where the noun of "500 or more clients" is looked for: behind the bound words."""
    match = _BOUND_AFTER.match(text, end)
    return match.end() if match else end
