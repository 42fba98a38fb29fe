"""Loads the cues by which pages mark their articles."""

from __future__ import annotations

from functools import cache
from typing import Any

from auditor.errors import BadRules
from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml
from auditor.text.datelines import Cues

__all__ = ["cues"]

_LABELS = frozenset({"title", "source", "published", "updated", "author", "via", "other"})
_FIELDS = frozenset({"about", "labels", "signs", "noise", "publisher_words", "mail", "not_titles", "captions"})


@cache
def cues() -> Cues:
    """The shipped cues, read once. Raises BadRules naming the field that is wrong."""
    path = home() / "cues" / "articles.yaml"
    data = read_yaml(path)
    try:
        return _build(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        remedy = "see the comments in the shipped file"
        raise BadRules(f"broken cues: {error}", where=path.as_posix(), remedy=remedy) from error


def _build(data: Any) -> Cues:
    if not isinstance(data, dict) or set(data) != _FIELDS:
        raise ValueError(f"the fields are {', '.join(sorted(_FIELDS))}")
    return Cues(
        labels={word: role for role, words in _roles(data["labels"]) for word in _words(words)},
        signs={sign: role for role, signs in _roles(data["signs"]) for sign in signs},
        noise=frozenset(_words(data["noise"])),
        publisher_words=_words(data["publisher_words"]),
        mail=_words(data["mail"]),
        not_titles=frozenset(_words(data["not_titles"])),
        captions=_words(data["captions"]),
    )


def _roles(data: Any) -> list[tuple[str, Any]]:
    if unknown := set(data) - _LABELS:
        raise ValueError(f"unknown role {min(unknown)!r}")
    return list(data.items())


def _words(data: Any) -> tuple[str, ...]:
    if not isinstance(data, list) or not all(isinstance(word, str) and word for word in data):
        raise TypeError("words are a list of strings")
    return tuple(word.lower() for word in data)
