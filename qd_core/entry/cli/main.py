"""`qd`: the command line. Errors are one clear sentence on standard error; exit status 2 for usage and documents."""

from __future__ import annotations

import sys

import typer

from qd_core.entry.cli import config, docs, draft, evaluate, explain, ingest, init, plugins, serve, user
from qd_core.entry.wiring import code_version
from qd_core.errors import QdError

__all__ = ["app", "main"]

app = typer.Typer(
    name="qd",
    help="Quote Drafter: an RFQ in, an honest, cited draft quote out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.command("draft")(draft.draft)
app.command("explain")(explain.explain)
app.command("eval")(evaluate.evaluate)
app.command("init")(init.init)
app.command("ingest")(ingest.ingest)
app.command("plugins")(plugins.plugins)
app.command("serve")(serve.serve)
app.add_typer(user.app, name="user")
app.add_typer(docs.app, name="docs")
app.add_typer(config.app, name="config")


def _version(wanted: bool) -> None:
    if wanted:
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
