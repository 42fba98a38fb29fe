"""Makes ``rules/lexicons/spam/tone.csv``: what each word says for or against a sentence being an advert.

``python -m benchmarks.tone FILE[=WEIGHT]…`` trains a logistic regression on ``adverts.txt`` (one advert a line, of many
trades) against ``no_adverts.txt`` (news about the trades, letters, opinions) and the sentences of ordinary texts (JSON
lines with ``text``, perhaps gzipped); a sentence of a file counts as ``WEIGHT`` sentences.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from auditor.rules.home import home
from auditor.rules.tone import passages, share, words
from auditor.text.fold import fold

_HERE = Path(__file__).parent
# Words in fewer adverts, and in fewer ordinary sentences, are names and slips.
_LEAST_ADVERTS, _LEAST_SENTENCES = 2, 20
# Sentences of one long text, so that a manual does not speak for all prose, and texts of one file.
_FROM_ONE, _TEXTS = 60, 14_000
# Sentences with and without sources, letters, notices: what is made for the table of other wordings offers nothing.
_TOLD_TOO = tuple(f"wording/{kind}_{language}.txt" for kind in ("named", "plain") for language in ("en", "zh"))
# An advert counts as so many sentences, and one of news or letters as some: there are few of both.
_ADVERT, _TOLD = 5.0, 6.0
# Inverse strength of the regularisation, found on half of the texts.
_STRENGTH = 1.0
# Weights below this many hundredths change nothing and are left out.
_SLIGHT = 8
Bag = frozenset[str]


def main(sources: Sequence[str]) -> None:
    """Writes the table."""
    adverts = [frozenset(words(fold(line).text)) for line in _lines("adverts.txt")]
    told = [bag for name in ("no_adverts.txt", *_TOLD_TOO) for line in _lines(name) for bag in _bags(line)]
    ordinary: dict[Bag, float] = {}
    for source in sources:
        path, _, weight = source.partition("=")
        ordinary |= dict.fromkeys(_sampled(_texts(Path(path))), float(weight or 1))
    bags = [*adverts, *told, *ordinary]
    weights = [_ADVERT] * len(adverts) + [_TOLD] * len(told) + [*ordinary.values()]
    vocabulary = _vocabulary(bags[: len(adverts)], bags[len(adverts) :])
    rows = _fitted(bags, weights, len(adverts), vocabulary)
    head = "# Words and their weights in hundredths, made by benchmarks/tone.py; NONE is added once."
    table = home() / "lexicons" / "spam" / "tone.csv"
    table.write_text("\n".join([head, *(f"{word},{weight}" for word, weight in rows), ""]), encoding="utf-8")


def _lines(name: str) -> Sequence[str]:
    return (_HERE / name).read_text(encoding="utf-8").splitlines()


def _texts(path: Path) -> Sequence[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as rows:
        texts = [json.loads(row)["text"] for row in rows]
    return random.Random(3).sample(texts, min(_TEXTS, len(texts)))  # noqa: S311  # a sample, no secret


def _bags(text: str) -> Iterator[Bag]:
    folded = fold(text).text
    return (frozenset(words(folded[first:last])) for first, last in passages(folded))


def _sampled(texts: Iterable[str]) -> Iterator[Bag]:
    for text in texts:
        bags = [*_bags(text)]
        yield from random.Random(3).sample(bags, min(_FROM_ONE, len(bags)))  # noqa: S311  # a sample, no secret


def _vocabulary(adverts: Sequence[Bag], others: Sequence[Bag]) -> Sequence[str]:
    for_, against = (Counter(word for bag in bags for word in sorted(bag)) for bags in (adverts, others))
    return sorted(
        word for word in {*for_, *against} if for_[word] >= _LEAST_ADVERTS or against[word] >= _LEAST_SENTENCES
    )


def _fitted(
    bags: Sequence[Bag], weights: Sequence[float], adverts: int, vocabulary: Sequence[str]
) -> Iterator[tuple[str, int]]:
    """The rows of the table: the first ``adverts`` bags are adverts."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    at = {word: number for number, word in enumerate(vocabulary)}
    columns = [np.array(sorted(at[word] for word in bag if word in at), dtype=np.int32) for bag in bags]
    values = [np.full(len(column), share(len(column))) for column in columns]
    parts = np.concatenate(values), np.concatenate(columns), np.cumsum([0, *map(len, columns)], dtype=np.int32)
    model = LogisticRegression(C=_STRENGTH, max_iter=300, solver="liblinear", random_state=0)
    model.fit(csr_matrix(parts, shape=(len(bags), len(at))), np.arange(len(bags)) < adverts, sample_weight=weights)
    found = np.rint(100 * model.coef_[0]).astype(int).tolist()
    yield "NONE", round(100 * float(model.intercept_[0]))
    yield from ((word, weight) for word, weight in zip(vocabulary, found, strict=True) if abs(weight) >= _SLIGHT)


if __name__ == "__main__":
    main(sys.argv[1:])
