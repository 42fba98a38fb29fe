"""A table for the terminal: every document with its verdict and what weighs most, then what concerns several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from auditor.formats._visible import one_line
from auditor.formats._words import SHAPES, explanation, message, rank, word
from auditor.formats.protocol import Options
from auditor.model import Assessment, Family, Relation, Report, Severity, Status, Verdict

if TYPE_CHECKING:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

__all__ = ["render"]

_COLORS = {Verdict.ACCEPT: "green", Verdict.REVIEW: "yellow", Verdict.REJECT: "red"}
_FINDINGS = 2  # of a document; the rest is counted, and `auditor explain` has it all
_TITLE = 100  # characters of a title, message or quote: two lines of a terminal of 80 columns
_LISTED = 20  # families, facts and faults of each section
_NARROWEST = 40  # columns; below that a table is unreadable and the lines wrap instead


def render(report: Report, options: Options) -> str:
    """The report as lines of at most ``options.width`` columns, with colour only where ``options.color`` says so."""
    from io import StringIO

    from rich.console import Console

    page = StringIO()
    console = Console(
        file=page,
        width=max(options.width, _NARROWEST),
        force_terminal=options.color,
        color_system="standard" if options.color else None,
        legacy_windows=False,
        emoji=False,
        markup=False,
        highlight=False,
    )
    console.print(_table(report, options.language))
    for section in _sections(report, options.language):
        console.print(section)
    console.print(_summary(report, options.language))
    return "\n".join(line.rstrip() for line in page.getvalue().strip("\n").split("\n")) + "\n"


def _table(report: Report, language: str) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1))
    table.add_column(word("verdict", language), no_wrap=True, min_width=8)
    table.add_column(word("score", language), justify="right", no_wrap=True, min_width=5)
    table.add_column(word("document", language), ratio=1, overflow="fold")
    for doc in report.documents:
        table.add_row(_verdict(doc.verdict, language), _score(doc), _cell(doc, language))
    return table


def _verdict(verdict: Verdict, language: str) -> Text:
    from rich.text import Text

    return Text(f"{SHAPES[verdict]} {word(verdict, language)}", style=f"bold {_COLORS[verdict]}")


def _score(doc: Assessment) -> str:
    return "–" if doc.score is None else f"{doc.score:.0f}"


def _cell(doc: Assessment, language: str) -> Text:
    from rich.text import Text

    cell = Text(one_line(doc.title or word("untitled", language), _TITLE), style="bold")
    origin = (doc.key, doc.publisher, doc.published)
    cell.append("\n" + " · ".join(one_line(part, _TITLE) for part in origin if part), style="dim not bold")
    counted = sorted(
        (each for each in doc.findings if each.status is Status.OPEN and each.severity is not Severity.INFO), key=rank
    )
    for finding in counted[:_FINDINGS]:
        # Without a blank before it, rich folds a long Chinese message where it stands instead of moving it down.
        colon = "：" if language == "zh" else ": "
        cell.append(f"\n{word(finding.dimension, language)} −{finding.points:.0f}{colon}", style="not bold cyan")
        cell.append(one_line(message(finding, language), 2 * _TITLE), style="not bold not dim")
    if rest := len(counted) - _FINDINGS if len(counted) > _FINDINGS else 0:
        cell.append(f"\n… {rest} 项" if language == "zh" else f"\n… {rest} more", style="not bold dim")
    closed = sorted(finding.status for finding in doc.findings if finding.status is not Status.OPEN)
    if closed:
        told = (f"{len([*group])} {word(status, language)}" for status, group in groupby(closed))
        cell.append(f"\n{' · '.join(told)}", style="not bold dim")
    return cell


def _sections(report: Report, language: str) -> Iterator[Text | Padding]:
    copies = [family for family in report.families if len(family.members) > 1]
    yield from _section("families", (line for family in copies for line in _family(family, language)), language)
    problems = [relation for relation in report.relations if relation.severity is not Severity.INFO]
    yield from _section("contradictions", (line for each in problems for line in _relation(each, language)), language)
    affected = (
        f"{each.evidence[0].key if each.evidence else each.rule}: {message(each, language)}" for each in report.affected
    )
    yield from _section("affected", affected, language)
    yield from _section("notes", (f"{note.path} ({note.stage}): {note.message}" for note in report.notes), language)
    yield from _section(
        "faults", (f"{fault.path} ({fault.stage}): {fault.message}" for fault in report.faults), language
    )


def _section(name: str, lines: Iterator[str], language: str) -> Iterator[Text | Padding]:
    from rich.padding import Padding
    from rich.text import Text

    shown = list(lines)
    if not shown:
        return
    yield Text(f"\n{word(name, language)}", style="bold red" if name == "faults" else "bold")
    for line in shown[:_LISTED]:
        indent = 4 if line.startswith(" ") else 2
        yield Padding(Text(one_line(line, 2 * _TITLE), overflow="fold"), (0, 0, 0, indent))
    if len(shown) > _LISTED:
        yield Text(f"  … {len(shown) - _LISTED}", style="dim")


def _family(family: Family, language: str) -> Iterator[str]:
    yield family.first
    for member in family.members:
        if member.key != family.first:
            yield f"  {word(member.relation, language)} {member.similarity:.2f}  {member.key}"


def _relation(relation: Relation, language: str) -> Iterator[str]:
    """A contradiction in words, and the documents that it joins."""
    yield explanation(relation, language)
    for key in dict.fromkeys(evidence.key for evidence in (*relation.a, *relation.b)):
        yield f"  {key}"


def _summary(report: Report, language: str) -> Text:
    from rich.text import Text

    counts = Counter(doc.verdict for doc in report.documents)
    total = len(report.documents)
    noun = "document" if total == 1 and language != "zh" else word("documents", language)
    line = Text(f"\n{total} {noun}: ", style="bold")
    for place, verdict in enumerate(Verdict):
        line.append(" · " if place else "", style="not bold")
        line.append(
            f"{SHAPES[verdict]} {counts[verdict]} {word(verdict, language)}", style=f"not bold {_COLORS[verdict]}"
        )
    if report.faults:
        line.append(
            f" · {len(report.faults)} {word('fault' if len(report.faults) == 1 else 'faults', language).lower()}",
            style="not bold red",
        )
    if report.gate:
        line.append(f"\n{word('gate', language)}: {word(report.gate.decision, language)}", style="bold")
        if report.gate.decision == "admitted" and report.gate.refused:
            line.append(f" · {len(report.gate.refused)} {word('refused', language)}", style="bold")
        for refused in _refused(report, language):
            line.append(f"\n  {refused}", style="not bold")
    return line


def _refused(report: Report, language: str) -> Iterator[str]:
    """Each refused document with its verdict, its score and the rule that weighs most."""
    docs = {doc.key: doc for doc in report.documents}
    for key in report.gate.refused if report.gate else ():
        doc = docs.get(key)
        why = next((finding.rule for finding in doc.findings), "") if doc else ""
        state = f" ({word(doc.verdict, language)} {doc.score if doc.score is not None else '–'}) {why}" if doc else ""
        yield one_line(f"{key}{state}", 2 * _TITLE)
