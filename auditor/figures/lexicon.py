"""The units, currencies, classifiers, labels and set phrases of ``rules/lexicons/units.yaml``: what each word means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml
from auditor.text.lazy import lazy

__all__ = ["Currency", "Unit", "Units", "units"]

# Symbols up to this length mean what their case says: 5g are grams, 5G is a network; MW and mW differ by 10⁹.
_SYMBOL = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: base unit, dimension and the factor that leads to the base."""

    id: str
    dimension: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency as a word names it: its ISO code, ``None`` where the word leaves it open, and the part that it is."""

    code: str | None
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Units:
    """What words and signs at a numeral mean, and the phrases around one that are no figures."""

    currencies: Mapping[str, Currency]
    units: Mapping[str, Unit]
    classifiers: Mapping[str, str]
    collective: frozenset[str]
    labels: tuple[str, ...]
    phrases: Mapping[str, tuple[tuple[int, str], ...]]


def _is_symbol(word: str) -> bool:
    return len(word) <= _SYMBOL and word[0].isascii() and word[0].isalpha()


@cache
def units() -> Units:
    """The shipped lexicon. Raises BadRules when its file is broken."""
    data: dict[str, Any] = read_yaml(home() / "lexicons" / "units.yaml")
    after, before = _currencies(data)
    measures = {
        key: Unit(entry["id"], entry["dimension"], Decimal(str(entry["factor"])))
        for entry in data["units"]
        for word in entry["words"]
        for key in (word, word.lower())
        if key == word or not _is_symbol(word)
    }
    return Units(
        currencies=after | before,
        units=measures,
        classifiers=data["classifiers"],
        collective=frozenset(data["collective"]),
        labels=tuple(sorted(map(str.lower, map(str, data["labels"])), key=lambda word: (-len(word), word))),
        phrases=_phrases(map(str, data["phrases"])),
    )


def _currencies(data: Mapping[str, Any]) -> tuple[dict[str, Currency], dict[str, Currency]]:
    """Words after and before the number, in lower case, with the currency that they name."""
    after: dict[str, Currency] = {}
    before = {sign: Currency(None) for sign in data["ambiguous"]}
    for code, names in data["currencies"].items():
        after |= {word.lower(): Currency(code) for word in names["after"]}
        before |= {word.lower(): Currency(code) for word in names["before"]}
        for size, words in names.get("parts", {}).items():
            after |= {word.lower(): Currency(code, Decimal(size)) for word in words}
    return after, before


_NUMERAL = lazy(
    r"[0-9零〇一二两三四五六七八九十百千万亿]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|second|a (?=million))",
    re.IGNORECASE,
)


def _phrases(phrases: Iterable[str]) -> dict[str, tuple[tuple[int, str], ...]]:
    """Phrases by the first character of their first numeral, with its place in them, longest first."""
    table: dict[str, list[tuple[int, str]]] = {}
    for phrase in phrases:
        if match := _NUMERAL.search(phrase):
            table.setdefault(match.group()[0], []).append((match.start(), phrase))
    return {char: tuple(sorted(found, key=lambda item: (-len(item[1]), item[1]))) for char, found in table.items()}
