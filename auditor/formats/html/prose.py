"""The text of a document with its evidence marked, as markup: every piece of it is escaped here, and only here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from auditor.formats.html.marks import Mark, Piece
from auditor.formats.html.said import say

__all__ = ["prose"]


def prose(pieces: Iterable[Piece]) -> Markup:
    """The pieces in order. Written by hand and not as a template, for it is half of the work of a page."""
    return Markup("".join(part for piece in pieces for part in _piece(piece)))  # noqa: S704  # escaped below


def _piece(piece: Piece) -> Iterator[str]:
    if piece.skipped:
        told = say(f"… {piece.skipped} characters are not shown …", f"……略去 {piece.skipped} 个字符……")
        yield f'<span class="skipped">{told}</span>'
        return
    for mark in piece.opens:
        yield _open(mark)
    numbers = " ".join(map(str, piece.numbers))
    for place, name in enumerate(piece.aspects):
        if name == "claim":
            yield '<span class="claim">'
        else:
            yield (
                f'<mark class="{escape(name)}" data-f="{numbers}">' if place == 0 else f'<mark class="{escape(name)}">'
            )
    for text, hidden in piece.parts:
        yield f'<span class="odd">{escape(text)}</span>' if hidden else str(escape(text))
    for name in reversed(piece.aspects):
        yield "</span>" if name == "claim" else "</mark>"


def _open(mark: Mark) -> str:
    """The number of a finding where its place begins, or the target of a link to a figure."""
    anchor = escape(mark.anchor)
    if mark.number is None:
        return f'<i class="spot" id="{anchor}"></i>'
    copy = f'<span class="copy">/{mark.copy}</span>' if mark.copy else ""
    target, name = escape(mark.target), escape(mark.aspect)
    return f'<a class="ref {name}" id="{anchor}" href="#{target}">{mark.number}{copy}</a>'
