"""Reads the word lists of a pack: inline, from a text file beside it, joined from others, with homophones added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product
from pathlib import Path
from typing import Any

from auditor.errors import BadRules
from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml
from auditor.text.readings import spelled

__all__ = ["read_lists"]

MAX_WORDS = 50_000
# Spellings one keyword may have when its characters are replaced by homophones; more would be another word.
_MAX_SPELLINGS = 200


def read_lists(value: Any, path: Path) -> Mapping[str, Sequence[str]]:
    """The lists by name. Raises BadRules that names file and list.

    A list is a sequence of words, or a mapping with ``words``, ``file`` (one word a line, ``#`` starts a comment),
    ``include`` (lists defined before it) and ``homophones: true``.
    """
    if not isinstance(value, dict):
        raise BadRules("'lists' is a mapping of names to lists", where=path.as_posix(), remedy="see docs/rules.md")
    lists: dict[str, Sequence[str]] = {}
    for name, entry in value.items():
        try:
            words = tuple(dict.fromkeys(_words(entry, lists, path)))
        except ValueError as error:
            raise BadRules(f"list {name!r}: {error}", where=path.as_posix(), remedy="see docs/rules.md") from error
        if not words or len(words) > MAX_WORDS:
            raise BadRules(
                f"list {name!r} has {len(words)} words", where=path.as_posix(), remedy=f"give 1 to {MAX_WORDS}"
            )
        lists[name] = words
    return lists


def _words(entry: Any, lists: Mapping[str, Sequence[str]], path: Path) -> Iterator[str]:
    if isinstance(entry, list):
        entry = {"words": entry}
    if not isinstance(entry, dict) or (unknown := set(entry) - {"words", "file", "include", "homophones"}):
        raise ValueError(
            f"unknown field {min(unknown)!r}" if isinstance(entry, dict) else "neither a list nor a mapping"
        )
    words: list[Any] = list(entry.get("words") or ())
    for other in entry.get("include") or ():
        if other not in lists:
            raise ValueError(f"'include' names {other!r}, which is not defined above it")
        words += lists[other]
    if "file" in entry:
        words += _file(path.parent / str(entry["file"]))
    sounds = entry.get("homophones") is True
    homophones = _homophones() if sounds else {}
    for word in words:
        if not isinstance(word, str) or not word.strip():
            raise ValueError(f"{word!r} is no word: put it in quotes")
        if homophones.keys().isdisjoint(word):
            yield word
        else:
            yield from _spellings(word, homophones)
        yield from spelled(word, whole=sounds)


def _file(path: Path) -> Sequence[str]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise ValueError(f"cannot read {path.name!r}: {error}") from error
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _homophones() -> Mapping[str, str]:
    return _homophones_of(home() / "lexicons" / "spam" / "homophones.yaml")


@lru_cache(maxsize=1)
def _homophones_of(path: Path) -> Mapping[str, str]:
    """Each character's homophones, from the shipped table."""
    table = read_yaml(path)
    return {str(char): str(others) for char, others in table["homophones"].items()}


def _spellings(word: str, homophones: Mapping[str, str]) -> Iterator[str]:
    """The word and what it may be written as when characters that sound alike stand in."""
    return islice(map("".join, product(*(char + homophones.get(char, "") for char in word))), _MAX_SPELLINGS)
