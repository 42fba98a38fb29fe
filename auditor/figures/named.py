"""Names that say whom or where a figure is of, where no gazetteer knows a place: in its clause, or beside it.

A name that stands in the headline or in the sentence before is what the article is about: "The fleet landed 4,200 tonnes."
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from auditor.figures.content import content
from auditor.figures.named_across import same_body
from auditor.figures.named_han import is_word, organisations, sites
from auditor.figures.plain import plain
from auditor.figures.romanised import romanised, skeleton
from auditor.figures.statement import Statement

__all__ = ["at_one_site", "beside", "called", "latin_names", "names", "shared_names", "site_names"]

_NAMES = 3
# Names that an article gives beside a clause, the nearest first.
_BESIDE = 6
_REACH = 240  # characters before a figure in which its sentence and the one before are looked for
_SYLLABLES = 5
_RUN = re.compile(r"(?<![A-Za-z])[A-Z][a-z]{2,}(?:[ -][A-Z][a-z]{2,}){0,3}(?![A-Za-z])")
_JOINT = re.compile("[ -]")
_SENTENCE = re.compile(r"(?<=[.!?])\s|[。！？；;\n]")


@cache
def names(context: str) -> tuple[str, ...]:
    """The first names of a clause, as they are written and as they sound: whom or where it may speak of."""
    found = list(dict.fromkeys(name for name, _ in latin_names(context)))[:_NAMES]
    spelled = [
        romanised(run[:size]).capitalize()
        for run in sorted(content(context).words)
        if run >= "\u4e00"
        for size in range(2, min(len(run), _SYLLABLES) + 1)
    ]
    heard = (skeleton(name) for name in (*found, *spelled))
    return tuple(dict.fromkeys(name for name in (*found, *spelled, *heard) if name))


def latin_names(text: str) -> list[tuple[str, int]]:
    """Capitalised names of one or two words and where they start, without the ordinary words before them; the long first."""
    known, found = plain().latin, []
    for match in _RUN.finditer(text):
        start, run = match.start(), match.group()
        while run and (first := _JOINT.split(run, maxsplit=1)[0]).lower() in known:
            start, run = start + len(first) + 1, run[len(first) + 1 :]
        if run:
            words = _JOINT.split(run)
            found.append((run if len(words) <= 2 else run[: len(words[0]) + 1 + len(words[1])], start))  # noqa: PLR2004  # two words
            if len(words) > 1 and words[0].lower() not in plain().sites:
                found.append((words[0], start))
    return found


def beside(text: str, start: int, title: str | None) -> tuple[str, ...]:
    """The names before a figure in its sentence and in the one before it, and those of the headline.

    One word at the beginning is capitalised whatever it is: only where it goes on is it a name.
    """
    sentences = _SENTENCE.split(text[max(0, start - _REACH) : start])[-2:]
    pieces = [*reversed(sentences), *([title[:_REACH]] if title else [])]
    found = [
        name for piece in pieces for name, at in latin_names(piece) if at > _start(piece) or _surely(piece, name, at)
    ]
    found += [name for piece in pieces for name in (*organisations(piece), *sorted(sites(piece)))]
    return tuple(dict.fromkeys(found))[:_BESIDE]


def _start(piece: str) -> int:
    return len(piece) - len(piece.lstrip())


def _surely(piece: str, name: str, at: int) -> bool:
    """Whether a name at the beginning is one by its form: of two words, or with a possessive ("Castellon's hospitals")."""
    return " " in name or piece[at + len(name) :].startswith(("'s ", "’s "))


def shared_names(a: Statement, b: Statement) -> frozenset[str]:
    """The names that both give, of which one stands in a clause; two articles may also be about one name of two words."""
    said_a, said_b = _said(a.context), _said(b.context)
    found = (said_a & (said_b | set(b.about))) | (said_b & set(a.about))
    found |= {name for name in set(a.about) & set(b.about) if " " in name}
    return frozenset(found) | _shared_han(a, b) | _shared_han(b, a) | _shared_across(a, b) | _shared_across(b, a)


def _shared_han(a: Statement, b: Statement) -> frozenset[str]:
    """The Chinese names that a gives, in its clause or beside it, and b as well."""
    return frozenset(
        name
        for name in _given_han(a)
        if (name in b.context or name in b.about) and (sites(name) or not is_word(name[:2]))
    )


def _given_han(s: Statement) -> tuple[str, ...]:
    """The Chinese names of sites and organisations in a clause and beside it."""
    return (*sites(s.context), *organisations(s.context), *(name for name in s.about if name >= "\u4e00"))


def _shared_across(a: Statement, b: Statement) -> frozenset[str]:
    """The Chinese names that a gives and the English ones that b gives of the same bodies."""
    if a.context.isascii() or not b.context.isascii():
        return frozenset()
    english = [name for name in (*_said(b.context), *b.about) if " " in name]
    met = [(han, latin) for latin in english for han in _given_han(a) if same_body(han, latin)]
    return frozenset(name for pair in met for name in pair)


@lru_cache(maxsize=8192)
def _said(context: str) -> frozenset[str]:
    """The names of a clause but for a lone word that begins it."""
    return frozenset(name for name, at in latin_names(context) if at > 0 or " " in name)


@lru_cache(maxsize=8192)
def site_names(context: str) -> frozenset[str]:
    """The names of a clause that are of one site: "the Aldwin Theatre", "the Santa Relda mine", 洪泽湖."""
    return frozenset(name for name in _said(context) if called(context, name)) | sites(context)


@lru_cache(maxsize=8192)
def called(context: str, name: str) -> frozenset[str]:
    """What a clause calls a name, in it or right beside it: the mine of "the Santa Relda mine"."""
    found = set(_JOINT.split(name.lower()))
    at = context.find(name)
    if at >= 0:
        after = context[at + len(name) :].split(" ", maxsplit=3)[:3]
        # Right behind it, or behind the rest of the name: "Santa | Relda mine".
        found.update(context[:at].split()[-1:], after[1:2], after[2:] if after[1:2] and after[1][:1].isupper() else ())
    return frozenset(word.lower().rstrip(".,;:") for word in found) & plain().sites


def at_one_site(a: Statement, b: Statement) -> bool:
    """Whether both are of one site by its name, which is where it is whatever else is said."""
    shared = shared_names(a, b)
    return bool(shared & (site_names(a.context) | site_names(b.context)))
