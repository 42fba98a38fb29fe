"""Who leans on whom: figures that many tell and one voice started, and outlets that give each other as their source.

Families and owner groups are known before: copies and sister titles are one voice already. What is looked at here are
documents that are worded on their own, and say where they have it from.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise

from auditor.judge.facts import Voice
from auditor.judge.joined import joined
from auditor.model import Document, Evidence, Finding, Relation, Span
from auditor.rules.rule import Rule
from auditor.signals._registry import folded, registry

__all__ = ["findings", "leans"]

_SHOWN = 8
_READ = 20_000  # characters in which a text says where it has its news from
_LEANS = 60  # mentions looked at in one document
_OUTLETS = 300  # outlets of one group among which a circle is looked for
_AGREE = frozenset({"corroborates", "same-source"})

_ZH_NAME = r"《[^》\n]{2,30}》|[\u4e00-\u9fffA-Za-z0-9]{2,20}?"
_ZH = re.compile(
    rf"(?:据|援引|引述|引用|綜合|综合|转引自|來源[:：]|来源[:：]|转自|转载自|摘自)[ \t]?(?P<name>{_ZH_NAME})(?:网站)?(?:"
    r"(?:\d{1,2}月)?\d{1,2}日(?:的?报道|的?報道|的?消息|电|讯|称)|的?(?:报道|報道|报导|消息)|披露|援引|称|稱|(?=[\s，。,)）]|$))",
    re.MULTILINE,
)
_PROPER = r"[A-Z][\w&'’-]*(?:\.[A-Z]\w*)?(?: (?:(?:of|the|and|&) )?[A-Z][\w&'’-]*){0,5}"
_EN = re.compile(
    rf"(?:\b(?:[Aa]ccording to|(?:[Aa]s )?reported by|citing|cited by|quoting|[Ss]ource:|[Vv]ia|(?:re|first |originally )?published (?:by|in|on)|seen by|told)"
    rf" (?:a report (?:by|in|from) )?(?:the |The )?(?P<name>{_PROPER}))"
    rf"|(?:\b(?:[Tt]he )?(?P<said>{_PROPER}) (?:first )?(?:reported|reports|has reported|wrote)\b)"
)


def leans(text: str) -> Iterator[tuple[str, Span]]:
    """The outlets that a text gives as its source, as they are written, with the span of each name."""
    head = text[:_READ]
    for match in islice(_ZH.finditer(head), _LEANS):
        yield match["name"].strip("《》"), match.span("name")
    for match in islice(_EN.finditer(head), _LEANS):
        group = "name" if match["name"] else "said"
        yield match[group], match.span(group)


def findings(
    documents: Mapping[str, Document],
    relations: Sequence[Relation],
    voices: Mapping[str, Voice],
    rules: Mapping[str, Rule],
) -> dict[str, tuple[Finding, ...]]:
    """What each document is told, by key, from the folded relations and the families; nothing joins but they do."""
    told: dict[str, list[Finding]] = defaultdict(list)
    agreeing = [
        relation for relation in relations if relation.kind in _AGREE and relation.a[0].key != relation.b[0].key
    ]
    by_key: dict[str, list[Relation]] = defaultdict(list)
    for relation in agreeing:
        by_key[relation.a[0].key].append(relation)
    for group in _groups(agreeing, voices):
        outlets = _Outlets([voices[key] for key in group])
        leaning = {key: _leaning(documents[key], outlets) for key in group if key in documents}
        if rule := rules.get("circular-sourcing"):
            for key, finding in _circles(rule, voices, leaning):
                told[key].append(finding)
        if rule := rules.get("uncorroborated-figures"):
            own = [relation for key in group for relation in by_key.get(key, ())]
            for key, finding in _uncorroborated(rule, own, voices, leaning):
                told[key].append(finding)
    return {key: tuple(found) for key, found in sorted(told.items())}


class _Outlets:
    """The outlets of a group by any of their names, as who speaks: the owner group, else the publisher."""

    def __init__(self, voices: Sequence[Voice]) -> None:
        self._known = {
            folded(voice.provenance.publisher): voice.owner
            for voice in sorted(voices, key=lambda voice: voice.key)
            if voice.provenance.publisher
        }
        self._speakers = frozenset(self._known.values())

    def speaker(self, name: str) -> str | None:
        """Who speaks under a name; ``None`` for a name that is no outlet's of the group."""
        known = registry().find(name)
        speaker = known.owner if known is not None else self._known.get(folded(name))
        return speaker if speaker in self._speakers else None


def _leaning(doc: Document, outlets: _Outlets) -> dict[str, Evidence]:
    """Whom the document gives as its source, with the first place where it does."""
    found: dict[str, Evidence] = {}
    for name, span in leans(doc.text):
        speaker = outlets.speaker(name)
        if speaker is not None:
            found.setdefault(speaker, Evidence.at(doc, span))
    return found


def _groups(agreeing: Sequence[Relation], voices: Mapping[str, Voice]) -> list[list[str]]:
    """Documents that tell the same, directly or through others: those of one family, and those that agree on a figure."""
    names: dict[str, list[tuple[str, str]]] = {key: [("family", voice.family)] for key, voice in voices.items()}
    for number, relation in enumerate(agreeing):
        for side in (relation.a, relation.b):
            names[side[0].key].append(("relation", str(number)))
    keys = sorted(names)
    groups: dict[int, list[str]] = defaultdict(list)
    for key, group in zip(keys, joined([names[key] for key in keys]), strict=True):
        groups[group].append(key)
    return [group for _, group in sorted(groups.items()) if len(group) > 1]


def _uncorroborated(
    rule: Rule,
    agreeing: Sequence[Relation],
    voices: Mapping[str, Voice],
    leaning: Mapping[str, Mapping[str, Evidence]],
) -> Iterator[tuple[str, Finding]]:
    """Figures on which documents agree that all lead back to one voice."""
    places = sorted(
        {e for relation in agreeing for e in (*relation.a, *relation.b)}, key=lambda e: (e.key, e.start, e.end)
    )
    numbers = {place: number for number, place in enumerate(places)}
    names: list[list[int]] = [[] for _ in places]
    for number, relation in enumerate(agreeing):
        for place in (*relation.a, *relation.b):
            names[numbers[place]].append(number)
    figures: dict[int, list[Evidence]] = defaultdict(list)
    for place, figure in zip(places, joined(names), strict=True):
        figures[figure].append(place)
    alone: dict[str, list[Evidence]] = defaultdict(list)
    others: dict[str, set[str]] = defaultdict(set)
    for _, told in sorted(figures.items()):
        keys = sorted({place.key for place in told})
        if _one_voice(keys, voices, leaning):
            for place in told:
                alone[place.key].append(place)
                others[place.key].update(keys)
    for key, evidence in sorted(alone.items()):
        yield key, rule.finding(evidence[:_SHOWN], count=len(evidence), documents=len(others[key]))


def _one_voice(keys: Sequence[str], voices: Mapping[str, Voice], leaning: Mapping[str, Mapping[str, Evidence]]) -> bool:
    """Whether the documents are joined by families, by owners, and by whom they give as their source."""
    names = [
        {("family", voices[key].family), ("speaker", voices[key].owner)}
        | {("speaker", speaker) for speaker in leaning.get(key, ())}
        for key in keys
    ]
    return len(set(joined(names))) == 1


def _circles(
    rule: Rule, voices: Mapping[str, Voice], leaning: Mapping[str, Mapping[str, Evidence]]
) -> Iterator[tuple[str, Finding]]:
    """Documents that give an outlet as their source that leads back to their own."""
    speakers = sorted({voices[key].owner for key in leaning})[:_OUTLETS]
    edges: dict[str, dict[str, Evidence]] = {speaker: {} for speaker in speakers}
    for key, named in leaning.items():
        own = voices[key].owner
        for speaker, place in named.items():
            if own in edges and speaker in edges and speaker != own:
                edges[own].setdefault(speaker, place)
    for key, named in leaning.items():
        own = voices[key].owner
        for speaker in sorted(named):
            way = _way(edges, speaker, own) if own in edges and speaker in edges and speaker != own else None
            if way is not None:
                chain = " → ".join((own, *way))
                related = [edges[one][other] for one, other in pairwise(way)]
                yield key, rule.finding((named[speaker],), related, chain=chain)
                break


def _way(edges: Mapping[str, Mapping[str, Evidence]], start: str, goal: str) -> tuple[str, ...] | None:
    """The shortest way from one outlet to another along whom they give as their source."""
    came: dict[str, str | None] = {start: None}
    queue = deque([start])
    while queue and goal not in came:
        here = queue.popleft()
        for following in sorted(edges.get(here, ())):
            if following not in came:
                came[following] = here
                queue.append(following)
    if goal not in came:
        return None
    way: list[str] = []
    at: str | None = goal
    while at is not None:
        way.append(at)
        at = came[at]
    return tuple(reversed(way))
