from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import auditor
from auditor.errors import BadInput
from auditor.model import Fault

TEXT = "林湾港 2024 年吞吐量达到 860 万吨。"


def test_the_figures_of_paths_come_in_reading_order(tmp_path: Path) -> None:
    for name, amount in (("2.txt", 860), ("10.txt", 910)):
        (tmp_path / name).write_text(TEXT.replace("860", str(amount)), "utf-8")
    found = auditor.claims(tmp_path)
    assert [(claim.value, claim.unit) for claim in found] == [
        (Decimal(9_100_000_000), "kg"),
        (Decimal(8_600_000_000), "kg"),
    ]
    assert all(claim.quote == (tmp_path / claim.path).read_text("utf-8")[claim.start : claim.end] for claim in found)


def test_what_cannot_be_read_raises_or_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    paths = [tmp_path / "a.txt", tmp_path / "missing.txt"]
    with pytest.raises(BadInput, match="no such file"):
        auditor.claims(paths)
    faults: list[Fault] = []
    assert len(auditor.claims(paths, faults=faults)) == 1
    assert [fault.path for fault in faults] == [str(tmp_path / "missing.txt")]
