"""Pages that open anywhere: one self-contained file or a site, readable without script, asking the network for nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.formats._visible import one_line, visible
from auditor.formats.protocol import Options
from auditor.model import Report

if TYPE_CHECKING:
    from jinja2 import Environment

    from auditor.formats.html.across import RelationView
    from auditor.formats.html.site import Render

__all__ = ["render"]

_TEMPLATES = Path(__file__).parent / "templates"
_CARDS = 4096  # cards of relations kept: some 8 MB


def render(report: Report, options: Options) -> str | Mapping[str, str]:
    """The report as one HTML file, or with ``options.folder`` as the files of a site by their relative path.

    Both languages of the interface are in every page; ``options.language`` is the one that it opens in. Documents whose
    text the report does not carry show the quotes of their findings, and the page says so. The pages of a site are
    rendered one by one, when they are taken from the mapping.
    """
    from auditor.formats.html.site import Site, single

    language = "zh" if options.language == "zh" else "en"
    make = Site if options.folder else single
    return make(report, language, _render())


def _render() -> Render:
    """Fills templates for one report; the card of a relation, which stands on the pages of several, is made once."""
    templates = _templates()
    draw: Callable[[RelationView], str] = templates.get_template("macros.html.jinja").module.relation  # type: ignore[attr-defined]  # a macro
    drawn: dict[RelationView, str] = {}

    def card(view: RelationView) -> str:
        if view not in drawn:
            if len(drawn) >= _CARDS:
                drawn.clear()
            drawn[view] = draw(view)
        return drawn[view]

    return lambda name, **context: templates.get_template(name).render(card=card, **context)


@cache
def _templates() -> Environment:
    """The compiled templates: everything is escaped, a name that does not exist is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from auditor.formats.html import said
    from auditor.formats.html.prose import prose

    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(visible=visible, line=one_line, points=said.points, percent=said.percent)
    made.globals.update(
        t=said.say,
        w=said.word,
        both=said.both,
        speak=said.speak,
        spoken=said.spoken,
        web=said.web,
        shape=said.shape,
        verdict=said.verdict,
        aspect=said.aspect,
        slots=said.slots,
        quote=said.quote,
        prose=prose,
    )
    return made
