"""Writes a rule's page: what it finds, why that matters, what it costs, examples, and how to suppress it."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.rules.rule import Example, Rule
from auditor.rules.steps import STEPS

__all__ = ["explain"]

_UNSTABLE = {
    "draft": "The rule is a draft: it is tried before it counts, so what it finds is shown as info and costs nothing.",
    "deprecated": "The rule is deprecated: it still decides and will be taken out.",
}


def explain(rule: Rule) -> str:
    """The page in Markdown, ending with a line break."""
    return "\n".join(_lines(rule)) + "\n"


def _lines(rule: Rule) -> Iterator[str]:
    yield f"# {rule.id}"
    yield ""
    yield f"{rule.message}  "
    yield rule.message_zh
    yield ""
    yield f"| pack | aspect | severity | confidence | points | at most | repeats |\n|{'---|' * 7}"
    yield (
        f"| {rule.pack} | {rule.aspect} | {rule.severity} | {rule.confidence:g} | {rule.points:g} | {rule.cap:g} "
        f"| each costs {rule.decay:g} of the one before |"
    )
    if rule.status in _UNSTABLE:
        yield from ("", _UNSTABLE[rule.status])
    yield from ("", "## Why", "", " ".join(rule.why.split()))
    yield from ("", "## What to do", "", f"{rule.remedy}  ", rule.remedy_zh)
    yield from _examples("## It is found in", rule.examples_match)
    yield from _examples("## It is not found in", rule.examples_no_match)
    yield from _folding(rule)
    yield from _parameters(rule)
    yield from _measured(rule)
    if rule.references:
        yield from ("", "## References", "", *(f"- {reference}" for reference in rule.references))
    yield from ("", "## How to suppress", "", *_suppression(rule))


def _examples(heading: str, examples: tuple[Example, ...]) -> Iterator[str]:
    yield from ("", heading, "")
    for example in examples:
        for text in example.texts:
            yield from ("```text", text.replace("```", "'''").strip("\n"), "```")


def _parameters(rule: Rule) -> Iterator[str]:
    if rule.parameters:
        yield from ("", "## Parameters", "", "| name | value | where the number comes from |", "|---|---|---|")
        for name, value in sorted(rule.parameters.items()):
            yield f"| {name} | {value:g} | {' '.join(rule.reasons.get(name, '').split())} |"


def _folding(rule: Rule) -> Iterator[str]:
    """Through which steps of folding the rule may hit, where it does not allow them all."""
    if rule.match is not None and rule.match.steps is not None:
        allowed = ", ".join(step for step in STEPS if step in rule.match.steps)
        yield from ("", "## Folding", "")
        yield (
            f"Only these disguises are seen through: {allowed}."
            if allowed
            else "Words count as they are written, in the raw text."
        )


def _measured(rule: Rule) -> Iterator[str]:
    """How often the rule hit clean documents, where that was measured."""
    if rule.measured is not None:
        counted = f"{rule.measured.hits} of {rule.measured.documents} clean documents"
        yield from ("", "## Measured false positives", "", f"It was found in {counted}.")


def _suppression(rule: Rule) -> Iterator[str]:
    if rule.support:
        yield "The rule is never a finding; other rules build on it."
        return
    yield "Accept what a document has once, by its fingerprint, in a baseline entry with a reason and an expiry:"
    yield ""
    yield "```json"
    yield f'{{"fingerprint": "…", "rule": "{rule.id}", "reason": "why it is fine here", "by": "who", "expires": "2027-01-31"}}'
    yield "```"
    if rule.match is not None:
        yield from ("", "Accept a wording wherever it stands, in a pack of your own:", "", "```yaml", "suppress:")
        yield f'  - {{rule: {rule.id}, text: the wording, reason: why it is fine, expires: "2027-01-31"}}'
        yield "```"
