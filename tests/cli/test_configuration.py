from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditor.cli._declared import declared
from auditor.cli.configuration import configured, find
from auditor.cli.main import app
from auditor.errors import BadInput

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]


def settings(folder: Path, text: str, name: str = "auditor.toml") -> dict[str, Any]:
    """The defaults that a file gives to the commands."""
    (folder / name).write_text(text, encoding="utf-8")
    return configured(app, str(folder / name)).defaults()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_key_at_the_top_holds_for_every_command_that_has_it(here: Path) -> None:
    found = settings(here, 'policy = "strict"\nmin-score = 60\nwith-text = true\njobs = 2\nas-of = 2026-01-31\n')
    assert {name for name, given in found.items() if given.get("policy") == "strict"} >= {
        "audit",
        "gate",
        "explain",
        "salvage",
    }
    assert found["gate"]["min_score"] == 60
    assert "min_score" not in found["audit"]
    assert found["audit"]["as_of"] == "2026-01-31"


def test_a_table_of_a_command_wins_for_that_command(here: Path) -> None:
    found = settings(
        here, 'policy = "strict"\n[gate]\npolicy = "corpus"\n[duplicates]\nthreshold = 0.9\nexcerpts = false\n'
    )
    assert (found["audit"]["policy"], found["gate"]["policy"]) == ("strict", "corpus")
    assert found["duplicates"]["threshold"] == 0.9
    assert found["duplicates"]["excerpts"] is False


def test_a_group_has_tables_for_its_commands(here: Path) -> None:
    found = settings(here, '[baseline.create]\nby = "lin"\n')
    assert found["baseline"]["create"]["by"] == "lin"


def test_formats_and_outputs_at_the_top_are_those_of_audit_and_gate(here: Path) -> None:
    found = settings(here, 'format = "json"\noutput = ["sarif=a.sarif"]\n')
    assert {name for name, given in found.items() if isinstance(given, dict) and "format" in given} == {"audit", "gate"}
    assert "duplicates" not in found
    assert "report" not in found


def test_a_namesake_with_another_meaning_is_left_alone(here: Path) -> None:
    found = settings(here, 'language = "zh"\ncorpus = "c.db"\ndry-run = true\n')
    assert found["explain"]["language"] == "zh"
    assert found["corpus"]["list"] == {"corpus": "c.db"}
    assert found["gate"]["dry_run"] is True
    assert "dry_run" not in found["baseline"]["prune"]


@pytest.mark.parametrize("name", ["auditor.toml", "pyproject.toml"])
def test_the_table_has_the_same_name_in_either_file(here: Path, name: str) -> None:
    found = settings(here, '[tool.auditor]\npolicy = "strict"\n[tool.auditor.gate]\nmin-score = 5\n', name)
    assert (found["audit"]["policy"], found["gate"]["min_score"]) == ("strict", 5)


def test_paths_are_relative_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    text = 'rules = ["house.yaml"]\ncorpus = "c.db"\nbaseline = "ok.jsonl"\npolicy = "house.toml"\noutput = ["html=site/", "json=/tmp/a.json"]\n'
    found = settings(tmp_path, text)["gate"]
    assert found["rules"] == ["../../house.yaml"]
    assert (found["corpus"], found["policy"]) == ("../../c.db", "../../house.toml")
    assert found["baseline"] == "../../ok.jsonl"
    assert found["output"] == ["html=../../site/", "json=/tmp/a.json"]


@pytest.mark.parametrize("value", ["postgresql://h/d", "/srv/c.db"])
def test_an_address_and_an_absolute_path_stay(here: Path, value: str) -> None:
    assert settings(here, f'corpus = "{value}"')["gate"]["corpus"] == value


@pytest.mark.parametrize(
    ("text", "said", "remedy"),
    [
        ("failon = 'review'", "unknown key 'failon', did you mean 'fail-on'?", "keys here"),
        ("fail_on = 'review'", "unknown key 'fail_on', did you mean 'fail-on'?", "keys here"),
        ("[gtae]\nadmit = true", "unknown key 'gtae', did you mean 'gate'?", "keys here"),
        ("[gate]\nthreshold = 1", "'threshold' is an option of: duplicates", "[duplicates]"),
        ("threshold = 0.9", "'threshold' is an option of: duplicates", "[duplicates]"),
        ("jobs = '2'", "'jobs' must be a whole number, not '2'", "--jobs"),
        ("jobs = true", "'jobs' must be a whole number, not True", "--jobs"),
        ("jobs = 0", "'jobs' must be 1 or more", "--jobs"),
        ("min-score = 101", "'min-score' must lie between 0 and 100", "--min-score"),
        ("min-score = nan", "'min-score' must lie between 0 and 100", "--min-score"),
        ("with-text = 1", "'with-text' must be true or false, not 1", "--with-text"),
        ("rules = 'house.yaml'", "'rules' must be a list of texts", "--rules"),
        ("rules = [1]", "'rules' must be a list of texts", "--rules"),
        ("policy = 3", "'policy' must be a text in quotes, not 3", "--policy"),
        ('corpus = "\\u0000"', "'corpus' holds a character that no command line can give", "--corpus"),
        ("policy = ", "broken TOML", "mend"),
        ("[tool.auditor]\n[other]\n", "'other' stands beside [tool.auditor]", "move"),
        ("[tool]\nauditor = 3", "there is no table [tool.auditor]", "write"),
    ],
)
def test_what_has_no_meaning_is_refused_with_a_suggestion(here: Path, text: str, said: str, remedy: str) -> None:
    with pytest.raises(BadInput) as caught:
        settings(here, text)
    assert said in caught.value.what
    assert caught.value.where.startswith("auditor.toml")
    assert remedy in caught.value.remedy


def test_the_nearest_file_upward_is_found_and_a_foreign_pyproject_is_passed_over(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.auditor]\npolicy = "strict"\n', encoding="utf-8")
    (inner / "pyproject.toml").write_text('[project]\nname = "auditor"\n', encoding="utf-8")
    assert find(inner) == tmp_path / "pyproject.toml"
    (tmp_path / "a" / "auditor.toml").touch()
    assert find(inner) == tmp_path / "a" / "auditor.toml"


def test_beside_each_other_our_own_file_wins(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.auditor]\n", encoding="utf-8")
    (tmp_path / "auditor.toml").touch()
    assert find(tmp_path) == tmp_path / "auditor.toml"


def test_nothing_above_the_repository_counts(tmp_path: Path) -> None:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    (tmp_path / "auditor.toml").touch()
    assert find(tmp_path / "repo") is None


def test_hostile_bytes_are_bad_input(here: Path) -> None:
    for raw in (b"\xff\xfe\x00", b"a = " + b"[" * 100_000, b"#" * 2_000_000):
        (here / "auditor.toml").write_bytes(raw)
        with pytest.raises(BadInput):
            configured(app)


def test_every_option_of_a_shared_command_can_be_set_by_its_long_name() -> None:
    options = [option for option in declared(app) if option.command in {("audit",), ("gate",)}]
    keys = {option.key for option in options}
    assert keys >= {"policy", "rules", "corpus", "as-of", "fail-on", "min-score", "format", "output", "jobs", "engine"}
    assert all(option.kind in {str, int, float, bool} for option in declared(app))


def test_the_command_line_wins_over_the_file_and_the_file_over_the_default(
    quick: Command, tmp_path: Path, texts: dict[str, str]
) -> None:
    (tmp_path / "a.txt").write_text(texts["good"], encoding="utf-8")
    (tmp_path / "auditor.toml").write_text('format = "json"\npolicy = "strict"\n', encoding="utf-8")
    assert json.loads(quick("audit", "a.txt", cwd=tmp_path).stdout)["policy"]["name"] == "strict"
    told = json.loads(quick("audit", "a.txt", "--policy", "corpus", cwd=tmp_path).stdout)
    assert told["policy"]["name"] == "corpus"
    assert b'"schema"' not in quick("--no-config", "audit", "a.txt", cwd=tmp_path).stdout


def test_the_file_gives_the_gate_its_corpus(quick: Command, tmp_path: Path, texts: dict[str, str]) -> None:
    (tmp_path / "a.txt").write_text(texts["spam"], encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "house.toml").write_text('corpus = "c.db"\nadmit = true\n', encoding="utf-8")
    assert quick("--config", "../house.toml", "gate", "../a.txt", cwd=inner).returncode == 1
    assert (tmp_path / "c.db").is_file()


def test_a_broken_file_is_exit_2_and_does_not_stand_before_the_help(auditor: Command, tmp_path: Path) -> None:
    (tmp_path / "auditor.toml").write_text("polcy = 1\n", encoding="utf-8")
    done = auditor("rules", "list", cwd=tmp_path)
    assert done.returncode == 2
    assert b"did you mean 'policy'?" in done.stderr
    assert auditor("gate", "--help", cwd=tmp_path).returncode == 0


def test_show_names_the_origin_of_each_value(quick: Command, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.auditor]\npolicy = "strict"\n[tool.auditor.gate]\nfail-on = "review"\n', encoding="utf-8"
    )
    lines = quick("config", "show", "gate", "--origin", cwd=tmp_path).stdout.decode().splitlines()
    assert 'policy = "strict" # pyproject.toml [tool.auditor]' in lines
    assert 'fail-on = "review" # pyproject.toml [tool.auditor.gate]' in lines
    assert 'engine = "local" # default' in lines
    told = json.loads(quick("config", "show", "--format", "json", cwd=tmp_path).stdout)
    assert told["file"] == "pyproject.toml"
    rows = {(row["command"], row["key"]): row for row in told["settings"]}
    assert rows["audit", "policy"]["origin"] == "pyproject.toml [tool.auditor]"
    assert rows["gate", "fail-on"]["value"] == "review"


def test_what_show_prints_is_a_configuration(quick: Command, tmp_path: Path) -> None:
    (tmp_path / "auditor.toml").write_text('policy = "strict"\n', encoding="utf-8")
    shown = quick("config", "show", cwd=tmp_path).stdout
    (tmp_path / "auditor.toml").write_bytes(shown)
    again = quick("config", "show", cwd=tmp_path).stdout
    assert again == shown


def test_a_file_costs_little_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "auditor.toml").write_text('policy = "strict"\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "auditor", "config", "show"],
        cwd=tmp_path, capture_output=True, check=True, timeout=120, env=dict(os.environ),
    )  # fmt: skip
    found = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.decode().splitlines()}
    assert "tomllib" in found
    assert found & {"numpy", "sqlalchemy", "jinja2", "re2", "yaml", "msgspec"} == set()
