"""The queue as a CSV file, for whoever counts in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from starlette.responses import Response

from qd_core.builtin.file_crm.sheets import csv_bytes
from qd_core.entry.web.pages.files import as_download
from qd_core.entry.web.pages.queue import filters_of, tab_of
from qd_core.entry.web.view.queue_list import Item, load
from qd_core.entry.web.visits import Visit, page

__all__ = ["routes"]

_COLUMNS = ("reference", "received", "buyer", "email", "company", "subject", "move", "state", "delivery", "currency",
            "total", "priced_so_far", "assignee", "flags", "valid_until")  # fmt: skip
_MOST = 100_000


def export(visit: Visit) -> Response:
    """The rows of the same address's page, all of them; no cell is ever a formula."""
    rows = [_cells(item) for item in islice(_all(visit), _MOST)]
    answer = as_download(csv_bytes(_COLUMNS, rows), f"queue-{tab_of(visit)}.csv")
    answer.headers["content-type"] = "text/csv; charset=utf-8"
    return answer


def _all(visit: Visit) -> Iterator[Item]:
    tab, filters = tab_of(visit), replace(filters_of(visit), order="")
    found = load(visit.app, tab, filters)
    yield from found.items
    while found.beyond:
        found = load(visit.app, tab, filters, before=found.beyond)
        yield from found.items


def _cells(item: Item) -> dict[str, str]:
    same = ("reference", "buyer", "email", "company", "subject", "move", "state", "delivery", "currency", "assignee",
            "total", "valid_until")  # fmt: skip
    total = item.text("total")
    return {
        **{name: item.text(name) for name in same},
        "received": item.arrived.strftime("%Y-%m-%d %H:%M:%S"),
        "priced_so_far": "" if total else item.text("subtotal"),
        "flags": ", ".join(item.names("flags")),
    }


routes = [page("/queue.csv", export)]
