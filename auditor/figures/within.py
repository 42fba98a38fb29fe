"""What one article says against itself: its rates against its levels, its parts against their wholes.

Inside one article only arithmetic counts: two of its amounts that differ are of two things.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.figures.own_parts import own_parts
from auditor.figures.own_rates import own_rates
from auditor.figures.statement import Imprint
from auditor.model import Relation

__all__ = ["within"]


def within(imprint: Imprint, slack: Decimal) -> Iterator[Relation]:
    """Relations inside one article. ``slack``: how far a stated rate may stay from what its levels give, as a ratio."""
    yield from own_rates(imprint, slack)
    yield from own_parts(imprint)
