"""The rows of a document's table of figures, as markup: a page may hold hundreds.

They do without the end tags and quotation marks that HTML lets a writer leave out: in a file of many documents these
would be a tenth of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from markupsafe import Markup

from auditor.formats._visible import one_line
from auditor.formats.html import names
from auditor.formats.html.across import Quote, RelationView
from auditor.formats.html.both import Both, joined
from auditor.formats.html.ledger import ClaimView
from auditor.formats.html.said import bare, both, escaped, spoken, word

__all__ = ["entries"]

_PLAIN = Both("a ≠ b", "a ≠ b")  # what the word for it says already
_QUOTE, _VOICE = 80, 40  # characters of a quote: the document's own, and of one who agrees


def entries(claims: Iterable[ClaimView], language: str, where: Mapping[str, str] | None) -> Markup:
    """A row for each claim of a document in that language; everything in it is escaped here.

    ``where`` says at which place the arithmetic of a relation stands; without it, each stands on the page itself.
    """
    spoken_in = spoken(language)
    return Markup("".join(_row(each, spoken_in, where) for each in claims))  # noqa: S704  # escaped below


def _row(view: ClaimView, spoken_in: str, where: Mapping[str, str] | None) -> str:
    claim = view.claim
    title = f' title="{view.exact}"' if view.exact else ""
    return (
        f"<tr><th scope=row{title}>{both(view.said)}<td>{_of(view)}<td>{_slots(claim.place, claim.period)}"
        f"<td>{_agreeing(view)}<td>{_against(view, where)}"
        f"<td{spoken_in}>{_link(view.href, one_line(claim.quote, _QUOTE))}\n"
    )


def _of(view: ClaimView) -> str:
    """What the figure is of, with a link to its fact; the whole of a share; the standing of what is not yet."""
    claim = view.claim
    of = _measured(claim.metric, claim.subject)
    parts = [f"<a href={bare(view.fact)}>{of}</a>" if view.fact else of]
    if claim.share_of:
        parts.append(_whole(claim.share_of))
    if claim.status != "actual":
        parts.append(f"<span class=standing>{word(claim.status)}</span>")
    return " ".join(parts)


@lru_cache(maxsize=4096)
def _measured(metric: str | None, subject: str | None) -> Markup:
    return _said(joined((names.metric(metric), names.subject(subject))))


@lru_cache(maxsize=4096)
def _slots(place: str | None, period: str | None) -> Markup:
    return _said(joined((names.place(place), Both(period, period) if period else None)))


@lru_cache(maxsize=4096)
def _whole(share_of: str) -> Markup:
    of = names.share(share_of)
    return both(Both(f"of {of.en}", f"占{of.zh}"))


def _said(said: Both) -> Markup:
    return both(said) if said.en else Markup("–")


def _agreeing(view: ClaimView) -> str:
    voices = ", ".join(map(_voice, view.agree))
    return f"{voices} +{view.agreeing - len(view.agree)}" if view.agreeing > len(view.agree) else voices


def _voice(quote: Quote) -> str:
    return f"{_link(quote.href, one_line(quote.text, _VOICE))} <cite>{escaped(one_line(quote.key, 60))}</cite>"


def _against(view: ClaimView, where: Mapping[str, str] | None) -> str:
    """The relations that contradict the figure; where the page tells none, that there are some."""
    if not view.disagree and view.standing == "conflicting":
        return f'<span class="standing conflicting">{word("conflicting")}</span>'
    return ", ".join(_relation(*each, where) for each in view.disagree)


def _relation(view: RelationView, count: int, where: Mapping[str, str] | None) -> str:
    href = f"#{view.anchor}" if where is None else where.get(view.anchor, "#relations")
    kind = f'<a class="kind {view.relation.severity}" href={bare(href)}>{word(view.relation.kind)}</a>'
    formula = "" if view.formula == _PLAIN else f" <code>{both(view.formula)}</code>"
    return f"{kind}{f' ×{count}' if count > 1 else ''}{formula}"


def _link(href: str | None, words: str) -> str:
    return f"<a href={bare(href)}>{escaped(words)}</a>" if href else escaped(words)
