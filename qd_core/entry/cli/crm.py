"""`qd crm`: does the CRM have what Quote Drafter needs?"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, cast

import typer

from qd_core.entry.backend_choice import on_aws
from qd_core.entry.cli.options import ConfigFile
from qd_core.entry.cli.serve import DataFolder
from qd_core.entry.cli.session import find_deployment
from qd_core.entry.cli.status import AsJson
from qd_core.entry.serve.runtime import DEFAULT_DATA
from qd_core.entry.wiring import build_registry, company_of
from qd_core.errors import QdError
from qd_core.model.rules import CompanyDocuments
from qd_core.pipeline.calling import guard
from qd_core.plugin.kinds import KINDS
from qd_core.plugin.protocols import Check, Checkable, Installable

if TYPE_CHECKING:
    from qd_core.plugin.registry import Bound, Registry

__all__ = ["app"]

app = typer.Typer(help="The CRM that approved quotes go to.", no_args_is_help=True)

_CRM = next(kind for kind in KINDS if kind.name == "crm_adapter")
_SECONDS = 300.0
"""The longest wait: setting an account up takes dozens of calls."""


@app.command("check")
def check(config: ConfigFile = None, data: DataFolder = DEFAULT_DATA, as_json: AsJson = False) -> None:
    """Ask the selected CRM whether all is there that Quote Drafter needs: connection, fields, stages. Changes nothing.

    Exit status 1 when something is missing; each missing thing says what to do.
    """
    with _selected(config, data) as crm:
        able = isinstance(crm.impl, Checkable)
        asked = cast("Checkable", guard(crm, timeout=_SECONDS))
        _report(crm, asked.check() if able else None, as_json)


@app.command("setup")
def setup(config: ConfigFile = None, data: DataFolder = DEFAULT_DATA, as_json: AsJson = False) -> None:
    """Create in the selected CRM what is missing, then check. Harmless when run again.

    Exit status 1 when something is still missing, because only a person can make it.
    """
    with _selected(config, data) as crm:
        able = isinstance(crm.impl, Installable)
        asked = cast("Installable", guard(crm, timeout=_SECONDS))
        _report(crm, asked.setup() if able else None, as_json)


@contextmanager
def _selected(config: Path | None, data: Path) -> Iterator[Bound[object]]:
    """The adapter with the secrets and claims of the process that serves."""
    with _registry(config, data) as registry:
        (crm,) = registry.providers(_CRM)
        yield crm


@contextmanager
def _registry(config: Path | None, data: Path) -> Iterator[Registry]:
    if on_aws():
        from qd_core.entry.aws import aws_app

        yield aws_app().registry
        return
    from qd_core.backends.local.backend import LocalBackend

    deployment, path = find_deployment(None, config)
    secrets = Path(os.environ["QD_SECRETS"]) if os.environ.get("QD_SECRETS") else None
    backend = LocalBackend(data, secrets=secrets)
    try:
        company = company_of(deployment, None, folder=path.parent if path else None)
        yield build_registry(deployment, backend, _no_documents, company)
    finally:
        backend.close()


def _no_documents() -> CompanyDocuments:
    raise QdError("looking at the CRM reads no documents")


def _report(crm: Bound[object], checks: Sequence[Check] | None, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"crm": crm.name, "checks": [asdict(each) for each in checks or ()]}, indent=2))
    elif checks is None:
        print(f"{crm.name} ({crm.origin}) needs nothing.")
    else:
        _show(crm, checks)
    if any(not each.ok for each in checks or ()):
        raise typer.Exit(1)


def _show(crm: Bound[object], checks: Sequence[Check]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(f"{crm.name} ({crm.origin})", style="bold"))
    for each in checks:
        line = Text("  ✓ ", style="green") if each.ok else Text("  ✗ ", style="red")
        line.append(each.name, style="default")
        line.append(f": {each.detail}" if each.detail else "", style="dim" if each.ok else "default")
        console.print(line, soft_wrap=True)
        if not each.ok and each.fix:
            console.print(Text(f"    → {each.fix}", style="yellow"), soft_wrap=True)
