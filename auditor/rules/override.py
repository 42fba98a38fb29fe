"""Lets a user's pack change the rules of others: severity, weight, confidence, status, parameters, or off altogether."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from auditor.model import Severity
from auditor.rules.entry import number, validate
from auditor.rules.grammar import AllOf, AnyOf, Count, Hit, Near, Node, Some
from auditor.rules.rule import Rule

__all__ = ["overridden", "without"]

_NUMBERS = ("points", "cap", "decay", "confidence")
_FIELDS = frozenset({*_NUMBERS, "severity", "status", "parameters", "enabled"})


def overridden(rules: Mapping[str, Rule], changes: Any) -> dict[str, Rule]:
    """The rules after one pack's ``override`` block. Raises ValueError that names rule and field."""
    if not isinstance(changes, dict):
        raise ValueError("'override' is a mapping of rule ids")  # noqa: TRY004  # one kind of fault for the loader
    result = dict(rules)
    if not changes:
        return result
    for name, change in changes.items():
        field = f"override.{name}"
        if name not in rules:
            raise ValueError(f"'{field}': rule {name!r} is unknown, or switched off already")
        if not isinstance(change, dict) or not change:
            raise ValueError(f"'{field}' is a mapping with some of: {', '.join(sorted(_FIELDS))}")
        if unknown := set(change) - _FIELDS:
            raise ValueError(f"unknown field '{field}.{min(map(str, unknown))}'")
        if not isinstance(change.get("enabled", True), bool):
            raise ValueError(f"'{field}.enabled' is true or false")  # noqa: TRY004  # as above
        result[name] = _changed(rules[name], change, field)
    off = {name for name, change in changes.items() if not change.get("enabled", True)}
    # Code counts on the rules that it applies: switched off, they are still found, as drafts are, and decide nothing.
    quiet = {name: replace(result[name], status="draft") for name in off if result[name].match is None}
    return without({**result, **quiet}, off - set(quiet))


def _changed(rule: Rule, change: Mapping[str, Any], field: str) -> Rule:
    parameters = dict(rule.parameters)
    wanted = change.get("parameters", {})
    if not isinstance(wanted, dict):
        raise ValueError(f"'{field}.parameters' is a mapping")  # noqa: TRY004  # as above
    for key, value in wanted.items():
        if key not in parameters:
            raise ValueError(f"'{field}.parameters.{key}': rule {rule.id!r} has no such parameter")
        parameters[key] = number(value, f"{field}.parameters.{key}")
    numbers = {key: number(change[key], f"{field}.{key}") for key in _NUMBERS if key in change}
    if "points" in numbers and "cap" not in numbers:
        numbers["cap"] = max(rule.cap, numbers["points"])
    severity = change.get("severity", rule.severity)
    if severity not in list(Severity):
        raise ValueError(f"'{field}.severity' {severity!r} is none of: {', '.join(Severity)}")
    status = change.get("status", rule.status)
    changed = replace(rule, severity=Severity(severity), parameters=parameters, status=status)
    changed = replace(changed, **numbers)  # type: ignore[arg-type]  # only float fields are in numbers
    try:
        validate(changed)
    except ValueError as error:
        raise ValueError(f"'{field}': {error}") from error
    return changed


def without(rules: Mapping[str, Rule], gone: Collection[str]) -> dict[str, Rule]:
    """The rules as if some had never been written: others that named them do without, or go too where they cannot."""
    kept = {name: rule for name, rule in rules.items() if name not in gone}
    while True:
        tags = {tag for rule in kept.values() for tag in rule.tags}
        left = {name: _without(rule, kept, tags) for name, rule in kept.items()}
        found = {name: rule for name, rule in left.items() if rule is not None}
        if len(found) == len(kept):
            return found
        kept = found


def _without(rule: Rule, kept: Collection[str], tags: Collection[str]) -> Rule | None:
    if rule.match is None:
        return rule
    node = _pruned(rule.match.node, kept, tags)
    if node is None:
        return None
    replaces = tuple(name for name in rule.match.replaces if name in kept)
    match = replace(rule.match, node=node, unless=_left(rule.match.unless, kept, tags), replaces=replaces)
    return rule if match == rule.match else replace(rule, match=match)


def _left(nodes: tuple[Node, ...], kept: Collection[str], tags: Collection[str]) -> tuple[Node, ...]:
    return tuple(part for part in (_pruned(node, kept, tags) for node in nodes) if part is not None)


def _pruned(node: Node, kept: Collection[str], tags: Collection[str]) -> Node | None:
    """The node without rules and tags that are gone; ``None`` where it could no longer hit."""
    if isinstance(node, Hit):
        return node if (node.rule in kept if node.rule is not None else node.tag in tags) else None
    if isinstance(node, Count):
        part = _pruned(node.part, kept, tags)
        return None if part is None else replace(node, part=part)
    if not isinstance(node, AnyOf | AllOf | Near | Some):
        return node
    parts = _left(node.parts, kept, tags)
    if isinstance(node, AnyOf):
        return replace(node, parts=parts) if parts else None
    if isinstance(node, AllOf):
        left = _left(node.without, kept, tags)
        return replace(node, parts=parts, without=left) if len(parts) == len(node.parts) else None
    if len(parts) < node.at_least:
        return None
    if isinstance(node, Some):
        return replace(node, parts=parts)
    pairs = [(_pruned(part, kept, tags), surrounds) for part, surrounds in zip(node.parts, node.around, strict=True)]
    around = tuple(surrounds for part, surrounds in pairs if part is not None)
    return None if pairs[0][0] is None else replace(node, parts=parts, around=around)
