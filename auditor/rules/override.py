"""Lets a user's pack change the rules of others: severity, weight, confidence, parameters, or off altogether."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from auditor.model import Severity
from auditor.rules.rule import Rule

__all__ = ["overridden"]

_NUMBERS = ("points", "cap", "decay", "confidence")


def overridden(rules: Mapping[str, Rule], changes: Any) -> dict[str, Rule]:
    """The rules after one pack's ``override`` block. Raises ValueError that names rule and field."""
    if not isinstance(changes, dict):
        raise ValueError("'override' is a mapping of rule ids")  # noqa: TRY004  # one kind of fault for the loader
    result = dict(rules)
    for name, change in changes.items():
        if name not in rules:
            raise ValueError(f"'override' names the unknown rule {name!r}")
        if not isinstance(change, dict):
            raise ValueError(f"'override.{name}' is a mapping")  # noqa: TRY004  # as above
        if change.get("enabled", True) is False:
            del result[name]
        else:
            result[name] = _changed(rules[name], change)
    return result


def _changed(rule: Rule, change: Mapping[str, Any]) -> Rule:
    if unknown := set(change) - {*_NUMBERS, "severity", "parameters", "enabled"}:
        raise ValueError(f"unknown field 'override.{rule.id}.{min(unknown)}'")
    parameters = dict(rule.parameters)
    for key, value in change.get("parameters", {}).items():
        if key not in parameters:
            raise ValueError(f"'override.{rule.id}.parameters' names the unknown parameter {key!r}")
        parameters[key] = float(value)
    numbers = {key: float(change[key]) for key in _NUMBERS if key in change}
    if "points" in numbers and "cap" not in numbers:
        numbers["cap"] = max(rule.cap, numbers["points"])
    severity = Severity(change["severity"]) if "severity" in change else rule.severity
    return replace(rule, severity=severity, parameters=parameters, **numbers)  # type: ignore[arg-type]  # only float fields are in numbers
