"""The units, currencies and classifiers of ``rules/lexicons/units.yaml``, compiled into anchored patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml

__all__ = ["Unit", "Units", "units"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: base unit, dimension and the factor that leads to the base."""

    id: str
    dimension: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Units:
    """Patterns that match right after a numeral (``after_*``) or right before it (``before``), and what they mean."""

    currency_after: re.Pattern[str]
    currency_before: re.Pattern[str]
    currencies: Mapping[str, str]
    unit_after: re.Pattern[str]
    units: Mapping[str, Unit]
    classifier_after: re.Pattern[str]
    classifiers: Mapping[str, str]


def _alternatives(words: Iterable[str]) -> str:
    """An alternation, longest first; a Latin word must end where it ends."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) + (r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else "") for word in ordered)


@cache
def units() -> Units:
    """The shipped lexicon. Raises BadRules when its file is broken."""
    data = read_yaml(home() / "lexicons" / "units.yaml")
    after: dict[str, str] = {}
    before: dict[str, str] = {"¥": "", "￥": ""}
    for code, names in data["currencies"].items():
        after |= {word.lower(): code for word in names["after"]}
        before |= {word.lower(): code for word in names["before"]}
    measures = {
        word.lower(): Unit(entry["id"], entry["dimension"], Decimal(str(entry["factor"])))
        for entry in data["units"]
        for word in entry["words"]
    }
    classifiers: dict[str, str] = data["classifiers"]
    return Units(
        currency_after=re.compile(rf"[\s-]?(?P<word>{_alternatives(after)})", re.IGNORECASE),
        currency_before=re.compile(rf"(?<![A-Za-z])(?P<word>{_alternatives(before)})\s?$".replace(r"(?![A-Za-z])", ""), re.IGNORECASE),
        currencies=after | before,
        unit_after=re.compile(rf"[\s-]?(?P<word>{_alternatives(measures)})", re.IGNORECASE),
        units=measures,
        classifier_after=re.compile(rf"\s?(?P<more>[余多])?(?P<word>{_alternatives(classifiers)})"),
        classifiers=classifiers,
    )
