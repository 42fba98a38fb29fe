from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from auditor.judge.salvage import KEEP_ONE_COPY, STRIP_SPANS, actions, cleaned, cuts, repaired
from auditor.model import Aspect, Document, Evidence, Finding, Severity, Status


def finding(rule: str, aspect: Aspect, *, located: bool = True) -> Finding:
    evidence = (Evidence("d", "d", 0, 2, "赌场"),) if located else ()
    return Finding(rule, aspect, Severity.MAJOR, 1.0, "m", "r", "信", "改", evidence)


REPEATED = finding("repeated-text", Aspect.ORIGINALITY)
ADVERT = finding("casino-advert", Aspect.SPAM)
CONFLICT = Finding(
    "conflicting-figures",
    Aspect.FIGURES,
    Severity.MAJOR,
    1.0,
    "m",
    "r",
    "信",
    "改",
    (Evidence("d", "d", 7, 9, "三成"),),
)


def test_repeated_text_is_repaired_by_keeping_one_copy() -> None:
    assert actions([REPEATED]) == (KEEP_ONE_COPY,)


def test_spam_that_can_be_pointed_at_is_repaired_by_stripping_it() -> None:
    assert actions([ADVERT]) == (STRIP_SPANS,)


def test_spam_that_is_everywhere_cannot_be_stripped() -> None:
    everywhere = finding("advert-page", Aspect.SPAM, located=False)
    assert actions([everywhere]) == ()
    assert repaired([everywhere]) == (everywhere,)


def test_no_repair_makes_a_wrong_figure_right() -> None:
    assert actions([CONFLICT]) == ()
    assert repaired([REPEATED, ADVERT, CONFLICT]) == (CONFLICT,)


def test_several_repairs_are_named_in_the_order_in_which_they_are_done() -> None:
    assert actions([ADVERT, CONFLICT, REPEATED]) == (KEEP_ONE_COPY, STRIP_SPANS)


COPY = "北湾新区夜市今年新增二十个摊位，摊主多为附近居民，营业到凌晨一点，街道安排了专人清扫和巡查。摊位按抽签分配，每季度轮换一次，卫生不合格的摊主要停业整改，整改后须经复查才能重新出摊，复查结果张贴在入口处。"
STAMP = "\n2025-11-06 21:07:33"
PAGE = f"请收藏本站\n【澳门娱乐城 注册送88】\n{COPY}{STAMP}{COPY}{STAMP}{COPY}{STAMP}夜色直播免费看\n"


def found_in(doc: Document, quote: str, rule: str, severity: Severity = Severity.MAJOR) -> Finding:
    start = doc.text.index(quote)
    evidence = (Evidence.at(doc, (start, start + len(quote))),)
    return Finding(rule, Aspect.SPAM, severity, 1.0, f"{rule}!", "r", "信", "改", evidence)


def repeated_in(doc: Document) -> Finding:
    second = doc.text.index(COPY, doc.text.index(COPY) + 1)
    evidence = (Evidence.at(doc, (second, second + len(COPY))),)
    return Finding("repeated-text", Aspect.ORIGINALITY, Severity.MAJOR, 1.0, "3 copies", "r", "信", "改", evidence)


def page() -> tuple[Document, list[Finding]]:
    doc = Document.of(PAGE)
    adverts = [found_in(doc, "【澳门娱乐城 注册送88】", "gambling"), found_in(doc, "夜色直播免费看", "porn")]
    return doc, [*adverts, repeated_in(doc)]


def test_one_copy_is_kept_and_adverts_go_with_their_lines() -> None:
    doc, findings = page()
    assert cleaned(doc, cuts(doc, findings)) == f"请收藏本站\n{COPY}{STAMP}\n"


def test_a_record_says_what_was_cut_where_and_why() -> None:
    doc, findings = page()
    first, second = cuts(doc, findings)
    assert (first.quote, first.action, first.rules, first.why) == (
        "【澳门娱乐城 注册送88】\n",
        STRIP_SPANS,
        ("gambling",),
        ("gambling!",),
    )
    assert second.rules == ("porn", "repeated-text")


def test_an_advert_inside_a_sentence_leaves_the_sentence() -> None:
    doc = Document.of("港口去年吞吐量增长加微信约茶五成以上，创下新高。")
    (cut,) = cuts(doc, [found_in(doc, "加微信约茶", "escort")])
    assert cleaned(doc, [cut]) == "港口去年吞吐量增长五成以上，创下新高。"


def test_what_is_only_worth_knowing_or_was_accepted_is_not_cut() -> None:
    doc = Document.of(PAGE)
    info = found_in(doc, "请收藏本站", "site-promotion", Severity.INFO)
    accepted = replace(found_in(doc, "夜色直播免费看", "porn"), status=Status.BASELINED)
    assert actions([info, accepted]) == ()
    assert cuts(doc, [info, accepted]) == ()


def test_findings_inside_what_is_cut_go_with_it() -> None:
    doc, findings = page()
    inside = replace(findings[2], rule="conflicting-figures", dimension=Aspect.FIGURES)
    outside = replace(found_in(doc, "请收藏本站", "vague-attribution"), dimension=Aspect.SOURCING)
    assert repaired([*findings, inside, outside]) == (outside,)


def test_a_page_of_which_hardly_anything_would_be_left_has_no_repair() -> None:
    doc = Document.of("夜色直播免费看")
    assert actions([found_in(doc, doc.text, "porn")], len(doc.text)) == ()
    assert actions([found_in(doc, doc.text, "porn")], 5000) == (STRIP_SPANS,)


def test_spans_of_an_article_further_down_a_page_count_from_the_page() -> None:
    doc = replace(Document.of(PAGE), offset=1000)
    findings = [found_in(doc, "夜色直播免费看", "porn")]
    (cut,) = cuts(doc, findings)
    assert cut.start == 1000 + PAGE.index("夜色直播免费看")
    assert "夜色直播" not in cleaned(doc, [cut])


TEXT = st.text(alphabet="ab澳门 \n。1", min_size=1, max_size=60)


@given(TEXT, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6), st.integers(0, 9))
def test_putting_the_cuts_back_gives_the_original(text: str, places: list[tuple[int, int]], offset: int) -> None:
    doc = replace(Document.of(text), offset=offset)
    spans = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in places]
    findings = [
        Finding("advert", Aspect.SPAM, Severity.MINOR, 1.0, "m", "r", "信", "改", (Evidence.at(doc, span),))
        for span in spans
    ]
    taken = cuts(doc, findings)
    whole, place = cleaned(doc, taken), 0
    for cut in taken:
        place = cut.start - offset
        whole = whole[:place] + cut.quote + whole[place:]
    assert whole == text
    assert all(one.end < other.start for one, other in pairwise(taken))
