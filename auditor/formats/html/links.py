"""Where everything is, seen from one page: fragments of the single file, or files of the site."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Links"]


@dataclass(frozen=True, slots=True)
class Links:
    """How a page points at others: all is one page, or ``root`` leads to the index and ``leaves`` to a leaf's file.

    ``held`` are the anchors of what a single file shows in full, where that is not everything.
    """

    single: bool = True
    root: str = ""
    leaves: str = ""
    held: frozenset[str] | None = None

    def within(self, number: int) -> str:
        """What the names of the places in a document begin with: its number, where a page holds several documents."""
        return f"d{number}-" if self.single else ""

    def section(self, name: str) -> str:
        """The page of a whole part of the report: documents, facts, families, sources, reproduce."""
        if self.single:
            return f"#{name}"
        return f"{self.root}index.html#documents" if name == "documents" else f"{self.root}{name}.html"

    def leaf(self, anchor: str, spot: str = "") -> str:
        """A document, family, fact or source by its anchor, or a spot on its page; empty where that is not shown."""
        if self.held is not None and anchor not in self.held:
            return ""
        if self.single:
            return f"#{spot or anchor}"
        return f"{self.leaves}{anchor}.html" + (f"#{spot}" if spot else "")
