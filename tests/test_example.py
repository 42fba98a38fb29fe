"""The committed example is what the demonstration writes, byte for byte: `make demo` renews it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_demonstration_reproduces_the_committed_example(tmp_path: Path) -> None:
    outputs = {"html": tmp_path / "report.html", "json": tmp_path / "audit.json"}
    wanted = [f"--output={name}={path}" for name, path in outputs.items()]
    command = [sys.executable, "-m", "auditor", "audit", "samples", *wanted]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    for path in outputs.values():
        committed = ROOT / "reports" / "example" / path.name
        assert path.read_bytes() == committed.read_bytes(), f"{committed.name} is not renewed: run make demo"
