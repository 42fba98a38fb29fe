from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.checks.copies import CAP, Check, Imprint
from auditor.checks.protocol import CrossCheck
from auditor.model import Document, Likeness, content_id
from auditor.rules.load import load
from auditor.text.shingles import fold

CHECK = Check(load().of("copies"))
SUBJECTS = ("港务局", "果农合作社", "货代公司", "渡轮公司", "灯塔守护人", "市图书馆", "海员教堂", "渔业协会")
DEEDS = (
    "启用了第二座冷库",
    "公布了秋季航班表",
    "把旧仓库改成分拣车间",
    "请来邻近岛屿的木匠",
    "为夜班工人开设食堂",
    "修好了防波堤的缺口",
)
TIMES = ("周二清晨", "今年入夏以来", "上个月的头几天", "大潮退去之后", "第一场霜降之前", "渔船归港的傍晚")
ENDS = (
    "居民说这比预想的快。",
    "工程师仍担心地基太软。",
    "账目将在年底公开。",
    "孩子们最先注意到变化。",
    "没有人记得上一次是什么时候。",
)
NOUNS = (
    "harbour",
    "orchard",
    "lantern",
    "herring",
    "timber",
    "ferry",
    "granary",
    "windmill",
    "parish",
    "copper",
    "market",
)
VERBS = ("carries", "mends", "counts", "paints", "borrows", "measures", "forgets", "delivers", "repairs", "watches")
WORDS = (*NOUNS, *VERBS, "slowly", "twice", "before noon", "in autumn", "under snow", "for the night train")


def _zh(seed: int, sentences: int) -> str:
    draw = random.Random(seed)  # noqa: S311  # a seeded draw of phrases
    parts = (
        draw.choice(TIMES) + "，" + draw.choice(SUBJECTS) + draw.choice(DEEDS) + str(draw.randrange(10**6))
        for _ in range(sentences)
    )
    return "".join(part + "，" + draw.choice(ENDS) for part in parts)


def _en(seed: int, words: int) -> str:
    draw = random.Random(seed)  # noqa: S311  # a seeded draw of words
    return " ".join(
        draw.choice(WORDS) + (str(draw.randrange(999)) if draw.random() < 0.2 else "") for _ in range(words)
    )


def _compare(a: str, b: str) -> list[Likeness]:
    one, two = sorted((Imprint(content_id(text), text) for text in (a, b)), key=lambda imprint: imprint.id)
    return list(CHECK.compare(one, two))


def _meet(a: str, b: str) -> bool:
    posts = [CHECK.post(Document.of(text)) for text in (a, b)]
    return bool(set.intersection(*(set(post.keys) if post else set() for post in posts)))


def _jaccard(a: str, b: str) -> float:
    one, two = ({fold(t)[i : i + 5] for i in range(len(fold(t)) - 4)} for t in (a, b))
    return len(one & two) / len(one | two)


def test_the_check_keeps_to_the_protocol() -> None:
    assert isinstance(CHECK, CrossCheck)


@pytest.mark.parametrize("text", [_zh(1, 20), _en(1, 200)])
def test_a_lightly_edited_copy_is_a_near_duplicate_with_its_exact_similarity(text: str) -> None:
    copy = text[:100] + "###" + text[110:]
    (like,) = _compare(text, copy)
    assert like.kind == "near-duplicate"
    assert like.similarity == pytest.approx(_jaccard(text, copy), abs=1e-12)
    assert _meet(text, copy)


def test_texts_between_the_two_limits_are_similar() -> None:
    words = _en(2, 200).split()
    changed = " ".join("never" if n % 8 == 5 else word for n, word in enumerate(words))
    (like,) = _compare(" ".join(words), changed)
    assert like.kind == "similar"
    assert 0.7 <= like.similarity < 0.8


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("make", [lambda seed, n: _zh(seed, n // 10), _en])
def test_an_excerpt_is_found_with_spans_on_both_sides(make: object, seed: int) -> None:
    assert callable(make)
    whole = make(seed, 400)
    part = whole[300:800]
    assert _meet(part, whole)
    (like,) = _compare(part, whole)
    assert like.kind == "excerpt"
    held, spans, others = (
        (like.in_b, like.spans_a, like.spans_b)
        if like.a == content_id(part)
        else (like.in_a, like.spans_b, like.spans_a)
    )
    assert held >= 0.95
    assert len(spans) == len(others) == 1
    assert part[slice(*spans[0])] == whole[slice(*others[0])]


def test_a_short_quotation_is_no_excerpt() -> None:
    whole = _en(3, 300)
    assert not _compare(whole[50:190], whole)


def test_a_passage_in_otherwise_different_texts_is_found_where_it_stands() -> None:
    shared = _zh(4, 12)
    a, b = _zh(5, 30) + shared, shared + _zh(6, 40)
    assert _meet(a, b)
    (like,) = _compare(a, b)
    assert like.kind == "passage"
    spans = {a[slice(*span)] if like.a == content_id(a) else b[slice(*span)] for span in like.spans_a}
    assert any(shared[5:-5] in span for span in spans)


def test_unrelated_texts_on_one_subject_have_nothing_to_do_with_each_other() -> None:
    texts = [_en(seed, 150) for seed in range(10, 22)]
    assert not [like for a in texts for b in texts if a < b for like in _compare(a, b)]


def test_short_texts_meet_whenever_they_are_similar() -> None:
    text = "林湾港第二座冷库周二启用，水果六小时内离港。"
    copy = text.replace("周二", "周三")
    assert _jaccard(text, copy) < 0.8
    assert _meet(text + "码头工人表示欢迎", copy + "码头工人表示欢迎")


def test_a_text_without_a_character_is_posted_nowhere() -> None:
    assert CHECK.post(Document.of(" \n\t\u3000")) is None


def test_punctuation_alone_can_be_posted_and_compared() -> None:
    rules = "——" * 200
    post = CHECK.post(Document.of(rules))
    assert post is not None
    assert _compare(rules, rules + "——")[0].kind == "near-duplicate"


def test_a_crowded_key_pairs_a_star_not_a_clique() -> None:
    ids: Sequence[str] = [f"{n:016x}" for n in range(CAP + 1)]
    assert len(list(CHECK.pair("b", ids))) == CAP
    assert len(list(CHECK.pair("b", ids[:50]))) == 50 * 49 // 2


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab 港口，1", max_size=60), st.text(alphabet="ab 港口，1", max_size=60))
def test_similarity_is_the_exact_jaccard_index(a: str, b: str) -> None:
    if min(len(fold(a)), len(fold(b))) < 5 or content_id(a) == content_id(b):
        return
    for like in _compare(a, b):
        assert like.similarity == pytest.approx(_jaccard(a, b), abs=1e-12)
    if _jaccard(a, b) >= 0.8:
        assert _meet(a, b)
        assert _compare(a, b)[0].kind == "near-duplicate"
