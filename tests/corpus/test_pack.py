from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from auditor import plugins
from auditor.checks.protocol import CrossCheck
from auditor.corpus.pack import kind_of, numbered, numbers, pack_posts, posting, unpack_keys, unpack_posts
from auditor.examine import prepared
from auditor.model import Document

CROSS = [(name, check) for name, (check, _) in prepared(())[1].items() if isinstance(check, CrossCheck)]

TEXT = (
    """滨河新区统计局

2024年滨河新区储能产业规模为860亿元，同比增长12.5%，约占全省的四分之一。截至2024年底，全区共有储能企业214家。
"""
    + "The quarry above the reservoir closed in spring after the last crew had left for the coast. " * 4
)


def test_there_are_cross_checks_to_hold_to_this() -> None:
    assert {"copies", "figures"} <= {name for name, _ in CROSS} <= set(plugins.names("checks"))


@pytest.mark.parametrize(("name", "check"), CROSS)
@pytest.mark.parametrize("size", [2, 9, 70, 300])
def test_a_check_pairs_by_the_kind_of_a_key_alone(name: str, check: CrossCheck[Any], size: int) -> None:
    # A corpus keeps of a key no more than its kind and a hash.
    posted = check.post(Document.of(TEXT))
    assert posted is not None
    group = [f"{number:016x}" for number in range(size)]
    for key in posted.keys:
        assert list(check.pair(key, group)) == list(check.pair(kind_of(posting(name, key)), group)), key


def test_keys_of_other_kinds_and_checks_have_other_numbers() -> None:
    found = {posting(check, key) for check in ("copies", "figures") for key in ("b1", "w1", "s1", "语1")}
    assert len(found) == 8
    assert kind_of(posting("copies", "b1")) == "b|"
    assert posting("copies", posting("copies", "b1")) == posting("copies", "b1")


def test_keys_have_the_numbers_under_which_stores_have_them_already() -> None:
    keys = ["b1", "语1", "\ud800", ""]
    assert numbered("copies", keys) == [216024805814070, 279835232694663, 281030773578350, 549475415293]
    assert [posting("copies", key) for key in keys] == numbered("copies", keys)
    assert numbers("figures", ["b1", "b1"]) == (217556133859495,)
    assert numbers("copies", []) == ()


@pytest.mark.parametrize("names", [("copies",), ("copies", "figures")])
def test_posts_read_back_whether_they_are_nearly_all_hashes_or_not(names: tuple[str, ...]) -> None:
    doc, dictionary = Document.of(TEXT), b"imprint"
    posts = {name: post for name, check in CROSS if name in names and (post := check.post(doc)) is not None}
    keys = {name: numbers(name, post.keys) for name, post in posts.items()}
    raw = pack_posts(posts, keys, doc.text, dictionary)
    assert unpack_keys(raw, dictionary) == keys
    assert unpack_posts(raw, lambda: doc.text, dictionary) == {n: (keys[n], post.imprint) for n, post in posts.items()}


TEACH = """
import sys, threading
from dataclasses import make_dataclass
from enum import StrEnum
from auditor.corpus.pack import pack, unpack

sys.setswitchinterval(1e-6)
for number in range(150):
    side = StrEnum(f"Side{number}", [f"m{n}" for n in range(40)])
    inner = make_dataclass(f"Inner{number}", [("side", side), ("sides", tuple[side, ...])])
    kind = make_dataclass(f"Kind{number}", [("one", inner), ("many", dict[str, inner])])
    raw = pack({"one": {"side": "m1", "sides": ["m2"]}, "many": {"a": {"side": "m3", "sides": []}}})
    gate = threading.Barrier(8)

    def read():
        gate.wait()
        assert unpack(raw, kind).one.side is side.m1

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
"""


def test_threads_that_read_a_kind_of_value_first_do_not_end_the_process() -> None:
    done = subprocess.run([sys.executable, "-c", TEACH], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stderr
