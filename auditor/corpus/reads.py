"""What is read from a corpus, inside a transaction that the store has begun."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from auditor.corpus.pack import clean, id_of, number_of, posting, unpack, unpack_keys, unpack_posts
from auditor.corpus.protocol import Admitted, Edge, Entry, Group, Key, Standing
from auditor.corpus.schema import metadata
from auditor.model import Aspect, Claim, Document, Finding, Likeness, Post, Provenance, Relation

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = [
    "Contents",
    "Rival",
    "Unreadable",
    "about",
    "all_numbers",
    "chunks",
    "count",
    "crowded",
    "decisions",
    "edges",
    "entries",
    "entries_in",
    "group",
    "groups",
    "has_crowds",
    "history",
    "ids_of",
    "imprints",
    "keys",
    "linked",
    "listed",
    "named",
    "numbered_groups",
    "outcome",
    "owners",
    "posted_keys",
    "posts",
    "rivals",
    "scheme",
    "stats",
    "text_of",
]

_CHUNK = 500  # values in one IN clause: SQLite's oldest limit is 999 variables

_ABOUT = tuple(field.name for field in fields(Document) if field.name not in {"text", "markup"})


class Unreadable(Exception):
    """A stored value that does not read back."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is packed into one column: everything of a document but its text and its posts."""

    document: dict[str, str | int | None]
    language: str
    provenance: Provenance
    applicable: tuple[Aspect, ...]
    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...]
    accepted: tuple[str, ...]
    standing: Standing | None


def about(doc: Document) -> dict[str, str | int | None]:
    """The fields of a document but its text."""
    return {name: getattr(doc, name) for name in _ABOUT}


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    """The distinct values in ascending order, so many at a time as one statement takes."""
    listed = sorted(set(values))
    for start in range(0, len(listed), _CHUNK):
        yield listed[start : start + _CHUNK]


def scheme(connection: Connection) -> Mapping[str, str]:
    """What the store says of itself."""
    import sqlalchemy as sa

    rows = connection.execute(sa.select(metadata().tables["scheme"])).all()
    return {row.name: row.value for row in rows}


def count(connection: Connection) -> int:
    """How many texts there are."""
    import sqlalchemy as sa

    return int(connection.execute(sa.select(sa.func.count()).select_from(metadata().tables["texts"])).scalar_one())


def has_crowds(connection: Connection) -> bool:
    """Whether there is any key under which not all are compared with all."""
    import sqlalchemy as sa

    return connection.execute(sa.select(metadata().tables["crowds"].c.key).limit(1)).first() is not None


def crowded(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Those of the keys under which there are more documents than are compared all with all, and whose keys they are."""
    import sqlalchemy as sa

    found: dict[int, str] = {}
    if has_crowds(connection):
        crowds = metadata().tables["crowds"]
        for chunk in chunks(numbers):
            rows = connection.execute(sa.select(crowds).where(crowds.c.key.in_(chunk)))
            found.update((row.key, row.check_name) for row in rows)
    return found


def groups(connection: Connection, check: str, keys: Iterable[Key], cap: int | None) -> Mapping[Key, Group]:
    """For each key that has any, the ids posted under it."""
    names = {posting(check, key): key for key in keys}
    listed = numbered_groups(connection, names, cap)
    return {names[number]: found for number, found in sorted(listed.items())}


def numbered_groups(connection: Connection, numbers: Iterable[int], cap: int | None) -> dict[int, Group]:
    """For each number of a key that has any, the ids posted under it."""
    import sqlalchemy as sa

    table = metadata().tables["postings"]
    crowds = set() if cap is None else set(crowded(connection, numbers))
    listed: dict[int, list[int]] = defaultdict(list)
    for chunk in chunks(set(numbers) - crowds):
        for key, number in connection.execute(sa.select(table.c.key, table.c.number).where(table.c.key.in_(chunk))):
            listed[key].append(number)
    found = {key: Group(tuple(map(id_of, sorted(members))), whole=True) for key, members in listed.items()}
    for key in sorted(crowds):
        first = sa.select(table.c.number).where(table.c.key == key).order_by(table.c.number).limit((cap or 0) + 1)
        members = connection.execute(first).scalars().all()
        found[key] = Group(tuple(map(id_of, members)), whole=len(members) <= (cap or 0))
    return found


def group(connection: Connection, check: str, key: Key) -> tuple[str, ...]:
    """Everyone under one key."""
    number = posting(check, key)
    found = numbered_groups(connection, [number], None).get(number)
    return () if found is None else found.ids


def keys(connection: Connection, ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """For each of the ids that is there, its keys."""
    import sqlalchemy as sa

    table = metadata().tables["documents"]
    found: dict[str, list[str]] = defaultdict(list)
    for chunk in chunks(map(number_of, ids)):
        for ident, key in connection.execute(sa.select(table.c.id, table.c.key).where(table.c.number.in_(chunk))):
            found[ident].append(key)
    return {name: tuple(sorted(listed)) for name, listed in sorted(found.items())}


def entries(connection: Connection, dictionary: bytes, ids: Iterable[str]) -> list[Admitted]:
    """The documents with these ids."""
    return _entries(connection, dictionary, "number", map(number_of, ids))


def entries_in(connection: Connection, dictionary: bytes, rows: Iterable[int]) -> list[Admitted]:
    """The documents in these rows."""
    return _entries(connection, dictionary, "entry", rows)


def _entries(connection: Connection, dictionary: bytes, column: str, values: Iterable[int]) -> list[Admitted]:
    import sqlalchemy as sa

    documents, texts = (metadata().tables[name] for name in ("documents", "texts"))
    columns = (documents.c.entry, documents.c.id, documents.c.contents, texts.c.text)
    joined = sa.select(*columns).join_from(documents, texts, documents.c.number == texts.c.number)
    found: list[Admitted] = []
    for chunk in chunks(values):
        rows = connection.execute(joined.where(documents.c[column].in_(chunk))).all()
        found.extend(_admitted(row, dictionary) for row in rows)
    return sorted(found, key=lambda admitted: (admitted.entry.document.id, admitted.entry.document.key))


def _admitted(row: Any, dictionary: bytes) -> Admitted:
    with reading(f"document {row.id}"):
        held: Contents = unpack(row.contents, Contents, dictionary)
        document = Document(text=_text(row.text), **held.document)  # type: ignore[arg-type]  # the fields as they were taken
    entry = Entry(
        document,
        held.language,
        held.provenance,
        held.applicable,
        held.findings,
        held.claims,
        held.accepted,
    )
    return Admitted(row.entry, entry, held.standing)


def _text(raw: bytes) -> str:
    return zlib.decompress(raw).decode("utf-8", "surrogatepass")


def text_of(connection: Connection, number: int) -> str:
    """The text with a number."""
    import sqlalchemy as sa

    texts = metadata().tables["texts"]
    raw = connection.execute(sa.select(texts.c.text).where(texts.c.number == number)).scalar_one()
    with reading(f"text {id_of(number)}"):
        return _text(raw)


def imprints(connection: Connection, dictionary: bytes, check: str, ids: Iterable[str]) -> dict[str, Any]:
    """The imprints of one check; of equal texts that one which is posted."""
    import sqlalchemy as sa

    documents, texts = (metadata().tables[name] for name in ("documents", "texts"))
    joined = sa.select(documents.c.id, documents.c.posts, texts.c.text).join_from(
        documents, texts, documents.c.number == texts.c.number
    )
    found = {}
    for chunk in chunks(map(number_of, ids)):
        for row in connection.execute(joined.where(documents.c.number.in_(chunk), documents.c.posted)):
            with reading(f"imprints of {row.id}"):
                posts = unpack_posts(row.posts, _text(row.text), dictionary, check)
            if check in posts:
                found[row.id] = posts[check][1]
    return found


def posts(connection: Connection, dictionary: bytes, ids: Iterable[str]) -> dict[str, dict[str, Post[Any]]]:
    """By id and cross check, what is posted of a text: the numbers of its keys, and its imprint."""
    import sqlalchemy as sa

    documents, texts = (metadata().tables[name] for name in ("documents", "texts"))
    joined = sa.select(documents.c.id, documents.c.posts, texts.c.text).join_from(
        documents, texts, documents.c.number == texts.c.number
    )
    found: dict[str, dict[str, Post[Any]]] = {}
    for chunk in chunks(map(number_of, ids)):
        for row in connection.execute(joined.where(documents.c.number.in_(chunk), documents.c.posted)):
            with reading(f"posts of {row.id}"):
                held = unpack_posts(row.posts, _text(row.text), dictionary)
            found[row.id] = {check: Post(keys, imprint) for check, (keys, imprint) in held.items()}  # type: ignore[arg-type]  # numbers stand for keys
    return found


def posted_keys(connection: Connection, dictionary: bytes, ids: Iterable[str]) -> dict[str, dict[str, tuple[int, ...]]]:
    """By id and cross check, the numbers of the keys under which documents are posted."""
    import sqlalchemy as sa

    documents = metadata().tables["documents"]
    found = {}
    for chunk in chunks(map(number_of, ids)):
        query = sa.select(documents.c.id, documents.c.posts).where(documents.c.number.in_(chunk), documents.c.posted)
        for row in connection.execute(query):
            with reading(f"keys of {row.id}"):
                found[row.id] = unpack_keys(row.posts, dictionary)
    return found


def edges(connection: Connection, dictionary: bytes, ids: Iterable[str]) -> list[Edge]:
    """Every edge that ends at one of the ids, in the order of its ends."""
    import sqlalchemy as sa

    table = metadata().tables["edges"]
    found = {}
    for chunk in chunks(map(number_of, ids)):
        for end in (table.c.a, table.c.b):
            for row in connection.execute(sa.select(table).where(end.in_(chunk))):
                if (place := (row.a, row.b, row.check_name, row.nth)) not in found:
                    found[place] = Edge(row.check_name, id_of(row.a), id_of(row.b), outcome(row, dictionary))
    return [found[place] for place in sorted(found)]


def linked(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The ids that an edge joins to one of these."""
    import sqlalchemy as sa

    table = metadata().tables["edges"]
    found: set[int] = set()
    for chunk in chunks(map(number_of, ids)):
        for end, other in ((table.c.a, table.c.b), (table.c.b, table.c.a)):
            found.update(connection.execute(sa.select(other).where(end.in_(chunk)).distinct()).scalars())
    return {id_of(number) for number in found}


def outcome(row: Any, dictionary: bytes) -> Likeness | Relation:
    """What an edge holds."""
    with reading(f"edge {row.kind} of {id_of(row.a)}"):
        found: Likeness | Relation = unpack(row.outcome, Likeness if row.explanation is None else Relation, dictionary)
    return found


_LISTED = (
    *("id", "key", "path", "verdict", "score", "family", "title", "publisher", "author", "published"),
    *("language", "characters"),
)


def listed(
    connection: Connection,
    wanted: Mapping[str, str | None] = MappingProxyType({}),
    limit: int | None = None,
    rows: Iterable[int] | None = None,
) -> list[dict[str, Any]]:
    """Documents by what is wanted of them (verdict, publisher, language, query, family, rule), in the order of keys."""
    import sqlalchemy as sa

    documents, findings = (metadata().tables[name] for name in ("documents", "findings"))
    query = sa.select(*(documents.c[name] for name in _LISTED)).order_by(documents.c.key, documents.c.id).limit(limit)
    for name in ("verdict", "language", "family"):
        if (value := wanted.get(name)) is not None:
            query = query.where(documents.c[name] == value)
    if (value := wanted.get("publisher")) is not None:
        query = query.where(_holds(documents.c.publisher, value))
    if (value := wanted.get("query")) is not None:
        query = query.where(sa.or_(*(_holds(documents.c[name], value) for name in ("title", "path", "key", "id"))))
    if (value := wanted.get("rule")) is not None:
        query = query.where(documents.c.entry.in_(sa.select(findings.c.entry).where(findings.c.rule == value)))
    if rows is None:
        return [dict(row._mapping) for row in connection.execute(query)]  # noqa: SLF001  # as below
    found = [row for chunk in chunks(rows) for row in connection.execute(query.where(documents.c.entry.in_(chunk)))]
    return sorted((dict(row._mapping) for row in found), key=lambda row: (row["key"], row["id"]))  # noqa: SLF001  # as below


def _holds(column: Any, value: str) -> Any:
    import sqlalchemy as sa

    return sa.func.lower(column).contains((clean(value) or "").lower(), autoescape=True)


def named(connection: Connection, name: str) -> list[int]:
    """The rows that a content id or a key names."""
    import sqlalchemy as sa

    documents = metadata().tables["documents"]
    for column in (documents.c.key, documents.c.id):
        query = sa.select(documents.c.entry).where(column == clean(name)).order_by(documents.c.entry)
        if column is documents.c.id:
            if not _ID.fullmatch(name):
                break
            query = query.where(documents.c.number == number_of(name))
        if rows := connection.execute(query).scalars().all():
            return list(rows)
    return []


_ID = re.compile(r"[0-9a-f]{16}")


def history(connection: Connection, ident: str) -> list[dict[str, Any]]:
    """What happened to a text, in order."""
    import sqlalchemy as sa

    table = metadata().tables["history"]
    columns = [table.c[name] for name in ("event", "key", "as_of", "verdict", "score")]
    rows = connection.execute(sa.select(*columns).where(table.c.id == ident).order_by(table.c.nth))
    return [dict(row._mapping) for row in rows]  # noqa: SLF001  # as below


def stats(connection: Connection) -> dict[str, Any]:
    """How much there is of what."""
    import sqlalchemy as sa

    tables = metadata().tables
    counted = ("texts", "documents", "claims", "findings", "edges", "postings", "crowds", "decisions", "tombstones")
    found: dict[str, Any] = {
        name: connection.execute(sa.select(sa.func.count()).select_from(tables[name])).scalar_one() for name in counted
    }
    documents = tables["documents"]
    found["characters"] = connection.execute(sa.select(sa.func.sum(documents.c.characters))).scalar() or 0
    found["families"] = connection.execute(
        sa.select(sa.func.count()).select_from(
            sa.select(documents.c.family).group_by(documents.c.family).having(sa.func.count() > 1).subquery()
        )
    ).scalar_one()
    for name in ("verdict", "language"):
        column = documents.c[name]
        rows = connection.execute(sa.select(column, sa.func.count()).group_by(column).order_by(column)).all()
        found[name] = dict(rows)
    return found


def decisions(connection: Connection) -> list[dict[str, str | None]]:
    """Every decision of an editor, in the order in which they came."""
    import sqlalchemy as sa

    table = metadata().tables["decisions"]
    names = ("document", "decision", "reason", "by", "at")
    rows = connection.execute(sa.select(*(table.c[name] for name in names)).order_by(table.c.nth))
    return [dict(row._mapping) for row in rows]  # noqa: SLF001  # the public name of a row as a mapping


@dataclass(frozen=True, slots=True)
class Rival:
    """One of several documents of one text; it is posted, or might be."""

    entry: int
    key: str
    posted: bool


def rivals(connection: Connection, ids: Iterable[str]) -> dict[str, list[Rival]]:
    """By id, all documents of a text, in the order in which a family ranks them."""
    import sqlalchemy as sa

    documents = metadata().tables["documents"]
    columns = (documents.c.id, documents.c.entry, documents.c.key, documents.c.posted, documents.c.published)
    ranked: dict[str, list[tuple[str, str, Rival]]] = defaultdict(list)
    for chunk in chunks(map(number_of, ids)):
        for row in connection.execute(sa.select(*columns).where(documents.c.number.in_(chunk))):
            ranked[row.id].append((row.published or "9999", row.key, Rival(row.entry, row.key, row.posted)))
    return {
        ident: [rival for _, _, rival in sorted(listed, key=lambda r: r[:2])]
        for ident, listed in sorted(ranked.items())
    }


def owners(connection: Connection, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each key under which several texts came, their ids, sorted."""
    import sqlalchemy as sa

    documents = metadata().tables["documents"]
    found: dict[str, set[str]] = defaultdict(set)
    for chunk in chunks(filter(None, map(clean, names))):
        for key, ident in connection.execute(
            sa.select(documents.c.key, documents.c.id).where(documents.c.key.in_(chunk))
        ):
            found[key].add(ident)
    return {key: tuple(sorted(ids)) for key, ids in found.items() if len(ids) > 1}


def ids_of(connection: Connection) -> list[str]:
    """The ids of all texts, sorted."""
    return list(map(id_of, all_numbers(connection)))


def all_numbers(connection: Connection) -> Sequence[int]:
    """The numbers of all texts, in order."""
    import sqlalchemy as sa

    texts = metadata().tables["texts"]
    return connection.execute(sa.select(texts.c.number).order_by(texts.c.number)).scalars().all()


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Says what was being read where it does not read back."""
    import msgspec

    try:
        yield
    except (zlib.error, msgspec.MsgspecError, ImportError, ValueError, TypeError, AttributeError) as error:
        raise Unreadable(f"{what} ({error})") from error
