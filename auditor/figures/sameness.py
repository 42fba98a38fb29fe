"""Whether two statements measure one thing: by the vocabulary, and by what their clauses say beyond each other.

Two questions, two answers. :func:`one_thing` has to hold before a contradiction is called: neither clause says more than
the other. :func:`akin` is enough where the digits agree: something is shared and nothing speaks against it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.figures.alike import narrowing, shared
from auditor.figures.content import content
from auditor.figures.difference import differ
from auditor.figures.keys import canonical, other_names
from auditor.figures.named import at_one_site, called, names, shared_names
from auditor.figures.plain import plain
from auditor.figures.romanised import romanised
from auditor.figures.statement import Statement

__all__ = [
    "GENERIC",
    "akin",
    "alike",
    "may_be_one",
    "named_alike",
    "one_place",
    "one_thing",
    "same_metric",
    "same_words",
    "says_no_more",
    "wanting",
]

# What two clauses must share to speak of one thing: content units, and the part of the smaller clause that they are.
_SHARED_WORDS = 2
_SHARED_PART = 0.33
_SAME_WORDS = 0.5
# Fewer of a thing that no list knows are events of their own.
_MANY = 100
# Characters of a clause that recurs only where one text was taken from the other (no pair in 7,000 unrelated documents).
_LONG_HAN, _LONG_LATIN = 16, 50
_WHERE = re.compile(r"\b(?:in|near|outside) ([A-Z][a-z]+)")
# What only points at whom the sentence before names first.
_POINTS = re.compile(r"\A\W*[Tt]he (?:(company|firm|group)|(airline|bank|hospital|university|club))\b")
_MADE = re.compile(r"\b(?:built|completed|constructed|erected|opened|planted|installed|added|hired|recruited)\b")
_HAD = re.compile(r"\b(?:had|has|have|owned|owns|there (?:are|is|were|was))\b|共有|拥有|现有|实有|保有", re.IGNORECASE)
_WANTING = re.compile(
    r"\b(?:need(?:s|ed)?|lack(?:s|ed)?|short of|seeks?|sought|looking for) (?:about |another |some )?# |# more [a-z]+ (?!than)|空缺|缺口|紧缺|短缺"
)
_COUNTED, _WEIGHED = frozenset({"count", "m2"}), frozenset({"kg", "m3"})
# Nouns that say too little of what is counted: "42 deals", "1,835 transactions", "12 projects" are of anything.
GENERIC = frozenset(
    f"{noun}_count"
    for noun in (
        *("person", "item", "visitor", "employee", "user", "deal", "event", "project", "product", "case", "center"),
        *("institution", "application", "job", "trip", "ticket", "course", "show", "vote"),
    )
) | {"visits", "employment"}


def same_metric(a: Statement, b: Statement) -> bool:
    """Whether the vocabulary says that both measure one thing of one subject; generic nouns ("people") never do."""
    one = (_head(a), a.subject) == (_head(b), b.subject)
    # A modifier may stand after its head ("value added by above-size firms"): the clause then says what the phrase does not.
    one = one and (a.modifiers == b.modifiers or narrowing(a.context) == narrowing(b.context) != frozenset())
    return one and a.listed_metric and b.listed_metric and a.head not in GENERIC


def _head(s: Statement) -> str:
    return canonical(s.head)


def _one_head(a: Statement, b: Statement) -> bool:
    """Whether both have one listed head that says what is measured; its unit may be all that names it: # TEU."""
    return (
        _head(a) == _head(b) and a.listed_metric and b.listed_metric and a.head not in GENERIC and b.head not in GENERIC
    )


def alike(a: Statement, b: Statement) -> bool:
    """Whether two clauses have anything in common but their figure: their head, or a word."""
    heads = _head(a) == _head(b) and a.listed_metric and b.listed_metric and bool(a.head)
    return heads or bool(differ(a.context, b.context).shared)


def same_words(a: Statement, b: Statement) -> bool:
    """Whether one clause is the other word for word, and too long for two articles to hit upon it by chance.

    A rate without a date is told in the same words every day; "it contains 11,675 words", of a place that only the article
    around it gives, is said of many things; bare numbers of nothing stand in lists.
    """
    if not a.dated and (a.behaviour == "rate" or a.inherited or b.inherited):
        return False
    if a.unit == "count" and not a.head:
        return False
    long = _LONG_HAN if any(char >= "\u4e00" for char in a.context) else _LONG_LATIN
    return a.context == b.context and len(a.context) >= long


def one_thing(a: Statement, b: Statement) -> bool:
    """Whether neither clause says more than the other, and both name what is measured."""
    difference, lists = differ(a.context, b.context), plain()
    # A verb may say what the head of the other is: people "out of work", the unemployed.
    counted = difference.counted | difference.shared & {_head(a), _head(b)}
    telling = counted - lists.broad
    if a.subject != b.subject and not telling and (_head(a) in lists.broad or _head(b) in lists.broad):
        return False
    # Two listed heads of different concepts measure different things, however alike their clauses are.
    if a.listed_metric and b.listed_metric and _head(a) != _head(b) and not counted:
        return False
    if not says_no_more(a, b):
        return False
    telling = counted - lists.broad
    if (
        telling
        or (_one_head(a, b) and _head(a) not in lists.broad)
        or (counted and len(difference.shared) >= _SHARED_WORDS)
    ):
        return True
    if counted and a.subject == b.subject:
        return True
    return len(difference.shared) >= _SHARED_WORDS or _one_noun(a, b, difference.shared)


def _one_noun(a: Statement, b: Statement, shared: frozenset[str]) -> bool:
    """Whether all that both clauses say is one telling noun outside the vocabulary, which both count, or its area."""
    if a.unit != b.unit or any(word.lower() in plain().vague for word in shared):
        return False
    if a.unit not in _COUNTED and not (a.unit in _WEIGHED and _yielded(a, b)):
        return False
    return bool(shared) and all(s.value is not None and s.value >= _MANY for s in (a, b))


def _yielded(a: Statement, b: Statement) -> bool:
    """Whether two clauses say alike how so much came about: both by one verb, or one of them as output."""
    verbs_a, verbs_b = content(a.context).verbs, content(b.context).verbs
    return bool(verbs_a & verbs_b) or any("production" in content(s.context).concepts for s in (a, b))


def says_no_more(a: Statement, b: Statement) -> bool:
    """Whether neither clause says more than the other, names of their places apart."""
    difference = differ(a.context, b.context)
    if (_made(a) and _had(b)) or (_made(b) and _had(a)) or wanting(a.context) != wanting(b.context):
        return False
    if difference.none:
        return True
    known = {"average"} if a.behaviour == b.behaviour == "rate" else set()
    if a.subject is not None and a.subject == b.subject:
        known.add(a.subject)
    if a.unit == b.unit == "m2" and "production" not in content(a.context).concepts | content(b.context).concepts:
        known.add("planted_area")  # 种植苜蓿 # and 苜蓿种植面积 #: the unit says that it is an area
    if a.first == a.last and b.first == b.last:
        # What is built by a day stands there that day; what is built in a year is only what that year added.
        known.add("q_built")
    if _one_head(a, b):
        known |= {_head(a), *plain().goes_with.get(_head(a), ())}
    where = {word.lower() for s in (a, b) for word in (s.place or "").replace(",", " ").replace("'", "").split()}
    if a.place is None and b.place is None and at_one_site(a, b):
        said = [{word.lower() for word in _WHERE.findall(s.context)} for s in (a, b)]
        # Where one article says that the named site lies; two that place it apart speak of two.
        where |= said[0] | said[1] if not all(said) else set()
    left = {
        word
        for word in difference.more_a | difference.more_b
        if word not in known and not _only_says_where(word, where)
    }
    return not left or left <= _named(a, b)


@lru_cache(maxsize=8192)
def wanting(context: str) -> bool:
    """Whether so many are not there yet: "needs 140 more drivers"."""
    return _WANTING.search(context) is not None


def _made(s: Statement) -> bool:
    """Whether so many came about within its period: what is built in a year is not all that stands."""
    return s.first != s.last and _MADE.search(s.context) is not None


def _had(s: Statement) -> bool:
    return _HAD.search(s.context) is not None and _MADE.search(s.context) is None


def _named(a: Statement, b: Statement) -> set[str]:
    """The words of the names that two statements share, and what a clause calls them: "the Santa Relda mine"."""
    shared = shared_names(a, b)
    kinds_a, kinds_b = ({word for name in shared for word in called(s.context, name)} for s in (a, b))
    kinds = kinds_a & kinds_b if kinds_a and kinds_b else kinds_a | kinds_b
    for s in (a, b):
        if shared.intersection(s.about[:1]) and (points := _POINTS.match(s.context)):
            # "The bank" is Ruitai Bank and no semiconductor maker.
            kinds |= {word for word in (points[1], points[2]) if word and (points[1] or word in s.about[0].lower())}
    parts = {part for name in shared for part in (name, *re.split("[ -]", name))}
    for name in shared:
        if name >= "\u4e00":
            # What is left of a Chinese name in a clause is any piece of it, or what its end means: 晶澜 of 晶澜半导体.
            parts.update(name[i:j] for i in range(len(name)) for j in range(i + 2, len(name) + 1))
            kinds |= shared
    return parts | {part.lower() for part in parts} | {concept for word in kinds for concept in _means(word)}


def _means(word: str) -> frozenset[str]:
    """A word and its concepts."""
    found = content(word)
    return found.concepts | found.words | {word}


def _only_says_where(word: str, where: set[str]) -> bool:
    """Whether a word is a name of the place; a Chinese one may have plain characters after it (中山警方)."""
    if word.lower() in where:
        return True
    tails = (size for size in range(2, len(word)) if word[size:] in plain().han)
    return word >= "\u4e00" and any(romanised(word[:size]) in where for size in (*tails, len(word)))


def akin(a: Statement, b: Statement) -> bool:
    """Whether two clauses share most of their content and nothing that narrows it."""
    difference = differ(a.context, b.context)
    if difference.none and difference.shared:
        return True
    common, share = shared(a.context, b.context)
    return common >= _SHARED_WORDS and share >= _SHARED_PART and narrowing(a.context) == narrowing(b.context)


def may_be_one(a: Statement, b: Statement) -> bool:
    """Whether two listed metrics may name one thing: people are counted under many nouns, and a noun by what befalls it."""
    if not (a.listed_metric and b.listed_metric):
        return True
    if _head(a) == _head(b) or {a.head, b.head} & GENERIC:
        return True
    if differ(a.context, b.context).counted:
        return True
    return ("count" in {a.behaviour, b.behaviour}) and shared(a.context, b.context)[1] >= _SAME_WORDS


def one_place(a: Statement, b: Statement) -> bool:
    """Whether both are of one place; a place that only one of them knows may stand in the other's clause as a name."""
    if a.place == b.place:
        return a.place is not None
    if a.place is not None and b.place is not None:
        return False
    known, other = (a, b) if a.place is not None else (b, a)
    said = (*names(other.context), *other.about)
    if known.place is not None and any(name in said for name in (known.place, *other_names(known.place))):
        return True
    # What both name outright needs no place: a company is the same one wherever its article says it is.
    return bool((known.inherited or at_one_site(a, b)) and named_alike(a, b))


def named_alike(a: Statement, b: Statement) -> bool:
    """Whether two clauses without a place share a name, or a word that may be one, and say no more than each other."""
    if shared_names(a, b) and says_no_more(a, b):
        return True
    difference = differ(a.context, b.context)
    own = content(a.context).words | content(b.context).words
    return difference.none and any(
        word[0].isupper() or (word >= "\u4e00" and len(word) > 1) for word in difference.shared & own
    )
