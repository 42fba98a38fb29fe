"""The files for continuous integration, run as far as a machine without those services can."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
ACTION = ROOT / ".github" / "actions" / "audit"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
GITLAB = ROOT / ".gitlab" / "auditor.gitlab-ci.yml"

GOOD = """北湾日报 2025-09-03

北湾新区公布绿化养护三年安排

新区园林处称，到2027年全区公园将增加到214处。园林处处长周岚表示，养护费用由市、区两级共同承担。
"""
SPAM = """本地新闻

【澳门真人娱乐城 首存送88】点击进入官网注册领取彩金，加微信lz5588。
【午夜私密直播 加微信lz5588】{随机干扰码}{城市名}{时间戳}
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A git repository with a good and a bad document, one of them with blanks in its name."""
    folder = tmp_path / "checkout"
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "good one.txt").write_text(GOOD, encoding="utf-8")
    (folder / "docs" / "spam.txt").write_text(SPAM, encoding="utf-8")
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "a"]):
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)
    return folder


def environment(folder: Path, **given: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "AUDITOR_", "CI_"))}
    return {
        **own,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{own['PATH']}",
        "GITHUB_OUTPUT": str(folder.parent / "output"),
        "GITHUB_STEP_SUMMARY": str(folder.parent / "summary.md"),
        "GITHUB_ACTION_PATH": str(ACTION),
        **given,
    }


def shell(script: str, folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture(scope="module")
def action() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ACTION / "action.yml").read_text(encoding="utf-8"))
    return found


def step(action: dict[str, Any], folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The audit step as a runner runs it: its variables come from the inputs, and from their defaults."""
    (audit,) = [each for each in action["runs"]["steps"] if each.get("id") == "audit"]
    values = {name: str(given["default"]) for name, given in action["inputs"].items() if "default" in given}
    values |= {name.replace("_", "-"): value for name, value in inputs.items()}
    env = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: values[found[1]], text)
        for name, text in audit["env"].items()
    }
    return shell(audit["run"], folder, environment(folder, **env))


def test_the_action_names_only_inputs_it_has(action: dict[str, Any]) -> None:
    text = (ACTION / "action.yml").read_text(encoding="utf-8")
    used = set(re.findall(r"inputs\.([\w-]+)", text))
    assert used == set(action["inputs"])
    for each in action["runs"]["steps"]:
        assert "${{" not in each["run"], "an input pasted into a script is a way in"
        assert each["shell"] == "bash"


def test_every_variable_of_the_script_is_an_input_of_the_action(action: dict[str, Any]) -> None:
    (audit,) = [each for each in action["runs"]["steps"] if each.get("id") == "audit"]
    script = (ACTION / "audit.sh").read_text(encoding="utf-8")
    assert set(re.findall(r"AUDITOR_[A-Z_]+", script)) - {"AUDITOR_"} == set(audit["env"])


def test_without_a_corpus_the_action_audits_annotates_and_refuses_nothing(
    action: dict[str, Any], checkout: Path
) -> None:
    done = step(action, checkout, paths="docs")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^::error file=docs/spam\.txt,line=3,", done.stdout, re.MULTILINE)
    assert json.loads((checkout / "auditor.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert json.loads((checkout / "auditor.json").read_text(encoding="utf-8"))["gate"] is None
    assert (checkout.parent / "output").read_text(encoding="utf-8") == "exit-code=0\n"
    assert (checkout.parent / "summary.md").read_text(encoding="utf-8").startswith("# Audit report")


def test_with_a_corpus_the_action_refuses(action: dict[str, Any], checkout: Path) -> None:
    done = step(action, checkout, paths="docs/good one.txt\ndocs/spam.txt\n", corpus="c.db", admit="true")
    assert done.returncode == 1
    report = json.loads((checkout / "auditor.json").read_text(encoding="utf-8"))
    assert report["gate"]["refused"] == ["docs/spam.txt"]
    assert (checkout.parent / "output").read_text(encoding="utf-8") == "exit-code=1\n"


@pytest.mark.parametrize(
    "inputs",
    [
        {"paths": "docs/none"},
        {"paths": ""},
        {"paths": "docs", "fail_on": "review"},
        {"paths": "docs", "corpus": "missing.db"},
        {"paths": "docs", "policy": "none.toml"},
    ],
)
def test_an_action_that_cannot_do_its_work_is_exit_2(
    action: dict[str, Any], checkout: Path, inputs: dict[str, str]
) -> None:
    done = step(action, checkout, **inputs)
    assert done.returncode == 2
    assert done.stderr
    assert (checkout.parent / "output").read_text(encoding="utf-8") == "exit-code=2\n"


def test_nobody_writes_commands_through_an_input_or_the_name_of_a_file(action: dict[str, Any], checkout: Path) -> None:
    name = "x\n::error::pwned ##[add-mask]a.txt"
    (checkout / "docs" / name).touch()
    (checkout / "docs" / "$(touch pwned).txt").write_text(SPAM, encoding="utf-8")
    done = step(action, checkout, paths="docs\n$(touch pwned)\n; touch pwned\n--rules=x\n")
    assert done.returncode == 2
    assert not (checkout / "pwned").exists()
    for line in (*done.stdout.splitlines(), *done.stderr.splitlines()):
        assert not line.lstrip().startswith("::error::pwned")
        assert "##[" not in line


def test_the_job_for_gitlab_reports_and_decides(checkout: Path) -> None:
    job = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))[".auditor"]
    given = {name: str(value) for name, value in job["variables"].items()} | {
        "AUDITOR_INSTALL": "",
        "AUDITOR_PATHS": "docs",
    }
    script = "set -eo pipefail\n" + "\n".join(job["script"])
    done = shell(script, checkout, environment(checkout, **given))
    assert done.returncode == 0, done.stderr
    reports = [
        job["artifacts"]["reports"]["codequality"],
        job["artifacts"]["reports"]["junit"],
        *job["artifacts"]["paths"],
    ]
    assert all((checkout / name).stat().st_size for name in reports)
    issues = json.loads((checkout / reports[0]).read_text(encoding="utf-8"))
    assert {issue["location"]["path"] for issue in issues} >= {"docs/spam.txt"}
    guarded = {**given, "AUDITOR_CORPUS": "c.db", "AUDITOR_OPTIONS": "--admit --fail-on review"}
    assert shell(script, checkout, environment(checkout, **guarded)).returncode == 1
    assert shell(script, checkout, environment(checkout, **{**given, "AUDITOR_PATHS": "none"})).returncode == 2


@pytest.fixture(scope="module")
def hooks() -> dict[str, dict[str, Any]]:
    return {hook["id"]: hook for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}


def run_hook(hook: dict[str, Any], folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """The entry with its arguments and the files that it takes, as pre-commit would run it."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=folder, check=True, capture_output=True, text=True).stdout
    taken = [name for name in names.split("\0") if name and re.search(hook["files"], name)]
    files = taken if hook.get("pass_filenames", True) else []
    command = [*shlex.split(hook["entry"]), *hook.get("args", []), *args, *files]
    return subprocess.run(
        command, cwd=folder, env=environment(folder), capture_output=True, text=True, check=False, timeout=120
    )


def test_a_hook_refuses_what_must_not_enter(hooks: dict[str, dict[str, Any]], checkout: Path) -> None:
    done = run_hook(hooks["auditor-gate"], checkout, "--corpus", "c.db", "--admit")
    assert done.returncode == 1
    assert "docs/spam.txt" in done.stdout
    assert run_hook(hooks["auditor-gate"], checkout).returncode == 2


def test_the_other_hooks_run(hooks: dict[str, dict[str, Any]], checkout: Path) -> None:
    assert run_hook(hooks["auditor-audit"], checkout).returncode == 0
    pack = subprocess.run(
        ["auditor", "rules", "new", "house"], env=environment(checkout), capture_output=True, check=True, timeout=120
    ).stdout
    (checkout / "house.yaml").write_bytes(pack)
    assert run_hook(hooks["auditor-rules"], checkout, "house", "--rules", "house.yaml").returncode == 0


@pytest.mark.skipif(importlib.util.find_spec("pre_commit") is None, reason="pre-commit is not installed here")
def test_pre_commit_takes_the_hooks_and_runs_one(checkout: Path, tmp_path: Path) -> None:
    hook = tmp_path / "hook"
    hook.mkdir()
    # As a system hook: installing the package would need a network.
    text = HOOKS.read_text(encoding="utf-8").replace("language: python", "language: system")
    (hook / ".pre-commit-hooks.yaml").write_text(text, encoding="utf-8")
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@t"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "a"]):
        subprocess.run([*git, *words], cwd=hook, check=True, capture_output=True)
    env = environment(checkout, PRE_COMMIT_HOME=str(tmp_path / "home"))
    started = [sys.executable, "-m", "pre_commit"]
    valid = subprocess.run([*started, "validate-manifest", str(HOOKS)], env=env, check=False, capture_output=True)
    assert valid.returncode == 0, valid.stderr
    done = subprocess.run(
        [*started, "try-repo", str(hook), "auditor-audit", "--all-files"],
        cwd=checkout, env=env, check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed here")
def test_the_script_is_sound() -> None:
    done = subprocess.run(["shellcheck", str(ACTION / "audit.sh")], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
