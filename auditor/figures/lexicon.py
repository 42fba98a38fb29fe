"""The units, currencies, classifiers, labels and set phrases of ``rules/lexicons/units.yaml``, compiled into patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml

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
    """Patterns that match right after a numeral (``*_after``) or right before it (``*_before``), and what they mean."""

    currency_after: re.Pattern[str]
    currency_before: re.Pattern[str]
    currencies: Mapping[str, Currency]
    unit_after: re.Pattern[str]
    units: Mapping[str, Unit]
    classifier_after: re.Pattern[str]
    classifiers: Mapping[str, str]
    collective: frozenset[str]
    labels: tuple[str, ...]
    phrases: Mapping[str, tuple[tuple[int, str], ...]]


def _is_symbol(word: str) -> bool:
    return len(word) <= _SYMBOL and word[0].isascii() and word[0].isalpha()


def _alternatives(words: Iterable[str], unless: Mapping[str, str]) -> str:
    """An alternation, longest first; a Latin word ends where it ends, a Han word not before what makes it another."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(_guarded(word, unless) for word in ordered)


def _guarded(word: str, unless: Mapping[str, str]) -> str:
    pattern = re.escape(word)
    if word[-1].isascii() and word[-1].isalpha():
        return pattern + r"(?![A-Za-z])"
    return pattern + (f"(?![{unless[word]}])" if word in unless else "")


def _cased(words: Iterable[str], unless: Mapping[str, str]) -> str:
    """Words in any case, symbols as they are written."""
    listed = sorted(set(words))
    symbols = _alternatives((word for word in listed if _is_symbol(word)), unless)
    others = _alternatives((word for word in listed if not _is_symbol(word)), unless)
    return f"(?P<word>(?i:{others})|{symbols})"


@cache
def units() -> Units:
    """The shipped lexicon. Raises BadRules when its file is broken."""
    data: dict[str, Any] = read_yaml(home() / "lexicons" / "units.yaml")
    unless: dict[str, str] = data["unless"]
    after, before = _currencies(data)
    measures = {
        key: Unit(entry["id"], entry["dimension"], Decimal(str(entry["factor"])))
        for entry in data["units"]
        for word in entry["words"]
        for key in (word, word.lower())
        if key == word or not _is_symbol(word)
    }
    classifiers: dict[str, str] = data["classifiers"]
    named = [word for entry in data["units"] for word in entry["words"]]
    return Units(
        # 9000元日币: 元 may stand before the currency that is meant.
        currency_after=re.compile(
            rf"[ \t-]?(?:元(?=[日欧美港英韩澳加卢泰]))?(?P<word>{_alternatives(after, unless)})", re.IGNORECASE
        ),
        currency_before=re.compile(
            rf"(?<![A-Za-z])(?P<word>{_alternatives(before, {}).replace('(?![A-Za-z])', '')})[ \u00a0]?$", re.IGNORECASE
        ),
        currencies=after | before,
        unit_after=re.compile(rf"[ \t\u00a0-]?{_cased(named, unless)}"),
        units=measures,
        classifier_after=re.compile(rf"\s?(?P<more>[余多])?(?P<word>{_alternatives(classifiers, unless)})"),
        classifiers=classifiers,
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


_NUMERAL = re.compile(r"[0-9零〇一二两三四五六七八九十百千万亿]")


def _phrases(phrases: Iterable[str]) -> dict[str, tuple[tuple[int, str], ...]]:
    """Phrases by their first numeral, with its place in them, longest first."""
    table: dict[str, list[tuple[int, str]]] = {}
    for phrase in phrases:
        if match := _NUMERAL.search(phrase):
            table.setdefault(match.group(), []).append((match.start(), phrase))
    return {char: tuple(sorted(found, key=lambda item: (-len(item[1]), item[1]))) for char, found in table.items()}
