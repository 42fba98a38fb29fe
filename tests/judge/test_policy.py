from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import BadPolicy
from auditor.judge.policy import load_policy
from auditor.model import Aspect, Severity

SHIPPED = ("editorial", "corpus", "strict")


def refused(folder: Path, content: str | bytes) -> BadPolicy:
    path = folder / "house.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(BadPolicy) as caught:
        load_policy(path)
    error = caught.value
    assert error.where == path.as_posix()
    assert error.remedy
    return error


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_policy_holds(name: str) -> None:
    policy = load_policy(name)
    assert policy.name == name
    assert set(policy.caps) == set(Aspect)
    assert set(policy.severity_weights) == set(Severity)


def test_the_default_is_editorial() -> None:
    assert load_policy() == load_policy("editorial")


def test_the_strict_policy_accepts_less_and_rejects_more_than_the_default() -> None:
    strict, usual = load_policy("strict"), load_policy()
    assert strict.accept_from > usual.accept_from
    assert strict.reject_below > usual.reject_below


def test_what_a_file_leaves_out_is_as_in_the_default(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text('name = "house"\naccept_from = 80\n[caps]\nspam = 40\n', encoding="utf-8")
    policy, usual = load_policy(path), load_policy()
    assert (policy.name, policy.accept_from, policy.caps[Aspect.SPAM]) == ("house", 80, 40)
    assert policy.caps[Aspect.TEXT] == usual.caps[Aspect.TEXT]
    assert policy.severity_weights == usual.severity_weights


def test_a_file_that_is_called_like_a_shipped_policy_still_leaves_things_out(tmp_path: Path) -> None:
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "editorial.toml").write_text("reject_below = 40\n", encoding="utf-8")
    assert load_policy(folder / "editorial.toml").reject_below == 40


def test_the_report_shows_every_number_of_the_policy() -> None:
    shown = load_policy("corpus").effective()
    assert {"name", "accept_from", "reject_below", "blocker_confidence", "confident", "sourcing_from"} <= set(shown)
    assert shown["caps"] == {"originality": 35, "spam": 30, "sourcing": 10, "figures": 15, "text": 10}


def test_overrides_of_a_rule_are_read_and_shown(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text('[rules.near-duplicate]\npoints = 5\nseverity = "minor"\nenabled = true\n', encoding="utf-8")
    shown = load_policy(path).effective()["rules"]
    assert shown == {"near-duplicate": {"points": 5, "severity": "minor", "enabled": True}}


@pytest.mark.parametrize(
    ("content", "wrong", "meant"),
    [
        ("accept_form = 80", "accept_form", "accept_from"),
        ("[caps]\nfigure = 20", "caps.figure", "caps.figures"),
        ("[severity_weights]\nmajr = 3", "severity_weights.majr", "severity_weights.major"),
        ("[rules.near-duplicate]\npoint = 3", "rules.near-duplicate.point", "rules.near-duplicate.points"),
    ],
)
def test_an_unknown_key_is_named_with_the_one_that_was_meant(
    tmp_path: Path, content: str, wrong: str, meant: str
) -> None:
    error = refused(tmp_path, content)
    assert repr(wrong) in error.what
    assert repr(meant) in error.remedy


def test_a_policy_that_contradicts_itself_is_refused(tmp_path: Path) -> None:
    assert "'reject_below'" in refused(tmp_path, "accept_from = 60\nreject_below = 70").what


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("accept_from = 101", "accept_from"),
        ("reject_below = -1", "reject_below"),
        ("blocker_confidence = 1.5", "blocker_confidence"),
        ("confident = -0.1", "confident"),
        ("sourcing_from = -1", "sourcing_from"),
        ("sourcing_from = 10.5", "sourcing_from"),
        ("[caps]\nspam = -1", "caps"),
        ("[caps]\noriginality = 0\nspam = 0\nsourcing = 0\nfigures = 0\ntext = 0", "caps"),
        ("[severity_weights]\nmajor = -1", "severity_weights"),
        ("[severity_weights]\nminor = 4\nmajor = 2", "severity_weights"),
        ("accept_from = nan", "accept_from"),
        ("[rules.near-duplicate]\npoints = 101", "near-duplicate"),
    ],
)
def test_a_number_out_of_range_is_named(tmp_path: Path, content: str, named: str) -> None:
    assert named in refused(tmp_path, content).what


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ('accept_from = "high"', "accept_from"),
        ("accept_from = nan", "accept_from"),
        ("accept_from = true", "accept_from"),
        ("[caps]\nspam = inf", "spam"),
        ("[caps]\nspam = true", "spam"),
        ("caps = 5", "caps"),
        ("rules = 5", "rules"),
        ("[rules]\nnear-duplicate = 5", "points, severity and enabled"),
        ('[rules.near-duplicate]\nenabled = "no"', "enabled"),
        ('[rules.near-duplicate]\nseverity = "huge"', "huge"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named(tmp_path: Path, content: str, named: str) -> None:
    assert named in refused(tmp_path, content).what


@pytest.mark.parametrize("content", ["accept_from = ", "[caps", b"\xff\xfe\x00", "accept_from = 1\naccept_from = 2"])
def test_broken_toml_is_refused(tmp_path: Path, content: str | bytes) -> None:
    assert "broken TOML" in refused(tmp_path, content).what


def test_hostile_nesting_is_refused(tmp_path: Path) -> None:
    assert "nested" in refused(tmp_path, "a = " + "[" * 20_000).what


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    assert "too large" in refused(tmp_path, "#" * 1_100_000).what


def test_a_missing_policy_names_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(BadPolicy) as caught:
        load_policy(tmp_path / "none.toml")
    assert all(name in caught.value.remedy for name in SHIPPED)
