"""`qd queue` and `qd dead-letters`: what waits for a person, and what could not be processed."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from qd_core.entry.cli.data_folder import machinery
from qd_core.entry.cli.serve import DataFolder
from qd_core.entry.cli.status import AsJson, ago
from qd_core.entry.serve.runtime import DEFAULT_DATA

if TYPE_CHECKING:
    from qd_core.ports import Backend

__all__ = ["dead_letters", "queue"]

Limit = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="At most so many rows.")]


def queue(data: DataFolder = DEFAULT_DATA, limit: Limit = 50, json_: AsJson = False) -> None:
    """List the open drafts, the one that has waited longest first."""
    with machinery(data) as backend:
        rows = _open_drafts(backend, limit)
        now = backend.clock.now()
    if json_:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        waited = int((now - datetime.fromisoformat(str(row["received_at"]))).total_seconds())
        buyer = row["company"] or row["buyer"] or row["email"] or "unknown"
        total = f"{row['total']} {row['currency']}" if row["total"] else "open"
        who = row["assignee"] or "nobody"
        print(
            f"{row['reference']}  {ago(max(0, waited)):>6}  {row['move']:<12}  {total:>14}  {_plain(buyer)}  ({who})"
        )
    if not rows:
        print("nothing waits")


def _open_drafts(backend: Backend, limit: int) -> list[dict[str, object]]:
    from qd_core.model.review import OPEN_STATES
    from qd_core.ports import TableName

    found = backend.records.find(
        TableName.DRAFTS, facets={"state": list(OPEN_STATES)}, limit=limit, oldest_first=True
    )
    return [{"rfq_id": record.key, **json.loads(record.summary)} for record in found]


def dead_letters(
    data: DataFolder = DEFAULT_DATA,
    retry: Annotated[
        bool, typer.Option("--retry", help="Try all of them again, from the first attempt.")
    ] = False,
) -> None:
    """List what could not be processed, with the reason. Nothing of it is lost."""
    from qd_core.ports import QueueName

    with machinery(data) as backend:
        count = 0
        for name in QueueName:
            for message, reason in backend.queue.dead_letters(name):
                count += 1
                if retry:
                    backend.queue.revive(name, message.body)
                print(f"{name:<14} {_about(message.body)}  {_plain(reason)}")
    if retry and count:
        print(f"{count} are tried again" + (" by `qd serve`" if backend.name == "local" else ""))
    elif not count:
        print("nothing failed")


def _about(body: str) -> str:
    """The RFQ's id, also where the message is an event that names it."""
    try:
        return str(json.loads(body)["rfq_id"])
    except (ValueError, KeyError, TypeError):
        return _plain(body)[:80]


def _plain(text: object) -> str:
    """One line that no terminal takes for a command."""
    return "".join(char if char.isprintable() else " " for char in str(text))[:200]
