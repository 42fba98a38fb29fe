from __future__ import annotations

from pathlib import Path

import pytest

from auditor.checks.packs import Check
from auditor.model import Document, Severity
from auditor.rules.load import load

SEEDS = Path(__file__).resolve().parents[2] / ".." / "shared" / "seeds"


@pytest.fixture(scope="module")
def check() -> Check:
    return Check(load().of("packs"))


def quotes(check: Check, text: str) -> list[str]:
    doc = Document.of(text)
    marks = [mark for finding in check.inspect(doc) for mark in finding.evidence if finding.severity != Severity.INFO]
    assert all(doc.text[mark.start : mark.end] == mark.quote for mark in marks)
    return sorted({mark.quote for mark in marks})


def test_a_line_of_its_own_is_shown_whole(check: Check) -> None:
    assert quotes(check, "今天开馆。\n真人荷官百家乐，注册送彩金，提现秒到账\n明天闭馆。") == [
        "真人荷官百家乐，注册送彩金，提现秒到账"
    ]


def test_a_fragment_glued_to_an_english_line_is_shown_alone(check: Check) -> None:
    text = (
        "The museum opened its new wing in spring and expects forty thousand visitors in its first year.\n"
        "杭州品茶预约vx 2. The second floor shows the history of printing in the region"
    )
    assert quotes(check, text) == ["杭州品茶预约vx"]


def test_in_a_long_line_only_the_clauses_of_the_advert_are_shown(check: Check) -> None:
    before = "市图书馆昨天举办了读书会，二十多位市民分享了今年读过的书，馆方准备了茶点和花。" * 3
    after = "活动从下午两点开始，主持人先介绍了三本关于城市历史的新书，随后大家自由发言。" * 3
    assert quotes(check, f"{before}急用钱找我，无抵押贷款，黑户可做，当天放款。{after}") == [
        "急用钱找我，无抵押贷款，黑户可做，当天放款"
    ]


def test_a_time_stamp_before_an_advert_is_not_part_of_it(check: Check) -> None:
    assert quotes(check, "新闻\n2025-01-02 10:11:12代开增值税发票，税点低，验证后付款，电话13800138000") == [
        "代开增值税发票，税点低，验证后付款，电话13800138000"
    ]


def test_a_disguised_advert_is_quoted_as_it_stands(check: Check) -> None:
    text = "正文。\n代 開 發 票，税\u200b点低，验证后付款，電話 １３８００１３８０００\n正文。"
    assert quotes(check, text) == ["代 開 發 票，税\u200b点低，验证后付款，電話 １３８００１３８０００"]


def test_a_flood_of_adverts_is_bounded(check: Check) -> None:
    findings = list(check.inspect(Document.of("代开增值税发票，税点低，验证后付款，微信fp8899\n" * 2000)))
    assert len(findings) <= 100


def test_messages_quote_in_both_languages(check: Check) -> None:
    finding = next(check.inspect(Document.of("欢迎来到{随机城市}，这里四季如春。")))
    assert "{随机城市}" in finding.message
    assert "{随机城市}" in finding.message_zh


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not beside the checkout")
def test_the_seed_documents_have_exactly_the_spam_that_is_there(check: Check) -> None:
    found = {
        path.name[:3]: {finding.severity for finding in check.inspect(Document.of(path.read_text("utf-8")))}
        - {Severity.INFO}
        for path in SEEDS.glob("*.txt")
    }
    assert found["000"] == found["001"] == found["002"] == set()
    assert Severity.BLOCKER in found["003"]
    assert Severity.BLOCKER in found["004"]
