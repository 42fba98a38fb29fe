from __future__ import annotations

import pytest

from auditor.model import Document
from auditor.signals.blocks import foreign_blocks

ZH = "北渠大桥在秋汛之后封闭维修，开春之前渡船改为半小时一班，居民出行要多绕三公里，学校也推迟了上课时间，医院在码头设了急救点。"
EN = (
    "The bridge over the northern canal was closed for repairs after the flood, and the ferry now runs twice an hour until "
    "the spring, when the water is low and the divers can get at the piles to see what is left of them."
)
DE = (
    "Die Brücke über den nördlichen Kanal ist seit dem Hochwasser gesperrt, und die Fähre fährt bis zum Frühjahr zweimal in "
    "der Stunde, weil das Wasser dann niedrig ist und die Taucher wieder an die Pfähle kommen."
)
RU = (
    "Мост через северный канал закрыт после осеннего паводка, и паром теперь ходит два раза в час до самой весны, когда вода "
    "спадёт и водолазы снова смогут осмотреть сваи и то, что от них осталось."
)


def languages(*lines: str) -> list[str]:
    return [block.language for block in foreign_blocks(Document.of("\n".join(lines)))[0]]


@pytest.mark.parametrize(
    ("lines", "foreign"),
    [
        ((ZH, EN, ZH, ZH), ["en"]),
        ((EN, ZH, EN, EN), ["han"]),
        ((EN, DE, EN), ["de"]),
        ((DE, DE, EN), ["en"]),
        ((EN, EN, RU), ["cyrillic"]),
        ((ZH, ZH, RU), ["cyrillic"]),
    ],
)
def test_a_paragraph_in_another_language_is_foreign(lines: tuple[str, ...], foreign: list[str]) -> None:
    assert languages(*lines) == foreign


def test_the_span_is_that_of_the_paragraph() -> None:
    text = f"{ZH}\n  {EN}\n{ZH}\n{ZH}"
    (block,), _ = foreign_blocks(Document.of(text))
    assert text[slice(*block.span)] == EN


@pytest.mark.parametrize(
    "lines",
    [
        (ZH, ZH),
        (EN, EN),
        (ZH, EN[:100]),
        (ZH, "import os, sys; print(os.path.join(sys.argv[1], 'index.html')) # " * 4, ZH),
        (
            ZH,
            "Lindholm, M., Holm, S., Lund, K.: Piles of Northern Bridges. Harbour Press, Lindholm, 2019, pp. 12-40. "
            * 2,
            ZH,
        ),
        (ZH, "[1] " + EN, ZH),
        (),
    ],
)
def test_names_code_references_and_short_lines_are_no_block(lines: tuple[str, ...]) -> None:
    assert languages(*lines) == []


def test_a_page_half_in_each_language_is_bilingual() -> None:
    assert languages(ZH, ZH, ZH, RU, RU, EN, EN) == []


def test_japanese_is_not_taken_for_chinese() -> None:
    ja = "北の運河に架かる橋は秋の洪水のあと修理のために閉鎖され、春までは渡し船が一時間に二回運航することになったと港の人が話していた。"
    assert languages(ja, ja) == []
    assert languages(ZH, ZH, ZH, ja) == ["kana"]


def test_the_only_paragraph_of_a_text_of_short_lines_is_foreign_where_the_lines_are_of_another_script() -> None:
    assert languages(*["渡船半小时一班，清晨五点开航。"] * 12, EN) == ["en"]
    assert languages(*["The ferry runs twice an hour."] * 12, ZH) == ["han"]
    assert languages(*["The ferry runs twice an hour."] * 12, EN) == []


def test_a_sentence_of_another_alphabet_is_a_block() -> None:
    sentence = "В этом году паром перевёз больше пассажиров, чем когда-либо, потому что старый мост закрыт, а новый ещё строят, и это надолго, говорят паромщики."
    assert languages(ZH, sentence, ZH) == ["cyrillic"]
