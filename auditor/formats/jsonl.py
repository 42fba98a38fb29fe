"""One document object a line, for streaming; each is an entry of ``documents`` in the JSON report."""

from __future__ import annotations

from auditor.formats._encode import single_line, values
from auditor.formats.protocol import Options
from auditor.model import Report

__all__ = ["render"]


def render(report: Report, options: Options) -> str:
    """The documents as JSON lines, in the order of the report."""
    return "".join(map(single_line, values(report, with_text=options.with_text)["documents"]))
