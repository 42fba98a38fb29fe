from __future__ import annotations

from auditor.figures.read import figures
from auditor.model import Document


def test_a_rank_between_a_part_and_its_share_is_no_other_part() -> None:
    level, *_, share = figures(Document.of("吉林玉米产量达3400万吨，连续3年居全国前列，占全国的11%。"))
    assert share.whole is not None
    assert (share.whole.place, share.whole.part) == ("China", 0)
    assert share.place == level.place


def test_the_share_of_several_together_has_no_part() -> None:
    *_, share = figures(Document.of("甲县有茶园3000亩，乙县2000亩，合计占全市的40%。"))
    assert share.whole is None or share.whole.part is None


def test_the_countrys_own_total_is_a_whole() -> None:
    (solar,) = figures(Document.of("Portugal: wind met 23 per cent of the country's demand."))
    assert solar.whole is not None
    assert solar.whole.place == "Portugal"
    *_, share = figures(Document.of("The dams gave 8 terawatt-hours, 12 percent of the region's electricity."))
    assert share.whole is not None
    assert share.whole.part == 0


def test_what_one_owns_is_no_total() -> None:
    (stake,) = figures(Document.of("The fund holds 14 percent of the company's shares."))
    assert stake.whole is None


def test_a_rate_with_a_name_is_no_share_of_the_amount_before() -> None:
    found = figures(Document.of("城镇新增就业13.8万人，失业率控制在5.5%以内。"))
    assert [figure.metric.name for figure in found if figure.metric] == ["jobs_added", "unemployment_rate"]
