"""What a format is: a module of this folder with one function, ``render``, that turns a report into text.

A format only reads the report. It never calls a check, opens a file or asks for the time, so the same report gives the
same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from auditor.model import Report

__all__ = ["Format", "Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """How a report is to be shown; a format ignores what does not concern it.

    ``language`` is "en" or "zh"; ``width`` and ``color`` are those of the terminal; ``folder`` asks a format that can
    write several files for all of them instead of a single self-contained one.
    """

    with_text: bool = False
    language: str = "en"
    width: int = 80
    color: bool = False
    folder: bool = False


class Format(Protocol):
    """The shape of every module of this folder."""

    def render(self, report: Report, options: Options) -> str | Mapping[str, str]:
        """The report as one text, or as several: relative posix path to content."""
        ...
