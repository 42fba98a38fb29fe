"""Says of which places a text tells only that goods, money or people go there or come from there, that a firm sits there, or a part."""

from __future__ import annotations

import re

from auditor.figures.places import Mention
from auditor.text.lazy import lazy

__all__ = ["is_destination", "is_of_part"]

# Where goods, money and people go to or come from is not where they are counted.
_TOWARDS = lazy(
    r"(?:\b(?:exports?|exported|shipments?|shipped|ship|sales|sold|deliveries|delivered|flights|aid|sent|went|bound|links?)\s(?:[a-z]+\s){0,3}to\s(?:the\s)?|\bimport(?:s|ed)\s(?:[a-z]+\s){0,3}from\s(?:the\s)?|\b(?:government|officials|authorities|ministers)\sin\s"
    r"|\b(?:based|headquartered|incorporated|domiciled)\sin\s(?:the\s)?"
    r"|(?:对|向|销往|出口到|出口至|运往|发往|输往|来自))$",
    re.IGNORECASE,
)
_TOWARDS_WORDS = (
    "export", "ship", "sale", "sold", "deliver", "flight", "aid", "sent", "went", "bound", "link", "import", "government",
    "official", "authorit", "minister", "based", "headquartered", "incorporated", "domiciled", *"对向往到至自",
)  # fmt: skip
_TOWARDS_ENDS = ("to", "the", "from", "in", "对", "向", "往", "到", "至", "自")
# Where a firm sits is not where it counts.
_SEAT = lazy(r"(?:总部(?:设[在于]|位于|坐落于|在|落户)?|注册[地于在]+)$")
_HAN_TOWARDS_AFTER = lazy(r".{0,3}(?:出口|投资|贸易|进口)")
_PART_AT = lazy(
    r"(?:\b(?:of (?:them|these|those|which|whom)|including|mostly|chiefly)\s(?:[a-z]+\s){0,2}|其中[，,]?在?)$",
    re.IGNORECASE,
)
_PART_REACH = 30  # characters before a place in which such words stand


def is_destination(text: str, mention: Mention) -> bool:
    """Whether goods, money or people go to a place, or come from it: exports to Germany, 对欧洲出口; or a firm is based there."""
    before = text[max(0, mention.start - 48) : mention.start]
    told = before.rstrip().lower()
    if ("总部" in told or "注册" in told) and _SEAT.search(told):
        return True
    if (
        not told.endswith(_TOWARDS_ENDS)
        or not any(map(told.__contains__, _TOWARDS_WORDS))
        or not _TOWARDS.search(before)
    ):
        return False
    return before[-1:].isascii() or _HAN_TOWARDS_AFTER.match(text, mention.end) is not None


def is_of_part(text: str, mention: Mention) -> bool:
    """Whether a place is told of a part only: 310 shops, 45 of them in Scotland; what follows is told of all again."""
    return _PART_AT.search(text, max(0, mention.start - _PART_REACH), mention.start) is not None
