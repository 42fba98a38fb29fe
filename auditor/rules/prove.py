"""Proves rules by their own examples: every match example hits, in every disguise too, and no no_match example does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.rules.evade import EVASIONS, UNDONE_BY
from auditor.rules.load import RuleSet
from auditor.rules.match import Matcher
from auditor.rules.rule import Example, Rule
from auditor.text.fold import fold

__all__ = ["Failure", "prove"]


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold: ``expected`` says whether the rule should have hit, ``evasion`` in which disguise."""

    rule: str
    pack: str
    text: str
    expected: bool
    evasion: str | None = None

    def __str__(self) -> str:
        verb = "misses its match example" if self.expected else "hits its no_match example"
        disguise = f" in disguise ({self.evasion})" if self.evasion else ""
        return f"{self.pack}: rule {self.rule!r} {verb}{disguise}: {self.text[:80]!r}"


def prove(ruleset: RuleSet) -> Iterator[Failure]:
    """Every failure of the declarative rules, in rule order; rules of code are proven by the whole pipeline instead.

    A rule that another one replaces is judged before the replacement. Rules whose hit depends on the plain letters
    (``evasions: false``, or those made of structure features alone) are not tried in disguise, and one that names its
    steps of folding only in those disguises that these undo.
    """
    rules = ruleset.of("packs")
    matcher = Matcher(rules)
    for name, rule in sorted(rules.items()):
        if rule.match is None:
            continue
        for example in rule.examples_match:
            if not _hits(matcher, rule, example.texts[0]):
                yield Failure(name, rule.pack, example.texts[0], expected=True)
            elif rule.evasions:
                yield from _disguised(matcher, rule, example)
        for example in rule.examples_no_match:
            if _hits(matcher, rule, example.texts[0]):
                yield Failure(name, rule.pack, example.texts[0], expected=False)


def _disguised(matcher: Matcher, rule: Rule, example: Example) -> Iterator[Failure]:
    steps = rule.match.steps if rule.match is not None else None
    for evasion, disguise in EVASIONS.items():
        if steps is not None and UNDONE_BY[evasion] not in steps:
            continue
        text = disguise(example.texts[0])
        if text != example.texts[0] and not _hits(matcher, rule, text):
            yield Failure(rule.id, rule.pack, text, expected=True, evasion=evasion)


def _hits(matcher: Matcher, rule: Rule, text: str) -> bool:
    return any(hit.rule == rule.id for hit in matcher.hits(text, fold(text), replace=False))
