"""Where a report goes: one format to standard output, any number to files."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from errno import EISDIR
from pathlib import Path

from auditor import plugins
from auditor.cli._site import MANIFEST, digest, listing, sweep
from auditor.cli.progress import warn
from auditor.errors import BadInput
from auditor.formats.protocol import Options
from auditor.model import Report

__all__ = ["Outputs"]

_STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
_SITE = "html"  # the format of whose files the documents decide the names: those of an earlier run would stay


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
            if not (name and mark and path):
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
        with self.staged(report) as publish:
            publish()

    @contextmanager
    def staged(self, report: Report) -> Iterator[Callable[[], None]]:
        """Renders and writes all that can fail, beside where it goes; the yielded function puts it in its place.

        What was not put there when the block ends is taken away. Raises BadInput when a file cannot be written.
        """
        shown = self._shown(report)
        summary = self._summary(report)
        waiting: list[_Staged | _Swept] = []

        def publish() -> None:
            while waiting:
                waiting.pop(0).publish()
            sys.stdout.write(shown)
            _append_summary(summary)

        try:
            for name, path in self.files:
                folder = path.endswith(("/", os.sep))
                site = folder and name == _SITE
                content = _rendered(name, report, replace(self.options, folder=folder))
                written: dict[str, str] = {}
                for place, text in _placed(content):
                    waiting.append(_stage(Path(path) / place if place else Path(path), text))
                    if site:
                        written[place] = digest(text)
                if site:
                    # The list comes last: until then the old one tells what is ours.
                    waiting += [_Swept(Path(path), written), _stage(Path(path) / MANIFEST, listing(written))]
            yield publish
        finally:
            for staged in waiting:
                staged.drop()

    def _shown(self, report: Report) -> str:
        if not self.stdout:
            return ""
        width = shutil.get_terminal_size((80, 24)).columns
        options = replace(self.options, width=width, color=sys.stdout.isatty() and "NO_COLOR" not in os.environ)
        content = _rendered(self.stdout, report, options)
        return content if isinstance(content, str) else "".join(content.values())

    def _summary(self, report: Report) -> str:
        """What a GitHub step shows on its page, where the github format is wanted and a step is running."""
        if not os.environ.get(_STEP_SUMMARY) or "github" not in {self.stdout, *(name for name, _ in self.files)}:
            return ""
        made: str = plugins.load("formats", "github").summary(report, self.options)
        return made


def _append_summary(text: str) -> None:
    """Adds to the summary of the step; a step whose page cannot be written is judged all the same."""
    if not text:
        return
    try:
        with Path(os.environ[_STEP_SUMMARY]).open("a", encoding="utf-8", newline="") as stream:
            stream.write(text)
    except OSError as error:
        warn(f"{_STEP_SUMMARY} cannot be written: {error.strerror}")


def _rendered(name: str, report: Report, options: Options) -> str | Mapping[str, str]:
    content: str | Mapping[str, str] = plugins.load("formats", name).render(report, options)
    return content


def _placed(content: str | Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The files one after the other, by their place in a folder: a site of ten thousand pages is never held whole."""
    yield from [("", content)] if isinstance(content, str) else content.items()


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadInput(
            f"cannot write: {error.strerror}", where=path.as_posix(), remedy="check the folder and its rights"
        ) from error


@dataclass(frozen=True, slots=True)
class _Staged:
    """A text on its way to a path: written beside it, or still in hand for what is no file."""

    path: Path
    text: str
    temporary: Path | None

    def publish(self) -> None:
        with _writing(self.path):
            if self.temporary is None:
                self.path.write_text(self.text, encoding="utf-8", newline="")
            else:
                self.temporary.replace(self.path)

    def drop(self) -> None:
        if self.temporary is not None:
            self.temporary.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Swept:
    """The pages of an earlier run in a folder, to be taken away when those of this one are in their place."""

    folder: Path
    written: Mapping[str, str]

    def publish(self) -> None:
        sweep(self.folder, self.written)

    def drop(self) -> None:
        """Nothing was done."""


def _stage(path: Path, text: str) -> _Staged:
    """Writes beside the file, to be renamed: a reader never sees half a report."""
    with _writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(EISDIR, "it is a folder; html and github take one, with a slash at its end")
        if path.exists() and not path.is_file():
            # A device or a pipe, such as /dev/stdout, is written to and not replaced.
            return _Staged(path, text, None)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=path.parent, delete=False) as stream:
            temporary = Path(stream.name)
            try:
                stream.write(text)
                stream.flush()
                temporary.chmod(0o644)
            except BaseException:
                temporary.unlink()
                raise
        return _Staged(path, "", temporary)
