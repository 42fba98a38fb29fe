from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.figures.claims import claims
from auditor.judge.dates import findings
from auditor.model import Document, Finding
from auditor.rules.load import load
from auditor.rules.rule import Rule
from auditor.signals.provenance import provenance

DAY = "2026-06-30"
RULES = load().of("dates")


@pytest.fixture(scope="module")
def rules() -> Mapping[str, Rule]:
    return RULES


def told(text: str, rules: Mapping[str, Rule], as_of: str | None = DAY, **fields: str) -> dict[str, Finding]:
    doc = Document.of(text, **fields)
    return {f.rule: f for f in findings(doc, provenance(doc), claims(doc), as_of, rules)}


def test_the_examples_hold_on_a_day_in_2026(rules: Mapping[str, Rule]) -> None:
    assert len(rules) == 3
    for name, rule in rules.items():
        assert all(name in told(example.texts[0], rules) for example in rule.examples_match)
        assert not any(name in told(example.texts[0], rules) for example in rule.examples_no_match)


@pytest.mark.parametrize(
    "text",
    [
        "In March 2031, the council approved the new ferry line.",
        "The ferry carried 120,000 passengers in 2031.",
        "The line was closed on 5 March 2031, residents recall.",
        "Since 2029, fares have risen twice and the fleet was renewed.",
        "2031年3月5日，市政府宣布新航线开通。",
        "截至2030年底，全市共有渡口12处。",
        "2029年全市客运量同比下降3%。",
    ],
)
def test_a_date_ahead_that_is_told_as_past_is_found(text: str, rules: Mapping[str, Rule]) -> None:
    found = told(text, rules)["future-as-past"]
    assert found.evidence[0].quote in text


@pytest.mark.parametrize(
    "text",
    [
        "The line will be closed on 5 March 2031.",
        "In 2031, exports are expected to have doubled; the ministry said so twice.",
        "The city pledged to reach net zero in 2050.",
        "The minister agreed to open the tunnel in 2031.",
        "Bonds that mature in 2031 rose by a tenth.",
        "The film is set in 2049, when the sea had taken the harbour.",
        "The treaty was extended until the end of 2035.",
        "到2030年，全市建成渡口12处。",
        "力争2030年客运量同比增长一成。",
        "该片讲述2077年发生了火灾的故事，影片下月上映。",
        "合同期限至2032年12月，双方已签字。",
        "2026年6月30日，市政府宣布新航线开通。",
        "In June 2026, the council approved the new ferry line.",
    ],
)
def test_plans_forecasts_and_fiction_are_let_pass(text: str, rules: Mapping[str, Rule]) -> None:
    assert "future-as-past" not in told(text, rules)


def test_the_texts_own_date_counts_before_the_day_of_the_audit(rules: Mapping[str, Rule]) -> None:
    text = "In March 2025, the council approved the new ferry line."
    assert "future-as-past" not in told(text, rules)
    assert "future-as-past" in told(text, rules, published="2024-05-01")
    assert "future-as-past" in told(text, rules, None, published="2024-05-01")
    assert "future-as-past" not in told(text, rules, published="2024-05-01", updated="2025-04-02")


def test_without_any_day_nothing_is_said(rules: Mapping[str, Rule]) -> None:
    assert (
        told("In March 2031, the council approved the line. Exports will reach 3 million tonnes in 2012.", rules, None)
        == {}
    )


def test_tomorrow_is_today_somewhere_on_earth(rules: Mapping[str, Rule]) -> None:
    assert told("渡船停航", rules, published="2026-07-01T06:00") == {}
    assert "future-publication" in told("渡船停航", rules, published="2026-07-02")


def test_a_forecast_is_overdue_from_the_end_of_its_period_on(rules: Mapping[str, Rule]) -> None:
    text = "预计2025年全市客运量将达到300万人次。"
    assert "overdue-forecast" not in told(text, rules, "2025-12-31")
    found = told(text, rules, "2026-01-01")["overdue-forecast"]
    assert found.points == 0
    assert found.evidence[0].quote in text
    # A forecast that was over before its text appeared is another finding.
    assert "overdue-forecast" not in told(text, rules, published="2026-03-01")


def test_spans_count_from_the_start_of_the_file(rules: Mapping[str, Rule]) -> None:
    page = "An earlier article.\nIn March 2031, the council approved the new ferry line."
    doc = Document(id="x", key="k", path="p", text=page[20:], offset=20)
    (found,) = findings(doc, provenance(doc), claims(doc), DAY, rules)
    place = found.evidence[0]
    assert page[place.start : place.end] == place.quote


@settings(deadline=None)
@given(st.text(alphabet="in 2031,年月日 3was。.\n", max_size=200))
def test_any_text_can_be_asked(text: str) -> None:
    told(text, RULES)


def test_a_long_text_of_dates_is_read_in_good_time(rules: Mapping[str, Rule]) -> None:
    found = told("In 2031 was " * 100_000, rules)
    assert set(found) <= {"future-as-past", "overdue-forecast"}


@pytest.mark.parametrize(
    "text",
    [
        "果园扩种\n北湾日报 2025-03-04\n2025年，全县新栽果树500亩，预计三年后挂果，亩产可达3000斤。",
        "Orchards grow\nHarbour Gazette · 2025-03-04\nIn 2025 it planted 500 acres of apple trees, which are expected to bear fruit in three years.",
    ],
)
def test_a_time_counted_from_the_text_is_not_its_year(text: str, rules: Mapping[str, Rule]) -> None:
    assert "overdue-forecast" not in told(text, rules)


def test_a_forecast_for_the_year_of_the_text_comes_due(rules: Mapping[str, Rule]) -> None:
    assert "overdue-forecast" in told("产值\n北湾日报 2025-03-04\n预计2025年全县产值达1亿元。", rules)
