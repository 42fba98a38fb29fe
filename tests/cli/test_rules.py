from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.cli import rules
from auditor.errors import BadRules
from auditor.rules.load import load

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
