"""What is written to a corpus, inside a transaction that the store has begun."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from auditor.corpus.pack import clean, number_of, pack, pack_posts, posting, unpack_keys
from auditor.corpus.protocol import Admitted, Edge, Entry, Standing
from auditor.corpus.reads import Contents, about, chunks, crowded
from auditor.corpus.schema import metadata
from auditor.model import Claim, Likeness, Post

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

__all__ = [
    "Packed",
    "bury",
    "crowd",
    "decide",
    "drop",
    "elect",
    "erase",
    "insert",
    "last_event",
    "link",
    "overwrite",
    "packed",
    "post",
    "say_rebuilt",
    "stand",
    "tell",
    "unlink",
    "unpost",
]

_COLUMNS = ("metric", "subject", "place", "period", "dimension", "unit")


@dataclass(frozen=True, slots=True)
class Packed:
    """An entry as it will be written; of its posts only the bytes are kept, which is a tenth of the objects."""

    id: str
    key: str
    rank: tuple[str, str, str]
    checks: tuple[str, ...]
    text: bytes
    document: Mapping[str, object]
    claims: tuple[Mapping[str, object], ...]

    @property
    def stored_key(self) -> str:
        """The key as its column has it."""
        return str(self.document["key"])


def packed(entry: Entry, dictionary: bytes) -> Packed:
    """The rows of an entry."""
    doc, source = entry.document, entry.provenance
    row = {
        "number": number_of(doc.id),
        "id": doc.id,
        "key": clean(doc.key),
        "path": clean(doc.path),
        "title": clean(source.title),
        "publisher": clean(source.publisher),
        "author": clean(source.author),
        "published": clean(source.published),
        "language": entry.language,
        "characters": len(doc.text),
        "posted": False,
        "verdict": None,
        "score": None,
        "family": None,
        "contents": pack(_contents(entry, None), dictionary),
        "posts": pack_posts(entry.posts, doc.text, dictionary),
    }
    claims = tuple({"nth": nth, **_claim(claim)} for nth, claim in enumerate(entry.claims))
    rank = (source.published or "9999", doc.id, doc.key)
    text = zlib.compress(doc.text.encode("utf-8", "surrogatepass"))
    return Packed(doc.id, doc.key, rank, tuple(sorted(entry.posts)), text, row, claims)


def _contents(entry: Entry, standing: Standing | None) -> Contents:
    return Contents(
        about(entry.document),
        entry.language,
        entry.provenance,
        entry.applicable,
        entry.findings,
        entry.claims,
        entry.accepted,
        standing,
    )


def _claim(claim: Claim) -> dict[str, object]:
    row: dict[str, object] = {name: clean(getattr(claim, name)) for name in _COLUMNS}
    row |= {name: _number(getattr(claim, name)) for name in ("value", "low", "high")}
    return row | {"status": claim.status, "quote": clean(claim.quote)}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def tell(connection: Connection, told: Mapping[str, str]) -> None:
    """Writes what the store says of itself."""
    _put(connection, "scheme", [{"name": name, "value": value} for name, value in sorted(told.items())])


def _put(connection: Connection, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    import sqlalchemy as sa

    if rows:
        connection.execute(sa.insert(_table(table)), list(rows))


def _table(name: str) -> Table:
    return metadata().tables[name]


def insert(connection: Connection, entries: Sequence[Packed], new: Collection[str]) -> list[int]:
    """Writes documents, and the texts of those ids that are new, for which the first by rank speaks; gives the rows."""
    import sqlalchemy as sa

    last = connection.execute(sa.select(sa.func.max(_table("documents").c.entry))).scalar() or 0
    speakers: dict[str, Packed] = {}
    for entry in sorted(entries, key=lambda entry: entry.rank):
        speakers.setdefault(entry.id, entry)
    texts = [{"number": number_of(ident), "text": one.text} for ident, one in sorted(speakers.items()) if ident in new]
    _put(connection, "texts", texts)
    rows, claims = [], []
    for row, entry in enumerate(entries, start=last + 1):
        posted = entry.id in new and speakers[entry.id] is entry
        rows.append({**entry.document, "entry": row, "posted": posted})
        claims += [{"entry": row, **claim} for claim in entry.claims]
    _put(connection, "documents", rows)
    _put(connection, "claims", claims)
    return [int(last) + nth for nth in range(1, len(entries) + 1)]


def elect(connection: Connection, row: int) -> None:
    """Makes a document the one that speaks for its text."""
    import sqlalchemy as sa

    documents = _table("documents")
    connection.execute(sa.update(documents).where(documents.c.entry == row).values(posted=True))


def post(connection: Connection, posts: Mapping[str, Mapping[str, Post[Any]]]) -> None:
    """Posts texts, by cross check and id, under the numbers of their keys."""
    rows = {
        (posting(check, key), number_of(ident))
        for check, held in posts.items()
        for ident in held
        for key in held[ident].keys
    }
    _put(connection, "postings", [{"key": key, "number": number} for key, number in sorted(rows)])


def unpost(connection: Connection, ident: str, dictionary: bytes) -> tuple[int, ...]:
    """Takes back the posting of a text, and its edges; gives the keys under which it was."""
    import sqlalchemy as sa

    number = number_of(ident)
    documents, postings = _table("documents"), _table("postings")
    posted = sa.select(documents.c.posts).where(documents.c.number == number, documents.c.posted)
    raw = connection.execute(posted).scalar()
    if raw is None:
        return ()
    keys = sorted({key for keys in unpack_keys(raw, dictionary).values() for key in keys})
    for chunk in chunks(keys):
        connection.execute(sa.delete(postings).where(postings.c.key.in_(chunk), postings.c.number == number))
    connection.execute(sa.update(documents).where(documents.c.number == number).values(posted=False))
    edges = _table("edges")
    connection.execute(sa.delete(edges).where((edges.c.a == number) | (edges.c.b == number)))
    return tuple(keys)


def link(connection: Connection, found: Iterable[Edge], dictionary: bytes) -> None:
    """Writes edges; those of a pair and check that are there already make room."""
    import sqlalchemy as sa

    edges = _table("edges")
    rows: list[dict[str, object]] = []
    nth: dict[tuple[str, str, str], int] = {}
    for edge in found:
        place = (edge.check, edge.a, edge.b)
        a, b = number_of(edge.a), number_of(edge.b)
        if place not in nth:
            same = (edges.c.a == a) & (edges.c.b == b) & (edges.c.check_name == edge.check)
            connection.execute(sa.delete(edges).where(same))
        nth[place] = nth.get(place, -1) + 1
        like = edge.outcome if isinstance(edge.outcome, Likeness) else None
        rows.append(
            {
                "a": a,
                "b": b,
                "check_name": edge.check,
                "nth": nth[place],
                "kind": edge.outcome.kind,
                "similarity": None if like is None else like.similarity,
                "explanation": clean(getattr(edge.outcome, "explanation", None)),
                "outcome": pack(edge.outcome, dictionary),
            }
        )
    _put(connection, "edges", rows)


def unlink(connection: Connection, pairs: Iterable[tuple[str, str, str]]) -> None:
    """Takes edges away, by check and ends."""
    import sqlalchemy as sa

    edges = _table("edges")
    for check, a, b in pairs:
        same = (edges.c.a == number_of(a)) & (edges.c.b == number_of(b)) & (edges.c.check_name == check)
        connection.execute(sa.delete(edges).where(same))


def crowd(connection: Connection, keys: Mapping[int, str]) -> None:
    """Marks keys, of the cross checks named, under which there are more documents than are compared all with all."""
    known = crowded(connection, keys)
    rows = [{"key": key, "check_name": check} for key, check in sorted(keys.items()) if key not in known]
    _put(connection, "crowds", rows)


def stand(
    connection: Connection, changed: Sequence[tuple[Admitted, Standing]], dictionary: bytes, as_of: str | None
) -> None:
    """Writes how documents stand now, and tells the history where that is news."""
    import sqlalchemy as sa

    documents, findings = _table("documents"), _table("findings")
    for chunk in chunks(admitted.row for admitted, standing in changed if admitted.standing is not None):
        connection.execute(sa.delete(findings).where(findings.c.entry.in_(chunk)))
    statement = (
        sa.update(documents)
        .where(documents.c.entry == sa.bindparam("this"))
        .values({name: sa.bindparam(name) for name in ("verdict", "score", "family", "contents")})
    )
    rows = [
        {
            "this": admitted.row,
            "verdict": standing.verdict.value,
            "score": standing.score,
            "family": standing.family,
            "contents": pack(_contents(admitted.entry, standing), dictionary),
        }
        for admitted, standing in changed
    ]
    if rows:
        connection.execute(statement, rows)
    _put(
        connection,
        "findings",
        [
            {
                "entry": admitted.row,
                "nth": nth,
                "rule": finding.rule,
                "severity": finding.severity.value,
                "points": finding.points,
                "status": finding.status.value,
                "fingerprint": finding.fingerprint,
            }
            for admitted, standing in changed
            for nth, finding in enumerate(standing.findings)
        ],
    )

    _put(
        connection,
        "history",
        [_event(admitted, standing, as_of) for admitted, standing in changed if _is_news(admitted, standing)],
    )


def _is_news(admitted: Admitted, standing: Standing) -> bool:
    before = admitted.standing
    return before is None or (before.verdict, before.score) != (standing.verdict, standing.score)


def _event(admitted: Admitted, standing: Standing, as_of: str | None) -> dict[str, object]:
    doc = admitted.entry.document
    return {
        "id": doc.id,
        "key": clean(doc.key),
        "event": "admitted" if admitted.standing is None else "judged anew",
        "as_of": as_of,
        "verdict": standing.verdict.value,
        "score": standing.score,
    }


def last_event(connection: Connection) -> int:
    """The number of the last event of the history."""
    import sqlalchemy as sa

    return int(connection.execute(sa.select(sa.func.max(_table("history").c.nth))).scalar() or 0)


def say_rebuilt(connection: Connection, after: int) -> None:
    """Tells the events after one for what they were: nobody was admitted by a rebuild."""
    import sqlalchemy as sa

    history = _table("history")
    connection.execute(sa.update(history).where(history.c.nth > after).values(event="rebuilt"))


def drop(connection: Connection, rows: Sequence[int], as_of: str | None) -> None:
    """Takes documents away with all that hangs on them, and says so in the history; texts stay."""
    import sqlalchemy as sa

    documents = _table("documents")
    for chunk in chunks(rows):
        listed = sa.select(documents.c.id, documents.c.key).where(documents.c.entry.in_(chunk))
        gone = [
            {"id": ident, "key": key, "event": "removed", "as_of": as_of} for ident, key in connection.execute(listed)
        ]
        _put(connection, "history", gone)
    for name in ("findings", "claims", "documents"):
        table = _table(name)
        for chunk in chunks(rows):
            connection.execute(sa.delete(table).where(table.c.entry.in_(chunk)))


def bury(connection: Connection, ident: str) -> None:
    """Takes a text away; what was its room on disk is written over where the database can do that."""
    import sqlalchemy as sa

    texts = _table("texts")
    connection.execute(sa.delete(texts).where(texts.c.number == number_of(ident)))


def decide(connection: Connection, decisions: Sequence[Mapping[str, str | None]]) -> None:
    """Adds an editor's decisions."""
    _put(connection, "decisions", [{name: clean(value) for name, value in row.items()} for row in decisions])


def overwrite(connection: Connection) -> None:
    """Lets SQLite write zeros over what this transaction deletes."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")


def erase(connection: Connection, ident: str, as_of: str | None, reason: str) -> None:
    """Leaves a tombstone of a text, and nothing in the history or among the decisions."""
    import sqlalchemy as sa

    history, decisions, tombstones = (_table(name) for name in ("history", "decisions", "tombstones"))
    connection.execute(sa.delete(history).where(history.c.id == ident))
    connection.execute(sa.delete(decisions).where(decisions.c.document == ident))
    connection.execute(sa.delete(tombstones).where(tombstones.c.id == ident))
    _put(connection, "tombstones", [{"id": ident, "as_of": as_of, "reason": clean(reason)}])
