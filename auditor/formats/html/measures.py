"""What units of measure, currencies and counted nouns are called in English and in Chinese, from the shipped lexicons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from auditor.formats.html.both import Both
from auditor.formats.html.names import terms

__all__ = ["unit"]

_KEPT = 4096  # names kept: a report counts few things
_HAN = re.compile("[\u3400-\u9fff]+")
_PLURALS = {
    "person": "people",
    "child": "children",
    "fisherman": "fishermen",
    "year of age": "years of age",
    **{span: f"{span}s" for span in ("year", "quarter", "month", "week", "day", "hour", "minute", "second")},
    **{same: same for same in ("aircraft", "sheep", "cattle", "salmon")},
}
_POWERS = {"m2": "m²", "m3": "m³"}


@lru_cache(maxsize=_KEPT)
def unit(name: str | None, *, many: bool = False) -> Both | None:
    """A currency, a unit of measure or a counted noun, one or several; in Chinese behind its measure word."""
    if not name:
        return None
    base, yearly = (name[:-5], "year") if name.endswith("/year") else (name, "")
    chinese = _units().get(base) or _counted(base) or base.replace("_", " ")
    english = _plural(base) if many else _POWERS.get(base, base).replace("_", " ")
    return Both(f"{english} a year", f"{chinese}／年") if yearly == "year" else Both(english, chinese)


def _plural(noun: str) -> str:
    """Several of a counted noun in English; a unit of measure or currency stays as it is."""
    plain = _POWERS.get(noun, noun).replace("_", " ")
    if noun in _PLURALS or noun in _measures() or not (plain.islower() and plain.isascii()):
        return _PLURALS.get(noun, plain)
    if plain.endswith("y") and plain[-2:-1] not in "aeiou":
        return f"{plain[:-1]}ies"
    return f"{plain}es" if plain.endswith(("s", "x", "ch", "sh")) else f"{plain}s"


def _counted(noun: str) -> str:
    """A counted noun behind its measure word, 家企业; the measure word alone where it says all."""
    known = terms("nouns").get(noun)
    own = _measure_words().get(noun, "")
    if not known or (own and known.startswith(own)):
        return own
    return f"{own if own and not known.endswith(own) else '个'}{known}"


@cache
def _units() -> Mapping[str, str]:
    """The Chinese words of base units, the first of each; of currencies and spans of time, the shortest: 元, 天."""
    from auditor.figures.lexicon import units

    first: dict[str, str] = {}
    brief: dict[str, list[str]] = {}
    for word, currency in units().currencies.items():
        if currency.code and currency.factor == 1 and _simplified(word):
            brief.setdefault(currency.code, []).append(word)
    for word, measure in units().units.items():
        if measure.factor == 1 and _simplified(word):
            first.setdefault(measure.id, word)
            if measure.dimension == "duration":
                brief.setdefault(measure.id, []).append(word)
    return first | {name: min(words, key=len) for name, words in brief.items()}


@cache
def _measures() -> frozenset[str]:
    """The ids of the units of measure."""
    from auditor.figures.lexicon import units

    return frozenset(measure.id for measure in units().units.values())


@cache
def _measure_words() -> Mapping[str, str]:
    """The first measure word of each noun."""
    from auditor.figures.lexicon import units

    found: dict[str, str] = {}
    for word, noun in units().classifiers.items():
        if _simplified(word):
            found.setdefault(noun, word)
    return found


def _simplified(word: str) -> bool:
    """Whether a word is of Han characters, all of them of the mainland's first standard (GB 2312)."""
    return _HAN.fullmatch(word) is not None and word.encode("gb2312", "ignore").decode("gb2312") == word
