"""The JSON Schema of rule packs, as editors use it; the loader checks more (lists, patterns, names)."""

from __future__ import annotations

import json
from typing import Any

from auditor.rules.home import home

__all__ = ["schema"]


def schema() -> dict[str, Any]:
    """The shipped schema (JSON Schema 2020-12)."""
    document: dict[str, Any] = json.loads((home() / "schema" / "pack.schema.json").read_text("utf-8"))
    return document
