from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from auditor.engine._pairs import distinct_pairs
from auditor.model import Document, Likeness, Post
from auditor.rules.rule import Rule


class Everyone:
    """Pairs all that share a key, some of them twice."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        del rules

    def post(self, doc: Document) -> Post[str] | None:
        return Post((doc.key,), doc.id)

    def pair(self, key: str, group: Sequence[str]) -> Iterator[tuple[str, str]]:
        assert key
        assert list(group) == sorted(group)
        yield from combinations(group, 2)
        yield from combinations(group, 2)

    def compare(self, a: str, b: str) -> Iterator[Likeness]:
        yield Likeness("near-duplicate", a, b, 1.0, 1.0, 1.0)


POSTS = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.frozensets(st.sampled_from("123"), max_size=3).map(lambda keys: Post(tuple(keys), "imprint")),
)


def paired(posts: Mapping[str, Post[str]], fresh: set[str]) -> list[tuple[str, str]]:
    return distinct_pairs(Everyone({}), posts, fresh)


@given(POSTS)
def test_every_pair_that_shares_a_key_comes_once_and_every_document_meets_itself(posts: dict[str, Post[str]]) -> None:
    meeting = {(a, b) for a, b in combinations(sorted(posts), 2) if set(posts[a].keys) & set(posts[b].keys)}
    assert paired(posts, set(posts)) == sorted(meeting | {(name, name) for name in posts})


@given(POSTS, st.sets(st.sampled_from("abcdefgh")))
def test_only_pairs_with_a_fresh_side_come(posts: dict[str, Post[str]], fresh: set[str]) -> None:
    assert paired(posts, fresh) == [pair for pair in paired(posts, set(posts)) if fresh & set(pair)]


def test_a_fresh_document_that_posted_nothing_meets_nobody() -> None:
    assert paired({"a": Post(("1",), "imprint")}, {"a", "z"}) == [("a", "a")]


def test_the_order_in_which_documents_come_changes_nothing() -> None:
    posts = {name: Post(("1",), name) for name in "abc"}
    assert paired(dict(reversed(posts.items())), set("abc")) == paired(posts, set("abc"))
