"""How a relation names its operands and its values: where they stand, and as many digits as a reader can follow."""

from __future__ import annotations

from decimal import Decimal

from auditor.figures.statement import Imprint, Operand
from auditor.model import Evidence

__all__ = ["evidence", "rounded"]


def evidence(imprint: Imprint, operand: Operand) -> Evidence:
    """Where an operand stands in its article."""
    return Evidence(imprint.id, imprint.key, operand.start, operand.end, operand.quote)


def rounded(value: Decimal) -> Decimal:
    """Six significant digits, without an exponent: what a reader can follow."""
    return Decimal(f"{value:.6g}") if value else Decimal(0)
