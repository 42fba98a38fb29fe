"""Which files git saw change since a revision: what a gate in a build looks at."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from auditor.errors import BadInput
from auditor.readers._endings import BINARY, DATA, ending_of, reader_for

__all__ = ["changed"]

_SECONDS = 120


def changed(paths: Sequence[str], since: str) -> list[str]:
    """The files under the paths, written as the paths were given, that differ from the revision or are new to git.

    Raises BadInput where there is no git, no repository or no such revision.
    """
    found: list[str] = []
    for path in paths:
        if path == "-":
            raise BadInput("standard input has no history", where="--since", remedy="give files or folders")
        root = Path(path)
        folder = root if root.is_dir() else root.parent
        if not root.exists():
            raise BadInput("no such file or folder", where=path, remedy="check the path")
        # NOTE: a revision that begins with a hyphen would be an option.
        base = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}", since=since)
        named = _git(folder, "diff", "--name-only", "--no-renames", "--diff-filter=d", "--relative", "-z", base.strip())
        fresh = _git(folder, "ls-files", "--others", "--exclude-standard", "-z")
        names = sorted({name for name in (named + fresh).split("\0") if name})
        wanted = _walked if root.is_dir() else root.name.__eq__
        found += [(folder / name).as_posix() for name in names if wanted(name)]
    return [name for name in dict.fromkeys(found) if Path(name).is_file()]


def _walked(name: str) -> bool:
    """Whether a file would be read where its folder is named: not hidden, and of a kind that may hold a document."""
    hidden = any(part.startswith(".") for part in Path(name).parts)
    return not hidden and (reader_for(name) is not None or ending_of(name) not in BINARY | DATA)


def _git(folder: Path, *words: str, since: str | None = None) -> str:
    command = ["git", "-C", str(folder), "-c", "core.quotePath=false", *words]
    try:
        done = subprocess.run(  # noqa: S603  # git by its name, and no shell
            command, capture_output=True, check=False, timeout=_SECONDS, encoding="utf-8", errors="surrogateescape"
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BadInput(f"git cannot be run: {error}", where="--since", remedy="install git") from error
    if done.returncode:
        said = done.stderr.strip().removeprefix("fatal: ")
        what = said.splitlines()[0] if said else f"no such revision: {since!r}"
        raise BadInput(what, where="--since", remedy=_remedy(said))
    return done.stdout


def _remedy(said: str) -> str:
    if "not a git repository" in said:
        return "judge files of a git checkout, or leave --since out"
    if "dubious ownership" in said:
        return "tell git that the folder is safe: git config --global --add safe.directory FOLDER"
    return "give a branch, tag or commit that this clone has"
