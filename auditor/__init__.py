"""Audits documents for copied text, spam, contradictory figures and missing sources.

``auditor.audit(paths)`` gives the :class:`auditor.model.Report` that every format renders, ``auditor.claims(paths)`` every
figure with its meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.audit import audit as audit
    from auditor.ledger import claims as claims

__all__ = ["__version__", "audit", "claims"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # The pipeline imports numpy; asking for the version does not need it.
    if name == "audit":
        from auditor.audit import audit

        return audit
    if name == "claims":
        from auditor.ledger import claims

        return claims
    raise AttributeError(f"module 'auditor' has no attribute {name!r}")
