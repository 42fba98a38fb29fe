"""The durable corpus: one schema through SQLAlchemy Core, an SQLite file by default, PostgreSQL by URL.

This module opens stores, begins and ends transactions and words what goes wrong; what is read and written inside is in
:mod:`auditor.corpus.reads` and :mod:`auditor.corpus.writes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from auditor.checks.copies import BANDS, WINDOW
from auditor.corpus import listing, migrations, reads, writes
from auditor.corpus.contents import Unreadable, reading
from auditor.corpus.legacy import FORMER
from auditor.corpus.pack import POSTING_BITS
from auditor.corpus.protocol import Admitted, Edge, Entry, Group, Key, Standing
from auditor.corpus.schema import VIEWS, metadata
from auditor.errors import BadStore
from auditor.signals.sketch import VALUES
from auditor.text.shingles import SHINGLE

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

__all__ = ["SCHEME", "Store", "open_store", "shown"]

SCHEME: Mapping[str, str] = {
    "schema": "4",
    "signature": f"affine32/{VALUES}/{SHINGLE}",
    "bands": f"{BANDS[0]}x{BANDS[1]}",
    "winnowing": f"{WINDOW}/2",
    "normaliser": "nfkc-lower-space",
    "postings": f"blake2b/7+{POSTING_BITS - 7}",
}
"""What stored values were made with. Another scheme's keys would never meet ours: such a store is refused."""

_REBUILD = "build it anew with: auditor corpus rebuild --corpus DB"
_BUSY_MS = 30_000
_PAGE = 8192  # bytes: a document of 2 kB takes 1.5 kB in its table, of which SQLite's 4 kB would hold two and waste one
_CONNECT_SECONDS = 10
_LONGEST_CAUSE = 300  # characters of what a database says that are told
# "auditor" on a phone keypad: the advisory lock under which one gate at a time decides.
_LOCK = 2834867
_PRAGMAS = ("synchronous=FULL", "foreign_keys=ON")
_OWN = frozenset({"dictionary", "trust"})
"""What a store says of itself that is nobody else's matter."""


def open_store(where: str, *, create: bool = False, any_scheme: bool = False) -> Store:
    """The store at a file path or ``postgresql://`` URL. Raises BadStore when it is missing, foreign or damaged.

    With ``any_scheme`` one of another scheme is opened too, for nothing but to be built anew.
    """
    there, emptied = _look(where, create=create)
    store = Store(_engine(where, begun=create and not there), where)
    # NOTE: a file of no bytes is a corpus that was cut off, or none; begun anew it would let every copy in again.
    try:
        store.prepare(create=create and not emptied, any_scheme=any_scheme)
    except BaseException:
        store.close()
        raise
    return store


def shown(where: str) -> str:
    """A place as it may be told: without the password of a URL."""
    if "://" not in where:
        return where
    try:
        password = urlsplit(where).password
    except ValueError:
        return where.partition("://")[0] + "://…"
    return where.replace(f":{password}@", ":***@") if password else where


def _look(where: str, *, create: bool) -> tuple[bool, bool]:
    """Whether a file is there, and whether it has no bytes; a URL is asked when it is opened."""
    if "://" in where:
        return False, False
    path = Path(where)
    try:
        there = path.exists()
        emptied = path.is_file() and path.stat().st_size == 0
        folder = path.parent.is_dir()
    except (OSError, ValueError) as error:
        raise BadStore(f"cannot open the corpus: {error}", where=where, remedy="give the path of a file") from error
    if path.is_dir():
        raise BadStore("the corpus is a folder", where=where, remedy="give the file that `corpus add` wrote")
    if not there and not create:
        raise BadStore("there is no corpus", where=where, remedy="create it with: auditor corpus add PATH --corpus DB")
    if not folder:
        raise BadStore("the folder of the corpus does not exist", where=where, remedy="create the folder first")
    return there, emptied


def _engine(where: str, *, begun: bool) -> Engine:
    import sqlalchemy as sa

    try:
        url = sa.engine.make_url(where) if "://" in where else sa.URL.create("sqlite", database=where)
        if url.drivername in {"postgresql", "postgres"}:
            url = url.set(drivername="postgresql+psycopg")
        options = {"connect_timeout": _CONNECT_SECONDS} if url.get_backend_name() == "postgresql" else {}
        engine = sa.create_engine(url, connect_args=options)
    except (sa.exc.ArgumentError, ImportError, ValueError) as error:
        extra = " (pip install 'auditor[postgres]')" if isinstance(error, ImportError) else ""
        raise BadStore(
            f"cannot open the corpus: {error}",
            where=shown(where),
            remedy=f"give a file path or a postgresql:// URL{extra}",
        ) from error
    if engine.dialect.name == "sqlite":
        _configure_sqlite(engine, begun=begun)
    else:
        _configure_server(engine)
    return engine


def _configure_sqlite(engine: Engine, *, begun: bool) -> None:
    from sqlalchemy import event

    pragmas = [f"busy_timeout={_BUSY_MS}", *_PRAGMAS]
    if begun:
        # Kept in the file; said of a file that is there, it would change a database that may be somebody else's.
        pragmas += [f"page_size={_PAGE}", "journal_mode=WAL"]

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


def _configure_server(engine: Engine) -> None:
    from sqlalchemy import event

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        if connection.get_execution_options().get("reads", False):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        else:
            # One gate at a time: the lock ends with the transaction.
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


class Store:
    """Admitted documents, how they stand, and what every cross check keeps of them."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self.where = where
        self._connection: Connection | None = None
        self._scheme: Mapping[str, str] = SCHEME
        self.dictionary = b""

    @property
    def scheme(self) -> Mapping[str, str]:
        """What the stored values were made with, and what they were judged by."""
        return {name: value for name, value in self._scheme.items() if name not in _OWN}

    @property
    def shown(self) -> str:
        """Where it is, as it may be told."""
        return shown(self.where)

    def learn(self, scheme: Mapping[str, str]) -> None:
        """Takes note of what the store says of itself."""
        self._scheme = scheme
        with reading("the dictionary"):
            self.dictionary = bytes.fromhex(scheme.get("dictionary", ""))

    def prepare(self, *, create: bool, any_scheme: bool = False) -> None:
        """Checks that the store is ours and of this scheme; makes its tables when it is empty and may be made."""
        import sqlalchemy as sa

        with self.errors(), self._begin(reads=True) as connection:
            present = set(sa.inspect(connection).get_table_names())
            if present and "scheme" not in present:
                self._foreign()
            self.learn(reads.scheme(connection) if present else {})
        if present and "schema" not in self._scheme:
            self._foreign()
        if not present and create:
            self._create()
        elif not present:
            self._foreign()
        elif self._other() == ["schema"] and self._scheme["schema"] in migrations.STEPS:
            self._migrate()
        if not any_scheme:
            self._check()

    def _foreign(self) -> None:
        raise BadStore("this is not a corpus", where=self.shown, remedy="give the file that `corpus add` wrote")

    def _create(self) -> None:
        import sqlalchemy as sa

        with self.errors(), self._begin() as connection:
            # Another process may have made it while this one looked.
            if not sa.inspect(connection).get_table_names():
                self._make(connection)
            self.learn(reads.scheme(connection))

    def _make(self, connection: Connection) -> None:
        import sqlalchemy as sa

        from auditor.corpus.dictionary import words

        metadata().create_all(connection)
        for name, query in VIEWS.items():
            connection.execute(sa.text(f"CREATE VIEW {name} AS {query}"))
        writes.tell(connection, {**SCHEME, "dictionary": words().hex()})

    def renew(self) -> None:
        """Empties the store, in the open transaction, and gives it the present scheme."""
        import sqlalchemy as sa

        connection = self.held
        for name in VIEWS:
            connection.execute(sa.text(f"DROP VIEW IF EXISTS {name}"))
        for name in FORMER:
            connection.execute(sa.text(f'DROP TABLE IF EXISTS "{name}"'))
        metadata().drop_all(connection)
        # NOTE: an older schema has tables of the same names and other references between them.
        for name in metadata().tables:
            connection.execute(sa.text(f'DROP TABLE IF EXISTS "{name}"'))
        self._make(connection)
        self.learn(reads.scheme(connection))

    def _migrate(self) -> None:
        with self.errors(), self._begin() as connection:
            found = reads.scheme(connection)
            while step := migrations.STEPS.get(found.get("schema", "")):
                step(connection)
                found = reads.scheme(connection)
            self.learn(found)

    def _other(self) -> list[str]:
        """In what the store is not of this scheme."""
        return [name for name, value in SCHEME.items() if self._scheme.get(name) != value]

    def _check(self) -> None:
        if other := ", ".join(f"{name} {self._scheme.get(name)!r}" for name in self._other()):
            raise BadStore(f"the corpus is of another scheme: {other}", where=self.shown, remedy=_REBUILD)

    @contextmanager
    def _begin(self, *, reads: bool = False) -> Iterator[Connection]:
        with self._engine.connect().execution_options(reads=reads) as connection, connection.begin():
            yield connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is one transaction, one at a time over all processes."""
        with self._held(reads=False):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything inside sees one state of the corpus, and holds up nobody."""
        if self._connection is not None:
            yield
            return
        with self._held(reads=True):
            yield

    @contextmanager
    def _held(self, *, reads: bool) -> Iterator[None]:
        with self.errors(), self._begin(reads=reads) as connection:
            self._connection = connection
            try:
                yield
            finally:
                self._connection = None

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Words what goes wrong with the database inside: what, where, and what to do."""
        import sqlalchemy as sa

        try:
            yield
        except Unreadable as error:
            raise BadStore(
                f"the corpus is damaged: {error}", where=self.shown, remedy=f"restore a backup, or {_REBUILD}"
            ) from error
        except sa.exc.SQLAlchemyError as error:
            cause = _brief(" ".join(str(getattr(error, "orig", None) or error).split()))
            raise BadStore(f"the corpus cannot be used: {cause}", where=self.shown, remedy=_remedy(cause)) from error

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """The connection of the open transaction, or one that only reads."""
        if self._connection is not None:
            yield self._connection
            return
        with self.errors(), self._begin(reads=True) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The connection of the open transaction, or of one that ends with the block."""
        if self._connection is not None:
            yield self._connection
            return
        with self.transaction():
            yield self.held

    @property
    def held(self) -> Connection:
        """The connection of the open transaction."""
        assert self._connection is not None  # noqa: S101  # who asks has begun one
        return self._connection

    def packed(self, entry: Entry, standing: Standing | None = None) -> writes.Packed:
        """An entry as it will be written here, with its standing among no others where that is known."""
        return writes.packed(entry, self.dictionary, standing)

    def settle(self) -> None:
        """Moves what the journal of an SQLite file holds into the file, so that nothing of it is left beside."""
        if self._engine.dialect.name != "sqlite":
            return
        with self.errors(), closing(self._engine.raw_connection()) as connection:
            # Outside any transaction, which is where the driver is before one begins.
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Gives connections back; an SQLite file is settled by the last one."""
        self._engine.dispose()

    def count(self) -> int:
        """How many distinct texts are admitted."""
        with self.connected() as connection:
            return reads.count(connection)

    def groups(self, check: str, keys: Iterable[Key], cap: int | None) -> Mapping[Key, Group]:
        """For each key of a cross check who is posted under it; beyond ``cap`` ids only the first are read."""
        with self.connected() as connection:
            return reads.groups(connection, check, keys, cap)

    def group(self, check: str, key: Key) -> tuple[str, ...]:
        """Everyone under one key, sorted."""
        with self.connected() as connection:
            return reads.group(connection, check, key)

    def imprints(self, check: str, ids: Iterable[str]) -> Mapping[str, Any]:
        """The imprints that a cross check keeps of the documents with these ids."""
        with self.connected() as connection:
            return reads.imprints(connection, self.dictionary, check, ids)

    def edges(self, ids: Iterable[str]) -> Sequence[Edge]:
        """Every edge that ends at one of the ids."""
        with self.connected() as connection:
            return reads.edges(connection, self.dictionary, ids)

    def linked(self, ids: Iterable[str]) -> set[str]:
        """The ids that an edge joins to one of these."""
        with self.connected() as connection:
            return reads.linked(connection, ids)

    def entries(self, ids: Iterable[str]) -> Sequence[Admitted]:
        """The admitted documents with these ids, one a key, in the order of id and key; without their posts."""
        with self.connected() as connection:
            return reads.entries(connection, self.dictionary, ids)

    def keys(self, ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """For each of the ids that is admitted, the keys under which it came."""
        with self.connected() as connection:
            return reads.keys(connection, ids)

    def erased(self, ids: Iterable[str]) -> Mapping[str, str]:
        """For each of the ids that was erased and of which a tombstone is left, its day and reason in words."""
        with self.connected() as connection:
            return reads.erased(connection, ids)

    def decide(self, entries: Sequence[Mapping[str, str | None]]) -> None:
        """Keeps an editor's decisions, all or none."""
        with self.writing() as connection:
            writes.decide(connection, entries)

    def decisions(self) -> Sequence[Mapping[str, str | None]]:
        """Every decision, in the order in which they came."""
        with self.connected() as connection:
            return listing.decisions(connection)

    def told(self) -> bool:
        """Whether the store says by what rules it was judged."""
        with self.connected() as connection:
            return "version" in reads.scheme(connection)

    def tell(self, said: Mapping[str, str]) -> None:
        """Says by what the documents are judged."""
        with self.writing() as connection:
            writes.tell(connection, said)
            self.learn(reads.scheme(connection))


def _brief(cause: str) -> str:
    """What a database says, without the kilobytes of the value that it cannot read."""
    return cause if len(cause) <= _LONGEST_CAUSE else f"{cause[:_LONGEST_CAUSE]}…"


def _remedy(cause: str) -> str:
    """What to do about what a database says."""
    said = cause.casefold()
    for marks, remedy in _REMEDIES:
        if any(mark in said for mark in marks):
            return remedy
    return "check the file or server, its rights and who holds it"


_REMEDIES = (
    (("locked", "busy"), "another process holds the corpus; try again when it has finished"),
    (("readonly", "read-only", "permission"), "give this user the right to write the file and its folder"),
    (
        ("unable to open",),
        "give this user the right to write the folder, or copy the corpus into another: SQLite keeps its journal beside it",
    ),
    (("full", "disk i/o", "no space"), "make room on the disk and try again; nothing was stored"),
    (("not a database",), "give the file that `corpus add` wrote, or restore a backup"),
    (
        ("malformed", "corrupt", "could not decode"),
        "restore a backup (auditor corpus backup writes one), or add the documents to a new corpus",
    ),
    (
        ("connection", "server", "could not translate"),
        "check that the server runs and the URL is right; nothing was stored",
    ),
)
