"""The whole report as JSON, ``schema: "auditor-report/1"``: the same report gives the same bytes."""

from __future__ import annotations

from auditor.formats._encode import pretty, values
from auditor.formats.protocol import Options
from auditor.model import Report

__all__ = ["render"]


def render(report: Report, options: Options) -> str:
    """The report as indented JSON; documents carry their text only with ``options.with_text``."""
    return pretty(values(report, with_text=options.with_text))
