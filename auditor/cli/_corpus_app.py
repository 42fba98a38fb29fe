"""``auditor corpus``: its commands, declared; their bodies are imported when they run."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli._options import AsOf, EngineName, Jobs, Paths, Policy, Rules, TextField

__all__ = ["app"]

app = typer.Typer(
    help="The durable index of admitted documents.",
    rich_markup_mode=None,
    no_args_is_help=True,
)

Corpus = Annotated[str, typer.Option("--corpus", help="The corpus: a file, or a postgresql:// URL.")]
Listing = Annotated[str, typer.Option("--format", help="text or jsonl.")]
Names = Annotated[list[str], typer.Argument(metavar="ID|KEY…", help="Content ids, or keys as `corpus list` has them.")]


@app.command("add")
def corpus_add(
    paths: Paths,
    corpus: Corpus,
    policy: Policy = None,
    rules: Rules = [],
    as_of: AsOf = None,
    format: Listing = "text",
    jobs: Jobs = None,
    engine: EngineName = "local",
    text_field: TextField = "text",
) -> None:
    """Audit documents and store them with their verdicts, whatever these are: all of them or, after a fault, none.

    Example: auditor corpus add archive/ --corpus corpus.db
    """
    from auditor.cli import _corpus_add as command

    raise typer.Exit(
        command.run_add(
            paths,
            corpus=corpus,
            policy=policy,
            rules=rules,
            as_of=as_of,
            format=format,
            jobs=jobs,
            engine=engine,
            text_field=text_field,
        )
    )


@app.command("list")
def corpus_list(
    corpus: Corpus,
    verdict: Annotated[str | None, typer.Option("--verdict", help="accept, review or reject.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Whose publisher has this in its name.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="Written in: zh-Hans, en, …")] = None,
    query: Annotated[str | None, typer.Option("--query", help="With this in the title, path, key or id.")] = None,
    family: Annotated[str | None, typer.Option("--family", help="Of this family of copies.")] = None,
    rule: Annotated[str | None, typer.Option("--rule", help="With a finding of this rule.")] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Not more than so many.")] = None,
    format: Listing = "text",
) -> None:
    """List admitted documents: id, path, verdict, title.

    Example: auditor corpus list --corpus corpus.db --verdict review --format jsonl
    """
    from auditor.cli import corpus as command

    wanted = {
        "verdict": verdict,
        "publisher": publisher,
        "language": language,
        "query": query,
        "family": family,
        "rule": rule,
    }
    raise typer.Exit(command.run_list(corpus, wanted, limit=limit, format=format))


@app.command("show")
def corpus_show(
    name: Annotated[str, typer.Argument(metavar="ID|KEY", help="A content id, or a key as `corpus list` has it.")],
    corpus: Corpus,
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    with_text: Annotated[bool, typer.Option("--with-text", help="Also its text.")] = False,
) -> None:
    """Show one document: where it came from, its verdict, findings, family, history and decisions.

    Example: auditor corpus show reports/2025-09.txt --corpus corpus.db
    """
    from auditor.cli import corpus as command

    raise typer.Exit(command.run_show(name, corpus, format=format, with_text=with_text))


@app.command("remove")
def corpus_remove(
    names: Names,
    corpus: Corpus,
    erase: Annotated[
        bool, typer.Option("--erase", help="Leave nothing but a tombstone: no history, no quote, no bytes.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why it was erased; the tombstone keeps it.")] = "erased",
    policy: Policy = None,
    rules: Rules = [],
    as_of: AsOf = None,
) -> None:
    """Remove documents, and judge anew what they had touched; an id removes a text under all its keys.

    Example: auditor corpus remove 0f3a9c1d2b4e5f60 --erase --reason "court order 12/2026" --corpus corpus.db
    """
    from auditor.cli import _corpus_change as command

    raise typer.Exit(
        command.run_remove(names, corpus, reason=reason if erase else None, policy=policy, rules=rules, as_of=as_of)
    )


@app.command("verify")
def corpus_verify(
    corpus: Corpus,
    quick: Annotated[
        bool, typer.Option("--quick", help="Do not work out again what is derived from the texts.")
    ] = False,
    policy: Policy = None,
    rules: Rules = [],
    as_of: AsOf = None,
) -> None:
    """Check everything that must be true of a corpus: exit 0 when it is sound, 2 when it is damaged.

    Example: auditor corpus verify --corpus corpus.db
    """
    from auditor.cli import _corpus_change as command

    raise typer.Exit(command.run_verify(corpus, quick=quick, policy=policy, rules=rules, as_of=as_of))


@app.command("trust")
def corpus_trust(
    corpus: Corpus,
    format: Listing = "text",
    policy: Policy = None,
    rules: Rules = [],
    as_of: AsOf = None,
) -> None:
    """Work out how far each publisher's figures agree with others', and keep it: name, documents, trust, its interval.

    Example: auditor corpus trust --corpus corpus.db
    """
    from auditor.cli import _corpus_change as command

    raise typer.Exit(command.run_trust(corpus, format=format, policy=policy, rules=rules, as_of=as_of))


@app.command("stats")
def corpus_stats(
    corpus: Corpus,
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Count what is in a corpus.

    Example: auditor corpus stats --corpus corpus.db
    """
    from auditor.cli import corpus as command

    raise typer.Exit(command.run_stats(corpus, format=format))


@app.command("export")
def corpus_export(
    corpus: Corpus,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", metavar="FILE", help="Where to: .parquet by its ending, else JSON lines; or standard output."
        ),
    ] = None,
) -> None:
    """Write every document with its text and standing, one row each; `corpus import` reads them back.

    Example: auditor corpus export --corpus corpus.db --output corpus.parquet
    """
    from auditor.cli import _corpus_export as command

    raise typer.Exit(command.run_export(corpus, output))


@app.command("import")
def corpus_import(
    path: Annotated[str, typer.Argument(metavar="FILE", help="What `corpus export` wrote.")],
    corpus: Corpus,
    policy: Policy = None,
    rules: Rules = [],
    as_of: AsOf = None,
    jobs: Jobs = None,
    engine: EngineName = "local",
) -> None:
    """Add the documents of an export; they are judged anew, and nothing that the file says of them is believed.

    Example: auditor corpus import corpus.parquet --corpus copy.db
    """
    from auditor.cli import _corpus_export as command

    raise typer.Exit(
        command.run_import(path, corpus, policy=policy, rules=rules, as_of=as_of, jobs=jobs, engine=engine)
    )


@app.command("rebuild")
def corpus_rebuild(
    corpus: Corpus,
    output: Annotated[
        str | None, typer.Option("--output", metavar="FILE", help="Write a new corpus here, and leave the old one.")
    ] = None,
    policy: Policy = None,
    rules: Rules = [],
    as_of: AsOf = None,
    jobs: Jobs = None,
    engine: EngineName = "local",
) -> None:
    """Build a corpus anew from its texts, with the present rules and scheme: whole or not at all.

    Example: auditor corpus rebuild --corpus corpus.db
    """
    from auditor.cli import _corpus_change as command

    raise typer.Exit(
        command.run_rebuild(corpus, output, policy=policy, rules=rules, as_of=as_of, jobs=jobs, engine=engine)
    )


@app.command("backup")
def corpus_backup(
    output: Annotated[
        str, typer.Argument(metavar="FILE", help="Where to: a file that is not there, or the URL of an empty database.")
    ],
    corpus: Corpus,
) -> None:
    """Copy a corpus, as it is at one moment, while others use it; the copy is a corpus.

    Example: auditor corpus backup backup.db --corpus corpus.db
    """
    from auditor.cli import _corpus_change as command

    raise typer.Exit(command.run_backup(corpus, output))
