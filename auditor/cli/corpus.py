"""``auditor corpus list|show|stats``: what is in a corpus."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

from auditor.corpus import listing, reads
from auditor.corpus.protocol import Admitted
from auditor.corpus.sql import Store, open_store, shown
from auditor.errors import BadInput
from auditor.formats._encode import plain, pretty, single_line
from auditor.model import Finding, Status, Verdict

__all__ = ["find", "line", "print_rows", "run_list", "run_show", "run_stats"]


def run_list(corpus: str, wanted: Mapping[str, str | None], *, limit: int | None, format: str) -> int:
    """Exit 0, whether any was found or not."""
    if format not in {"text", "jsonl"}:
        raise BadInput(f"unknown format {format!r}", where="--format", remedy="use text or jsonl")
    if wanted.get("verdict") not in {None, *Verdict}:
        raise BadInput(
            f"unknown verdict {wanted['verdict']!r}", where="--verdict", remedy="use accept, review or reject"
        )
    store = open_store(corpus)
    with store.reading():
        print_rows(listing.listed(store.held, wanted, limit), format)
    store.close()
    return 0


def print_rows(rows: Iterable[Mapping[str, Any]], format: str) -> None:
    """Prints documents: id, path, verdict and title with tabs between them, or everything as JSON lines."""
    for row in rows:
        if format == "jsonl":
            sys.stdout.write(single_line(plain(dict(row))))
        else:
            told = (row["id"], row["path"], row["verdict"], row["title"])
            sys.stdout.write("\t".join(map(line, told)) + "\n")


def line(value: object) -> str:
    """A value on one line, without what could pass for a column or steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in str("–" if value is None else value))


def find(store: Store, name: str) -> list[Admitted]:
    """The documents that an id or a key names. Raises BadInput when there is none."""
    rows = listing.named(store.held, name)
    if not rows:
        raise BadInput(
            f"no document {name!r} in the corpus", where=shown(store.where), remedy="see: auditor corpus list"
        )
    return reads.entries_in(store.held, store.dictionary, rows)


def run_show(name: str, corpus: str, *, format: str, with_text: bool) -> int:
    """Exit 0; a document that is not there is an error."""
    import msgspec

    # NOTE: it brings every signal with it, for which a list need not wait.
    from auditor.audit import assessment

    if format not in {"text", "json"}:
        raise BadInput(f"unknown format {format!r}", where="--format", remedy="use text or json")
    store = open_store(corpus)
    told: list[dict[str, Any]] = []
    with store.reading():
        for admitted in find(store, name):
            assert admitted.standing is not None  # noqa: S101  # no transaction ends before documents are judged
            doc = admitted.entry.document
            found = msgspec.to_builtins(
                assessment(doc, admitted.entry, admitted.standing), builtin_types=(), order="deterministic"
            )
            if not with_text:
                del found["text"]
            found["history"] = listing.history(store.held, doc.id)
            found["decisions"] = [row for row in store.decisions() if row["document"] in {doc.id, doc.key}]
            told.append(plain(found))
            if format == "text":
                _show(admitted, found, with_text=with_text)
    if format == "json":
        sys.stdout.write(pretty(told if len(told) > 1 else told[0]))
    store.close()
    return 0


def _show(admitted: Admitted, found: Mapping[str, Any], *, with_text: bool) -> None:
    standing = admitted.standing
    assert standing is not None  # noqa: S101  # as above
    for name in ("id", "key", "path", "title", "publisher", "author", "published", "language", "characters", "family"):
        sys.stdout.write(f"{name:<11}{line(found[name])}\n")
    sys.stdout.write(f"{'verdict':<11}{standing.verdict.value} ({line(standing.score)})\n")
    for finding in standing.findings:
        sys.stdout.write(f"  {_told(finding)}\n")
    for event in found["history"]:
        sys.stdout.write(
            f"{'history':<11}{line(event['event'])} {line(event['as_of'])} {line(event['verdict'])} "
            f"{line(event['score'])} {line(event['key'])}\n"
        )
    for decision in found["decisions"]:
        told = (line(decision[name]) for name in ("decision", "by", "at", "reason"))
        sys.stdout.write(f"{'decision':<11}{' '.join(told)}\n")
    if with_text:
        sys.stdout.write(f"\n{admitted.entry.document.text}\n")


def _told(finding: Finding) -> str:
    mark = "" if finding.status is Status.OPEN else f" [{finding.status.value}]"
    return f"{finding.severity.value:<8}{finding.rule} (-{finding.points:g}){mark}: {line(finding.message)}"


def run_stats(corpus: str, *, format: str) -> int:
    """Exit 0."""
    if format not in {"text", "json"}:
        raise BadInput(f"unknown format {format!r}", where="--format", remedy="use text or json")
    store = open_store(corpus)
    with store.reading():
        told = {**listing.stats(store.held), "scheme": dict(store.scheme)}
    store.close()
    if format == "json":
        sys.stdout.write(pretty(plain(told)))
        return 0
    for name, value in told.items():
        if isinstance(value, Mapping):
            sys.stdout.writelines(f"{f'{name} {inner}':<48} {line(count)}\n" for inner, count in value.items())
        else:
            sys.stdout.write(f"{name:<48} {line(value)}\n")
    return 0
