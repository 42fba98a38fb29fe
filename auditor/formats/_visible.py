"""Makes characters visible that hide, reorder or command: controls, escapes, bidirectional and invisible ones."""

from __future__ import annotations

import re

__all__ = ["HIDDEN", "nothing_hides", "one_line", "visible"]

# Everything that a terminal obeys, that turns the direction of what follows it, or that is not seen at all. A joiner
# after a pictograph or a variation selector is part of an emoji and stays.
HIDDEN = re.compile(
    "\r(?!\n)"
    "|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
    "|(?<![\ufe0f\u2190-\u2bff\U0001f000-\U0001faff])\u200d"
)
# Those of them that Python calls printable: what is printable and has none of these needs no closer look.
_PRINTABLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\U000e0100-\U000e01ef]")


def nothing_hides(text: str) -> bool:
    """Whether a glance tells that no character of ``text`` is hidden: ten times quicker than a search for them."""
    return text.isprintable() and _PRINTABLE.search(text) is None


def visible(text: str) -> str:
    """``text`` with every hidden character shown by its code point: ``⟦U+202E⟧``."""
    if nothing_hides(text):
        return text
    return HIDDEN.sub(_code, text.replace("\r\n", "\n"))


def one_line(text: str, limit: int | None = None) -> str:
    """:func:`visible` text on one line, cut with an ellipsis where it is longer than ``limit`` characters."""
    if limit is not None and len(text) > 4 * limit:
        text = text[: 4 * limit]  # enough for the result, and bounds the work on a hostile megabyte
    line = " ".join(visible(text).split())
    return line if limit is None or len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _code(match: re.Match[str]) -> str:
    # Not the control pictures (U+2400 ff.): few fonts have them, and a box says nothing.
    return f"⟦U+{ord(match.group()):04X}⟧"
