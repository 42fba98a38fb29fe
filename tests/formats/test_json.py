from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from auditor.formats import json as json_format
from auditor.formats import jsonl
from auditor.formats._encode import plain, pretty
from auditor.formats._schema import SHIPPED, schema, text
from auditor.formats.protocol import Options
from auditor.model import Report

CONTRACT = {
    "schema", "tool", "as_of", "policy", "rules", "registry", "gate", "corpus", "documents", "families", "relations",
    "facts", "sources", "affected", "notes", "faults",
}  # fmt: skip
DOCUMENT = {
    "id", "key", "path", "record", "part", "sha256", "encoding", "title", "publisher", "via", "author", "published",
    "language", "provenance", "characters", "family", "verdict", "score", "interval", "coverage", "dimensions",
    "findings", "claims", "salvage",
}  # fmt: skip


def rendered(report: Report, *, with_text: bool = False) -> Any:
    return json.loads(json_format.render(report, Options(with_text=with_text)))


def test_every_key_of_the_contract_is_there(report: Report) -> None:
    audit = rendered(report)
    assert set(audit) >= CONTRACT
    assert all(set(document) >= DOCUMENT for document in audit["documents"])


def test_a_document_carries_its_text_only_when_asked(report: Report) -> None:
    assert all("text" not in document for document in rendered(report)["documents"])
    assert all("text" in document for document in rendered(report, with_text=True)["documents"])


def test_a_trillion_is_written_with_all_its_zeros() -> None:
    assert (
        pretty(plain({"value": Decimal("1E+12"), "small": Decimal("1E-7")}))
        == '{\n  "value": 1000000000000,\n  "small": 0.0000001\n}\n'
    )


def test_a_monstrous_exponent_does_not_become_a_monstrous_file() -> None:
    assert len(pretty(plain(Decimal("1E+999999")))) < 20


def test_what_is_no_number_is_null() -> None:
    assert plain([float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")]) == [None] * 4


@given(st.decimals(allow_nan=False, allow_infinity=False, places=9, min_value=-(10**15), max_value=10**15))
def test_a_decimal_keeps_its_value(value: Decimal) -> None:
    assert json.loads(pretty(plain(value)), parse_float=Decimal, parse_int=Decimal) == value


def test_floats_end_after_six_digits_and_whole_ones_have_none() -> None:
    assert pretty(plain([0.1 + 0.2, 1 / 3, -0.0])) == "[\n  0.3,\n  0.333333,\n  0\n]\n"


def test_a_lone_surrogate_becomes_one_character_so_that_offsets_hold(report: Report) -> None:
    hostile = next(each for each in rendered(report, with_text=True)["documents"] if "inbox/<img" in each["key"])
    assert len(hostile["text"]) == hostile["characters"]
    hostile["text"].encode()


def test_the_order_of_a_mapping_does_not_reach_the_bytes(report: Report) -> None:
    turned = replace(
        report, policy=dict(reversed(list(report.policy.items()))), rules=dict(reversed(list(report.rules.items())))
    )
    assert json_format.render(turned, Options()) == json_format.render(report, Options())


def test_the_shipped_schema_is_the_model() -> None:
    assert SHIPPED.read_text(encoding="utf-8") == text()


def test_a_real_report_is_valid_with_and_without_text(report: Report) -> None:
    validator = Draft202012Validator(schema())
    validator.validate(rendered(report))
    validator.validate(rendered(report, with_text=True))


def test_the_schema_refuses_a_verdict_and_a_score_that_do_not_exist(report: Report) -> None:
    validator = Draft202012Validator(schema())
    for key, value in (("verdict", "maybe"), ("score", 101), ("coverage", 1.5), ("key", None)):
        audit = rendered(report)
        audit["documents"][0][key] = value
        assert not validator.is_valid(audit)


def test_json_lines_are_the_documents_of_the_report(report: Report) -> None:
    lines = jsonl.render(report, Options()).splitlines()
    assert [json.loads(line) for line in lines] == rendered(report)["documents"]
