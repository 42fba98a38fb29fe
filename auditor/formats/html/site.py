"""The files of a report: one that holds everything, or a site with a page for every document, family, fact and source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from itertools import islice

from auditor.formats.html.across import Across, relation_anchor
from auditor.formats.html.assets import assets
from auditor.formats.html.documents import Documents
from auditor.formats.html.index import Index
from auditor.formats.html.links import Links
from auditor.formats.html.overview import LISTED, Overview
from auditor.formats.html.rows import island
from auditor.model import Assessment, Report

__all__ = ["Render", "Site", "single"]

Render = Callable[..., str]
"""Fills the template of a name with what the page shows."""

MOST_SECTIONS = 500  # documents shown in full in a single file: beyond that a browser's patience ends
MOST_CARDS = 200  # facts, relations and families in full on one page; the rest are listed by name
MOST_RELATIONS = 60  # relations in full in a single file beside those that the cards of its facts tell
MOST_NAMED = 5000  # facts and families that are listed by name on one page
MOST_SINGLE = 2000  # facts of a single voice that get a page of their own; they stand with their documents anyway
LEAVES = "pages/"


def single(report: Report, language: str, render: Render) -> str:
    """Everything in one page."""
    index = Index(report)
    links = Links(held=_held(index))
    overview = Overview(index, links)
    documents, across = Documents(index, links), Across(index, links)
    parts = _parts(across, several_only=True)
    return render(
        "single.html.jinja",
        report=report,
        index=index,
        links=links,
        overview=overview,
        language=language,
        assets=assets("single"),
        island=island(index, index.ordered),
        listed=overview.rows(index.ordered[:LISTED]),
        views=map(documents.view, index.ordered[:MOST_SECTIONS]),
        reasons=overview.reasons,
        unseen=max(0, len(index.ordered) - MOST_SECTIONS),
        pager=(),
        **parts,
    )


def _held(index: Index) -> frozenset[str]:
    """The anchors of what a single file shows."""
    several = (n for n, fact in enumerate(index.facts) if fact.status != "single")
    return frozenset(
        [
            *(index.anchors[doc.key] for doc in index.ordered[:MOST_SECTIONS]),
            *(index.family_anchor(each) for each in index.families[:MOST_CARDS]),
            *(index.fact_anchors[number] for number in islice(several, MOST_CARDS)),
            *index.source_anchors.values(),
        ]
    )


def _parts(across: Across, *, several_only: bool) -> dict[str, object]:
    """What the pages on facts, relations, families and sources show."""
    index = across.index
    several = [number for number, fact in enumerate(index.facts) if fact.status != "single"]
    cards = several[:MOST_CARDS]
    drawn = frozenset(cards)
    named = [number for number in (several if several_only else range(len(index.facts))) if number not in drawn]
    telling = ((number, index.fact_telling(each)) for number, each in enumerate(index.relations))
    told = {number: fact for number, fact in telling if fact in drawn}
    further = [number for number in range(len(index.relations)) if number not in told]
    shown = further[: MOST_RELATIONS if several_only else MOST_CARDS]
    return {
        "facts": [across.fact(number) for number in cards],
        "named_facts": [] if several_only else named[:MOST_NAMED],
        "more_facts": len(several) - len(cards) if several_only else max(0, len(named) - MOST_NAMED),
        "singles": len(index.facts) - len(several),
        "relations": [across.relation(number) for number in shown],
        "more_relations": len(further) - len(shown),
        "where": {relation_anchor(number): f"#{relation_anchor(number)}" for number in shown}
        | {
            relation_anchor(number): f"#{index.fact_anchors[fact]}" for number, fact in told.items() if fact is not None
        },
        "families": [across.family(each) for each in index.families[:MOST_CARDS]],
        "named_families": index.families[MOST_CARDS:MOST_NAMED],
        "more_families": max(0, len(index.families) - (MOST_CARDS if several_only else MOST_NAMED)),
        "sources": [across.source(each) for each in index.sources],
    }


class Site(Mapping[str, str]):
    """The files of a site by their relative path; each is rendered when it is asked for, and not kept."""

    def __init__(self, report: Report, language: str, render: Render) -> None:
        self.report, self.language, self.render = report, language, render
        self.index = Index(report)
        self.root = Links(single=False, root="", leaves=LEAVES)
        self.leaf = Links(single=False, root="../", leaves="")
        self.documents = Documents(self.index, self.leaf)
        self.across = Across(self.index, self.leaf)
        self.overview = Overview(self.index, self.root)

    def __getitem__(self, name: str) -> str:
        return self._pages[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    @cached_property
    def _pages(self) -> Mapping[str, Callable[[], str]]:
        return dict(self._named())

    def _named(self) -> Iterator[tuple[str, Callable[[], str]]]:
        for number in range(max(1, -(-len(self.index.ordered) // LISTED))):
            yield _list_name(number), partial(self._list, number)
        for name in ("facts", "families", "sources", "reproduce"):
            yield f"{name}.html", partial(self._part, name)
        for place, doc in enumerate(self.index.ordered):
            yield f"{LEAVES}{self.index.anchors[doc.key]}.html", partial(self._document, doc, place)
        for family in self.index.families:
            name = f"{LEAVES}{self.index.family_anchor(family)}.html"
            yield name, partial(self._leaf, "family", partial(self.across.family, family))
        for number in self._told:
            name = f"{LEAVES}{self.index.fact_anchors[number]}.html"
            yield name, partial(self._leaf, "fact", partial(self.across.fact, number))
        for source in self.index.sources:
            name = f"{LEAVES}{self.index.source_anchors[source.name]}.html"
            yield name, partial(self._leaf, "source", partial(self.across.source, source))

    @cached_property
    def _told(self) -> frozenset[int]:
        """The facts that have a page: those of several voices, and of a single voice as many as are of any use."""
        several = [n for n, fact in enumerate(self.index.facts) if fact.status != "single"]
        singles = [n for n, fact in enumerate(self.index.facts) if fact.status == "single"]
        return frozenset([*several, *(singles if len(singles) <= MOST_SINGLE else [])])

    def _render(self, template: str, kind: str, links: Links, **context: object) -> str:
        return self.render(
            template,
            report=self.report,
            index=self.index,
            links=links,
            language=self.language,
            assets=assets(kind),
            **context,
        )

    def _list(self, number: int) -> str:
        first = number * LISTED
        return self._render(
            "index.html.jinja",
            "overview",
            self.root,
            overview=self.overview,
            **({} if number else {"reasons": self.overview.reasons}),
            island=island(self.index, self.index.ordered) if number == 0 else "",
            listed=self.overview.rows(self.index.ordered[first : first + LISTED]),
            pager=[
                (_list_name(each), each * LISTED + 1, min((each + 1) * LISTED, len(self.index.ordered)), each == number)
                for each in range(-(-len(self.index.ordered) // LISTED))
            ],
            number=number,
        )

    def _part(self, name: str) -> str:
        parts = _parts(Across(self.index, self.root), several_only=False)
        return self._render(f"{name}.html.jinja", "across", self.root, overview=self.overview, told=self._told, **parts)

    def _document(self, doc: Assessment, place: int) -> str:
        ordered = self.index.ordered
        return self._render(
            "page.html.jinja",
            "document",
            self.leaf,
            view=self.documents.view(doc),
            place=place,
            reasons=tuple(dict.fromkeys(each.rule for each in doc.findings)),
            before=self._href(ordered[place - 1]) if place else None,
            after=self._href(ordered[place + 1]) if place + 1 < len(ordered) else None,
        )

    def _href(self, doc: Assessment) -> str:
        return self.leaf.leaf(self.index.anchors[doc.key])

    def _leaf(self, kind: str, make: Callable[[], object]) -> str:
        return self._render(f"{kind}.html.jinja", "across", self.leaf, view=make())


def _list_name(number: int) -> str:
    return "index.html" if number == 0 else f"documents-{number + 1}.html"
