from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.checks.copies import WINDOW, fingerprints
from auditor.signals import bulk
from auditor.signals.contain import Fingerprints, contained
from auditor.signals.join import Overlap, Shelf, overlaps
from auditor.signals.sketch import sign
from auditor.text.shingles import code_points, fold, shingles, tokens

TEXTS = [
    "Ｌindholm　HARBOUR\r\n opens ①②③ ﬁne cafe\u0301 ΣΑΣ ｶﾞ 각 \u1112\u1161\u11ab ½ ㍿",
    "",
    " \n\t",
    "港",
    "林湾港务局周二启用第二座冷库，库内设有十二条通道。" * 40,
    "\ud800 lone \udfff \x00\x1f",
    "\U0002f800 \U00020000 \U0001f600 ok",
    "The harbour authority opened its second cold store on Tuesday. " * 30,
]
# What folding can trip over: marks that compose, expansions, odd blanks, jamo, sigma, astral characters.
ALPHABET = st.one_of(
    st.sampled_from(
        list(
            "aA1 \u00a0\u3000\u2028ﬁﷺ½①ｶﾞΣσİß\u0301\u0327\u3099港Ａ，\u1100\u1161\u11a8가\u00ad\u200b\ud800\U0002f800\U0001d400"
        )
    ),
    st.characters(),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(ALPHABET, max_size=24), min_size=1, max_size=6))
def test_folding_in_bulk_is_folding_one_by_one(texts: list[str]) -> None:
    points, offsets = bulk.fold(texts)
    parts = [points[low:high].tolist() for low, high in pairwise(offsets.tolist())]
    assert parts == [code_points(fold(text)).tolist() for text in texts]


def test_signatures_in_bulk_are_signatures_one_by_one() -> None:
    values = bulk.sign(*bulk.fold(TEXTS))
    assert [row.tolist() for row in values] == [sign(shingles(fold(text))).tolist() for text in TEXTS]


def test_bands_find_nearly_all_pairs_at_any_threshold() -> None:
    for threshold in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        bands, rows = bulk.bands_for(threshold)
        assert bands * rows <= 128
        assert 1 - (1 - threshold**rows) ** bands >= 0.9999


def test_empty_texts_are_nobodys_candidates() -> None:
    values = bulk.sign(*bulk.fold(["", " ", "", "\n"]))
    pairs, hot = bulk.candidates(values, 0.8, 100)
    assert (len(pairs), hot) == (0, 0)


def test_a_crowd_meets_its_first_alone_and_is_reported() -> None:
    values = bulk.sign(*bulk.fold(["the same text for everyone, word by word"] * 50))
    pairs, hot = bulk.candidates(values, 0.8, 10)
    assert len(pairs) == 10 * 9 // 2 + 40
    assert hot > 0


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("ab 港口，", max_size=60), min_size=2, max_size=8), st.integers(0, 99))
def test_overlaps_are_those_of_the_sets(texts: list[str], seed: int) -> None:
    points, offsets = bulk.fold(texts)
    every = [(a, b) for a in range(len(texts)) for b in range(a + 1, len(texts))]
    random.Random(seed).shuffle(every)  # noqa: S311  # a seeded shuffle
    shelf = Shelf()
    shelf.add(points, offsets)
    found = Overlap.joined(list(overlaps(np.array(every, np.uint32), shelf.lengths(), shelf.read))).sorted()
    shelf.close()
    sets = [set(shingles(fold(text)).tolist()) for text in texts]
    assert found.common.tolist() == [len(sets[a] & sets[b]) for a, b in sorted(every)]
    assert found.similarity().tolist() == pytest.approx(
        [len(sets[a] & sets[b]) / max(1, len(sets[a] | sets[b])) for a, b in sorted(every)]
    )


def test_portions_change_no_overlap(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{'harbour news of the day ' * 20}{n}{'orchard ' * n}" for n in range(12)]
    pairs = np.array([(a, b) for a in range(12) for b in range(a + 1, 12)], np.uint32)
    shelf = Shelf()
    shelf.add(*bulk.fold(texts))
    whole = Overlap.joined(list(overlaps(pairs, shelf.lengths(), shelf.read))).sorted()
    monkeypatch.setattr("auditor.signals.join._PORTION", 1200)
    parts = list(overlaps(pairs, shelf.lengths(), shelf.read))
    shelf.close()
    assert len(parts) > 5
    assert Overlap.joined(parts).sorted().common.tolist() == whole.common.tolist()


@settings(max_examples=60, deadline=None)
@given(st.text(ALPHABET, max_size=200))
def test_fingerprints_in_bulk_are_fingerprints_one_by_one(text: str) -> None:
    from auditor.signals import _kernels
    from auditor.signals.contain import _token_grams

    keys, ends = _kernels.winnow(*_token_grams(*bulk.pack([text, text + " 完"])), WINDOW)
    assert sorted(set(keys[: ends[1]].tolist())) == sorted(set(fingerprints(tokens(text)).tolist()))


def test_an_excerpt_is_found_aligned_among_many() -> None:
    draw = random.Random(7)  # noqa: S311  # a seeded draw of characters
    texts = ["".join(chr(draw.randrange(0x4E00, 0x9000)) for _ in range(900)) for _ in range(30)]
    texts.append(texts[11][200:600])
    prints, shelf = Fingerprints(), Shelf()
    points, offsets = bulk.pack(texts)
    shelf.add(points, offsets)
    prints.add(points, offsets, np.arange(31, dtype=np.uint32), WINDOW)
    pairs, _ = prints.pairs(64)
    found = [one for one, _ in contained(pairs, shelf.lengths(), shelf.read, least=0.8, common=20, spread=10)]
    prints.close()
    shelf.close()
    (one,) = found
    assert (one.a, one.b, one.in_a, one.blocks) == (11, 30, 1.0, [(200, 600, 0, 400)])
