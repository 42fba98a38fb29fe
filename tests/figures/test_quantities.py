from __future__ import annotations

from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest

from auditor.figures.quantities import Quantity, Scan


def test_a_scan_that_read_everything_has_no_cut() -> None:
    assert Scan((), ()).cut is None


def test_a_quantity_cannot_be_changed() -> None:
    found = Quantity(0, 1, Decimal(3), Decimal(3), Decimal(3), Decimal(1), "count", "item")
    with pytest.raises(FrozenInstanceError):
        found.value = Decimal(4)  # type: ignore[misc]  # that it is refused is the test
