"""The hash chain of the audit trail: how a row is linked to the one before, and how links are checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from qd_core.ports import AuditRow

__all__ = ["START", "digest_of", "link", "problems"]

START = "0" * 64
"""What the first row of a stream is linked to."""


def digest_of(body: str) -> str:
    """The hash of one event as written."""
    return hashlib.sha256(body.encode()).hexdigest()


def link(previous: str, digest: str) -> str:
    """The chain value of the row after ``previous``."""
    return hashlib.sha256(f"{previous}{digest}".encode()).hexdigest()


def problems(rows: Iterable[AuditRow]) -> list[str]:
    """Every row whose body or link is not what it was when it was written, in words. Erased bodies are no problem."""
    found: list[str] = []
    last: dict[str, AuditRow] = {}
    for row in rows:
        before = last.get(row.stream)
        place = f"row {row.sequence} of {row.stream} (RFQ {row.rfq_id})"
        if row.sequence != (before.sequence if before else 0) + 1:
            found.append(f"{place}: a row is missing before it")
        elif row.chain != link(before.chain if before else START, row.digest):
            found.append(f"{place}: it is not linked to the row before")
        if row.body and digest_of(row.body) != row.digest:
            found.append(f"{place}: its text was changed")
        last[row.stream] = row
    return found
