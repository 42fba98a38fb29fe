"""Finds slots that are words: what editors, programs and forms leave where something is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.rules.brackets import line_around
from auditor.text.lazy import lazy

__all__ = ["SIGNS", "worded"]

# Words of editors and programs that say themselves that something is missing. NOTE: the text is folded, so lower case.
_SPOKEN = lazy(
    r"lorem ipsum(?=[.…]|\s*$)|lorem ipsum dolor[^\n]{0,200}|sed ut perspiciatis unde omnis[^\n]{0,200}|\b(?:click|tap)(?: here)? to (?:add|edit|enter|insert) [a-z ]{3,30}"
    r"|\b(?:insert|enter|type|add|write|place|put) (?:your |a |the |some )?(?:[a-z]{2,12} ){0,2}here\b|\byour (?:own )?(?:[a-z]{2,12} ){1,2}(?:goes )?here\b"
    r"|\b(?:company|business|brand|site|website|product) name here\b|\byour (?:company|business|website) name\b(?=[.,!]? ?(?:all rights|$|\n))"
    r"|^ ?(?:todo|tbd|fixme): ?[^\n]{2,60}|: ?(?:tbd|tba|tktk)\.?(?=\n|$)|\b(?:add|insert) your [a-z]{3,12} here\b"
    r"|(?:请|可)?(?:点击|单击|双击)?此处(?:插入|填写|添加|编辑|输入|修改|省略)[^\n。]{1,12}|(?:点击|单击|双击)这里(?:插入|添加|编辑|修改)[^\n。]{1,12}|请(?:在此处?)?(?:输入|填写|插入|替换|添加)(?:为|成)?(?:您的|你的)?(?:标题|内容|正文|文字|公司名?|姓名|图片|网站)"
    r"|\(?(?:内容|此处|图片|数据|正文)?待(?:补充|填写|完善|添加)\)|(?:示例|占位)(?:文本|文字)|(?:您|贵)的?公司名称? ?版权所有|请替换为您?的?[\u3400-\u9fff]{1,8}",
    re.MULTILINE,
)
# What a program prints where a value is missing, in places where a reader is addressed or a value is due.
_EMPTY = lazy(
    r"(?:\b(?:dear|hello|hi|welcome(?: to)?|by|is|from|for|thanks?,?)|尊敬的|亲爱的|您好,?|欢迎(?:来到|光临)|来自|作者:?) ?(?:undefined|null|nan|%\d?\$?s|\{\d\}|[$:][a-z_]{3,20})"
    r"(?=[,.!:;] |[,.!:;]?$|先生|女士|,| to (?:the|our)\b|, )"
    r"|\b(?:undefined|null|nan) ?(?:元|euros?|dollars?|usd|%|days?|hours?|people|items?)(?![a-z])|[$€£¥](?:undefined|null|nan)\b"
    r"|\bwelcome,? (?:%\d?\$?s|\{\d\}|[$:][a-z_]{3,20})|\b(?:published|updated|posted)(?: on|:) ?(?:invalid date|undefined|null|nan)\b|\byou have (?:%d|\{\d\}) ",
    re.MULTILINE,
)
# Blanks: XX市, xxx公司, ××年×月, ____年__月. A year such as 20XX, a plate or a censored name is none.
_BLANK = lazy(
    r"(?<![a-z0-9×])(?:[x×]{2,4}(?:市|县|省|公司|有限公司|集团|品牌|产品|网站|学校|医院)(?![a-z])|(?:20)?[x×]{1,4}年[x×]{1,2}月(?:[x×]{1,2}日)?)|(?<!_)_{2,}年(?:_*月)?(?:_*日)?|【x{2,4}】"
)
# Names are left out on purpose where somebody must not be known.
_CENSORED = lazy(
    r"化名|不愿|不便|透露|举报|投诉|涉嫌|嫌疑|警方|匿名|记者|维权|法院|被告|网友|某某|案|比如|例如|类似|所谓|什么"
)
_UNDERSCORED = lazy(
    r"\b(?:your_(?:keyword|city|company|brand|name|title)|(?:keyword|mainkey|city|brand)_(?:\d|name|here))\b"
)
_HAN_BLANK = lazy(r"\((?:公司名称?|企业名称?|品牌名?|产品名称?|城市名?|地名|城市|年份|姓名|网址|关键词|行业|日期)\)")


SIGNS = {"spoken": _SPOKEN, "empty": _EMPTY, "underscored": _UNDERSCORED, "blank": _BLANK, "han-blank": _HAN_BLANK}
"""The patterns of these slots by name."""


def worded(text: str) -> Iterator[tuple[int, int, bool]]:
    """Slots that are words: what editors, programs and forms leave where something is missing."""
    for pattern in (_SPOKEN, _EMPTY, _UNDERSCORED):
        yield from ((*match.span(), False) for match in pattern.finditer(text))
    for start, end in (match.span() for match in _BLANK.finditer(text)):
        first, last = line_around(text, (start, end))
        if _CENSORED.search(text, max(first, start - 200), min(last, end + 200)) is None:
            yield start, end, False
    blanks = list(_HAN_BLANK.finditer(text))
    if len(blanks) > 1:  # one such bracket explains the word before it
        yield from ((*match.span(), False) for match in blanks)
