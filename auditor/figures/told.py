"""How an article is told that it contradicts itself: where the operands stand, and values as a reader can follow them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from auditor.figures.statement import Imprint, Operand
from auditor.model import Evidence, Relation, Severity

__all__ = ["evidence", "remark", "rounded"]


def evidence(imprint: Imprint, operand: Operand) -> Evidence:
    """Where an operand stands in its article."""
    return Evidence(imprint.id, imprint.key, operand.start, operand.end, operand.quote)


def rounded(value: Decimal) -> Decimal:
    """Six significant digits, without an exponent: what a reader can follow."""
    return Decimal(f"{value:.6g}") if value else Decimal(0)


def remark(  # noqa: PLR0913  # a relation has as many parts
    imprint: Imprint,
    kind: str,
    operands: tuple[Sequence[Operand], Sequence[Operand]],
    formula: str,
    computed: Mapping[str, Decimal],
    words: tuple[str, str],
    *,
    confidence: float = 0.8,
) -> Relation:
    """A minor relation between ``operands`` (those in doubt, those they are held against) of one article, in ``words`` (English, Chinese)."""
    a, b = operands
    return Relation(
        kind=kind,
        a=tuple(evidence(imprint, operand) for operand in a),
        b=tuple(evidence(imprint, operand) for operand in b),
        formula=formula,
        computed={name: rounded(value) for name, value in computed.items()},
        severity=Severity.MINOR,
        confidence=confidence,
        explanation=words[0],
        explanation_zh=words[1],
    )
