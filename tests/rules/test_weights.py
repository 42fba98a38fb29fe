from __future__ import annotations

import numpy as np

from auditor.rules.home import home
from auditor.rules.weights import weights


def rows() -> dict[str, int]:
    table = (home() / "lexicons" / "spam" / "tone.csv").read_text(encoding="utf-8")
    lines = (line.rpartition(",") for line in table.splitlines() if not line.startswith("#"))
    return {word: int(weight) for word, _, weight in lines}


def test_the_arrays_hold_the_whole_table() -> None:
    table = rows()
    assert weights().none == table.pop("NONE")
    assert weights().known == table


def test_every_pair_of_the_table_is_found_and_no_other() -> None:
    table = weights()
    han = [name for name in table.names if len(name) == 2 and name[0] >= "\u3400"]
    left, right = (np.array([ord(name[nth]) for name in han], dtype=np.uint32) for nth in (0, 1))
    numbers = table.pairs.find(left, right)
    assert [table.names[number - 1] for number in numbers.tolist()] == han
    strange = [first + second for first, second in zip(han, reversed(han), strict=True)]
    pairs = [(name[1], name[2]) for name in strange if name[1:3] not in table.known]
    left, right = (np.array([ord(pair[nth]) for pair in pairs], dtype=np.uint32) for nth in (0, 1))
    assert not table.pairs.find(left, right).any()


def test_the_words_that_weigh_much_are_told_with_their_weights() -> None:
    assert dict(weights().above(200)) == {word: weight for word, weight in weights().known.items() if weight >= 200}
