from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.formats.html.amounts import amount, exact


@pytest.mark.parametrize(
    ("value", "unit", "english", "chinese"),
    [
        ("8.6E+10", "CNY", "86 billion CNY", "860亿元"),
        ("1200000000000", "USD", "1.2 trillion USD", "1.2万亿美元"),
        ("12000", "m2", "12,000 m²", "1.2万平方米"),
        ("4.15E+9", "kg", "4.15 million tonnes", "415万吨"),
        ("2253", "company", "2,253 companies", "2,253家企业"),
        ("1", "company", "1 company", "1家企业"),
        ("9", "person", "9 people", "9人"),
        ("3", "gull", "3 gulls", "3 gull"),
        ("5", "CNY/year", "5 CNY a year", "5元／年"),
        ("0.1467", "ratio", "14.67 %", "14.67%"),
        ("-0.03", "ratio/year", "-3 % a year", "每年-3%"),
        ("0", None, "0", "0"),
        ("0.000123", "kg", "0.000123 kg", "0.000123公斤"),
        ("NaN", "kg", "–", "–"),
    ],
)
def test_an_amount_is_said_as_its_readers_write_it(value: str, unit: str | None, english: str, chinese: str) -> None:
    said = amount(Decimal(value), unit)
    assert (said.en, said.zh) == (english, chinese)


def test_a_monstrous_number_stays_short() -> None:
    assert len(amount(Decimal("1E+999999"), None).en) < 60
    assert len(exact(Decimal("1E+999999"))) < 60
