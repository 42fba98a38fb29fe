from __future__ import annotations

from dataclasses import replace

from auditor.figures.mended import mended
from auditor.figures.read import figures
from auditor.model import Document


def test_a_word_cut_in_two_is_made_whole() -> None:
    doc = Document.of("The municipal waterworks repaired 412 hydrants in Bergen in 2024.")
    figure = figures(doc)[0]
    cut = replace(figure, context="nicipal waterworks repaired # hydra")
    assert mended(doc.text, cut) == "municipal waterworks repaired # hydrants"


def test_an_age_stays_with_those_who_have_it() -> None:
    doc = Document.of("2024年，绵阳市60岁以上人口47.2万人。")
    assert "age60" in mended(doc.text, figures(doc)[-1])


def test_without_a_clause_there_is_nothing_to_mend() -> None:
    doc = Document.of("共有47家企业。")
    assert mended(doc.text, replace(figures(doc)[0], context="")) == ""
