"""`qd init`: a folder to start from."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from qd_core.errors import QdError

__all__ = ["init"]


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to write; nothing in it is replaced.")
    ],
) -> None:
    """Write a starter qd.toml, company documents and a first RFQ into DIR."""
    source = files("qd_core.entry.cli") / "starter"
    written = []
    for name in (
        "qd.toml",
        "documents/catalog.txt",
        "documents/rules.txt",
        "documents/voice.txt",
        "first-rfq.txt",
    ):
        target = folder / name
        if target.exists():
            raise QdError(f"{target} is there already; give an empty folder")
        written.append((target, source.joinpath(*name.split("/")).read_bytes()))
    for target, content in written:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        print(f"  {target}")
    print("\nNext: edit the documents, then")
    print(f"  qd docs check {folder / 'documents'}")
    print(f"  qd draft {folder / 'first-rfq.txt'} --docs {folder / 'documents'}")
