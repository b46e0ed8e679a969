"""`qd config`: is the configuration fit to run?"""

from __future__ import annotations

import typer

from qd_core.entry.cli.options import ConfigFile, DocsFolder
from qd_core.entry.cli.session import open_session
from qd_core.plugin.kinds import KINDS

__all__ = ["app"]

app = typer.Typer(help="The deployment's configuration.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """The deployment's configuration."""


@app.command("check")
def check(docs: DocsFolder = None, config: ConfigFile = None) -> None:
    """Check qd.toml: every key, every selected provider with its settings, the order of the stages, the documents."""
    from rich.console import Console
    from rich.table import Table

    session = open_session(docs, config)
    session.app.registry.check()
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", justify="right")
    for kind in KINDS:
        grid.add_row(kind.select, " → ".join(session.app.registry.selected(kind)))
    console = Console()
    console.print(grid)
    console.print(f"[green]Fit to run[/] ({session.config or 'defaults, no qd.toml'})")
