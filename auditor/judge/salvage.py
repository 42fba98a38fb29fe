"""What a document would be after the cheap repairs: which spans to cut, and arithmetic on the findings they take along."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.model import Aspect, Document, Finding, Severity, Span, Status
from auditor.signals.repetition import repetition

__all__ = ["Cut", "actions", "cleaned", "cuts", "repaired"]

KEEP_ONE_COPY = "keep one copy"
STRIP_SPANS = "strip spans"
_REPEATS = frozenset({"repeated-text"})

LEAST = 80
"""Characters that must be left of a document for it to be worth saving: a sentence or two."""

_BETWEEN = 40
"""Characters between two cuts that go with them where they are no words: what a site glues between two copies, such as
a time stamp. The signal of repetition bridges as many."""

_STAMP = re.compile(r"\d{1,4}(?:[-/.:年月日时分T ,]{1,2}\d{1,4}){2,6}[日秒]?")
_SAYS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch to be taken out: ``text[start:end] == quote``, counted like evidence, and the rules that asked for it."""

    start: int
    end: int
    quote: str
    action: str
    rules: tuple[str, ...]
    why: tuple[str, ...]
    why_zh: tuple[str, ...]


def actions(findings: Sequence[Finding], characters: int | None = None) -> tuple[str, ...]:
    """The repairs that would remove findings: keep one copy of repeated text, strip the spans of spam.

    None, where the document has so few ``characters`` that hardly anything would be left.
    """
    asked = [action for action in map(_action, findings) if action]
    if characters is not None and characters - _size(_removed(findings)) < LEAST:
        return ()
    return tuple(sorted(set(asked)))


def repaired(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that would be left: those that ask for a repair are gone, and those that lie inside what is cut."""
    spans = _removed(findings)
    return tuple(f for f in findings if _action(f) is None and not _inside(f, spans))


def cuts(doc: Document, findings: Sequence[Finding]) -> tuple[Cut, ...]:
    """What to take out of the document, in order and without overlap."""
    asked = [(span, action, finding) for finding in findings for span, action in _asked(doc, finding)]
    found = []
    for start, end in _tidied(doc, _merged(span for span, _, _ in asked)):
        inside = [(action, finding) for span, action, finding in asked if span[0] < end and start < span[1]]
        found.append(
            Cut(
                start,
                end,
                doc.text[start - doc.offset : end - doc.offset],
                min(action for action, _ in inside),
                tuple(sorted({finding.rule for _, finding in inside})),
                tuple(sorted({finding.message for _, finding in inside})),
                tuple(sorted({finding.message_zh for _, finding in inside})),
            )
        )
    return tuple(found)


def cleaned(doc: Document, taken: Sequence[Cut]) -> str:
    """The document's text without the cuts."""
    kept, place = [], 0
    for cut in taken:
        kept.append(doc.text[place : cut.start - doc.offset])
        place = cut.end - doc.offset
    return "".join([*kept, doc.text[place:]])


def _action(finding: Finding) -> str | None:
    if finding.status is not Status.OPEN or not finding.evidence:
        return None
    if finding.rule in _REPEATS:
        return KEEP_ONE_COPY
    # What is only worth knowing is no reason to cut into a text.
    return STRIP_SPANS if finding.dimension is Aspect.SPAM and finding.severity is not Severity.INFO else None


def _asked(doc: Document, finding: Finding) -> Iterable[tuple[Span, str]]:
    action = _action(finding)
    if action == KEEP_ONE_COPY:
        # A finding points at the first copies alone, all of them have to go.
        for start, end in repetition(doc).spans:
            yield (doc.offset + start, doc.offset + end), action
    if action is not None:
        for evidence in finding.evidence:
            if evidence.start < evidence.end:
                yield (evidence.start, evidence.end), action


def _removed(findings: Iterable[Finding]) -> list[Span]:
    return _merged((e.start, e.end) for finding in findings if _action(finding) for e in finding.evidence)


def _inside(finding: Finding, spans: Sequence[Span]) -> bool:
    places = [(e.start, e.end) for e in finding.evidence]
    return bool(places) and all(any(s <= start and end <= e for s, e in spans) for start, end in places)


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _size(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def _tidied(doc: Document, spans: Sequence[Span]) -> list[Span]:
    """The spans, joined over what is no words between them, and grown to whole lines of which nothing would be left."""
    joined: list[Span] = []
    for start, end in spans:
        between = doc.text[joined[-1][1] - doc.offset : start - doc.offset] if joined else ""
        if joined and len(between) <= _BETWEEN and not _SAYS.search(_STAMP.sub("", between)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return _merged(_whole_line(doc, span) for span in joined)


def _whole_line(doc: Document, span: Span) -> Span:
    text, start, end = doc.text, span[0] - doc.offset, span[1] - doc.offset
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last + 1
    if text[first:start].strip() or text[end:last].strip():
        return span
    return first + doc.offset, last + doc.offset
