"""The durable corpus: one schema through SQLAlchemy Core, an SQLite file by default, PostgreSQL by URL."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from auditor.corpus.protocol import Admitted
from auditor.errors import BadStore
from auditor.model import Claim, Document, Provenance

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, MetaData, Table

__all__ = ["SCHEME", "Store", "open_store"]

SCHEME: Mapping[str, str] = {"schema": "1", "signature": "affine32/128/5", "normaliser": "nfkc-lower-space"}
"""What stored values were made with. Another scheme's keys would never meet ours: such a store is refused."""

_CHUNK = 500  # keys in one IN clause: SQLite's oldest limit is 999 variables
_BUSY_MS = 30_000


def open_store(where: str, *, create: bool = False) -> Store:
    """The store at a file path or ``postgresql://`` URL. Raises BadStore when it is missing, foreign or damaged."""
    import sqlalchemy as sa

    url = sa.URL.create("sqlite", database=where) if "://" not in where else where
    there = emptied = False
    if "://" not in where:
        path = Path(where)
        there = path.exists()
        emptied = path.is_file() and path.stat().st_size == 0
        if not there and not create:
            raise BadStore("there is no corpus", where=where, remedy="create it with: auditor gate --admit")
        if not there and not path.parent.is_dir():
            raise BadStore("the folder of the corpus does not exist", where=where, remedy="create the folder first")
    try:
        engine = sa.create_engine(url)
    except (sa.exc.ArgumentError, ImportError) as error:
        raise BadStore(
            f"cannot open the corpus: {error}", where=where, remedy="give a file path or a postgresql:// URL"
        ) from error
    if engine.dialect.name == "sqlite":
        _configure_sqlite(engine, begun=create and not there)
    store = Store(engine, where)
    # NOTE: a file of no bytes is a corpus that was cut off, or none; begun anew it would let every copy in again.
    store.prepare(create=create and not emptied)
    return store


def _configure_sqlite(engine: Engine, *, begun: bool) -> None:
    from sqlalchemy import event

    pragmas = [f"busy_timeout={_BUSY_MS}", "synchronous=FULL", "foreign_keys=ON"]
    if begun:
        # Kept in the file; said of a file that is there, it would change a database that may be somebody else's.
        pragmas.append("journal_mode=WAL")

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: Any) -> None:
        # The driver's own transaction handling would begin too late; BEGIN IMMEDIATE is said below.
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        # Who only reads waits for nobody; who will write takes the lock first, or two gates would decide at once.
        reads = connection.get_execution_options().get("reads", False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


class Store:
    """Admitted documents, the keys and imprints of every cross check, and claims."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self._where = where
        self._connection: Connection | None = None
        self._tables = _tables()

    @property
    def scheme(self) -> Mapping[str, str]:
        """What the stored values were made with."""
        return SCHEME

    def prepare(self, *, create: bool) -> None:
        """Checks that the store is ours and of this scheme; makes its tables when it is empty and may be made."""
        import sqlalchemy as sa

        engine = self._engine if create else self._engine.execution_options(reads=True)
        with self._errors(), engine.begin() as connection:
            present = set(sa.inspect(connection).get_table_names())
            if not present and create:
                _metadata().create_all(connection)
                connection.execute(
                    sa.insert(self._tables["scheme"]), [{"name": k, "value": v} for k, v in SCHEME.items()]
                )
                return
            if "scheme" not in present:
                raise BadStore(
                    "this is not a corpus", where=self._where, remedy="give the file that `corpus add` wrote"
                )
            rows = connection.execute(sa.select(self._tables["scheme"])).all()
            found: dict[str, str] = {row.name: row.value for row in rows}
        if found != dict(SCHEME):
            raise BadStore(
                f"the corpus is of another scheme: {found}",
                where=self._where,
                remedy="build it anew from its documents",
            )

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is one transaction, one at a time over all processes."""
        with self._errors(), self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                # One gate at a time: the lock ends with the transaction. The number is "auditor" on a phone keypad.
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(2834867)")
            self._connection = connection
            try:
                yield
            finally:
                self._connection = None

    @contextmanager
    def _errors(self) -> Iterator[None]:
        import sqlalchemy as sa

        try:
            yield
        except _Unreadable as error:
            raise BadStore(
                f"the corpus is damaged: {error}", where=self._where, remedy="build it anew from its documents"
            ) from error
        except sa.exc.SQLAlchemyError as error:
            cause = getattr(error, "orig", None) or error
            raise BadStore(
                f"the corpus cannot be used: {cause}",
                where=self._where,
                remedy="check the file, its rights and who holds it",
            ) from error

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        if self._connection is not None:
            yield self._connection
            return
        with self._errors(), self._engine.execution_options(reads=True).connect() as connection:
            yield connection

    def count(self) -> int:
        """How many distinct documents are admitted."""
        import sqlalchemy as sa

        with self._connected() as connection:
            return int(
                connection.execute(sa.select(sa.func.count()).select_from(self._tables["documents"])).scalar_one()
            )

    def members(self, check: str, keys: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """For each key of a cross check the ids of the admitted documents posted under it."""
        import sqlalchemy as sa

        table = self._tables["postings"]
        found: dict[str, list[str]] = defaultdict(list)
        with self._connected() as connection:
            for chunk in _chunks(keys):
                rows = connection.execute(
                    sa.select(table.c.key, table.c.document).where(table.c.check == check, table.c.key.in_(chunk))
                )
                for key, document in rows:
                    found[key].append(document)
        return {key: tuple(sorted(ids)) for key, ids in sorted(found.items())}

    def keys(self, ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """For each of the ids that is admitted, the keys under which it came."""
        import sqlalchemy as sa

        table = self._tables["keys"]
        found: dict[str, list[str]] = defaultdict(list)
        with self._connected() as connection:
            for chunk in _chunks(sorted(ids)):
                for document, key in connection.execute(
                    sa.select(table.c.document, table.c.key).where(table.c.document.in_(chunk))
                ):
                    found[document].append(key)
        return {name: tuple(sorted(keys)) for name, keys in sorted(found.items())}

    def fetch(self, ids: Iterable[str]) -> Mapping[str, Admitted]:
        """The admitted documents with these ids, with their imprints."""
        import sqlalchemy as sa

        wanted = sorted(ids)
        documents, imprints, postings = (self._tables[name] for name in ("documents", "imprints", "postings"))
        found: dict[str, Admitted] = {}
        with self._connected() as connection:
            for chunk in _chunks(wanted):
                posted: dict[tuple[str, str], list[str]] = defaultdict(list)
                for row in connection.execute(sa.select(postings).where(postings.c.document.in_(chunk))):
                    posted[row.document, row.check].append(row.key)
                kept: dict[str, dict[str, tuple[tuple[str, ...], Any]]] = defaultdict(dict)
                for row in connection.execute(sa.select(imprints).where(imprints.c.document.in_(chunk))):
                    with _reading(f"imprint {row.check} of {row.document}"):
                        imprint = _unpacked(row.imprint, _imprint_type(row.check))
                    kept[row.document][row.check] = (tuple(sorted(posted[row.document, row.check])), imprint)
                for row in connection.execute(sa.select(documents).where(documents.c.id.in_(chunk))):
                    with _reading(f"document {row.id}"):
                        found[row.id] = _admitted(row, kept[row.id])
        return found

    def add(self, entries: Sequence[Admitted]) -> None:
        """Admits documents, in the open transaction or in one of its own; a text that is already in gains a key."""
        import sqlalchemy as sa

        if self._connection is None:
            with self.transaction():
                self.add(entries)
            return
        known = self.keys(entry.document.id for entry in entries)
        rows: dict[str, list[dict[str, object]]] = defaultdict(list)
        seen = set(known)
        for entry in entries:
            doc = entry.document
            if doc.key not in known.get(doc.id, ()):
                rows["keys"].append({"key": doc.key, "document": doc.id})
            if doc.id in seen:
                continue
            seen.add(doc.id)
            rows["documents"].append(_row(entry))
            for check, (keys, imprint) in entry.posts.items():
                rows["postings"].extend({"check": check, "key": key, "document": doc.id} for key in keys)
                rows["imprints"].append({"check": check, "document": doc.id, "imprint": _packed(imprint)})
        with self._connected() as connection:
            for name in ("documents", "keys", "postings", "imprints"):
                if rows[name]:
                    connection.execute(sa.insert(self._tables[name]), rows[name])


@cache
def _metadata() -> MetaData:
    import sqlalchemy as sa

    metadata = sa.MetaData()
    sa.Table(
        "scheme",
        metadata,
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    sa.Table(
        "documents",
        metadata,
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("title", sa.String),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("provenance", sa.String, nullable=False),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("claims", sa.LargeBinary, nullable=False),
    )
    sa.Table(
        "keys",
        metadata,
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("document", sa.String(16), sa.ForeignKey("documents.id"), primary_key=True),
    )
    sa.Table(
        "postings",
        metadata,
        sa.Column("check", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("document", sa.String(16), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Index("postings_by_document", "document"),
    )
    sa.Table(
        "imprints",
        metadata,
        sa.Column("check", sa.String, primary_key=True),
        sa.Column("document", sa.String(16), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("imprint", sa.LargeBinary, nullable=False),
    )
    return metadata


def _tables() -> Mapping[str, Table]:
    return _metadata().tables


def _chunks(values: Iterable[str]) -> Iterator[list[str]]:
    listed = list(values)
    for start in range(0, len(listed), _CHUNK):
        yield listed[start : start + _CHUNK]


def _packed(value: object) -> bytes:
    import msgspec

    return zlib.compress(msgspec.msgpack.encode(value))


class _Unreadable(Exception):
    """A stored value that does not read back."""


@contextmanager
def _reading(what: str) -> Iterator[None]:
    import msgspec

    try:
        yield
    except (zlib.error, msgspec.MsgspecError, ImportError, ValueError, TypeError) as error:
        raise _Unreadable(f"{what} ({error})") from error


def _unpacked(raw: bytes, kind: Any) -> Any:
    import msgspec

    return msgspec.msgpack.decode(zlib.decompress(raw), type=kind)


@cache
def _imprint_type(check: str) -> Any:
    from importlib import import_module

    return import_module(f"auditor.checks.{check.replace('-', '_')}").Imprint


def _row(entry: Admitted) -> dict[str, object]:
    doc = entry.document
    fields = {name: value for name, value in asdict(doc).items() if name not in {"text", "markup"}}
    return {
        "id": doc.id,
        "verdict": entry.verdict,
        "title": entry.provenance.title,
        "language": entry.language,
        "provenance": json.dumps(asdict(entry.provenance), ensure_ascii=False, sort_keys=True),
        "document": json.dumps(fields, ensure_ascii=False, sort_keys=True),
        "text": zlib.compress(doc.text.encode("utf-8", "surrogatepass")),
        "claims": _packed(entry.claims),
    }


def _admitted(row: Any, posts: Mapping[str, tuple[tuple[str, ...], Any]]) -> Admitted:
    import msgspec

    text = zlib.decompress(row.text).decode("utf-8", "surrogatepass")
    return Admitted(
        document=Document(text=text, **json.loads(row.document)),
        language=row.language,
        provenance=msgspec.convert(json.loads(row.provenance), Provenance),
        verdict=row.verdict,
        claims=cast("tuple[Claim, ...]", _unpacked(row.claims, tuple[Claim, ...])),
        posts=posts,
    )
