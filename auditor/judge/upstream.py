"""Figures that two documents have from one upstream: both say so beside the figure, or one of them is the upstream.

据北湾统计局统计 in one paper and "according to the Beiwan Statistics Bureau" in its sister's language are not matched:
a name is compared as it is written, or by the register. Voices without a name (有关部门, analysts) are nobody's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from auditor.model import Document, Evidence, Relation, Severity
from auditor.signals._registry import folded, registry
from auditor.text.lazy import lazy

__all__ = ["attributed", "upstream"]

_BEFORE, _AFTER = 240, 160  # characters around a figure in which its sentence is read
_LEAST = 3  # letters of a name: 央行 alone is a role in every country
_END = lazy(r"[。！？!?\n]|\.(?=\s)")
_ZH_NAME = r"《[^》\n]{2,30}》|[\u4e00-\u9fffA-Za-z]{2,24}?"
_ZH_DID = r"(?:\d{1,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:最新|近日|日前|此前)?的?(?:发布|公布|提供|披露)?的?(?:最新|年度|季度)?"
_ZH = lazy(
    rf"(?:据|根据|按照|引用|援引|依据)(?P<a>{_ZH_NAME}){_ZH_DID}(?:统计|数据|报告|公报|调查|监测|测算|资料|年报|公告|消息|通报)(?![局处部署院所员中])"
    rf"|(?:^|[，。；：])(?P<b>{_ZH_NAME}){_ZH_DID}(?:统计|数据|报告|公报|调查|监测|年报|公告)显示|(?:数据|资料)?来源[:：][ \t]?(?P<c>{_ZH_NAME})(?=[\s，。；,)）]|$)"
)
_PROPER = r"[A-Z][\w&’-]*(?: (?:(?:of|for|the|and|&|on) ){0,2}[A-Z][\w&’-]*){0,7}"
_WHAT = r"(?:(?:a|the|its|new|recent|latest|official|annual|quarterly|preliminary) ){0,3}(?:(?:data|figures|statistics|numbers|estimates?|reports?|survey|study|analysis) (?:from|by|of|published by|released by|compiled by) )?"
_EN = lazy(
    rf"\b(?:[Aa]ccording to|[Cc]iting|[Bb]ased on|[Ss]ource:) {_WHAT}(?:the |The )?(?P<a>{_PROPER})"
    rf"|\b(?:[Dd]ata|[Ff]igures|[Ss]tatistics|[Ee]stimates) (?:from|by|of|compiled by|released by|published by) (?:the )?(?P<b>{_PROPER})"
    rf"|(?:^|[,;] )(?:[Tt]he )?(?P<c>{_PROPER}) (?:data|figures|statistics|estimates?|reported|reports|estimated|counted|put)\b"
)
_NOBODY = lazy(
    r"(?:有关|相关|该|本|这|官方|权威|业内|公开|初步|不完全|最新|上述|以上|内部|第三方|市场)|(?:部门|人士|媒体|专家|方面|介绍|了解|此|悉|其|公司|企业|单位|记者)$|[是有在将和与对]"
)


def attributed(
    relation: Relation, document: Callable[[str], Document], publisher: Callable[[str], str | None]
) -> Relation:
    """The relation, as ``same-source`` where both sides name one upstream, or one names the publisher of the other.

    ``document`` and ``publisher`` answer by the key of a document.
    """
    if relation.kind != "corroborates" or relation.a[0].key == relation.b[0].key:
        return relation
    a, b = ({_voice(name) for name in _names(side, document)} for side in (relation.a, relation.b))
    own_a, own_b = (_voice(publisher(side[0].key)) for side in (relation.a, relation.b))
    one = (a & b) | ({own_a} & b) | ({own_b} & a)
    return replace(relation, kind="same-source", severity=Severity.INFO) if one - {None} else relation


def upstream(text: str, start: int, end: int) -> str | None:
    """Whom a text names as the source of the figure that stands from ``start`` to ``end``, in the figure's own sentence."""
    first = max(0, start - _BEFORE)
    stops = [match.end() for match in _END.finditer(text, first, start)]
    first = stops[-1] if stops else first
    stop = _END.search(text, end, end + _AFTER)
    sentence = text[first : stop.start() if stop else end + _AFTER]
    for pattern in (_ZH, _EN):
        for match in pattern.finditer(sentence):
            name = (match["a"] or match["b"] or match["c"]).strip("《》")
            if len(name) >= _LEAST and not (name[0] > "\u2fff" and _NOBODY.search(name)):
                return name
    return None


def _names(side: tuple[Evidence, ...], document: Callable[[str], Document]) -> set[str | None]:
    """The upstreams of all figures of a side; none where one of them has none, since then it says something of its own."""
    found: set[str | None] = set()
    for evidence in side:
        doc = document(evidence.key)
        found.add(upstream(doc.text, evidence.start - doc.offset, evidence.end - doc.offset))
    return set() if None in found else found


def _voice(name: str | None) -> str | None:
    """Who speaks under a name: the owner that the register knows, else the name itself."""
    if name is None:
        return None
    known = registry().find(name)
    return known.owner if known is not None else folded(name)
