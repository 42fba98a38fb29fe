from __future__ import annotations

from decimal import Decimal

from auditor.formats.html.across import Quote
from auditor.formats.html.both import Both
from auditor.formats.html.entries import entries
from auditor.formats.html.ledger import ClaimView
from auditor.model import Claim

HOSTILE = '"><img src=x onerror=alert(1)>'


def claim(text: str) -> Claim:
    return Claim(
        id="d:0", document="d", key="a.txt", path="a.txt", record=None, part=0, start=0, end=4, quote=text,
        value=Decimal(812), low=None, high=None, unit=text, dimension="count", currency=None, metric=text, subject=text,
        place=text, period=text, status="target", bound="exact", share_of=text, confidence=0.9,
    )  # fmt: skip


def test_no_word_of_a_figure_becomes_markup() -> None:
    quote = Quote(HOSTILE, HOSTILE, HOSTILE)
    view = ClaimView(claim(HOSTILE), Both(HOSTILE, "x"), "812", HOSTILE, "conflicting", HOSTILE, (quote,), 3, ())
    row = entries((view,), HOSTILE, None)
    assert "<img" not in row
    assert "&lt;img src=x" in row


def test_a_row_tells_what_where_and_who_in_both_languages() -> None:
    known = Claim(
        id="d:0", document="d", key="a.txt", path="a.txt", record=None, part=0, start=0, end=4, quote="812艘",
        value=Decimal(812), low=None, high=None, unit="ship", dimension="count", currency=None, metric="ship_count",
        subject=None, place="Ningbo", period="2024", status="actual", bound="exact", share_of=None, confidence=0.9,
    )  # fmt: skip
    view = ClaimView(known, Both("812 ships", "812艘船舶"), "", "#c1", "single", None, (), 0, ())
    row = entries((view,), "zh-Hans", None)
    for part in ("812 ships", "812艘船舶", "Ningbo · 2024", "宁波市 · 2024", "ship count", "<a href=#c1>812艘</a>"):
        assert part in row
