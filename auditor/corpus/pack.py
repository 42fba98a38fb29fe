"""How values are stored: MessagePack, packed with a dictionary of words that the store itself carries.

What repeats the beginning of the document's text (the imprint of copies is its text) is stored as a length.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache, lru_cache
from hashlib import blake2b
from importlib import import_module
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.model import Post

__all__ = [
    "POSTING_BITS",
    "clean",
    "id_of",
    "kind_of",
    "number_of",
    "numbered",
    "numbers",
    "pack",
    "pack_posts",
    "posting",
    "unpack",
    "unpack_keys",
    "unpack_posts",
]

POSTING_BITS = 48
"""Bits of a stored key. Seven are the key's first character, by which a check knows its kinds of keys apart; of the rest
one look-up in 300,000 meets a stranger among seven million keys, who costs a comparison."""

_HASH_BITS = POSTING_BITS - 7
_LOW = (1 << _HASH_BITS) - 1
_BYTES = POSTING_BITS // 8
_HALF = 1 << 63
_HASHED = 0.75  # share of hashes from which on posts are not squeezed: 5 % longer, in a tenth of the time
_WORTH = 64  # characters from which on a repeated text is stored as a length
_PLAIN, _ESCAPED = b"\x00", b"\x01"


def number_of(id: str) -> int:
    """A content id as a signed 64-bit number, in the same order."""
    return int(id, 16) - _HALF


def id_of(number: int) -> str:
    """The content id of a number."""
    return f"{number + _HALF:016x}"


def posting(check: str, key: str | int) -> int:
    """The number under which a key of a cross check is stored; one that was read from a store is that already."""
    return key if isinstance(key, int) else numbered(check, [key])[0]


def numbered(check: str, keys: Iterable[str]) -> list[int]:
    """For each key of a cross check, the number under which it is stored: its first character, and a hash."""
    again = _begun(check).copy
    encoded = [key.encode("utf-8", "surrogatepass") for key in keys]
    digests = []
    for one in encoded:
        hashed = again()
        hashed.update(one)
        digests.append(hashed.digest())
    first = np.array([one[0] if one else 0 for one in encoded], np.uint64)
    kinds = np.minimum(first, np.uint64(127)) << np.uint64(_HASH_BITS)
    listed: list[int] = (kinds | _unsigned(b"".join(digests)) & np.uint64(_LOW)).tolist()
    return listed


@cache
def _begun(check: str) -> Any:
    """The hash of a check's name and what parts it from a key: going on from it takes two thirds of hashing both."""
    return blake2b(f"{check}\x00".encode("utf-8", "surrogatepass"), digest_size=_BYTES)


def kind_of(key: str | int) -> str:
    """The key, or what is known of one that was read from a store: its first character, with the bar of a kind."""
    return chr(key >> _HASH_BITS) + "|" if isinstance(key, int) else key


def clean(value: str | None) -> str | None:
    """A text as a column for people holds it: no database takes lone surrogates, and PostgreSQL no NUL."""
    if value is None or (value.isprintable() and "\x00" not in value):
        return value
    return value.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")


def pack(value: object, dictionary: bytes = b"") -> bytes:
    """The value in few bytes."""
    return _packed(_encoded(value), dictionary)


def _packed(encoded: bytes, dictionary: bytes) -> bytes:
    squeeze = _squeeze(dictionary).copy()
    packed: bytes = squeeze.compress(encoded) + squeeze.flush()
    return packed


@lru_cache(maxsize=4)
def _squeeze(dictionary: bytes) -> Any:
    """What compresses, having read the dictionary: a copy of it begins in half the time."""
    return zlib.compressobj(zdict=dictionary) if dictionary else zlib.compressobj()


def unpack(raw: bytes, kind: Any, dictionary: bytes = b"") -> Any:
    """The value of a type. Raises zlib.error, ValueError or msgspec.MsgspecError when it does not read back."""
    stretch = zlib.decompressobj(zdict=dictionary) if dictionary else zlib.decompressobj()
    encoded = stretch.decompress(raw) + stretch.flush()
    if not stretch.eof:
        raise ValueError("it is cut off")
    return _decoded(encoded, kind)


def _encoded(value: object) -> bytes:
    import msgspec

    try:
        return _PLAIN + msgspec.msgpack.encode(value)
    except UnicodeEncodeError:
        # Lone surrogates, which JSON can write as escapes.
        return _ESCAPED + json.dumps(msgspec.to_builtins(value), separators=(",", ":")).encode()


def _decoded(encoded: bytes, kind: Any) -> Any:
    import msgspec

    decoder = _decoder(kind)
    if encoded[:1] == _PLAIN:
        return decoder.decode(encoded[1:])
    return msgspec.convert(json.loads(encoded[1:]), kind)


def _decoder(kind: Any) -> Any:
    # NOTE: two threads that teach msgspec one type at the same time end the process.
    with _TEACHING:
        return _taught(kind)


@cache
def _taught(kind: Any) -> Any:
    import msgspec

    return msgspec.msgpack.Decoder(kind)


_TEACHING = Lock()


def pack_posts(
    posts: Mapping[str, Post[Any]], keys: Mapping[str, Sequence[int]], text: str, dictionary: bytes
) -> bytes:
    """The numbers of the keys of a document's posts, and their imprints."""
    rows = []
    hashed = 0
    for check, post in sorted(posts.items()):
        imprint, lengths = _slim(post.imprint, text)
        packed = np.array(keys[check], ">u8").view(np.uint8).reshape(-1, 8)[:, 8 - _BYTES :].tobytes()
        hashed += len(packed)
        rows.append((check, packed, lengths, _encoded(imprint)))
    encoded = _encoded(rows)
    # NOTE: hashes take as long to squeeze as words, and yield nothing.
    return _framed(encoded) if hashed >= _HASHED * len(encoded) else _packed(encoded, dictionary)


def _framed(encoded: bytes) -> bytes:
    """What reads back as what was squeezed does, though it is as long as before."""
    frame = zlib.compressobj(0, wbits=9, memLevel=1)
    return frame.compress(encoded) + frame.flush()


def numbers(check: str, keys: Iterable[str]) -> tuple[int, ...]:
    """The distinct numbers under which keys of a cross check are stored, in order."""
    return tuple(sorted(set(numbered(check, keys))))


def unpack_posts(
    raw: bytes, text: Callable[[], str], dictionary: bytes, only: str | None = None
) -> dict[str, tuple[tuple[int, ...], Any]]:
    """By cross check, or of one alone: the numbers of the keys, and the imprint; the text is asked for if it is needed."""
    found = {}
    for check, keys, lengths, packed in _rows(raw, dictionary):
        if only is None or check == only:
            imprint = _decoded(packed, _imprint(check))
            if lengths:
                whole = text()
                imprint = replace(imprint, **{name: whole[:length] for name, length in lengths.items()})
            found[check] = (_numbers(keys), imprint)
    return found


def unpack_keys(raw: bytes, dictionary: bytes) -> dict[str, tuple[int, ...]]:
    """By cross check the numbers of the keys alone."""
    return {check: _numbers(keys) for check, keys, _, _ in _rows(raw, dictionary)}


def _rows(raw: bytes, dictionary: bytes) -> Sequence[tuple[str, bytes, dict[str, int], bytes]]:
    rows: Sequence[tuple[str, bytes, dict[str, int], bytes]] = unpack(
        raw, list[tuple[str, bytes, dict[str, int], bytes]], dictionary
    )
    return rows


def _numbers(keys: bytes) -> tuple[int, ...]:
    return tuple(_unsigned(keys).tolist())


def _unsigned(keys: bytes) -> NDArray[np.uint64]:
    """Numbers of six bytes each, laid end to end."""
    padded = np.zeros((len(keys) // _BYTES, 8), np.uint8)
    padded[:, 8 - _BYTES :] = np.frombuffer(keys, np.uint8).reshape(-1, _BYTES)
    return padded.reshape(-1).view(">u8")


def _slim(imprint: Any, text: str) -> tuple[Any, dict[str, int]]:
    held = {field.name: getattr(imprint, field.name) for field in fields(imprint)}
    lengths = {
        name: len(value)
        for name, value in held.items()
        if isinstance(value, str) and len(value) >= _WORTH and text.startswith(value)
    }
    return replace(imprint, **dict.fromkeys(lengths, "")), lengths


@cache
def _imprint(check: str) -> Any:
    return import_module(f"auditor.checks.{check.replace('-', '_')}").Imprint
