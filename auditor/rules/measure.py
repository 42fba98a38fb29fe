"""Counts how often rules hit texts known to be clean, and writes the counts into the packs beside their rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from auditor.errors import BadRules
from auditor.model import Finding

__all__ = ["tally", "write_back"]

_RULE = re.compile(r"^(?P<indent> *)- id: *[\"']?(?P<id>[a-z0-9-]+)[\"']? *(?:#.*)?$")


def tally(documents: Iterable[Iterable[Finding]]) -> tuple[int, Mapping[str, int]]:
    """How many documents there are, and in how many each rule finds something."""
    count, hits = 0, Counter[str]()
    for findings in documents:
        count += 1
        hits.update({finding.rule for finding in findings})
    return count, hits


def write_back(path: Path, documents: int, hits: Mapping[str, int], known: Iterable[str]) -> int:
    """Sets ``measured`` of every known rule of a pack file, leaving all other lines alone; returns how many.

    Raises BadRules when the file cannot be written.
    """
    wanted, lines, done = set(known), [], 0
    inside = ""
    for line in path.read_text("utf-8").splitlines(keepends=True):
        head = _RULE.match(line.rstrip("\r\n"))
        if head is not None:
            inside = head["indent"] + "  "
        elif inside and line.startswith(f"{inside}measured:"):
            continue
        lines.append(line)
        if head is not None and head["id"] in wanted:
            lines.append(f"{inside}measured: {{documents: {documents}, hits: {hits.get(head['id'], 0)}}}\n")
            done += 1
    try:
        path.write_text("".join(lines), "utf-8")
    except OSError as error:
        raise BadRules(
            f"cannot write the pack: {error.strerror}", where=path.as_posix(), remedy="copy it to a folder of your own"
        ) from error
    return done
