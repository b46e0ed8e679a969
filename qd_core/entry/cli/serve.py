"""`qd serve`: the one process of a small company."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from typing import Annotated

import typer

from qd_core.entry.serve.runtime import DEFAULT_DATA, Runtime, open_runtime
from qd_core.errors import ConfigError

__all__ = ["DataFolder", "find_config", "serve"]

DEFAULT_PORT = 8642

DataFolder = Annotated[
    Path,
    typer.Option(
        "--data", metavar="DIR", help="The folder that holds everything; default: .qd here.", envvar="QD_DATA"
    ),
]
ConfigToServe = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="The qd.toml; default: $QD_CONFIG, else qd.toml here."),
]


def find_config(config: Path | None) -> Path:
    """The configuration file of a command that serves. Raises ConfigError when there is none."""
    path = config or Path(os.environ.get("QD_CONFIG") or "qd.toml")
    if not path.is_file():
        raise ConfigError(
            f"there is no {path}: give --config FILE, or make a folder to start from with `qd init`"
        )
    return path


def serve(
    config: ConfigToServe = None,
    data: DataFolder = DEFAULT_DATA,
    host: Annotated[
        str, typer.Option("--host", help="Address to answer on; anything but this machine needs people.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to answer on.")] = DEFAULT_PORT,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=32, help="Threads that draft and send.")
    ] = 2,
) -> None:
    """Serve the desk and work off the queue until stopped (Ctrl-C or SIGTERM)."""
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}" if port and _is_loopback(host) else ""
    runtime = open_runtime(find_config(config), data, workers=workers, address=address)
    try:
        _run(runtime, host, port)
    finally:
        runtime.close()


def _run(runtime: Runtime, host: str, port: int) -> None:
    from qd_core.entry.web.desk import Desk
    from qd_core.entry.web.server import run_server

    desk = Desk.open(runtime.app, runtime.backend, runtime.documents, host=host)
    if not _is_loopback(host) and not desk.people.exist():
        raise ConfigError(
            f"--host {host} can be reached by others, and nobody has a password yet: "
            "add the first person with `qd user add EMAIL --role admin`, then serve",
            key="host",
        )
    run_server(runtime, desk, host, port)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
