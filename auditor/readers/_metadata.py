"""Declared metadata: the names under which formats state title, publisher, author, dates and address."""

from __future__ import annotations

from datetime import datetime

from auditor.text.datelines import iso_date

__all__ = ["MAX_VALUE", "clean", "stated_date"]

MAX_VALUE = 500  # characters of a title or name; longer values are text that stands in the wrong field


def clean(value: object) -> str | None:
    """A single-line value, or None where nothing usable is stated."""
    if not isinstance(value, str):
        return None
    line = " ".join(value.split())
    return line if 0 < len(line) <= MAX_VALUE else None


def stated_date(value: object) -> str | None:
    """An ISO 8601 date as it stands, or another unambiguous date as ISO; None for what is no date."""
    line = clean(value)
    if line is None:
        return None
    try:
        datetime.fromisoformat(line)
    except ValueError:
        return iso_date(line)
    return line.replace(" ", "T", 1)
