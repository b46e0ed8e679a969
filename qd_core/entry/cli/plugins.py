"""`qd plugins`: every provider that is installed, whose it is, and whether it runs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from qd_core.backends.memory import MemoryBackend
from qd_core.entry.cli.options import ConfigFile, DocsFolder
from qd_core.entry.cli.session import find_deployment
from qd_core.entry.wiring import build_registry
from qd_core.errors import QdError
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin.protocols import Company

if TYPE_CHECKING:
    from qd_core.plugin.registry import Listing

__all__ = ["plugins"]


def plugins(
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable.")] = False,
    docs: DocsFolder = None,
    config: ConfigFile = None,
) -> None:
    """List every provider: kind, name, distribution and version, selected or not, and what cannot be used and why."""
    deployment, path = find_deployment(docs, config)
    registry = build_registry(deployment, MemoryBackend(), _no_documents, Company())
    listing = registry.listing()
    if as_json:
        print(json.dumps([asdict(entry) for entry in listing], indent=2, ensure_ascii=False))
    else:
        _show(listing, str(path) if path else "the defaults")


def _no_documents() -> CompanyDocuments:
    raise QdError("listing plugins reads no documents")


def _show(listing: tuple[Listing, ...], origin: str) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=box.SIMPLE_HEAD,
        header_style="dim",
        title=f"Providers, selected by {origin}",
        title_justify="left",
    )
    for header in ("Kind", "Name", "Runs", "From", "What it does"):
        table.add_column(header)
    kind = ""
    for entry in listing:
        if entry.problem and not entry.kind:
            continue
        shown = entry.kind if entry.kind != kind else ""
        kind = entry.kind
        origin = f"{entry.distribution} {entry.version}"
        what = Text(entry.problem, style="red") if entry.problem else Text(entry.summary, style="dim")
        table.add_row(shown, entry.name, Text("●", style="green") if entry.selected else "", origin, what)
    console = Console()
    console.print(table)
    for entry in listing:
        if entry.problem and not entry.kind:
            console.print(Text(f"  {entry.problem}", style="red"))
