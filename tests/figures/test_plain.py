from __future__ import annotations

from auditor.figures.plain import plain
from auditor.figures.vocabulary import vocabulary
from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml


def test_every_concept_that_the_lists_name_exists() -> None:
    data = read_yaml(home() / "lexicons" / "metrics.yaml")
    known = {entry["id"] for group in data.values() for entry in group}
    lists = plain()
    assert set(lists.kin) | lists.broad | lists.neutral <= known


def test_no_plain_word_is_a_modifier() -> None:
    for word in plain().latin:
        assert not vocabulary().modifiers.find(word, 0, len(word)), word


def test_kin_lead_to_one_concept() -> None:
    kin = plain().kin
    assert all(kin[kin[name]] == kin[name] for name in kin)
