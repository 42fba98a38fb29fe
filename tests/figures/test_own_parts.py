from __future__ import annotations

from auditor.figures.derive import statements
from auditor.figures.own_parts import own_parts
from auditor.figures.read import figures
from auditor.figures.statement import Imprint
from auditor.model import Document, Relation


def found(text: str) -> list[Relation]:
    doc = Document.of(text)
    return list(own_parts(Imprint(doc.id, doc.key, statements(doc.text, figures(doc)))))


def test_a_part_greater_than_its_total_exceeds_its_whole() -> None:
    (relation,) = found("2024年底，绵阳市共有科技企业3200家，其中高新技术企业4500家。")
    assert relation.kind == "part-exceeds-whole"
    assert [e.quote for e in (*relation.a, *relation.b)] == ["4500家", "3200家"]
    assert "4500家" in relation.explanation_zh
