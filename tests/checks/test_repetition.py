from __future__ import annotations

from auditor.checks.repetition import Check
from auditor.model import Document, Severity
from auditor.rules.load import load

CHECK = Check(load().of("repetition"))
NEWS = (
    "林湾港务局周二启用第二座冷库，库内设有十二条通道，南方果农的水果将在这里等候夜班列车。冷库原定春天完工，但旧木材码头"
    "下的土层比钻探结果更软，桩基不得不再打深九米。货代公司预计，一箱水果到港后六小时内即可离港。"
)


def test_two_copies_are_minor_and_three_are_major() -> None:
    two, three = (next(CHECK.inspect(Document.of("\n\n".join([NEWS] * n)))) for n in (2, 3))
    assert two.severity is Severity.MINOR
    assert three.severity is Severity.MAJOR


def test_the_finding_points_at_every_later_copy_and_names_the_first() -> None:
    found = next(CHECK.inspect(Document.of("\n\n".join([NEWS] * 4))))
    assert [evidence.quote for evidence in found.evidence] == [NEWS] * 3
    assert [evidence.quote for evidence in found.related] == [NEWS]
    assert "4" in found.message
    assert "4" in found.message_zh


def test_a_text_that_stands_once_is_no_finding() -> None:
    assert not list(CHECK.inspect(Document.of(NEWS)))


def test_evidence_counts_from_the_start_of_the_page() -> None:
    doc = Document("id", "page!2", "page", f"{NEWS}\n{NEWS}", part=2, offset=1000)
    found = next(CHECK.inspect(doc))
    assert found.evidence[0].start == 1000 + len(NEWS) + 1
