"""The words of the interface in its two languages; rule messages bring their own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from auditor.model import Finding, Relation, Severity, Verdict

__all__ = ["SHAPES", "WORDS", "explanation", "message", "rank", "remedy", "word"]

# A verdict is known by its shape, its word and its colour: any two of the three may be missing.
SHAPES: Mapping[Verdict, str] = MappingProxyType({Verdict.ACCEPT: "✔", Verdict.REVIEW: "◆", Verdict.REJECT: "✖"})

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "accept": ("accept", "通过"),
        "review": ("review", "待审"),
        "reject": ("reject", "拒绝"),
        "info": ("info", "提示"),
        "minor": ("minor", "轻微"),
        "major": ("major", "严重"),
        "blocker": ("blocker", "致命"),
        "originality": ("originality", "原创性"),
        "spam": ("spam", "垃圾内容"),
        "sourcing": ("sourcing", "来源"),
        "figures": ("figures", "数据"),
        "text": ("text", "文本质量"),
        "open": ("open", "未处理"),
        "baselined": ("baselined", "已接受"),
        "suppressed": ("suppressed", "已抑制"),
        "first": ("first", "首发"),
        "near-duplicate": ("near-duplicate", "近似重复"),
        "revision": ("revision", "修订"),
        "syndicated": ("syndicated", "转载"),
        "excerpt": ("excerpt", "节选"),
        "already-admitted": ("already admitted", "已收录"),
        "similar": ("similar", "相似"),
        "contains-excerpt": ("contains an excerpt", "包含节选"),
        "passage": ("shared passage", "共同段落"),
        "repeated-text": ("repeated text", "文内重复"),
        "actual": ("actual", "实际"),
        "forecast": ("forecast", "预测"),
        "target": ("target", "目标"),
        "planned": ("planned", "计划"),
        "share": ("share", "占比"),
        "growth": ("growth", "增幅"),
        "ratio": ("ratio", "比率"),
        "count": ("count", "数量"),
        "agency": ("agency", "通讯社"),
        "aggregator": ("aggregator", "聚合平台"),
        "official": ("official", "官方"),
        "paper": ("newspaper", "报刊"),
        "portal": ("portal", "门户网站"),
        "corroborated": ("corroborated", "相互印证"),
        "conflicting": ("conflicting", "相互矛盾"),
        "single": ("single voice", "单一来源"),
        "corroborates": ("corroborates", "相互印证"),
        "conflicts": ("conflicts", "相互矛盾"),
        "derived-conflict": ("derived conflict", "推算矛盾"),
        "currency-swap": ("currency swap", "币种混淆"),
        "magnitude-slip": ("magnitude slip", "数量级错误"),
        "part-exceeds-whole": ("part exceeds whole", "部分大于整体"),
        "growth-mismatch": ("growth mismatch", "增速不符"),
        "same-source": ("same source", "同一来源"),
        "admitted": ("admitted", "准入"),
        "refused": ("refused", "拒收"),
        "passed": ("passed", "通过"),
        "split": ("split", "拆分"),
        "keep one copy": ("keep one copy", "只保留一份"),
        "strip spans": ("strip the marked spans", "删除标出的片段"),
        "verdict": ("Verdict", "结论"),
        "score": ("Score", "评分"),
        "document": ("Document and what weighs most", "文档与主要问题"),
        "families": ("Copies", "重复"),
        "contradictions": ("Contradictions", "相互矛盾之处"),
        "could-not-audit": ("could not audit", "未能审核"),
        "conflicting-facts": ("Conflicting facts", "矛盾的事实"),
        "fault": ("Fault", "故障"),
        "faults": ("Faults", "故障"),
        "notes": ("Notes", "备注"),
        "gate": ("Gate", "准入"),
        "affected": ("Admitted earlier, contradicted now", "此前收录、现被质疑"),
        "documents": ("documents", "篇文档"),
        "untitled": ("untitled", "无标题"),
    }
)

_RANKS: Mapping[str, int] = MappingProxyType({severity.value: place for place, severity in enumerate(Severity)})


def word(name: str, language: str) -> str:
    """The interface's word for ``name``, which stands for itself when it has none."""
    english, chinese = WORDS.get(name, (name, name))
    return chinese if language == "zh" else english


def message(finding: Finding, language: str) -> str:
    """What was found, in a language; the other one where a rule speaks only that."""
    return _pick(finding.message, finding.message_zh, language)


def remedy(finding: Finding, language: str) -> str:
    """What to do about a finding, in a language."""
    return _pick(finding.remedy, finding.remedy_zh, language)


def explanation(relation: Relation, language: str) -> str:
    """A relation's arithmetic in words, in a language."""
    return _pick(relation.explanation, relation.explanation_zh, language)


def rank(finding: Finding) -> tuple[float, int, str, str]:
    """Sorts findings by what they cost, then by severity."""
    return -finding.points, -_RANKS[finding.severity], finding.rule, finding.fingerprint


def _pick(english: str, chinese: str, language: str) -> str:
    return (chinese or english) if language == "zh" else (english or chinese)
