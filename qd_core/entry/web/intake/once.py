"""A form that is sent twice is one request: each page that is shown carries an id of its own."""

from __future__ import annotations

import hashlib
import re

from qd_core.entry.web.visits import Visit

__all__ = ["PAGE_FIELD", "page_id", "sending_name"]

PAGE_FIELD = "page"
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def page_id(visit: Visit) -> str:
    """The id that the form came with, so that a page shown again to be mended stays the same; else a new one."""
    given = visit.text(PAGE_FIELD, longest=64)
    return given if _ID.fullmatch(given) else visit.app.backend.ids.new()


def sending_name(visit: Visit, lane: str) -> str:
    """What this sending is called, bound to the session: nobody can take another's place."""
    digest = hashlib.sha256(f"{visit.session.token}/{page_id(visit)}".encode()).hexdigest()
    return f"{lane}/{digest}"
