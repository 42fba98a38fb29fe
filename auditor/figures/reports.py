"""A report of an event: its figures in the order of its text, what their own clauses say, and what keeps two of them apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor.figures.alike import concepts
from auditor.figures.content import content, own_stretch
from auditor.figures.difference import differ
from auditor.figures.event import reported
from auditor.figures.keys import canonical
from auditor.figures.places import gazetteer
from auditor.figures.plain import plain
from auditor.figures.roles import roles, sides
from auditor.figures.sameness import GENERIC, wanting
from auditor.figures.statement import Imprint, Statement
from auditor.figures.unlisted import FIGURE

__all__ = [
    "Report",
    "elsewhere",
    "one_sided",
    "other_heads",
    "other_nouns",
    "other_sides",
    "other_time",
    "own_clause",
    "pieces",
    "report",
    "unlikely",
]

# Up to the first word that goes on about something else.
_NOUNS = re.compile(
    r"(?:\s(?!(?:in|on|at|by|for|from|to|with|and|this|last|over|during|while|when|who|that|were|was|are|is|have|has|had)\b)[a-z-]+)+"
)
_COULD = re.compile(r"\b(?:could|would|might)\b|可望|有望")
# Families of which one side goes without saying.
_OPEN = frozenset({"rank", "plan", "lot", "hour", "trade", "origin", "owner", "school", "vehicle", "ballot"})
_TIED = re.compile(r"\band\b")


@dataclass(frozen=True, slots=True)
class Report:
    """One report of an event.

    ``order`` are the indices of its stated figures in the order of its text, ``place`` is where each stands in it, ``words`` how
    many of them say a word, ``concepts`` what all its clauses name, ``sides`` which sides they take, ``day`` its date as an ordinal.
    """

    statements: Sequence[Statement]
    order: tuple[int, ...]
    place: Mapping[int, int]
    words: Counter[str]
    concepts: frozenset[str]
    sides: frozenset[tuple[str, str]]
    day: int | None

    def beside(self, index: int) -> list[int]:
        """The figures next to one in the text."""
        at = self.place[index]
        return [self.order[near] for near in (at - 1, at + 1) if 0 <= near < len(self.order)]


def report(imprint: Imprint) -> Report:
    """An imprint as a report."""
    order = tuple(
        i for _, i in sorted((s.operands[0].start, i) for i, s in enumerate(imprint.statements) if reported(s))
    )
    told = [imprint.statements[i] for i in order]
    said = [_said(s) for s in told]
    # A word between two figures stands in the clauses of both.
    words = Counter(word for one, before in zip(said, [frozenset[str](), *said], strict=False) for word in one - before)
    named = frozenset(name for s in told for name in concepts(s.context))
    taken = frozenset((family, side) for s in told for family, some in sides(s.context).items() for side in some)
    return Report(imprint.statements, order, {i: at for at, i in enumerate(order)}, words, named, taken, imprint.day)


def _said(s: Statement) -> frozenset[str]:
    found = content(own_clause(s))
    return found.concepts | found.words | pieces(s)


def own_clause(s: Statement) -> str:
    """The clause of a figure between its commas, without what "and" ties to it."""
    before, figure, after = own_stretch(s.context).partition(FIGURE)
    after = _TIED.split(after, maxsplit=1)[0]
    last = _TIED.split(before)[-1]
    return (last if after.strip(" .,") or last.strip() else before) + figure + after


def pieces(s: Statement) -> frozenset[str]:
    """The pairs of Chinese characters of the words of a clause that no list knows: 滑雪者 and 来滑雪 share one."""
    runs = (word for word in content(own_clause(s)).words if word >= "\u4e00")
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1))


def other_heads(s: Statement, t: Statement) -> bool:
    """Whether the vocabulary knows both by heads of which neither may stand for the other."""
    if not (s.listed_metric and t.listed_metric and s.head and t.head) or canonical(s.head) == canonical(t.head):
        return False
    counts = s.head.endswith("_count") and t.head.endswith("_count")
    if {s.head, t.head} & GENERIC or (not counts and roles(own_clause(s)) & roles(own_clause(t))):
        return False
    return not differ(s.context, t.context).counted - plain().light


def other_sides(s: Statement, t: Statement) -> bool:
    """Whether each is said to be of another side than the other: of adults and of children."""
    first, second = sides(own_clause(s)), sides(own_clause(t))
    return any(not first[family] & second[family] for family in first.keys() & second.keys())


def one_sided(s: Statement, own: Report, t: Statement, other: Report) -> bool:
    """Whether only one of them is said to be of some side, of which the other report knows nothing."""
    first, second = sides(own_clause(s)), sides(own_clause(t))
    left = [*((family, first[family], other) for family in first.keys() - second.keys() - _OPEN)]
    left += ((family, second[family], own) for family in second.keys() - first.keys() - _OPEN)
    return any(not {(family, side) for side in named} & report.sides for family, named, report in left)


def other_nouns(s: Statement, t: Statement) -> bool:
    """Whether two clauses of one language count what no list knows, each another: tonnes of perch, of walleye."""
    had, has = (_object(one) for one in (s, t))
    if had and has:
        return not {had[i : i + 2] for i in range(len(had) - 1)} & {has[i : i + 2] for i in range(len(has) - 1)}
    first, second = (content(_counted(one)) for one in (s, t))
    unknown = first.words and second.words and not (first.concepts | second.concepts)
    return bool(unknown) and not differ(_counted(s), _counted(t)).shared


def _object(s: Statement) -> str:
    """The Chinese word right before a figure that no list knows: 卖出双肩书包 #."""
    before = own_clause(s).partition(FIGURE)[0].rstrip()
    return max(
        (word for word in content(own_clause(s)).words if word >= "\u4e00" and before.endswith(word)),
        key=len,
        default="",
    )


def _counted(s: Statement) -> str:
    """What an English clause counts: the words right behind its figure."""
    found = _NOUNS.match(s.context, s.context.find(FIGURE) + len(FIGURE))
    return f"{FIGURE}{found.group()}" if found and s.context.isascii() else ""


def unlikely(s: Statement, t: Statement) -> bool:
    """Whether only one of them is told as what could be, or is wanted."""
    if wanting(s.context) != wanting(t.context):
        return True
    return (_COULD.search(own_clause(s)) is None) != (_COULD.search(own_clause(t)) is None)


def elsewhere(s: Statement, t: Statement) -> bool:
    """Whether both say where they are of, and that is not one place; the same digits are of a place and of what holds it."""
    if s.place is None or t.place is None or s.place == t.place or (s.inherited and t.inherited):
        return False
    places = gazetteer()
    return s.value != t.value or not (places.within(s.place, t.place) or places.within(t.place, s.place))


def other_time(s: Statement, t: Statement) -> bool:
    """Whether both say themselves when, and that is not one period."""
    return s.timed and t.timed and (s.first, s.last) != (t.first, t.last)
