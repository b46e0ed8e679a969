"""Resolves a line by its words and sizes where nothing names the item outright."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qd_core.matching.index import index_of
from qd_core.matching.said_twice import called_first, in_brackets
from qd_core.matching.search import search
from qd_core.matching.slips import slips_of
from qd_core.model.quote import Candidate, MatchKind
from qd_core.plugin import NoSettings, Plugin, Provider, ProviderContext, SkuRequest, SkuResolver, hookimpl

plugin = Plugin(api=1)

_CALLED = 0.7
"""An item of this name, of which the buyer says more than the catalog knows, is worth a question, too."""
_SLIP = 0.7
"""A part number that is one slip away is worth a question, never a price."""


class FuzzyResolver:
    """Words, sizes and 3-grams. A differing size, rating, material or colour weighs more than all matching words."""

    pure = True

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        del settings, context

    def candidates(self, request: SkuRequest) -> Sequence[Candidate]:
        """The best items for the name and for the description, best first."""
        index = index_of(request.documents.catalog)
        best: dict[str, Candidate] = {}
        for text in (request.name, request.description):
            for found in search(index, text) if text else ():
                sku = index.item(found.row).sku
                if sku not in best or best[sku].score < found.score:
                    best[sku] = Candidate(sku, MatchKind.FUZZY, round(found.score, 4), found.evidence)
        for found in in_brackets(index, request.name):
            sku = index.item(found.row).sku
            if sku not in best or best[sku].score < found.score:
                best[sku] = Candidate(sku, MatchKind.FUZZY, round(found.score, 4), "named in brackets")
        called, rows = called_first(index, request.name)
        for sku in (index.item(row).sku for row in rows):
            if sku not in best or best[sku].score < _CALLED:
                best[sku] = Candidate(
                    sku, MatchKind.FUZZY, _CALLED, f"is called {called}; the rest is not known"
                )
        for written, row in slips_of(index, request.name):
            sku = index.item(row).sku
            if sku not in best or best[sku].score < _SLIP:
                best[sku] = Candidate(sku, MatchKind.FUZZY, _SLIP, f"{written} is one slip away")
        return sorted(best.values(), key=lambda candidate: -candidate.score)


@hookimpl
def qd_sku_resolvers() -> Iterable[Provider[SkuResolver]]:
    """Offers ``fuzzy``."""
    yield plugin.provider("fuzzy", FuzzyResolver, summary="words, sizes and 3-grams")
