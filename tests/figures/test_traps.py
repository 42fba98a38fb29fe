from __future__ import annotations

from pathlib import Path

import pytest

from auditor.checks.figures import Check
from auditor.model import Document
from auditor.rules.load import load

TRAPS = [
    tuple(line.split(" | "))
    for line in Path(__file__).with_name("traps.txt").read_text("utf-8").splitlines()
    if not line.startswith("//")
]


@pytest.fixture(scope="module")
def check() -> Check:
    return Check(load().of("figures"))


def document(sentence: str, figure: str) -> Document:
    return Document.of(sentence.format(figure) + ("." if sentence.isascii() else "。"), key=figure)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap[0][:40])
def test_two_things_that_share_most_words_never_conflict(check: Check, trap: tuple[str, str]) -> None:
    posts = [check.post(document(*said)) for said in zip(trap, ("4,720", "7,150"), strict=True)]
    imprints = sorted((post.imprint for post in posts if post is not None), key=lambda imprint: imprint.id)
    if len(imprints) == len(trap):
        assert {relation.kind for relation in check.compare(*imprints)} <= {"corroborates"}
