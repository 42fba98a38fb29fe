"""Reads one rule of a pack into a :class:`Rule`, or says which field is wrong."""

from __future__ import annotations

import math
import re
import string
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from auditor.model import Aspect, Severity
from auditor.rules.grammar import Feature, Match, Pattern, leaves, read_match
from auditor.rules.patterns import refusal
from auditor.rules.rule import STATUSES, Example, Measured, Rule
from auditor.rules.steps import read_steps
from auditor.rules.units import SCOPES

__all__ = ["build", "inherited", "number", "texts", "validate"]

E = TypeVar("E", bound=StrEnum)

# A score starts from so many points.
_MAX_POINTS = 100
_REQUIRED = frozenset({"id", "aspect", "severity", "points", "message", "remedy", "why", "examples"})
_OPTIONAL = frozenset(
    {
        "cap",
        "check",
        "confidence",
        "decay",
        "evasions",
        "extends",
        "fold",
        "languages",
        "match",
        "measured",
        "parameters",
        "references",
        "scope",
        "status",
        "support",
        "tags",
    }
)
# What a rule with a match block can tell about its hit; code fills slots of its own.
_SLOTS = frozenset({"quote", "count"})
_KEBAB = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# A group of nothing but repetitions, itself repeated: (a+)+, (\w+\s*)*. RE2 bears it, yet it is a slip everywhere.
_ATOM = r"(?:\\[pP]\{\w+\}|\\x\{\w+\}|\\.|\[(?:\\.|[^\]\\])+\]|[^\\()\[\]|*+?{}])"
_REPEATED = re.compile(rf"(?<!\\)\((?:\?:)?(?:{_ATOM}(?:[*+]|\{{\d+,\}})\??)+\)(?:[*+]|\{{\d+,\}})")


def build(entry: Mapping[str, Any], pack: str, lists: Mapping[str, Sequence[str]]) -> Rule:
    """The rule of an entry. Raises ValueError that names the field."""
    if missing := _REQUIRED - set(entry):
        raise ValueError(f"field '{min(missing)}' is missing")
    if unknown := set(entry) - _REQUIRED - _OPTIONAL:
        raise ValueError(f"unknown field '{min(map(str, unknown))}'")
    if "fold" in entry and "match" not in entry:
        raise ValueError("'fold' is for rules with a 'match' block")
    if ("check" in entry) == ("match" in entry):
        raise ValueError("exactly one of 'check' and 'match' says how the rule is applied")
    points = number(entry["points"], "points")
    messages, remedies = _pair(entry["message"], "message"), _pair(entry["remedy"], "remedy")
    match, no_match = _both(entry["examples"], ("match", "no_match"), "examples")
    parameters = _parameters(entry.get("parameters", {}))
    rule = Rule(
        id=_text(entry["id"], "id"),
        pack=pack,
        aspect=_choice(entry["aspect"], Aspect, "aspect"),
        severity=_choice(entry["severity"], Severity, "severity"),
        confidence=number(entry.get("confidence", 1), "confidence"),
        points=points,
        cap=number(entry.get("cap", points), "cap"),
        decay=number(entry.get("decay", 0.5), "decay"),
        check=_text(entry.get("check", "packs"), "check"),
        message=messages[0],
        message_zh=messages[1],
        remedy=remedies[0],
        remedy_zh=remedies[1],
        why=_text(entry["why"], "why"),
        status=_text(entry.get("status", "stable"), "status"),
        languages=texts(entry["languages"], "languages") if "languages" in entry else (),
        scope=_text(entry.get("scope", "line"), "scope"),
        match=_match(entry, lists) if "match" in entry else None,
        parameters={name: value for name, (value, _) in parameters.items()},
        reasons={name: why for name, (_, why) in parameters.items()},
        references=texts(entry["references"], "references") if "references" in entry else (),
        tags=texts(entry["tags"], "tags") if "tags" in entry else (),
        support=_flag(entry.get("support", False), "support"),
        evasions=_flag(entry.get("evasions", True), "evasions"),
        examples_match=_examples(match, "examples.match"),
        examples_no_match=_examples(no_match, "examples.no_match"),
        measured=_measured(entry["measured"]) if "measured" in entry else None,
    )
    validate(rule)
    return rule


def _match(entry: Mapping[str, Any], lists: Mapping[str, Sequence[str]]) -> Match:
    match = read_match(entry["match"], lists)
    return replace(match, steps=read_steps(entry["fold"], "fold")) if "fold" in entry else match


def inherited(entry: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """An entry with the fields that it does not have itself taken from the one it extends; figures are not inherited."""
    if "match" not in base:
        raise ValueError(f"'extends' names {base.get('id')!r}, which code applies: use 'override' to change it")
    kept = {name: value for name, value in base.items() if name not in {"measured", "extends", "status"}}
    return kept | {name: value for name, value in entry.items() if name != "extends"}


def validate(rule: Rule) -> None:
    """Raises ValueError for values that contradict each other or lie outside their bounds."""
    if not _KEBAB.fullmatch(rule.id):
        raise ValueError(f"'id' {rule.id!r} is not kebab-case: lower-case letters, digits, single hyphens")
    if not 0 <= rule.confidence <= 1:
        raise ValueError("'confidence' lies outside 0 to 1")
    if not 0 <= rule.points <= rule.cap <= _MAX_POINTS:
        raise ValueError("'points' and 'cap' must satisfy 0 ≤ points ≤ cap ≤ 100")
    if not 0 <= rule.decay <= 1:
        raise ValueError("'decay' lies outside 0 to 1")
    if rule.scope not in SCOPES:
        raise ValueError(f"'scope' {rule.scope!r} is none of: {', '.join(SCOPES)}")
    if rule.status not in STATUSES:
        raise ValueError(f"'status' {rule.status!r} is none of: {', '.join(STATUSES)}")
    _check_wording(rule)
    if rule.match is not None:
        _check_match(rule.match)


def _check_wording(rule: Rule) -> None:
    """Raises ValueError for messages of which one language tells more, and for slots that nothing fills."""
    for field, english, chinese in (
        ("message", rule.message, rule.message_zh),
        ("remedy", rule.remedy, rule.remedy_zh),
    ):
        slots = _slots(english, f"{field}.en")
        if slots != {slot.removesuffix("_zh") for slot in _slots(chinese, f"{field}.zh")}:
            raise ValueError(f"the two languages of '{field}' use different slots")
        if rule.match is not None and (unknown := slots - _SLOTS):
            raise ValueError(f"'{field}' has the slot {{{min(unknown)}}}: use {{quote}} and {{count}}")


def number(value: Any, field: str) -> float:
    """A finite number. Raises ValueError that names the field."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise ValueError(f"'{field}' is a number, not {value!r}")
    return float(value)


def texts(value: Any, field: str) -> tuple[str, ...]:
    """A list of texts that is not empty, none of them blank. Raises ValueError that names the field."""
    return tuple(_text(text, f"{field}[{nth}]") for nth, text in enumerate(_listed(value, field)))


def _text(value: Any, field: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"'{field}' is a text that is not empty, not {value!r}")
    return value


def _flag(value: Any, field: str) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"'{field}' is true or false")  # noqa: TRY004  # one kind of fault for the loader
    return value


def _choice(value: Any, choices: type[E], field: str) -> E:
    if value not in list(choices):
        raise ValueError(f"'{field}' {value!r} is none of: {', '.join(choices)}")
    return choices(value)


def _listed(value: Any, field: str) -> Sequence[Any]:
    """A list; a single text would be taken for its letters."""
    if not isinstance(value, list) or not value:
        raise ValueError(f"'{field}' is a list that is not empty")
    return value


def _both(value: Any, names: tuple[str, str], field: str) -> tuple[Any, Any]:
    """The two fields that a mapping must have, and no other."""
    if not isinstance(value, dict):
        raise ValueError(f"'{field}' is a mapping of {names[0]} and {names[1]}")  # noqa: TRY004  # one kind of fault
    if unknown := set(value) - {*names}:
        raise ValueError(f"unknown field '{field}.{min(map(str, unknown))}'")
    for name in names:
        if name not in value:
            raise ValueError(f"field '{field}.{name}' is missing")
    return value[names[0]], value[names[1]]


def _pair(value: Any, field: str) -> tuple[str, str]:
    english, chinese = _both(value, ("en", "zh"), field)
    return _text(english, f"{field}.en"), _text(chinese, f"{field}.zh")


def _parameters(value: Any) -> dict[str, tuple[float, str]]:
    """Every parameter's number and why it is that one."""
    if not isinstance(value, dict):
        raise ValueError("'parameters' is a mapping of names to mappings")  # noqa: TRY004  # one kind of fault
    read = {}
    for name, parameter in value.items():
        field = f"parameters.{name}"
        if not isinstance(parameter, dict) or "value" not in parameter:
            raise ValueError(f"'{field}' needs 'value' and 'why'")
        if unknown := set(parameter) - {"value", "why"}:
            raise ValueError(f"unknown field '{field}.{min(map(str, unknown))}'")
        read[name] = (number(parameter["value"], f"{field}.value"), str(parameter.get("why", "")))
    return read


def _examples(value: Any, field: str) -> tuple[Example, ...]:
    """Texts, each alone or several audited together. An empty text is an example too: of a document without words."""
    return tuple(_example(each, f"{field}[{nth}]") for nth, each in enumerate(_listed(value, field)))


def _example(value: Any, field: str) -> Example:
    together = [value] if isinstance(value, str) else _listed(value, field)
    if not all(isinstance(text, str) for text in together):
        raise ValueError(f"'{field}' is a text, or a list of texts that are audited together")
    return Example(tuple(together))


def _measured(value: Any) -> Measured:
    documents, hits = _both(value, ("documents", "hits"), "measured")
    return Measured(int(number(documents, "measured.documents")), int(number(hits, "measured.hits")))


def _features() -> Collection[str]:
    """The names of the features; their finders are loaded by whoever has a rule of them, not by every pack."""
    from auditor.rules.structure import FEATURES

    return FEATURES


def _check_match(match: Match) -> None:
    """Raises ValueError for a pattern that cannot be used, and for a feature that does not exist."""
    for leaf in (leaf for node in (match.node, *match.unless) for leaf in leaves(node)):
        if isinstance(leaf, Feature) and leaf.name not in (known := _features()):
            raise ValueError(f"'feature' names {leaf.name!r}, which is none of: {', '.join(sorted(known))}")
        if isinstance(leaf, Pattern) and (reason := _refused(leaf.source)) is not None:
            raise ValueError(f"'regex' {leaf.source!r} {reason}")


def _refused(source: str) -> str | None:
    if (reason := refusal(source)) is not None:
        return reason
    repeated = _REPEATED.search(source)
    return None if repeated is None else f"repeats what is repeated already: {repeated.group()!r}"


def _slots(message: str, field: str) -> set[str]:
    """The names in braces. Raises ValueError for braces that are more than a name."""
    try:
        parts = list(string.Formatter().parse(message))
    except ValueError as error:
        raise ValueError(f"'{field}': {error}") from error
    names = set()
    for _, slot, layout, conversion in parts:
        if slot is not None and (not slot.isidentifier() or layout or conversion):
            raise ValueError(f"'{field}' has {{{slot}}}: a slot is a name in braces, such as {{quote}}")
        names |= {slot} if slot else set()
    return names
