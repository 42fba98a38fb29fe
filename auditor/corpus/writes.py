"""What is written to a corpus, inside a transaction that the store has begun."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from auditor.corpus.contents import contents, packed_text
from auditor.corpus.pack import clean, number_of, numbers, pack, pack_posts, unpack_keys
from auditor.corpus.protocol import Admitted, Edge, Entry, Standing
from auditor.corpus.reads import crowded, speakers
from auditor.corpus.schema import among, metadata
from auditor.model import Claim, Finding, Likeness, Source

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
    "outdate",
    "overwrite",
    "packed",
    "post",
    "put",
    "say_admitted",
    "say_rebuilt",
    "say_trust",
    "stand",
    "tell",
    "unlink",
    "unpost",
    "weigh",
]

_SLOTS = ("metric", "subject", "place", "period", "dimension", "unit")
_CLAIM = ("entry", "nth", *_SLOTS, "value", "low", "high", "status", "quote")
_FINDING = ("entry", "nth", "rule", "severity", "points", "status", "fingerprint")


@dataclass(frozen=True, slots=True)
class Packed:
    """An entry as it will be written; of its posts only bytes and the numbers of keys are kept, a tenth of the objects.

    Its standing, where it has one, is that of a document that meets nobody.
    """

    id: str
    key: str
    rank: tuple[str, str, str]
    keys: Mapping[str, tuple[int, ...]]
    text: bytes
    document: Mapping[str, object]
    claims: tuple[tuple[object, ...], ...]
    findings: tuple[tuple[object, ...], ...]
    judged: bool

    @property
    def stored_key(self) -> str:
        """The key as its column has it."""
        return str(self.document["key"])


def packed(entry: Entry, dictionary: bytes, standing: Standing | None = None) -> Packed:
    """The rows of an entry, of which it may be known already how it stands alone."""
    doc, source = entry.document, entry.provenance
    keys = {check: numbers(check, post.keys) for check, post in sorted(entry.posts.items())}
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
        "verdict": None if standing is None else standing.verdict.value,
        "score": None if standing is None else standing.score,
        "family": None if standing is None else standing.family,
        "contents": pack(contents(entry, standing), dictionary),
        "posts": pack_posts(entry.posts, keys, doc.text, dictionary),
    }
    return Packed(
        doc.id,
        doc.key,
        (source.published or "9999", doc.id, doc.key),
        keys,
        packed_text(doc.text),
        row,
        tuple((nth, *_claim(claim)) for nth, claim in enumerate(entry.claims)),
        () if standing is None else tuple(_found(standing.findings)),
        judged=standing is not None,
    )


def _claim(claim: Claim) -> tuple[object, ...]:
    slots = (clean(getattr(claim, name)) for name in _SLOTS)
    amounts = (_number(value) for value in (claim.value, claim.low, claim.high))
    return (*slots, *amounts, claim.status, clean(claim.quote))


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _found(findings: Iterable[Finding]) -> Iterable[tuple[object, ...]]:
    for nth, f in enumerate(findings):
        yield nth, f.rule, f.severity.value, f.points, f.status.value, f.fingerprint


def tell(connection: Connection, told: Mapping[str, str]) -> None:
    """Writes what the store says of itself."""
    put(connection, "scheme", ("name", "value"), sorted(told.items()))


def put(connection: Connection, table: str, names: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """Adds rows, with values in the order of the table's columns.

    SQLAlchemy words the statement and the driver takes the values: by the thousand its own care for them is half the time.
    """
    if listed := list(rows):
        connection.exec_driver_sql(_adding(table, names, connection.dialect.name), listed)


@cache
def _adding(table: str, names: tuple[str, ...], dialect: str) -> str:
    import sqlalchemy as sa
    from sqlalchemy.dialects import postgresql, sqlite

    # The drivers take values in their order, each by marks of its own.
    maker, marks = (sqlite.dialect, "qmark") if dialect == "sqlite" else (postgresql.dialect, "format")
    spoken = maker(paramstyle=marks)
    compiled = sa.insert(_table(table)).compile(dialect=spoken, column_keys=list(names))
    assert compiled.positiontup == list(names)  # noqa: S101  # names are given in the order of the columns
    return str(compiled)


def _table(name: str) -> Table:
    return metadata().tables[name]


def insert(connection: Connection, entries: Sequence[Packed], new: Collection[str]) -> list[int]:
    """Writes documents, and the texts of those ids that are new, for which the first by rank speaks; gives the rows."""
    import sqlalchemy as sa

    outdate(connection)
    last = int(connection.execute(sa.select(sa.func.max(_table("documents").c.entry))).scalar() or 0)
    speakers: dict[str, Packed] = {}
    for entry in sorted(entries, key=lambda entry: entry.rank):
        speakers.setdefault(entry.id, entry)
    put(
        connection,
        "texts",
        ("number", "text"),
        [(number_of(ident), one.text) for ident, one in sorted(speakers.items()) if ident in new],
    )
    rows = list(range(last + 1, last + 1 + len(entries)))
    documents, claims, findings = [], [], []
    for row, entry in zip(rows, entries, strict=True):
        posted = entry.id in new and speakers[entry.id] is entry
        documents.append({"entry": row, **entry.document, "posted": posted})
        claims += [(row, *claim) for claim in entry.claims]
        findings += [(row, *finding) for finding in entry.findings]
    if documents:
        put(connection, "documents", tuple(documents[0]), [tuple(one.values()) for one in documents])
    put(connection, "claims", _CLAIM, claims)
    put(connection, "findings", _FINDING, findings)
    return rows


def elect(connection: Connection, row: int) -> None:
    """Makes a document the one that speaks for its text."""
    import sqlalchemy as sa

    documents = _table("documents")
    connection.execute(sa.update(documents).where(documents.c.entry == row).values(posted=True))


def post(connection: Connection, keys: Mapping[str, AbstractSet[int]]) -> None:
    """Posts texts, by their ids, under the numbers of their keys: where those are of crowds, as members."""
    crowds = crowded(connection, chain.from_iterable(keys.values())).keys()
    alone = {ident: own - crowds for ident, own in keys.items()} if crowds else keys
    put(connection, "postings", ("key", "entry"), _by_key(alone, speakers(connection, keys)))
    if crowds:
        among_many = {ident: own & crowds for ident, own in keys.items()}
        put(connection, "members", ("key", "number"), _by_key(among_many, {ident: number_of(ident) for ident in keys}))


def _by_key(keys: Mapping[str, AbstractSet[int]], numbers: Mapping[str, int]) -> Iterable[tuple[int, int]]:
    """Every key with the number of its text, in the order of keys, in which SQLite takes them fastest."""
    listed = np.fromiter(chain.from_iterable(keys.values()), np.int64)
    whose = np.repeat(np.array([numbers[ident] for ident in keys], np.int64), [len(own) for own in keys.values()])
    # NOTE: so many pairs are put in order in a tenth of the time that Python's own sort takes.
    order = np.argsort(listed, kind="stable")
    return zip(listed[order].tolist(), whose[order].tolist(), strict=True)


def unpost(connection: Connection, ident: str, dictionary: bytes) -> tuple[int, ...]:
    """Takes back the posting of a text, and its edges; gives the keys under which it was."""
    import sqlalchemy as sa

    number = number_of(ident)
    documents, postings, members = (_table(name) for name in ("documents", "postings", "members"))
    posted = sa.select(documents.c.entry, documents.c.posts).where(documents.c.number == number, documents.c.posted)
    row = connection.execute(posted).first()
    if row is None:
        return ()
    keys = sorted({key for keys in unpack_keys(row.posts, dictionary).values() for key in keys})
    for table, own in ((postings, postings.c.entry == row.entry), (members, members.c.number == number)):
        connection.execute(sa.delete(table).where(among(connection, table.c.key, keys), own))
    connection.execute(sa.update(documents).where(documents.c.number == number).values(posted=False))
    edges = _table("edges")
    connection.execute(sa.delete(edges).where((edges.c.a == number) | (edges.c.b == number)))
    return tuple(keys)


def link(connection: Connection, found: Iterable[Edge], dictionary: bytes) -> None:
    """Writes edges; those of a pair and check that are there already make room."""
    import sqlalchemy as sa

    edges = _table("edges")
    rows: list[tuple[object, ...]] = []
    nth: dict[tuple[str, str, str], int] = {}
    for edge in found:
        place = (edge.check, edge.a, edge.b)
        a, b = number_of(edge.a), number_of(edge.b)
        if place not in nth:
            same = (edges.c.a == a) & (edges.c.b == b) & (edges.c.check_name == edge.check)
            connection.execute(sa.delete(edges).where(same))
        nth[place] = nth.get(place, -1) + 1
        like = edge.outcome if isinstance(edge.outcome, Likeness) else None
        similarity = None if like is None else like.similarity
        explanation = clean(getattr(edge.outcome, "explanation", None))
        outcome = pack(edge.outcome, dictionary)
        rows.append((a, b, edge.check, nth[place], edge.outcome.kind, similarity, explanation, outcome))
    names = ("a", "b", "check_name", "nth", "kind", "similarity", "explanation", "outcome")
    put(connection, "edges", names, rows)


def unlink(connection: Connection, pairs: Iterable[tuple[str, str, str]]) -> None:
    """Takes edges away, by check and ends."""
    import sqlalchemy as sa

    edges = _table("edges")
    for check, a, b in pairs:
        same = (edges.c.a == number_of(a)) & (edges.c.b == number_of(b)) & (edges.c.check_name == check)
        connection.execute(sa.delete(edges).where(same))


def crowd(connection: Connection, keys: Mapping[int, str]) -> None:
    """Marks keys, of the cross checks named, under which there are more documents than are compared all with all."""
    import sqlalchemy as sa

    known = crowded(connection, keys)
    rows = [(key, check) for key, check in sorted(keys.items()) if key not in known]
    if not rows:
        return
    put(connection, "crowds", ("key", "check_name"), rows)
    documents, postings, members = (_table(name) for name in ("documents", "postings", "members"))
    under = among(connection, postings.c.key, [key for key, _ in rows])
    moved = sa.select(postings.c.key, documents.c.number).join_from(
        postings, documents, postings.c.entry == documents.c.entry
    )
    connection.execute(sa.insert(members).from_select(("key", "number"), moved.where(under)))
    connection.execute(sa.delete(postings).where(under))


def stand(
    connection: Connection,
    changed: Sequence[tuple[Admitted, Standing]],
    dictionary: bytes,
    as_of: str | None,
    fresh: Collection[int] = (),
) -> None:
    """Writes how documents stand now, and tells the history where that is news; of fresh rows it is told later."""
    import sqlalchemy as sa

    documents, findings = _table("documents"), _table("findings")
    if not changed:
        return
    outdate(connection)
    connection.execute(sa.delete(findings).where(among(connection, findings.c.entry, [a.row for a, _ in changed])))
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
            "contents": pack(contents(admitted.entry, standing), dictionary),
        }
        for admitted, standing in changed
    ]
    connection.execute(statement, rows)
    found = [(admitted.row, *finding) for admitted, standing in changed for finding in _found(standing.findings)]
    put(connection, "findings", _FINDING, found)
    news = [(a, standing) for a, standing in changed if a.row not in fresh and _is_news(a, standing)]
    names = ("id", "key", "event", "as_of", "verdict", "score")
    put(connection, "history", names, [_event(admitted, standing, as_of) for admitted, standing in news])


def _is_news(admitted: Admitted, standing: Standing) -> bool:
    before = admitted.standing
    return before is None or (before.verdict, before.score) != (standing.verdict, standing.score)


def _event(admitted: Admitted, standing: Standing, as_of: str | None) -> tuple[object, ...]:
    doc = admitted.entry.document
    return doc.id, clean(doc.key), "judged anew", as_of, standing.verdict.value, standing.score


def say_admitted(connection: Connection, rows: Iterable[int], as_of: str | None) -> None:
    """Tells the history of documents that came, and how they stand."""
    import sqlalchemy as sa

    documents, history = _table("documents"), _table("history")
    event, day = sa.literal("admitted"), sa.literal(as_of, sa.Text)
    told = (documents.c.id, documents.c.key, event, day, documents.c.verdict, documents.c.score)
    came = sa.select(*told).where(among(connection, documents.c.entry, rows)).order_by(documents.c.entry)
    names = ("id", "key", "event", "as_of", "verdict", "score")
    connection.execute(sa.insert(history).from_select(names, came))


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

    outdate(connection)
    documents, history, sources = (_table(name) for name in ("documents", "history", "sources"))
    told = (documents.c.id, documents.c.key, sa.literal("removed"), sa.literal(as_of, sa.Text))
    gone = sa.select(*told).where(among(connection, documents.c.entry, rows)).order_by(documents.c.entry)
    connection.execute(sa.insert(history).from_select(("id", "key", "event", "as_of"), gone))
    for name in ("findings", "claims", "documents"):
        table = _table(name)
        connection.execute(sa.delete(table).where(among(connection, table.c.entry, rows)))
    named = sa.select(documents.c.publisher).where(documents.c.publisher.is_not(None))
    connection.execute(sa.delete(sources).where(sources.c.name.not_in(named)))


def bury(connection: Connection, ident: str) -> None:
    """Takes a text away; what was its room on disk is written over where the database can do that."""
    import sqlalchemy as sa

    texts = _table("texts")
    connection.execute(sa.delete(texts).where(texts.c.number == number_of(ident)))


def decide(connection: Connection, decisions: Sequence[Mapping[str, str | None]]) -> None:
    """Adds an editor's decisions."""
    names = ("document", "decision", "reason", "by", "at")
    put(connection, "decisions", names, [tuple(clean(row.get(name)) for name in names) for row in decisions])


def weigh(connection: Connection, sources: Iterable[Source]) -> None:
    """Writes the publishers with their trust, in the place of those that are there."""
    import sqlalchemy as sa

    connection.execute(sa.delete(_table("sources")))
    rows = [(one.name, one.documents, one.trust, *(one.interval or (None, None))) for one in sources]
    put(connection, "sources", ("name", "documents", "trust", "low", "high"), rows)


def say_trust(connection: Connection, standing: str) -> None:
    """Says how source trust stands: ``begun``, ``current`` or ``outdated``."""
    import sqlalchemy as sa

    scheme = _table("scheme")
    connection.execute(sa.delete(scheme).where(scheme.c.name == "trust"))
    tell(connection, {"trust": standing})


def outdate(connection: Connection) -> None:
    """Says that source trust was worked out before the corpus changed; where it never was, there is nothing to say."""
    import sqlalchemy as sa

    scheme = _table("scheme")
    said = (scheme.c.name == "trust") & (scheme.c.value != "outdated")
    connection.execute(sa.update(scheme).where(said).values(value="outdated"))


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
    put(connection, "tombstones", ("id", "as_of", "reason"), [(ident, as_of, clean(reason))])
