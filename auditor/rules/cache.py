"""Keeps on disk what reading a file gave, by the digest of its bytes; it is never trusted and never needed.

An entry is plain data (MessagePack) behind the digest of itself: nothing in it is run or unpickled, and one that is
damaged, of another user or of another scheme is read anew. ``AUDITOR_CACHE`` names another folder, or is ``off``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import Any

__all__ = ["VARIABLE", "folder", "learned", "remembered"]

VARIABLE = "AUDITOR_CACHE"
# Raised when reading a file comes to give something else.
_SCHEME = b"auditor-yaml-1\n"
_DIGEST = 32
# Smaller files are read faster than looked up, and larger entries are not ours.
_LEAST_BYTES, _MOST_BYTES = 4096, 64 * 1024 * 1024
# Entries kept; the packs and lexicons of a few versions.
_MOST_ENTRIES = 64


def folder() -> Path | None:
    """Where entries are kept, or ``None`` when nothing is to be kept."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return None if named.strip().lower() in {"", "0", "off", "no"} else Path(named)
    base = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    try:
        return Path(base) / "auditor" if base else Path.home() / ".cache" / "auditor"
    except RuntimeError:  # nobody's home is known
        return None


def remembered(raw: bytes, read: Callable[[], Any]) -> Any:
    """What ``read`` makes of a file's bytes, from an earlier time if there was one. Raises what ``read`` raises."""
    place = folder() if len(raw) >= _LEAST_BYTES else None
    if place is None:
        return read()
    path = place / f"{sha256(_SCHEME + raw).hexdigest()}.msgpack"
    known = _loaded(path)
    if known is not None:
        return known[0]
    value = read()
    _store(path, value)
    return value


def learned(scheme: str, strings: Sequence[str], learn: Callable[[], Any]) -> Any:
    """What ``learn`` makes of some strings; ``scheme`` is another where it comes to make something else of them."""
    return remembered("\0".join((scheme, *strings)).encode("utf-8", "surrogatepass"), learn)


def _loaded(path: Path) -> tuple[Any] | None:
    import msgspec

    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            foreign = hasattr(os, "getuid") and status.st_uid != os.getuid()
            entry = b"" if foreign or status.st_size > _MOST_BYTES else file.read()
    except (OSError, ValueError):
        return None
    digest, payload = entry[:_DIGEST], entry[_DIGEST:]
    if sha256(payload).digest() != digest:
        return None
    try:
        return (msgspec.msgpack.decode(payload),)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def _store(path: Path, value: Any) -> None:
    """Writes an entry whole or not at all; where it cannot be written, or would come back as something else, none."""
    import msgspec

    try:
        payload = msgspec.msgpack.encode(value)
        if msgspec.msgpack.decode(payload) != value:  # dates and sets, which YAML may name by a tag
            return
    except (msgspec.MsgspecError, ValueError, TypeError, OverflowError, RecursionError):
        return
    with suppress(OSError, ValueError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(sha256(payload).digest() + payload)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _thin(path.parent)


def _thin(place: Path) -> None:
    """Takes out the oldest entries beyond the limit."""
    entries = sorted(place.glob("*.msgpack"), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    for path in entries[_MOST_ENTRIES:]:
        path.unlink(missing_ok=True)
