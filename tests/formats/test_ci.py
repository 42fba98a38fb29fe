from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from auditor.formats import csv, github, gitlab, junit, markdown, sarif
from auditor.formats.protocol import Options
from auditor.model import Fault, Finding, Gate, Report, Severity, Status, Verdict

HOSTILE = (
    "::error file=a.txt::pwned\n::set-output name=x::1\r\n##[set-env name=PATH]/tmp %0A::warning::x ]]> <b>&amp; "
    '" onload="1 \x00\x07\x1b[31m\u202e\ufffe\ud800 =cmd|x @octocat #1 [a](javascript:1) `x` ![i](http://e.example/i)'
)


def hostile(report: Report) -> Report:
    """Every text that a document can choose is hostile."""

    def spoilt(finding: Finding) -> Finding:
        places = tuple(replace(place, quote=HOSTILE) for place in finding.evidence)
        return replace(finding, message=HOSTILE, message_zh=HOSTILE, remedy=HOSTILE, evidence=places)

    documents = tuple(
        replace(
            doc,
            key=f"{HOSTILE}{number}",
            path=f"{HOSTILE}{number}",
            title=HOSTILE,
            findings=tuple(spoilt(finding) for finding in doc.findings),
        )
        for number, doc in enumerate(report.documents)
    )
    return replace(report, documents=documents, faults=(Fault(HOSTILE, HOSTILE, HOSTILE),), gate=None)


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands that a runner reads from a log: level, properties, message, each unescaped."""
    found = []
    for line in text.splitlines():
        match = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
        if match is None:
            assert not line.lstrip().startswith("::")
            assert "##[" not in line
            continue
        fields = dict(field.split("=", 1) for field in match[2].split(","))
        found.append((match[1], fields, match[3]))
    return found


def test_a_document_cannot_write_a_workflow_command(report: Report) -> None:
    said = commands(github.render(hostile(report), Options()))  # type: ignore[arg-type]  # no folder: one text
    assert said
    for level, fields, message in said:
        assert level in {"error", "warning", "notice"}
        assert set(fields) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert not {"\x1b", "\u202e", "\r"} & set("".join(fields.values()) + message)


def test_the_gravest_annotations_are_printed_and_the_others_counted(report: Report) -> None:
    doc = next(each for each in report.documents if each.findings)
    finding = replace(doc.findings[0], severity=Severity.BLOCKER, status=Status.OPEN)
    many = tuple(replace(finding, fingerprint=f"{nth:020}", points=float(nth)) for nth in range(25))
    lone = replace(report, documents=(replace(doc, findings=many),), faults=())
    text = github.render(lone, Options())
    assert isinstance(text, str)
    assert len(commands(text)) == github.MOST_OF_A_LEVEL
    assert text.splitlines()[-1] == "and 15 more in the report"


def test_what_could_not_be_audited_is_an_error(report: Report) -> None:
    text = github.render(replace(report, documents=()), Options())
    assert isinstance(text, str)
    assert [level for level, _, _ in commands(text)] == ["error"] * len(report.faults)


def test_an_accepted_finding_is_no_annotation(report: Report) -> None:
    accepted = replace(
        report,
        gate=None,
        faults=(),
        documents=tuple(
            replace(doc, findings=tuple(replace(f, status=Status.BASELINED) for f in doc.findings))
            for doc in report.documents
        ),
    )
    assert github.render(accepted, Options()) == ""
    assert json.loads(gitlab.render(accepted, Options())) == []


def test_an_annotation_names_the_line(report: Report) -> None:
    text = github.render(replace(report, faults=()), Options())
    assert isinstance(text, str)
    placed = [fields for _, fields, _ in commands(text) if "line" in fields]
    assert placed
    assert all(int(fields["line"]) >= 1 for fields in placed)


def test_a_summary_stays_below_the_limit_and_names_the_worst(report: Report) -> None:
    worst = next(doc for doc in report.documents if doc.verdict is Verdict.REJECT)
    crowd = tuple(replace(doc, key=f"{nth}-{doc.key}") for nth in range(800) for doc in report.documents)
    many = replace(report, documents=(*crowd, replace(worst, key="worst.txt", score=0.0)))
    page = markdown.bounded(many, "en", 100_000)
    assert len(page.encode()) <= 100_000
    assert "worst\\.txt" in page
    assert page.rstrip().endswith("more")


def test_into_a_folder_go_annotations_and_summary(report: Report) -> None:
    files = github.render(report, Options(folder=True))
    assert isinstance(files, dict)
    assert sorted(files) == ["annotations.txt", "summary.md"]


def cases(report: Report) -> ET.Element:
    return ET.fromstring(junit.render(report, Options()))  # noqa: S314  # our own bytes


def test_a_refused_document_fails(report: Report) -> None:
    assert report.gate is not None
    root = cases(report)
    failed = [case.get("name") for case in root.iter("testcase") if case.find("failure") is not None]
    assert len(failed) == len(report.gate.refused)
    assert root.get("failures") == str(len(failed))
    assert root.get("tests") == str(len(report.documents) + len(report.faults))
    assert root.get("errors") == str(len(list(root.iter("error")))) == str(len(report.faults))


def test_a_gate_that_could_not_audit_shows_no_rejected_document_as_passed(report: Report) -> None:
    unsure = replace(report, gate=Gate("could-not-audit"))
    assert cases(unsure).get("failures") == cases(replace(report, gate=None)).get("failures") != "0"


def test_a_document_that_its_score_refused_is_an_error_of_its_own(report: Report) -> None:
    doc = replace(report.documents[0], findings=(), score=61.5)
    text = github.render(replace(report, documents=(doc,), faults=(), gate=Gate("refused", (doc.key,))), Options())
    assert isinstance(text, str)
    ((level, fields, message),) = commands(text)
    assert (level, fields["title"]) == ("error", "refused")
    assert "61.5" in message


def test_without_a_gate_a_rejected_document_fails(report: Report) -> None:
    failed = [case for case in cases(replace(report, gate=None)).iter("testcase") if case.find("failure") is not None]
    assert len(failed) == sum(doc.verdict is Verdict.REJECT for doc in report.documents)


def test_a_document_cannot_leave_its_element(report: Report) -> None:
    root = cases(hostile(report))
    assert {element.tag for element in root.iter()} <= {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "error",
        "system-out",
    }
    assert len(list(root.iter("testcase"))) == len(report.documents) + 1
    assert "]]>" in "".join(root.itertext())


def issues(report: Report) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(gitlab.render(report, Options()))
    return found


def test_an_issue_has_what_gitlab_needs(report: Report) -> None:
    for issue in issues(report):
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert isinstance(issue["location"], dict)
        assert issue["location"]["lines"]["begin"] >= 1


def test_the_same_text_under_two_paths_gives_two_issues(report: Report) -> None:
    doc = next(each for each in report.documents if each.findings)
    twice = replace(report, faults=(), documents=(doc, replace(doc, key="again.txt", path="again.txt")))
    marks = [issue["fingerprint"] for issue in issues(twice)]
    assert len(set(marks)) == len(marks)
    assert doc.findings[0].fingerprint in marks


@pytest.mark.parametrize("render", [sarif.render, gitlab.render, junit.render, csv.render, markdown.render])
def test_hostile_text_shows_no_control_and_has_bytes(report: Report, render: object) -> None:
    text = render(hostile(report), Options())  # type: ignore[operator]  # every format renders
    assert text.encode()
    assert not {"\x1b", "\x00", "\x07", "\u202e", "\ufffe"} & set(text)


def test_a_document_mentions_nobody_in_markdown(report: Report) -> None:
    page = markdown.render(hostile(report), Options())
    assert not re.search(r"@(?=\w)|#(?=\d)", page)
    assert not re.search(r"(?<!\\)\]\(|(?<!\\)`|(?<!\\)!\[|<b>", page)


@pytest.mark.parametrize(
    "render", [sarif.render, gitlab.render, junit.render, csv.render, markdown.render, github.render]
)
def test_a_megabyte_of_one_letter_is_cut(report: Report, render: object) -> None:
    doc = next(each for each in report.documents if each.findings)
    finding = replace(doc.findings[0], message="[" * 1_000_000, evidence=())
    text = render(replace(report, documents=(replace(doc, findings=(finding,)),)), Options())  # type: ignore[operator]  # as above
    if render is not csv.render:
        assert len(text) < 100_000
