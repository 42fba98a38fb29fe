"""The report as JSON values: the keys of the model, exact decimals, stable floats, sorted mappings."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from auditor.model import Report

__all__ = ["plain", "pretty", "single_line", "values"]

_PLACES = 6  # of a float: enough for shares and confidences, and the same on every machine
_EXACT = 2**53  # from here on a float has no fraction, and its digits are better left to its exponent
_WIDEST = 60  # digits; a Decimal beyond them keeps its exponent, so that 1E+999999 stays short
_LONE = re.compile("[\ud800-\udfff]")


def values(report: Report, *, with_text: bool) -> dict[str, Any]:
    """The report as dictionaries, lists and scalars; documents carry ``text`` only ``with_text``."""
    import msgspec

    tree = msgspec.to_builtins(report, builtin_types=(Decimal,), order="deterministic")
    if not with_text:
        for document in tree["documents"]:
            del document["text"]
    exact: dict[str, Any] = plain(tree)
    return exact


def pretty(value: object) -> str:
    """JSON indented by two blanks, with a line break at its end."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def single_line(value: object) -> str:
    """JSON on one line, with a line break at its end."""
    import msgspec

    return msgspec.json.encode(value).decode() + "\n"


def plain(value: Any) -> Any:
    """The value as JSON knows it: decimals exact, floats rounded, what is no number or no character replaced."""
    if isinstance(value, str):
        # A lone surrogate has no UTF-8; one replacement character keeps every offset where it is.
        return value if value.isascii() else _LONE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {plain(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, float):
        return _rounded(value) if math.isfinite(value) else None
    return value


def _rounded(value: float) -> float:
    """At most six decimals; a whole number without any, so that 0 and 0.0 are the same bytes."""
    short = round(value, _PLACES)
    return int(short) if short.is_integer() and abs(short) < _EXACT else short


def _number(value: Decimal) -> Any:
    """A JSON number with all its digits and no exponent, ``None`` for what is no number."""
    import msgspec

    if not value.is_finite():
        return None
    short = abs(value.adjusted()) <= _WIDEST and len(value.as_tuple().digits) <= _WIDEST
    return msgspec.Raw((format(value, "f") if short else str(value)).encode())
