"""One test for every plugin folder: each module keeps to the protocol of its folder."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import auditor
from auditor import plugins
from auditor.checks.protocol import CrossCheck, DocumentCheck
from auditor.engine.protocol import Engine
from auditor.formats.protocol import Format
from auditor.formats.protocol import Options as Showing
from auditor.model import Aspect, Document, Finding, Likeness, Post, Relation, Report, Tool
from auditor.readers.protocol import Options, Reader
from auditor.rules.load import RuleSet, load
from auditor.signals.memo import remembered

PACKAGE = Path(auditor.__file__).parent
TEXTS = (
    "",
    "短",
    "北湾新区2024年储能产业规模为860亿元，同比增长12.5%。据新区统计局数据，共有储能企业214家。\n" * 3,
    "The harbour office counted 4,312 containers in May 2025 {slot}. Add WeChat lz5588 for casino bonus.\n" * 4,
    "\ud83d\u202e\x00 broken [1] 12%%% \ufffd",
)


def modules(folder: str) -> list[str]:
    return list(plugins.names(folder))


def signature(function: object) -> list[str]:
    return list(inspect.signature(function).parameters)  # type: ignore[arg-type]  # a member of a protocol is a function


def kept(offered: object, protocol: type, member: str) -> None:
    """The member takes what the protocol's takes, by the same names."""
    wanted = [name for name in signature(getattr(protocol, member)) if name != "self"]
    assert signature(getattr(offered, member)) == wanted


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load()


@pytest.mark.parametrize("name", modules("checks"))
def test_a_check_keeps_to_its_protocol(name: str, rules: RuleSet) -> None:
    module = plugins.load("checks", name)
    own = rules.of(name)
    assert own, "a check without a rule can say nothing"
    check = module.Check(own)
    inspects, joins = isinstance(check, DocumentCheck), isinstance(check, CrossCheck)
    assert inspects or joins
    assert signature(module.Check.__init__) == ["self", "rules"]
    for member in (["inspect"] if inspects else []) + (["post", "pair", "compare"] if joins else []):
        kept(check, DocumentCheck if member == "inspect" else CrossCheck, member)
    for text in TEXTS:
        doc = dataclasses.replace(Document.of(text), offset=7)
        with remembered():
            for finding in check.inspect(doc) if inspects else ():
                sound(finding, doc, set(own))
            if joins:
                posted(module, check, doc)


def sound(finding: Finding, doc: Document, own: set[str]) -> None:
    assert finding.rule in own
    assert finding.dimension in Aspect
    assert 0 <= finding.confidence <= 1
    assert (finding.points, finding.fingerprint) == (0, "")
    assert all((finding.message, finding.remedy, finding.message_zh, finding.remedy_zh))
    for place in finding.evidence:
        assert doc.text[place.start - doc.offset : place.end - doc.offset] == place.quote


def posted(module: object, check: CrossCheck[object], doc: Document) -> None:
    post = check.post(doc)
    if post is None:
        return
    assert isinstance(post, Post)
    assert isinstance(post.imprint, module.Imprint)  # type: ignore[attr-defined]  # every cross check names it so
    assert dataclasses.is_dataclass(post.imprint)
    assert len(set(post.keys)) == len(post.keys)
    assert all(isinstance(key, str) for key in post.keys)
    group = [f"{number:03}" for number in range(60)]
    for key in post.keys[:3]:
        pairs = set(check.pair(key, group))
        assert all(a < b and {a, b} <= set(group) for a, b in pairs)
    assert all(isinstance(found, Likeness | Relation) for found in check.compare(post.imprint, post.imprint))


@pytest.mark.parametrize("name", modules("checks"))
def test_a_check_reads_no_file_and_no_clock(name: str) -> None:
    source = (PACKAGE / "checks" / f"{name.replace('-', '_')}.py").read_text(encoding="utf-8")
    imported = {part for found in imports(ast.parse(source)) for part in (found, found.partition(".")[0])}
    banned = {
        "os",
        "io",
        "pathlib",
        "time",
        "datetime",
        "random",
        "socket",
        "subprocess",
        "logging",
        "auditor.rules.load",
    }
    assert imported & banned == set()
    assert not re.search(r"\bexcept (Base)?Exception\b|\bopen\(|\bprint\(", source)


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("name", modules("engine"))
def test_an_engine_keeps_to_its_protocol(name: str) -> None:
    engine: Engine = plugins.load("engine", name).Engine(1)
    for member in ("map", "join"):
        kept(engine, Engine, member)
    docs = [Document.of(str(number)) for number in range(5)]
    assert list(engine.map(lambda: lambda doc: doc.text, docs)) == ["0", "1", "2", "3", "4"]
    assert engine.join(Nobody(), {}, ()) == []


class Nobody:
    """A cross check that pairs nobody."""

    def __init__(self, rules: Mapping[str, object] | None = None) -> None:
        del rules

    def post(self, doc: Document) -> None:
        del doc

    def pair(self, key: str, group: object) -> Iterator[tuple[str, str]]:
        del key, group
        return iter(())

    def compare(self, a: object, b: object) -> Iterator[Likeness]:
        del a, b
        return iter(())


@pytest.mark.parametrize("name", modules("formats"))
def test_a_format_keeps_to_its_protocol(name: str) -> None:
    module: Format = plugins.load("formats", name)
    kept(module, Format, "render")
    empty = Report("auditor-report/1", Tool("auditor", "0"), None, {}, {}, {})
    shown = module.render(empty, Showing())
    assert isinstance(shown, str)
    assert shown == module.render(empty, Showing())


@pytest.mark.parametrize("name", modules("readers"))
def test_a_reader_keeps_to_its_protocol(name: str) -> None:
    module = plugins.load("readers", name)
    assert isinstance(module, Reader)
    kept(module, Reader, "read")
    assert module.ENDINGS
    assert all(ending == ending.lower() and ending.startswith(".") for ending in module.ENDINGS)
    for raw in (b"", b"\x00" * 64, b"{", bytes(range(256)) * 3):
        found = list(module.read("a", raw, Options()))
        assert found, "bad input is a fault, not silence"


def test_no_two_readers_claim_one_ending() -> None:
    endings = [ending for _, module in plugins.load_all("readers") for ending in module.ENDINGS]
    assert sorted(endings) == sorted(set(endings))


def test_every_rule_is_applied_by_a_check_or_by_the_judge(rules: RuleSet) -> None:
    judges = {path.stem for path in (PACKAGE / "judge").glob("*.py")}
    # "corpus" is what the pipeline itself says of a text that the corpus holds already.
    known = set(modules("checks")) | judges | {"corpus"}
    assert {rule.check for rule in rules.rules.values()} - known == set()
