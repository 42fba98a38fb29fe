from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from auditor.formats import sarif
from auditor.formats.protocol import Options
from auditor.model import Aspect, Assessment, Evidence, Finding, Note, Report, Severity, Status

SCHEMA = Path(__file__).resolve().parents[2] / ".." / "shared" / "schemas" / "sarif-2.1.0.json"


def run_of(report: Report, **options: Any) -> dict[str, Any]:
    log = json.loads(sarif.render(report, Options(**options)))
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def crowded(report: Report, documents: int, findings: int) -> Report:
    """Many documents with many findings each, every one with its own fingerprint."""
    doc = next(each for each in report.documents if each.findings)
    finding = doc.findings[0]
    made = tuple(
        replace(
            doc,
            key=f"{number}.txt",
            path=f"{number}.txt",
            findings=tuple(replace(finding, fingerprint=f"{number}-{nth}") for nth in range(findings)),
        )
        for number in range(documents)
    )
    return replace(report, documents=made)


@pytest.mark.parametrize("text", [True, False])
def test_the_log_holds_to_the_schema(report: Report, *, text: bool) -> None:
    if not SCHEMA.is_file():
        pytest.skip(f"the SARIF schema is not at {SCHEMA}")
    import jsonschema

    shown = report if text else replace(report, documents=tuple(replace(doc, text=None) for doc in report.documents))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema).validate(json.loads(sarif.render(shown, Options(language="zh"))))


def test_every_finding_is_a_result_with_its_fingerprint(report: Report) -> None:
    run = run_of(report)
    assert run["columnKind"] == "unicodeCodePoints"
    wanted = sorted(finding.fingerprint for doc in report.documents for finding in doc.findings)
    assert sorted(each["partialFingerprints"]["auditorFingerprint/v1"] for each in run["results"]) == wanted


def lined(text: str, quote: str, path: str = "notes/报告 1.txt") -> Report:
    """A report of one document in which one quote is found."""
    from auditor.model import Tool

    start = text.index(quote)
    place = Evidence("d" * 16, path, start, start + len(quote), quote)
    return replace(
        Report("auditor-report/1", Tool("auditor", "1"), None, {}, {}, {}),
        documents=(document(path, text, (place,)),),
    )


def document(path: str, text: str, evidence: tuple[Evidence, ...] = (), **changed: Any) -> Assessment:
    from auditor.model import Provenance, Verdict

    finding = Finding(
        "template-line", Aspect.SPAM, Severity.MAJOR, 0.9, "A line of a template.", "Remove it.", "模板行。", "删除。",
        evidence, fingerprint="ab" * 10,
    )  # fmt: skip
    made = Assessment(
        id="d" * 16, key=path, path=path, record=None, part=0, sha256="", encoding="utf-8", title=None, publisher=None,
        via=None, author=None, published=None, language="zh-Hans", provenance=Provenance(), characters=len(text), offset=0,
        family="d" * 16, verdict=Verdict.REVIEW, score=70.0, interval=(60.0, 80.0), coverage=1.0, dimensions={},
        findings=(finding,), text=text,
    )  # fmt: skip
    return replace(made, **changed)


def test_lines_and_columns_count_code_points_from_one() -> None:
    report = lined("第一行\r\n😀𠮷 前缀{城市名}尾\n末行", "{城市名}")
    (result,) = run_of(report)["results"]
    place = result["locations"][0]["physicalLocation"]
    region = {name: place["region"][name] for name in ("startLine", "startColumn", "endLine", "endColumn")}
    assert region == {"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 11}
    assert place["region"]["snippet"]["text"] == "{城市名}"
    assert place["artifactLocation"] == {"uri": "notes/%E6%8A%A5%E5%91%8A%201.txt", "uriBaseId": "%SRCROOT%"}


def test_an_article_of_a_page_is_placed_in_the_page() -> None:
    first, second = "上篇第一行\n上篇第二行\n", "下篇 {slot}\n"
    place = Evidence("e" * 16, "page.txt!2", len(first) + 3, len(first) + 9, "{slot}")
    parts = (
        document("page.txt", first, key="page.txt!1", part=1, findings=()),
        document("page.txt", second, (place,), key="page.txt!2", part=2, offset=len(first)),
    )
    (result,) = run_of(replace(lined("x", "x"), documents=parts))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (3, 4)


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        ("page.html", {}),
        ("rows.jsonl", {"record": "7"}),
        ("inbox.zip", {"record": "a.txt"}),
        ("-", {}),
        ("a.txt", {"text": None}),
    ],
)
def test_where_the_text_is_not_the_file_no_line_is_claimed(path: str, changed: dict[str, Any]) -> None:
    report = lined("one\ntwo {slot}\n", "{slot}", path)
    report = replace(report, documents=tuple(replace(doc, **changed) for doc in report.documents))
    region = run_of(report)["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], "startColumn" in region) == (1, False)
    assert region["properties"] == {"start": 8, "end": 14}


def test_a_finding_without_a_place_is_of_the_document() -> None:
    (result,) = run_of(replace(lined("x", "x"), documents=(document("a/b.txt", "正文"),)))["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "a/b.txt"


def test_the_other_document_is_a_related_location(report: Report) -> None:
    copied = next(f for doc in report.documents for f in doc.findings if f.related)
    (result,) = [
        each
        for each in run_of(report)["results"]
        if each["partialFingerprints"]["auditorFingerprint/v1"] == copied.fingerprint
    ]
    names = [each["logicalLocations"][0]["fullyQualifiedName"] for each in result["relatedLocations"]]
    assert copied.related[0].key in names


def test_without_accepted_findings_nothing_is_said_of_a_baseline() -> None:
    (result,) = run_of(lined("{a}", "{a}"))["results"]
    assert {"baselineState", "suppressions"} & set(result) == set()


def test_accepted_findings_stay_and_every_result_says_whether_it_is_new(report: Report) -> None:
    results = run_of(report)["results"]
    accepted = {f.fingerprint for doc in report.documents for f in doc.findings if f.status is Status.BASELINED}
    assert accepted
    for result in results:
        old = result["partialFingerprints"]["auditorFingerprint/v1"] in accepted
        assert result["baselineState"] == ("unchanged" if old else "new")
        assert [each["status"] for each in result["suppressions"]] == (["accepted"] if old else [])


def test_a_shipped_rule_brings_its_page_and_a_foreign_one_its_remedy() -> None:
    report = lined("{a}", "{a}")
    (doc,) = report.documents
    shipped = replace(doc.findings[0], rule="near-duplicate", fingerprint="c" * 20)
    report = replace(report, documents=(replace(doc, findings=(*doc.findings, shipped)),))
    by_id = {rule["id"]: rule for rule in run_of(report)["tool"]["driver"]["rules"]}
    assert by_id["near-duplicate"]["help"]["markdown"].startswith("# near-duplicate")
    assert by_id["near-duplicate"]["fullDescription"]["text"]
    assert by_id["template-line"]["help"] == {"text": "Remove it."}


def test_the_index_of_a_result_is_that_of_its_rule(report: Report) -> None:
    run = run_of(report)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_beyond_the_limit_the_gravest_stay_and_the_cut_is_told(report: Report) -> None:
    many = crowded(report, 60, 100)
    last = many.documents[-1]
    grave = replace(last.findings[0], severity=Severity.BLOCKER, fingerprint="grave", points=0.0)
    many = replace(many, documents=(*many.documents[:-1], replace(last, findings=(*last.findings, grave))))
    run = run_of(many)
    assert len(run["results"]) == sarif.MOST_RESULTS
    assert "grave" in {each["partialFingerprints"]["auditorFingerprint/v1"] for each in run["results"]}
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].startswith("1001 findings")


def test_a_finding_with_many_places_keeps_a_hundred() -> None:
    text = "{a} " * 400
    places = tuple(Evidence("d" * 16, "a.txt", 4 * nth, 4 * nth + 3, "{a}") for nth in range(400))
    (result,) = run_of(replace(lined("x", "x"), documents=(document("a.txt", text, places),)))["results"]
    assert len(result["locations"]) + len(result["relatedLocations"]) == sarif.MOST_LOCATIONS


def test_a_run_that_could_not_check_everything_was_no_success(report: Report) -> None:
    (invocation,) = run_of(report)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert any(each["level"] == "error" for each in invocation["toolExecutionNotifications"])
    sound = replace(report, faults=(), notes=tuple(Note("a", "read", str(nth)) for nth in range(5000)))
    (invocation,) = run_of(sound)["invocations"]
    assert invocation["executionSuccessful"] is True
    assert len(invocation["toolExecutionNotifications"]) < 300


def test_a_document_cannot_write_links_placeholders_or_controls() -> None:
    hostile = "see [here](https://evil.example) {0} \x1b[2J\u202e\ud800"
    report = lined(f"a {hostile} b", hostile)
    (doc,) = report.documents
    report = replace(report, documents=(replace(doc, findings=(replace(doc.findings[0], message=hostile),)),))
    text = sarif.render(report, Options())
    message = json.loads(text)["runs"][0]["results"][0]["message"]["text"]
    assert "\\[here\\](" in message
    assert "{{0}}" in message
    assert not {"\x1b", "\u202e", "\ud800"} & set(message)
    assert text.encode()


def test_the_same_report_gives_the_same_bytes_in_any_order(report: Report) -> None:
    turned = replace(report, documents=report.documents[::-1])
    assert sarif.render(turned, Options()) == sarif.render(report, Options())
