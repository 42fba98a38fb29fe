"""Finds the reader for a file by its ending: a module of this folder is a reader and names the endings it reads."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from posixpath import basename
from typing import cast

import auditor.readers
from auditor.readers.protocol import Reader

__all__ = ["BINARY", "DATA", "ending_of", "reader_for"]

# Endings of files that are never text; anything else that no reader claims is tried as text.
BINARY = frozenset(
    (  # noqa: SIM905  # one word list, no ninety lines
        "7z avi avif bin bmp bz2 class db dll doc docx dylib eot epub exe flac gif gz ico iso jar jpeg jpg mov mp3 mp4 "
        "npy npz o odp ods odt ogg otf pdf pickle pkl png ppt pptx pyc rar so sqlite sqlite3 tif tiff ttf wasm wav "
        "webm webp woff woff2 xls xlsx xz zst"
    ).split()
)

# Text that is no article: settings, tables, programs. In a folder they lie beside documents; named, they are read as text.
DATA = frozenset(
    (  # noqa: SIM905  # as above
        "bat c cfg conf cpp css csv go h ini java js json lock log mjs py rs sh sql svg toml ts tsv xml yaml yml"
    ).split()
)


def ending_of(path: str) -> str:
    """What stands after the last dot of the file's name, in lower case; empty where there is none."""
    return basename(path).lower().rpartition(".")[2] if "." in basename(path) else ""


def reader_for(path: str) -> Reader | None:
    """The reader that claims the longest ending of ``path``; None where nobody does."""
    name = basename(path).lower()
    readers = _readers()
    fitting = [ending for ending in readers if name.endswith(ending) and name != ending]
    return readers[max(fitting, key=len)] if fitting else None


@cache
def _readers() -> dict[str, Reader]:
    """Readers by ending. Importing them is cheap: heavy libraries load when a reader reads."""
    names = (module.name for module in iter_modules(auditor.readers.__path__))
    own = [name for name in names if name != "protocol" and not name.startswith("_")]
    modules = [cast("Reader", import_module(f"auditor.readers.{name}")) for name in own]
    return {ending: module for module in modules for ending in module.ENDINGS}
