"""Resolves a line that says an alias or the whole description of an item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qd_core.matching.index import index_of
from qd_core.model.quote import Candidate, MatchKind
from qd_core.plugin import NoSettings, Plugin, Provider, ProviderContext, SkuRequest, SkuResolver, hookimpl

plugin = Plugin(api=1)


class AliasResolver:
    """Equal to an alias or to the whole description: letter case, punctuation, plural, word order and the spelling
    of sizes do not matter. An alias of two items proposes both."""

    pure = True

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        del settings, context

    def candidates(self, request: SkuRequest) -> Sequence[Candidate]:
        """The items so named by the name or by the description of the line."""
        index = index_of(request.documents.catalog)
        found: dict[str, Candidate] = {}
        for text in (request.name, request.description):
            for row in index.named(text) if text else ():
                sku = index.item(row).sku
                found.setdefault(sku, Candidate(sku, MatchKind.ALIAS, 1.0, f"is called so: {text}"))
            if not found:
                found |= {
                    index.item(row).sku: Candidate(
                        index.item(row).sku, MatchKind.ALIAS, 1.0, f"is also known as {place.written}"
                    )
                    for place, rows in index.spelled_aliases(text)
                    for row in rows
                }
        return list(found.values())


@hookimpl
def qd_sku_resolvers() -> Iterable[Provider[SkuResolver]]:
    """Offers ``alias``."""
    yield plugin.provider("alias", AliasResolver, summary="an alias or the whole description")
