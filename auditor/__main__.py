"""Lets ``python -m auditor`` be the command."""

from auditor.cli.main import run

run()
