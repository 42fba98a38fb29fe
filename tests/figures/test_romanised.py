from __future__ import annotations

import pytest

from auditor.figures.romanised import romanised, same_name, skeleton


def test_characters_are_read_without_tones() -> None:
    assert romanised("乳山") == "rushan"


@pytest.mark.parametrize(("han", "latin"), [("乳山市", "Rushan"), ("特拉维夫", "Tel Aviv"), ("乌普萨拉", "Uppsala")])
def test_a_name_meets_its_spelling_or_its_sound(han: str, latin: str) -> None:
    heard = skeleton(latin)
    assert same_name(han, latin) or skeleton(romanised(han)) == heard != ""


@pytest.mark.parametrize(("han", "latin"), [("乳山", "Weihai"), ("特拉维夫", "Toledo"), ("安阳", "an")])
def test_other_names_do_not_meet(han: str, latin: str) -> None:
    assert not same_name(han, latin)


def test_two_consonants_are_too_few_to_tell_names_apart() -> None:
    assert skeleton("Inari") == ""
