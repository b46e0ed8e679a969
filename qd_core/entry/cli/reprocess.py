"""`qd reprocess`: requests are read again from their raw copies, as after a change of the documents."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from qd_core.entry.cli.serve import ConfigToServe, DataFolder, find_config
from qd_core.entry.serve.runtime import DEFAULT_DATA, open_local
from qd_core.errors import QdError, RejectedError

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["reprocess"]


def reprocess(
    requests: Annotated[
        list[str], typer.Argument(metavar="RFQ…", help="References (Q-1234-5678-9ABC) or ids of RFQs.")
    ],
    why: Annotated[str, typer.Option("--why", help="The reason; it stands on the trail.")],
    config: ConfigToServe = None,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Read requests again with the documents and programs of today, also while `qd serve` runs. The draft that there
    was stays as a revision; an approved quote stays as it is."""
    from qd_core.pipeline.reprocess import reprocess as read_again
    from qd_core.pipeline.review import Actor

    app, backend, _ = open_local(find_config(config), data)
    actor, failed = Actor(getpass.getuser(), frozenset()), 0
    try:
        for named in requests:
            try:
                rfq_id = _id_of(app, named)
                read_again(app, rfq_id, actor, why=why)
                print(f"{rfq_id}  is being read again")
            except QdError as error:
                failed += 1
                sys.stderr.write(f"qd: {named}: {error}\n")
    finally:
        backend.close()
    if failed:
        raise typer.Exit(1)


def _id_of(app: App, named: str) -> str:
    """The id of an RFQ that is named by its id or its draft's reference. Raises RejectedError when there is none."""
    from qd_core.ports import TableName

    if app.backend.records.get(TableName.RFQS, named) is not None:
        return named
    for found in app.backend.records.find(
        TableName.DRAFTS, facets={"reference": [named.strip().upper()]}, limit=1
    ):
        return found.key
    raise RejectedError("there is no such RFQ: `qd queue` lists those that wait")
