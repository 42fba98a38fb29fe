"""How much of a run of words is function words of each language: the little words that no prose goes without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml

__all__ = ["shares"]


def shares(words: Sequence[str]) -> dict[str, float]:
    """The share of each language's function words among ``words``, which are in lower case."""
    names, languages = _known()
    counted = Counter(words)
    found = dict.fromkeys(names, 0)
    for word in counted.keys() & languages.keys():
        for name in languages[word]:
            found[name] += counted[word]
    return {name: count / max(len(words), 1) for name, count in found.items()}


@cache
def _known() -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """The languages in the order of the lexicon, and those of each function word."""
    listed = read_yaml(home() / "lexicons" / "languages.yaml")["function_words"]
    known = {str(name): frozenset(str(words).split()) for name, words in listed.items()}
    every = frozenset().union(*known.values())
    return tuple(known), {word: tuple(name for name in known if word in known[name]) for word in every}
