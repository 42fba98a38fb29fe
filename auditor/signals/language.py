"""The language of a text: a census of scripts, then of function words, then a guess where doubt is left.

langdetect alone calls long Traditional Chinese Korean and costs milliseconds a document; the script settles most texts
in microseconds, and function words most of the rest.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cache, lru_cache

from auditor.model import Document
from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml
from auditor.signals._function_words import shares
from auditor.signals.memo import signal

__all__ = ["language", "language_of", "script_of"]

# The census reads this many characters: the whole of most articles, and of a longer text slices from all over it.
_SAMPLE = 6000
_SLICES = 4

# Script ranges as (first, last, name). The katakana middle dot and the long-vowel mark are left out: Chinese texts use
# the one between the parts of foreign names and the other as a dash.
_RANGES = (
    (0x0041, 0x005A, "latin"),
    (0x0061, 0x007A, "latin"),
    (0x00C0, 0x00D6, "latin"),
    (0x00D8, 0x00F6, "latin"),
    (0x00F8, 0x024F, "latin"),
    (0x0370, 0x03FF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0590, 0x05FF, "hebrew"),
    (0x0600, 0x06FF, "arabic"),
    (0x0900, 0x097F, "devanagari"),
    (0x0E00, 0x0E7F, "thai"),
    (0x1100, 0x11FF, "hangul"),
    (0x1E00, 0x1EFF, "latin"),
    (0x3005, 0x3007, "han"),
    (0x3041, 0x309F, "kana"),
    (0x30A1, 0x30FA, "kana"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xAC00, 0xD7A3, "hangul"),
    (0xF900, 0xFAFF, "han"),
    (0xFF21, 0xFF3A, "latin"),
    (0xFF41, 0xFF5A, "latin"),
    (0x20000, 0x323AF, "han"),
)
_STARTS = tuple(first for first, _, _ in _RANGES)

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
_GUESS_LETTERS = 400
_GUESS_CONFIDENCE = 0.8
# Unless its own function words stand in the text, a guess other than English needs this many letters: langdetect calls
# one English headline in fifty Dutch, Italian or Catalan, and none of 249 whole articles.
_ALONE_LETTERS = 200
_SUPPORT_SHARE = 0.05
_LINK = re.compile(r"https?://[^\s\u3000-\u9fff]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@signal
def language(doc: Document) -> str:
    """The language of the text as a BCP 47 code: ``zh-Hans``, ``zh-Hant``, ``en``, ``ja`` …, else ``und``."""
    return language_of(doc.text)


def language_of(text: str) -> str:
    """The language of a text or of one block of it; ``zh`` alone where no character tells the two scripts apart."""
    sample = _LINK.sub(" ", _sample(text))
    counted = Counter(sample)
    letters = _census(counted)
    script = _dominant(letters)
    if script is None:
        return "und"
    if script in {"han", "kana"}:
        return _east_asian(letters, counted)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    return _by_words(sample, script, letters[script])


def script_of(text: str) -> str | None:
    """The script in which most of a text is written (``latin``, ``han`` …); ``kana`` counts as ``han``."""
    script = _dominant(_census(Counter(_LINK.sub(" ", _sample(text)))))
    return "han" if script == "kana" else script


def _census(counted: Counter[str]) -> Counter[str]:
    letters: Counter[str] = Counter()
    for character, count in counted.items():
        script = _script(character)
        if script:
            letters[script] += count
    return letters


def _dominant(letters: Counter[str]) -> str | None:
    if not letters:
        return None
    return max(sorted(letters), key=lambda name: letters[name] * _WEIGHT.get(name, 1))


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    width = _SAMPLE // _SLICES
    step = (len(text) - width) // (_SLICES - 1)
    return "\n".join(text[start : start + width] for start in range(0, _SLICES * step, step))


@lru_cache(maxsize=20_000)
def _script(character: str) -> str | None:
    code = ord(character)
    at = bisect_right(_STARTS, code) - 1
    if at < 0 or code > _RANGES[at][1]:
        return None
    return _RANGES[at][2]


def _east_asian(letters: Counter[str], counted: Counter[str]) -> str:
    if letters["kana"] > _KANA_SHARE * (letters["han"] + letters["kana"]) and (
        letters["kana"] >= _KANA_LEAST or not letters["han"]
    ):
        return "ja"
    simplified, traditional = _characteristic()
    hans = sum(count for character, count in counted.items() if character in simplified)
    hant = sum(count for character, count in counted.items() if character in traditional)
    if hans == hant:
        return "zh"
    return "zh-Hans" if hans > hant else "zh-Hant"


def _by_words(sample: str, script: str, letters: int) -> str:
    """Function words first; where they leave doubt, a seeded guess on a bounded piece."""
    words = _WORD.findall(sample.replace("’", "'"))
    found = shares([word.lower() for word in words])
    best, second = sorted(found, key=lambda name: (-found[name], name))[:2]
    clear = found[best] >= _CLEAR_SHARE and found[best] >= _CLEAR_LEAD * found[second]
    if clear and len(words) >= _LEAST_WORDS:
        return best
    if letters < _LEAST_LETTERS:
        return "und"
    guess = _guess(" ".join(word for word in words if _script(word[0]) == script)[:_GUESS_LETTERS])
    supported = guess == "en" or letters >= _ALONE_LETTERS or found.get(guess or "", 0) >= _SUPPORT_SHARE
    return guess if guess and supported else "und"


def _guess(piece: str) -> str | None:
    """What langdetect says of a piece of at most 400 letters, where it is sure; never Chinese, which scripts settle."""
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0
    try:
        first = detect_langs(piece)[0]
    except LangDetectException:
        return None
    if first.prob < _GUESS_CONFIDENCE or first.lang.startswith("zh"):
        return None
    return str(first.lang)


@cache
def _characteristic() -> tuple[frozenset[str], frozenset[str]]:
    """Frequent characters that only simplified, and only traditional, Chinese uses."""
    data = read_yaml(home() / "lexicons" / "languages.yaml")
    return frozenset(data["characters"]["zh-Hans"]), frozenset(data["characters"]["zh-Hant"])
