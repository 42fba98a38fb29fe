"""The command line: parse, call, print, exit. The body of each command is a module that is imported when it runs."""

from __future__ import annotations

import gc
import sys
import traceback
from copy import copy
from typing import Annotated

import typer
from typer.models import CommandInfo

from auditor import __version__
from auditor.cli import _audit_app, _baseline_app, _config_app, _corpus_app, _decisions_app, _rules_app, _tools_app
from auditor.cli.configuration import NOTHING, configured
from auditor.cli.streams import flushed, set_up_streams
from auditor.errors import AuditorError

__all__ = ["app", "run"]

_YOUNG = 200_000  # objects: hardly any garbage is cyclic here, and looking for it every 700 is a tenth of a run

app = typer.Typer(
    help="Audits documents: copied text, spam, contradictory figures, missing sources. "
    "Exit codes: 0 yes, 1 no, 2 could not.",
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"auditor {__version__}")
        raise typer.Exit


def _asks_for_help(words: list[str]) -> bool:
    """Whether a broken file would stand between a user and the help; what follows ``--`` are paths."""
    return "--help" in (words[: words.index("--")] if "--" in words else words)


@app.callback()
def main(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    config: Annotated[
        str | None,
        typer.Option("--config", metavar="FILE", help="Take the settings from this file instead of looking for one."),
    ] = None,
    no_config: Annotated[bool, typer.Option("--no-config", help="Take no settings from any file.")] = False,
) -> None:
    """Audits documents: copied text, spam, contradictory figures, missing sources."""
    del version
    context.obj = NOTHING if no_config or _asks_for_help(sys.argv[1:]) else configured(app, config)
    context.default_map = context.obj.defaults()


for _command in (*_audit_app.COMMANDS, *_tools_app.COMMANDS, *_decisions_app.COMMANDS):
    app.command()(_command)
app.add_typer(_baseline_app.app, name="baseline")
app.add_typer(_config_app.app, name="config")
app.add_typer(_corpus_app.app, name="corpus")
app.add_typer(_rules_app.app, name="rules")


def _asked(words: list[str]) -> typer.Typer:
    """The app with the command alone that is asked for: making every command of its function takes 30 ms."""
    narrow = copy(app)
    narrow.registered_commands = [one for one in app.registered_commands if _name(one) in words[:1]]
    narrow.registered_groups = [one for one in app.registered_groups if one.name in words[:1]]
    return narrow if narrow.registered_commands or narrow.registered_groups else app


def _name(command: CommandInfo) -> str:
    return str(command.name or getattr(command.callback, "__name__", "")).replace("_", "-")


def run() -> None:
    """The entry point: errors are three lines on standard error and exit 2, and so is what nobody foresaw."""
    gc.set_threshold(_YOUNG, 20, 100)
    set_up_streams()
    code: str | int | None = 2
    try:
        _asked(sys.argv[1:])(prog_name="auditor")
    except AuditorError as error:
        sys.stderr.write(f"auditor: {error}\n")
    except SystemExit as ending:
        code = ending.code
    except Exception:  # noqa: BLE001  # Python would exit 1, and 1 means "no": a gate must not say that by accident
        traceback.print_exc()
    gc.freeze()  # what is left is not walked through once more at the end
    sys.exit(code if flushed() else 2)
