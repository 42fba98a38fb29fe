"""Where a report goes: one format to standard output, any number to files."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auditor import plugins
from auditor.errors import BadInput
from auditor.formats.protocol import Options
from auditor.model import Report

__all__ = ["Outputs"]


@dataclass(frozen=True, slots=True)
class Outputs:
    """The format for standard output (empty for none), the formats for files, and how to render."""

    stdout: str
    files: tuple[tuple[str, str], ...]
    options: Options

    @classmethod
    def parse(cls, stdout: str, files: Sequence[str], *, with_text: bool, language: str) -> Outputs:
        """Reads the command's words before any work is done. Raises BadInput for an unknown format or language."""
        if language not in {"en", "zh"}:
            raise BadInput(f"unknown language {language!r}", where="--language", remedy="use en or zh")
        pairs = []
        for item in files:
            name, mark, path = item.partition("=")
            if not mark or not path:
                raise BadInput(
                    f"--output {item!r} names no file",
                    where="--output",
                    remedy="write NAME=PATH, such as json=audit.json",
                )
            pairs.append((name, path))
        known = plugins.names("formats")
        for name in [stdout, *(name for name, _ in pairs)]:
            if name and name not in known:
                raise BadInput(
                    f"unknown format {name!r}", where="--format or --output", remedy=f"use one of: {', '.join(known)}"
                )
        return cls(stdout, tuple(pairs), Options(with_text=with_text, language=language))

    def write(self, report: Report) -> None:
        """Writes all files, then standard output. Raises BadInput when a file cannot be written."""
        for name, path in self.files:
            folder = path.endswith(("/", os.sep))
            _to_file(path, _rendered(name, report, replace(self.options, folder=folder)))
        if self.stdout:
            width = shutil.get_terminal_size((80, 24)).columns
            options = replace(self.options, width=width, color=sys.stdout.isatty() and "NO_COLOR" not in os.environ)
            content = _rendered(self.stdout, report, options)
            sys.stdout.write(content if isinstance(content, str) else "".join(content.values()))


def _rendered(name: str, report: Report, options: Options) -> str | Mapping[str, str]:
    content: str | Mapping[str, str] = plugins.load("formats", name).render(report, options)
    return content


def _to_file(path: str, content: str | Mapping[str, str]) -> None:
    try:
        if isinstance(content, str):
            _replace(Path(path), content)
        else:
            for name, text in content.items():
                _replace(Path(path) / name, text)
    except OSError as error:
        raise BadInput(
            f"cannot write: {error.strerror}", where=path, remedy="check the folder and its rights"
        ) from error


def _replace(path: Path, text: str) -> None:
    """Writes beside the file and renames: a reader never sees half a report."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.is_file():
        # A device or a pipe, such as /dev/stdout, is written to and not replaced.
        path.write_text(text, encoding="utf-8", newline="")
        return
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=path.parent, delete=False) as stream:
        stream.write(text)
    temporary = Path(stream.name)
    temporary.chmod(0o644)
    temporary.replace(path)
