from __future__ import annotations

from auditor.figures.plain import plain
from auditor.figures.vocabulary import vocabulary
from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml


def test_every_concept_that_the_lists_name_exists() -> None:
    data = read_yaml(home() / "lexicons" / "metrics.yaml")
    known = {entry["id"] for group in data.values() for entry in group}
    lists = plain()
    made = {name for parts in lists.made_of.values() for name in parts}
    assert set(lists.kin) | set(lists.made_of) | made | lists.broad | lists.neutral | lists.light <= known


def test_no_plain_word_is_a_modifier() -> None:
    for word in plain().latin:
        assert not vocabulary().modifiers.find(word, 0, len(word)), word


def test_kin_lead_to_one_concept() -> None:
    kin = plain().kin
    assert all(kin[kin[name]] == kin[name] for name in kin)


def test_no_verb_that_tells_one_lot_from_another_is_plain() -> None:
    assert not plain().stages & plain().latin


def test_what_goes_with_a_concept_goes_with_one_that_exists() -> None:
    data = read_yaml(home() / "lexicons" / "metrics.yaml")
    assert set(plain().goes_with) <= {entry["id"] for group in data.values() for entry in group}


def test_no_site_is_a_verb() -> None:
    assert not plain().sites & (plain().stages | set(plain().pasts))
