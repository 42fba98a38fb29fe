"""Makes characters visible that hide, reorder or command: controls, escapes, bidirectional and invisible ones."""

from __future__ import annotations

import re

__all__ = ["HIDDEN", "one_line", "visible"]

# Everything that a terminal obeys, that turns the direction of what follows it, or that is not seen at all. A joiner
# after a pictograph or a variation selector is part of an emoji and stays.
HIDDEN = re.compile(
    "\r(?!\n)"
    "|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
    "|(?<![\ufe0f\u2190-\u2bff\U0001f000-\U0001faff])\u200d"
)


def visible(text: str) -> str:
    """``text`` with every hidden character shown by its code point: ``⟦U+202E⟧``."""
    if text.isascii() and text.isprintable():
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
