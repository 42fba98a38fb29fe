"""The pages that an earlier run wrote into a folder and the next one does not: found by a list with digests, taken away.

What is not on our own list, or is no longer what we wrote, is left alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath

__all__ = ["MANIFEST", "digest", "listing", "sweep"]

MANIFEST = ".auditor-site.json"

_KIND = "auditor-site/1"
_MOST_BYTES = 100_000_000  # of a list: some 800,000 pages


def digest(text: str) -> str:
    """The digest of a page as it is written."""
    return sha256(text.encode("utf-8")).hexdigest()


def listing(files: Mapping[str, str]) -> str:
    """The list of a run's files: the digest of each by its path in the folder."""
    return json.dumps({"schema": _KIND, "files": dict(sorted(files.items()))}, ensure_ascii=False, indent=0) + "\n"


def sweep(folder: Path, kept: Mapping[str, str]) -> None:
    """Takes away what the list in ``folder`` names and ``kept`` does not, as far as it is still what was written.

    What cannot be read or removed stays: a page too many is no reason for a report to fail.
    """
    for name, known in _listed(folder / MANIFEST).items():
        path = folder / name
        if name in kept or not _ours(folder, name) or _digest_of(path) != known:
            continue
        with suppress(OSError):
            path.unlink()
            for parent in path.relative_to(folder).parents[:-1]:
                (folder / parent).rmdir()  # fails where something is left in it, and then it stays


def _listed(path: Path) -> Mapping[str, str]:
    """The files of an earlier list; none where there is no list of ours."""
    try:
        if path.is_symlink() or path.stat().st_size > _MOST_BYTES:
            return {}
        tree = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    files = tree.get("files") if isinstance(tree, dict) and tree.get("schema") == _KIND else None
    return {str(name): str(known) for name, known in files.items()} if isinstance(files, dict) else {}


def _ours(folder: Path, name: str) -> bool:
    """Whether a name leads to a file within the folder, by no link and no way round."""
    parts = PurePosixPath(name).parts
    if not parts or PurePosixPath(name).is_absolute() or ".." in parts or "\\" in name or "\0" in name:
        return False
    steps = [folder.joinpath(*parts[: end + 1]) for end in range(len(parts))]
    return steps[-1].is_file() and not any(step.is_symlink() for step in steps)


def _digest_of(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
