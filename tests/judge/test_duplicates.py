from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from auditor.checks.copies import CAP
from auditor.judge.duplicates import Duplicates
from auditor.model import Document, Role
from auditor.rules.load import load

RULES = load().of("copies")


def _text(seed: int, length: int = 600) -> str:
    draw = random.Random(seed)  # noqa: S311  # a seeded draw of characters
    return "".join(chr(draw.randrange(0x4E00, 0x9000)) for _ in range(length))


@contextmanager
def _work(texts: Sequence[str], *, threshold: float = 0.8, excerpts: bool = True, **dates: str) -> Iterator[Duplicates]:
    work = Duplicates(RULES, threshold, excerpts=excerpts, tick=lambda *_: None)
    for n, text in enumerate(texts):
        work.add(Document.of(text, key=str(n), published=dates.get(f"d{n}")))
    yield work
    work.close()


def test_pairs_excerpts_passages_and_families_come_out_together() -> None:
    a, b, c = _text(1), _text(2), _text(3)
    texts = [a, a[:300] + "改" + a[301:], a[100:400], b + c[:250], c]
    with _work(texts) as work:
        near = work.pairs()
        shared = work.shared(near)
        groups = list(work.families(near, shared))
    assert near.pairs.tolist() == [[0, 1]]
    assert near.similarity()[0] == pytest.approx(591 / 601)
    assert [(like.kind, like.a, like.b) for like in shared] == [
        ("excerpt", "0", "2"),
        ("excerpt", "1", "2"),
        ("passage", "3", "4"),
    ]
    (group,) = groups
    assert sorted(group.members) == [0, 1, 2]
    assert group.roles[0] is Role.FIRST


def test_the_earliest_of_a_family_is_first_and_all_are_measured_against_it() -> None:
    a = _text(4, 1000)
    texts = [a, a[:80] + "旧" * 5 + a[80:], a[:900]]
    with _work(texts, excerpts=False, d1="2025-01-01", d0="2025-02-01") as work:
        near = work.pairs()
        (group,) = work.families(near, [])
    assert group.members[0] == 1
    assert group.similarities[0] == 1.0
    assert all(0.8 <= value < 1.0 for value in group.similarities[1:])


def test_a_lower_threshold_finds_what_stands_below_the_usual_one() -> None:
    a = _text(5, 1000)
    texts = [a, a[:720] + _text(6, 280)]
    for threshold, expected in ((0.8, []), (0.5, [[0, 1]])):
        with _work(texts, threshold=threshold, excerpts=False) as work:
            assert work.pairs().pairs.tolist() == expected


def test_empty_texts_are_duplicates_of_nothing() -> None:
    with _work(["", " ", "\n", "…"]) as work:
        near = work.pairs()
        assert not len(near.pairs)
        assert not work.shared(near)


def test_many_copies_of_one_text_stay_one_family_at_linear_cost() -> None:
    copies = CAP * 4
    with _work([_text(7)] * copies) as work:
        near = work.pairs()
        (group,) = work.families(near, work.shared(near))
    assert len(group.members) == copies
    assert set(group.similarities) == {1.0}
    assert len(near.pairs) <= CAP * CAP


def test_a_flood_of_slightly_different_copies_is_one_family_and_a_note() -> None:
    texts = [f"{_text(8)}{n:06d}" for n in range(CAP * 3)]
    with _work(texts) as work:
        near = work.pairs()
        (group,) = work.families(near, work.shared(near))
        assert any(str(CAP) in note for note in work.notes)
    assert len(group.members) == len(texts)


def test_navigation_on_every_page_makes_no_passage() -> None:
    nav = _text(9, 300)
    with _work([_text(20 + n, 900) + nav for n in range(8)]) as work:
        assert not work.shared(work.pairs())


@pytest.mark.parametrize("text", ["a" * 2_000_000, "\ud800" * 5000, "\x00\x07" * 5000, "港 " * 50_000])
def test_hostile_texts_are_compared_like_others(text: str) -> None:
    with _work([text, text + "b", _text(10)]) as work:
        near = work.pairs()
        assert near.pairs.tolist() == [[0, 1]] or near.similarity().size == 0
        work.shared(near)
