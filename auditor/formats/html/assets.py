"""Style and script of each kind of page, and the policy that allows these two alone.

They stand in the page itself: a policy by digest holds for them from ``file://`` and behind any server, where a shared
file would need an origin that ``file://`` has not.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from markupsafe import Markup

__all__ = ["KINDS", "Assets", "assets"]

_HERE = Path(__file__).parent

KINDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = MappingProxyType(
    {
        "single": (("base", "overview", "document", "across", "triage", "print"), ("base", "table", "triage")),
        "overview": (("base", "overview", "across", "triage", "print"), ("base", "table", "triage")),
        "document": (("base", "document", "triage", "print"), ("base", "triage")),
        "across": (("base", "across", "print"), ("base",)),
    }
)
"""For each kind of page its styles and its scripts, in order."""

_COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*$", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class Assets:
    """What a page embeds, and the content security policy that names it by digest."""

    style: Markup
    script: Markup
    policy: str


@cache
def assets(kind: str) -> Assets:
    """The style, script and policy of a kind of page."""
    styles, scripts = KINDS[kind]
    style = "".join(_bare(_HERE / "style" / f"{name}.css") for name in styles)
    body = "\n".join(_bare(_HERE / "script" / f"{name}.js") for name in scripts)
    script = f'"use strict";(() => {{\n{body}\n}})();'
    policy = (
        "default-src 'none'",
        f"style-src '{_digest(style)}'",
        f"script-src '{_digest(script)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return Assets(Markup(style), Markup(script), "; ".join(policy))  # noqa: S704  # our own files


def _bare(path: Path) -> str:
    """A file without its comments and indentation: every page of a site carries it."""
    return _INDENT.sub("\n", _COMMENT.sub("", path.read_text(encoding="utf-8"))).strip()


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
