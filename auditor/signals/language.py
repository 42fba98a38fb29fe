"""The language of a text: a census of scripts, then of function words, then a guess where doubt is left.

langdetect alone calls long Traditional Chinese Korean and costs milliseconds a document; the script settles most texts
in microseconds, and function words most of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice
from random import Random
from typing import Any

from auditor.model import Document
from auditor.signals._function_words import shares
from auditor.signals._kinds import SCRIPTS, kinds, letters
from auditor.signals.memo import signal

__all__ = ["language", "language_of", "script_of"]

# The census reads this many characters: the whole of most articles, and of a longer text slices from all over it.
_SAMPLE = 6000
_SLICES = 4

# One Han character says about what three Latin letters do (translations of the same news run 1 : 3).
_WEIGHT = {"han": 3, "kana": 2, "hangul": 3}
# Japanese prose is half kana; a Chinese text that quotes Japanese brand names stays below a tenth, or writes one の.
_KANA_SHARE = 0.1
_KANA_LEAST = 3
_ONE_LANGUAGE = {"greek": "el", "hebrew": "he", "devanagari": "hi", "thai": "th", "hangul": "ko"}

# In running prose a quarter to a half of the words are function words; names and headlines have one in ten.
_CLEAR_SHARE = 0.12
_CLEAR_LEAD = 1.8
_LEAST_WORDS = 4
_LEAST_LETTERS = 20
# Prose of any language shares small words with one of the listed: of 723 paragraphs in 25 languages that were left in
# doubt, the poorest had one in a hundred. So many words with next to none are no prose, and no guess is made.
_MANY_WORDS, _SMALL_SHARE = 100, 0.005
_GUESS_LETTERS = 400
_GUESS_CONFIDENCE = 0.8
_HOPELESS = 1e-24  # chance at which a language drops out of a trial
# Unless its own function words stand in the text, a guess other than English needs this many letters: langdetect calls
# one English headline in fifty Dutch, Italian or Catalan, and none of 249 whole articles.
_ALONE_LETTERS = 200
_SUPPORT_SHARE = 0.05
_LINK = re.compile(r"https?://[^\s\u3000-\u9fff]+")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# The same of ASCII, and all that is in no word as a blank: what stands between blanks takes an eighth of the time.
_ASCII_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_LETTERS_ALONE = {code: " " for code in range(128) if not (chr(code).islower() or chr(code) == "'")}
_PUNCTUATION = "“”‘–—…•"  # what most English texts have beyond ASCII


@signal
def language(doc: Document) -> str:
    """The language of the text as a BCP 47 code: ``zh-Hans``, ``zh-Hant``, ``en``, ``ja`` …, else ``und``."""
    return language_of(doc.text)


def language_of(text: str) -> str:
    """The language of a text or of one block of it; ``zh`` alone where no character tells the two scripts apart."""
    sample = _without_links(_sample(text))
    marks = kinds(sample)
    found = letters(marks)
    script = _dominant(found)
    if script is None:
        return "und"
    if script in {"han", "kana"}:
        return _east_asian(found, marks)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    return _by_words(sample, script, found[script])


def script_of(text: str) -> str | None:
    """The script in which most of a text is written (``latin``, ``han`` …); ``kana`` counts as ``han``."""
    script = _dominant(letters(kinds(_without_links(_sample(text)))))
    return "han" if script == "kana" else script


def words_of(text: str) -> Sequence[str]:
    """The words of a text of letters, in lower case; ``don't`` is one."""
    text = text.replace("’", "'").lower()
    if not text.isascii():
        for sign in _PUNCTUATION:
            text = text.replace(sign, " ")
    if not text.isascii():
        return _WORD.findall(text)
    pieces = text.translate(_LETTERS_ALONE).split()
    if "'" not in text:
        return pieces
    return [word for piece in pieces for word in ((piece,) if piece.isalpha() else _ASCII_WORD.findall(piece))]


def _without_links(text: str) -> str:
    return _LINK.sub(" ", text) if "://" in text else text


def _dominant(letters: Mapping[str, int]) -> str | None:
    """The script with most weight, of two alike the first by name."""
    weights = {name: count * _WEIGHT.get(name, 1) for name, count in sorted(letters.items()) if count}
    return max(weights, key=weights.__getitem__, default=None)


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    width = _SAMPLE // _SLICES
    step = (len(text) - width) // (_SLICES - 1)
    return "\n".join(text[start : start + width] for start in range(0, _SLICES * step, step))


def _east_asian(letters: Mapping[str, int], marks: bytes) -> str:
    kana, han = letters.get("kana", 0), letters.get("han", 0)
    if kana > _KANA_SHARE * (han + kana) and (kana >= _KANA_LEAST or not han):
        return "ja"
    hans, hant = marks.count(b"s"), marks.count(b"t")
    if hans == hant:
        return "zh"
    return "zh-Hans" if hans > hant else "zh-Hant"


def _by_words(sample: str, script: str, letters: int) -> str:
    """Function words first; where they leave doubt, a seeded guess on a bounded piece."""
    words = words_of(sample)
    found = shares(words)
    best, second = sorted(found, key=lambda name: (-found[name], name))[:2]
    clear = found[best] >= _CLEAR_SHARE and found[best] >= _CLEAR_LEAD * found[second]
    if clear and len(words) >= _LEAST_WORDS:
        return best
    if letters < _LEAST_LETTERS or (len(words) >= _MANY_WORDS and found[best] < _SMALL_SHARE):
        return "und"
    guess = _guess(_letters_of(sample, script))
    supported = guess == "en" or letters >= _ALONE_LETTERS or found.get(guess or "", 0) >= _SUPPORT_SHARE
    return guess if guess and supported else "und"


def _letters_of(sample: str, script: str) -> str:
    """The words of one script at the beginning of a text, as they are written."""
    marks, own = kinds(sample), SCRIPTS[script]
    words = (match for match in _WORD.finditer(sample.replace("’", "'")) if marks[match.start()] in own)
    return " ".join(match.group() for match in islice(words, _GUESS_LETTERS))[:_GUESS_LETTERS]


def _guess(piece: str) -> str | None:
    """What langdetect says of a piece of at most 400 letters, where it is sure; never Chinese, which scripts settle.

    Its trials are run as it runs them (Nakatani, 2010), but only until they can no longer change the answer: on words of
    no language seven of them cost more than all other signals together.
    """
    factory = _profiles()
    detector = factory.create()
    detector.append(piece)
    detector.cleaning_text()
    grams = detector._extract_ngrams()  # noqa: SLF001  # langdetect has no other name for it
    draw, sums = Random(0), [0.0] * len(factory.langlist)  # noqa: S311  # a seeded sample, no secret
    for left in reversed(range(detector.n_trial if grams else 0)):
        trial = _trial(detector, grams, draw)
        sums = [known + more / detector.n_trial for known, more in zip(sums, trial, strict=True)]
        best = max(sums)
        if best + left / detector.n_trial < _GUESS_CONFIDENCE:
            return None
        if best >= _GUESS_CONFIDENCE:
            language = str(factory.langlist[sums.index(best)])
            return None if language.startswith("zh") else language
    return None


def _trial(detector: Any, grams: Sequence[str], draw: Random) -> list[float]:
    """The probability of each language by letters drawn at random, until one of them is certain."""
    weight = (detector.alpha + draw.gauss(0.0, 1.0) * detector.ALPHA_WIDTH) / detector.BASE_FREQ
    known, alive = detector.word_lang_prob_map, list(range(len(detector.langlist)))
    found = [1.0 / len(alive)] * len(alive)
    for drawn in range(detector.ITERATION_LIMIT + 1):
        row = known[draw.choice(grams)]
        found = [chance * (weight + row[at]) for chance, at in zip(found, alive, strict=True)]
        if drawn % 5 == 0:
            whole = sum(found)
            kept = [(chance / whole, at) for chance, at in zip(found, alive, strict=True) if chance > _HOPELESS * whole]
            found, alive = [chance for chance, _ in kept], [at for _, at in kept]
            if max(found) > detector.CONV_THRESHOLD:
                break
    chances = dict(zip(alive, found, strict=True))
    return [chances.get(at, 0.0) for at in range(len(detector.langlist))]


@cache
def _profiles() -> Any:
    from langdetect import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    return factory
