"""The company's catalog: the only source of SKUs and base prices."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Final

from qd_core.model.documents import Citation
from qd_core.model.folding import fold_sku

__all__ = ["Catalog", "CatalogItem"]

_LAST_PART: Final = re.compile(r"(?P<head>.{3,})[-/._ ](?P<tail>[^-/._ ]{1,8})", re.DOTALL)
_MOST_COMPARED: Final = 200_000


@dataclass(frozen=True, slots=True)
class CatalogItem:
    """One SKU. ``price`` and ``cost`` are per ``unit``; ``pack`` counts Units per outer pack. Columns that the
    grammar does not know are in ``extra`` under their header."""

    sku: str
    description: str
    row: Citation
    unit: str = "each"
    price: Decimal | None = None
    aliases: tuple[str, ...] = ()
    pack: Decimal | None = None
    moq: Decimal | None = None
    lead_time: str = ""
    cost: Decimal | None = None
    discontinued: bool = False
    replaced_by: str = ""
    family: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


class Catalog:
    """Every SKU of one catalog version. Consumers go through the methods, so that a catalog may live on disk."""

    def __init__(
        self,
        items: Sequence[CatalogItem],
        *,
        currency: str,
        price_decimals: int,
        version: str,
        company: str = "",
        number_format: str = "",
        properties: Mapping[str, str] | None = None,
        ignored: tuple[Citation, ...] = (),
        positions: Mapping[str, int] | None = None,
    ) -> None:
        """``positions`` are the indexes of ``items`` by case-folded SKU, where the caller has them already."""
        self._items = items
        self.currency = currency
        self.price_decimals = price_decimals
        self.version = version
        self.company = company
        self.number_format = number_format
        self.properties: Mapping[str, str] = properties or {}
        self.ignored = ignored
        """Header rows of tables that are not the catalog's own; they were not read."""
        self._positions = positions

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[CatalogItem]:
        return iter(self._items)

    def get(self, sku: str) -> CatalogItem | None:
        """The item of exactly this SKU, compared case-insensitively."""
        at = self._by_sku.get(sku.casefold())
        return None if at is None else self._items[at]

    def at(self, position: int) -> CatalogItem:
        """The item at ``position`` (0-based) in the order of the document."""
        return self._items[position]

    def position(self, sku: str) -> int | None:
        """Where the item of exactly this SKU stands, compared case-insensitively."""
        return self._by_sku.get(sku.casefold())

    def folded_positions(self, text: str) -> tuple[int, ...]:
        """Where the items stand whose SKU equals ``text`` after folding."""
        first, others = self._by_folded
        key = fold_sku(text.casefold())
        at = first.get(key)
        return () if at is None else (at, *others.get(key, ()))

    def folded(self, text: str) -> tuple[CatalogItem, ...]:
        """The items whose SKU equals ``text`` after folding (`A12`, `a 12`, `A-12`); more than one is a collision."""
        return tuple(self._items[position] for position in self.folded_positions(text))

    @cached_property
    def variant_suffixes(self) -> frozenset[str]:
        """The folded last parts of SKUs that are SKUs without them, too: C3 where there are 6204-2RS and 6204-2RS-C3.
        Empty where the catalog is too large to be looked through for one request."""
        if len(self._items) > _MOST_COMPARED:
            return frozenset()
        first, _ = self._by_folded
        cut = (_LAST_PART.fullmatch(sku) for sku in self._by_sku)
        return frozenset(
            fold_sku(one["tail"]) for one in cut if one is not None and fold_sku(one["head"]) in first
        )

    # The indexes hold positions, not items: a large catalog makes its items when they are asked for.

    @cached_property
    def _by_sku(self) -> Mapping[str, int]:
        if self._positions is not None:
            return self._positions
        return {item.sku.casefold(): at for at, item in enumerate(self._items)}

    @cached_property
    def _by_folded(self) -> tuple[dict[str, int], dict[str, list[int]]]:
        first: dict[str, int] = {}
        others: dict[str, list[int]] = defaultdict(list)
        for sku, at in self._by_sku.items():
            key = fold_sku(sku)
            if first.setdefault(key, at) != at:
                others[key].append(at)
        return first, dict(others)
