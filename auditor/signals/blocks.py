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
from auditor.signals.language import script_of
from auditor.signals.memo import signal

__all__ = ["Block", "foreign_blocks"]

_LINES = 20_000
_READ = 4000  # characters of a line by which its language is told
_LEAST = {"han": 40, "kana": 40, "hangul": 40}  # letters that make a block; of an alphabet three times as many
_LEAST_ALPHABET = 150
_LEAST_WORDS = 25
_PROSE = 0.2  # share of function words; headlines, lists of names and code have less than half of it
_SOUND = 0.8  # share of a block's letters that are of its script
_CLEAR = 0.5  # a text of which no language has half has no main language

_SCRIPTS = {
    "han": re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"),
    "kana": re.compile(r"[\u3041-\u30fa]"),
    "hangul": re.compile(r"[\uac00-\ud7a3]"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]"),
    "cyrillic": re.compile(r"[\u0400-\u052f]"),
    "arabic": re.compile(r"[\u0600-\u06ff]"),
    "thai": re.compile(r"[\u0e00-\u0e7f]"),
    "greek": re.compile(r"[\u0370-\u03ff]"),
    "hebrew": re.compile(r"[\u0590-\u05ff]"),
    "devanagari": re.compile(r"[\u0900-\u097f]"),
}
_COMMON = {name: _SCRIPTS[name] for name in ("han", "latin")}
_OTHER = re.compile(r"[\u0370-\u052f\u0590-\u06ff\u0900-\u097f\u0e00-\u0e7f\u3041-\u30fa\uac00-\ud7a3]")
_CLEARER = 1.3  # how much more of one language's words than of another's; Spanish and Portuguese share many
_LINK = re.compile(r"https?://\S{1,400}|[!-~]{40,}")
_ENTRY = re.compile(r"\s*(?:\[\^?\d{1,3}\]|[>|#{}<]|\$ )")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
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


def _among_short_lines(text: str, blocks: tuple[Block, ...], weight: int) -> tuple[tuple[Block, ...], int]:
    """The only paragraphs of a text of short lines, where most of the text is in another script."""
    main = script_of(text)
    own = blocks[0].language if blocks and blocks[0].language in _SCRIPTS else "latin"
    if not blocks or main is None or main == own or {main, own} == {"han", "kana"}:
        return (), weight
    letters = len(_SCRIPTS[main].findall(text[: _LINES * _LEAST["han"]])) if main in _SCRIPTS else 0
    return blocks, weight + letters * (_WEIGHT if main in _LEAST else 1)


def _blocks(text: str) -> Iterator[Block]:
    for match in re.finditer(r"[^\n\r]+", text):
        line = match.group()
        if len(line) < _LEAST["han"] or _ENTRY.match(line):
            continue
        sample = _LINK.sub(" ", line[:_READ])
        script, count = _script(sample)
        if script is None or count < _LEAST.get(script, _LEAST_ALPHABET):
            continue
        language = _language(sample) if script == "latin" else script
        if language is not None:
            lead = len(line) - len(line.lstrip())
            weight = count * (_WEIGHT if script in _LEAST else 1)
            yield Block((match.start() + lead, match.start() + len(line.rstrip())), language, weight)


def _script(sample: str) -> tuple[str | None, int]:
    """The script that nearly all letters of a line are of, and how many; Japanese is kana, whatever its Han."""
    if sample.isascii():
        return "latin", sum(map(str.isalpha, sample))
    seen = _SCRIPTS if _OTHER.search(sample) else _COMMON
    counts = dict.fromkeys(_SCRIPTS, 0) | {name: len(pattern.findall(sample)) for name, pattern in seen.items()}
    if counts["kana"] > counts["han"] / 10:
        counts["kana"], counts["han"] = counts["kana"] + counts["han"], 0
    letters = sum(counts.values())
    best = max(sorted(counts), key=counts.__getitem__)
    return (best, counts[best]) if counts[best] >= _SOUND * letters else (None, 0)


def _language(sample: str) -> str | None:
    """The language of a line of Latin prose by its function words; ``None`` where it is no prose or two fit."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(sample)]
    if len(words) < _LEAST_WORDS:
        return None
    found = shares(words)
    best, second = sorted(found, key=lambda name: (-found[name], name))[:2]
    return best if found[best] >= max(_PROSE, _CLEARER * found[second]) else None
