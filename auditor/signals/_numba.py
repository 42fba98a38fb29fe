"""Loads numba without SciPy and without coverage, which it looks for and no kernel of ours needs.

Both together are a quarter of a second of every start. Where another part of the process has loaded one, it stays.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

__all__ = ["njit"]

_modules: dict[str, Any] = sys.modules
_unwanted = [name for name in ("scipy", "scipy.linalg", "coverage") if name not in _modules]
_modules.update(dict.fromkeys(_unwanted))
try:
    njit = import_module("numba").njit
    import_module("numba.np.arraymath")
finally:
    for _name in _unwanted:
        del _modules[_name]
