from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import BadRules
from auditor.rules import home as module
from auditor.rules.home import home


def test_the_checkout_has_its_rules_beside_the_package() -> None:
    assert (home() / "spam.yaml").is_file()
    assert (home() / "policies" / "editorial.toml").is_file()


def test_an_installed_package_has_its_rules_inside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    inside = tmp_path / "auditor" / "_rules"
    inside.mkdir(parents=True)
    (tmp_path / "rules").mkdir()
    monkeypatch.setattr(module, "__file__", str(tmp_path / "auditor" / "rules" / "home.py"))
    assert home() == inside


def test_an_installation_that_lost_its_rules_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "__file__", str(tmp_path / "auditor" / "rules" / "home.py"))
    with pytest.raises(BadRules) as caught:
        home()
    assert caught.value.where == str(tmp_path / "auditor")
    assert "install" in caught.value.remedy
