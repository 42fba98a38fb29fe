from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.judge.fingerprint import fingerprinted
from auditor.model import Aspect, Document, Evidence, Finding, Severity

LINES = ["北湾新区印发储能方案", "据统计局数据，规模为860亿元。", "Contact us on WeChat lz5588", "共有储能企业214家。"]
TEXT = "\n".join(LINES)


def finding(text: str, quote: str = "860亿元", rule: str = "test", key: str = "a.txt") -> Finding:
    start = text.index(quote)
    doc = Document.of(text, key)
    place = Evidence.at(doc, (start, start + len(quote)))
    return Finding(rule, Aspect.TEXT, Severity.MINOR, 1.0, "m", "r", "信", "改", (place,))


def mark(text: str, **given: str) -> str:
    return fingerprinted([finding(text, **given)], text)[0].fingerprint


@given(st.permutations(LINES))
def test_a_fingerprint_survives_moved_lines(lines: list[str]) -> None:
    assert mark("\n".join(lines)) == mark(TEXT)


@pytest.mark.parametrize(
    "text", [TEXT.replace("\n", "\r\n"), f"\n\n{TEXT}\n\n", TEXT.replace("\n", "  \n"), TEXT + "\n" + LINES[3]]
)
def test_a_fingerprint_survives_line_endings_blanks_and_repeated_lines(text: str) -> None:
    assert mark(text) == mark(TEXT)


def test_a_fingerprint_survives_a_renamed_file() -> None:
    assert mark(TEXT, key="b/c.txt") == mark(TEXT)


def test_a_fingerprint_survives_case_and_width() -> None:
    assert mark(TEXT.replace("WeChat", "ＷＥＣＨＡＴ"), quote="lz5588") == mark(TEXT, quote="lz5588")


@pytest.mark.parametrize("line", range(len(LINES)))
def test_an_edited_line_makes_the_document_a_new_one(line: int) -> None:
    edited = [*LINES[:line], f"{LINES[line]}另据消息。", *LINES[line + 1 :]]
    assert mark("\n".join(edited)) != mark(TEXT)


def test_an_added_line_makes_the_document_a_new_one() -> None:
    assert mark(f"{TEXT}\n加微信领取红包") != mark(TEXT)


def test_another_rule_or_quote_is_another_fingerprint() -> None:
    assert len({mark(TEXT), mark(TEXT, rule="other"), mark(TEXT, quote="214家")}) == 3


def test_the_same_quote_twice_gives_two_fingerprints() -> None:
    twice = fingerprinted([finding(TEXT), finding(TEXT)], TEXT)
    assert twice[0].fingerprint != twice[1].fingerprint


def test_a_lone_surrogate_has_a_fingerprint() -> None:
    assert mark("\ud83d 860亿元")
