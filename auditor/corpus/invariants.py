"""What a database can tell of its own soundness: pages, references, counts, and columns that repeat packed values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from auditor.corpus.pack import clean, number_of
from auditor.corpus.protocol import Admitted
from auditor.corpus.reads import speakers
from auditor.corpus.schema import among, metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["broken", "columns", "postings"]

_SHOWN = 20

_DANGLING = {
    "documents without a text": "SELECT id FROM documents WHERE number NOT IN (SELECT number FROM texts)",
    "texts without a document": "SELECT number FROM texts WHERE number NOT IN (SELECT number FROM documents)",
    "texts for which not exactly one document speaks": (
        "SELECT id FROM documents GROUP BY id HAVING sum(CASE WHEN posted THEN 1 ELSE 0 END) <> 1"
    ),
    "findings without a document": "SELECT entry FROM findings WHERE entry NOT IN (SELECT entry FROM documents)",
    "claims without a document": "SELECT entry FROM claims WHERE entry NOT IN (SELECT entry FROM documents)",
    "postings without a document that is posted": (
        'SELECT "entry" FROM postings WHERE "entry" NOT IN (SELECT "entry" FROM documents WHERE posted)'
    ),
    "members of crowds without a text": "SELECT number FROM members WHERE number NOT IN (SELECT number FROM texts)",
    "members of what is no crowd": 'SELECT "key" FROM members WHERE "key" NOT IN (SELECT "key" FROM crowds)',
    "postings under keys of crowds": 'SELECT "key" FROM postings WHERE "key" IN (SELECT "key" FROM crowds)',
    "edges without their first end": "SELECT a FROM edges WHERE a NOT IN (SELECT number FROM texts)",
    "edges without their second end": "SELECT b FROM edges WHERE b NOT IN (SELECT number FROM texts)",
    "documents that were never judged": "SELECT id FROM documents WHERE verdict IS NULL OR family IS NULL",
}


def broken(connection: Connection) -> Iterator[str]:
    """Yields what the database itself finds wrong, and what refers to nothing."""
    if connection.dialect.name == "sqlite":
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if said != "ok":
                yield f"the file is damaged: {' '.join(said.split())}"
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"a row of {row[0]} refers to nothing in {row[2]}"
    for what, query in _DANGLING.items():
        found = connection.exec_driver_sql(query).fetchmany(_SHOWN + 1)
        if found:
            many = f"{_SHOWN} or more" if len(found) > _SHOWN else str(len(found))
            yield f"there are {what}: {many}, such as {found[0][0]}"


def columns(connection: Connection, admitted: Sequence[Admitted]) -> Iterator[str]:
    """Yields where a column that people read differs from what is packed."""
    import sqlalchemy as sa

    documents, findings, claims = (metadata().tables[name] for name in ("documents", "findings", "claims"))
    by_row = {one.row: one for one in admitted}
    counts: dict[str, dict[int, int]] = {}
    for table in (findings, claims):
        mine = sa.select(table.c.entry, sa.func.count().label("number")).where(among(connection, table.c.entry, by_row))
        counts[table.name] = {row.entry: row.number for row in connection.execute(mine.group_by(table.c.entry))}
    for row in connection.execute(sa.select(documents).where(among(connection, documents.c.entry, by_row))):
        one = by_row[row.entry]
        for name, packed in _packed(one).items():
            if getattr(row, name) != packed:
                yield f"{row.id}: the column {name} says {getattr(row, name)!r}, the document {packed!r}"
        held = 0 if one.standing is None else len(one.standing.findings)
        if counts["findings"].get(row.entry, 0) != held:
            yield f"{row.id}: it has {held} findings, the table others"
        if counts["claims"].get(row.entry, 0) != len(one.entry.claims):
            yield f"{row.id}: it has {len(one.entry.claims)} claims, the table others"


def _packed(one: Admitted) -> dict[str, object]:
    doc, source, standing = one.entry.document, one.entry.provenance, one.standing
    told: dict[str, object] = {
        "id": doc.id,
        "number": number_of(doc.id),
        "key": clean(doc.key),
        "path": clean(doc.path),
        "title": clean(source.title),
        "publisher": clean(source.publisher),
        "published": clean(source.published),
        "language": one.entry.language,
        "characters": len(doc.text),
    }
    if standing is not None:
        told |= {"verdict": standing.verdict.value, "score": standing.score, "family": standing.family}
    return told


def postings(connection: Connection, keys: Mapping[str, set[int]]) -> Iterator[str]:
    """Yields texts that are not posted under exactly their keys."""
    import sqlalchemy as sa

    postings, members = (metadata().tables[name] for name in ("postings", "members"))
    entries = speakers(connection, keys)
    for ident, own in sorted(keys.items()):
        there = 0
        for table, mine in (
            (postings, postings.c.entry == entries[ident]),
            (members, members.c.number == number_of(ident)),
        ):
            counted = sa.select(sa.func.count()).where(among(connection, table.c.key, own), mine)
            there += connection.execute(counted).scalar_one()
        if there != len(own):
            yield f"{ident}: it is posted under {there} of its {len(own)} keys"
