"""The policy: every number that turns findings into a verdict, from a TOML file."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from auditor.errors import BadPolicy
from auditor.model import Aspect, Severity
from auditor.rules.home import home

__all__ = ["Override", "Policy", "load_policy"]

_NUMBERS = ("accept_from", "reject_below", "blocker_confidence", "confident", "sourcing_from")
_KEYS = frozenset({"name", "caps", "severity_weights", "rules", *_NUMBERS})
_OVERRIDES = frozenset({"points", "severity", "enabled"})
_MAX_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Override:
    """What a policy changes about one rule; ``None`` leaves it as the pack says."""

    points: float | None = None
    severity: Severity | None = None
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Policy:
    """Thresholds, caps and rule overrides; the keys of ``policy`` in the report."""

    name: str
    accept_from: float
    reject_below: float
    blocker_confidence: float
    confident: float
    sourcing_from: int
    caps: Mapping[Aspect, float]
    severity_weights: Mapping[Severity, float]
    rules: Mapping[str, Override] = field(default_factory=dict)

    def effective(self) -> dict[str, object]:
        """The policy as the report shows it: plain values, every one of them, as a stored report reads back."""
        return {
            "name": self.name,
            **{key: _shown(getattr(self, key)) for key in _NUMBERS},
            "caps": {aspect.value: _shown(self.caps[aspect]) for aspect in sorted(Aspect)},
            "severity_weights": {each.value: _shown(self.severity_weights[each]) for each in sorted(Severity)},
            "rules": {
                name: {
                    "enabled": rule.enabled,
                    "points": None if rule.points is None else _shown(rule.points),
                    "severity": None if rule.severity is None else rule.severity.value,
                }
                for name, rule in sorted(self.rules.items())
            },
        }


def _shown(number: float) -> float:
    """A whole number without its fraction, as JSON writes it."""
    return int(number) if float(number).is_integer() else number


def load_policy(source: str | Path | None = None) -> Policy:
    """The named shipped policy (``editorial``, ``corpus``, ``strict``) or the one in a file; ``editorial`` by default.

    Raises BadPolicy for unknown keys, missing or contradictory numbers.
    """
    shipped = home() / "policies"
    name = "editorial" if source is None else str(source)
    path = shipped / f"{name}.toml"
    if not path.is_file():
        path = Path(name)
    where = path.as_posix()
    try:
        raw = path.read_bytes()
        if len(raw) > _MAX_BYTES:
            raise BadPolicy("the policy file is too large", where=where, remedy="a policy is a few lines of TOML")
        data = tomllib.loads(raw.decode("utf-8-sig"))
    except OSError as error:
        known = ", ".join(sorted(file.stem for file in shipped.glob("*.toml")))
        raise BadPolicy(
            f"cannot read the policy: {error.strerror}", where=where, remedy=f"give a TOML file or one of: {known}"
        ) from error
    except RecursionError as error:
        raise BadPolicy("nested too deeply", where=where, remedy="a policy is a few lines of TOML") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadPolicy(f"broken TOML: {error}", where=where, remedy="mend the file") from error
    return _build(data, where)


def _build(data: Mapping[str, Any], where: str) -> Policy:
    tables: Mapping[str, Collection[str]] = {"caps": list(Aspect), "severity_weights": list(Severity)}
    _known(data, _KEYS, "", where)
    for name in ("caps", "severity_weights", "rules"):
        if not isinstance(data.get(name, {}), dict):
            raise BadPolicy(f"{name!r} must be a table", where=where, remedy=f"write [{name}] and its keys below")
        if name in tables:
            _known(data.get(name, {}), tables[name], f"{name}.", where)
    for name, value in data.get("rules", {}).items():
        if isinstance(value, dict):
            _known(value, _OVERRIDES, f"rules.{name}.", where)
    # What a file leaves out is as in the default policy.
    base = tomllib.loads((home() / "policies" / "editorial.toml").read_text("utf-8"))
    try:
        merged = {**base, **data}
        policy = Policy(
            name=str(merged["name"]),
            **{key: merged[key] for key in _NUMBERS},
            caps=_floats(Aspect, {**base.get("caps", {}), **data.get("caps", {})}),
            severity_weights=_floats(
                Severity, {**base.get("severity_weights", {}), **data.get("severity_weights", {})}
            ),
            rules={name: _override(value) for name, value in data.get("rules", {}).items()},
        )
        _validate(policy)
    except (KeyError, TypeError, ValueError) as error:
        raise BadPolicy(f"the policy does not hold: {error}", where=where, remedy="see docs/policy.md") from error
    return policy


def _known(found: Mapping[str, Any], keys: Collection[str], prefix: str, where: str) -> None:
    if unknown := sorted(set(found) - set(keys)):
        close = get_close_matches(unknown[0], sorted(keys), 1)
        hint = (
            f"did you mean {prefix + close[0]!r}?" if close else f"remove it, or use one of: {', '.join(sorted(keys))}"
        )
        raise BadPolicy(f"unknown key {prefix + unknown[0]!r}", where=where, remedy=hint)


def _floats(kind: type[Any], values: Mapping[str, Any]) -> dict[Any, float]:
    return {kind(name): _number(name, value) for name, value in values.items()}


def _number(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise TypeError(f"{name!r} must be a number")
    return float(value)


def _override(value: Any) -> Override:
    if not isinstance(value, dict):
        raise TypeError(f"a rule is overridden by points, severity and enabled, not by {value!r}")
    severity, points, enabled = value.get("severity"), value.get("points"), value.get("enabled", True)
    if not isinstance(enabled, bool):
        raise TypeError("'enabled' must be true or false")
    return Override(
        None if points is None else _number("points", points), None if severity is None else Severity(severity), enabled
    )


def _validate(policy: Policy) -> None:
    for key in _NUMBERS:
        _number(key, getattr(policy, key))
    if not isinstance(policy.sourcing_from, int) or policy.sourcing_from < 0:
        raise ValueError("'sourcing_from' must be a whole number of 0 or more")
    if not 0 <= policy.reject_below <= policy.accept_from <= 100:  # noqa: PLR2004  # a score's range
        raise ValueError("'reject_below' must not exceed 'accept_from', both within 0 to 100")
    for key in ("blocker_confidence", "confident"):
        if not 0 <= getattr(policy, key) <= 1:
            raise ValueError(f"{key!r} lies outside 0 to 1")
    if (
        set(policy.caps) != set(Aspect)
        or not all(0 <= cap <= 100 for cap in policy.caps.values())  # noqa: PLR2004  # a score's range
        or sum(policy.caps.values()) <= 0
    ):
        raise ValueError("'caps' needs one number of 0 to 100 for every aspect, and one above 0")
    weights = [policy.severity_weights[severity] for severity in Severity]
    if weights != sorted(weights) or not 0 <= weights[0] <= weights[-1] <= 100:  # noqa: PLR2004  # a score's range
        raise ValueError("'severity_weights' lie within 0 to 100 and must not fall from info to blocker")
    for name, rule in policy.rules.items():
        if rule.points is not None and not 0 <= rule.points <= 100:  # noqa: PLR2004  # a score's range
            raise ValueError(f"points of rule {name!r} lie outside 0 to 100")
