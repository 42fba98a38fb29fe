"""Finds slots between delimiters: ``{{name}}``, ``[Your Name]``, ``【此处插入】``, ``{happy|glad}``.

Delimiters that prose never uses (``{{ }}``, ``<% %>``) may hold any identifier; those that it does use (brackets,
guillemets, signs) only words that name what a page is filled with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.model import Span
from auditor.text.lazy import lazy

__all__ = ["BESIDE", "HAN_NOUN", "NOUNS", "SPIN", "STRONG", "bracketed", "line_around"]

# What a generator fills in, and the small words that stand beside it in the name of a slot.
NOUNS = frozenset(
    [
        "name",
        "firstname",
        "lastname",
        "fullname",
        "username",
        "nickname",
        "surname",
        "fname",
        "lname",
        "title",
        "subtitle",
        "headline",
        "heading",
        "date",
        "day",
        "month",
        "year",
        "time",
        "city",
        "town",
        "state",
        "country",
        "region",
        "province",
        "county",
        "location",
        "place",
        "street",
        "zip",
        "zipcode",
        "postcode",
        "address",
        "phone",
        "telephone",
        "mobile",
        "fax",
        "email",
        "company",
        "business",
        "firm",
        "organization",
        "organisation",
        "brand",
        "product",
        "service",
        "item",
        "model",
        "category",
        "tag",
        "tags",
        "keyword",
        "keywords",
        "kw",
        "term",
        "topic",
        "subject",
        "niche",
        "industry",
        "author",
        "writer",
        "editor",
        "publisher",
        "content",
        "text",
        "body",
        "paragraph",
        "sentence",
        "article",
        "intro",
        "introduction",
        "description",
        "summary",
        "caption",
        "quote",
        "image",
        "photo",
        "picture",
        "logo",
        "video",
        "link",
        "url",
        "website",
        "site",
        "sitename",
        "webpage",
        "page",
        "pagetitle",
        "domain",
        "price",
        "amount",
        "number",
        "quantity",
        "customer",
        "client",
        "member",
        "recipient",
        "guest",
        "contact",
        "sender",
        "salutation",
        "greeting",
        "signature",
        "position",
        "job",
        "role",
        "department",
        "school",
        "university",
        "team",
        "event",
        "venue",
        "random",
        "word",
        "variable",
        "placeholder",
        "anchor",
        "spintax",
        "footer",
        "banner",
        "slogan",
        "tagline",
        "shortcode",
        "mainkey",
        "maincity",
        "suiji",
        "companyname",
        "sitetitle",
        "cityname",
        "brandname",
        "productname",
    ]
)
BESIDE = frozenset(
    [
        "your",
        "my",
        "our",
        "the",
        "a",
        "an",
        "insert",
        "enter",
        "add",
        "type",
        "write",
        "put",
        "replace",
        "with",
        "here",
        "main",
        "primary",
        "secondary",
        "custom",
        "current",
        "target",
        "local",
        "new",
        "of",
        "in",
        "for",
        "first",
        "last",
        "full",
        "short",
        "long",
        "user",
        "key",
        "code",
        "id",
        "info",
        "field",
        "mc",
        "mrg",
        "merge",
        "contact",
        "post",
        "var",
        "st",
        "nd",
        "rd",
        "no",
    ]
)
_ORDERS = frozenset({"insert", "enter", "your", "add", "type", "replace", "random", "placeholder"})
HAN_NOUN = (
    "公司|企业|单位|网站|站点|产品|商品|品牌|店铺|标题|副标题|内容|正文|段落|句子|文章|摘要|简介|关键词|关键字|长尾词|城市|地区|省份|地名|地址|日期|时间"
    "|年份|月份|姓名|昵称|作者|客户|用户|电话|手机号?|联系人|微信|邮箱|链接|网址|域名|栏目|行业|价格|数字|数量|变量|标签|图片|随机|占位|干扰"
)
_HAN_NAME = lazy(
    rf"(?:请|此处|在此|这里|点击)?(?:输入|填写|插入|填入|添加|替换)?(?:您的|你的|我的|本)?(?:{HAN_NOUN})+(?:名称?|名字|全称|简称|号码?|码|词|字|数|串|符|字符串|\d)?\d{{0,2}}"
)
_HAN_ORDER = lazy(
    r"(?:此处|在此|请)?(?:插入|填写|填入|输入|添加|替换|随机|占位|干扰|待填|待补)[^\n\[\]{}()<>【】]{0,20}"
)
_TOKEN = lazy(r"[a-z]+|\d+")
_NAME = r"[a-z_\u3400-\u9fff@$.*+%#!\-][^\n{}\[\]<>«»%#]{0,47}"
# Pairs that prose does not use hold any name, chosen from what template languages allow.
STRONG = lazy(
    r"\{\{\{? ?[#/^>&!@$.*\-]{0,2} ?[\"'“”]?[a-z_\u3400-\u9fff][\w.\-| \"'“”:()\u3400-\u9fff]{0,60}\}\}\}?"  # Mustache, Jinja, Go, Vue
    r"|\{%[-+]? ?(?:if|for|block|include|set|end\w+|extends|raw|render|assign)\b[^\n%]{0,60}%\}"
    r"|\{!!? ?\$?[a-z_][\w.]{0,40} ?!?!?\}|\{%[a-z\u3400-\u9fff][\w\u3400-\u9fff]{0,30}%\}|\{\$[a-z_][\w.\[\]]{0,40}\}"
    r"|\{(?:dede|pboot|eyou|ecms|phpcms|maccms|cscms|tag|field|php|volist|loop):[^\n{}]{1,60}\}"
    r"|<%[=\-#]?[^\n%]{1,60}%>|<\?(?:php|=)[^\n?]{1,80}\?>|<#--[^\n<>]{1,40}-->|<!-- ?#include [^\n<>]{1,80}-->"
    r"|\$!?\{\{? ?[a-z_][\w.]{0,40} ?\}?\}|#\{ ?[a-z_\u3400-\u9fff][\w.]{0,40} ?\}|@\{ ?[a-z_][\w.]{0,40} ?\}"
    r"|%%[a-z\u3400-\u9fff][\w \u3400-\u9fff-]{0,40}%%|%[a-z]{2,20}\.[a-z_]{2,20}%|\*\|[a-z][a-z_:]{1,30}\|\*|\[!--[a-z][\w.]{1,30}--\]"
    r"|\[\[[+*~$!%][a-z][\w.]{0,40}\]\]|\[\[\{\"[^\n\]]{1,80}\]\]|\[field:[^\n\]]{1,40}\]|\[insert_[a-z_]{2,40}\]|\[caption id=[^\n\]]{1,80}\]"
    r"|@model\.[a-z]{2,30}|\[object object\]"
)
# Pairs that prose uses too: what stands inside must be the name of a slot.
_WEAK = lazy(
    rf"\{{\*?({_NAME})\*?\}}|\[\[({_NAME})\]\]|\[[%#!$\-]?({_NAME})[%#!\-]?\](?!\()|<<({_NAME})>>|<(?:!-- ?)?({_NAME}?)(?: ?--)?>|«({_NAME})»"
    rf"|#{{1,3}}([a-z_\u3400-\u9fff][\w \u3400-\u9fff]{{0,30}})#{{1,3}}(?![a-z0-9_#])|%([a-z_\u3400-\u9fff][\w \u3400-\u9fff]{{0,30}})%(?![a-z0-9_%])"
    r"|\$([a-z][a-z_ ]{1,30})\$(?![\w$])|@@?([a-z_\u3400-\u9fff][\w\u3400-\u9fff]{0,30})@@?(?![a-z0-9_@.])(?<=@)|~~?([a-z_]{2,30})~~?(?<=~)(?![\w~])"
    r"|\^([a-z_]{2,30})\^|\|([a-z_]{3,30})\||__([a-z\u3400-\u9fff][a-z_\u3400-\u9fff]{1,30})__(?![\w(])|【([\u3400-\u9fff\d、]{2,24})】"
    r"|\(%?((?:此处|请|在此|插入|填写|insert |enter |add )[^\n()]{1,30}|[a-z]{3,20}%)\)"
)
# Generators that put in alternatives: {happy|glad|pleased}.
SPIN = lazy(r"\{[^\n{}|=<>]{1,30}(?:\|[^\n{}|=<>]{1,30}){1,12}\}")
# Editors put these into brackets for something they leave out; software for an icon.
_EDITORIAL = frozenset(
    {
        "tag",
        "tags",
        "topic",
        "quote",
        "url",
        "item",
        "event",
        "site",
        "website",
        "page",
        "link",
        "address",
        "email",
        "place",
        "person",
        "company",
        "source",
    }
)
_HAN_LABELS = frozenset(
    {"图片", "链接", "时间", "地址", "价格", "微信", "电话", "内容", "摘要", "文章", "产品", "商品"}
)
_HAN_SURE = lazy(r"随机|占位|干扰|.{2,}名称?$")
# After a hole the sentence goes on; after a label comes a colon, a space or another line.
_GOES_ON = frozenset("的是与和成位官先女,市公【[有")
# What stands before the name of a part of a path or an option.
_GLUED = frozenset("-/.=:'\"]}")
# Every other slot begins with one of these; where none stands the long patterns are not tried.
_SIGN = lazy(
    r"\{|\[(?=[^\s\d\]])|<(?=[a-z%?!#<_\u3400-\u9fff])|\$(?=[a-z{!])|%(?=[a-z_%\u3400-\u9fff])|#(?=[#a-z_{\u3400-\u9fff])|【|@(?=[@a-z_{\u3400-\u9fff])|\*\||«"
    r"|\((?=[此请在插填%iea])|~(?=[~a-z])|\^(?=[a-z])|\|(?=[a-z])|_(?=_)"
)
_PHOTO = lazy(
    r"(?:insert|enter|add) (?:your |a |the |some )?(?:photo|picture|image|name|title|text|date|link|logo|quote)\b"
)
# Words that a slot in brackets needs around it: a sentence with a hole in it.
_LEAST_WORDS = 2
_WORD = lazy(r"[a-z]{2,}|[\u3400-\u9fff]")


def bracketed(text: str) -> Iterator[tuple[int, int, bool]]:
    """Slots between delimiters; ``True`` for those that only template languages have."""
    done = 0
    for mark in _SIGN.finditer(text):
        at = mark.start()
        if at < done:
            continue
        strong = STRONG.match(text, at)
        if strong is not None and not _is_glued(text, at):
            done = strong.end()
            yield at, done, True
        elif (weak := _WEAK.match(text, at)) is not None and _is_slot(text, weak):
            done = weak.end()
            yield at, done, False
        elif (spin := SPIN.match(text, at)) is not None and _is_spun(text, spin):
            done = spin.end()
            yield at, done, False


def _is_glued(text: str, at: int) -> bool:
    """Whether a sign is escaped, or the subscript of a variable."""
    before = text[at - 1 : at]
    return before == "\\" or (text[at : at + 2] == "{$" and before.isalnum())


def _is_slot(text: str, match: re.Match[str]) -> bool:
    """Whether what stands in a pair of brackets or signs names a slot, in a place where one would be filled."""
    start, end = match.span()
    name = next(group for group in match.groups() if group is not None).strip(" *_-!%$#/")
    if _HAN_ORDER.fullmatch(name) is not None:
        return True
    before, after = text[start - 1 : start] if start else "\n", text[end : end + 1] or "\n"
    if _HAN_NAME.fullmatch(name) is not None:
        return _is_filled(match, name, before, after)
    if match.group()[0] == "(" and _PHOTO.match(name) is not None:
        return True
    if before in _GLUED or (before.isascii() and before.isalnum()):
        return False
    tokens = _TOKEN.findall(name.replace("name", "name ") if name not in NOUNS else name)
    if before in {"", "\n"} and after in ": " and match.group()[0] in "[@":
        return False  # the head of an entry
    if not tokens or re.search(r"[^a-z\d _.\-:\[\]']", name) or not all(_is_part(token) for token in tokens):
        return False
    if not any(token in NOUNS for token in tokens) or (name in _EDITORIAL and match.group()[0] in "[<"):
        return False
    if text[end : end + 1] == "\n" and "=" in text[end + 1 : end + 40].partition("\n")[0]:
        return False  # the head of a section of settings
    return _has_words(text, (start, end)) or bool(_ORDERS.intersection(tokens)) or match.group()[0] in "[{%#"


def _is_part(token: str) -> bool:
    return token in NOUNS or token in BESIDE or token.isdigit()


def _is_filled(match: re.Match[str], name: str, before: str, after: str) -> bool:
    """Whether a Chinese name in brackets is a hole: labels such as 【时间】 and icons such as [图片] are none."""
    sign = match.group()[0]
    if sign == "#" and match.group().count("#") == 2:  # noqa: PLR2004  # two signs mark a hashtag too
        return re.search(r"随机|名$|\d$|关键词", name) is not None
    if sign == "<":
        return not (before.isascii() and before.isalnum()) and before != ">"
    if sign not in "【[" or _HAN_SURE.match(name):
        return True
    if name in _HAN_LABELS or after in ": /\n":
        return False
    return after in _GOES_ON or "\u3400" <= before <= "\u9fff"


def _is_spun(text: str, match: re.Match[str]) -> bool:
    """Whether alternatives in braces stand in a sentence, or are Chinese; those of a command's usage do neither."""
    if re.search(r"[\u3400-\u9fff]", match.group()):
        return True
    return (
        match.group().count("|") > 1
        and _has_words(text, match.span(), 4)
        and re.search(r"[.\-/\d_]", match.group()) is None
    )


def _has_words(text: str, span: Span, least: int = _LEAST_WORDS) -> bool:
    first, last = line_around(text, span)
    around = text[max(first, span[0] - 100) : span[0]] + " " + text[span[1] : min(last, span[1] + 100)]
    return len(_WORD.findall(around)) >= least


def line_around(text: str, span: Span) -> Span:
    """The line, without its break, on which a span stands; from its first line to its last where it crosses some."""
    last = text.find("\n", span[1])
    return text.rfind("\n", 0, span[0]) + 1, last if last >= 0 else len(text)
