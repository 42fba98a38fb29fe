"""What docs/ci.md and docs/configuration.md show does run."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from auditor.cli.configuration import configured
from auditor.cli.main import app

DOCS = Path(__file__).resolve().parents[1] / "docs"
TEXTS = {
    "one.txt": "北湾日报 2025-09-03\n\n新区园林处称，到2027年全区公园将增加到214处，养护费用由两级财政承担。\n",
    "two.md": "# Harbour office\n\nThe harbour office said on 3 May 2025 that 4,312 containers had passed in April.\n",
}


def blocks(page: str, kind: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["ci.md", "configuration.md"])
def test_every_command_of_the_page_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "articles").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "articles" / name).write_text(text, encoding="utf-8")
    row = {"document": "articles/one.txt", "decision": "accept", "reason": "checked", "by": "lin", "at": "2026-05-01"}
    (tmp_path / "decisions.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    lines = [line for block in blocks(page, "sh") for line in block.splitlines() if line.startswith("auditor ")]
    assert lines
    for line in lines:
        code = app(shlex.split(line)[1:], prog_name="auditor", standalone_mode=False)
        # Nothing changed between before and after in such small texts, or something did: both are answers.
        assert code in {0, 1} if line.startswith("auditor diff") else code == 0, line


def test_every_configuration_of_the_page_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = blocks("configuration.md", "toml")
    assert len(found) == 2
    for text in found:
        name = text.split()[1].rstrip(":")
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert configured(app, str(tmp_path / name)).defaults()["gate"]["fail_on"] == "review"


def test_every_yaml_of_the_page_is_yaml() -> None:
    import yaml

    for text in blocks("ci.md", "yaml"):
        assert yaml.safe_load(text)
