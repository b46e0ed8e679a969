"""The catalog's descriptions by their words: which of them stand in a text, without reading the catalog through."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qd_core.model.catalog import Catalog, CatalogItem

__all__ = ["NamedProducts"]

_WORD = re.compile(r"\w+")
_SHORTEST = 9
"""Characters of a description that cannot stand in a text by chance."""
_MOST_WORDS = 24
_MOST_ALIKE = 50
"""Descriptions of the same words that are looked at one by one."""
_MOST_ITEMS = 200_000
"""Above this many items, products named by their description alone are not looked for."""


class NamedProducts:
    """Built once per catalog: an integer or a few an item."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._places: dict[int, int | list[int]] = {}
        self._lengths: set[int] = set()
        if len(catalog) > _MOST_ITEMS:
            return
        for place, item in enumerate(catalog):
            words = _WORD.findall(item.description.casefold())
            if 1 < len(words) <= _MOST_WORDS and len(item.description) >= _SHORTEST:
                self._lengths.add(len(words))
                self._add(hash(tuple(words)), place)

    def _add(self, key: int, place: int) -> None:
        known = self._places.get(key)
        if known is None:
            self._places[key] = place
        elif isinstance(known, int):
            self._places[key] = [known, place]
        elif len(known) < _MOST_ALIKE:
            known.append(place)

    def named_in(self, text: str) -> Iterator[CatalogItem]:
        """Items all of whose description's words follow each other in ``text``; punctuation is not looked at."""
        words = _WORD.findall(text.casefold())
        for first in range(len(words)):
            for length in self._lengths:
                if first + length > len(words):
                    continue
                found = self._places.get(hash(tuple(words[first : first + length])))
                if found is not None:
                    for place in [found] if isinstance(found, int) else found:
                        yield self._catalog.at(place)
