from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.judge.tense import told_as_past

NOW = date(2026, 6, 30)


def told(text: str, least: int = 2) -> list[str]:
    return [text[start:end] for start, end in told_as_past(text, NOW, least)]


@pytest.mark.parametrize(
    "text",
    [
        "2031年渡船客运量突破120万人次，创下新高。",
        "公司自2029年创立以来，一直由一家人经营。",
        "到2030年底，全市渡口已增至12处。",
        "早在2028年，两岸居民就盼着通桥。",
        "Ever since the flood in 2031, divers have looked at the piles twice a year.",
        "The 2031 flood took the old bridge.",
        "Since 2029, the fares have risen twice.",
        "He was stabbed to death in 2031, the court heard.",
        "The line was closed in May 2031.",
    ],
)
def test_what_is_told_plainly_is_found_at_once(text: str) -> None:
    assert told(text)


@pytest.mark.parametrize(
    "text",
    [
        "2028年：完成主体工程。2029年：完成设备安装。2030年：投产。",
        "按照时间表，2028年开工，2031年建成，累计投资300亿元。",
        "规划分两步实施。2029年贯通，客运量突破100万人次；2032年成网。",
        "公司2027年日历已印好，发放给员工。",
        "The museum, which closed in 2023, reopens in 2028.",
        "The minister said the ban takes effect in January 2027.",
        "On 1 July 2027 the fee rises to 12 dollars, the council decided.",
        "The agency booked a launch slot in 2028, said its director.",
        "The museum announced that the exhibition opens on 5 March 2027.",
        "The programme was funded with $40m in 2027 money.",
    ],
)
def test_timetables_plans_and_terms_are_let_pass(text: str) -> None:
    assert told(text) == []


def test_sentences_that_only_read_like_the_past_count_together() -> None:
    one = "2031年，李船长带领船队参加救灾。"
    assert told(one) == []
    assert told(one + "2032年3月，船队获得表彰。") == ["2031年", "2032年3月"]
    assert told(one, least=1) == ["2031年"]


@given(st.text(alphabet="in 203129年月已到了Since was。. ", max_size=120))
def test_spans_point_at_dates(text: str) -> None:
    assert all(any(character.isdigit() for character in quote) for quote in told(text))


def test_a_text_without_a_later_year_is_not_read_for_one() -> None:
    assert told("In 2024, exports fell. 2025年产值突破1亿。20310 tonnes were landed.") == []


@pytest.mark.parametrize(
    "text",
    [
        "2031年6月14日，旧桥突然坍塌，造成3人受伤。",
        "该馆由两姐妹于2029年创办。",
        "2033年的年报显示，公司亏损1200万元。",
        "2031年，房租比上一年上涨了9%。",
        "The dam burst in September 2031 and drowned the lower valley.",
        "Figures for 2031 showed a loss of 12 million.",
        "Between 2029 and 2031 the population fell by a fifth.",
    ],
)
def test_disasters_founders_and_accounts_are_of_the_past(text: str) -> None:
    assert len(told(text)) == 1


@pytest.mark.parametrize("text", ["租期至2031年，由双方于2031年商定。", "Figures for 2031 will be published later."])
def test_terms_and_announcements_stay_open(text: str) -> None:
    assert told(text) == []
