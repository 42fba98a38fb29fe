"""``auditor report``: renders a stored report."""

from __future__ import annotations

from pathlib import Path

from auditor.cli.outputs import Outputs
from auditor.formats._stored import load_report

__all__ = ["run"]


def run(path: str, outputs: Outputs) -> int:
    """Exit 0 when it was rendered; a report that cannot be read raises BadInput."""
    outputs.write(load_report(Path(path)))
    return 0
