"""Finds lines by their shape: chained slogans, paragraphs of prose, short lines off the text's subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from auditor.model import Span
from auditor.rules.traits import Trait
from auditor.text.lazy import lazy

if TYPE_CHECKING:
    from auditor.rules.structure import Structure

__all__ = ["TRAITS"]

_PROSE_HAN, _PROSE_LATIN = 60, 140
# Longer lines are prose.
_LONGEST_TITLE = 160
_LEAST_PARTS, _LEAST_WORDS = 3, 2
_SEPARATOR = r"[:|_—~\-·]"
_TITLE_PARTS = lazy(rf" ?{_SEPARATOR} ?")
_STAMP = lazy(r"\d{4}-\d{2}-\d{2}(?:[ t]\d{2}:\d{2}(?::\d{2})?)?")
_SENTENCE = lazy(r"[。!?;;]|\. |//")
_WORD = lazy(r"[\u3400-\u9fff]|[a-z]+")
_HAN = lazy(r"[\u3400-\u9fff]")


def _title_lists(page: Structure) -> Iterator[Span]:
    """Lines of three and more slogans chained by colons, bars or dashes, without a full stop: doorway-page titles."""
    for start, end in page.lines:
        if end - start > _LONGEST_TITLE + 30:  # a time stamp and brackets
            continue
        if len(_TITLE_PARTS.findall(page.view.plain, start, end)) < _LEAST_PARTS - 1:
            continue
        line = _STAMP.sub("", page.view.plain[start:end]).strip(" <>[]()【】《》「」")
        if len(line) > _LONGEST_TITLE or _SENTENCE.search(line):
            continue
        parts = [part for part in _TITLE_PARTS.split(line) if part]
        if len(parts) >= _LEAST_PARTS and all(len(_WORD.findall(part)) >= _LEAST_WORDS for part in parts):
            yield start, end


def _prose_lines(page: Structure) -> Iterator[Span]:
    """Lines as long as a paragraph of prose: an advert of a few words is lost in them, and a coincidence is likely."""
    text = page.view.plain
    for start, end in page.lines:
        length = end - start
        if length > _PROSE_LATIN or (length > _PROSE_HAN and _HAN.search(text, start, end)):
            yield start, end


def _off_topic(page: Structure) -> Iterator[Span]:
    return (line for line in page.subject.short_lines if page.subject.is_foreign(line))


TRAITS: Mapping[str, Trait] = {
    # Most texts of several lines have short ones, which hold all that are off the subject.
    "off-topic": Trait(
        _off_topic,
        may=lambda page: bool(page.subject.short_lines),
        around=lambda page: page.subject.short_lines,
        commonness=10.0,
    ),
    "prose-line": Trait(_prose_lines),
    "title-list": Trait(_title_lists, commonness=0.2),
}
