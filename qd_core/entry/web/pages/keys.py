"""All keys on one page."""

from __future__ import annotations

from starlette.responses import Response

from qd_core.entry.web.visits import Visit, page

__all__ = ["routes"]


def keys(visit: Visit) -> Response:
    """The keys, and the switch that turns them off."""
    return visit.render("keys.html")


routes = [page("/keys", keys)]
