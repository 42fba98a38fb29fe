from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditor.checks.packs import Check
from auditor.errors import BadRules
from auditor.model import Document, Status
from auditor.rules.lint import lint
from auditor.rules.load import load

TEXT = "代开增值税发票，税点低，验证后付款，电话13800138000"
ENTRY = {
    "rule": "papers-advert",
    "text": "代开增值税发票",
    "reason": "quoted in a court report",
    "expires": "2027-01-31",
}


def pack(folder: Path, **changes: str) -> Path:
    fields = ", ".join(f"{key}: {value!r}" for key, value in ({**ENTRY, **changes}).items() if value)
    path = folder / "house.yaml"
    path.write_text(f"pack: house\nsuppress:\n  - {{{fields}}}\nrules: []\n", "utf-8")
    return path


def statuses(path: Path, text: str, as_of: date | None = None) -> list[Status]:
    check = Check(load([path], as_of).of("packs"))
    return [finding.status for finding in check.inspect(Document.of(text)) if finding.rule == "papers-advert"]


def test_a_suppressed_wording_is_found_and_marked(tmp_path: Path) -> None:
    assert statuses(pack(tmp_path), TEXT) == [Status.SUPPRESSED]


def test_another_wording_stays_open(tmp_path: Path) -> None:
    assert statuses(pack(tmp_path), TEXT.replace("增值税", "餐饮")) == [Status.OPEN]


def test_a_suppression_ends_after_its_last_day(tmp_path: Path) -> None:
    path = pack(tmp_path)
    assert statuses(path, TEXT, date(2027, 1, 31)) == [Status.SUPPRESSED]
    assert statuses(path, TEXT, date(2027, 2, 1)) == [Status.OPEN]


def test_lint_names_a_suppression_that_has_expired(tmp_path: Path) -> None:
    rules = load([pack(tmp_path)])
    assert [str(advice) for advice in lint(rules, date(2027, 1, 31))] == []
    assert "expired on 2027-01-31" in str(next(lint(rules, date(2028, 1, 1))))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"reason": ""}, "reason"),
        ({"expires": "soon"}, "expires"),
        ({"rule": "no-such-rule"}, "no-such-rule"),
        ({"by": "me"}, "by"),
    ],
)
def test_a_wrong_suppression_is_refused_with_file_and_field(
    tmp_path: Path, changes: dict[str, str], message: str
) -> None:
    with pytest.raises(BadRules, match=message) as caught:
        load([pack(tmp_path, **changes)])
    assert "house.yaml:" in caught.value.where
