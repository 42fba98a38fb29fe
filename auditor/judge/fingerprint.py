"""Fingerprints: what a finding keeps when lines move and files are renamed, so that an accepted one stays accepted."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from auditor.model import Finding

__all__ = ["fingerprinted"]


def fingerprinted(findings: Sequence[Finding], text: str) -> tuple[Finding, ...]:
    """The findings of a document with their fingerprints: rule, folded quote and its ordinal, and the document's lines.

    The lines are a sorted set, so reordering them changes nothing; any edited line makes the document a new one.
    """
    lines = sha256(
        "\n".join(sorted({_folded(line) for line in text.splitlines()} - {""})).encode("utf-8", "surrogatepass")
    ).hexdigest()
    seen: Counter[tuple[str, str]] = Counter()
    marked = []
    for finding in findings:
        quote = _folded(" ".join(evidence.quote for evidence in finding.evidence))
        seen[finding.rule, quote] += 1
        parts = (finding.rule, quote, str(seen[finding.rule, quote]), lines)
        digest = sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
        marked.append(replace(finding, fingerprint=digest[:20]))
    return tuple(marked)


def _folded(text: str) -> str:
    normal = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(normal.casefold().split())
