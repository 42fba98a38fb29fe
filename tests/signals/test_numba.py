from __future__ import annotations

import subprocess
import sys

# In a process of its own: what is hidden is hidden only while numba loads, and from nobody who has it.
HIDDEN = """
import sys
from auditor.signals._numba import njit
assert not any(name in sys.modules for name in ("scipy", "scipy.linalg", "coverage")), "something stayed"
import scipy.linalg
print(njit(lambda x: x + 1)(41))
"""
KEPT = """
import sys, scipy.linalg
from auditor.signals._numba import njit
print(sys.modules["scipy.linalg"] is scipy.linalg)
"""


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-S", "-c", PATH + code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


# Without the site module no start-up file of a coverage run loads coverage first.
PATH = f"import sys; sys.path[:] = {sys.path!r}\n"


def test_what_is_hidden_from_numba_can_be_loaded_afterwards() -> None:
    assert run(HIDDEN) == "42"


def test_what_was_loaded_before_numba_stays() -> None:
    assert run(KEPT) == "True"
