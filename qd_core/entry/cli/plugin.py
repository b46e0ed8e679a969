"""`qd plugin`: begin one, and see whether an installed one keeps its contracts."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from qd_core.entry.cli.plugin_contracts import Verdict
    from qd_core.plugin.discovery import LoadedPlugin

__all__ = ["app"]

app = typer.Typer(help="For authors of plugins: begin one, test one.", no_args_is_help=True)


@app.command("new")
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The plugin's name, like fuel_surcharge.")],
    kind: Annotated[
        str,
        typer.Option(
            "--kind", metavar="KIND", help="What it offers: a kind of `qd plugins`, like pricing_stage."
        ),
    ],
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Where to write it; default: ./qd-NAME.")
    ] = None,
) -> None:
    """Write a distribution with a working plugin, its contract and its tests.

    The tests pass at once; change the plugin, and they say what still holds.
    """
    from qd_core.entry.cli.plugin_files import choosing, distribution_of, kind_called, write_plugin

    target, wanted = folder or Path(distribution_of(name)), kind_called(kind)
    for path in write_plugin(name, wanted, target):
        print(f"  {path}")
    print("\nNext:")
    print(f"  cd {target}")
    print("  pip install -e '.[test]'")
    print("  pytest")
    print(f"  qd plugin test {name}")
    print(f"  {choosing(name, wanted)}")


@app.command("test")
def contracts(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of an installed plugin.")],
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable.")] = False,
) -> None:
    """Run the contract of every provider that an installed plugin offers, and print what is kept and what is broken.

    Exit status 1 when a contract is broken, 2 when the plugin cannot be used.
    """
    from qd_core.entry.cli.plugin_contracts import run_contracts
    from qd_core.testing.installed import installed_plugin

    plugin = installed_plugin(name)
    verdicts = run_contracts(plugin)
    if as_json:
        print(json.dumps([asdict(verdict) for verdict in verdicts], indent=2, ensure_ascii=False))
    else:
        _show(plugin, verdicts)
    if any(verdict.outcome == "broken" for verdict in verdicts):
        raise typer.Exit(1)


def _show(plugin: LoadedPlugin, verdicts: tuple[Verdict, ...]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    offers = [provider.name for providers in plugin.providers.values() for provider in providers]
    console.print(Text(f"{plugin.installed.origin}: {', '.join(dict.fromkeys(offers))}", style="bold"))
    styles = {"kept": "green", "broken": "red", "skipped": "yellow"}
    contract = ""
    for verdict in verdicts:
        if verdict.contract != contract:
            contract = verdict.contract
            console.print(Text(f"\n{contract}", style="bold"))
        line = Text("  ").append(f"{verdict.outcome:8}", style=styles[verdict.outcome]).append(verdict.test)
        console.print(line, soft_wrap=True)
        if verdict.message:
            console.print(Text(f"          {verdict.message}", style=styles[verdict.outcome]), soft_wrap=True)
    counts = [f"{sum(v.outcome == outcome for v in verdicts)} {outcome}" for outcome in styles]
    console.print(Text("\n" + ", ".join(counts), style="bold"))
