"""Pages that open anywhere: one self-contained file or a site, readable without script, asking the network for nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.visitor import NodeTransformer

from auditor.formats._visible import one_line, visible
from auditor.formats.html import said
from auditor.formats.html.entries import entries
from auditor.formats.html.found import found
from auditor.formats.html.prose import prose
from auditor.formats.protocol import Options
from auditor.model import Report

if TYPE_CHECKING:
    from auditor.formats.html.across import RelationView
    from auditor.formats.html.site import Render

__all__ = ["render"]

_CARDS = 4096  # cards of relations kept: some 8 MB
_TEMPLATES = Path(__file__).parent / "templates"

# What depends on its arguments alone.
_PURE: Mapping[str, Callable[..., object]] = {
    "t": said.say,
    "w": said.word,
    "both": said.both,
    "speak": said.speak,
    "spoken": said.spoken,
    "web": said.web,
    "shape": said.shape,
    "verdict": said.verdict,
    "aspect": said.aspect,
    "quote": said.quote,
    "quotes": said.quotes,
    "stage": said.stage,
    "sure": said.sure,
    "in_words": said.in_words,
    "found": found,
    "entries": entries,
    "prose": prose,
}


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
    """Fills templates for one report; what stands on several pages, the card of a relation, is made once."""
    made = _templates()
    draw: Callable[[RelationView], str] = made.get_template("macros.html.jinja").module.relation  # type: ignore[attr-defined]  # a macro
    bar: Callable[[int], str] = made.get_template("triage.html.jinja").module.bar  # type: ignore[attr-defined]  # as above
    triage = cache(bar)
    drawn: dict[RelationView, str] = {}

    def card(view: RelationView) -> str:
        if view not in drawn:
            if len(drawn) >= _CARDS:
                drawn.clear()
            drawn[view] = draw(view)
        return drawn[view]

    return lambda name, **context: made.get_template(name).render(card=card, triage=triage, **context)


@cache
def _templates() -> Environment:
    """The compiled templates: everything is escaped, a name that does not exist is an error."""
    made = Environment(
        loader=_Loader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(
        visible=visible,
        line=one_line,
        points=said.points,
        whole=said.whole,
        day=said.day,
        percent=said.percent,
        share=said.share,
        **_PURE,
    )
    return made


class _Loader(BaseLoader):
    """Loads templates in which every call of a pure function has become a filter.

    Jinja works out a filter of constants when it compiles, and calls the others without looking for a context: the
    wording of the interface, which is most of a page, then costs nothing when the page is made.
    """

    def __init__(self) -> None:
        self._files = FileSystemLoader(_TEMPLATES)

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """Compiles the template of that name."""
        source, filename, uptodate = self._files.get_source(environment, name)
        tree = _Calls().visit(environment.parse(source, name, filename))
        code = environment.compile(tree, name, filename)
        return environment.template_class.from_code(environment, code, {} if globals is None else globals, uptodate)


class _Calls(NodeTransformer):
    """Turns ``f(x, …)`` into ``x | f(…)``."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  # found by this name
        self.generic_visit(node)
        if not (isinstance(node.node, nodes.Name) and node.node.name in _PURE and node.args):
            return node
        first, *rest = node.args
        made = nodes.Filter(first, node.node.name, rest, node.kwargs, node.dyn_args, node.dyn_kwargs)
        return made.set_lineno(node.lineno)
