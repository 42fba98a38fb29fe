"""A row of a document's table of figures: what is said, who says the same, who says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from auditor.formats.html.across import Across, Quote, RelationView
from auditor.formats.html.amounts import claimed, exact, whole
from auditor.formats.html.both import Both
from auditor.model import Claim, Evidence

__all__ = ["ClaimView", "entry"]

_VOICES = 60  # values of a fact that are looked through for who agrees
_AGREE = 2  # voices named in a row of the table of figures; its fact names all


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in words, its place in the text, who says the same and who says otherwise.

    ``exact`` has all digits where the words round them, ``disagree`` one relation of each kind and formula, and how
    many of it there are.
    """

    claim: Claim
    said: Both
    exact: str
    href: str | None
    standing: str
    fact: str | None
    agree: tuple[Quote, ...]
    agreeing: int
    disagree: tuple[tuple[RelationView, int], ...]


def entry(across: Across, claim: Claim, told: Sequence[int]) -> ClaimView:
    """A claim's row; ``told`` are the relations of which the page shows the arithmetic, by number."""
    place = (claim.key, claim.start, claim.end)
    spot = across.index.spots.get(place)
    number = claim.value if claim.value is not None else claim.low
    fact = across.index.fact_of.get(claim.id)
    agree = _agreeing(across, claim, fact)
    against = [across.relation(each) for each in across.index.speaking.get(place, ()) if each in told]
    alike: dict[tuple[str, str], list[RelationView]] = {}
    for view in against:
        if not view.agrees:
            alike.setdefault((view.relation.kind, view.relation.formula), []).append(view)
    return ClaimView(
        claim,
        claimed(claim),
        _digits(number),
        f"#{across.within(claim.key)}{spot}" if spot else None,
        "" if fact is None else across.index.facts[fact].status,
        None if fact is None or across.index.facts[fact].status == "single" else _fact_href(across, fact),
        agree[:_AGREE],
        len(agree),
        tuple((views[0], len(views)) for views in alike.values()),
    )


def _digits(number: Decimal | None) -> str:
    """All digits of a number of which the table shows fewer."""
    return "" if number is None or whole(number) else exact(number)


def _fact_href(across: Across, fact: int) -> str:
    return across.links.leaf(across.index.fact_anchors[fact])


def _agreeing(across: Across, claim: Claim, fact: int | None) -> tuple[Quote, ...]:
    """Who says the same: another voice with the same value, or a relation that holds the two together."""
    found: dict[str, Quote] = {}
    for number in across.index.speaking.get((claim.key, claim.start, claim.end), ()):
        view = across.relation(number)
        if view.agrees:
            for quote in (*view.a, *view.b):
                if quote.key != claim.key:
                    found.setdefault(quote.key, quote)
    if fact is not None and claim.value is not None and across.index.facts[fact].status != "single":
        for value in across.index.facts[fact].values[:_VOICES]:
            if value.value == claim.value and value.key != claim.key and value.key not in found:
                other = across.index.claims.get(value.claim)
                found[value.key] = (
                    Quote(value.quote, value.key, across.title(value.key).href)
                    if other is None
                    else across.quote(Evidence(other.document, other.key, other.start, other.end, other.quote))
                )
    return tuple(found.values())
