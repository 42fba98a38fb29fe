from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.rules.slots import slots
from auditor.text.fold import fold

ROWS = [json.loads(line) for line in Path(__file__).with_name("placeholders.jsonl").read_text("utf-8").splitlines()]
CHINESE = "市图书馆昨天举办了读书会，二十多位市民分享了今年读过的书。\n{}\n活动从下午两点开始，主持人先介绍了三本新书。"
ENGLISH = (
    "The city library held a reading afternoon, and twenty people spoke about their books.\n{}\n"
    "It began at two o'clock with three new books on the history of the town."
)


def found(text: str) -> list[str]:
    plain = fold(text).plain
    return [plain[start:end] for start, end in slots(plain)]


def in_an_article(text: str) -> str:
    return (CHINESE if any("\u3400" <= char <= "\u9fff" for char in text) else ENGLISH).replace("{}", text)


def test_slots_of_nearly_every_generator_are_found() -> None:
    texts = [row["text"] for row in ROWS if row["slot"]]
    assert len(texts) > 150
    assert sum(bool(found(in_an_article(text))) for text in texts) >= 0.97 * len(texts)


@pytest.mark.parametrize("text", [row["text"] for row in ROWS if not row["slot"]])
def test_what_only_looks_like_a_slot_is_left_alone(text: str) -> None:
    assert found(in_an_article(text)) == []


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("Dear {{ user.first_name | title }}, your seat is free.", "{{ user.first_name | title }}"),
        ("欢迎来到【城市】的秋天。", "【城市】"),
        ("Hello %FIRSTNAME%, the garden opens.", "%firstname%"),
        ("本合同签订于____年__月__日。", "____年月日"),  # folding takes the gaps between Han,
        ("We are {happy|glad|pleased} to show you the house.", "{happy|glad|pleased}"),
        ("The price of the ticket is NaN euros.", "nan euros"),
    ],
)
def test_the_place_of_a_slot_is_the_slot_alone(text: str, slot: str) -> None:
    assert found(text) == [slot]


@pytest.mark.parametrize(
    "text",
    [
        "tar -xf <file> <name>\n-v verbose\n-f file\n--help\nSets the <name> of the archive.",
        "【时间】周六下午两点\n【地址】人民路三号",
        "[图片] 今天的晚霞 [链接]",
        "#秋天# #城市马拉松# 今天开跑",
        "证人李××说，他在XX市工作过，记者未能联系到他。",
        "names[name] = values[value] for each [name] in the array function.",
    ],
)
def test_labels_icons_hashtags_manuals_and_censored_names_are_no_slots(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("sign", ["{", "[", "%", "【", "_", "x年", "{a|", "此处", "to add ", "undefined "])
def test_a_flood_of_signs_ends(sign: str) -> None:
    assert sum(1 for _ in slots(sign * (200_000 // len(sign)))) <= 200_000
