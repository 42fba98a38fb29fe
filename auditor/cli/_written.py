"""Writes a file whole or not at all: what was there stays until all of the new is on the disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from auditor.errors import BadInput

__all__ = ["written"]


def written(name: str, content: bytes) -> None:
    """Puts the content into the file. Raises BadInput for one that cannot be written."""
    path = Path(name)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a device or a pipe is not replaced
            return
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stream:
            temporary = Path(stream.name)
            try:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
                temporary.chmod(mode)
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise BadInput(
            f"cannot write: {error.strerror}", where=name, remedy="name a file in a folder of yours"
        ) from error
