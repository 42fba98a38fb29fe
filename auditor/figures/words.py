"""Says a comparison in words, with the arithmetic, in English and Chinese.

If the sentence cannot be printed, the binding is not done: every statement prints from its operands and its formula.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from auditor.figures.places import in_chinese
from auditor.figures.statement import Statement

__all__ = ["amount", "explain", "formula_zh", "said"]

_BIG = (("trillion", Decimal(10) ** 12), ("billion", Decimal(10) ** 9), ("million", Decimal(10) ** 6))
_BIG_ZH = (("万亿", Decimal(10) ** 12), ("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4))
_VERDICTS = {
    "corroborates": ("the two agree", "两者一致"),
    "conflicts": ("the two cannot both hold", "两者不能同时成立"),
    "derived-conflict": ("what they imply cannot both hold", "两者推算的结果不能同时成立"),
    "currency-swap": ("the same digits stand in two currencies", "同一数字用了两种货币"),
    "magnitude-slip": ("the digits agree, the magnitude does not", "数字相同而数量级不同"),
    "part-exceeds-whole": ("a part exceeds its whole", "部分超过整体"),
    "growth-mismatch": ("the rates do not fit each other", "增长率相互不符"),
}
_FORMULA_WORDS: Mapping[str, str] = {
    "and": "与",
    "average": "平均值",
    "count": "数量",
    "first": "初值",
    "fx": "汇率",
    "growth": "增幅",
    "implied": "推算值",
    "last": "末值",
    "level": "数额",
    "multiple": "倍数",
    "part": "部分",
    "parts": "各部分",
    "places": "各地",
    "ratio": "倍数",
    "share": "占比",
    "shares": "各占比",
    "stated": "文中值",
    "sum": "合计",
    "total": "总量",
    "whole": "整体",
}
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


def amount(value: Decimal, unit: str, *, chinese: bool = False) -> str:
    """A value in base units as people write it."""
    if unit in {"ratio", "ratio/year"}:
        return f"{value * 100:.2f}".rstrip("0").rstrip(".") + " %"
    scale = _BIG_ZH if chinese else _BIG
    for word, size in scale:
        if abs(value) >= size:
            text = f"{value / size:.4g}" if abs(value) < 1000 * size else f"{value / size:,.0f}"
            return f"{text}{word}{_unit(unit)}" if chinese else f"{text} {word}{_unit(unit)}"
    return f"{value:,.0f}{_unit(unit)}" if abs(value) >= 100 else f"{value:.4g}{_unit(unit)}"  # noqa: PLR2004  # decimals matter below


def _unit(unit: str) -> str:
    return "" if unit == "count" else f" {unit}"


def said(statement: Statement, *, chinese: bool = False) -> str:
    """A statement in words: its quotes, and for a derived one what they imply."""
    quotes = [operand.quote for operand in statement.operands]
    where = statement.place or ""
    if chinese:
        where = in_chinese().get(where, where)
    if not statement.formula:
        if not where:
            return f"“{quotes[0]}”"
        return f"“{quotes[0]}”（{where}）" if chinese else f"“{quotes[0]}” ({where})"
    value = amount(statement.value, statement.unit, chinese=chinese) if statement.value is not None else "?"
    listed = "”、“".join(quotes) if chinese else "” and “".join(quotes)
    if chinese:
        return f"由“{listed}”推算{f' {where} ' if where else ''}为 {value}（{formula_zh(statement.formula)}）"
    return f"“{listed}” imply {value}{f' for {where}' if where else ''} ({statement.formula})"


def formula_zh(formula: str) -> str:
    """An arithmetic expression with its words in Chinese; names that are no words of a formula stay."""
    return _WORD.sub(lambda word: _FORMULA_WORDS.get(word[0], word[0]), formula)


def explain(kind: str, a: Statement, b: Statement, ratio: Decimal | None) -> tuple[str, str]:
    """The comparison in one sentence, in English and Chinese."""
    english, chinese = _VERDICTS[kind]
    apart = ratio is not None and kind != "corroborates" and ratio > 1
    times = f", {ratio:.1f} times apart" if apart else ""
    times_zh = f"，相差 {ratio:.1f} 倍" if apart else ""
    return (
        f"{said(a)}; {said(b)}: {english}{times}.",
        f"{said(a, chinese=True)}；{said(b, chinese=True)}：{chinese}{times_zh}。",
    )
