from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from auditor.figures.claims import claims
from auditor.model import Document


def test_a_claim_quotes_its_text_and_carries_its_meaning() -> None:
    doc = Document.of("2024年，绵阳市地区生产总值约4345亿元。")
    (claim,) = claims(doc)
    assert doc.text[claim.start : claim.end] == claim.quote == "4345亿元"
    assert (claim.value, claim.unit, claim.currency, claim.bound) == (
        Decimal(434_500_000_000),
        "CNY",
        "CNY",
        "approximately",
    )
    assert (claim.metric, claim.place, claim.period) == ("gdp", "Mianyang", "2024")


def test_a_missing_currency_stays_missing() -> None:
    (claim,) = claims(Document.of("产业规模破万亿。"))
    assert (claim.dimension, claim.currency, claim.unit) == ("money", None, None)


def test_values_are_plain_decimals() -> None:
    (claim,) = claims(Document.of("种植面积3万亩。"))
    assert str(claim.value) == "20000000"


def test_a_share_names_its_whole() -> None:
    *_, share = claims(Document.of("2024年，苏州市有面包店1500家，占全国的10%。"))
    assert share.share_of is not None
    assert share.share_of.endswith("@China")


@given(st.text("0123456789万亿元家%约近占全国2024年，。 \n", max_size=60))
def test_every_claim_of_any_text_quotes_it(text: str) -> None:
    doc = Document.of(text)
    for claim in claims(doc):
        assert doc.text[claim.start : claim.end] == claim.quote
        assert 0 < claim.confidence <= 1


def test_the_ends_of_a_fall_are_in_order() -> None:
    fall, rise = claims(Document.of("2024年，该市出口下降两成多，进口增长两成多。"))
    assert [str(fall.low), str(fall.high)] == ["-0.3", "-0.2"]
    assert [str(rise.low), str(rise.high)] == ["0.2", "0.3"]
