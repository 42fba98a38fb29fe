"""The claim ledger: every figure of an article as a row with its meaning."""

from __future__ import annotations

from decimal import Decimal

from auditor.figures.figure import Figure, Origin
from auditor.figures.quantities import Quantity
from auditor.figures.read import figures
from auditor.model import Claim, Document

__all__ = ["claims"]

# What one inherited or missing slot takes from the confidence that a claim's meaning is right.
_BASE, _INHERITED, _MISSING = 0.95, 0.05, 0.15


def claims(doc: Document) -> tuple[Claim, ...]:
    """The claims of an article in the order of its text."""
    return tuple(_claim(doc, figure) for figure in figures(doc))


def _claim(doc: Document, figure: Figure) -> Claim:
    quantity, whole = figure.quantity, figure.whole
    # A phrase outside the vocabulary names nothing that another article could be compared by; a counted noun does.
    metric = figure.metric if figure.metric and (figure.metric.known or figure.metric.kind == "count") else None
    start, end = doc.offset + quantity.start, doc.offset + quantity.end
    period = figure.period.value
    value = _plain(quantity.value)
    # NOTE: an exact value is its own ends, as most are, and rounding is dear.
    low, high = (value if end is quantity.value else _plain(end) for end in _ends(quantity))
    return Claim(
        id=f"{doc.id}:{quantity.start}",
        document=doc.id,
        key=doc.key,
        path=doc.path,
        record=doc.record,
        part=doc.part,
        start=start,
        end=end,
        quote=doc.text[quantity.start : quantity.end],
        value=value,
        low=low,
        high=high,
        unit=f"{quantity.unit}/year" if quantity.yearly and quantity.unit else quantity.unit,
        dimension=quantity.dimension,
        currency=quantity.currency,
        metric=metric.name if metric else None,
        subject=figure.subject.value,
        place=figure.place.value,
        period=period.iso if period else None,
        status=figure.status,
        bound=quantity.bound,
        share_of=f"{metric.name if metric else 'total'}@{whole.place or figure.place.value or '?'}" if whole else None,
        confidence=_confidence(figure),
    )


def _ends(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """The ends of what is said; the upper one of a fall (两成多) is told by its size."""
    value, high = quantity.value, quantity.high
    return (-high, value) if value is not None and high is not None and value < 0 < high else (quantity.low, high)


def _plain(value: Decimal | None) -> Decimal | None:
    """The value without an exponent and without trailing zeros, at most twelve significant digits."""
    if value is None:
        return None
    rounded = +value.quantize(Decimal(1).scaleb(max(value.adjusted() - 11, -12))) if value else Decimal(0)
    return Decimal(f"{rounded.normalize():f}")


def _confidence(figure: Figure) -> float:
    confidence = _BASE if figure.metric else _BASE - _MISSING
    confidence -= sum(_INHERITED for slot in (figure.place, figure.subject) if slot.origin is Origin.INHERITED)
    return round(confidence, 2)
