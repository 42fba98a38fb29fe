"""Recognises primary documents: a plan, notice or regulation in full, and the authority that issues it.

A report about a document is none: it must carry the document's own structure, articles or numbered parts.
"""

from __future__ import annotations

import re
from functools import cache

from auditor.signals._head import lexicon
from auditor.text.lazy import lazy

__all__ = ["issuer_of"]

_HEAD = 1500  # characters in which a page says whose document follows
_TAIL = 400
_BODY = 60_000
_PARTS = 3  # numbered parts at the start of a line that make a document's structure

_PART = lazy(
    r"^[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}、"
    r"|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十百]{1,4}[条章]"
    r"|(?:Article|Section|Chapter|Part|§)[ ]?(?:\d{1,3}|[IVX]{1,5})\b)",
    re.MULTILINE,
)
_FULL = lazy(
    r"全文如下|以下[为是]全文|现印发给你们|请(?:认真)?(?:遵照|贯彻)?(?:执行|落实)"
    r"|the full text (?:follows|is as follows)",
    re.IGNORECASE,
)


def issuer_of(text: str) -> str | None:
    """The authority whose document ``text`` is; ``None`` for a report about one, and where no issuer is named."""
    parts = sum(1 for _ in _PART.finditer(text[:_BODY]))
    if parts < _PARTS:
        return None
    issuing, titled, english, signature = _patterns()
    head = text[:_HEAD]
    for pattern in (issuing, titled, english):
        if match := pattern.search(head):
            return " ".join(match["issuer"].removeprefix("The ").split())
    if _FULL.search(head) or _PART.search(head):
        match = signature.search(text[-_TAIL:])
        return match["issuer"] if match else None
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """``X印发《…方案》``; ``X关于…的通知`` as a title; ``Ministry of X hereby issues``; a signature above a date."""
    words = lexicon()
    issuers = words["issuers"]
    assert isinstance(issuers, dict)  # noqa: S101  # a shipped file; its shape is under test
    body = "|".join(sorted(str(issuers["zh"]).split(), key=lambda word: (-len(word), word)))
    issued = "|".join(str(words["issued"]).split())
    papers = "|".join(str(words["papers"]).split())
    english = "|".join(str(issuers["en"]).split())
    return (
        re.compile(
            rf"(?P<issuer>[\u4e00-\u9fff]{{1,30}}?(?:{body})(?:[、和][\u4e00-\u9fff]{{2,20}}(?:{body})){{0,3}}|(?:{body}))"
            rf"(?:近日|日前|今日|昨日|正式|联合|于?\d{{1,2}}月\d{{1,2}}日|等[\u4e00-\u9fff]{{1,6}}部门){{0,3}}"
            rf"(?:{issued})了?[^。\n]{{0,20}}《[^》\n]{{2,80}}(?:{papers})"
        ),
        re.compile(
            rf"^[#\s]*(?P<issuer>[\u4e00-\u9fff]{{1,30}}(?:{body}))(?:关于|關於)[^\n。]{{2,80}}(?:的|《)?"
            rf"(?:{papers})[》\s）)]*$",
            re.MULTILINE,
        ),
        re.compile(
            rf"(?P<issuer>(?:[A-Z][\w'’.-]+[ ]){{0,5}}(?:{english})"
            r"(?:[ ](?:of|for|on|and|the|&|[A-Z][\w'’-]+)){0,8})"
            r"[ ](?:today[ ]|hereby[ ]|has[ ]){0,2}"
            r"(?:issue[sd]|publishe[sd]|promulgate[sd]|adopts|adopted|announces|orders|gives[ ]notice)\b"
        ),
        re.compile(
            rf"^[ \t\u3000]*(?P<issuer>[\u4e00-\u9fff]{{1,30}}(?:{body}))[ \t\u3000]*\n\s*(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日",
            re.MULTILINE,
        ),
    )
