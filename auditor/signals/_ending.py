"""Where a text stops although it has not ended: in dots, before a link to the rest, or in the middle of its prose.

What says that it goes on elsewhere is told by itself. Otherwise the last line is held against the rest: prose that stops
at a plain letter, where the paragraphs before it end as sentences do, was cut. Names, links and headings at the end of a
page stop there as well and are no prose.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model import Span
from auditor.signals._kinds import SCRIPTS, count, kinds
from auditor.signals._phrases import Awake, Phrases
from auditor.text.lazy import lazy

__all__ = ["cut", "is_prose", "unfinished"]

_TAIL = 600
_READ = 2000  # characters of a line by which its end is judged
# What a text is called, or the part of it that is missing.
_REST = r"(?:(?:full|whole|entire|complete|original|rest of (?:the|this)) (?:story|article|text|post|piece|interview|version)|rest|remainder)"
_CUT = Phrases(
    (
        r"\[\+\s?\d{1,7}\s?(?:chars|characters)\]\s*$",
        (
            r"(?:\[|（|\()?(?:\.{3}|…{1,2}|\[\.{3}\]|\[…\])(?:\]|）|\))?\s*"
            r"(?:[(（\[【]?(?:(?:read|see|show|view)? ?more|continue reading|(?:阅读|查看|展开|显示)(?:全文|原文|更多)|点击查看更多|全文|更多)[)）\]】»>\s]*)?$"
        ),
        (
            r"(?:read the (?:full|rest of the) (?:story|article)|continue reading|(?:阅读|展开|点击查看)全文|剩余\d{1,3}[%％]未读|未完待续"
            # A link to the rest behind words that end no sentence.
            r"|(?<=[a-z,]) +(?-i:Read|See|Show|View) more)"
            r"[\s.…»>:：)）\]】]*$"
        ),
        # Where the rest stands: behind a click, a fee, on another page.
        (
            rf"\b(?:(?:click|tap|press|log ?in|sign (?:in|up)|subscribe|register|pay)\b[^.\n]{{0,40}} to (?:continue|keep|go on|finish|read (?:on|the {_REST})|see the {_REST}|unlock)"
            rf"|(?:read|see|view|find|get) the {_REST} (?:at|on|in|here|by|after|via))\b[^.\n]{{0,40}}[.\s»>)\]]*$"
        ),
        r"\b(?:this|the) (?:article|story|post|piece|text|content) is (?:only )?(?:for|available to|reserved for|limited to|locked for) (?:\w+ ){0,2}(?:subscribers|members)\b[^\n]{0,80}$",
        r"\b(?:continue[ds]?|continuing|cont(?:['’]?d|\.)) (?:on|overleaf|next)(?: the)?(?: next)?(?: page| p\.?)?(?: ?[A-Z]?\d{1,3})?[\s.)\]»>]*$|\bto be continued[\s.…)\]]*$",
        r"[\[(<](?:[a-z]+ )?(?:truncated|cut off|cut|omitted|snip(?:ped)?|abridged|clipped|more follows)(?: [a-z]+)?[\])>]\s*$",
        (
            r"(?:[下接续續]?[转轉接]第?\s?[\dA-D一二三四五六七八九十]{1,4}\s?[版页頁])[\s。）)\]】]*$|[（(\[【](?:未完)?[待续續]{1,2}[）)\]】]\s*$"
            r"|[（(\[【<][^）)\]】>\n]{0,8}(?:省略|略去|从略|截断|截斷|删节|未完)[^）)\]】>\n]{0,10}[）)\]】>]\s*$"
        ),
        (
            r"(?:剩余|余下|其余|后续|以下|完整)(?:的|部分)?(?:内容|正文|部分|全文|文章|章节|\s?\d{1,3}\s?[%％])[^。\n]{0,6}(?:登[录陆]|订阅|付费|会员|开通|购买|解锁|下载|未读|隐藏|展开|关注)[^。\n]{0,12}[。\s>»)）\]】]*$"
            r"|(?:展开|显示|阅读|查看|解锁)(?:剩余|余下|其余|后续|完整)[^。\n]{0,10}$"
            r"|(?:全文|完整(?:版|内容|报道|文章))(?:内容)?(?:请|可|详)?(?:见|看|戳|移步|点击|访问|查看)[^。\n]{0,16}[。\s>»)）\]】]*$"
        ),
    )
)
_DANGLING = lazy(
    r"(?:[,，、]|\b(?:the|a|an|of|and|or|to|in|for|with|by|from|that|which|its|their|as|is|are|was|were|has|have|will))$"
)
_COMMA = lazy(r"[,，、]")
_CLOSING = tuple('。.!?！？…”"’」』）)')
_STOPS = "。！？；"
_HAN_STOP = lazy(f"[{_STOPS}]")
_LONG_LINE = 60
_HAN = lazy(r"[\u4e00-\u9fff]")
_HAN_WEIGHT = 3  # a Han character says about what three letters do
# A letter, a digit or a Han character; links, addresses and signatures end in such as well.
_OPEN_END = lazy(r"[A-Za-z0-9\u4e00-\u9fff]")
_BARE_END = lazy(r"(?:https?://|www\.|@)\S*$|\S\.\w{2,4}$|[#＃]\S*$|(?:19|20)\d\d$")
_SIGNED = lazy(r"[—–-]{2,3}[^\s。，]{1,12}$|[)）][ ]?[摄文图攝圖]$")
_SIGNED_BRIEFLY = lazy(r"[摄文图报编写记者]$")
# Looked for by its stop, which is rarer than what stands before it.
_SENTENCE_INSIDE = lazy(r"[。！？.!?](?:(?<=[。！？])|(?<=[a-z0-9)\"”].)[”\"]? +[A-Z“\"])")
_PROSE, _LONG_PROSE = 60, 120
_OTHERS, _ENDED = 180, 0.85  # length of the other paragraphs, and the share of it in those that end as sentences
_LAST_LINES = 200
# What running prose has and a signature, an address or a heading lacks: particles, and the small words of sentences.
_ZH_SMALL = lazy(r"[的了在是将为对从被不到把有以而这也就都要能但并所于，]")
_EN_SMALL = lazy(
    r"\b(?:the|an?|of|and|to|in|is|was|were|are|be|been|that|for|it|its|with|as|on|he|she|they|we|you|his|her|their|our|has|had|have|by"
    r"|from|at|this|these|which|who|not|but|would|will|can|could|about|after|when|if|or)\b"
)
_EN_WORD = lazy(r"[A-Za-z][\w’'-]*")
_WRITER = lazy(r"我(?![国军党省市县校院区方])|\bI(?:['’]m)?\b")
_LEAST_HAN, _LEAST_WORDS, _LEAST_SMALL = 8, 5, 2
_PAIRS = (("“", "”"), ("《", "》"), ("「", "」"), ("（", "）"))
_LOWER = 0.6  # share of its words that begin with a small letter: of a title hardly any do
# An item, a table's heading, what a page asks its reader to do: lines that need no full stop, however long.
_ITEM = lazy(
    r"[-*•·▪●◦■◆○–—>|#【\[(（]|\d{1,3}[.)、]|[表图圖]\s?\d"
    r"|(?:See|Read|Click|Follow|Share|Like|Send|Sign|Subscribe|Watch|Check|Learn|Find|Visit|Contact|Download|Get|Join|Buy|Help|Support"
    r"|Tell|Let|Continue|More|Add|Report|Photo|Image|Listen|Tap|View|Try|Leave|Please)\b"
)
_LABEL = lazy(r"[^.,;。，；：:]{1,24}[:：]")


def cut(text: str) -> Span | None:
    """Where the text says that it goes on elsewhere: an ellipsis at the end, ``[+1234 chars]``, a read-more link."""
    stop = len(text.rstrip())
    start = max(0, stop - _TAIL)
    match = _CUT.awake(text).search(text[start:stop], start)
    return (start + match.start(), start + match.end()) if match else None


def is_prose(text: str, start: int, end: int) -> bool:
    """Whether a line is of some length and ends, or holds, a sentence; Han characters weigh more than letters."""
    if end - start < _LONG_LINE:
        short = (end - start) * _HAN_WEIGHT >= _LONG_LINE and _HAN_STOP.search(text, start, end) is not None
        return short and _weight(text[start:end]) >= _LONG_LINE
    line = text[start:end]
    return _ends(line) or _SENTENCE_INSIDE.search(line, 0, _READ) is not None


def unfinished(text: str, lines: Sequence[Span], furniture: Awake) -> Span | None:
    """The last words, where a text of finished sentences ends in a comma, an article, or in the middle of its prose.

    ``lines`` are its filled lines; one that ``furniture`` is found in belongs to the site.
    """
    if not lines:
        return None
    start, end = lines[-1]
    tail = text[max(start, end - _READ) : end]
    dangling = _DANGLING.search(tail, max(0, len(tail) - 40))
    others = lines[:-1]
    if dangling is not None and (_weight(tail) >= _LONG_LINE or (_COMMA.match(tail[-1]) and _others_end(text, others))):
        return end - len(dangling.group()), end
    if not _OPEN_END.match(tail[-1]) or any(mark.search(tail) for mark in (_BARE_END, _SIGNED)):
        return None
    if _ITEM.match(tail) or furniture.search(tail[:300], end - len(tail)):
        return None
    inside = _weight(tail) >= _LONG_PROSE and _SENTENCE_INSIDE.search(tail) and not _is_post(tail, lines)
    open_end = inside or _still_open(tail) or (_reads_on(tail) and _others_end(text, others))
    return (max(start, end - 20), end) if open_end else None


def _ends(line: str) -> bool:
    return line.rstrip("]").endswith(_CLOSING) or any(stop in line for stop in _STOPS)


def _is_post(line: str, lines: Sequence[Span]) -> bool:
    """Whether the text is one paragraph about its writer: such a post ends as its writer likes."""
    return len(lines) == 1 and _WRITER.search(line) is not None


def _still_open(line: str) -> bool:
    """Whether a quotation or a bracket that opens in a line does not close."""
    return any(line.rfind(opening) > line.rfind(closing) for opening, closing in _PAIRS)


def _reads_on(line: str) -> bool:
    """Whether a line is of some length, or words of a sentence rather than a name, a field or a heading."""
    weight = _weight(line)
    if weight >= _LONG_PROSE or _LABEL.match(line) or _SIGNED_BRIEFLY.search(line):
        return weight >= _LONG_PROSE
    if weight >= _PROSE:
        return True
    han = len(_HAN.findall(line))
    if han * _HAN_WEIGHT > len(line):
        return han >= _LEAST_HAN and len(set(_ZH_SMALL.findall(line))) >= _LEAST_SMALL
    words = _EN_WORD.findall(line)
    small = sum(word[0].islower() for word in words)
    return len(words) >= _LEAST_WORDS and small >= _LOWER * len(words) and len(_EN_SMALL.findall(line)) >= _LEAST_SMALL


def _others_end(text: str, lines: Sequence[Span]) -> bool:
    """Whether the paragraphs of a text, its long lines, end as sentences do; a heading among them weighs little."""
    whole = ended = 0
    marks = kinds(text)
    for start, end in lines[-_LAST_LINES:]:
        start = max(start, end - _READ)  # noqa: PLW2901  # of a long line the end
        weight = end - start + (_HAN_WEIGHT - 1) * count(marks[start:end], SCRIPTS["han"])
        if weight >= _LONG_LINE:
            whole += weight
            ended += weight * _ends(text[start:end])
    return whole >= _OTHERS and ended >= _ENDED * whole


def _weight(line: str) -> int:
    return len(line) + (_HAN_WEIGHT - 1) * len(_HAN.findall(line))
