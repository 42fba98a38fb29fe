"""Weighs what speaks for two figures of one event being of one thing: heads, words, roles, neighbours, and how near they are.

The weights were set on reports in both languages of which one figure was hidden from one side: no two figures of different
things came to what is asked for, unless they were of two sides of one family (``roles``).
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from auditor.figures.alike import narrowing
from auditor.figures.difference import differ
from auditor.figures.keys import canonical, digits, is_money, mantissa
from auditor.figures.named_han import is_word
from auditor.figures.plain import plain
from auditor.figures.reports import (
    Report,
    elsewhere,
    one_sided,
    other_heads,
    other_nouns,
    other_sides,
    other_time,
    own_clause,
    pieces,
    unlikely,
)
from auditor.figures.roles import roles
from auditor.figures.sameness import GENERIC
from auditor.figures.statement import Statement

__all__ = ["Left", "Pair", "one_measure", "times_apart", "weight_of"]

Pair = tuple[int, int]
"""The indices of two statements, one of each report."""

_HEAD, _GENERIC_HEAD, _ANY_HEAD = 3, 2, 1
_SAME, _MOST_WORDS = 2, 4
# Two values of one thing are mostly nearer than this.
_NEAR, _FAR = Decimal("1.6"), Decimal(3)
# Digits of which one may be wrong, or two in the wrong order, without another number being meant.
_PEN = 3
# Statements of one report that may say a word that still tells one of them.
_RARE = 2
# Words of a clause that say what is measured; of money and shares words only name the topic, unless there are more.
_TELLING, _TELLING_OF_MONEY = 2, 3
_ANYTHING = frozenset({"person_count", "item_count", "event_count", "visits"})
# Kinds that differ only in what the vocabulary knows.
_LIKE = {"share": "rate", "change": "growth", "aside": "level"}
# What is told by the day or of each: the average and the day are one modifier (日均).
_RATED = frozenset({"average", "daily", "monthly", "yearly", "annual"})
_ABROAD = frozenset({"moved", "foreign"})
_RHYTHMS = tuple(
    (name, re.compile(rf"{han}|\b(?:{latin})\b"))
    for name, han, latin in (
        ("day", "日均|每天|每日|一天", "daily|(?:a|per|each|every) day"),
        ("month", "月均|每月|每个月|月薪", "monthly|(?:a|per|each|every) month"),
        (
            "year",
            "年均|年产|每年|一年(?!级)|年薪",
            "annual(?:ly)?|(?:a|per|each|every) year(?! (?:ago|earlier|before))",
        ),
        (
            "each",
            "人均|户均|每[人户只头套]|一[只头套]",
            "(?:per|a) (?:head|person|capita|household)|apiece|each(?= ?[.,]|$)",
        ),
        ("area", "亩均|亩产|每亩|单产|公顷产", "(?:per|a|an) (?:hectare|acre|mu)"),
        ("meal", "每餐|一餐|每顿|一顿", "(?:per|a|each) meal"),
        ("weight", "每斤|一斤|每公斤|一公斤|每千克|每吨|一吨", "(?:per|a|each) (?:kilo|kilogram|kg|pound|ton|tonne)"),
        ("hour", "每小时|一小时|时薪", "(?:per|an|each|every) hour|hourly"),
        ("ticket", "每张|一张|每人次", "(?:per|a|each) (?:ticket|seat)"),
        ("night", "每晚|一晚", "(?:per|a|each) night"),
    )
)


# Days within which two reports look ahead alike.
_SOON = 2
_PART = re.compile(r"其中|\b(?:of (?:which|whom|them|those|these)|among (?:them|these|those)|includ(?:ing|es|ed))\b")
# Roles of those who are counted, whatever part of them.
_PEOPLE = frozenset({"attendance", "passengers", "staff", "pupils", "treated", "homes", "participants"})


# What keeps two figures from being of one thing, whatever speaks for it.
_APART = (other_heads, other_sides, other_nouns, other_time, elsewhere, unlikely)


class Left(NamedTuple):
    """The figures of two reports that they do not share."""

    a: tuple[int, ...]
    b: tuple[int, ...]


def weight_of(a: Report, b: Report, pair: Pair, anchors: frozenset[Pair], left: Left) -> int | None:
    """How much speaks for two figures being of one thing; ``None`` where they cannot be."""
    s, t = a.statements[pair[0]], b.statements[pair[1]]
    beside = [one for one in product(a.beside(pair[0]), b.beside(pair[1])) if one in anchors]
    # A forecast of one is told as a fact by the other where it tells all around it so.
    told = {(a.statements[i].status, b.statements[j].status) for i, j in beside} if not _outrun(a, b) else set()
    if (s.status != t.status and (s.status, t.status) not in told) or not _comparable(s, t) or one_sided(s, a, t, b):
        return None
    alone = s.unit != "count" and _alone(a, left.a, s) and _alone(b, left.b, t)
    ratio = times_apart(s, t) or Decimal(0)
    # A rise told right behind what both say has risen.
    risen = _class(s)[0] == "growth" and any(i < pair[0] and j < pair[1] for i, j in beside)
    weight = _head_weight(s, t) + _word_weight(a, b, s, t) + _role_weight(s, t) + _rhythm_weight(s, t)
    weight += len(beside) + alone + risen + _SAME * _one_slip(s, t)
    weight += (1 + _only_near(a, b, s, t, left)) * (ratio <= _NEAR)
    return weight - _SAME * (_narrowed(a, b, s, t) + _contrast(a, b, s, t) + _of_parts(a, b, s, t))


def _only_near(a: Report, b: Report, s: Statement, t: Statement, left: Left) -> bool:
    """Whether each has no other figure near it among all that the other report gives of its class."""
    return all(
        sum(
            _class(found) == _class(one) and (times_apart(one, found) or _FAR) < _FAR
            for found in (other.statements[i] for i in indices)
        )
        == 1
        for one, other, indices in ((s, b, left.b), (t, a, left.a))
    )


def _outrun(a: Report, b: Report) -> bool:
    """Whether one report came days after the other: what that expected may have come otherwise."""
    return a.day is not None and b.day is not None and abs(a.day - b.day) > _SOON


def one_measure(a: Report, b: Report, pair: Pair) -> bool:
    """Whether anything says that both measure one thing, besides that both are told at one place of the story."""
    s, t = a.statements[pair[0]], b.statements[pair[1]]
    if _head_weight(s, t) > 1 or _role_weight(s, t) > 0 or _one_slip(s, t) or _class(s)[0] == "growth":
        return True
    enough = _TELLING_OF_MONEY if is_money(s) or _unit(s) == "ratio" else _TELLING
    return _word_weight(a, b, s, t) >= enough or _rhythm_weight(s, t) > 0


def _comparable(s: Statement, t: Statement) -> bool:
    if _class(s)[0] != _class(t)[0] or any(apart(s, t) for apart in _APART):
        return False
    return _unit(s) == _unit(t) or (is_money(s) and is_money(t) and s.value == t.value)


def _class(s: Statement) -> tuple[str, str]:
    """What can be held against each other."""
    return _LIKE.get(s.kind, s.kind), _unit(s)


def _unit(s: Statement) -> str:
    return s.unit.partition("/")[0]


def _alone(report: Report, left: tuple[int, ...], s: Statement) -> bool:
    return sum(_class(report.statements[i]) == _class(s) for i in left) == 1


def _head_weight(s: Statement, t: Statement) -> int:
    if not (s.listed_metric and t.listed_metric and s.head) or canonical(s.head) != canonical(t.head):
        return 0
    if s.head in _ANYTHING or t.head in _ANYTHING:
        return _ANY_HEAD
    return _GENERIC_HEAD if {s.head, t.head} & GENERIC or canonical(s.head) in plain().broad else _HEAD


def _word_weight(a: Report, b: Report, s: Statement, t: Statement) -> int:
    """What words that both clauses say weigh: the more the rarer they are in both reports."""
    difference, lists = differ(own_clause(s), own_clause(t)), plain()
    head = {canonical(s.head)} if canonical(s.head) == canonical(t.head) else set()
    said = [
        word
        for word in (difference.shared | difference.counted) - lists.light - lists.neutral - head - GENERIC
        if word.lower() not in lists.vague
    ]
    weight = sum(max(0, _RARE + 1 - max(a.words[word], b.words[word], 1)) for word in said)
    pairs = (pair for pair in pieces(s) & pieces(t) if max(a.words[pair], b.words[pair]) <= _RARE)
    weight += min(sum(1 + is_word(pair) for pair in pairs), _SAME)
    return min(weight, _MOST_WORDS)


def _role_weight(s: Statement, t: Statement) -> int:
    """Whether both clauses say that their figure did the same, or two things; what has the same digits did the same."""
    first, second = roles(own_clause(s)), roles(own_clause(t))
    return _SAME if first & second else -_SAME if first and second and not _same_digits(s, t) else 0


def _rhythm_weight(s: Statement, t: Statement) -> int:
    """Whether both are told per day, per year or of each; or only one of them."""
    first, second = ({name for name, pattern in _RHYTHMS if pattern.search(own_clause(one))} for one in (s, t))
    return _SAME if first & second else -_SAME if first or second else 0


def _narrowed(a: Report, b: Report, s: Statement, t: Statement) -> int:
    """How many words narrow one of two figures alone that the other report does not say of anything."""
    first, second = narrowing(own_clause(s)) - _RATED, narrowing(own_clause(t)) - _RATED
    abroad = _ABROAD if "abroad" in roles(own_clause(s)) & roles(own_clause(t)) else frozenset[str]()
    left = (first - second - abroad - b.concepts) | (second - first - abroad - a.concepts)
    return len(left)


def _contrast(a: Report, b: Report, s: Statement, t: Statement) -> bool:
    """Whether each clause names what the other report speaks of nowhere."""
    difference, idle = differ(own_clause(s), own_clause(t)), plain().neutral | plain().light | _RATED
    return bool(
        (difference.more_a & a.concepts) - b.concepts - idle and (difference.more_b & b.concepts) - a.concepts - idle
    )


def _of_parts(a: Report, b: Report, s: Statement, t: Statement) -> bool:
    """Whether one of them is a part of what stands before it, and nothing says that both are of one part."""
    if not (_PART.search(s.context) or _PART.search(t.context)) or _one_slip(s, t):
        return False
    return _word_weight(a, b, s, t) < _SAME and not (roles(own_clause(s)) & roles(own_clause(t))) - _PEOPLE


def times_apart(s: Statement, t: Statement) -> Decimal | None:
    """How many times apart two figures are, two falls as two rises; ``None`` where they have no values or two signs."""
    if not s.value or not t.value or (s.value > 0) != (t.value > 0):
        return None
    sizes = sorted((abs(s.value), abs(t.value)))
    return sizes[1] / sizes[0]


def _one_slip(s: Statement, t: Statement) -> bool:
    """Whether two figures are one slip of the pen apart: one digit, two that changed places, or the magnitude."""
    if not s.value or not t.value or max(digits(s.value), digits(t.value)) < _PEN:
        return False
    if _same_digits(s, t):
        return True
    x, y = (f"{abs(value.normalize()):f}" for value in (s.value, t.value))
    wrong = [(one, other) for one, other in zip(x, y, strict=False) if one != other]
    return len(x) == len(y) and (len(wrong) == 1 or (len(wrong) == 2 and wrong[0] == wrong[1][::-1]))  # noqa: PLR2004  # two digits


def _same_digits(s: Statement, t: Statement) -> bool:
    return bool(s.value and t.value and mantissa(s.value) == mantissa(t.value) and digits(s.value) >= _PEN)
