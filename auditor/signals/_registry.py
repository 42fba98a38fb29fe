"""The register of publishers: who an outlet is under any of its names, what kind it is, and which group owns it.

A name is looked up where a name is expected (a dateline, a source label), never searched for in running text: ``Time``,
``Nature`` or ``头条`` are ordinary words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from auditor.errors import BadRules
from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml

__all__ = [
    "KINDS",
    "Publisher",
    "Registry",
    "added",
    "folded",
    "read_registry",
    "registered",
    "registry",
    "registry_files",
]

KINDS = frozenset({"agency", "paper", "official", "aggregator", "portal"})
_FIELDS = frozenset({"name", "kind", "owner", "domains", "aliases"})
_LONGEST_NAME = 80
# What a label adds to an outlet's name without making it another outlet.
_SUFFIX = re.compile(
    r"(?:网站|网|客户端|app|微信公众号|公众号|微信|微博|官网|官方微博|编辑部|数字报|电子版|讯|wang|online|website|newspaper)$"
)


@dataclass(frozen=True, slots=True)
class Publisher:
    """One outlet or issuer: its usual name, kind, owner group and domains."""

    name: str
    kind: str
    owner: str
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Registry:
    """Publishers by folded name and by domain."""

    publishers: tuple[Publisher, ...] = ()
    names: Mapping[str, Publisher] = field(default_factory=dict)
    domains: Mapping[str, Publisher] = field(default_factory=dict)

    def find(self, label: str) -> Publisher | None:
        """The publisher whose name or alias the whole label is; blanks, case and punctuation do not matter."""
        key = folded(label)
        return self.names.get(key) or self.names.get(_SUFFIX.sub("", key))

    def at(self, url: str) -> Publisher | None:
        """The publisher to whom the URL's host, or a domain above it, belongs."""
        host = re.sub(r"^[a-z][a-z0-9+.-]*://", "", url.strip().lower()[:300])
        labels = re.split(r"[/?#:]", host, maxsplit=1)[0].split(".")
        for start in range(min(len(labels) - 1, 6)):
            if found := self.domains.get(".".join(labels[start:])):
                return found
        return None


_current: ContextVar[Registry | None] = ContextVar("registry", default=None)
_added: ContextVar[tuple[Path, ...]] = ContextVar("registers", default=())


def registry() -> Registry:
    """The register in use: the shipped one, ``rules/sources/*.yaml``, with those that :func:`registered` added."""
    return _current.get() or _shipped()


@contextmanager
def registered(paths: Sequence[Path]) -> Iterator[None]:
    """Adds registers of one's own for the length of the block; an entry replaces the shipped one of its name.

    Raises BadRules for a path that cannot be read or an entry that does not hold.
    """
    files = tuple(registry_files(paths))
    stamp = tuple((path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    token = _current.set(_extended(files, stamp) if files else None)
    added = _added.set(files)
    try:
        yield
    finally:
        _added.reset(added)
        _current.reset(token)


def added() -> tuple[Path, ...]:
    """The files of the registers that :func:`registered` added: what a worker process has to add as well."""
    return _added.get()


def registry_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The register files under the paths, those of a folder by name. Raises BadRules for a path without any."""
    for path in paths:
        found = sorted(path.glob("*.yaml")) if path.is_dir() else [path] * path.is_file()
        if not found:
            raise BadRules(
                "no source register there", where=path.as_posix(), remedy="name a .yaml file, or a folder of them"
            )
        yield from found


@cache
def _shipped() -> Registry:
    return read_registry(sorted((home() / "sources").glob("*.yaml")))


@lru_cache(maxsize=4)
def _extended(paths: tuple[Path, ...], _: tuple[tuple[int, int], ...]) -> Registry:
    """The shipped register under one's own: a publisher of one's own keeps the shipped names of the same publisher."""
    own, shipped = read_registry(paths), _shipped()
    names, domains = dict(shipped.names), dict(shipped.domains)
    gone: set[str] = set()
    for publisher in own.publishers:
        before = shipped.find(publisher.name)
        if before is not None:
            gone.add(before.name)
            publisher = replace(  # noqa: PLW2901  # with the names that it had
                publisher,
                aliases=tuple(dict.fromkeys((*publisher.aliases, before.name, *before.aliases))),
                domains=tuple(dict.fromkeys((*publisher.domains, *before.domains))),
            )
        names |= {folded(name): publisher for name in (publisher.name, *publisher.aliases)}
        domains |= dict.fromkeys(publisher.domains, publisher)
    # What one file of one's own says of a name holds over what another inherits from the shipped entry.
    names |= {key: names[folded(publisher.name)] for key, publisher in own.names.items()}
    domains |= {key: names[folded(publisher.name)] for key, publisher in own.domains.items()}
    kept = tuple(publisher for publisher in shipped.publishers if publisher.name not in gone)
    every = (*kept, *(names[folded(publisher.name)] for publisher in own.publishers))
    return Registry(every, MappingProxyType(names), MappingProxyType(domains))


def read_registry(paths: Iterable[Path]) -> Registry:
    """A register from YAML files. Raises BadRules naming file and entry; two publishers may not share a name."""
    publishers: list[Publisher] = []
    names: dict[str, Publisher] = {}
    domains: dict[str, Publisher] = {}
    for path in paths:
        for publisher in _read(path):
            publishers.append(publisher)
            for name in (publisher.name, *publisher.aliases):
                _claim(names, folded(name), publisher, path)
            for domain in publisher.domains:
                _claim(domains, domain, publisher, path)
    return Registry(tuple(publishers), MappingProxyType(names), MappingProxyType(domains))


def _read(path: Path) -> Iterable[Publisher]:
    data = read_yaml(path)
    where = path.as_posix()
    if not isinstance(data, dict) or not isinstance(data.get("publishers"), list):
        raise BadRules("a source register needs 'publishers' (a list)", where=where, remedy="see the shipped registers")
    for entry in data["publishers"]:
        if not isinstance(entry, dict) or not {"name", "kind", "owner"} <= set(entry) <= _FIELDS:
            raise BadRules(f"unusable entry {entry!r:.80}", where=where, remedy="name, kind, owner, domains, aliases")
        if entry["kind"] not in KINDS:
            raise BadRules(
                f"{entry['name']}: unknown kind {entry['kind']!r}", where=where, remedy=f"one of {sorted(KINDS)}"
            )
        yield Publisher(
            name=str(entry["name"]),
            kind=str(entry["kind"]),
            owner=str(entry["owner"]),
            domains=tuple(map(str, entry.get("domains") or ())),
            aliases=tuple(map(str, entry.get("aliases") or ())),
        )


def _claim(table: dict[str, Publisher], key: str, publisher: Publisher, path: Path) -> None:
    if not key:
        raise BadRules(f"{publisher.name}: an alias without letters", where=path.as_posix(), remedy="remove it")
    other = table.setdefault(key, publisher)
    if other is not publisher:
        raise BadRules(
            f"{publisher.name} and {other.name} share the name {key!r}", where=path.as_posix(), remedy="keep it in one"
        )


def folded(label: str) -> str:
    """Letters and digits only, folded: ``2 1 Shi Ji Jing Ji Bao Dao`` becomes one word, and so does ``The Times``."""
    text = unicodedata.normalize("NFKC", label[:_LONGEST_NAME]).casefold().strip().removeprefix("the ")
    return "".join(character for character in text if character.isalnum())
