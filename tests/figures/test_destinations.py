from __future__ import annotations

import pytest

from auditor.figures.destinations import is_destination
from auditor.figures.places import gazetteer


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("shipments of timber to Japan", True),
        ("cars imported from Mexico", True),
        ("a firm based in Mexico", True),
        ("对韩国出口额", True),
        ("timber from Sweden", False),
        ("对韩国游客的接待", False),
    ],
)
def test_a_place_that_goods_go_to_is_a_destination(text: str, goes: bool) -> None:  # noqa: FBT001  # a parametrised answer
    (mention,) = gazetteer().find(text, 0, len(text))
    assert is_destination(text, mention) is goes
