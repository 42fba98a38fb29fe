"""Finds slots that a page generator left unfilled, and keeps away from code, formulas and data samples."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from auditor.model import Span

__all__ = ["slots"]

# Words that name what a generator would have put into a slot.
_FILL = (
    r"随机|公司|简介|产品名|商品名|关键词|关键字|标题|内容|时间|日期|变量|占位|干扰|城市|地区|地名|品牌|公司名|链接|域名|网址|句子|段落|文章|栏目|作者|姓名|昵称|正文|图片|电话|手机|微信"
    r"|random|keyword|key word|title|content|date|city|place ?holder|brand|company|site ?name|domain|first ?name|last ?name|user ?name|full ?name|your ?name"
    r"|insert|name|product|location|author|article|sentence|spin|anchor|variable|token|subject|mainkey|main city|maincity|suiji|sitename|phone|email|address|state|country|price|number|link|url"
)
_NAMED = rf"(?:[^\n{{}}<>\[\]%\"':=,;，：|]{{0,24}}(?:{_FILL})[^\n{{}}<>\[\]%\"':=,;，：|]{{0,24}})"
_WORDED = rf"(?:(?:[a-z]+[ _.\-]){{0,3}}(?:{_FILL})(?:[ _.\-]?[a-z0-9]+){{0,3}})"
_SLOT = re.compile(
    rf"\{{\{{\{{? ?[#/^>&]? ?[a-z_\u3400-\u9fff][\w.\-| \"'\u3400-\u9fff]{{0,48}}\}}\}}\}}?"  # {{{{name}}}}: Mustache, Jinja, Handlebars
    rf"|\{{ ?(?:(?:随机|干扰)[^\n{{}}]{{1,20}}|{_NAMED}) ?\}}"  # {{random code}}
    r"|\{%[-+]? ?(?:if|for|block|include|set|end\w+|extends)\b[^\n%]{0,60}%\}"
    r"|<%[=\-#]?[^\n%]{1,60}%>"
    r"|<\?(?:php|=)[^\n?]{1,80}\?>"
    r"|\$\{ ?[a-z_][\w.]{0,40} ?\}"
    r"|%%[a-z\u3400-\u9fff][\w \u3400-\u9fff-]{0,40}%%"
    rf"|(?<![a-z0-9%])%(?:{_WORDED}|[a-z]{{2,20}}\.(?:{_WORDED}))%(?![a-z0-9%])|(?<![a-z0-9$])\$(?:{_WORDED})\$(?![a-z0-9$])"
    rf"|\[\[? ?(?:insert|your|random|keyword|placeholder|company|city|brand|first|last|随机|关键词|关键字|插入|填写|此处|标题|城市|地区)[^\n\[\]()]{{0,40}}\]\]?(?!\()"
    rf"|##(?:{_FILL})[0-9]?##|(?<![a-z0-9#])#(?:随机[\u3400-\u9fff]{{0,6}}|关键词[0-9]?|标题[0-9]?|城市名|地区名|keyword|city)#"
    r"|【(?:随机|关键词|此处插入|插入|填写|占位)[^\n】]{0,20}】|<(?:随机|关键词|标签|标题|变量)[^\n<>]{0,16}>"
    rf"|(?<![a-z0-9_])__(?:{_WORDED})__(?![a-z0-9_(])|(?<![a-z0-9@])@@?(?:{_WORDED})@@?(?![a-z0-9@])(?<=@)|\*\|[a-z][a-z_:]{{1,30}}\|\*"
    r"|\{(?:dede|pboot|eyou|ecms|phpcms|maccms|cscms|tag|field):[^\n{}]{1,60}\}|\[!--[a-z][\w.]{1,30}--\]"
    rf"|\[\[(?:{_FILL})\]\]|\[name of [a-z ]{{2,20}}\]|\((?:insert|enter|add) (?:your |the )?(?:{_FILL})[^\n()]{{0,20}}\)"
    r"|<(?:city|keywords?|company(?: name)?|brand|your name|first ?name|last ?name|phone number)>"
    r"|[\[【](?:公司|品牌|产品|商品|网站|城市|地区)(?:名称?|名字)[\]】]"
    r"|lorem ipsum(?: dolor sit amet)?[^\n]{0,200}|(?<![a-z])xxx+公司|此处(?:插入|填写|添加)[^\n。]{1,12}|\b(?:todo|tbd): ?(?:insert|add|write) [^\n]{1,40}|\b(?:insert|enter|add) your \w+ here\b"
)
# Every slot begins with one of these; where none stands the long pattern is not tried.
_SIGN = re.compile(r"[{<$%\[#【@*(]")
_WORDS = ("__", "lorem ipsum", "xxx", "此处", "insert your ", "enter your ", "add your ", "todo:", "tbd:")
_FENCE = re.compile(r"^ ?(?:```|~~~)", re.MULTILINE)
# What a line of code, a formula or a data sample holds and prose does not.
_CODE = re.compile(
    r"[;{]\s*$|^\s{0,12}[}\])]+[;,]?\s*$|[=!]==?|=>|->|::|&&|\|\||\w\(.{0,80}\)\s*[;{:]|\\[a-z]+\{|\\(?:frac|sum|begin|end|alpha|left|right)\b"
    r"|\"[\w\-]{1,40}\" ?: |^\s*(?:def|class|import|from|return|const|let|var|function|public|private|echo|export|sudo|npm|pip|git|curl|docker|\$)\b"
    r"|^\s*(?:#include|#!|//|/\*|<!--|</?\w+[ >]|[\w\-]+: [\"'$\{])|`|\bs\.|\[--?\w|^\s*\$ [a-z]|\\\$\{|\$\{ ?\w+ ?\}/|= ?\$\{|^\s*[a-z][\w.\-]*(?: [\[{<]-?[\w .]{1,30}[\]}>]){2,}"
)
_CODE_TALK = re.compile(
    r"\b(?:syntax|template engine|templates?|placeholders?|variables?|jinja2?|handlebars|mustache|django|vue|angular|erb|jsp|php|javascript|python|shell|bash"
    r"|interpolat\w+|latex|regex|expression|string|function|config\w*|yaml|json|html|css|macro|snippet|render\w*|filler text|dummy text|typeset\w*)\b"
    r"|模板|占位符|变量|语法|渲染|代码|表达式|插值|脚本|函数|参数|配置|字符串|排版|填充文本"
)
# How far around a slot talk about code may stand and still explain it: a paragraph.
_TALK_WITHIN = 160


def slots(text: str) -> Iterator[Span]:
    """The places of unfilled slots in a folded text, ascending."""
    fenced: list[int] | None = None
    done = 0
    for mark in _marks(text):
        match = _SLOT.match(text, mark) if mark >= done else None
        if match is None:
            continue
        done = match.end()
        if fenced is None:
            fenced = [fence.start() for fence in _FENCE.finditer(text)]
        if not _in_code(text, match.span(), fenced):
            yield match.span()


def _marks(text: str) -> Iterable[int]:
    """Where a slot may begin, ascending: signs, and words found by a plain search."""
    signs = [mark.start() for mark in _SIGN.finditer(text)]
    words = [at for word in _WORDS if word in text for at in _all(text, word)]
    return sorted(signs + words) if words else signs


def _all(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _in_code(text: str, span: Span, fences: list[int]) -> bool:
    """Whether a slot stands in a listing, or in prose that explains a template language."""
    start, end = span
    if bisect_left(fences, start) % 2:
        return True
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[max(first, start - 400) : start] + " " + text[end : min(last if last >= 0 else len(text), end + 400)]
    if _CODE.search(line):
        return True
    return _CODE_TALK.search(text, max(0, start - _TALK_WITHIN), start) is not None or (
        _CODE_TALK.search(text, end, min(len(text), end + _TALK_WITHIN)) is not None
    )
