from __future__ import annotations

from pathlib import Path

import pytest

from auditor.checks.packs import Check
from auditor.errors import BadRules
from auditor.examine import prepared
from auditor.model import Document, Severity
from auditor.rules.load import load
from auditor.rules.prove import prove

RULE = """
  - id: course-advert
    aspect: spam
    severity: major
    points: 6
    match: {keywords: [包过班, 保录取]}
    message: {en: "A course: {quote}", zh: "课程广告：{quote}"}
    remedy: {en: Remove the line., zh: 删除该行。}
    why: Courses are sold through private handles.
    examples:
      match: [考证包过班开班了]
      no_match: [教育局今天公布了招生计划。]
"""
PACK = f"pack: house\nrules:{RULE}"
TEXT = "考证包过班开班了"


def pack(folder: Path, text: str, name: str = "house.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def found(*paths: Path, text: str = TEXT) -> list[tuple[str, Severity]]:
    return [(hit.rule, hit.severity) for hit in Check(load(paths).of("packs")).inspect(Document.of(text))]


def test_a_draft_is_shown_as_info_and_costs_nothing(tmp_path: Path) -> None:
    path = pack(tmp_path, PACK + "    status: draft\n")
    rule = load([path]).rules["course-advert"]
    assert (rule.status, rule.points, rule.cap) == ("draft", 0, 0)
    assert found(path) == [("course-advert", Severity.INFO)]


def test_a_draft_is_proven_by_its_examples_like_any_rule(tmp_path: Path) -> None:
    path = pack(tmp_path, PACK.replace("考证包过班开班了", "考证辅导班开班了") + "    status: draft\n")
    assert [failure.rule for failure in prove(load([path]))] == ["course-advert"]


def test_a_draft_takes_nothing_away_and_is_counted_by_nothing(tmp_path: Path) -> None:
    text = PACK.replace("保录取]}", "保录取], replaces: [lure]}") + "    status: draft\n    tags: [advert]\n"
    rule = load([pack(tmp_path, text)]).rules["course-advert"]
    assert rule.match is not None
    assert (rule.match.replaces, rule.tags) == ((), ())


def test_a_stable_rule_may_not_build_on_a_draft(tmp_path: Path) -> None:
    meta = RULE.replace("course-advert", "course-meta").replace("{keywords: [包过班, 保录取]}", "{rule: course-advert}")
    with pytest.raises(BadRules, match="draft 'course-advert'"):
        load([pack(tmp_path, PACK + "    status: draft\n" + meta)])


def test_a_deprecated_rule_still_decides(tmp_path: Path) -> None:
    assert found(pack(tmp_path, PACK + "    status: deprecated\n")) == [("course-advert", Severity.MAJOR)]


def test_a_pack_names_the_lists_of_the_pack_it_extends(tmp_path: Path) -> None:
    base = pack(tmp_path, "pack: base\nlists: {courses: [包过班]}\n" + PACK.partition("\n")[2], "a.yaml")
    more = RULE.replace("course-advert", "more-courses").replace("{keywords: [包过班, 保录取]}", "{list: all-courses}")
    mine = "pack: mine\nextends: base\nlists:\n  all-courses: {include: [courses], words: [速成班]}\nrules:" + more
    assert [rule for rule, _ in found(base, pack(tmp_path, mine, "b.yaml"), text="速成班开班了")] == ["more-courses"]
    assert "more-courses" in {rule for rule, _ in found(base, tmp_path / "b.yaml")}


def test_a_rule_takes_from_the_one_it_extends_what_it_does_not_say_itself(tmp_path: Path) -> None:
    path = pack(tmp_path, PACK + "  - {id: mild-courses, extends: course-advert, severity: minor, points: 2, cap: 2}\n")
    mild = load([path]).rules["mild-courses"]
    assert (mild.severity, mild.points, mild.message) == (Severity.MINOR, 2, "A course: {quote}")
    assert ("mild-courses", Severity.MINOR) in found(path)


def test_a_rule_switched_off_is_as_if_it_had_never_been_written(tmp_path: Path) -> None:
    off = pack(tmp_path, "pack: off\noverride:\n  lure: {enabled: false}\n  web-address: {enabled: false}\n")
    assert not {"lure", "web-address"} & set(load([off]).rules)
    assert found(off, text="名额有限先到先得，扫码进群即可免费体验") != [("lure", Severity.MINOR)]


def test_a_rule_of_code_switched_off_is_shown_and_costs_nothing(tmp_path: Path) -> None:
    off = pack(tmp_path, "pack: off\noverride:\n  near-duplicate: {enabled: false}\n")
    rules, _ = prepared([off])
    assert (rules.rules["near-duplicate"].severity, rules.rules["near-duplicate"].points) == (Severity.INFO, 0)


def test_an_override_changes_weight_and_severity(tmp_path: Path) -> None:
    path = pack(tmp_path, PACK + "override:\n  course-advert: {severity: minor, points: 9, decay: 0.1}\n")
    rule = load([path]).rules["course-advert"]
    assert (rule.severity, rule.points, rule.cap, rule.decay) == (Severity.MINOR, 9, 9, 0.1)


def _with(old: str, new: str) -> str:
    assert old in PACK
    return PACK.replace(old, new)


WORDS = "{keywords: [包过班, 保录取]}"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("pack: [\n", 2, "broken YAML"),
        ("pack: a\nx: &x [1]\nrules: [*x]", 3, "aliases"),
        ("pack: a\nrules: []", 2, "'rules' is empty"),
        (PACK + "colour: red\n", 14, "unknown field 'colour'"),
        (PACK + "    colour: red\n", 14, "rule 'course-advert': unknown field 'colour'"),
        (_with("points: 6", "points: many"), 6, "rule 'course-advert': 'points' is a number"),
        (_with("severity: major", "severity: dire"), 5, "rule 'course-advert': 'severity' 'dire' is none of"),
        (_with(WORDS, "{keywords: []}"), 7, "rule 'course-advert': 'match.keywords' is a list that is not empty"),
        (_with(WORDS, '{regex: "(a+)+$"}'), 3, "rule 'course-advert': 'regex' .* repeats what is repeated"),
        (_with(WORDS, '{regex: "(?=a)b"}'), 3, "rule 'course-advert': 'regex' .* is no RE2 pattern"),
        (_with("保录取]}", "保录取], replaces: [nothing]}"), 7, "rule 'course-advert': 'replaces' .* 'nothing'"),
        (_with(WORDS, "{rule: nothing}"), 7, "rule 'course-advert': 'rule' names the unknown rule 'nothing'"),
        (_with(WORDS, "{rule: course-advert}"), 7, "rule 'course-advert' depends on itself"),
        (_with('{quote}", zh', '{quote.x}", zh'), 8, "rule 'course-advert': 'message.en' has"),
        (_with("[教育局今天公布了招生计划。]", "[]"), 13, "rule 'course-advert': 'examples.no_match'"),
        (PACK + "    status: beta\n", 14, "rule 'course-advert': 'status' 'beta' is none of"),
        (PACK + "    extends: nothing\n", 14, "rule 'course-advert': 'extends' names 'nothing'"),
        (PACK + "lists:\n  none: []\n", 15, "list 'none' has 0 words"),
        (PACK + "lists:\n  far: {file: ../far.txt}\n", 15, "list 'far': 'file' lies outside"),
        (PACK + "override:\n  nothing: {points: 1}\n", 15, "'override.nothing'"),
        (PACK + "override:\n  lure: {points: 500}\n", 15, "'override.lure'"),
        (PACK + 'suppress:\n  - {rule: none, text: a, reason: b, expires: "2027-01-01"}\n', 15, "'suppress.0..rule'"),
    ],
)
def test_what_is_wrong_is_named_with_file_line_rule_and_field(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(BadRules, match=said) as caught:
        load([pack(tmp_path, text)])
    assert caught.value.where.endswith(f"house.yaml:{line}")
