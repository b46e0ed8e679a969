"""`qd status`: whether the house is in order."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qd_core.entry.cli.data_folder import machinery, served_by
from qd_core.entry.cli.serve import DataFolder
from qd_core.entry.serve.runtime import DEFAULT_DATA

if TYPE_CHECKING:
    from qd_core.backends.aws.backend import AwsBackend
    from qd_core.backends.local.backend import LocalBackend
    from qd_core.ports import QueueName

__all__ = ["AsJson", "ago", "status"]

AsJson = Annotated[bool, typer.Option("--json", help="For programs: one JSON object.")]


def status(data: DataFolder = DEFAULT_DATA, json_: AsJson = False) -> None:
    """Show what waits, what failed, and whether `qd serve` runs. Exit status 1 when something needs a person."""
    with machinery(data) as backend:
        facts = {**_place(backend, data), **_facts(backend)}
    if json_:
        print(json.dumps(facts, indent=2))
    else:
        _show(facts)
    if facts["dead_letters"] or facts["failed_deliveries"]:
        raise typer.Exit(1)


def _place(backend: LocalBackend | AwsBackend, data: Path) -> dict[str, object]:
    """Where the drafts are, and what serves them there."""
    from qd_core.backends.aws.backend import AwsBackend

    if isinstance(backend, AwsBackend):
        place = backend.aws.place
        return {"account": place.account, "region": place.region}
    return {
        "data": str(data.resolve()),
        "served_by": served_by(data),
        "free_disk_megabytes": shutil.disk_usage(data).free // 1024 // 1024,
    }


def _facts(backend: LocalBackend | AwsBackend) -> dict[str, object]:
    from qd_core.model.review import OPEN_STATES, DeliveryState, ReviewState
    from qd_core.ports import QueueName, TableName

    records = backend.records

    def count(**facets: Sequence[str]) -> int:
        return records.count(TableName.DRAFTS, facets=facets)

    queues = {
        str(name): {
            "waiting": backend.queue.depth(name),
            **_waited(backend, name),
            "dead": len(backend.queue.dead_letters(name)),
        }
        for name in QueueName
    }
    return {
        "drafts": {str(state): count(state=[state]) for state in ReviewState},
        "open": count(state=list(OPEN_STATES)),
        "failed_deliveries": count(delivery=[DeliveryState.FAILED]),
        "queues": queues,
        "dead_letters": sum(queue["dead"] for queue in queues.values()),
    }


def _waited(backend: LocalBackend | AwsBackend, queue: QueueName) -> dict[str, int]:
    """How long the oldest message has waited; nothing for what is hidden until later, or where SQS does not say."""
    from qd_core.backends.aws.backend import AwsBackend

    if isinstance(backend, AwsBackend):
        return {}
    since = backend.queue.oldest(queue)
    seconds = int((backend.clock.now() - since).total_seconds()) if since else 0
    return {"oldest_seconds": max(0, seconds)}


def _show(facts: dict[str, object]) -> None:
    if "account" in facts:
        print(f"account        {facts['account']}, {facts['region']}")
    else:
        process = facts["served_by"]
        print(f"data           {facts['data']}, {facts['free_disk_megabytes']:,} MB free")
        print(f"serving        {f'process {process}' if process else 'nobody: start `qd serve`'}")
    drafts = facts["drafts"]
    assert isinstance(drafts, dict)  # noqa: S101 - made above
    print(
        "drafts         "
        + (", ".join(f"{number} {state}" for state, number in drafts.items() if number) or "none")
    )
    queues = facts["queues"]
    assert isinstance(queues, dict)  # noqa: S101 - made above
    for name, queue in queues.items():
        known = queue["waiting"] and "oldest_seconds" in queue
        waiting = f"{queue['waiting']} waiting" + (
            f", oldest {ago(queue['oldest_seconds'])}" if known else ""
        )
        print(f"{name:<14} {waiting}{', ' + str(queue['dead']) + ' failed' if queue['dead'] else ''}")
    if facts["dead_letters"]:
        print(
            f"{facts['dead_letters']} could not be processed: `qd dead-letters` says why, --retry tries again"
        )
    if facts["failed_deliveries"]:
        print(
            f"{facts['failed_deliveries']} approved quotes could not be sent: see the desk's queue, tab Sending"
        )


def ago(seconds: int) -> str:
    """``45 s``, ``12 min``, ``5 h``, ``3 d``."""
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
