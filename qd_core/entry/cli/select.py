"""`qd select` and `qd stage`: which providers run, and in which order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qd_core.entry.cli.options import ConfigFile, DocsFolder

if TYPE_CHECKING:
    from qd_core.entry.cli.selection import Change
    from qd_core.plugin.kinds import Kind

__all__ = ["app", "stage"]

app = typer.Typer(help="Choose which providers run, and in which order.", no_args_is_help=True)
stage = typer.Typer(help="The stages of the price waterfall, in their order.", no_args_is_help=True)

Key = Annotated[str, typer.Argument(metavar="KEY", help="A key of `[select]`, like guardrail_gates.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of an installed provider.")]
After = Annotated[str, typer.Option("--after", metavar="NAME", help="Put it behind this one.")]
Before = Annotated[str, typer.Option("--before", metavar="NAME", help="Put it before this one.")]
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable.")]
_STAGES = "pricing_stages"


@app.command("list")
def list_all(
    key: Annotated[str, typer.Argument(metavar="[KEY]", help="Only this key.")] = "",
    as_json: AsJson = False,
    docs: DocsFolder = None,
    config: ConfigFile = None,
) -> None:
    """Show what is selected, in order, and what is installed beside it."""
    _list(key, as_json, docs, config)


@app.command("insert")
def insert(
    key: Key,
    name: Name,
    after: After = "",
    before: Before = "",
    docs: DocsFolder = None,
    config: ConfigFile = None,
) -> None:
    """Put a provider into the list of KEY in qd.toml, at its end without --after or --before.

    Comments in the file stay. Nothing is written when the deployment would not load with it.
    """
    _insert(key, name, after, before, docs, config)


@app.command("remove")
def remove(key: Key, name: Name, docs: DocsFolder = None, config: ConfigFile = None) -> None:
    """Take a provider out of the list of KEY in qd.toml."""
    _remove(key, name, docs, config)


@app.command("set")
def set_all(
    key: Key,
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="All names, in their order.")],
    docs: DocsFolder = None,
    config: ConfigFile = None,
) -> None:
    """Set KEY in qd.toml to these providers and no others."""
    from qd_core.entry.cli.selection import change, kind_of_key, replaced

    kind = kind_of_key(key)
    _show(change(kind, replaced(kind, tuple(names)), docs, config))


@stage.command("list")
def stage_list(as_json: AsJson = False, docs: DocsFolder = None, config: ConfigFile = None) -> None:
    """Show the stages in their order, and the installed ones that are not selected."""
    _list(_STAGES, as_json, docs, config)


@stage.command("insert")
def stage_insert(
    name: Name, after: After = "", before: Before = "", docs: DocsFolder = None, config: ConfigFile = None
) -> None:
    """Put a stage into the waterfall in qd.toml, at its end without --after or --before; one that is there moves."""
    _insert(_STAGES, name, after, before, docs, config)


@stage.command("remove")
def stage_remove(name: Name, docs: DocsFolder = None, config: ConfigFile = None) -> None:
    """Take a stage out of the waterfall in qd.toml."""
    _remove(_STAGES, name, docs, config)


def _insert(key: str, name: str, after: str, before: str, docs: Path | None, config: Path | None) -> None:
    from qd_core.entry.cli.selection import change, inserted, kind_of_key

    kind = kind_of_key(key)
    _show(change(kind, inserted(kind, name, after, before), docs, config))


def _remove(key: str, name: str, docs: Path | None, config: Path | None) -> None:
    from qd_core.entry.cli.selection import change, kind_of_key, removed

    kind = kind_of_key(key)
    _show(change(kind, removed(kind, name), docs, config))


def _show(done: Change) -> None:
    from rich.console import Console
    from rich.text import Text

    line = Text(f"{done.kind.select}: ")
    for place, name in enumerate(done.after):
        moved = done.before[place : place + 1] != (name,) and name not in done.before
        line.append(" → " if place else "").append(name, style="bold green" if moved else "")
    console = Console(highlight=False)
    console.print(line, soft_wrap=True)
    what = "written to" if done.after != done.before else "nothing to change in"
    console.print(Text(f"{what} {done.path}", style="dim"), soft_wrap=True)


def _list(key: str, as_json: bool, docs: Path | None, config: Path | None) -> None:
    from qd_core.entry.cli.selection import kind_of_key, registry_of
    from qd_core.entry.cli.session import find_deployment
    from qd_core.plugin.kinds import KINDS

    kinds: tuple[Kind, ...] = (kind_of_key(key),) if key else KINDS
    deployment, path = find_deployment(docs, config)
    registry = registry_of(deployment)
    installed = registry.listing()
    rows: dict[str, dict[str, object]] = {
        kind.select: {
            "mode": kind.mode.value,
            "selected": list(registry.selected(kind)),
            "others": sorted(
                e.name for e in installed if e.kind == kind.name and not e.selected and not e.problem
            ),
        }
        for kind in kinds
    }
    if as_json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        _table(rows, str(path) if path else "the defaults")


def _table(rows: dict[str, dict[str, object]], origin: str) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(
        box=box.SIMPLE_HEAD, header_style="dim", title=f"Selected by {origin}", title_justify="left"
    )
    for header in ("Key", "Mode", "Runs", "Installed beside it"):
        table.add_column(header)
    for key, row in rows.items():
        table.add_row(key, str(row["mode"]), _joined(" → ", row["selected"]), _joined(", ", row["others"]))
    Console().print(table)


def _joined(between: str, names: object) -> str:
    return between.join(map(str, names)) if isinstance(names, list) else ""
