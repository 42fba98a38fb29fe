"""The wheel works where the checkout is not: it carries its rules, templates, style, script and schema."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from auditor import __version__

ROOT = Path(__file__).resolve().parents[1]
TEXT = "北湾新区2024年储能产业规模为860亿元，同比增长12.5%。据新区统计局数据，共有储能企业214家。{随机标题}\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    done = subprocess.run([*command, str(wheel)], capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    return target


def run(installed: Path, cwd: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "auditor", *args]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False, timeout=120)


def test_the_wheel_carries_everything_that_is_read_at_run_time(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        held = set(archive.namelist())
    rules = {
        f"auditor/_rules/{path.relative_to(ROOT / 'rules').as_posix()}"
        for path in (ROOT / "rules").rglob("*")
        if path.is_file()
    }
    code = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "auditor").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert rules | code <= held
    named = {
        "auditor/_rules/spam.yaml",
        "auditor/_rules/policies/editorial.toml",
        "auditor/formats/html/style/base.css",
        "auditor/formats/html/script/base.js",
        "auditor/formats/html/templates/page.html.jinja",
        "auditor/formats/schema/auditor-report-1.json",
        "auditor/py.typed",
    }
    assert named <= held


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        held = archive.namelist()
    folders = {name.partition("/")[0] for name in held}
    assert folders == {"auditor", f"auditor-{__version__}.dist-info"}
    assert [name for name in held if "__pycache__" in name or name.endswith(".pyc")] == []
    assert [name for name in held if name.endswith("licenses/LICENSE")]


def test_the_installed_command_says_its_version(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "--version")
    assert (done.returncode, done.stdout.decode()) == (0, f"auditor {__version__}\n")


def test_the_installed_command_audits_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = run(
        installed, tmp_path, "audit", "a.txt", "--format", "json", "--output", "html=a.html", "--policy", "strict"
    )
    assert (done.returncode, done.stderr) == (0, b"")
    report = json.loads(done.stdout)
    assert "unfilled-placeholder" in {finding["rule"] for doc in report["documents"] for finding in doc["findings"]}
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    style, script = (
        (installed / "auditor" / "formats" / "html" / name).read_text(encoding="utf-8")
        for name in ("style/base.css", "script/base.js")
    )
    assert style.strip().splitlines()[-1].strip() in page
    assert script.strip().splitlines()[-1].strip() in page


def test_the_installed_package_is_the_one_that_ran(installed: Path, tmp_path: Path) -> None:
    script = "import auditor, auditor.rules.home as h; print(auditor.__file__); print(h.home())"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, check=True, timeout=60
    )
    package, rules = (Path(line) for line in done.stdout.decode().splitlines())
    assert package.parent == installed / "auditor"
    assert rules == installed / "auditor" / "_rules"


def test_the_schema_in_the_wheel_is_the_one_of_the_checkout(installed: Path) -> None:
    shipped = Path("auditor") / "formats" / "schema" / "auditor-report-1.json"
    assert (installed / shipped).read_bytes() == (ROOT / shipped).read_bytes()
