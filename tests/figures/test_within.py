from __future__ import annotations

from decimal import Decimal

from auditor.figures.derive import statements
from auditor.figures.read import figures
from auditor.figures.statement import Imprint
from auditor.figures.within import within
from auditor.model import Document


def test_rates_and_parts_of_one_article_are_held_against_each_other() -> None:
    doc = Document.of(
        "Revenue rose from 2.1 billion yuan in 2023 to 3.2 billion yuan in 2024, an increase of 25%. "
        "Of all visitors, 62% were female and 51% male."
    )
    imprint = Imprint(doc.id, doc.key, statements(doc.text, figures(doc)))
    relations = within(imprint, Decimal("0.01"))
    assert [relation.kind for relation in relations] == ["growth-mismatch", "derived-conflict"]
