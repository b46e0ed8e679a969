"""Resolves a line that names a SKU, alone or among other words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qd_core.matching.contradiction import agrees
from qd_core.matching.index import index_of
from qd_core.matching.spelled import spelled
from qd_core.model.catalog import Catalog
from qd_core.model.quote import Candidate, MatchKind
from qd_core.plugin import NoSettings, Plugin, Provider, ProviderContext, SkuRequest, SkuResolver, hookimpl

plugin = Plugin(api=1)


class ExactResolver:
    """Equal to a SKU after folding (``A12``, ``a 12``, ``A-12``); two SKUs that fold alike are both proposed."""

    pure = True

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        del settings, context

    def candidates(self, request: SkuRequest) -> Sequence[Candidate]:
        """The SKUs named by the name, else by the description of the line."""
        catalog = request.documents.catalog
        for text in (request.name, request.description):
            if text and (found := _named(catalog, text)):
                return found
        return ()


def _named(catalog: Catalog, text: str) -> list[Candidate]:
    whole = catalog.folded(text)
    if whole:
        return [Candidate(item.sku, MatchKind.EXACT, 1.0, "is the SKU") for item in whole]
    return [
        Candidate(catalog.at(row).sku, MatchKind.EXACT, 1.0, f"names the SKU: {place.written}")
        for place, rows in spelled(text, catalog.folded_positions)
        for row in rows
        if " " not in place.written or agrees(index_of(catalog), row, place.rest)
    ]


@hookimpl
def qd_sku_resolvers() -> Iterable[Provider[SkuResolver]]:
    """Offers ``exact``."""
    yield plugin.provider("exact", ExactResolver, summary="a line that names a SKU")
