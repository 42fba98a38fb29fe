"""Words in both languages of the interface, as the page carries them: both are there, a switch shows one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from math import floor
from typing import Protocol
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from auditor.formats._told import in_chinese, stage_in_chinese
from auditor.formats._visible import one_line, visible
from auditor.formats._words import WORDS
from auditor.formats.html.both import Both

__all__ = [
    "aspect",
    "bare",
    "both",
    "day",
    "escaped",
    "in_words",
    "percent",
    "points",
    "quote",
    "quotes",
    "say",
    "shape",
    "share",
    "shared",
    "speak",
    "spoken",
    "stage",
    "sure",
    "verdict",
    "web",
    "whole",
    "word",
]

_KEPT = 4096  # phrases of the interface come back thousands of times; a document's own words do not
_LONGEST_LINK = 2000
_LONGEST_NAME = 160
_BARE = re.compile("[A-Za-z0-9#._-]+")
_SPECIAL = re.compile("[&<>\"']")


@lru_cache(maxsize=_KEPT, typed=True)
def say(en: str, zh: str) -> Markup:
    """Both wordings, escaped, or what they share once; ``typed``, so that no cached markup answers for text.

    An ``i`` with a language is a wording of the interface, of which the switch shows one; what a document says stands
    in other elements.
    """
    if en == zh:
        return escape(en)
    return Markup(f"<i lang=en>{escape(en)}</i><i lang=zh>{escape(zh)}</i>")  # noqa: S704  # both are escaped


@lru_cache(maxsize=_KEPT, typed=True)
def word(name: str) -> Markup:
    """The interface's word for a name; what has none stands for itself."""
    return say(*(WORDS.get(name) or (one_line(str(name), 80),) * 2))


@lru_cache(maxsize=64, typed=True)
def shape(name: str) -> Markup:
    """The shape of a verdict, of which the page holds one drawing."""
    return Markup(  # noqa: S704  # the name is escaped
        f'<svg class="shape" aria-hidden="true"><use href="#shape-{escape(name)}"/></svg>'
    )


@lru_cache(maxsize=64, typed=True)
def verdict(name: str) -> Markup:
    """A verdict by shape, word and colour: any two of the three may be missing."""
    return Markup(f'<span class="verdict {escape(name)}">{shape(name)}{word(name)}</span>')  # noqa: S704  # as above


@lru_cache(maxsize=256, typed=True)
def aspect(name: str) -> Markup:
    """The label of an aspect in its colour."""
    return Markup(f'<span class="aspect {escape(name)}">{word(name)}</span>')  # noqa: S704  # as above


@lru_cache(maxsize=_KEPT)
def sure(confidence: float) -> Markup:
    """How sure a finding or relation is."""
    return Markup(f"<i lang=zh>把握 </i>{percent(confidence)}<i lang=en> sure</i>")  # noqa: S704  # a number


def both(said: Both) -> Markup:
    """Words in both languages, or once where they are the same."""
    return _once(one_line(said.en, _LONGEST_NAME), one_line(said.zh, _LONGEST_NAME))


def speak(en: str, zh: str) -> Markup:
    """What a rule says; where it has only one language, that one is shown in both."""
    return _once(visible(en or zh), visible(zh or en))


def _once(en: str, zh: str) -> Markup:
    """What :func:`say` says, of words that will hardly come again."""
    if en == zh:
        return Markup(escaped(en))  # noqa: S704  # just escaped
    return Markup(f"<i lang=en>{escaped(en)}</i><i lang=zh>{escaped(zh)}</i>")  # noqa: S704  # as above


def escaped(text: str) -> str:
    """The text in markup; most texts have nothing to escape, and a look at them costs less."""
    return str(escape(text)) if _SPECIAL.search(text) else text


def in_words(message: str) -> Markup:
    """What a fault or a note says."""
    return say(one_line(message, 400), one_line(in_chinese(message), 400))


def stage(name: str) -> Markup:
    """Where a fault or a note came up."""
    return say(one_line(name, 40), one_line(stage_in_chinese(name), 40))


class Quoted(Protocol):
    """What is quoted: words of a document, where a link leads to them, and their language."""

    @property
    def text(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def href(self) -> str | None: ...
    @property
    def language(self) -> str: ...
    @property
    def same(self) -> bool: ...


def quote(said: Quoted, *, named: bool = False) -> Markup:
    """A quote with a link to where it stands; ``named`` adds its document."""
    return Markup(_quote(said, "", named=named))  # noqa: S704  # escaped below


def _quote(said: Quoted, around: str, *, named: bool) -> str:
    words = say("the same words", "相同文字") if said.same else escaped(one_line(said.text, 180))
    linked = f"<a href={bare(said.href)}>{words}</a>" if said.href else words
    key = f" <cite>{escaped(one_line(said.key, 120))}</cite>" if named else ""
    language = spoken(said.language) if said.language != around else ""
    return f"{linked}{key}" if said.same else f"<q{language}>{linked}</q>{key}"


def quotes(said: Iterable[Quoted], *, around: str = "", named: bool = False) -> Markup:
    """Quotes as the items of a list in a part whose language is ``around``; without end tags, as HTML allows."""
    return Markup("".join([f"<li>{_quote(each, around, named=named)}" for each in said]))  # noqa: S704  # as above


def shared(languages: Collection[str]) -> str:
    """The language that all have; none where they differ."""
    return next(iter(languages)) if len(languages) == 1 else ""


@lru_cache(maxsize=256, typed=True)
def spoken(language: str | None) -> Markup:
    """The language of a text as an attribute; none where it is not known."""
    if not language or language == "und":
        return Markup("")
    return Markup(f" lang={bare(visible(language))}")  # noqa: S704  # the value is escaped


def bare(value: str) -> str:
    """An attribute's value, escaped, without the quotation marks where HTML lets a writer leave them out."""
    return value if _BARE.fullmatch(value) else f'"{escape(value)}"'


def web(value: str) -> str | None:
    """The address that a value is, if it is one that a reader may follow: http or https, and nothing else."""
    if not value.startswith(("http://", "https://")) or len(value) > _LONGEST_LINK or visible(value) != value:
        return None
    try:
        return value if urlsplit(value).hostname and not any(map(str.isspace, value)) else None
    except ValueError:
        return None


def points(value: float) -> str:
    """Points with their sign and at most one decimal, and a real minus."""
    return f"{value:+.1f}".removesuffix(".0").replace("-", "−") if value else "0"


def whole(value: float) -> str:
    """A score without decimals, as the table's script rounds what it has to one decimal: half a point counts up."""
    return str(floor(round(value, 1) + 0.5))


def day(value: str | None) -> str:
    """A date, and its hour and minute after a blank."""
    return (value or "").replace("T", " ", 1)[:16]


def share(value: float) -> str:
    """A length as a share of a picture's width, 0 to 100."""
    return f"{value:.1f}".removesuffix(".0") + "%"


def percent(value: float) -> str:
    """A share in per cent."""
    return f"{100 * value:.0f} %"
