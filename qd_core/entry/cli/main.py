"""`qd`: the command line. Errors are one clear sentence on standard error; exit status 2 for usage and documents."""

from __future__ import annotations

import sys
from typing import Any

import typer
from typer.core import TyperGroup

from qd_core.entry.cli.on_demand import OnDemand
from qd_core.entry.collecting import collect_rarely
from qd_core.errors import QdError

__all__ = ["COMMANDS", "app", "main"]

_HERE = "qd_core.entry.cli"
COMMANDS = {
    "draft": f"{_HERE}.draft:draft",
    "explain": f"{_HERE}.explain:explain",
    "eval": f"{_HERE}.evaluate:evaluate",
    "init": f"{_HERE}.init:init",
    "ingest": f"{_HERE}.ingest:ingest",
    "plugin": f"{_HERE}.plugin:app",
    "plugins": f"{_HERE}.plugins:plugins",
    "serve": f"{_HERE}.serve:serve",
    "doctor": f"{_HERE}.doctor:doctor",
    "status": f"{_HERE}.status:status",
    "queue": f"{_HERE}.queue:queue",
    "dead-letters": f"{_HERE}.queue:dead_letters",
    "audit": f"{_HERE}.audit:app",
    "backup": f"{_HERE}.backup:backup",
    "restore": f"{_HERE}.backup:restore",
    "reprocess": f"{_HERE}.reprocess:reprocess",
    "erase": f"{_HERE}.erase:erase",
    "user": f"{_HERE}.user:app",
    "docs": f"{_HERE}.docs:app",
    "config": f"{_HERE}.config:app",
    "aws": f"{_HERE}.aws:app",
    "crm": f"{_HERE}.crm:app",
    "select": f"{_HERE}.select:app",
    "stage": f"{_HERE}.select:stage",
}
"""Every command and where it stands: a function, or the Typer application of a group of commands."""


class _Root(TyperGroup):
    """``qd`` itself, with its commands on demand."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = OnDemand(COMMANDS)


app = typer.Typer(
    name="qd",
    cls=_Root,
    help="Quote Drafter: an RFQ in, an honest, cited draft quote out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def _version(wanted: bool) -> None:
    if wanted:
        from qd_core.entry.wiring import code_version

        print(f"qd {code_version()}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Quote Drafter: an RFQ in, an honest, cited draft quote out."""


def main() -> None:
    """The console script."""
    collect_rarely()
    try:
        app()
    except QdError as error:
        sys.stderr.write(f"qd: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away (| head); nothing to say
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
