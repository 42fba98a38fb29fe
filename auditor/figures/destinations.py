"""Says of which places a text tells only that goods, money or people go there or come from there."""

from __future__ import annotations

import re

from auditor.figures.places import Mention
from auditor.text.lazy import lazy

__all__ = ["is_destination"]

# Where goods, money and people go to or come from is not where they are counted.
_TOWARDS = lazy(
    r"(?:\b(?:exports?|exported|shipments?|shipped|ship|sales|sold|deliveries|delivered|flights|aid|sent|went|bound|links?)\s(?:[a-z]+\s){0,3}to\s(?:the\s)?|\bimport(?:s|ed)\s(?:[a-z]+\s){0,3}from\s(?:the\s)?|\b(?:government|officials|authorities|ministers)\sin\s"
    r"|(?:对|向|销往|出口到|出口至|运往|发往|输往|来自))$",
    re.IGNORECASE,
)
_TOWARDS_WORDS = (
    "export", "ship", "sale", "sold", "deliver", "flight", "aid", "sent", "went", "bound", "link", "import", "government",
    "official", "authorit", "minister", *"对向往到至自",
)  # fmt: skip
_TOWARDS_ENDS = ("to", "the", "from", "in", "对", "向", "往", "到", "至", "自")
_HAN_TOWARDS_AFTER = lazy(r".{0,3}(?:出口|投资|贸易|进口)")


def is_destination(text: str, mention: Mention) -> bool:
    """Whether goods, money or people go to a place, or come from it: exports to Germany, 对欧洲出口."""
    before = text[max(0, mention.start - 48) : mention.start]
    told = before.rstrip().lower()
    if (
        not told.endswith(_TOWARDS_ENDS)
        or not any(map(told.__contains__, _TOWARDS_WORDS))
        or not _TOWARDS.search(before)
    ):
        return False
    return before[-1:].isascii() or _HAN_TOWARDS_AFTER.match(text, mention.end) is not None
