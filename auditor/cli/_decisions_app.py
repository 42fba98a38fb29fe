"""The commands about an editor's decisions, declared; their bodies are imported when they run."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["COMMANDS"]


def decide(
    decisions: Annotated[
        str,
        typer.Argument(metavar="DECISIONS.jsonl", help="Decisions {document, decision, reason, by, at}, one a line."),
    ],
    corpus: Annotated[
        str, typer.Option("--corpus", help="The corpus that keeps them: a file, or a postgresql:// URL.")
    ],
) -> None:
    """Store an editor's decisions, all or none: accept, review or reject, with a reason.

    Example: auditor decide decisions.jsonl --corpus corpus.db
    """
    from auditor.cli import decide as command

    raise typer.Exit(command.run(decisions, corpus=corpus))


def calibrate(
    report: Annotated[
        str,
        typer.Option("--report", metavar="AUDIT.json", help="The stored report in which the labelled documents are."),
    ],
    labels: Annotated[
        str | None, typer.Argument(metavar="LABELS.jsonl", help="Decisions {document, decision, reason, by, at}.")
    ] = None,
    corpus: Annotated[
        str | None, typer.Option("--corpus", help="Take the decisions stored in this corpus instead of a file.")
    ] = None,
    method: Annotated[str, typer.Option("--method", help="sigmoid or isotonic.")] = "sigmoid",
    plot: Annotated[str | None, typer.Option("--plot", metavar="FILE.svg", help="Draw the reliability here.")] = None,
    output: Annotated[str | None, typer.Option("--output", metavar="FILE", help="Write the JSON here.")] = None,
) -> None:
    """Hold the score against one's own decisions: how well it ranks, how far its probabilities are right.

    Example: auditor calibrate labels.jsonl --report audit.json --plot reliability.svg
    """
    from auditor.cli import calibrate as command

    raise typer.Exit(command.run(labels, corpus=corpus, report=report, method=method, plot=plot, output=output))


COMMANDS = (decide, calibrate)
