from __future__ import annotations

from auditor.figures.content import content, own_stretch


def test_a_bare_figure_takes_the_stretch_before_the_comma() -> None:
    assert "porcelain" in own_stretch("porcelain studios, in all: #")


def test_a_term_inside_a_longer_one_is_not_read() -> None:
    assert content("森林覆盖率为 #").concepts == {"forest_cover"}


def test_those_who_are_counted_are_no_agents() -> None:
    assert content("Beekeepers in numbered # last year").words == {"Beekeepers"}


def test_a_figure_may_part_its_phrase() -> None:
    assert "deaths" in content("Road accidents claimed # lives").concepts
