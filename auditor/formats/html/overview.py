"""What the first page says of a report as a whole."""

from __future__ import annotations

import os.path
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from auditor.formats._words import rank
from auditor.formats.html.across import AGREEING, Across, Title
from auditor.formats.html.charts import Bin, histogram
from auditor.formats.html.index import Index, counts
from auditor.formats.html.links import Links
from auditor.model import Assessment, Finding, Relation, Severity, Verdict

__all__ = ["Look", "Overview", "Row"]

LISTED = 500  # documents on a page without script: the worst, as many as a reader would ever page through
_WORST = 3  # documents to look at first,
_CLASHES = 2  # and contradictions
_TOP = 2  # findings in a row of the table; where the documents stand on the same page, one
_REASONS = 12  # that the field for a reason offers
_NAMED = 6  # paths that the command to repeat the audit spells out
_GRAVE = frozenset({Severity.MAJOR, Severity.BLOCKER})


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to look at first: a document with its worst finding, or a contradiction."""

    href: str
    title: Title | None
    finding: Finding | None
    en: str
    zh: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A document in the table: where its page is, and what weighs most."""

    doc: Assessment
    href: str
    top: tuple[Finding, ...]


class Overview:
    """A report as its first page shows it."""

    def __init__(self, index: Index, links: Links) -> None:
        self.index, self.links, self.report = index, links, index.report

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many documents have each verdict."""
        found = Counter(doc.verdict for doc in self.report.documents)
        return {verdict.value: found[verdict] for verdict in Verdict}

    @cached_property
    def bins(self) -> tuple[Bin, ...]:
        """The histogram of scores."""
        return histogram(self.report.documents)

    @cached_property
    def scored(self) -> bool:
        """Whether any document has a score."""
        return any(each.counts for each in self.bins)

    @cached_property
    def top_rules(self) -> tuple[tuple[str, str, int], ...]:
        """The rules found in most documents: rule, aspect, how many documents."""
        found: Counter[tuple[str, str]] = Counter()
        for doc in self.report.documents:
            found.update({(each.rule, each.dimension.value) for each in doc.findings if counts(each)})
        return tuple(
            (rule, aspect, count)
            for (rule, aspect), count in sorted(found.items(), key=lambda item: (-item[1], item[0]))
        )

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """What an editor's reason is likely to be: the rules found most often."""
        return tuple(rule for rule, _, _ in self.top_rules[:_REASONS])

    @cached_property
    def conflicting(self) -> int:
        """How many facts conflict."""
        return sum(fact.status == "conflicting" for fact in self.report.facts)

    @cached_property
    def without_text(self) -> bool:
        """Whether the report was stored without any text."""
        return bool(self.report.documents) and all(doc.text is None for doc in self.report.documents)

    @cached_property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """The parts that this report has not, in English and Chinese; a page says so instead of showing nothing."""
        report = self.report
        held = (
            ("policy", "策略", report.policy),
            ("rules", "规则包", report.rules),
            ("registry", "登记册", report.registry),
            ("dimensions", "维度", not report.documents or any(doc.dimensions for doc in report.documents)),
            ("version", "程序版本", report.tool.version),
        )
        return tuple((en, zh) for en, zh, there in held if not there)

    @cached_property
    def looks(self) -> tuple[Look, ...]:
        """What to look at first: the worst documents, and what contradicts most surely."""
        return (*self._worst(), *self._clashes())

    def _worst(self) -> Iterator[Look]:
        across = Across(self.index, self.links)
        for doc in self.index.ordered[:_WORST]:
            if doc.verdict is not Verdict.ACCEPT:
                top = self.row(doc).top
                yield Look(
                    self.links.leaf(self.index.anchors[doc.key]),
                    across.title_of(doc),
                    top[0] if top else None,
                    top[0].message if top else "",
                    top[0].message_zh if top else "",
                )

    def _clashes(self) -> Iterator[Look]:
        for relation in islice(self._telling(), _CLASHES):
            yield Look(
                self._clash(relation.a[0].key if relation.a else ""),
                None,
                None,
                relation.explanation,
                relation.explanation_zh,
                relation.kind,
            )

    def _telling(self) -> Iterator[Relation]:
        """The grave contradictions; of those of one kind in which one figure takes part, one."""
        told: set[tuple[str, str, int]] = set()
        for relation in self.index.relations:
            places = {(relation.kind, each.key, each.start) for each in (*relation.a, *relation.b)}
            if relation.severity in _GRAVE and relation.kind not in AGREEING and not places & told:
                told |= places
                yield relation

    def _clash(self, key: str) -> str:
        anchor = self.index.anchors.get(key)
        return (self.links.leaf(anchor) if anchor else "") or self.links.section("facts")

    def row(self, doc: Assessment) -> Row:
        """A document's row in the table."""
        told = tuple(each for each in sorted(doc.findings, key=rank) if counts(each))
        return Row(doc, self.links.leaf(self.index.anchors[doc.key]), told[: 1 if self.links.single else _TOP])

    def rows(self, documents: Sequence[Assessment]) -> Iterator[Row]:
        """The rows of some documents."""
        return map(self.row, documents)

    @cached_property
    def command(self) -> str:
        """A command that audits the same paths again; the options that a report does not keep are the reader's."""
        paths = sorted({doc.path for doc in self.report.documents} | {each.path for each in self.report.faults})
        if len(paths) > _NAMED:
            paths = [_common(paths)]
        parts = ["auditor", "audit", *(shlex.quote(path) for path in paths)]
        if self.report.as_of:
            parts += ["--as-of", shlex.quote(self.report.as_of)]
        if self.report.corpus is not None:
            parts += ["--corpus", "…"]
        return " ".join(parts)


def _common(paths: Sequence[str]) -> str:
    try:
        return os.path.commonpath(paths) or "."
    except ValueError:  # some absolute, some not
        return "."
