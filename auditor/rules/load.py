"""Loads rule packs: YAML files with a ``pack`` name and ``rules``; a pack is used whole or not at all."""

from __future__ import annotations

import re
import string
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from auditor.errors import BadRules
from auditor.model import Aspect, Severity
from auditor.rules.grammar import Feature, Match, Pattern, leaves, read_match
from auditor.rules.home import home
from auditor.rules.lists import read_lists
from auditor.rules.override import overridden
from auditor.rules.patterns import refusal
from auditor.rules.rule import Example, Measured, Rule
from auditor.rules.suppress import read_suppressions, suppressed
from auditor.rules.units import SCOPES
from auditor.rules.yamlfile import read_yaml

__all__ = ["RuleSet", "load", "load_shipped", "stamp"]

# A score starts from so many points.
_MAX_POINTS = 100
_REQUIRED = frozenset({"id", "aspect", "severity", "points", "message", "remedy", "why", "examples"})
_OPTIONAL = frozenset(
    {
        "check",
        "match",
        "confidence",
        "cap",
        "decay",
        "languages",
        "scope",
        "parameters",
        "references",
        "tags",
        "support",
        "evasions",
        "measured",
    }
)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Every loaded rule by id, and the digest of every pack by name."""

    rules: Mapping[str, Rule]
    digests: Mapping[str, str]

    def of(self, check: str) -> Mapping[str, Rule]:
        """The rules that the module ``check`` applies, by id."""
        return {name: rule for name, rule in self.rules.items() if rule.check == check}


def stamp(extra: Sequence[Path] = ()) -> tuple[tuple[str, int, int], ...]:
    """What changes when a pack file does: path, time and size of each."""
    found = [(path, path.stat()) for path in _files((home(), *extra)) if path.is_file()]
    return tuple((path.as_posix(), status.st_mtime_ns, status.st_size) for path, status in found)


def load(extra: Sequence[Path] = (), as_of: date | None = None) -> RuleSet:
    """The shipped packs and those under ``extra`` (files or folders). Raises BadRules for the first fault found.

    With ``as_of`` suppressions that have expired are left out.
    """
    rules: dict[str, Rule] = {}
    digests: dict[str, str] = {}
    packs = [_read_pack(path) for path in _files((home(), *extra))]
    for pack in packs:
        where = pack.path.as_posix()
        if pack.name in digests:
            raise BadRules(f"pack {pack.name!r} is loaded twice", where=where, remedy="rename one of them")
        digests[pack.name] = pack.digest
        for rule in pack.rules:
            if rule.id in rules:
                raise BadRules(
                    f"rule {rule.id!r} is already in pack {rules[rule.id].pack!r}", where=where, remedy="rename it"
                )
            rules[rule.id] = rule
    for pack in packs:
        rules = _after(rules, pack, as_of)
    return RuleSet(rules, digests)


def load_shipped(name: str) -> Mapping[str, Rule]:
    """The rules of one shipped pack, by id, for a command that needs no other."""
    return {rule.id: rule for rule in _read_pack(home() / f"{name}.yaml").rules}


def _after(rules: dict[str, Rule], pack: _Pack, as_of: date | None) -> dict[str, Rule]:
    """The rules once a pack has overridden some of them and suppressed some of what they find."""
    try:
        changed = overridden(rules, pack.override)
        for name in pack.override:
            if name in changed:
                _validate(changed[name])
        changed = suppressed(changed, read_suppressions(pack.suppress, pack.name), as_of)
    except (TypeError, ValueError, AttributeError) as error:
        raise BadRules(str(error), where=pack.path.as_posix(), remedy="see docs/rules.md for the fields") from error
    return changed


@dataclass(frozen=True, slots=True)
class _Pack:
    name: str
    path: Path
    digest: str
    rules: tuple[Rule, ...]
    override: Any
    suppress: Any


def _files(roots: Iterable[Path]) -> Iterable[Path]:
    for root in roots:
        if root.is_dir():
            found = sorted(root.glob("*.yaml"))
            if not found:
                raise BadRules("no rule pack in the folder", where=root.as_posix(), remedy="a pack is a .yaml file")
            yield from found
        else:
            yield root


def _read_pack(path: Path) -> _Pack:
    where = path.as_posix()
    data = read_yaml(path)
    if not isinstance(data, dict) or not isinstance(data.get("pack"), str) or not isinstance(data.get("rules"), list):
        raise BadRules("a pack needs 'pack' (a name) and 'rules' (a list)", where=where, remedy="see docs/rules.md")
    if unknown := set(data) - {"pack", "rules", "about", "lists", "override", "suppress"}:
        raise BadRules(f"unknown field {min(unknown)!r}", where=where, remedy="remove it")
    lists = read_lists(data.get("lists", {}), path)
    rules = tuple(_rule(entry, data["pack"], lists, path) for entry in data["rules"])
    # The words of lists may come from other files, so they are part of the digest.
    digest = sha256(path.read_bytes() + repr(sorted(lists.items())).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return _Pack(data["pack"], path, digest, rules, data.get("override", {}), data.get("suppress", []))


def _rule(entry: Any, pack: str, lists: Mapping[str, Sequence[str]], path: Path) -> Rule:
    name = entry.get("id", "?") if isinstance(entry, dict) else "?"
    try:
        return _build(entry, pack, lists)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        what = f"field {error} is missing" if isinstance(error, KeyError) else str(error)
        raise BadRules(
            f"rule {name!r}: {what}", where=_place(path, name), remedy="see docs/rules.md for the fields"
        ) from error


def _features() -> Collection[str]:
    """The names of the features; their finders are loaded by whoever has a rule of them, not by every pack."""
    from auditor.rules.structure import FEATURES

    return FEATURES


def _check_names(match: Match) -> None:
    """Raises ValueError for a pattern that RE2 refuses, and for a feature that does not exist."""
    for leaf in (leaf for node in (match.node, *match.unless) for leaf in leaves(node)):
        if isinstance(leaf, Feature) and leaf.name not in (known := _features()):
            raise ValueError(f"'feature' names {leaf.name!r}, which is none of: {', '.join(sorted(known))}")
        if isinstance(leaf, Pattern) and (reason := refusal(leaf.source)) is not None:
            raise ValueError(f"'regex' {leaf.source!r} {reason}")


def _place(path: Path, name: object) -> str:
    """The file, and the line where the rule begins if it can be found."""
    lines = path.read_text("utf-8", "replace").splitlines()
    mark = re.compile(rf"\s*-?\s*[\"']?id[\"']?\s*:\s*[\"']?{re.escape(str(name))}[\"']?\s*(?:#.*)?$")
    line = next((number for number, line in enumerate(lines, 1) if mark.match(line)), None)
    return path.as_posix() if line is None else f"{path.as_posix()}:{line}"


def _build(entry: Any, pack: str, lists: Mapping[str, Sequence[str]]) -> Rule:
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
        languages=_texts(entry.get("languages", []), "languages"),
        scope=entry.get("scope", "line"),
        match=read_match(entry["match"], lists) if "match" in entry else None,
        parameters={key: float(value["value"]) for key, value in entry.get("parameters", {}).items()},
        reasons={key: str(value.get("why", "")) for key, value in entry.get("parameters", {}).items()},
        references=_texts(entry.get("references", []), "references"),
        tags=_texts(entry.get("tags", []), "tags"),
        support=entry.get("support", False) is True,
        evasions=entry.get("evasions", True) is True,
        examples_match=tuple(map(_example, _listed(examples["match"], "examples.match"))),
        examples_no_match=tuple(map(_example, _listed(examples["no_match"], "examples.no_match"))),
        measured=_measured(entry["measured"]) if "measured" in entry else None,
    )
    _validate(rule)
    return rule


def _listed(value: Any, field: str) -> Sequence[Any]:
    """A list; a single text would be taken for its letters."""
    if not isinstance(value, list):
        raise ValueError(f"'{field}' is a list")  # noqa: TRY004  # one kind of fault for the loader
    return value


def _texts(value: Any, field: str) -> tuple[str, ...]:
    if not all(isinstance(text, str) and text.strip() for text in _listed(value, field)):
        raise ValueError(f"'{field}' is a list of texts")
    return tuple(value)


def _example(value: Any) -> Example:
    return Example((value,) if isinstance(value, str) else tuple(map(str, value)))


def _measured(value: Any) -> Measured:
    if not isinstance(value, dict) or set(value) != {"documents", "hits"}:
        raise ValueError("'measured' has 'documents' and 'hits', as `auditor rules measure` writes them")
    return Measured(int(value["documents"]), int(value["hits"]))


def _validate(rule: Rule) -> None:
    if rule.match is not None:
        _check_names(rule.match)
    if not 0 <= rule.confidence <= 1:
        raise ValueError("'confidence' lies outside 0 to 1")
    if not 0 <= rule.points <= rule.cap <= _MAX_POINTS:
        raise ValueError("'points' and 'cap' must satisfy 0 ≤ points ≤ cap ≤ 100")
    if not 0 <= rule.decay <= 1:
        raise ValueError("'decay' lies outside 0 to 1")
    if rule.scope not in SCOPES:
        raise ValueError(f"'scope' {rule.scope!r} is none of: {', '.join(SCOPES)}")
    if not rule.examples_match or not rule.examples_no_match:
        raise ValueError("'examples' needs at least one match and one no_match")
    if _slots(rule.message) != {slot.removesuffix("_zh") for slot in _slots(rule.message_zh)}:
        raise ValueError("the two languages of 'message' use different slots")


def _slots(message: str) -> set[str]:
    return {slot for _, slot, _, _ in string.Formatter().parse(message) if slot}
