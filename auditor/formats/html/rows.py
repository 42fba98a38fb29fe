"""The rows of the overview as one JSON island: what the table shows, filters, sorts and exports, and nothing else."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence

from markupsafe import Markup

from auditor.formats._visible import one_line
from auditor.formats._words import WORDS, rank
from auditor.formats.html.index import Index, counts
from auditor.model import Assessment, Finding, Verdict

__all__ = ["VERDICTS", "island"]

MOST_BYTES = 3_600_000  # of the island, so that a page of 10,000 documents with its first rows stays below 5 MB
# Findings in a row and characters of each, from rich to bare: the first that fits into the bytes is taken.
_LADDER = ((2, 160), (2, 90), (1, 90), (1, 48), (0, 0))
_TITLE = 160
_KEY = 200
VERDICTS = (Verdict.REJECT, Verdict.REVIEW, Verdict.ACCEPT)

# Inside a script element only "<" could end it; the others keep the text inert wherever it is pasted.
_ESCAPES = {ord(each): f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}


class _Table:
    """Values by number, in the order in which they were first asked for."""

    def __init__(self) -> None:
        self.values: dict[str, int] = {}

    def number(self, value: str) -> int:
        return self.values.setdefault(value, len(self.values))


def island(index: Index, documents: Sequence[Assessment]) -> Markup:
    """The rows of ``documents``, in that order, as JSON that is safe inside a script element."""
    text = ""
    for findings, characters in _LADDER:
        text = _json(index, documents, findings, characters)
        if len(text) <= MOST_BYTES and len(text.encode()) <= MOST_BYTES:
            break
    return Markup(text)  # noqa: S704  # "<", ">" and "&" stand as escapes of JSON


def _json(index: Index, documents: Sequence[Assessment], findings: int, characters: int) -> str:
    rules, languages, publishers, dimensions = _Table(), _Table(), _Table(), _Table()

    def row(doc: Assessment) -> list[object]:
        open_ones = [each for each in sorted(doc.findings, key=rank) if counts(each)] if doc.findings else []
        low, high = doc.interval or (None, None)
        return [
            index.anchors[doc.key],
            _unless(doc.id, index.anchors[doc.key].removeprefix("d-")),
            one_line(doc.key, _KEY),
            one_line(doc.title or "", _TITLE),
            publishers.number(one_line(doc.publisher, 80)) if doc.publisher else -1,
            one_line(doc.published or "", 25),
            languages.number(one_line(doc.language, 20)),
            VERDICTS.index(doc.verdict),
            _short(doc.score),
            _short(low),
            _short(high),
            list(dict.fromkeys(rules.number(one_line(each.rule, 60)) for each in doc.findings)),
            list(dict.fromkeys(dimensions.number(each.dimension.value) for each in open_ones)),
            [_told(each, dimensions, characters) for each in open_ones[:findings]],
        ]

    made = [row(doc) for doc in documents]
    tables = {
        "rules": list(rules.values),
        "languages": list(languages.values),
        "publishers": list(publishers.values),
        "dimensions": [[name, *WORDS.get(name, (name, name))] for name in dimensions.values],
        "rows": made,
    }
    return json.dumps(tables, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _told(finding: Finding, dimensions: _Table, characters: int) -> list[object]:
    english = one_line(finding.message or finding.message_zh, characters)
    chinese = one_line(finding.message_zh or finding.message, characters)
    return [dimensions.number(finding.dimension.value), english, _unless(chinese, english)]


def _unless(value: str, other: str) -> str | int:
    """The value, or 0 where it is what the reader has already."""
    return 0 if value == other else value


def _short(value: float | None) -> float | int | None:
    if value is None or not math.isfinite(value):
        return None
    short = round(value, 1)
    return int(short) if short == int(short) else short
