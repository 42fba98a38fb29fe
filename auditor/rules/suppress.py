"""Suppressions: places where a rule is right and the editor has accepted what it finds, with a reason and an expiry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from auditor.rules.rule import Rule, Suppression

__all__ = ["expired", "read_suppressions", "suppressed"]

_FIELDS = frozenset({"rule", "text", "reason", "expires"})


@dataclass(frozen=True, slots=True)
class _Entry:
    rule: str
    suppression: Suppression


def read_suppressions(value: Any, pack: str) -> tuple[_Entry, ...]:
    """The entries of a pack's ``suppress`` block. Raises ValueError that names the field."""
    if not isinstance(value, list):
        raise ValueError("'suppress' is a list")  # noqa: TRY004  # one kind of fault for the loader
    return tuple(_entry(entry, f"suppress[{nth}]", pack) for nth, entry in enumerate(value))


def _entry(entry: Any, field: str, pack: str) -> _Entry:
    if not isinstance(entry, dict):
        raise ValueError(f"'{field}' is a mapping")  # noqa: TRY004  # as above
    if wrong := set(map(str, entry)) ^ _FIELDS:
        name = min(wrong)
        raise ValueError(f"'{field}.{name}' is missing" if name in _FIELDS else f"unknown field '{field}.{name}'")
    for name in sorted(_FIELDS):
        if not isinstance(entry[name], str) or not entry[name].strip():
            raise ValueError(f"'{field}.{name}' is a text that is not empty")
    try:
        expires = date.fromisoformat(entry["expires"])
    except ValueError as error:
        raise ValueError(f"'{field}.expires' is a date such as 2027-01-31") from error
    return _Entry(entry["rule"], Suppression(entry["text"], entry["reason"], expires, pack))


def suppressed(rules: Mapping[str, Rule], entries: tuple[_Entry, ...], as_of: date | None) -> dict[str, Rule]:
    """The rules with their suppressions. Raises ValueError for a rule that does not exist.

    With ``as_of`` those that have expired are left out; without a date nothing expires, so that an audit does not
    depend on the day it runs.
    """
    result = dict(rules)
    for nth, entry in enumerate(entries):
        if entry.rule not in result:
            raise ValueError(f"'suppress[{nth}].rule' names the unknown rule {entry.rule!r}")
        if as_of is None or not expired(entry.suppression, as_of):
            rule = result[entry.rule]
            result[entry.rule] = replace(rule, suppressions=(*rule.suppressions, entry.suppression))
    return result


def expired(suppression: Suppression, as_of: date) -> bool:
    """Whether a suppression no longer holds on a day; on its last day it does."""
    return suppression.expires < as_of
