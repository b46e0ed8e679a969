"""Search as you type over the catalog."""

from __future__ import annotations

from starlette.responses import JSONResponse, Response

from qd_core.entry.web.visits import Visit, page
from qd_core.matching.index import index_of
from qd_core.matching.search import search
from qd_core.model.catalog import CatalogItem
from qd_core.model.folding import fold_sku

__all__ = ["routes"]

_MOST = 10
_SCANNED = 50_000


def find(visit: Visit) -> Response:
    """The best ten items for ``q``: SKUs that begin with it first, then names by the fuzzy search."""
    text = visit.asked("q", longest=120)
    writing = visit.desk.writing
    items = [
        {
            "sku": item.sku,
            "description": item.description,
            "price": f"{writing.amount(item.price)} / {item.unit}"
            + (" (discontinued)" if item.discontinued else ""),
        }
        for item in (_found(visit, text) if len(text) >= 2 else [])
    ]
    return JSONResponse({"items": items})


def _found(visit: Visit, text: str) -> list[CatalogItem]:
    catalog = visit.app.documents().catalog
    folded = fold_sku(text.casefold())
    found: dict[str, CatalogItem] = {}
    if folded:
        for position in range(min(len(catalog), _SCANNED)):
            item = catalog.at(position)
            if fold_sku(item.sku.casefold()).startswith(folded):
                found[item.sku] = item
                if len(found) >= _MOST // 2:
                    break
    for match in search(index_of(catalog), text, _MOST):
        item = catalog.at(match.row)
        found.setdefault(item.sku, item)
    return list(found.values())[:_MOST]


routes = [page("/catalog/search", find)]
