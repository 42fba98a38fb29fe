from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.figures.difference import differ


def test_words_that_say_nothing_are_left_out() -> None:
    assert differ("the police recorded # burglaries", "# burglaries were recorded by police").none


def test_a_word_that_no_list_knows_narrows() -> None:
    assert differ("there were # frescoes", "there were # restored frescoes").more_b


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("# diesel cars", "# petrol cars"),
        ("shops sold # paper umbrellas", "shops sold # silk umbrellas"),
        ("全市职工医保参保 #", "全市居民医保参保 #"),
        ("晚稻总产量 #", "早稻总产量 #"),
        ("税收收入 #", "非税收入 #"),
    ],
)
def test_what_each_clause_says_for_itself_is_a_contrast_or_an_addition(a: str, b: str) -> None:
    assert not differ(a, b).none


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("累计建成公共充电桩 #", "the city had # public charging piles"),
        ("快递业务量完成 #", "couriers handled # parcels"),
        ("全市失业率为 #", "the unemployment rate was #"),
    ],
)
def test_two_languages_meet_in_concepts(a: str, b: str) -> None:
    found = differ(a, b)
    assert found.none
    assert found.counted


def test_a_romanised_name_meets_its_characters() -> None:
    assert differ("岚川营收 #", "Lanchuan had revenue of #").none


@given(st.text(max_size=50), st.text(max_size=50))
def test_who_is_asked_first_changes_nothing(a: str, b: str) -> None:
    here, there = differ(a, b), differ(b, a)
    assert here.shared == there.shared
    assert (here.more_a, here.more_b) == (there.more_b, there.more_a)


@given(st.text(max_size=60))
def test_a_clause_says_no_more_than_itself(text: str) -> None:
    assert differ(text, text).none


@pytest.mark.parametrize(
    "agent",
    ["Inventors in", "The ornithologists in", "Solar parks in", "Beekeepers across", "Surgeons at the clinic in"],
)
def test_who_did_it_narrows_nothing(agent: str) -> None:
    more = differ(f"{agent} counted # white storks", "there were # white storks").more_a
    assert not more & {word.lower() for word in agent.split()} - {"solar", "clinic"}


@pytest.mark.parametrize("agent", ["Teenagers in", "Tenants in", "Hospitals in"])
def test_who_one_is_narrows(agent: str) -> None:
    assert differ(f"{agent} counted # white storks", "there were # white storks").more_a


def test_an_apposition_cuts_no_clause() -> None:
    assert differ("the coffee chain Barlume ran # shops", "Barlume, the coffee chain, had # shops").none


def test_what_kind_of_thing_a_name_names_may_be_left_out() -> None:
    assert differ("The game Harrow Vale had # players", "Harrow Vale ended with # players").none
    assert not differ("The female Swedish students had # books", "Swedish students had # books").none


def test_a_verb_that_one_clause_has_says_that_there_are_so_many() -> None:
    assert differ("the town unveiled # bronze statues", "# bronze statues stood in the town").none


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the town approved # bronze statues", "# bronze statues stood in the town"),
        ("the town unveiled # bronze statues", "the town polished # bronze statues"),
        ("the town had # gilded bronze statues", "the town had # bronze statues"),
    ],
)
def test_a_verb_of_a_stage_two_verbs_and_a_participle_before_the_noun_narrow(a: str, b: str) -> None:
    assert not differ(a, b).none


def test_what_one_word_says_two_may_say() -> None:
    assert differ("electricity consumption was #", "the city consumed # of electricity").none


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the app was downloaded # times", "# downloads of the app"),
        ("complained about noise # times", "# noise complaints"),
        ("风筝生产企业共售出风筝 #", "风筝销量为 #"),
    ],
)
def test_a_noun_and_its_verb_say_the_same(a: str, b: str) -> None:
    assert differ(a, b).none
    assert differ(b, a).none


def test_a_kind_is_not_said_by_a_word_elsewhere() -> None:
    assert not differ("had # parks visitors", "had # park visitors").none


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the city hired # teachers", "# new teachers joined"),
        ("builders completed # new homes in , well short of", "# homes were completed in"),
        ("the port had # cranes", "the port had # cranes, the harbour office said"),
        ("新闻发布会通报，卫健部门统计，共有牙医 #", "共有牙医 #"),
        ("全年票房 #", "票房收入 #"),
    ],
)
def test_who_says_so_and_that_what_is_made_is_new_say_no_more(a: str, b: str) -> None:
    assert differ(a, b).none


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the city employed # teachers", "# new teachers"),
        ("built # homes", "completed # new energy vehicles"),
    ],
)
def test_what_is_new_is_not_all_that_there_is(a: str, b: str) -> None:
    assert not differ(a, b).none


@pytest.mark.parametrize(
    ("han", "latin"), [("化肥 #", "# of fertiliser"), ("血液透析患者 #", "# haemodialysis patients")]
)
def test_a_british_word_is_found_under_its_american_spelling(han: str, latin: str) -> None:
    assert differ(han, latin).none
