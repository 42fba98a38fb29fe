from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.cli import rules
from auditor.errors import BadInput, BadRules
from auditor.rules.home import home
from auditor.rules.load import load
from auditor.rules.measure import write_back
from auditor.rules.yamlfile import read_yaml

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]

PACK = """pack: house
rules:
  - id: course-advert
    aspect: spam
    severity: minor
    points: 6
    match: {{keywords: [包过班, 保录取]}}
    message: {{en: "A course is advertised: {{quote}}", zh: "课程广告：{{quote}}"}}
    remedy: {{en: Remove the line., zh: 删除该行。}}
    why: Courses are sold through private handles.
    examples:
      match: [{match}]
      no_match: [教育局今天公布了招生计划。]
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "house.yaml"
    path.write_text(PACK.format(match="考证包过班开班了"), encoding="utf-8")
    return path


def test_every_rule_is_listed_with_those_of_an_own_pack(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rules.run_list([str(pack)]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert sorted(listed) == sorted([*load().rules, "course-advert"])


def test_the_page_of_a_rule_says_why_and_shows_examples(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rules.run_explain("course-advert", [str(pack)]) == 0
    page = capsys.readouterr().out
    assert "Courses are sold through private handles." in page
    assert "考证包过班开班了" in page


def test_the_list_and_the_page_tell_a_draft(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack.write_text(pack.read_text("utf-8").replace("    aspect:", "    status: draft\n    aspect:"), encoding="utf-8")
    assert rules.run_list([str(pack)]) == 0
    status = {line.split()[0]: line.split()[-1] for line in capsys.readouterr().out.splitlines()}
    assert (status["course-advert"], status["unfilled-placeholder"]) == ("draft", "stable")
    assert rules.run_explain("course-advert", [str(pack)]) == 0
    assert "The rule is a draft" in capsys.readouterr().out


def test_a_rule_that_no_pack_has_is_exit_2(auditor: Command) -> None:
    done = auditor("rules", "explain", "no-such-rule")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"auditor rules list" in done.stderr


def test_a_pack_whose_examples_hold_is_exit_0(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rules.run_test(["house"], [str(pack)]) == 0
    assert capsys.readouterr() == ("1 rules, 2 examples, 0 failures\n", "")


def test_an_example_that_does_not_hold_is_exit_1_and_named(auditor: Command, pack: Path) -> None:
    pack.write_text(PACK.format(match="考证辅导班开班了"), encoding="utf-8")
    done = auditor("rules", "test", "house", "--rules", pack)
    assert done.returncode == 1
    assert "house: rule 'course-advert' misses its match example" in done.stderr.decode()


def test_a_pack_that_does_not_exist_is_refused(pack: Path) -> None:
    with pytest.raises(BadRules, match="no pack 'mansion'"):
        rules.run_test(["mansion"], [str(pack)])


def test_the_shipped_packs_are_beyond_doubt(capsys: pytest.CaptureFixture[str]) -> None:
    assert rules.run_lint([], "2026-01-31") == 0
    assert not capsys.readouterr().out


def test_a_doubtful_pack_is_exit_1_and_says_why(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack.write_text(pack.read_text("utf-8").replace("包过班, 保录取", "班"), encoding="utf-8")
    assert rules.run_lint([str(pack)], "2026-01-31") == 1
    assert "'班' is too short" in capsys.readouterr().out


def test_a_text_is_shown_as_rules_see_it(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rules.run_try("考 证 包 过 班 开 班 了", [str(pack)]) == 1
    out = capsys.readouterr().out
    assert "folded: 考证包过班开班了" in out
    assert "course-advert" in out
    assert rules.run_try("今天天气很好。", [str(pack)]) == 0


def test_what_is_measured_is_written_beside_the_rule(pack: Path, tmp_path: Path) -> None:
    clean = tmp_path / "clean"
    clean.mkdir()
    (clean / "a.txt").write_text("教育局整治包过班。", "utf-8")
    (clean / "b.txt").write_text("今天天气很好。", "utf-8")
    before = load([pack]).rules
    count, hits = 2, {"course-advert": 1}
    write_back(pack, count, hits, ["course-advert"])
    write_back(pack, count, hits, ["course-advert"])
    assert pack.read_text("utf-8").count("measured:") == 1
    after = load([pack]).rules["course-advert"]
    assert after.measured is not None
    assert (after.measured.documents, after.measured.hits) == (2, 1)
    assert after.match == before["course-advert"].match


def test_measuring_counts_documents_and_names_unneeded_suppressions(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clean = tmp_path / "clean"
    clean.mkdir()
    (clean / "a.txt").write_text("教育局整治包过班。", "utf-8")
    entry = '{rule: course-advert, text: 保录取, reason: quoted, expires: "2030-01-01"}'
    pack.write_text(pack.read_text("utf-8") + f"suppress: [{entry}]\n", encoding="utf-8")
    assert rules.run_measure(str(clean), [str(pack)], write=False) == 0
    said = capsys.readouterr()
    assert "course-advert  minor  1 of 1" in said.out
    assert "was not needed" in said.err


def test_there_must_be_something_to_measure_on(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no readable document"):
        rules.run_measure(str(tmp_path), [], write=False)


def test_every_rule_gets_a_page_and_pages_of_gone_rules_go(pack: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "gone.md").write_text("old", "utf-8")
    assert rules.run_docs(str(folder), [str(pack)]) == 0
    assert {page.stem for page in folder.glob("*.md")} == {"index", *load([pack]).rules}


def test_the_committed_pages_are_those_of_the_shipped_rules(tmp_path: Path) -> None:
    committed = Path(__file__).resolve().parents[2] / "docs" / "rules"
    rules.run_docs(str(tmp_path), [])
    assert {page.name: page.read_text("utf-8") for page in tmp_path.glob("*.md")} == {
        page.name: page.read_text("utf-8") for page in committed.glob("*.md")
    }


def test_a_new_pack_holds_its_own_examples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules.run_new("house-rules")
    path = tmp_path / "house.yaml"
    path.write_text(capsys.readouterr().out, "utf-8")
    assert rules.run_test(["house-rules"], [str(path)]) == 0


def test_a_new_pack_needs_a_proper_name() -> None:
    with pytest.raises(BadRules, match="House"):
        rules.run_new("House Rules")


def test_the_schema_holds_every_shipped_pack(capsys: pytest.CaptureFixture[str]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    rules.run_schema()
    schema = json.loads(capsys.readouterr().out)
    for path in sorted(home().glob("*.yaml")):
        jsonschema.validate(read_yaml(path), schema)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pack: [", "broken YAML"),
        ("pack: a\nrules: [&x 1, *x]", "aliases"),
        ("pack: a\nrules: []\nextra: 1", "extra"),
        ("pack: a\nrules: []", "'rules' is empty"),
        ("pack: a\nlists: {none: []}\noverride: {lure: {severity: info}}", "none"),
    ],
)
def test_bad_packs_are_exit_2_and_name_the_file(auditor: Command, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, "utf-8")
    done = auditor("rules", "lint", "--rules", path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert "bad.yaml" in done.stderr.decode()
