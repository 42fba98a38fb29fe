"""The nouns of an audit: frozen values that every other module speaks in, and nothing else.

Names are those of ``docs/words.md``; the fields of :class:`Report` and of what it holds are the JSON of the contract.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Generic, Self, TypeVar

__all__ = [
    "Aspect",
    "Assessment",
    "Attribution",
    "Claim",
    "Dimension",
    "Document",
    "Evidence",
    "Fact",
    "FactValue",
    "Family",
    "Fault",
    "Finding",
    "Gate",
    "Likeness",
    "Member",
    "Note",
    "Post",
    "Provenance",
    "Relation",
    "Report",
    "Role",
    "Salvage",
    "Severity",
    "Source",
    "Span",
    "Status",
    "Tool",
    "Verdict",
    "content_id",
]

I = TypeVar("I")  # noqa: E741  # I for imprint

Span = tuple[int, int]
"""Start and end, in Unicode code points, end exclusive."""


class Severity(StrEnum):
    """How much a finding undermines: nothing, a little, a lot, everything."""

    INFO = "info"
    MINOR = "minor"
    MAJOR = "major"
    BLOCKER = "blocker"


class Verdict(StrEnum):
    """What the audit advises to do with a document."""

    ACCEPT = "accept"
    REVIEW = "review"
    REJECT = "reject"


class Aspect(StrEnum):
    """The five sides from which a document is looked at; ``dimensions`` in the JSON."""

    ORIGINALITY = "originality"
    SPAM = "spam"
    SOURCING = "sourcing"
    FIGURES = "figures"
    TEXT = "text"


class Status(StrEnum):
    """Whether a finding still counts: accepted ones stay visible and cost nothing."""

    OPEN = "open"
    BASELINED = "baselined"
    SUPPRESSED = "suppressed"


class Role(StrEnum):
    """What a member of a family is to its first member."""

    FIRST = "first"
    NEAR_DUPLICATE = "near-duplicate"
    REVISION = "revision"
    SYNDICATED = "syndicated"
    EXCERPT = "excerpt"


def content_id(text: str) -> str:
    """Sixteen hex digits that the same text has anywhere."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Document:
    """One article. ``text`` is the article alone; ``offset`` is where it starts in the text of its path or record.

    Spans inside signals and checks count from the start of ``text``; :meth:`Evidence.at` adds the offset.
    ``title`` to ``published`` are what the file itself declares (a record's fields, HTML metadata, a page's headings).
    """

    id: str
    key: str
    path: str
    text: str
    record: str | None = None
    part: int = 0
    offset: int = 0
    sha256: str = ""
    encoding: str = "utf-8"
    title: str | None = None
    publisher: str | None = None
    via: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    markup: str | None = None

    @classmethod
    def of(cls, text: str, key: str = "text", **fields: str | None) -> Self:
        """A document made of a bare text, for examples, notebooks and tests."""
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(id=content_id(text), key=key, path=key, text=text, sha256=digest, **fields)  # type: ignore[arg-type]  # only the optional strings are passed


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place one can point at: ``text[start:end] == quote`` in what ``auditor text`` prints for the path or record."""

    document: str
    key: str
    start: int
    end: int
    quote: str

    @classmethod
    def at(cls, doc: Document, span: Span) -> Self:
        """The evidence for a span that counts from the start of ``doc.text``."""
        start, end = span
        return cls(doc.id, doc.key, doc.offset + start, doc.offset + end, doc.text[start:end])


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in one document, where, and how sure. It only ever undermines."""

    rule: str
    dimension: Aspect
    severity: Severity
    confidence: float
    message: str
    remedy: str
    message_zh: str
    remedy_zh: str
    evidence: tuple[Evidence, ...] = ()
    related: tuple[Evidence, ...] = ()
    points: float = 0.0
    fingerprint: str = ""
    status: Status = Status.OPEN


@dataclass(frozen=True, slots=True)
class Attribution:
    """How many sentences state a figure, and how many of those say who says so."""

    sentences: int = 0
    with_figures: int = 0
    attributed: int = 0
    citations: int = 0
    references: int = 0


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who published the document, when, and who speaks in it; unknown stays ``None``."""

    title: str | None = None
    publisher: str | None = None
    via: str | None = None
    author: str | None = None
    published: str | None = None
    byline: str | None = None
    dateline: str | None = None
    official: str | None = None
    updated: str | None = None
    owner: str | None = None
    kind: str | None = None
    credits: tuple[str, ...] = ()
    attribution: Attribution = Attribution()


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure with its meaning, as the ledger shows it. Amounts are in base units; unknown slots stay ``None``."""

    id: str
    document: str
    key: str
    path: str
    record: str | None
    part: int
    start: int
    end: int
    quote: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    dimension: str
    currency: str | None
    metric: str | None
    subject: str | None
    place: str | None
    period: str | None
    status: str
    bound: str
    share_of: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Post(Generic[I]):
    """What a cross check keeps of one document: the keys under which it meets others, and one imprint."""

    keys: tuple[str, ...]
    imprint: I


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much text two documents (by content id) share.

    ``similarity`` is the Jaccard index of their shingle sets; ``in_b`` the share of a that stands in b, ``in_a`` the
    reverse. ``spans_a`` and ``spans_b`` are aligned: the n-th of one is the n-th of the other.
    """

    kind: str
    a: str
    b: str
    similarity: float
    in_b: float
    in_a: float
    spans_a: tuple[Span, ...] = ()
    spans_b: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One document of a family and what it is to the first."""

    document: str
    key: str
    similarity: float
    containment: float
    relation: Role


@dataclass(frozen=True, slots=True)
class Family:
    """Documents that share text: one voice. ``id`` is the id of the first member, ``first`` its key."""

    id: str
    members: tuple[Member, ...]
    first: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How two groups of claims stand to each other, with the arithmetic that says so."""

    kind: str
    a: tuple[Evidence, ...]
    b: tuple[Evidence, ...]
    formula: str
    computed: Mapping[str, Decimal]
    severity: Severity
    confidence: float
    explanation: str
    explanation_zh: str = ""


@dataclass(frozen=True, slots=True)
class FactValue:
    """One voice on a fact: a claim (by its id) of a document, and the family that counts as one voice."""

    claim: str
    family: str
    key: str
    value: Decimal | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Claims about one thing, and who says what."""

    metric: str | None
    subject: str | None
    place: str | None
    period: str | None
    unit: str | None
    status: str
    independent: int
    values: tuple[FactValue, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher and how far its figures agree with others'. Shown, never part of a score.

    ``rating`` is somebody else's, from 0 to 1, where a table of ratings was given.
    """

    name: str
    documents: int
    trust: float | None = None
    interval: tuple[float, float] | None = None
    rating: float | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A limit met that lost nothing."""

    path: str
    stage: str
    message: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read or checked."""

    path: str
    stage: str
    message: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """One aspect's part of the score: ``score`` is ``None`` where the aspect does not apply."""

    score: float | None
    cap: float
    lost: float


@dataclass(frozen=True, slots=True)
class Salvage:
    """What the document would be after the named actions."""

    actions: tuple[str, ...]
    score: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Assessment:
    """A document with its verdict: an entry of ``documents`` in the report."""

    id: str
    key: str
    path: str
    record: str | None
    part: int
    sha256: str
    encoding: str
    title: str | None
    publisher: str | None
    via: str | None
    author: str | None
    published: str | None
    language: str
    provenance: Provenance
    characters: int
    offset: int
    family: str
    verdict: Verdict
    score: float | None
    interval: tuple[float, float] | None
    coverage: float
    dimensions: Mapping[str, Dimension]
    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] = ()
    salvage: Salvage | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate's decision: keys refused and keys admitted."""

    decision: str
    refused: tuple[str, ...] = ()
    admitted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tool:
    """Which program made a report."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Report:
    """The one result of an audit: every format and the gate are pure functions of it."""

    schema: str
    tool: Tool
    as_of: str | None
    policy: Mapping[str, object]
    rules: Mapping[str, str]
    registry: Mapping[str, str]
    gate: Gate | None = None
    corpus: Mapping[str, object] | None = None
    documents: tuple[Assessment, ...] = ()
    families: tuple[Family, ...] = ()
    relations: tuple[Relation, ...] = ()
    facts: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = ()
    affected: tuple[Finding, ...] = ()
    notes: tuple[Note, ...] = ()
    faults: tuple[Fault, ...] = field(default=())
