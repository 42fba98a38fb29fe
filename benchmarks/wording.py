"""Makes ``rules/lexicons/wording.csv``: what each word says for or against a sentence being of one of three kinds.

``python -m benchmarks.wording FILE…`` trains a logistic regression for each kind on its lines in ``wording/`` (one
sentence a line) against those of the other kinds, the lines that only look alike (``named``, ``plain``), and the sentences
of ordinary texts (JSON lines with ``text``, perhaps gzipped). What a sentence must reach is found on halves: either half
of the lines and texts is judged by what was trained on the other, and what is found there is printed.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.rules.home import home
from auditor.signals._wording import KINDS, SCRIPTS, features, is_spoken, may_be, passages, script, share
from auditor.signals.residue import talk
from auditor.signals.voices import vague_phrases
from auditor.text.sentences import sentences

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

_HERE = Path(__file__).parent / "wording"
_LANGUAGES, _ALIKE = ("en", "zh"), ("named", "plain")
# Words in fewer lines of a kind, of those that look alike, and in fewer ordinary sentences, are names and slips.
_LEAST_LINES, _LEAST_ALIKE, _LEAST_SENTENCES = 2, 3, 20
# Sentences of one long text, so that a manual does not speak for all prose, and characters of it that are read.
_FROM_ONE, _READ = 60, 100_000
# A line counts as so many ordinary sentences, and one that only looks alike as some: there are few of both.
_LINE, _LOOKS = 5.0, 6.0
# Inverse strength of the regularisation, found on halves.
_STRENGTH = 1.0
# Weights below this many hundredths change nothing and are left out.
_SLIGHT = 25
# Ordinary sentences of which one may reach what is asked for: for a remark, and for a finding that costs points. Of those
# worded like vague claims half are such claims when they are read, and a remark takes two of them in one text.
_RATES = {"vague": 1_000, "assistant": 20_000, "translator": 10_000}


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence with its words; ``half`` is 0 or 1, ``kind`` one of the kinds, ``alike`` or ``ordinary``."""

    text: str
    bag: frozenset[str]
    kind: str
    half: int


@dataclass(frozen=True, slots=True)
class _Model:
    """What each word says, in hundredths, and where a sentence begins."""

    weights: NDArray[Any]
    none: float
    at: dict[str, int]

    def scores(self, lines: Sequence[_Line]) -> NDArray[Any]:
        """By how many hundredths each line is of the kind."""
        scores: NDArray[Any] = _matrix(lines, self.at) @ self.weights + self.none
        return scores


def main(paths: Sequence[str]) -> None:
    """Writes the table."""
    lines = [*_told(), *_ordinary(paths)]
    rows: dict[str, list[int]] = {}
    for number, kind in enumerate(KINDS):
        clean = [
            line
            for line in lines
            if line.kind != "ordinary" or (may_be(kind, line.text) and not _phrased(line.text, kind))
        ]
        least = _least(clean, kind)
        model = _fitted(clean, kind)
        told = dict(zip(model.at, model.weights.round().astype(int).tolist(), strict=True))
        told |= {name: round(model.none - bound) for name, bound in zip(SCRIPTS, least, strict=True)}
        for word, weight in told.items():
            if abs(weight) >= _SLIGHT or word in SCRIPTS:
                rows.setdefault(word, [0] * len(KINDS))[number] = weight
    head = f"# Words and their weights in hundredths for {', '.join(KINDS)}, made by benchmarks/wording.py; {' or '.join(SCRIPTS)} is added once."
    table = home() / "lexicons" / "wording.csv"
    table.write_text(
        "\n".join([head, *(f"{word},{','.join(map(str, rows[word]))}" for word in sorted(rows)), ""]), encoding="utf-8"
    )


def _told() -> Iterator[_Line]:
    """The lines of all kinds, and those that look alike."""
    for kind, language in product((*KINDS, *_ALIKE), _LANGUAGES):
        lines = (_HERE / f"{kind}_{language}.txt").read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            yield _Line(line, frozenset(features(line)), kind if kind in KINDS else "alike", number % 2)


def _ordinary(paths: Iterable[str]) -> Iterator[_Line]:
    """Sentences of ordinary texts, each once."""
    seen: set[str] = set()
    for path in paths:
        for number, text in enumerate(_texts(Path(path))):
            spans = [span for span in passages(text, sentences(text)) if not is_spoken(text, span[0])]
            for first, last in random.Random(3).sample(spans, min(_FROM_ONE, len(spans))):  # noqa: S311  # a sample, no secret
                if text[first:last] not in seen:
                    seen.add(text[first:last])
                    yield _Line(text[first:last], frozenset(features(text[first:last])), "ordinary", number % 2)


def _texts(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as rows:
        yield from (json.loads(row)["text"][:_READ] for row in rows)


def _phrased(text: str, kind: str) -> bool:
    """Whether phrases find that an ordinary text's sentence is of the kind after all."""
    if kind == "vague":
        return any(vague_phrases(text, sentences(text)))
    return bool(talk(text, kind))


def _least(lines: Sequence[_Line], kind: str) -> Sequence[float]:
    """What a sentence in Latin letters, and one in Han characters, must reach."""
    import numpy as np

    scores = np.zeros(len(lines))
    halves = np.array([line.half for line in lines])
    for half in (0, 1):
        model = _fitted([line for line in lines if line.half != half], kind)
        scores[halves == half] = model.scores([line for line in lines if line.half == half])
    scripts = np.array([script(line.text) for line in lines])
    found: list[float] = []
    for number, name in enumerate(SCRIPTS):
        own = {
            told: np.sort(scores[(scripts == number) & np.array([line.kind == told for line in lines])])[::-1]
            for told in (kind, "alike", "ordinary")
        }
        bound = float(own["ordinary"][len(own["ordinary"]) // _RATES[kind]])
        hits = {told: f"{(each > bound).sum()} of {len(each)}" for told, each in own.items()}
        print(f"{kind} {name}: {hits} at {bound:.0f}")
        found.append(bound)
    return found


def _fitted(lines: Sequence[_Line], kind: str) -> _Model:
    """The model of a kind: its lines against all others."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    at = {word: number for number, word in enumerate(_vocabulary(lines, kind))}
    of_kind = np.array([line.kind == kind for line in lines])
    weights = [_LINE if line.kind == kind else 1.0 if line.kind == "ordinary" else _LOOKS for line in lines]
    model = LogisticRegression(C=_STRENGTH, max_iter=300, solver="liblinear", random_state=0)
    model.fit(_matrix(lines, at), of_kind, sample_weight=weights)
    return _Model(100 * model.coef_[0], 100 * float(model.intercept_[0]), at)


def _vocabulary(lines: Sequence[_Line], kind: str) -> Sequence[str]:
    own, ordinary, alike = (
        Counter(word for line in lines if line.kind == told for word in line.bag)
        for told in (kind, "ordinary", "alike")
    )
    least = ((own, _LEAST_LINES), (alike, _LEAST_ALIKE), (ordinary, _LEAST_SENTENCES))
    return sorted({word for counter, number in least for word, times in counter.items() if times >= number})


def _matrix(lines: Sequence[_Line], at: dict[str, int]) -> csr_matrix:
    """A row a line, a column a word."""
    import numpy as np
    from scipy.sparse import csr_matrix

    columns = [np.array(sorted(at[word] for word in line.bag if word in at), dtype=np.int32) for line in lines]
    values = [np.full(len(column), share(len(column))) for column in columns]
    parts = np.concatenate(values), np.concatenate(columns), np.cumsum([0, *map(len, columns)], dtype=np.int32)
    return csr_matrix(parts, shape=(len(lines), len(at)))


if __name__ == "__main__":
    main(sys.argv[1:])
