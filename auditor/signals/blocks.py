"""Blocks of a text that are written in another language than the rest.

A block is a line of prose of some length. Scripts are told apart by their letters, languages of one script by their
function words; names, code, references and short quotations are no prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from auditor.model import Document, Span
from auditor.signals._function_words import shares
from auditor.signals._kinds import SCRIPTS, kinds, letters
from auditor.signals.language import script_of, words_of
from auditor.signals.memo import signal

__all__ = ["Block", "foreign_blocks"]

_LINES = 20_000
_READ = 4000  # characters of a line by which its language is told
_LEAST = {
    "han": 40,
    "kana": 40,
    "hangul": 40,
    "latin": 150,
}  # letters that make a block; of an alphabet about three times as many
_LEAST_OTHER = 110  # of another alphabet: no names, commands or titles stand in it among Latin or Chinese prose
_DENSE = frozenset({"han", "kana", "hangul"})
_LEAST_WORDS = 25
_PROSE = 0.2  # share of function words; headlines, lists of names and code have less than half of it
_KANA = 0.1  # kana to each Han character from which on a line is Japanese
_SOUND = 0.8  # share of a block's letters that are of its script
_CLEAR = 0.5  # a text of which no language has half has no main language

_CLEARER = 1.3  # how much more of one language's words than of another's; Spanish and Portuguese share many
_LINK = re.compile(r"https?://\S{1,400}|[!-~]{40,}")
# Kinds of which an address or a run of code can be, and the shortest such run.
_PRINTED = bytes.maketrans(b"l0.", b"xxx")
_SOLID = b"x" * 40
_ENTRY = re.compile(r"\s*(?:\[\^?\d{1,3}\]|[>|#{}<]|\$ )")
_LINE = re.compile(r"[^\n\r]+")
_WEIGHT = 3  # a Han, kana or Hangul character says about what three letters do


@dataclass(frozen=True, slots=True)
class Block:
    """A line in another language, and which: a language code, or the name of a script."""

    span: Span
    language: str
    weight: int


@signal
def foreign_blocks(doc: Document) -> tuple[tuple[Block, ...], int]:
    """The blocks in another language than most of the text, in order, and the weight of all blocks together.

    Nothing is foreign where no language has half of the text: such a page is bilingual.
    """
    if not _may_be_mixed(doc.text):
        return (), 0
    blocks = tuple(islice(_blocks(doc.text), _LINES))
    weights: Counter[str] = Counter()
    for block in blocks:
        weights[block.language] += block.weight
    whole = sum(weights.values())
    if len(weights) < 2:  # noqa: PLR2004  # one language of paragraphs is no mix, unless the text around is of another script
        return _among_short_lines(doc.text, blocks, whole)
    main = max(sorted(weights), key=weights.__getitem__)
    if weights[main] <= _CLEAR * whole:
        return (), whole
    return tuple(block for block in blocks if block.language != main), whole


def _may_be_mixed(text: str) -> bool:
    """Whether a text has letters of two scripts for a block each, or two lines of letters that could differ."""
    found = letters(kinds(text))
    lines = sum(len(line) >= _LEAST["latin"] for line in _LINE.findall(text)) if found.get("latin") else 0
    weights = {script: count * _weight(script) for script, count in found.items()}
    main = max(sorted(weights), key=weights.__getitem__, default=None)
    # Letters that are not most of a text make a block only in lines of some length.
    others = sum(weight for script, weight in weights.items() if script != main and (lines or script != "latin"))
    japanese = found.get("kana", 0) > _LEAST["kana"] * _KANA / (
        1 + _KANA
    )  # whose Han characters count as the others' do
    return others >= min(_LEAST["han"] * _WEIGHT, _LEAST_OTHER) or japanese or (main == "latin" and lines > 1)


def _weight(script: str) -> int:
    return _WEIGHT if script in _DENSE else 1


def _among_short_lines(text: str, blocks: tuple[Block, ...], weight: int) -> tuple[tuple[Block, ...], int]:
    """The only paragraphs of a text of short lines, where most of the text is in another script."""
    main = script_of(text)
    own = blocks[0].language if blocks and blocks[0].language in SCRIPTS else "latin"
    if not blocks or main is None or main == own or {main, own} == {"han", "kana"}:
        return (), weight
    return blocks, weight + letters(kinds(text)[: _LINES * _LEAST["han"]]).get(main, 0) * _weight(main)


def _blocks(text: str) -> Iterator[Block]:
    marks = kinds(text)
    linked = "://" in text or _SOLID in marks.translate(_PRINTED)
    for match in _LINE.finditer(text):
        line = match.group()
        if len(line) < _LEAST["han"] or _ENTRY.match(line):
            continue
        sample, own = line[:_READ], marks[match.start() : min(match.end(), match.start() + _READ)]
        if linked:
            sample = _LINK.sub(" ", sample)
            own = kinds(sample)
        script, count = _script(own)
        if script is None or count < _LEAST.get(script, _LEAST_OTHER):
            continue
        language = _language(sample) if script == "latin" else script
        if language is not None:
            lead = len(line) - len(line.lstrip())
            weight = count * _weight(script)
            yield Block((match.start() + lead, match.start() + len(line.rstrip())), language, weight)


def _script(marks: bytes) -> tuple[str | None, int]:
    """The script that nearly all letters of a line are of, and how many; Japanese is kana, whatever its Han."""
    counts = letters(marks)
    if not counts:
        return None, 0
    if counts.get("kana", 0) > _KANA * counts.get("han", 0):
        counts["kana"] += counts.pop("han", 0)
    best = max(sorted(counts), key=counts.__getitem__)
    return (best, counts[best]) if counts[best] >= _SOUND * sum(counts.values()) else (None, 0)


def _language(sample: str) -> str | None:
    """The language of a line of Latin prose by its function words; ``None`` where it is no prose or two fit."""
    words = words_of(sample)
    if len(words) < _LEAST_WORDS:
        return None
    found = shares(words)
    best, second = sorted(found, key=lambda name: (-found[name], name))[:2]
    return best if found[best] >= max(_PROSE, _CLEARER * found[second]) else None
