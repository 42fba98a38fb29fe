from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditor.errors import BadRules
from auditor.rules.evade import EVASIONS, UNDONE_BY
from auditor.rules.explain import explain
from auditor.rules.lint import lint
from auditor.rules.load import RuleSet, load
from auditor.rules.match import MAX_HITS, Matcher
from auditor.rules.prove import prove
from auditor.rules.steps import STEPS
from auditor.text.fold import STEPS as FOLDING
from auditor.text.fold import fold

PACK = """
pack: mine
lists:
  chat: [微信]
  sounds: {{homophones: true, words: [微信]}}
rules:
  - id: mine
    aspect: spam
    severity: minor
    points: 1
    fold: {fold}
    match: {match}
    message: {{en: "{{quote}}", zh: "{{quote}}"}}
    remedy: {{en: "remove it", zh: "删除"}}
    why: "a test"
    examples: {{match: [{example}], no_match: ["y"]}}
"""


def written(folder: Path, fold: str, match: str = "{keywords: [casino, 发票]}", example: str = "casino") -> Path:
    path = folder / "mine.yaml"
    path.write_text(PACK.format(fold=fold, match=match, example=f'"{example}"'), "utf-8")
    return path


def hit(path: Path, text: str) -> list[str]:
    rules = {name: rule for name, rule in load([path]).rules.items() if rule.pack == "mine"}
    view = fold(text)
    return [text[slice(*view.back(hit.span))] for hit in Matcher(rules).hits(text, view)]


def missed(path: Path) -> list[str | None]:
    rules = {name: rule for name, rule in load([path]).rules.items() if rule.pack == "mine"}
    return [failure.evasion for failure in prove(RuleSet(rules, {}))]


DISGUISES = {
    "entities": "c&#97;sino",
    "invisible": "cas\u200bino",
    "width": "ｃａｓｉｎｏ",
    "case": "CaSino",
    "traditional": "發票",
    "gaps": "c.a.s.i.n.o",
    "pinyin": "发(fa)票",
    "homoglyph": "с\u0430sino",
    "leet": "c4sino",
}


@pytest.mark.parametrize("step", STEPS)
def test_a_rule_sees_through_the_disguise_whose_step_it_names_and_no_other(tmp_path: Path, step: str) -> None:
    path = written(tmp_path, f"[{step}]")
    assert {name for name, text in DISGUISES.items() if hit(path, f"a {text} b")} == {step}


def test_a_rule_without_steps_of_its_own_sees_through_all(tmp_path: Path) -> None:
    path = written(tmp_path, f"[{', '.join(STEPS)}]")
    path.write_text(path.read_text("utf-8").replace("    fold:", "    # fold:"), "utf-8")
    assert {name for name, text in DISGUISES.items() if hit(path, f"a {text} b")} == {*STEPS}


def test_words_of_the_raw_text_count_as_the_pack_writes_them(tmp_path: Path) -> None:
    path = written(tmp_path, "none", "{keywords: [TODO]}", "TODO")
    assert hit(path, "The price is TODO.") == ["TODO"]
    assert hit(path, "ha dormido todo el día, Todo bien, ＴＯＤＯ, T.O.D.O") == []


def test_a_pattern_of_the_raw_text_hits_what_is_written_that_way(tmp_path: Path) -> None:
    path = written(tmp_path, "none", "{regex: 'gold[0-9]{2}'}", "gold77")
    assert hit(path, "gold77, GOLD78, ｇｏｌｄ79") == ["gold77"]


def test_steps_that_belong_together_undo_a_disguise_of_both(tmp_path: Path) -> None:
    assert hit(written(tmp_path, "[width, case, invisible]"), "ＣＡ\u200bＳＩＮＯ") == ["ＣＡ\u200bＳＩＮＯ"]
    assert hit(written(tmp_path, "[width, invisible]"), "ＣＡ\u200bＳＩＮＯ") == []


def test_a_keyword_with_a_character_in_pinyin_needs_the_step(tmp_path: Path) -> None:
    assert hit(written(tmp_path, "[case]", "{list: chat}", "微信"), "wei信，微信") == ["微信"]
    assert hit(written(tmp_path, "[case, pinyin]", "{list: chat}", "微信"), "wei信") == ["wei信"]


def test_homophones_belong_to_the_list_and_not_to_folding(tmp_path: Path) -> None:
    assert hit(written(tmp_path, "none", "{list: sounds}", "微信"), "薇信") == ["薇信"]


def test_of_two_places_only_the_one_in_plain_letters_is_near(tmp_path: Path) -> None:
    match = "{near: {within: 12, of: [{keywords: [casino]}, {keywords: [bonus]}]}}"
    path = written(tmp_path, "[case]", match, "Casino Bonus")
    assert hit(path, "Casino Bonus") == ["Casino Bonus"]
    assert hit(path, "C4sino Bonus") == []


def test_what_voids_a_hit_is_read_by_the_same_steps(tmp_path: Path) -> None:
    match = "{keywords: [casino], except: [{keywords: [police]}]}"
    path = written(tmp_path, "[case]", match)
    assert hit(path, "casino, said the Police") == []
    assert hit(path, "casino, said the p0lice") == ["casino"]


@pytest.mark.parametrize(
    ("fold", "said"),
    [
        ("[case, sound]", "fold[1]"),
        ("[]", "fold"),
        ("all", "fold"),
        ("null", "fold"),
        ("[1]", "fold[0]"),
        ("{case: true}", "fold"),
    ],
)
def test_a_wrong_step_is_an_error_with_file_line_rule_and_field(tmp_path: Path, fold: str, said: str) -> None:
    with pytest.raises(BadRules, match="rule 'mine'") as error:
        load([written(tmp_path, fold)])
    assert f"'{said}'" in error.value.what
    assert (error.value.where or "").endswith("mine.yaml:11")


def test_a_rule_of_code_has_no_steps(tmp_path: Path) -> None:
    path = written(tmp_path, "none")
    path.write_text(path.read_text("utf-8").replace("match: {keywords: [casino, 发票]}", "check: packs"), "utf-8")
    with pytest.raises(BadRules, match="'fold' is for rules with a 'match' block"):
        load([path])


def test_examples_are_tried_only_in_the_disguises_that_a_rule_claims_to_undo(tmp_path: Path) -> None:
    assert missed(written(tmp_path, "[case, width]")) == []
    # A pattern sees the digits of a word, so a rule of one that claims to undo them does not hold.
    assert missed(written(tmp_path, "[case]", "{regex: casino}")) == []
    assert missed(written(tmp_path, "[leet]", "{regex: casino}")) == ["leet"]


def test_every_disguise_is_undone_by_a_step_that_exists() -> None:
    assert UNDONE_BY.keys() == EVASIONS.keys()
    assert {*UNDONE_BY.values()} <= STEPS.keys()
    assert {*STEPS.values()} == {*FOLDING}


def test_steps_that_change_nothing_are_named_by_lint(tmp_path: Path) -> None:
    ruleset = load([written(tmp_path, "[case]", "{feature: contact}")])
    advice = [str(each) for each in lint(ruleset, date(2026, 1, 1)) if each.pack == "mine"]
    assert advice == ["mine: rule 'mine': 'fold' says nothing of a rule without keywords and patterns"]


def test_a_page_tells_what_is_seen_through(tmp_path: Path) -> None:
    assert "seen through: width, case." in explain(load([written(tmp_path, "[case, width]")]).rules["mine"])
    assert "as they are written, in the raw text" in explain(load([written(tmp_path, "none")]).rules["mine"])


def test_a_rule_that_extends_another_takes_its_steps(tmp_path: Path) -> None:
    path = written(tmp_path, "none")
    path.write_text(path.read_text("utf-8") + "  - {id: also, extends: mine}\n", "utf-8")
    rule = load([path]).rules["also"]
    assert rule.match is not None
    assert rule.match.steps == frozenset()


def test_a_flood_of_one_disguised_word_is_read_in_one_pass(tmp_path: Path) -> None:
    path = written(tmp_path, "[case]")
    assert len(hit(path, "casino and c4sino\n" * 20_000)) == MAX_HITS
