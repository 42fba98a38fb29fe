"""The text of a document with its evidence marked, as markup: every piece of it is escaped here, and only here.

``mark`` is the place of a finding, ``a`` in it its number, ``u`` a figure that was read, ``i`` a second one that begins
at the same place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from auditor.formats.html.marks import CLAIM, Mark, Piece
from auditor.formats.html.said import bare, escaped, say

__all__ = ["prose"]


def prose(pieces: Iterable[Piece]) -> Markup:
    """The pieces in order. Written by hand and not as a template, for it is half of the work of a page."""
    return Markup("".join(part for piece in pieces for part in _piece(piece)))  # noqa: S704  # escaped below


def _piece(piece: Piece) -> Iterator[str]:
    if piece.skipped:
        told = say(f"… {piece.skipped} characters are not shown …", f"……略去 {piece.skipped} 个字符……")
        yield f'<span class="skipped">{told}</span>'
        return
    aspects = [name for name in piece.aspects if name != CLAIM]
    numbers = " ".join(map(str, piece.numbers))
    for place, name in enumerate(aspects):
        yield f"<mark class={name}>" if place else f'<mark class={name} data-f="{numbers}">'
    tone = aspects[-1] if aspects else ""
    for mark in piece.opens:
        if mark.aspect != CLAIM:
            yield _number(mark, tone)
    if CLAIM in piece.aspects:
        yield _figure([mark.anchor for mark in piece.opens if mark.aspect == CLAIM])
    for text, hidden in piece.parts:
        yield f'<span class="odd">{escaped(text)}</span>' if hidden else escaped(text)
    yield ("</u>" if CLAIM in piece.aspects else "") + "</mark>" * len(aspects)


def _number(mark: Mark, tone: str) -> str:
    """The number of a finding where its place begins, in the colour of its aspect."""
    copy = f'<span class="copy">/{mark.copy}</span>' if mark.copy else ""
    aspect = f" class={mark.aspect}" if mark.aspect != tone else ""
    return f"<a{aspect} id={bare(mark.anchor)} href={bare(f'#{mark.target}')}>{mark.number}{copy}</a>"


def _figure(anchors: Sequence[str]) -> str:
    """The beginning of a figure's words, the target of links to it."""
    further = "".join(f"<i id={bare(anchor)}></i>" for anchor in anchors[1:])
    return f"{further}<u id={bare(anchors[0])}>" if anchors else "<u>"
