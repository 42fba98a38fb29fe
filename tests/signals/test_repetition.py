from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model import Document
from auditor.signals.repetition import WINDOW, repetition

ZH = (
    "林湾港务局周二启用第二座冷库，库内设有十二条通道，南方果农的水果将在这里等候夜班列车。冷库原定春天完工，但旧木材码头"
    "下的土层比钻探结果更软，桩基不得不再打深九米。货代公司预计，一箱水果到港后六小时内即可离港，比上一季缩短一半。"
)
EN = (
    "The harbour authority of Lindholm opened its second cold store on Tuesday, a hall of twelve aisles in which fruit from "
    "the southern growers waits for the night trains. The hall was planned for the spring, but the ground under the old "
    "timber quay turned out to be softer than the borings had shown, and the piles had to be driven nine metres deeper."
)
REFRAIN = "O the tide comes in and the tide goes out\nand the gulls go over the bay,\nheave away, my lads"
WORDS = (
    "captain",
    "lantern",
    "winter",
    "harbour",
    "letter",
    "herring",
    "island",
    "sister",
    "copper",
    "morning",
    "river",
)


def _verse(seed: int) -> str:
    draw = random.Random(seed)  # noqa: S311  # a seeded draw of words
    return "\n".join(" ".join(draw.choices(WORDS, k=8)) for _ in range(6))


@pytest.mark.parametrize("text", [ZH, EN])
@pytest.mark.parametrize("copies", range(2, 9))
def test_every_number_of_glued_copies_is_counted(text: str, copies: int) -> None:
    glued = "\n2025-03-04 08:30 \n".join([text] * copies)
    found = repetition(Document.of(glued))
    assert found.copies == copies
    assert len(found.spans) == copies - 1
    assert found.first == (0, len(text))
    assert all(glued[start:end] == text for start, end in found.spans)


def test_a_text_that_stands_once_has_no_copies() -> None:
    found = repetition(Document.of(EN + ZH))
    assert (found.copies, found.share, found.spans) == (1, 0.0, ())


def test_lines_wrapped_anew_do_not_hide_a_copy() -> None:
    wrapped = "\n".join(ZH[start : start + 17] for start in range(0, len(ZH), 17))
    assert repetition(Document.of(f"{ZH}\n\n{wrapped}")).copies == 2


def test_time_stamps_inside_the_copies_do_not_hide_them() -> None:
    stamped = [EN.replace("Tuesday", f"Tuesday (2025-03-{day:02d} 08:{day:02d})") for day in range(10, 14)]
    assert repetition(Document.of("\n".join(stamped))).copies == 4


def test_copies_among_navigation_and_adverts_are_counted() -> None:
    page = f"首页 | 新闻 | 港口 | 联系我们\n{ZH}\n相关推荐：渡轮时刻表\n{ZH}\n热门：灯塔开放日\n{ZH}\n版权所有"
    assert repetition(Document.of(page)).copies == 3


def test_a_song_with_a_refrain_is_no_copy_of_itself() -> None:
    song = "\n\n".join(f"{_verse(n)}\n{REFRAIN}" for n in range(5))
    assert repetition(Document.of(song)).copies == 1


def test_a_plan_that_quotes_its_summary_is_no_copy_of_itself() -> None:
    body = "\n".join(_verse(n) for n in range(8))
    found = repetition(Document.of(f"{EN}\n{body}\n{EN}"))
    assert found.copies == 1
    assert 0.05 < found.share < 0.2


def test_a_table_and_a_listing_are_no_copies() -> None:
    table = "\n".join(f"| {2000 + n} | port of call | {n * 7} t | open | daily | on request |" for n in range(60))
    listing = "    for (i = 0; i < n; i++) {\n        total += values[i];\n    }\n" * 6
    assert repetition(Document.of(table)).copies == 1
    assert repetition(Document.of("\n".join(_verse(n) for n in range(4)) + listing)).copies == 1


@pytest.mark.parametrize("text", ["", "x", "a" * 300_000, "=-" * 5000, "\ud800" * 9000, " \n" * 5000])
def test_one_character_patterns_and_surrogates_are_no_text_to_copy(text: str) -> None:
    assert repetition(Document.of(text)).copies == 1


@settings(max_examples=60)
@given(st.text(alphabet="ab 港口\n7", max_size=400))
def test_the_share_is_that_of_windows_seen_before(text: str) -> None:
    found = repetition(Document.of(text))
    assert 0.0 <= found.share <= 1.0
    squeezed = "".join(text.split())
    seen = {squeezed[i : i + WINDOW] for i in range(len(squeezed) - WINDOW + 1)}
    if len(seen) == max(0, len(squeezed) - WINDOW + 1):
        assert found.share == 0.0


@pytest.mark.parametrize(("unit", "times"), [("渡船今天照常开航。", 200), ("Ferries run today. ", 300)])
def test_a_flood_of_one_short_unit_is_repetition(unit: str, times: int) -> None:
    found = repetition(Document.of(unit * times))
    assert found.copies >= times - 1
    assert found.share > 0.9


@pytest.mark.parametrize("text", ["-" * 5000, "0 0 0 0 0\n" * 400, "| 12 | 34 |\n" * 200])
def test_a_rule_or_a_table_of_numbers_is_no_flood(text: str) -> None:
    assert repetition(Document.of(text)).copies == 1
