"""Loads rule packs: YAML files with a ``pack`` name and ``rules``; a pack is used whole or not at all."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from auditor.errors import BadRules
from auditor.model import Aspect, Severity
from auditor.rules.home import home
from auditor.rules.rule import Example, Rule
from auditor.rules.yamlfile import read_yaml

__all__ = ["RuleSet", "load"]

_REQUIRED = frozenset({"id", "aspect", "severity", "points", "message", "remedy", "why", "examples"})
_OPTIONAL = frozenset({"check", "match", "confidence", "cap", "decay", "languages", "scope", "parameters", "references", "tags"})


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Every loaded rule by id, and the digest of every pack by name."""

    rules: Mapping[str, Rule]
    digests: Mapping[str, str]

    def of(self, check: str) -> Mapping[str, Rule]:
        """The rules that the module ``check`` applies, by id."""
        return {name: rule for name, rule in self.rules.items() if rule.check == check}


def load(extra: Sequence[Path] = ()) -> RuleSet:
    """The shipped packs and those under ``extra`` (files or folders). Raises BadRules for the first fault found."""
    rules: dict[str, Rule] = {}
    digests: dict[str, str] = {}
    for path in _files((home(), *extra)):
        pack, found = _read_pack(path)
        if pack in digests:
            raise BadRules(f"pack {pack!r} is loaded twice", where=path.as_posix(), remedy="rename one of them")
        digests[pack] = sha256(path.read_bytes()).hexdigest()[:16]
        for rule in found:
            if rule.id in rules:
                raise BadRules(
                    f"rule {rule.id!r} is already in pack {rules[rule.id].pack!r}", where=path.as_posix(), remedy="rename it"
                )
            rules[rule.id] = rule
    return RuleSet(rules, digests)


def _files(roots: Iterable[Path]) -> Iterable[Path]:
    for root in roots:
        if root.is_dir():
            found = sorted(root.glob("*.yaml"))
            if not found:
                raise BadRules("no rule pack in the folder", where=root.as_posix(), remedy="a pack is a .yaml file")
            yield from found
        else:
            yield root


def _read_pack(path: Path) -> tuple[str, list[Rule]]:
    where = path.as_posix()
    data = read_yaml(path)
    if not isinstance(data, dict) or not isinstance(data.get("pack"), str) or not isinstance(data.get("rules"), list):
        raise BadRules("a pack needs 'pack' (a name) and 'rules' (a list)", where=where, remedy="see docs/rules.md")
    if unknown := set(data) - {"pack", "rules", "about"}:
        raise BadRules(f"unknown field {min(unknown)!r}", where=where, remedy="remove it")
    return data["pack"], [_rule(entry, data["pack"], where) for entry in data["rules"]]


def _rule(entry: Any, pack: str, where: str) -> Rule:
    name = entry.get("id", "?") if isinstance(entry, dict) else "?"
    try:
        return _build(entry, pack)
    except (KeyError, TypeError, ValueError) as error:
        raise BadRules(f"rule {name!r}: {error}", where=where, remedy="see docs/rules.md for the fields") from error


def _build(entry: Any, pack: str) -> Rule:
    if not isinstance(entry, dict):
        raise TypeError("a rule is a mapping")
    if missing := _REQUIRED - set(entry):
        raise ValueError(f"field {min(missing)!r} is missing")
    if unknown := set(entry) - _REQUIRED - _OPTIONAL:
        raise ValueError(f"unknown field {min(unknown)!r}")
    if ("check" in entry) == ("match" in entry):
        raise ValueError("exactly one of 'check' and 'match' says how the rule is applied")
    points = float(entry["points"])
    examples = entry["examples"]
    rule = Rule(
        id=str(entry["id"]),
        pack=pack,
        aspect=Aspect(entry["aspect"]),
        severity=Severity(entry["severity"]),
        confidence=float(entry.get("confidence", 1.0)),
        points=points,
        cap=float(entry.get("cap", points)),
        decay=float(entry.get("decay", 0.5)),
        check=entry.get("check", "packs"),
        message=entry["message"]["en"],
        message_zh=entry["message"]["zh"],
        remedy=entry["remedy"]["en"],
        remedy_zh=entry["remedy"]["zh"],
        why=entry["why"],
        languages=tuple(entry.get("languages", ())),
        scope=entry.get("scope", "line"),
        match=entry.get("match"),
        parameters={key: float(value["value"]) for key, value in entry.get("parameters", {}).items()},
        references=tuple(entry.get("references", ())),
        tags=tuple(entry.get("tags", ())),
        examples_match=tuple(map(_example, examples["match"])),
        examples_no_match=tuple(map(_example, examples["no_match"])),
    )
    _validate(rule)
    return rule


def _example(value: Any) -> Example:
    return Example((value,) if isinstance(value, str) else tuple(map(str, value)))


def _validate(rule: Rule) -> None:
    if not 0 <= rule.confidence <= 1:
        raise ValueError("'confidence' lies outside 0 to 1")
    if not 0 <= rule.points <= rule.cap <= 100:
        raise ValueError("'points' and 'cap' must satisfy 0 ≤ points ≤ cap ≤ 100")
    if not 0 <= rule.decay <= 1:
        raise ValueError("'decay' lies outside 0 to 1")
    if not rule.examples_match or not rule.examples_no_match:
        raise ValueError("'examples' needs at least one match and one no_match")
    if {slot for _, slot, _, _ in string.Formatter().parse(rule.message) if slot} != {
        slot for _, slot, _, _ in string.Formatter().parse(rule.message_zh) if slot
    }:
        raise ValueError("the two languages of 'message' use different slots")
