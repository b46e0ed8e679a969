"""`qd docs`: are the company documents fit to quote from?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qd_core.documents.lint import lint
from qd_core.documents.load import load_documents
from qd_core.entry.cli.fallback_check import check_fallback_cover
from qd_core.entry.cli.options import ConfigFile

__all__ = ["app"]

app = typer.Typer(help="The company documents: catalog, rules, voice.", no_args_is_help=True)


@app.command("check")
def check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with catalog.*, rules.* and voice.*")],
    config: ConfigFile = None,
) -> None:
    """Read the documents; print every problem with its line, then what is legal but suspicious.

    Exit status 0: fit to quote from; 1: the voice's fallback cover fails a gate; 2: a document cannot be used.
    """
    from rich.console import Console
    from rich.text import Text

    documents = load_documents(folder)
    console = Console()
    catalog, rules = documents.catalog, documents.rules
    counts = (
        (len(rules.tiers), "tier"),
        (len(rules.customers), "customer"),
        (len(rules.volume), "volume break"),
        (len(rules.regions), "region"),
        (len(rules.bundles), "bundle"),
    )
    parts = ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for count, name in counts)
    console.print(Text(f"{len(catalog)} SKUs in {catalog.currency}, {parts}", style="bold"))
    findings = lint(documents)
    for finding in findings:
        console.print(Text(f"{finding.document}:{finding.line}: {finding.message}", style="yellow"))
    failed = check_fallback_cover(documents, folder, config)
    for message in failed:
        console.print(Text(message, style="red"))
    if not findings and not failed:
        console.print(Text("Nothing to mend.", style="green"))
    if failed:
        raise typer.Exit(1)
