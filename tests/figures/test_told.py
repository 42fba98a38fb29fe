from __future__ import annotations

from decimal import Decimal

from auditor.figures.told import rounded


def test_values_are_rounded_to_what_a_reader_follows() -> None:
    assert rounded(Decimal("1234567.89")) == Decimal(1234570)
    assert rounded(Decimal(0)) == 0
