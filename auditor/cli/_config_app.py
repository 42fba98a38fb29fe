"""``auditor config``: its command, declared; its body is in ``auditor.cli.config``."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["app"]

app = typer.Typer(
    help="What is set for this folder: by command line, auditor.toml, pyproject.toml or default.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@app.callback()
def config() -> None:
    """What is set for this folder: the command line wins over the file, the file over the defaults."""


@app.command("show")
def config_show(
    context: typer.Context,
    command: Annotated[
        list[str] | None, typer.Argument(metavar="COMMAND", help="Only this command's options, such as gate.")
    ] = None,
    origin: Annotated[bool, typer.Option("--origin", help="Say where each value comes from.")] = False,
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Print the settings as TOML.

    Example: auditor config show --origin
    """
    from auditor.cli import config as body
    from auditor.cli._declared import declared
    from auditor.cli.main import app as whole

    found = context.find_root().obj
    raise typer.Exit(
        body.run_show(found, declared(whole), " ".join(command or []) or None, origin=origin, format=format)
    )
