"""Laws are not about time: what takes a millisecond may take a second on a machine that is busy."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")
