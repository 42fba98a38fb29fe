"""What metrics, places and the words of formulas are called in English and in Chinese, from the shipped lexicons.

An id is its own English name (``company_count``); a name that the lexicons do not know stands in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from auditor.figures.words import formula_zh
from auditor.formats.html.both import Both, joined

__all__ = ["formula", "metric", "place", "share", "subject", "terms"]

_KEPT = 4096  # names kept: a report speaks of few things
_COUNT = "_count"  # behind a noun: how many of it there are
_HAN = re.compile("[\u3400-\u9fff]+")
_SIGNS = ((" <= ", " ≤ "), (" * ", " × "), (" - ", " − "))


@lru_cache(maxsize=_KEPT)
def metric(name: str | None) -> Both | None:
    """What is measured: modifiers and a head, or a counted noun."""
    if not name:
        return None
    plain = name.replace("_", " ")
    return Both(plain, _metric_zh(name) or _unknown(name) or plain)


@lru_cache(maxsize=_KEPT)
def subject(name: str | None) -> Both | None:
    """A field of industry."""
    if not name:
        return None
    plain = name.replace("_", " ")
    return Both(plain, terms("subjects").get(name, plain))


@lru_cache(maxsize=_KEPT)
def place(name: str | None) -> Both | None:
    """A place of the gazetteer; any other one has its own words as name."""
    from auditor.figures.places import in_chinese

    return Both(name, in_chinese().get(name, name)) if name else None


@lru_cache(maxsize=_KEPT)
def share(name: str) -> Both:
    """The whole of a share, ``metric@place``: "company count · China"."""
    of, _, where = name.partition("@")
    known = Both("total", "总量") if of == "total" else metric(of)
    return joined((known, None if where == "?" else place(where)))


def formula(text: str, *, agrees: bool = False) -> Both:
    """An arithmetic expression with its words in both languages; a sign tells how its two sides compare."""
    left, compared, right = text.partition(" against ")
    text = f"{left} {'≈' if agrees else '≠'} {right}" if compared and left != right else left
    for plain, sign in _SIGNS:
        text = text.replace(plain, sign)
    return Both(text, formula_zh(text))


def _metric_zh(name: str) -> str | None:
    """The Chinese name: the longest head or counted noun at the end, and every word before it a modifier."""
    words = name.split("_")
    for start in range(len(words)):
        head = _head("_".join(words[start:]))
        before = _modifiers(words[:start])
        if head and before is not None:
            return before + head
    return None


def _head(name: str) -> str | None:
    if known := terms("heads").get(name):
        return known
    noun = name.removesuffix(_COUNT)
    known = terms("nouns").get(noun) or (noun if _HAN.fullmatch(noun) else None)
    return f"{known}数" if known and noun != name else None


def _unknown(name: str) -> str | None:
    """The number of something that the vocabulary has not."""
    noun = name.removesuffix(_COUNT).replace("_", " ")
    return f"{noun} 数" if name.endswith(_COUNT) else None


def _modifiers(words: Sequence[str]) -> str | None:
    """The modifiers that the words are; ``None`` where one is unknown."""
    known, found, start = terms("modifiers"), "", 0
    while start < len(words):
        ends = range(len(words), start, -1)
        end = next((end for end in ends if "_".join(words[start:end]) in known), None)
        if end is None:
            return None
        found += known["_".join(words[start:end])]
        start = end
    return found


@cache
def terms(group: str) -> Mapping[str, str]:
    """The first Chinese term of each concept of a group of the vocabulary."""
    return {entry["id"]: str(entry["zh"][0]) for entry in _lexicon()[group] if entry["zh"]}


@cache
def _lexicon() -> Mapping[str, Any]:
    from auditor.rules.home import home
    from auditor.rules.yamlfile import read_yaml

    found: Mapping[str, Any] = read_yaml(home() / "lexicons" / "metrics.yaml")
    return found
