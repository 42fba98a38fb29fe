from __future__ import annotations

from auditor.figures.read import figures
from auditor.model import Document


def places(text: str, **fields: str) -> list[str | None]:
    return [figure.place.value for figure in figures(Document.of(text, **fields))]


def test_what_begins_the_next_statement_is_not_where_the_figure_before_is() -> None:
    text = "The port of Rotterdam moved more coal. Volumes rose 4% to 2.1 million tonnes, while Antwerp moved 1.3 million tonnes."
    assert places(text)[1:] == ["Rotterdam", "Antwerp"]


def test_a_date_alone_is_no_figure_of_the_next_clause() -> None:
    assert places("棉花总产742万吨：新疆这个地区给2024年画上句号。") == ["Xinjiang"]


def test_some_of_them_are_where_it_says() -> None:
    assert places("Half of the crew are in Spain and 300 of them are in Leeds.")[-1] == "Leeds"


def test_where_something_else_was_done_is_not_where_it_was_paid_for() -> None:
    assert places("The bridge cost $90 million and was tested in Norway.") == [None]


def test_a_body_is_no_place_of_the_one_who_has_it() -> None:
    assert places("他身高183厘米，独自拼搏在京。") == [None]


def test_a_hospital_with_a_number_in_its_name_is_in_its_city() -> None:
    assert places("昆明市第一人民医院去年门诊量为268万人次。") == ["Kunming"]


def test_the_next_sentence_is_told_of_all_again() -> None:
    assert places("The chain has 310 shops, 45 of them in Scotland. It closed 12 shops.") == [None, "Scotland", None]


def test_what_others_reach_on_average_is_theirs() -> None:
    assert places("兰州每千人床位8.9张，高于全省的7.4张。") == ["Lanzhou", "Gansu"]
