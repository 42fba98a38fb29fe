"""Loads rule packs: YAML files with a ``pack`` name and ``rules``; a pack is used whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from auditor.errors import BadRules
from auditor.model import Severity
from auditor.rules.entry import build, inherited, texts
from auditor.rules.grammar import Hit, leaves
from auditor.rules.home import home
from auditor.rules.lists import read_lists
from auditor.rules.override import overridden, without
from auditor.rules.parts import read_parts, written_out
from auditor.rules.rule import Rule
from auditor.rules.suppress import read_suppressions, suppressed
from auditor.rules.yamlfile import line_of, read_yaml

__all__ = ["RuleSet", "load", "load_shipped", "stamp"]

T = TypeVar("T")

_FIELDS = frozenset({"pack", "about", "extends", "lists", "override", "parts", "rules", "suppress"})
_QUOTED = re.compile(r"'([a-z0-9_][\w.\-\[\]]*)'")
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Every loaded rule by id, and the digest of every pack by name."""

    rules: Mapping[str, Rule]
    digests: Mapping[str, str]

    def of(self, check: str) -> Mapping[str, Rule]:
        """The rules that the module ``check`` applies, by id."""
        return {name: rule for name, rule in self.rules.items() if rule.check == check}


@dataclass(frozen=True, slots=True)
class _Pack:
    name: str
    path: Path
    digest: str
    lists: Mapping[str, Sequence[str]]
    parts: Mapping[str, Any]
    entries: Sequence[Mapping[str, Any]]
    rules: tuple[Rule, ...]
    override: Any
    suppress: Any


def stamp(extra: Sequence[Path] = ()) -> tuple[tuple[str, int, int], ...]:
    """What changes when a pack file does: path, time and size of each."""
    found = [(path, path.stat()) for path in _files((home(), *extra)) if path.is_file()]
    return tuple((path.as_posix(), status.st_mtime_ns, status.st_size) for path, status in found)


def load(extra: Sequence[Path] = (), as_of: date | None = None) -> RuleSet:
    """The shipped packs and those under ``extra`` (files or folders). Raises BadRules for the first fault found.

    With ``as_of`` suppressions that have expired are left out.
    """
    packs: dict[str, _Pack] = {}
    for path in _files((home(), *extra)):
        pack = _read_pack(path, packs)
        packs[pack.name] = pack
    rules: dict[str, Rule] = {}
    for pack in packs.values():
        for nth, rule in enumerate(pack.rules):
            if rule.id in rules:
                what = f"rule {rule.id!r}: 'id' is taken by a rule of pack {rules[rule.id].pack!r}"
                raise BadRules(what, where=_where(pack.path, ("rules", nth, "id")), remedy="rename it")
            rules[rule.id] = rule
    for pack in packs.values():
        _check_names(pack, rules)
    for pack in packs.values():
        rules = _after(rules, pack, as_of)
    if extra:
        _check_circles(rules, packs.values())
    return RuleSet(_demoted(rules), {pack.name: pack.digest for pack in packs.values()})


def load_shipped(name: str) -> Mapping[str, Rule]:
    """The rules of one shipped pack, by id, for a command that needs no other."""
    return {rule.id: rule for rule in _read_pack(home() / f"{name}.yaml", {}).rules}


def _files(roots: Iterable[Path]) -> Iterator[Path]:
    for root in roots:
        if root.is_dir():
            found = sorted(root.glob("*.yaml"))
            if not found:
                raise BadRules("no rule pack in the folder", where=root.as_posix(), remedy="a pack is a .yaml file")
            yield from found
        else:
            yield root


def _read_pack(path: Path, known: Mapping[str, _Pack]) -> _Pack:
    data = read_yaml(path)
    _told(path, (), "", lambda: _check_pack(data))
    if data["pack"] in known:
        what = f"'pack' {data['pack']!r} is loaded twice"
        raise BadRules(what, where=_where(path, ("pack",)), remedy="rename one of them")
    bases = _told(path, (), "", lambda: _bases(data, known))
    lists = _lists(data.get("lists", {}), bases, path)
    theirs = {name: part for pack in bases for name, part in pack.parts.items()}
    parts = _told(path, (), "", lambda: read_parts(data.get("parts", {}), theirs))
    entries: list[Mapping[str, Any]] = []
    rules: list[Rule] = []
    others = {entry["id"]: (entry, pack.lists) for pack in known.values() for entry in pack.entries}
    for nth, entry in enumerate(data.get("rules", [])):
        name = entry.get("id", "?") if isinstance(entry, dict) else "?"
        entry = _told(path, ("rules", nth), f"rule {name!r}: ", lambda: _with_parts(entry, parts))  # noqa: B023, PLW2901  # called at once; the entry as it counts
        whole, words = _told(path, ("rules", nth), f"rule {name!r}: ", lambda: _extended(entry, others, lists))  # noqa: B023  # called at once
        rules.append(_told(path, ("rules", nth), f"rule {name!r}: ", lambda: build(whole, data["pack"], words)))  # noqa: B023  # called at once
        entries.append(whole)
        others[whole["id"]] = (whole, words)
    # The words of lists may come from other files, so they are part of the digest.
    digest = sha256(path.read_bytes() + repr(sorted(lists.items())).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return _Pack(
        name=data["pack"],
        path=path,
        digest=digest,
        lists=lists,
        parts=parts,
        entries=entries,
        rules=tuple(rules),
        override=data.get("override", {}),
        suppress=data.get("suppress", []),
    )


def _with_parts(entry: Any, parts: Mapping[str, Any]) -> Any:
    """An entry whose ``match`` block names no parts any more."""
    if not isinstance(entry, dict) or "match" not in entry:
        return entry
    return {**entry, "match": written_out(entry["match"], parts)}


def _check_pack(data: Any) -> None:
    """Raises ValueError for what is no pack."""
    if not isinstance(data, dict) or not isinstance(data.get("pack"), str) or not data["pack"].strip():
        raise ValueError("a pack needs 'pack', its name")
    if unknown := set(data) - _FIELDS:
        raise ValueError(f"unknown field '{min(map(str, unknown))}'")
    if not isinstance(data.get("rules", []), list):
        raise ValueError("'rules' is a list")  # noqa: TRY004  # one kind of fault for the loader
    if not any(data.get(part) for part in ("rules", "override", "suppress")):
        raise ValueError("'rules' is empty, and nothing is overridden or suppressed")


def _bases(data: Mapping[str, Any], known: Mapping[str, _Pack]) -> Sequence[_Pack]:
    """The packs that a pack extends: shipped ones, or such as are named before it."""
    if "extends" not in data:
        return ()
    named = data["extends"]
    names = (named,) if isinstance(named, str) else texts(named, "extends")
    for name in names:
        if name not in known:
            raise ValueError(f"'extends' names the pack {name!r}; known here: {', '.join(known)}")
    return [known[name] for name in names]


def _lists(value: Any, bases: Sequence[_Pack], path: Path) -> Mapping[str, Sequence[str]]:
    """A pack's lists and those of the packs it extends; of two with one name its own."""
    theirs = {name: words for pack in bases for name, words in pack.lists.items()}
    own = value if isinstance(value, dict) else {}
    asked = {
        name
        for entry in own.values()
        if isinstance(entry, dict) and isinstance(entry.get("include"), list)
        for name in entry["include"]
        if isinstance(name, str) and name in theirs and name not in own
    }
    borrowed = {name: list(theirs[name]) for name in sorted(asked)}
    try:
        _check_lists(own)
        return {**theirs, **read_lists(borrowed | value if borrowed else value, path)}
    except BadRules as error:
        name = next(iter(re.findall(r"list '([^']+)'", error.what)), "")
        raise BadRules(error.what, where=_where(path, ("lists", name)), remedy=error.remedy) from error


def _check_lists(lists: Mapping[str, Any]) -> None:
    """Raises BadRules for a text where words are listed, and for a file outside the pack's folder."""
    for name, entry in lists.items():
        for field in ("words", "include") if isinstance(entry, dict) else ():
            if not isinstance(entry.get(field, []), list):
                raise BadRules(f"list {name!r}: '{field}' is a list", remedy="see docs/rules.md for the fields")
        file = Path(str(entry.get("file", ""))) if isinstance(entry, dict) else Path()
        if file.is_absolute() or ".." in file.parts:
            raise BadRules(f"list {name!r}: 'file' lies outside the pack's folder", remedy="put it beside the pack")


def _extended(
    entry: Any,
    others: Mapping[str, tuple[Mapping[str, Any], Mapping[str, Sequence[str]]]],
    lists: Mapping[str, Sequence[str]],
) -> tuple[Mapping[str, Any], Mapping[str, Sequence[str]]]:
    """An entry with what it takes from the rule that it extends, and the lists that both may name."""
    if not isinstance(entry, dict):
        raise ValueError("a rule is a mapping")  # noqa: TRY004  # one kind of fault for the loader
    if "extends" not in entry:
        return entry, lists
    base = entry["extends"]
    if not isinstance(base, str) or base not in others:
        raise ValueError(f"'extends' names {base!r}, which is no rule of a pack read before")
    if "id" not in entry:
        raise ValueError("field 'id' is missing")
    return inherited(entry, others[base][0]), {**others[base][1], **lists}


def _check_names(pack: _Pack, rules: Mapping[str, Rule]) -> None:
    """Raises BadRules for a rule that names another one, or a tag, that no pack has, or a draft, which decides nothing."""
    tags = {tag for rule in rules.values() if rule.status != "draft" for tag in rule.tags}
    for nth, rule in enumerate(pack.rules):
        _told(pack.path, ("rules", nth, "match"), f"rule {rule.id!r}: ", lambda: _check_named(rule, rules, tags))  # noqa: B023  # called at once


def _check_circles(rules: Mapping[str, Rule], packs: Iterable[_Pack]) -> None:
    """Raises BadRules for rules that need each other; the shipped ones do not, so only packs of one's own are looked at."""
    from auditor.rules.order import ordered

    try:
        matches = {name: rule.match for name, rule in rules.items() if rule.match is not None}
        ordered({name: rules[name] for name in matches}, matches)
    except BadRules as error:
        name = next(iter(re.findall(r"rule '([^']+)'", error.what)), "")
        for pack in packs:
            ids = [rule.id for rule in pack.rules]
            if name in ids:
                where = _where(pack.path, ("rules", ids.index(name), "match"))
                raise BadRules(error.what, where=where, remedy=error.remedy) from error
        raise


def _check_named(rule: Rule, rules: Mapping[str, Rule], tags: Collection[str]) -> None:
    if rule.match is None:
        return
    for name in rule.match.replaces:
        if name not in rules:
            raise ValueError(f"'replaces' names the unknown rule {name!r}")
    hits = [leaf for node in (rule.match.node, *rule.match.unless) for leaf in leaves(node) if isinstance(leaf, Hit)]
    for hit in hits:
        if hit.rule is not None and hit.rule not in rules:
            raise ValueError(f"'rule' names the unknown rule {hit.rule!r}")
        if hit.rule is not None and rules[hit.rule].match is None:
            raise ValueError(f"'rule' names {hit.rule!r}, which code applies")
        if hit.tag is not None and hit.tag not in tags:
            raise ValueError(f"'tag' names {hit.tag!r}, which no rule carries")
        if hit.rule is not None and rules[hit.rule].status == "draft" and rule.status != "draft":
            raise ValueError(f"'rule' names the draft {hit.rule!r}, which decides nothing yet")


def _after(rules: dict[str, Rule], pack: _Pack, as_of: date | None) -> dict[str, Rule]:
    """The rules once a pack has overridden some of them and suppressed some of what they find."""
    changed = _told(pack.path, (), "", lambda: overridden(rules, pack.override))
    return _told(pack.path, (), "", lambda: suppressed(changed, read_suppressions(pack.suppress, pack.name), as_of))


def _demoted(rules: Mapping[str, Rule]) -> Mapping[str, Rule]:
    """The rules with every draft made harmless: info, without points, replacing nothing, counted by no other rule."""
    drafts = {name for name, rule in rules.items() if rule.status == "draft"}
    if not drafts:
        return rules
    stable = without({name: rule for name, rule in rules.items() if name not in drafts}, drafts)
    return without({**stable, **{name: _harmless(rules[name]) for name in sorted(drafts)}}, ())


def _harmless(rule: Rule) -> Rule:
    match = None if rule.match is None else replace(rule.match, replaces=())
    return replace(rule, severity=Severity.INFO, points=0.0, cap=0.0, tags=(), match=match)


def _told(path: Path, keys: Sequence[str | int], who: str, read: Callable[[], T]) -> T:
    """What ``read`` gives. Raises BadRules with file, line, rule and field for what it raises."""
    try:
        return read()
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        what = str(error)
        field = _QUOTED.search(what)
        steps = [*keys, *_steps(field.group(1) if field else "", keys)]
        raise BadRules(f"{who}{what}", where=_where(path, steps), remedy="see docs/rules.md for the fields") from error


def _steps(field: str, after: Sequence[str | int]) -> Iterator[str | int]:
    """The keys and numbers of a field such as ``match.near.of[2].list``; rule ids in it have no dots."""
    steps = [int(number) if number else name for name, number in _STEP.findall(field)]
    yield from steps[1:] if steps[:1] == [*after][-1:] else steps


def _where(path: Path, keys: Sequence[str | int]) -> str:
    return f"{path.as_posix()}:{line_of(path, keys)}"
