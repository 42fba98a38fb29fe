"""``auditor rules``: its commands, declared; their bodies are in ``auditor.cli.rules``."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli._options import AsOf, Rules

__all__ = ["app"]

app = typer.Typer(
    help="The rule packs: list them, read one rule's page, prove, check, measure and write them.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@app.command("list")
def rules_list(rules: Rules = []) -> None:
    """List every rule: id, pack, aspect, severity and points.

    Example: auditor rules list --rules house.yaml
    """
    from auditor.cli import rules as command

    raise typer.Exit(command.run_list(rules))


@app.command("explain")
def rules_explain(id: Annotated[str, typer.Argument(metavar="ID")], rules: Rules = []) -> None:
    """Print one rule's page.

    Example: auditor rules explain near-duplicate
    """
    from auditor.cli import rules as command

    raise typer.Exit(command.run_explain(id, rules))


@app.command("test")
def rules_test(
    packs: Annotated[list[str] | None, typer.Argument(metavar="PACK", help="Pack names; all by default.")] = None,
    rules: Rules = [],
) -> None:
    """Prove every example of every rule: exit 1 when one does not hold.

    Example: auditor rules test house-rules --rules house.yaml
    """
    from auditor.cli import rules as command

    raise typer.Exit(command.run_test(packs or [], rules))


@app.command("lint")
def rules_lint(rules: Rules = [], as_of: AsOf = None) -> None:
    """Name what is allowed in a pack and still probably wrong: exit 1 when there is anything.

    Example: auditor rules lint --rules house.yaml
    """
    from auditor.cli import rules as command

    raise typer.Exit(command.run_lint(rules, as_of))


@app.command("measure")
def rules_measure(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Clean documents: a folder, or any other PATH.")],
    rules: Rules = [],
    write: Annotated[bool, typer.Option("--write", help="Keep the figures in the packs, beside each rule.")] = False,
) -> None:
    """Count in how many clean documents each rule finds something, and name suppressions nothing needed.

    Example: auditor rules measure clean/ --rules house.yaml --write
    """
    from auditor.cli import rules as command

    raise typer.Exit(command.run_measure(folder, rules, write=write))


@app.command("try")
def rules_try(text: Annotated[str, typer.Argument(metavar="TEXT")], rules: Rules = []) -> None:
    """Show a text as rules see it, and what they find in it: exit 1 when they find anything.

    Example: auditor rules try "加 微 信 abc12345"
    """
    from auditor.cli import rules as command

    raise typer.Exit(command.run_try(text, rules))


@app.command("docs")
def rules_docs(
    output: Annotated[str, typer.Option("--output", metavar="FOLDER", help="Where the pages go.")] = "docs/rules",
    rules: Rules = [],
) -> None:
    """Write one page per rule and an index.

    Example: auditor rules docs --output docs/rules
    """
    from auditor.cli import rules as command

    raise typer.Exit(command.run_docs(output, rules))


@app.command("schema")
def rules_schema() -> None:
    """Print the JSON Schema of rule packs, for editors.

    Example: auditor rules schema > pack.schema.json
    """
    from auditor.cli import rules as command

    raise typer.Exit(command.run_schema())


@app.command("new")
def rules_new(name: Annotated[str, typer.Argument(metavar="NAME")]) -> None:
    """Print a pack to begin with.

    Example: auditor rules new house-rules > house.yaml
    """
    from auditor.cli import rules as command

    raise typer.Exit(command.run_new(name))
