from __future__ import annotations

import pytest

from auditor.rules.evade import EVASIONS
from auditor.rules.extent import extent
from auditor.text.fold import fold

BEFORE = "河道治理的进度比预计的快，代表们还参观了新建的泵站和观景步道。"
AFTER = "下午代表们听取了水质监测的汇报，并就下一阶段的工作安排进行了讨论。"


def shown(text: str, hit: str) -> str:
    view = fold(text)
    start = view.text.index(hit)
    span = (start, start + len(hit))
    first, last = extent(text, view, span, (span,))
    return text[first:last]


def test_a_line_of_its_own_is_shown_whole() -> None:
    assert shown(f"{BEFORE}\n各类证件当天可取，不满意退款\n{AFTER}", "证件当天") == "各类证件当天可取，不满意退款"


def test_time_stamps_and_bullets_before_a_line_are_not_shown() -> None:
    assert shown("• 2024-05-01 12:30 各类证件当天可取", "证件当天") == "各类证件当天可取"


@pytest.mark.parametrize(
    "text",
    [
        f"各类证件代办，当天可取，加Q 33445566 {AFTER}{BEFORE}",
        f"{BEFORE}{AFTER} 各类证件代办，当天可取，加Q 33445566",
        f"{BEFORE} 各类证件代办，当天可取，加Q 33445566 {AFTER}",
    ],
)
def test_of_a_paragraph_only_the_clauses_that_were_hit_are_shown_with_their_handle(text: str) -> None:
    assert shown(text, "证件代办,当天可取") == "各类证件代办，当天可取，加Q 33445566"


def test_of_english_lines_only_the_chinese_run_is_shown_with_its_handle() -> None:
    text = "The museum opened its new wing in spring. 高端会所推荐，微信 hs8899 The second floor shows printing."
    assert shown(text, "会所推荐") == "高端会所推荐，微信 hs8899"


def test_a_telephone_number_behind_an_english_run_belongs_to_it() -> None:
    text = "博物馆的新馆在春天开放，预计全年接待游客四十万人次。 Real girls near you, call +1 702 555 0188 第二层展出印刷的历史。"
    assert shown(text, "girls near you") == "Real girls near you, call +1 702 555 0188"


def test_of_a_sentence_that_was_hit_whole_the_clauses_that_do_not_sound_like_an_offer_are_not_shown() -> None:
    advert = "Cheap replica watches, free shipping worldwide, order now"
    text = f"{advert} The committee was told on Monday that the bridge had been closed for repairs since the spring."
    assert shown(text, fold(text).text) == advert


def test_a_clause_beside_the_hit_that_sounds_like_an_offer_is_shown_too() -> None:
    text = f"{BEFORE}{AFTER} 各类证件代办，当天可取，不满意全额退款，{AFTER}"
    assert shown(text, "证件代办,当天可取") == "各类证件代办，当天可取，不满意全额退款"


def test_a_clause_beside_the_hit_that_tells_a_story_is_not_shown() -> None:
    text = f"{BEFORE}{AFTER} 各类证件代办，当天可取，代表们随后参观了泵站，{AFTER}"
    assert shown(text, "证件代办,当天可取") == "各类证件代办，当天可取"


def test_the_page_s_own_latin_wording_before_a_chinese_advert_is_not_shown() -> None:
    advert = "各类证件代办，当天可取，不满意全额退款"
    text = f"Source of this page: archive/office/minutes of the council {advert}"
    assert shown(text, fold(text).text) == advert


@pytest.mark.parametrize("evasion", ["entities", "full-width", "homoglyph", "leet", "spaced", "zero-width"])
def test_a_disguised_advert_is_shown_as_one_that_is_not(evasion: str) -> None:
    before = "The council opened the path along the river in spring, and walkers have praised it since. "
    advert = "Diplomas from any college in three days, transcripts included, write to the registrar tonight."
    disguised = EVASIONS[evasion](advert)
    assert disguised != advert
    assert shown(f"{before}\n{disguised}\n{before}", "diplomas from any college") == disguised
