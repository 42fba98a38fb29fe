"""Audits documents for copied text, spam, contradictory figures and missing sources."""

from __future__ import annotations

__version__ = "0.1.0"
