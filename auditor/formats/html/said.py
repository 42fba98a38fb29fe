"""Words in both languages of the interface, as the page carries them: both are there, a switch shows one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import floor
from typing import Protocol
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from auditor.formats._told import in_chinese, stage_in_chinese
from auditor.formats._visible import one_line, visible
from auditor.formats._words import WORDS
from auditor.formats.html.amounts import Both

__all__ = [
    "aspect",
    "both",
    "day",
    "in_words",
    "percent",
    "points",
    "quote",
    "quotes",
    "say",
    "shape",
    "slots",
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


@lru_cache(maxsize=_KEPT, typed=True)
def say(en: str, zh: str) -> Markup:
    """Both wordings, escaped, each marked with its language; ``typed``, so that no cached markup answers for text."""
    return Markup(  # noqa: S704  # both parts are escaped here
        f'<span class="en" lang="en">{escape(en)}</span><span class="zh" lang="zh-Hans">{escape(zh)}</span>'
    )


@lru_cache(maxsize=_KEPT, typed=True)
def word(name: str) -> Markup:
    """The interface's word for a name; what has none stands for itself."""
    en, zh = WORDS.get(name) or (one_line(str(name), 80),) * 2
    return escape(en) if en == zh else say(en, zh)


@lru_cache(maxsize=64, typed=True)
def shape(name: str) -> Markup:
    """The shape of a verdict, of which the page holds one drawing."""
    return Markup(  # noqa: S704  # the name is escaped
        '<svg class="shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">'
        f'<use href="#shape-{escape(name)}"/></svg>'
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
    return say(f"{percent(confidence)} sure", f"把握 {percent(confidence)}")


def slots(*values: str | None) -> str:
    """The known slots of a claim's meaning."""
    return " · ".join(one_line(value.replace("_", " "), 80) for value in values if value) or "–"


def both(said: Both) -> Markup:
    """An amount in both ways of writing, or once where they are the same."""
    return escape(said.en) if said.en == said.zh else say(said.en, said.zh)


def speak(en: str, zh: str) -> Markup:
    """What a rule says; where it has only one language, that one is shown in both."""
    return say(visible(en or zh), visible(zh or en))


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


def quote(said: Quoted, *, named: bool = False) -> Markup:
    """A quote with a link to where it stands; ``named`` adds its document."""
    words = escape(one_line(said.text, 180))
    linked = f'<a href="{escape(said.href)}">{words}</a>' if said.href else words
    key = f' <span class="key">{escape(one_line(said.key, 120))}</span>' if named else ""
    return Markup(f'<q class="quote"{spoken(said.language)}>{linked}</q>{key}')  # noqa: S704  # all parts are escaped


def quotes(said: Iterable[Quoted], *, named: bool = False) -> Markup:
    """Quotes as the items of a list."""
    return Markup("".join(f"<li>{quote(each, named=named)}</li>" for each in said))  # noqa: S704  # as above


@lru_cache(maxsize=256, typed=True)
def spoken(language: str | None) -> Markup:
    """The language of a text as an attribute; none where it is not known."""
    if not language or language == "und":
        return Markup("")
    return Markup(f' lang="{escape(visible(language))}"')  # noqa: S704  # the value is escaped


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
    """A date, and its time after a blank."""
    return (value or "").replace("T", " ", 1)


def percent(value: float) -> str:
    """A share in per cent."""
    return f"{100 * value:.0f} %"
