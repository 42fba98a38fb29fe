"""Finds slots that a page generator left unfilled, and keeps away from code, formulas, manuals and data samples."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from auditor.model import Span
from auditor.rules.blanks import worded
from auditor.rules.brackets import bracketed, line_around
from auditor.text.lazy import lazy

__all__ = ["slots"]

_FENCE = lazy(r"^ ?(?:```|~~~)", re.MULTILINE)
# What a line of code, a formula or a data sample holds and prose does not.
_CODE = lazy(
    r"[;{]\s*$|^\s{0,12}[}\])]+[;,]?\s*$|[=!]==?|=>|->|::|&&|\|\||\w\(.{0,80}\)\s*[;{:]|\\[a-z]+\{|\\(?:frac|sum|begin|end|alpha|left|right)\b"
    r"|\"[\w\-]{1,40}\" ?: |^\s*(?:def|class|import|from|return|const|let|var|function|public|private|echo|export|sudo|npm|pip|git|curl|docker|usage|\$)\b"
    r"|^\s*(?:#include|#!|//|/\*|</?\w+[ >]|::$|[\w\-]+: [\"'$\{])|`|\.py\b|\bs\.|\[--?\w|^\s*\$ [a-z]|\\\$\{|\$\{ ?\w+ ?\}/|= ?\$\{|^\s*[a-z][\w.\-]*(?: [\[{<]-?[\w .]{1,30}[\]}>]){2,}"
)
_CODE_TALK = lazy(
    r"\b(?:syntax|template engine|templates?|placeholders?|variables?|jinja2?|handlebars|mustache|django|vue|angular|erb|jsp|php|javascript|python|shell|bash|perl|ruby"
    r"|interpolat\w+|latex|regex|expression|string|function|config\w*|yaml|json|xml|html|css|macros?|snippet|render\w*|filler text|dummy text|typeset\w*|mail merge|command|options?|arguments?|parameters?"
    r"|concatenate|floating|standard|elements?)\b"
    r"|模板|占位符|变量|格式|语法|渲染|代码|表达式|插值|脚本|函数|参数|配置|字符串|排版|填充文本|命令|选项|字段|对话框|宏|编译|變數|參數|選項|命令|檔案|文件名"
)
# Manuals name the parts of a command in brackets: lines of options, names with a section, headings of manual pages.
_MANUAL = lazy(
    r"^ *-{1,2}[a-z]|\b[a-z_][\w.\-]*\(\d\)|^ ?(?:name|synopsis|options|usage|description|名称|概述|总览|概要|选项|用法|语法|描述|说明)\s*$|^ *\$ ",
    re.MULTILINE,
)
_LEAST_MANUAL = 3
# How far around a slot talk about code may stand and still explain it: a paragraph.
_TALK_WITHIN = 160
# Other slots of the line say nothing about code.
_OTHER_SLOTS = lazy(r"\{\{[^{}\n]{1,60}\}\}|\{[^{}\n]{1,40}\}|<%[^%\n]{1,60}%>|\*\|[a-z_:]{1,30}\|\*")


def slots(text: str, *, words: bool = True) -> Iterator[Span]:
    """The places of unfilled slots in a folded text, ascending; without ``words`` only those between delimiters."""
    fences: list[int] | None = None
    manual: bool | None = None
    done = 0
    for start, end, sure in sorted({*bracketed(text), *(worded(text) if words else ())}):
        if start < done:
            continue
        if fences is None:
            fences = [fence.start() for fence in _FENCE.finditer(text)]
        if not sure and manual is None:
            manual = sum(1 for _ in _MANUAL.finditer(text)) >= _LEAST_MANUAL
        if not (manual and not sure) and not _in_code(text, (start, end), fences):
            done = end
            yield start, end


def _in_code(text: str, span: Span, fences: list[int]) -> bool:
    """Whether a slot stands in a listing, or in prose that explains a template language."""
    start, end = span
    if bisect_left(fences, start) % 2:
        return True
    first, last = line_around(text, span)
    line = text[max(first, start - 400) : start] + " " + text[end : min(last, end + 400)]
    if _CODE.search(_OTHER_SLOTS.sub(" ", line)):
        return True
    around = text[max(0, start - _TALK_WITHIN) : start] + " " + text[end : end + _TALK_WITHIN]
    return _CODE_TALK.search(_OTHER_SLOTS.sub(" ", around)) is not None
