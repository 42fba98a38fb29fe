from __future__ import annotations

from pathlib import Path

import pytest

from auditor.checks.packs import Check
from auditor.errors import BadRules
from auditor.model import Document
from auditor.rules.load import load
from auditor.rules.parts import read_parts, written_out

PACK = """
pack: house
parts:
  course: {{keywords: [包过班, 保录取]}}
  offer: {{any: [{{part: course}}, {{keywords: [速成班]}}]}}
rules:
  - id: course-advert
    aspect: spam
    severity: minor
    points: 6
    match:
      near: {{within: 12, of: [{{part: {name}}}, {{keywords: [报名]}}]}}
    message: {{en: "A course: {{quote}}", zh: "课程广告：{{quote}}"}}
    remedy: {{en: Remove the line., zh: 删除该行。}}
    why: Courses are sold through private handles.
    examples:
      match: [考证包过班开始报名]
      no_match: [教育局今天公布了招生计划。]
"""


def pack(folder: Path, name: str) -> Path:
    path = folder / "house.yaml"
    path.write_text(PACK.format(name=name), "utf-8")
    return path


def test_a_part_stands_for_what_is_written_under_its_name(tmp_path: Path) -> None:
    check = Check(load([pack(tmp_path, "offer")]).of("packs"))
    found = [hit.rule for hit in check.inspect(Document.of("暑期速成班开始报名"))]
    assert found == ["course-advert"]


def test_a_part_that_nobody_wrote_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(BadRules, match="'part' names 'lesson'") as error:
        load([pack(tmp_path, "lesson")])
    assert "house.yaml:" in str(error.value)


def test_a_part_may_name_only_those_before_it() -> None:
    with pytest.raises(ValueError, match="'part' names 'second'"):
        read_parts({"first": {"any": [{"part": "second"}]}, "second": {"keywords": ["包过班"]}}, {})


def test_what_stands_beside_a_part_must_hit_too() -> None:
    parts = {"course": {"keywords": ["包过班"]}}
    block = {"part": "course", "feature": "contact", "none": [{"part": "course"}]}
    assert written_out(block, parts) == {
        "all": [{"keywords": ["包过班"]}, {"feature": "contact"}],
        "none": [{"keywords": ["包过班"]}],
    }


@pytest.mark.parametrize("parts", [["course"], {"course": "包过班"}, {"course": {}}])
def test_parts_are_mappings_of_names_to_blocks(parts: object) -> None:
    with pytest.raises(ValueError, match="'parts"):
        read_parts(parts, {})


def test_parts_that_double_each_other_are_refused_before_they_are_written_out(tmp_path: Path) -> None:
    doubled = "".join(f"  p{n}: {{any: [{{part: p{n - 1}}}, {{part: p{n - 1}}}]}}\n" for n in range(1, 60))
    pack = PACK.format(name="course").replace("rules:\n", f"  p0: {{keywords: [lorem]}}\n{doubled}rules:\n")
    (tmp_path / "doubled.yaml").write_text(pack, encoding="utf-8")
    with pytest.raises(BadRules, match=r"'parts\.p\d+'.*20,000 is the limit") as told:
        load([tmp_path / "doubled.yaml"])
    assert "doubled.yaml:" in told.value.where
