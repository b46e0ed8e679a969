"""`qd doctor`: is this machine fit to draft, to serve, to send?"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qd_core.entry.cli.options import ConfigFile, DocsFolder
from qd_core.entry.cli.serve import DataFolder
from qd_core.entry.cli.session import find_deployment
from qd_core.entry.cli.status import AsJson
from qd_core.entry.serve.runtime import DEFAULT_DATA
from qd_core.errors import QdError

if TYPE_CHECKING:
    from qd_core.entry.checkup.finding import Finding

__all__ = ["doctor"]

_MARKS = {"ok": "ok", "lacking": "--", "wrong": "!!"}


def doctor(
    docs: DocsFolder = None,
    config: ConfigFile = None,
    data: DataFolder = DEFAULT_DATA,
    reach: Annotated[
        bool, typer.Option("--reach", help="Also connect to the mail server and sign in; nothing is sent.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Look over this machine and its deployment: Python, libraries, Tesseract, configuration, documents, data folder,
    secrets, mail server. Everything that is wrong says what to do.

    `--` is something to know: what is configured works without it. Exit status 1 when something is wrong.
    """
    findings = []
    for found in _findings(docs, config, data, reach):
        findings.append(found)
        if not as_json:
            _show(found)
    if as_json:
        print(json.dumps([asdict(found) for found in findings], indent=2))
    if any(found.grade == "wrong" for found in findings):
        raise typer.Exit(1)


def _findings(docs: Path | None, config: Path | None, data: Path, reach: bool) -> Iterator[Finding]:
    from qd_core.config import Deployment
    from qd_core.entry.checkup.finding import fine, lacking, wrong
    from qd_core.entry.checkup.machine import machine
    from qd_core.entry.checkup.place import data_folder, deployed, mail_server, secrets_file

    try:
        deployment, path = find_deployment(docs, config)
    except QdError as error:
        yield from machine(Deployment())
        yield wrong("configuration", str(error), "mend it, then `qd config check`")
        return
    yield from machine(deployment, needed=frozenset({"desk"} if (data / "qd.sqlite").is_file() else ()))
    if path is None:
        yield lacking("configuration", "no qd.toml: the defaults", "`qd init DIR` writes one")
    else:
        yield fine("configuration", str(path))
    named = path.parent / deployment.documents if path is not None and deployment.documents else None
    yield from deployed(deployment, docs or named, path)
    secrets = Path(os.environ["QD_SECRETS"]) if os.environ.get("QD_SECRETS") else data / "secrets.toml"
    yield data_folder(data)
    yield from secrets_file(deployment, secrets)
    yield mail_server(deployment, secrets, reach=reach)


def _show(found: Finding) -> None:
    print(f"{_MARKS[found.grade]}  {found.name:<14} {found.detail}")
    if found.fix and found.grade != "ok":
        print(f"{'':18} {found.fix}")
