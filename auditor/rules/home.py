"""Where the shipped rule packs, lexicons, policies and registries are: in the wheel, or in the checkout."""

from __future__ import annotations

from pathlib import Path

from auditor.errors import BadRules

__all__ = ["home"]


def home() -> Path:
    """The folder ``rules/``. Raises BadRules when the installation lost it."""
    package = Path(__file__).parents[1]
    for folder in (package / "_rules", package.parent / "rules"):
        if folder.is_dir():
            return folder
    raise BadRules("the shipped rules are missing", where=str(package), remedy="install the package again")
