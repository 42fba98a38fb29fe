from __future__ import annotations

import pytest

from auditor.model import Document
from auditor.signals.language import language_of
from auditor.signals.quality import quality


@pytest.fixture(autouse=True, scope="session")
def _signals_are_read() -> None:
    """Reads tables and lexicons once, which takes longer than an example of a property may."""
    quality(Document.of("港口 opens 第二座冷库。"))
    language_of("港口")
