"""The samples must give what ``samples/expected.json`` says of them, through the command that a user runs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
FOLDERS = sorted(path.name for path in SAMPLES.iterdir() if path.is_dir())
DOCUMENTS: dict[str, dict[str, Any]] = EXPECTED["documents"]
SEEDS = ROOT.parent / "shared" / "seeds"
VERDICTS = ("reject", "review", "accept")
# Longer than any phrase that two articles of one genre share by nature (officialese, "compound annual growth rate of").
COPIED = 25

Report = Mapping[str, Any]


@pytest.fixture(scope="module")
def report() -> Report:
    command = [sys.executable, "-m", "auditor", "audit", "samples", "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    found: Report = json.loads(done.stdout)
    return found


def documents(report: Report) -> dict[str, Mapping[str, Any]]:
    return {short(doc["key"]): doc for doc in report["documents"]}


def short(key: str) -> str:
    return key.removeprefix("samples/")


def open_rules(doc: Mapping[str, Any]) -> set[str]:
    return {finding["rule"] for finding in doc["findings"] if finding["status"] == "open"}


def voice(key: str) -> frozenset[str]:
    """The document and those of its expected family: a relation is reported once a family."""
    return frozenset(next((family for family in EXPECTED["families"] if key in family), [key]))


def keys(claims: Iterable[Mapping[str, Any]]) -> set[str]:
    return {short(claim["key"]) for claim in claims}


def joins(relation: Mapping[str, Any], one: frozenset[str], other: frozenset[str]) -> bool:
    a, b = keys(relation["a"]), keys(relation["b"])
    return bool((a & one and b & other) or (a & other and b & one))


def test_the_samples_are_audited_without_a_fault(report: Report) -> None:
    assert report["faults"] == []


def test_the_report_holds_the_expected_documents_and_no_others(report: Report) -> None:
    assert sorted(documents(report)) == sorted(DOCUMENTS)


@pytest.mark.parametrize("key", DOCUMENTS)
def test_a_sample_gets_its_verdict(report: Report, key: str) -> None:
    doc = documents(report)[key]
    assert doc["verdict"] in DOCUMENTS[key]["verdict"], sorted(open_rules(doc))


@pytest.mark.parametrize("key", DOCUMENTS)
def test_a_sample_carries_the_findings_it_deserves(report: Report, key: str) -> None:
    assert set(DOCUMENTS[key]["rules_include"]) <= open_rules(documents(report)[key])


@pytest.mark.parametrize("key", DOCUMENTS)
def test_a_sample_is_not_accused_of_what_it_did_not_do(report: Report, key: str) -> None:
    assert not set(DOCUMENTS[key]["rules_exclude"]) & open_rules(documents(report)[key])


@pytest.mark.parametrize("key", [key for key, expected in DOCUMENTS.items() if "fields" in expected])
def test_a_sample_shows_who_published_it_when_and_in_which_language(report: Report, key: str) -> None:
    fields = DOCUMENTS[key]["fields"]
    doc = documents(report)[key]
    found = {name: doc[name] for name in fields}
    if fields.get("published") is not None:
        found["published"] = (doc["published"] or "")[: len(fields["published"])]
    assert found == fields


@pytest.mark.parametrize("key", [key for key, expected in DOCUMENTS.items() if expected.get("salvageable")])
def test_a_sound_article_under_rubbish_can_be_salvaged(report: Report, key: str) -> None:
    doc = documents(report)[key]
    assert doc["salvage"] is not None
    assert VERDICTS.index(doc["salvage"]["verdict"]) > VERDICTS.index(doc["verdict"])


@pytest.mark.parametrize("expected", EXPECTED["relations_include"], ids=lambda one: f"{one['kind']} {one['a_path']}")
def test_what_two_samples_say_of_each_other_is_found(report: Report, expected: Mapping[str, Any]) -> None:
    paths = [expected["b_path"]] if isinstance(expected["b_path"], str) else expected["b_path"]
    others = frozenset[str]().union(*map(voice, paths))
    found = [
        relation["kind"]
        for relation in report["relations"]
        if joins(relation, voice(expected["a_path"]), others)
        and any(expected.get("quote", "") in claim["quote"] for claim in (*relation["a"], *relation["b"]))
    ]
    assert set(found) & set(expected.get("accept", [expected["kind"]]))


@pytest.mark.parametrize("pair", EXPECTED["relations_none_between"], ids=" with ".join)
def test_samples_about_different_things_are_not_compared(report: Report, pair: list[str]) -> None:
    one, other = map(voice, pair)
    assert [r["explanation"] for r in report["relations"] if joins(r, one, other)] == []


def test_copies_form_the_expected_families_and_no_others(report: Report) -> None:
    found = [sorted(short(member["key"]) for member in family["members"]) for family in report["families"]]
    assert sorted(group for group in found if len(group) > 1) == sorted(map(sorted, EXPECTED["families"]))


@pytest.mark.parametrize("key", EXPECTED["roles"])
def test_a_later_member_has_its_role(report: Report, key: str) -> None:
    roles = {short(member["key"]): member["relation"] for family in report["families"] for member in family["members"]}
    assert roles[key] == EXPECTED["roles"][key]


def test_every_expectation_names_a_file_and_every_file_has_one() -> None:
    expected = {key.partition("!")[0].partition("#")[0] for key in DOCUMENTS}
    there = {path.relative_to(SAMPLES).as_posix() for name in FOLDERS for path in (SAMPLES / name).iterdir()}
    assert expected == there


def test_every_expectation_between_samples_names_samples() -> None:
    named = {key for group in (*EXPECTED["families"], *EXPECTED["relations_none_between"]) for key in group}
    for relation in EXPECTED["relations_include"]:
        other = relation["b_path"]
        named |= {relation["a_path"], *([other] if isinstance(other, str) else other)}
    assert named | set(EXPECTED["roles"]) <= set(DOCUMENTS)


def test_the_readme_speaks_of_every_sample() -> None:
    text = (SAMPLES.parent / "docs" / "samples.md").read_text(encoding="utf-8")
    assert [
        path.name for name in FOLDERS for path in (SAMPLES / name).iterdir() if f"`{name}/{path.name}`" not in text
    ] == []


def test_no_sample_copies_a_seed() -> None:
    if not SEEDS.is_dir():
        pytest.skip("the seed documents are not in this checkout")
    seeds = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    copied = []
    for path in sorted(path for name in FOLDERS for path in (SAMPLES / name).iterdir()):
        text = path.read_text(encoding="gb18030" if "gb18030" in path.name else "utf-8")
        copied += [text[i : i + COPIED] for i in range(len(text) - COPIED) if text[i : i + COPIED] in seeds]
    assert copied == []
