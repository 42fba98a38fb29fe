"""A page that opens anywhere: one self-contained file, readable without script, that asks the network for nothing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.formats._visible import one_line, visible
from auditor.formats._words import SHAPES, WORDS
from auditor.formats.protocol import Options
from auditor.model import Report

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["render"]

_HERE = Path(__file__).parent


def render(report: Report, options: Options) -> str | Mapping[str, str]:
    """The report as one HTML file, or with ``options.folder`` as files by their relative path.

    Both languages of the interface are in the page; ``options.language`` is the one that it opens in. Documents whose
    text the report does not carry show the quotes of their findings, and the page says so.
    """
    from auditor.formats.html.view import Page

    page = (
        _templates()
        .get_template("page.html.jinja")
        .render(page=Page(report), report=report, language="zh" if options.language == "zh" else "en")
    )
    return {"index.html": page} if options.folder else page


@cache
def _templates() -> Environment:
    """The compiled templates: everything is escaped, a name that does not exist is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters.update(visible=visible, line=one_line, points=_points, percent=_percent)
    made.globals.update(words=WORDS, shapes=SHAPES, **_assets())
    return made


def _assets() -> dict[str, object]:
    """Style and script as the page embeds them, and the digests by which its policy allows these two alone."""
    from markupsafe import Markup

    style, script = ((_HERE / name).read_text(encoding="utf-8").strip() for name in ("style.css", "script.js"))
    return {
        "style": Markup(style),  # noqa: S704  # our own file
        "script": Markup(script),  # noqa: S704  # our own file
        "policy": "; ".join(
            (
                "default-src 'none'",
                f"style-src '{_digest(style)}'",
                f"script-src '{_digest(script)}'",
                "img-src data:",
                "base-uri 'none'",
                "form-action 'none'",
            )
        ),
    }


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _points(value: float) -> str:
    """Points with at most one decimal and a real minus sign."""
    return f"{value:+.1f}".removesuffix(".0").replace("-", "−") if value else "0"


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %"
