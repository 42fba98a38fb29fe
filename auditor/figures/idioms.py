"""Recognises Chinese idioms and compound words that hold a numeral and measure nothing: 三番五次, 百年不遇, 二倍体.

They are told by their shape, so that no list has to know them: two numerals that alternate with two words, a bare
百, 千 or 万 that nothing bounds, and a measure word that goes on as the name of a kind.
"""

from __future__ import annotations

from auditor.text.lazy import lazy

__all__ = ["idiom", "unbounded"]

_DIGIT = "一二两三四五六七八九十百千万半"
# 三番五次, 七张八嘴, 一波三折; but 五天四夜 and 三年两次 count.
_ALTERNATING = lazy(
    rf"[{_DIGIT}](?P<first>[\u4e00-\u9fff])(?<![{_DIGIT}亿几点])[{_DIGIT}](?P<second>[\u4e00-\u9fff])(?<![{_DIGIT}亿几点])"
)
_COUNTING = frozenset(
    "天年月日周岁季元块毛角分米里斤吨亩人名家个位户件台套辆倍成折省市县村镇国夜晚票局场胜平负居室厅卫到至或和与及又比加减乘除为是余多来以"
)
# What counts whatever stands before it: 一部八成新的手机.
_SURE = frozenset("成倍元块角毛年月天日岁人名")
# 年制, 倍体, 次方程: the measure word is the first half of the name of a kind.
_KIND = lazy(
    rf"[{_DIGIT}](?:[年人轮日](?=制|生(?![产活命])|帮|驱)|[倍](?=体|性)|元(?=论|醇|酸|复始)|次(?=方|函数|曲[线面]|元(?!月)|能源|污染|会议|全[会体]|代表大会|世界|大战|革命|根|创业|型|供水)|轮(?=驱|车|影)"
    rf"|项(?=全能|式|运动)|届(?=全国|人大|政协)|角(?=形|钢|裤)|边(?=形)|声(?=部)|重(?=奏|唱)|星(?=级)|国(?=集团|演义|时期)|片(?=[叶装])|斤(?=顶)|分(?=球)|方(?=会谈))"
)
_KIND_SECOND = frozenset("年人轮日倍元次项届角边声重星国片斤分方")
# 枪声四起 and 四周环山: everywhere, and no four cases or weeks.
_EVERYWHERE = lazy(r"四起(?![\u4e00-\u9fff])|四[下散]|四周(?![年后内前以时左期，。）)]|岁)")
_BOUND = lazy(
    r"(?:上|近|超|超过|逾|过|数|几|约|达|到|破|突破|满|至|不足|不到|多|有|了|增|罚|[\d一二三四五六七八九十])$"
)


def idiom(text: str, start: int) -> int | None:
    """The end of the idiom or compound word that begins with the Han numeral at ``start``; ``None`` without one."""
    if text[start] not in _DIGIT:
        return None
    match = _ALTERNATING.match(text, start)
    if match and match["first"] not in _COUNTING and match["second"] not in _SURE:
        return match.end()
    if text[start + 1 : start + 2] in _KIND_SECOND and (match := _KIND.match(text, start)):
        return match.end()
    match = _EVERYWHERE.match(text, start)
    return match.end() if match and start and "\u4e00" <= text[start - 1] <= "\u9fff" else None


def unbounded(text: str, start: int, run: str) -> bool:
    """Whether a bare 百, 千 or 万 has no bound before it: 百年不遇 measures nothing, 近百年 and 上万人 do."""
    return run in {"百", "千", "万"} and _BOUND.search(text, max(0, start - 2), start) is None
