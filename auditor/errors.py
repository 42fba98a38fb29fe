"""The two ways in which bad input shows: an error that ends a command, and a fault that a report carries."""

from __future__ import annotations

__all__ = ["AuditorError", "BadInput", "BadPolicy", "BadRules", "BadStore"]


class AuditorError(Exception):
    """What could not be done, where, and what to do about it; the command line prints the three and exits 2."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        lines = [self.what]
        if self.where:
            lines.append(f"  where: {self.where}")
        if self.remedy:
            lines.append(f"  remedy: {self.remedy}")
        return "\n".join(lines)

    def __reduce__(self) -> tuple[object, ...]:
        # Raised in a worker process, it must reach the parent with its three parts.
        return _rebuild, (type(self), self.what, self.where, self.remedy)


def _rebuild(kind: type[AuditorError], what: str, where: str, remedy: str) -> AuditorError:
    return kind(what, where=where, remedy=remedy)


class BadInput(AuditorError):
    """A path, record or report that cannot be read."""


class BadRules(AuditorError):
    """A rule pack or lexicon that does not load whole; no part of it is used."""


class BadPolicy(AuditorError):
    """A policy that contradicts itself or names what does not exist."""


class BadStore(AuditorError):
    """A corpus that is missing, damaged, locked or of another scheme."""
