"""Reports of an event, and what keeps two of their figures apart."""

from __future__ import annotations

from auditor.checks.figures import Check
from auditor.figures.reports import Report, elsewhere, one_sided, other_nouns, other_sides, own_clause, report, unlikely
from auditor.model import Document
from auditor.rules.load import load

CHECK = Check(load().of("figures"))


def read(text: str) -> Report:
    post = CHECK.post(Document.of(text))
    assert post is not None
    return report(post.imprint)


def test_figures_stand_in_the_order_of_the_text() -> None:
    found = read("The show drew 131,000 people; 42 percent were pensioners. Shops took £2.4 million.")
    starts = [found.statements[i].operands[0].start for i in found.order]
    assert starts == sorted(starts)
    assert found.beside(found.order[0]) == [found.order[1]]


def test_what_and_ties_to_a_figure_is_not_of_it() -> None:
    scheme = read("The scheme cost £12.6 million and will cut the bill.").statements[0]
    assert "cut" not in own_clause(scheme)


def test_adults_are_no_children() -> None:
    adults, children = (
        read(f"The fair sold 84,000 tickets for {who}.").statements[0] for who in ("adults", "children")
    )
    assert other_sides(adults, children)


def test_a_side_that_the_other_report_knows_goes_without_saying() -> None:
    adults, knows, unaware = (
        read(text)
        for text in (
            "The fair sold 84,000 tickets for adults.",
            "The fair sold 61,000 tickets. Adults paid $12.",
            "The fair sold 61,000 tickets. Pies cost $12.",
        )
    )
    assert not one_sided(adults.statements[0], adults, knows.statements[0], knows)
    assert one_sided(adults.statements[0], adults, unaware.statements[0], unaware)


def test_perch_are_no_walleye() -> None:
    perch, walleye = (read(f"Boats landed 3,140 tonnes of {fish}.").statements[0] for fish in ("perch", "walleye"))
    assert other_nouns(perch, walleye)
    assert not other_nouns(perch, perch)


def test_what_could_be_is_not_what_is() -> None:
    makes, could = (read(f"Ford {verb} 1,150 cars.").statements[0] for verb in ("makes", "could make"))
    assert unlikely(makes, could)


def test_two_places_said_outright_are_two() -> None:
    leeds, hull = (read(f"In {town} 1,150 cars were sold.").statements[0] for town in ("Leeds", "Hull"))
    assert elsewhere(leeds, hull)
