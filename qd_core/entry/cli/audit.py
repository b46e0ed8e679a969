"""`qd audit`: the trail, verified and exported."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qd_core.entry.cli.data_folder import machinery
from qd_core.entry.cli.serve import DataFolder
from qd_core.entry.serve.runtime import DEFAULT_DATA
from qd_core.errors import RejectedError

if TYPE_CHECKING:
    from qd_core.ports import AuditRow, Backend

__all__ = ["app"]

app = typer.Typer(
    no_args_is_help=True, help="The audit trail: append-only, every row linked to the one before."
)


@app.command("verify")
def verify(data: DataFolder = DEFAULT_DATA) -> None:
    """Check every row's text and its link to the row before. Exit status 1 when anything was changed."""
    from qd_core.backends.chain import START, problems
    from qd_core.entry.serve.archive import trail

    with machinery(data) as backend:
        count, last = 0, START

        def counted() -> Iterator[AuditRow]:
            nonlocal count, last
            for row in trail(backend):
                count, last = count + 1, row.chain
                yield row

        found = problems(counted())
    for problem in found[:100]:
        sys.stderr.write(f"qd: {problem}\n")
    if found:
        raise typer.Exit(1)
    # whoever keeps this value elsewhere can tell a trail that was cut short at its end
    print(f"{count:,} events, all linked; the last link is {last}")


@app.command("export")
def export(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where to; standard output without it.")
    ] = None,
    data: DataFolder = DEFAULT_DATA,
    rfq: Annotated[str, typer.Option("--rfq", metavar="ID", help="One RFQ alone.")] = "",
) -> None:
    """Write the trail as JSON Lines: one event a line with its digest and link."""
    with machinery(data) as backend:
        if file is None:
            for line in _lines(backend, rfq):
                sys.stdout.write(line)
            return
        if file.exists():
            raise RejectedError(f"{file} is there already: choose another name")
        with file.open("x", encoding="utf-8") as target:
            target.writelines(_lines(backend, rfq))


def _lines(backend: Backend, rfq_id: str) -> Iterator[str]:
    from qd_core.entry.serve.archive import trail

    for row in trail(backend):
        if rfq_id and row.rfq_id != rfq_id:
            continue
        event = json.loads(row.body) if row.body else None
        line = {
            "sequence": row.sequence,
            "rfq_id": row.rfq_id,
            "event": event,
            "digest": row.digest,
            "chain": row.chain,
        }
        yield json.dumps(line, ensure_ascii=False) + "\n"
