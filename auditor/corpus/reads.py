"""What judging reads from a corpus, inside a transaction that the store has begun."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from auditor.corpus.contents import admitted, reading, text_of
from auditor.corpus.pack import clean, id_of, number_of, numbered, posting, unpack, unpack_keys, unpack_posts
from auditor.corpus.protocol import Admitted, Edge, Group, Key
from auditor.corpus.schema import ask, metadata
from auditor.model import Likeness, Post, Relation

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Select

__all__ = [
    "Rival",
    "all_numbers",
    "count",
    "crowded",
    "edges",
    "entries",
    "entries_in",
    "erased",
    "group",
    "groups",
    "has_crowds",
    "ids_of",
    "imprints",
    "keys",
    "linked",
    "linked_ids",
    "numbered_groups",
    "outcome",
    "owners",
    "posted_keys",
    "rivals",
    "scheme",
    "speakers",
]


def scheme(connection: Connection) -> Mapping[str, str]:
    """What the store says of itself."""
    import sqlalchemy as sa

    rows = connection.execute(sa.select(metadata().tables["scheme"])).all()
    return {row.name: row.value for row in rows}


def count(connection: Connection) -> int:
    """How many texts there are."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM texts").scalar_one())


def has_crowds(connection: Connection) -> bool:
    """Whether there is any key under which not all are compared with all."""
    return connection.exec_driver_sql("SELECT 1 FROM crowds LIMIT 1").first() is not None


def crowded(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Those of the keys under which there are more documents than are compared all with all, and whose keys they are."""
    if not has_crowds(connection):
        return {}
    return {row.key: row.check_name for row in ask(connection, _crowds, numbers)}


def _crowds() -> tuple[Select[Any], Column[Any]]:
    import sqlalchemy as sa

    crowds = metadata().tables["crowds"]
    return sa.select(crowds), crowds.c.key


def groups(connection: Connection, check: str, keys: Iterable[Key], cap: int | None) -> Mapping[Key, Group]:
    """For each key that has any, the ids posted under it."""
    fresh = list(keys)
    # Those of documents on their way in are numbers already, all of them.
    numbers = [key for key in fresh if isinstance(key, int)] or numbered(check, map(str, fresh))
    names = dict(zip(numbers, fresh, strict=True))
    listed = numbered_groups(connection, names, cap)
    return {names[number]: found for number, found in sorted(listed.items())}


def numbered_groups(connection: Connection, numbers: Iterable[int], cap: int | None) -> dict[int, Group]:
    """For each number of a key that has any, the ids posted under it; beyond ``cap`` only the first are read."""
    wanted = set(numbers)
    crowds = crowded(connection, wanted)
    listed: dict[int, list[str]] = defaultdict(list)
    for key, ident in ask(connection, _postings, wanted - crowds.keys()):
        listed[key].append(ident)
    found = {key: Group(tuple(sorted(ids)), whole=True) for key, ids in listed.items()}
    return found | {key: _crowd(connection, key, cap) for key in sorted(crowds)}


def _postings() -> tuple[Select[Any], Column[Any]]:
    import sqlalchemy as sa

    postings, documents = (metadata().tables[name] for name in ("postings", "documents"))
    joined = sa.select(postings.c.key, documents.c.id).join_from(
        postings, documents, postings.c.entry == documents.c.entry
    )
    return joined, postings.c.key


def _crowd(connection: Connection, key: int, cap: int | None) -> Group:
    import sqlalchemy as sa

    members = metadata().tables["members"]
    first = sa.select(members.c.number).where(members.c.key == key).order_by(members.c.number)
    found = connection.execute(first.limit(None if cap is None else cap + 1)).scalars().all()
    return Group(tuple(map(id_of, found)), whole=cap is None or len(found) <= cap)


def group(connection: Connection, check: str, key: Key) -> tuple[str, ...]:
    """Everyone under one key."""
    number = posting(check, key)
    found = numbered_groups(connection, [number], None).get(number)
    return () if found is None else found.ids


def keys(connection: Connection, ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """For each of the ids that is there, its keys."""
    found: dict[str, list[str]] = defaultdict(list)
    for ident, key in ask(connection, _keys, map(number_of, ids)):
        found[ident].append(key)
    return {name: tuple(sorted(listed)) for name, listed in sorted(found.items())}


def erased(connection: Connection, ids: Iterable[str]) -> Mapping[str, str]:
    """For each of the ids that has a tombstone, its day and reason in words."""
    rows = ask(connection, _tombstones, ids)
    return {ident: ", ".join(filter(None, (as_of, reason))) for ident, as_of, reason in rows}


def _tombstones() -> tuple[Select[Any], Column[Any]]:
    import sqlalchemy as sa

    tombstones = metadata().tables["tombstones"]
    return sa.select(tombstones.c.id, tombstones.c.as_of, tombstones.c.reason), tombstones.c.id


def _keys() -> tuple[Select[Any], Column[Any]]:
    import sqlalchemy as sa

    documents = metadata().tables["documents"]
    return sa.select(documents.c.id, documents.c.key), documents.c.number


def entries(connection: Connection, dictionary: bytes, ids: Iterable[str]) -> list[Admitted]:
    """The documents with these ids."""
    return _sorted(ask(connection, _of_texts, map(number_of, ids)), dictionary)


def entries_in(connection: Connection, dictionary: bytes, rows: Iterable[int]) -> list[Admitted]:
    """The documents in these rows."""
    return _sorted(ask(connection, _in_rows, rows), dictionary)


def _sorted(rows: Iterable[Any], dictionary: bytes) -> list[Admitted]:
    found = [admitted(row, dictionary) for row in rows]
    return sorted(found, key=lambda one: (one.entry.document.id, one.entry.document.key))


def _of_texts() -> tuple[Select[Any], Column[Any]]:
    return _with_texts("entry", "id", "contents"), metadata().tables["documents"].c.number


def _in_rows() -> tuple[Select[Any], Column[Any]]:
    return _with_texts("entry", "id", "contents"), metadata().tables["documents"].c.entry


def _with_texts(*names: str) -> Select[Any]:
    import sqlalchemy as sa

    documents, texts = (metadata().tables[name] for name in ("documents", "texts"))
    columns = (documents.c[name] for name in names)
    return sa.select(*columns, texts.c.text).join_from(documents, texts, documents.c.number == texts.c.number)


def imprints(connection: Connection, dictionary: bytes, check: str, ids: Iterable[str]) -> dict[str, Any]:
    """The imprints of one check; of equal texts that one which is posted."""
    return {ident: held[check][1] for ident, held in _posts(connection, dictionary, ids, check) if check in held}


def posts(connection: Connection, dictionary: bytes, ids: Iterable[str]) -> dict[str, dict[str, Post[Any]]]:
    """By id and cross check, what is posted of a text: the numbers of its keys, and its imprint."""
    return {
        ident: {check: Post(keys, imprint) for check, (keys, imprint) in held.items()}  # type: ignore[arg-type]  # numbers stand for keys
        for ident, held in _posts(connection, dictionary, ids)
    }


def _posts(
    connection: Connection, dictionary: bytes, ids: Iterable[str], only: str | None = None
) -> Iterator[tuple[str, dict[str, tuple[tuple[int, ...], Any]]]]:
    for row in ask(connection, _posted, map(number_of, ids)):
        with reading(f"posts of {row.id}"):
            yield row.id, unpack_posts(row.posts, partial(text_of, row.text), dictionary, only)


def _posted() -> tuple[Select[Any], Column[Any]]:
    documents = metadata().tables["documents"]
    return _with_texts("id", "posts").where(documents.c.posted), documents.c.number


def posted_keys(connection: Connection, dictionary: bytes, ids: Iterable[str]) -> dict[str, dict[str, tuple[int, ...]]]:
    """By id and cross check, the numbers of the keys under which documents are posted."""
    found = {}
    for row in ask(connection, _posted, map(number_of, ids)):
        with reading(f"keys of {row.id}"):
            found[row.id] = unpack_keys(row.posts, dictionary)
    return found


def edges(connection: Connection, dictionary: bytes, ids: Iterable[str]) -> list[Edge]:
    """Every edge that ends at one of the ids, in the order of its ends."""
    ends = sorted(map(number_of, ids))
    rows = {
        (row.a, row.b, row.check_name, row.nth): row
        for query in (_edges_from, _edges_to)
        for row in ask(connection, query, ends)
    }
    return [
        Edge(row.check_name, id_of(row.a), id_of(row.b), outcome(row, dictionary)) for _, row in sorted(rows.items())
    ]


def _edges_from() -> tuple[Select[Any], Column[Any]]:
    import sqlalchemy as sa

    edges = metadata().tables["edges"]
    return sa.select(edges), edges.c.a


def _edges_to() -> tuple[Select[Any], Column[Any]]:
    return _edges_from()[0], metadata().tables["edges"].c.b


def linked(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The ids that an edge joins to one of these."""
    ends = sorted(map(number_of, ids))
    found = {number for query in (_ends_from, _ends_to) for (number,) in ask(connection, query, ends)}
    return set(map(id_of, found))


def _ends_from() -> tuple[Select[Any], Column[Any]]:
    import sqlalchemy as sa

    edges = metadata().tables["edges"]
    return sa.select(edges.c.b).distinct(), edges.c.a


def _ends_to() -> tuple[Select[Any], Column[Any]]:
    import sqlalchemy as sa

    edges = metadata().tables["edges"]
    return sa.select(edges.c.a).distinct(), edges.c.b


def linked_ids(connection: Connection) -> set[str]:
    """The ids that an edge joins to any other."""
    import sqlalchemy as sa

    table = metadata().tables["edges"]
    pairs = sa.select(table.c.a, table.c.b).where(table.c.a != table.c.b).distinct()
    return {id_of(end) for pair in connection.execute(pairs) for end in pair}


def outcome(row: Any, dictionary: bytes) -> Likeness | Relation:
    """What an edge holds."""
    with reading(f"edge {row.kind} of {id_of(row.a)}"):
        found: Likeness | Relation = unpack(row.outcome, Likeness if row.explanation is None else Relation, dictionary)
    return found


@dataclass(frozen=True, slots=True)
class Rival:
    """One of several documents of one text; it is posted, or might be."""

    entry: int
    key: str
    posted: bool


def rivals(connection: Connection, ids: Iterable[str]) -> dict[str, list[Rival]]:
    """By id, all documents of a text, in the order in which a family ranks them."""
    ranked: dict[str, list[tuple[str, str, Rival]]] = defaultdict(list)
    for row in ask(connection, _rivals, map(number_of, ids)):
        ranked[row.id].append((row.published or "9999", row.key, Rival(row.entry, row.key, row.posted)))
    return {
        ident: [rival for _, _, rival in sorted(listed, key=lambda r: r[:2])]
        for ident, listed in sorted(ranked.items())
    }


def _rivals() -> tuple[Select[Any], Column[Any]]:
    import sqlalchemy as sa

    documents = metadata().tables["documents"]
    names = ("id", "entry", "key", "posted", "published")
    return sa.select(*(documents.c[name] for name in names)), documents.c.number


def owners(connection: Connection, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each key under which several texts came, their ids, sorted."""
    found: dict[str, set[str]] = defaultdict(set)
    for ident, key in ask(connection, _owners, filter(None, map(clean, names))):
        found[key].add(ident)
    return {key: tuple(sorted(ids)) for key, ids in found.items() if len(ids) > 1}


def speakers(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """By id the row of the document that is posted for its text."""
    return {row.id: row.entry for row in ask(connection, _speakers, map(number_of, ids))}


def _speakers() -> tuple[Select[Any], Column[Any]]:
    import sqlalchemy as sa

    documents = metadata().tables["documents"]
    return sa.select(documents.c.id, documents.c.entry).where(documents.c.posted), documents.c.number


def _owners() -> tuple[Select[Any], Column[Any]]:
    return _keys()[0], metadata().tables["documents"].c.key


def ids_of(connection: Connection) -> list[str]:
    """The ids of all texts, sorted."""
    return list(map(id_of, all_numbers(connection)))


def all_numbers(connection: Connection) -> Sequence[int]:
    """The numbers of all texts, in order."""
    import sqlalchemy as sa

    texts = metadata().tables["texts"]
    return connection.execute(sa.select(texts.c.number).order_by(texts.c.number)).scalars().all()
