from __future__ import annotations

from auditor.judge.boilerplate import FAMILIES, settle
from auditor.model import Likeness

NAV = 300


def _passage(a: int, b: int, size: int = NAV, kind: str = "passage") -> Likeness:
    return Likeness(kind, f"{a:04d}", f"{b:04d}", 0.1, 0.3, 0.3, ((0, size),), ((0, size),))


def _lengths(count: int, length: int = 2000) -> dict[str, int]:
    return {f"{n:04d}": length for n in range(count)}


def test_a_block_that_many_unrelated_texts_share_is_taken_out() -> None:
    pages = [_passage(a, b) for a in range(FAMILIES) for b in range(a + 1, FAMILIES)]
    assert settle(_lengths(FAMILIES), pages) == ()


def test_a_block_that_few_texts_share_stays() -> None:
    few = FAMILIES - 1
    pages = [_passage(a, b) for a in range(few) for b in range(a + 1, few)]
    assert settle(_lengths(few), pages) == tuple(pages)


def test_a_flood_of_copies_never_becomes_boilerplate() -> None:
    copies = [Likeness("near-duplicate", "0001", f"{n:04d}", 0.9, 0.9, 0.9) for n in range(2, 60)]
    quoting = [_passage(0, n) for n in range(1, 60)]
    assert settle(_lengths(60), [*copies, *quoting]) == (*copies, *quoting)


def test_a_star_around_the_first_page_is_taken_out_at_every_point() -> None:
    assert settle(_lengths(30), [_passage(0, n) for n in range(1, 30)]) == ()


def test_what_is_left_beside_boilerplate_keeps_its_spans() -> None:
    pages = [_passage(a, b) for a in range(6) for b in range(a + 1, 6)]
    spans = ((0, NAV), (500, 900))
    pages[0] = Likeness("passage", "0000", "0001", 0.3, 0.4, 0.4, spans, spans)
    (left,) = settle(_lengths(6), pages)
    assert (left.spans_a, left.spans_b) == (((500, 900),), ((500, 900),))


def test_a_news_item_that_some_pages_carry_in_full_is_content() -> None:
    lengths = _lengths(9) | {"0000": 600}
    carried = [Likeness("excerpt", "0000", f"{n:04d}", 0.2, 1.0, 0.3, ((0, 600),), ((0, 600),)) for n in range(1, 9)]
    assert settle(lengths, carried) == tuple(carried)


def test_a_passage_that_is_all_but_the_boilerplate_is_an_excerpt() -> None:
    lengths = _lengths(8, 4000) | {"0000": NAV + 500}
    pages = [_passage(0, n) for n in range(2, 8)]
    body = Likeness("passage", "0000", "0001", 0.1, 0.6, 0.1, ((NAV, NAV + 480),), ((1000, 1480),))
    pages.append(
        Likeness("passage", "0000", "0001", 0.1, 0.6, 0.1, ((0, NAV), *body.spans_a), ((0, NAV), *body.spans_b))
    )
    kinds = {like.kind for like in settle(lengths, pages)}
    assert kinds == {"excerpt"}


def test_boilerplate_elsewhere_in_a_text_leaves_its_excerpts_alone() -> None:
    lengths = _lengths(FAMILIES + 2)
    pages = [_passage(0, n) for n in range(2, FAMILIES + 2)]
    inner = Likeness("excerpt", "0000", "0001", 0.2, 0.2, 1.0, ((700, 1100),), ((0, 400),))
    assert settle(lengths | {"0001": 400}, [*pages, inner]) == (inner,)
