from __future__ import annotations

import pytest

from auditor.rules.evade import EVASIONS
from auditor.text.fold import fold


@pytest.mark.parametrize("evasion", ["entities", "full-width", "ornament", "spaced", "traditional", "zero-width"])
def test_folding_undoes_what_a_disguise_did_to_chinese(evasion: str) -> None:
    text = "这里办理证件"
    assert EVASIONS[evasion](text) != text or evasion == "full-width"
    assert fold(EVASIONS[evasion](text)).text == fold(text).text


@pytest.mark.parametrize("evasion", ["entities", "full-width", "homoglyph", "leet", "zero-width"])
def test_folding_undoes_what_a_disguise_did_to_english(evasion: str) -> None:
    text = "casino bonus"
    assert EVASIONS[evasion](text) != text
    assert fold(EVASIONS[evasion](text)).text == text


def test_a_homophone_changes_the_messenger_and_nothing_else() -> None:
    assert EVASIONS["homophone"]("加微信 abc123") == "加葳芯 abc123"
