from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.checks.packs import Check
from auditor.model import Document, Severity
from auditor.rules.evade import EVASIONS
from auditor.rules.load import load
from auditor.rules.prove import prove

HERE = Path(__file__).parent
SERIOUS = {Severity.MAJOR, Severity.BLOCKER}
CHINESE = (
    "市图书馆昨天举办了读书会，二十多位市民分享了今年读过的书。",
    "活动从下午两点开始，主持人先介绍了三本关于城市历史的新书。",
    "馆方表示，明年春天还会增加两场面向儿童的朗读活动。",
)
ENGLISH = (
    "The city library held a reading afternoon, and more than twenty people spoke about the books of their year.",
    "It began at two o'clock with three new books on the history of the town.",
    "The library plans two more readings for children in spring.",
)

LONGER = (
    "The head of the library said that the number of visitors had grown since the new reading room opened last autumn.",
    "Most of them come in the evening, and on Sundays many bring their children to the puppet theatre on the ground floor.",
)


@pytest.fixture(scope="module")
def check() -> Check:
    return Check(load().of("packs"))


def adverts(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (HERE / f"adverts_{name}.jsonl").read_text("utf-8").splitlines()]


def caught(check: Check, advert: dict[str, str], text: str) -> bool:
    """Whether the advert, as a line of its own in an article, is a finding that costs something."""
    article = CHINESE if advert["language"] == "zh" else ENGLISH
    doc = Document.of("\n".join((article[0], text, *article[1:])))
    return any(
        finding.severity is not Severity.INFO
        and any(text in mark.quote or mark.quote in text for mark in finding.evidence)
        for finding in check.inspect(doc)
    )


def caught_anywhere(check: Check, advert: dict[str, str]) -> bool:
    """Whether an article with the advert has a finding that costs something."""
    article = CHINESE if advert["language"] == "zh" else ENGLISH
    doc = Document.of("\n".join((article[0], advert["text"], *article[1:])))
    return any(finding.severity is not Severity.INFO for finding in check.inspect(doc))


def test_every_example_of_every_declarative_rule_holds_in_every_disguise() -> None:
    assert [str(failure) for failure in prove(load())] == []


@pytest.mark.parametrize("part", ["development", "unseen"])
def test_nine_in_ten_adverts_are_found_as_they_are(check: Check, part: str) -> None:
    rows = adverts(part)
    assert sum(caught(check, row, row["text"]) for row in rows) >= 0.9 * len(rows)


@pytest.mark.parametrize(
    ("part", "least"),
    [
        ("paraphrased", 0.9),
        ("paraphrased_unseen", 0.85),  # no word of the trade in most of them
        ("worded_freely", 0.9),
        ("worded_freely_unseen", 0.9),
    ],
)
def test_adverts_that_avoid_the_words_of_their_trade_are_found_by_the_moves_they_make(
    check: Check, part: str, least: float
) -> None:
    rows = adverts(part)
    assert sum(caught(check, row, row["text"]) for row in rows) >= least * len(rows)


@pytest.mark.parametrize("part", ["planted_development", "planted_held_one", "planted_held_two"])
def test_adverts_of_every_trade_are_found_on_lines_of_their_own(check: Check, part: str) -> None:
    rows = adverts(part)
    found = sum(caught(check, row, row["text"]) for row in rows)
    assert found >= 0.9 * len(rows)


@pytest.mark.parametrize("part", ["planted_development", "planted_held_one", "planted_held_two"])
def test_english_adverts_in_chinese_text_are_serious_without_a_contact(check: Check, part: str) -> None:
    rows = [row for row in adverts(part) if row["language"] == "en"]
    found = 0
    for row in rows:
        doc = Document.of(
            "\n".join((*CHINESE, row["text"], "活动结束后，读者还可以参观新建的儿童阅览室，那里有两千册图画书。"))
        )
        found += any(finding.severity in SERIOUS for finding in check.inspect(doc))
    assert found >= 0.9 * len(rows)


def test_contacts_in_homophones_numerals_and_signs_are_serious(check: Check) -> None:
    rows = [row for row in adverts("disguised") if row["contact"]]
    found = 0
    for row in rows:
        article = CHINESE if row["language"] == "zh" else ENGLISH
        doc = Document.of("\n".join((article[0], row["text"], *article[1:])))
        found += any(finding.severity in SERIOUS for finding in check.inspect(doc))
    assert found >= 0.85 * len(rows)


def test_disguised_adverts_without_a_contact_are_found(check: Check) -> None:
    rows = [row for row in adverts("disguised") if not row["contact"]]
    assert sum(caught_anywhere(check, row) for row in rows) >= 0.85 * len(rows)


def test_reporting_about_the_trades_is_never_serious_and_hardly_ever_told(check: Check) -> None:
    texts = [json.loads(line)["text"] for line in (HERE / "about_trades.jsonl").read_text("utf-8").splitlines()]
    told = 0
    for text in texts:
        article = CHINESE if any("\u3400" <= char <= "\u9fff" for char in text) else ENGLISH
        findings = list(check.inspect(Document.of("\n".join((article[0], text, *article[1:])))))
        assert [finding.rule for finding in findings if finding.severity in SERIOUS] == []
        told += any(finding.severity is Severity.MINOR for finding in findings)
    assert told <= 0.03 * len(texts)


@pytest.mark.parametrize("evasion", sorted(EVASIONS))
def test_most_adverts_are_found_in_every_disguise(check: Check, evasion: str) -> None:
    rows = [*adverts("development"), *adverts("unseen"), *adverts("worded_freely_unseen")]
    assert sum(caught(check, row, EVASIONS[evasion](row["text"])) for row in rows) >= 0.85 * len(rows)


@pytest.mark.parametrize("part", ["worded_freely", "worded_freely_unseen"])
def test_what_is_shown_of_an_advert_is_its_line_and_nothing_else(check: Check, part: str) -> None:
    for row in adverts(part):
        article = CHINESE if row["language"] == "zh" else ENGLISH
        doc = Document.of("\n".join((article[0], row["text"], *article[1:])))
        quotes = {mark.quote for finding in check.inspect(doc) for mark in finding.evidence if finding.points}
        assert quotes <= {row["text"]}


def test_an_advert_in_another_script_is_serious_without_a_contact(check: Check) -> None:
    rows = [row for row in adverts("worded_freely_unseen") if row["language"] == "zh"]
    found = 0
    for row in rows:
        doc = Document.of("\n".join((*ENGLISH, row["text"], *LONGER)))
        found += any(finding.severity in SERIOUS for finding in check.inspect(doc))
    assert found >= 0.9 * len(rows)


def test_the_moves_of_advertising_are_nothing_where_the_subject_is_the_text_s_own(check: Check) -> None:
    text = "\n".join((*CHINESE, "读书会免费，不用预约，想来的市民今天就可以到图书馆领取新书。"))
    assert [finding.rule for finding in check.inspect(Document.of(text))] == []


@pytest.mark.parametrize(
    "text",
    [
        "会议促进了两校之间的专业性交流，双方约定明年再办。",
        "周末我们在杭州喝茶，顺便逛了茶叶博物馆，还约了几位老同学。",
        "警方通报，该网络赌博平台以注册送彩金引诱用户充值，已抓获嫌疑人九名。",
        "澳门博彩业去年收入增长两成，酒店入住率超过九成。",
        "网友一边吃瓜一边等待官方通报，这位演员的黑料尚未得到证实。",
        "税务局提醒，代开发票属于违法行为，情节严重的将追究刑事责任。",
        "上海龙凤呈祥刺绣展开幕，展出一百件作品。",
        "糖尿病患者应按医嘱服药，不要相信三天见效的广告。",
        "银行推出小额贷款，利率按央行规定执行，审批需要五个工作日。",
        "The casino operator reported lower revenue and cut its bonus payments to managers.",
        "Police arrested two men who sold fake passports online for $500 each.",
        "The president travelled with a police escort from the airport to the hotel.",
        "Doctors may prescribe tramadol for pain; the study compared it with placebo.",
        "Bitcoin fell three percent on Wednesday as investors sold.",
    ],
)
def test_writing_about_a_trade_is_no_advert(check: Check, text: str) -> None:
    assert [finding.rule for finding in check.inspect(Document.of(text)) if finding.severity in SERIOUS] == []


@pytest.mark.parametrize(
    "text",
    [
        "In Vue, write {{ message }} in the template and the variable is rendered.",
        "```\nDear {{name}},\n```",
        'The reply was {"name": "Ada", "city": "London"} as expected.',
        "Let $S = \\{x_1, x_2\\}$ be a set and \\frac{a}{b} a ratio.",
        "Run echo ${HOME} in the shell.",
        "#秋日书单##读书分享# 今天读完了一本好书",
        "The share rose by 5% to 7% last year [1][2].",
    ],
)
def test_code_formulas_and_hashtags_are_no_placeholders(check: Check, text: str) -> None:
    assert [
        finding.rule for finding in check.inspect(Document.of(text)) if finding.rule == "unfilled-placeholder"
    ] == []


@pytest.mark.parametrize(
    "slot",
    [
        "{随机码}",
        "{{city}}",
        "[KEYWORD]",
        "%%title%%",
        "<%= product %>",
        "${companyName}",
        "##标题##",
        "【随机句子】",
        "{关键词1}",
        "[Your Company]",
        "{{{body}}}",
        "%city%",
        "{random word}",
    ],
)
def test_a_slot_of_a_generator_is_found_in_a_sentence(check: Check, slot: str) -> None:
    doc = Document.of(f"Welcome to {slot}, where the river meets the sea.")
    assert [finding.rule for finding in check.inspect(doc)] == ["unfilled-placeholder"]
