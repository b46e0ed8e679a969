"""The options that several commands share."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["ConfigFile", "DocsFolder", "ReceivedAt", "parse_received_at"]

DocsFolder = Annotated[
    Path | None,
    typer.Option(
        "--docs", metavar="DIR", help="Folder with catalog.*, rules.* and voice.*; default: qd.toml's."
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="A qd.toml; default: $QD_CONFIG, or one near the documents."
    ),
]
ReceivedAt = Annotated[
    str | None,
    typer.Option(
        "--received-at", metavar="ISO", help="When the message arrived; default: its Date header, else now."
    ),
]


def parse_received_at(text: str | None) -> datetime | None:
    """The option's value in UTC; a time without a zone is UTC. Ends the command with a sentence when it is no time."""
    if text is None:
        return None
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is not a time; write it like 2026-03-01T09:30:00Z", param_hint="--received-at"
        ) from None
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
