from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.judge.families import Origin, families, findings
from auditor.model import Evidence, Likeness, Role, Severity, Span
from auditor.rules.load import load

RULES = load().of("copies")


def _origin(name: str, published: str | None = None, publisher: str | None = None, **more: object) -> Origin:
    return replace(Origin(name * 16, f"{name}.txt", 1000, publisher=publisher, published=published), **more)  # type: ignore[arg-type]  # the test names fields of Origin


def _like(a: str, b: str, kind: str = "near-duplicate", similarity: float = 0.9, **more: float) -> Likeness:
    a, b = sorted((a, b))
    return Likeness(
        kind, a * 16, b * 16, similarity, more.get("in_b", 0.9), more.get("in_a", 0.9), ((0, 500),), ((7, 507),)
    )


def _quote(key: str, span: Span) -> Evidence:
    return Evidence(key[0] * 16, key, *span, "q" * (span[1] - span[0]))


def _told(origins: Sequence[Origin], likenesses: Sequence[Likeness]) -> dict[str, list[tuple[str, Severity]]]:
    found = findings(families(origins, likenesses), likenesses, origins, RULES, _quote)
    return {key: [(one.rule, one.severity) for one in listed] for key, listed in found.items()}


def test_the_earliest_known_date_is_first_and_names_the_family() -> None:
    (family,) = families(
        [_origin("a"), _origin("b", "2025-03-02"), _origin("c", "2025-03-01")], [_like("a", "b"), _like("b", "c")]
    )
    assert family.id == "c" * 16
    assert family.first == "c.txt"
    assert [member.relation for member in family.members] == [Role.FIRST, Role.NEAR_DUPLICATE, Role.NEAR_DUPLICATE]
    assert [member.key for member in family.members] == ["c.txt", "b.txt", "a.txt"]


def test_without_dates_the_smallest_id_is_first() -> None:
    (family,) = families([_origin("b"), _origin("a")], [_like("a", "b")])
    assert family.id == "a" * 16


def test_a_document_alone_is_no_family() -> None:
    assert families([_origin("a"), _origin("b")], [_like("a", "b", "passage"), _like("a", "b", "similar", 0.75)]) == ()


def test_equal_texts_under_two_keys_are_a_family() -> None:
    (family,) = families([_origin("a"), replace(_origin("a"), key="z.txt")], [])
    assert [(member.key, member.similarity) for member in family.members] == [("a.txt", 1.0), ("z.txt", 1.0)]
    assert _told([_origin("a"), replace(_origin("a"), key="z.txt")], []) == {
        "z.txt": [("near-duplicate", Severity.MAJOR)]
    }


def test_the_first_carries_no_finding_and_the_copy_a_major_one() -> None:
    told = _told([_origin("a", "2025-03-01", "Daily"), _origin("b", "2025-03-02", "Gazette")], [_like("a", "b")])
    assert told == {"b.txt": [("near-duplicate", Severity.MAJOR)]}


def test_a_later_version_of_the_same_publisher_is_a_revision() -> None:
    told = _told([_origin("a", "2025-03-01", "林湾日报"), _origin("b", "2025-03-02", "林湾 日报")], [_like("a", "b")])
    assert told == {"b.txt": [("revision", Severity.INFO)]}


def test_a_copy_that_credits_the_first_or_its_owner_is_syndicated() -> None:
    first = _origin("a", "2025-03-01", "Lindholm Daily", owner="Sound Media")
    for name in ("lindholm daily", "Sound Media"):
        told = _told([first, _origin("b", "2025-03-02", "Gazette", credits=(name,))], [_like("a", "b")])
        assert told == {"b.txt": [("syndicated", Severity.INFO)]}


def test_an_excerpt_joins_the_family_and_says_so_on_both_sides() -> None:
    origins = [_origin("a", "2025-03-02"), _origin("b", "2025-03-01")]
    likes = [_like("a", "b", "excerpt", 0.3, in_b=1.0, in_a=0.3)]
    (family,) = families(origins, likes)
    assert [(member.key, member.relation) for member in family.members] == [
        ("b.txt", Role.FIRST),
        ("a.txt", Role.EXCERPT),
    ]
    assert _told(origins, likes) == {
        "a.txt": [("excerpt", RULES["excerpt"].severity)],
        "b.txt": [("contains-excerpt", Severity.INFO)],
    }


def test_who_was_there_before_the_longer_text_is_not_accused() -> None:
    origins = [_origin("a", "2025-03-01"), _origin("b", "2025-03-05")]
    assert _told(origins, [_like("a", "b", "excerpt", 0.3, in_b=1.0, in_a=0.3)]) == {
        "b.txt": [("contains-excerpt", Severity.INFO)]
    }


def test_a_credited_excerpt_and_a_credited_passage_are_info() -> None:
    origins = [_origin("b", "2025-03-01", "Daily"), _origin("a", "2025-03-02", credits=("Daily",))]
    assert _told(origins, [_like("a", "b", "excerpt", 0.3, in_b=1.0, in_a=0.3)])["a.txt"] == [
        ("excerpt", Severity.INFO)
    ]
    assert _told(origins, [_like("a", "b", "passage", 0.2)])["a.txt"] == [("passage", Severity.INFO)]


def test_a_passage_without_dates_is_told_with_doubt() -> None:
    dated = [_origin("a", "2025-03-01"), _origin("b", "2025-03-02")]
    undated = [_origin("a"), _origin("b")]
    sure, unsure = (
        findings((), [_like("a", "b", "passage", 0.2)], origins, RULES, _quote)["b.txt"][0].confidence
        for origins in (dated, undated)
    )
    assert unsure < sure


def test_an_admitted_member_is_first_whatever_its_date() -> None:
    origins = [_origin("a", "2025-03-01"), _origin("b", "2025-03-09", admitted=True)]
    (family,) = families(origins, [_like("a", "b")])
    assert family.first == "b.txt"


def test_a_member_never_compared_with_the_first_is_measured() -> None:
    origins, likes = [_origin("a"), _origin("b"), _origin("c")], [_like("a", "b"), _like("b", "c")]
    (bound,) = families(origins, likes)
    (exact,) = families(origins, likes, lambda _one, _two: (0.83, 0.9))
    assert bound.members[2].similarity == pytest.approx(0.8)
    assert exact.members[2].similarity == 0.83


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))), st.integers(0, 99))
def test_order_of_documents_and_likenesses_changes_nothing(pairs: list[tuple[str, str]], seed: int) -> None:
    origins = [_origin(name, f"2025-03-0{n % 3 + 1}" if n % 2 else None) for n, name in enumerate("abcdefgh")]
    likes = list({like.a + like.b: like for like in (_like(a, b) for a, b in pairs if a != b)}.values())
    expected = families(origins, likes), _told(origins, likes)
    draw = random.Random(seed)  # noqa: S311  # a seeded shuffle
    draw.shuffle(origins)
    draw.shuffle(likes)
    assert (families(origins, likes), _told(origins, likes)) == expected


@given(st.integers(2, 60))
def test_a_copy_of_many_copies_stays_one_family(copies: int) -> None:
    names = [f"{n:016x}" for n in range(copies)]
    origins = [Origin(name, name, 1000) for name in names]
    likes = [Likeness("near-duplicate", names[0], name, 0.9, 0.9, 0.9) for name in names[1:]]
    (family,) = families(origins, likes)
    assert len(family.members) == copies
