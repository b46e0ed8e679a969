"""Times as text that sorts: one width, UTC, microseconds."""

from __future__ import annotations

from datetime import UTC, datetime

__all__ = ["from_text", "to_text"]

_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def to_text(moment: datetime) -> str:
    """An aware time as ``2026-01-05T09:00:00.000000Z``."""
    return moment.astimezone(UTC).strftime(_FORMAT)


def from_text(text: str) -> datetime:
    """The time that ``to_text`` wrote."""
    return datetime.strptime(text, _FORMAT).replace(tzinfo=UTC)
