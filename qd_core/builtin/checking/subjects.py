"""What a draft may speak of: the items on it, and the words around them that are nobody's claim."""

from __future__ import annotations

from collections.abc import Iterator

from qd_core.model.catalog import CatalogItem
from qd_core.model.quote import Draft, QuoteLine
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin import GateRequest

__all__ = ["descriptions", "items_on", "names_of_company"]


def items_on(draft: Draft, documents: CompanyDocuments) -> tuple[CatalogItem, ...]:
    """The catalog items of the lines, those that an unclear line may mean, and the successors of discontinued ones."""
    items = {item.sku: item for line in draft.lines for item in _items_of(line, documents)}
    return tuple(items.values())


def descriptions(draft: Draft, documents: CompanyDocuments) -> list[str]:
    """What the catalog calls the items on the draft."""
    return [item.description for item in items_on(draft, documents)]


def names_of_company(request: GateRequest) -> list[str]:
    """The company's own names: a word in them is no claim."""
    own = request.company.name if request.company else ""
    return [name for name in (own, request.documents.catalog.company) if name]


def _items_of(line: QuoteLine, documents: CompanyDocuments) -> Iterator[CatalogItem]:
    skus = [line.sku, *(candidate.sku for candidate in line.candidates)]
    for sku in skus:
        item = documents.catalog.get(sku) if sku else None
        if item is None:
            continue
        yield item
        if item.discontinued and (successor := documents.catalog.get(item.replaced_by)):
            yield successor
