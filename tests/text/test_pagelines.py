from __future__ import annotations

from auditor.text.pagelines import Lines, first_filled, is_blank

PAGE = "渡船停航\n\n----\n林湾日报 2025-03-04\n正文"


def test_a_line_is_found_around_a_place() -> None:
    line = Lines(PAGE, 0).around(PAGE.index("日报"))
    assert line is not None
    assert (line.text, PAGE[line.start : line.end]) == ("林湾日报 2025-03-04", "林湾日报 2025-03-04")


def test_blank_lines_and_rules_between_lines_are_stepped_over() -> None:
    lines = Lines(PAGE, 0)
    top = first_filled(lines, 0)
    assert top is not None
    below = lines.below(top)
    assert below is not None
    assert below.text.startswith("林湾日报")
    above = lines.above(below)
    assert above == top
    assert not is_blank(top)


def test_a_line_longer_than_any_heading_is_none() -> None:
    assert Lines("长" * 300, 0).around(150) is None
