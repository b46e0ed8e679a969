"""`qd backup` and `qd restore`: the data folder as one file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from qd_core.entry.cli.data_folder import opened
from qd_core.entry.cli.serve import DataFolder
from qd_core.entry.serve.runtime import DEFAULT_DATA

__all__ = ["backup", "restore"]


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The tar file to write.")],
    data: DataFolder = DEFAULT_DATA,
    secrets: Annotated[
        bool,
        typer.Option("--with-secrets", help="Put secrets.toml in too: then guard the file like a password."),
    ] = False,
) -> None:
    """Write everything to one file, also while `qd serve` runs."""
    from qd_core.entry.serve.archive import back_up
    from qd_core.entry.wiring import code_version

    with opened(data) as backend:
        count, size = back_up(backend, file, secrets=secrets, code_version=code_version())
    print(f"{file}: {count:,} files, {size / 1024 / 1024:.1f} MB")
    if not secrets:
        sys.stderr.write(
            "qd: secrets.toml is not in it; keep a copy of it elsewhere, or use --with-secrets\n"
        )


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `qd backup` wrote.")],
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Make a new data folder of a backup. Its database and audit trail are verified first."""
    from qd_core.entry.serve.archive import restore as unpack

    made_at = unpack(file, data)
    print(f"{data} is as it was at {made_at:%Y-%m-%d %H:%M} UTC; start `qd serve`")
