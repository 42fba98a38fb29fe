from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import BadRules
from auditor.rules.load import load
from auditor.rules.match import Matcher
from auditor.text.fold import fold

RULE = """
  - id: {id}
    aspect: spam
    severity: minor
    points: 1
    scope: {scope}
    tags: [{tag}]
    match: {match}
    message: {{en: "found {{quote}}", zh: "发现{{quote}}"}}
    remedy: {{en: "remove it", zh: "删除"}}
    why: "a test"
    examples: {{match: ["x"], no_match: ["y"]}}
"""


def matcher(folder: Path, *matches: str, scope: str = "line", lists: str = "") -> Matcher:
    path = folder / "mine.yaml"
    rules = "".join(RULE.format(id=f"rule-{n}", match=m, scope=scope, tag=f"tag-{n}") for n, m in enumerate(matches))
    path.write_text(f"pack: mine\n{lists}\nrules:{rules}", "utf-8")
    mine = {name: rule for name, rule in load([path]).rules.items() if rule.pack == "mine"}
    return Matcher(mine)


def found(matcher: Matcher, text: str) -> list[tuple[str, str]]:
    view = fold(text)
    return [(hit.rule, text[slice(*view.back(hit.span))]) for hit in matcher.hits(text, view)]


def test_a_latin_keyword_matches_whole_words_only(tmp_path: Path) -> None:
    rule = matcher(tmp_path, '{keywords: ["poker"]}')
    assert found(rule, "a poker face") == [("rule-0", "poker")]
    assert found(rule, "the pokers") == []


def test_a_star_lets_a_keyword_end_in_any_way(tmp_path: Path) -> None:
    assert found(matcher(tmp_path, '{keywords: ["poker*"]}'), "the pokers") == [("rule-0", "poker")]


def test_near_needs_both_terms_within_the_distance(tmp_path: Path) -> None:
    rule = matcher(tmp_path, "{near: {within: 5, of: [{keywords: [贷款]}, {keywords: [秒批]}]}}")
    assert found(rule, "贷款当天秒批") == [("rule-0", "贷款当天秒批")]
    assert found(rule, "贷款的事情还要再商量一下，秒批") == []


def test_near_without_a_distance_asks_for_terms_that_touch(tmp_path: Path) -> None:
    rule = matcher(tmp_path, "{near: {within: 0, of: [{keywords: [代开]}, {keywords: [发票]}]}}")
    assert found(rule, "代开发票") == [("rule-0", "代开发票")]
    assert found(rule, "发票代开") == [("rule-0", "发票代开")]
    assert found(rule, "代开的发票，发票可代开") == []


def test_the_distance_of_near_counts_alike_on_both_sides(tmp_path: Path) -> None:
    rule = matcher(tmp_path, "{near: {within: 2, of: [{keywords: [贷款]}, {keywords: [秒批]}]}}")
    assert found(rule, "贷款当天秒批") == [("rule-0", "贷款当天秒批")]
    assert found(rule, "秒批当天贷款") == [("rule-0", "秒批当天贷款")]
    assert found(rule, "贷款也当天秒批") == found(rule, "秒批也当天贷款") == []


def test_one_occurrence_is_not_near_itself(tmp_path: Path) -> None:
    rule = matcher(tmp_path, "{near: {within: 5, of: [{keywords: [喝茶]}, {keywords: [喝茶, 茶]}]}}")
    assert found(rule, "我们喝茶") == []


def test_near_takes_some_of_many(tmp_path: Path) -> None:
    rule = matcher(
        tmp_path, "{near: {within: 9, at_least: 2, of: [{keywords: [甲方]}, {keywords: [乙方]}, {keywords: [丙方]}]}}"
    )
    assert found(rule, "甲方与丙方") == [("rule-0", "甲方与丙方")]
    assert found(rule, "乙方与丙方") == []


def test_all_means_in_the_same_unit(tmp_path: Path) -> None:
    both = "{all: [{keywords: [春天]}, {keywords: [秋天]}]}"
    assert found(matcher(tmp_path, both), "春天\n秋天") == []
    assert found(matcher(tmp_path, both, scope="document"), "春天\n秋天")
    assert found(matcher(tmp_path, both, scope="paragraph"), "春天\n\n秋天") == []


def test_none_bans_a_unit(tmp_path: Path) -> None:
    rule = matcher(tmp_path, "{keywords: [彩票], none: [{keywords: [新闻]}]}")
    assert found(rule, "彩票\n彩票新闻") == [("rule-0", "彩票")]


def test_a_context_voids_a_hit_in_its_own_line_only(tmp_path: Path) -> None:
    rule = matcher(tmp_path, "{keywords: [彩票], except: [{keywords: [警方]}]}")
    assert found(rule, "警方通报\n彩票") == [("rule-0", "彩票")]
    assert found(rule, "警方通报彩票") == []


def test_a_context_beyond_its_reach_does_not_void(tmp_path: Path) -> None:
    rule = matcher(tmp_path, "{keywords: [彩票], except: [{keywords: [警方]}], except_within: 3}")
    assert found(rule, "警方昨天上午通报彩票") == [("rule-0", "彩票")]


def test_some_takes_so_many_of_its_parts_wherever_they_stand(tmp_path: Path) -> None:
    rule = matcher(tmp_path, "{some: {at_least: 2, of: [{keywords: [甲方]}, {keywords: [乙方]}, {keywords: [丙方]}]}}")
    assert found(rule, "甲方写了一封很长很长的信，丙方没有读") == [("rule-0", "甲方写了一封很长很长的信，丙方")]
    assert found(rule, "甲方又写给甲方") == []


def test_one_place_is_not_two_parts_of_some(tmp_path: Path) -> None:
    rule = matcher(tmp_path, "{some: {at_least: 2, of: [{keywords: [喝茶]}, {keywords: [茶]}]}}")
    assert found(rule, "我们喝茶") == []


def test_a_pattern_whose_literal_is_missing_is_not_missed_where_it_has_none(tmp_path: Path) -> None:
    rule = matcher(tmp_path, r"{regex: '[一二三]号(?:楼|院)'}")
    assert found(rule, "住在三号院") == [("rule-0", "三号院")]


def test_pinyin_stands_for_a_character_of_a_keyword(tmp_path: Path) -> None:
    rule = matcher(
        tmp_path, "{keywords: [x], list: chat}".replace("keywords: [x], ", ""), lists="lists: {chat: [微信]}"
    )
    assert found(rule, "加wei信吧") == [("rule-0", "wei信")]
    assert found(rule, "加微(wēi)信吧") == [("rule-0", "微(wēi)信")]


def test_count_distinct_counts_wordings(tmp_path: Path) -> None:
    rule = matcher(tmp_path, "{count: {of: {keywords: [顶级, 极致]}, at_least: 2, distinct: true}}")
    assert found(rule, "顶级顶级") == []
    assert found(rule, "顶级极致") == [("rule-0", "顶级极致")]


def test_a_pattern_hits_in_code_points(tmp_path: Path) -> None:
    rule = matcher(tmp_path, r"{regex: '价格\d{2,4}元'}")
    assert found(rule, "今天的价格８８元，明天涨") == [("rule-0", "价格８８元")]


def test_a_meta_rule_replaces_what_it_outranks(tmp_path: Path) -> None:
    rules = matcher(tmp_path, "{keywords: [彩票]}", "{rule: rule-0, keywords: [微信], replaces: [rule-0]}")
    assert found(rules, "彩票微信") == [("rule-1", "彩票微信")]
    assert found(rules, "彩票") == [("rule-0", "彩票")]


def test_a_tag_stands_for_every_rule_that_carries_it(tmp_path: Path) -> None:
    rules = matcher(tmp_path, "{keywords: [彩票]}", "{tag: tag-0}")
    assert found(rules, "彩票") == [("rule-0", "彩票"), ("rule-1", "彩票")]


def test_a_title_is_the_first_line_with_words(tmp_path: Path) -> None:
    rule = matcher(tmp_path, "{keywords: [震惊]}", scope="title")
    assert found(rule, "\n\n震惊全国\n正文") == [("rule-0", "震惊")]
    assert found(rule, "标题\n震惊全国") == []


def test_homophones_of_a_list_hit_too(tmp_path: Path) -> None:
    lists = "lists: {chat: {homophones: true, words: [微信]}}"
    assert found(matcher(tmp_path, "{list: chat}", lists=lists), "加薇信吧") == [("rule-0", "薇信")]


@pytest.mark.parametrize(
    ("match", "message"),
    [
        ("{keywords: []}", "match.keywords"),
        ("{keywords: [1]}", "match.keywords"),
        ("{near: {within: 5}}", "match.near.of"),
        ("{near: {within: -1, of: [{keywords: [甲]}]}}", "match.near.within"),
        ("{none: [{keywords: [甲]}]}", "only 'none'"),
        ("{wrong: 1}", "match.wrong"),
        ("{some: {of: [{keywords: [甲]}], at_least: 2}}", "match.some.at_least"),
        ("{list: nowhere}", "nowhere"),
        ("{regex: '(?=a)b'}", "RE2"),
        ("{regex: 'a*'}", "empty text"),
        ("{feature: nothing}", "nothing"),
        ("{rule: missing}", "missing"),
        ("{rule: rule-0}", "itself"),
    ],
)
def test_a_wrong_block_is_an_error_that_names_the_rule_and_field(tmp_path: Path, match: str, message: str) -> None:
    with pytest.raises(BadRules, match=r"rule-0") as error:
        matcher(tmp_path, match)
    assert message in str(error.value)


def test_a_fault_in_a_pack_names_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(BadRules) as error:
        matcher(tmp_path, "{keywords: [甲乙]}", "{wrong: 1}")
    assert error.value.where.endswith("mine.yaml:22")


def test_lone_surrogates_and_controls_do_no_harm(tmp_path: Path) -> None:
    rule = matcher(tmp_path, "{keywords: [彩票]}", r"{regex: '彩.票'}")
    assert found(rule, "\ud800\udc00\x00彩票\udfff") == [("rule-0", "彩票")]


@pytest.mark.parametrize(
    ("match", "field"),
    [("{regex: '(?=a)b'}", "'regex'"), ("{regex: 'a*'}", "'regex'"), ("{feature: no-such}", "'feature'")],
)
def test_a_pattern_or_feature_that_cannot_be_used_names_file_line_rule_and_field(
    tmp_path: Path, match: str, field: str
) -> None:
    with pytest.raises(BadRules, match=field) as told:
        matcher(tmp_path, match)
    assert "rule-0" in told.value.what
    assert told.value.where.endswith("mine.yaml:4")


@pytest.mark.parametrize("field", ["tags", "languages", "references"])
def test_a_single_text_where_a_list_is_due_is_refused(tmp_path: Path, field: str) -> None:
    path = tmp_path / "mine.yaml"
    rule = RULE.format(id="mine", match="{keywords: [甲]}", scope="line", tag="t").replace("    tags: [t]\n", "")
    path.write_text(f"pack: mine\nrules:{rule}    {field}: zh\n", "utf-8")
    with pytest.raises(BadRules, match=f"'{field}' is a list"):
        load([path])
