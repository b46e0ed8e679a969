"""The index of one catalog: which items hold which keys, and which names are an item's own."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from qd_core.matching.atoms import Atom, AtomKind, atoms_of
from qd_core.matching.codes import code_key, codes_of
from qd_core.matching.grams import grams_of
from qd_core.matching.lending import lent_words
from qd_core.matching.keys import part_keys, store_keys
from qd_core.matching.spelled import Spelled, spelled
from qd_core.matching.vocabulary import Vocabulary
from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.folding import clean, fold_sku

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["CatalogIndex", "Features", "index_of", "name_key"]

K = TypeVar("K", bound=Hashable)

_indexes: WeakKeyDictionary[Catalog, CatalogIndex] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Features:
    """What one item says of itself: the keys of its names and SKU, the ``weak`` keys of its family, unit and unknown
    columns, the ``lent`` keys of its siblings' aliases, and each of its names as atoms with their keys."""

    keys: frozenset[int]
    weak: frozenset[int]
    lent: frozenset[int]
    names: tuple[tuple[tuple[Atom, tuple[int, ...]], ...], ...]


def index_of(catalog: Catalog) -> CatalogIndex:
    """The index of ``catalog``, built once for each catalog object."""
    index = _indexes.get(catalog)
    if index is None:
        index = _indexes[catalog] = CatalogIndex(catalog)
    return index


def name_key(atoms: Iterable[Atom], *, loose: bool = False) -> tuple[str, ...]:
    """Equal for two names that say the same in any word order; ``loose`` leaves units out."""
    return tuple(sorted(atom.loose_key if loose else atom.plain_key for atom in atoms))


class CatalogIndex:
    """Words, sizes and 3-grams of a catalog's items as inverted lists (numpy), and its aliases by normal form."""

    def __init__(self, catalog: Catalog) -> None:
        self.items: Sequence[CatalogItem] = list(catalog)
        self._folded = catalog.folded
        self.decimal_comma = catalog.number_format.startswith("1.")
        postings: dict[str, list[int]] = defaultdict(list)
        self._lent = lent_words([[self.parse(name) for name in self.names_of(item)] for item in self.items])
        for row, item in enumerate(self.items):
            for key in self._item_keys(item) | self._weak_keys(item) | self._lent.get(row, frozenset()):
                postings[key].append(row)
        self.vocabulary = Vocabulary(postings)
        self._pack(postings.values())
        self._features: dict[int, Features] = {}

    def _pack(self, lists: Iterable[list[int]]) -> None:
        import numpy as np

        lists = list(lists)
        self.starts: NDArray[np.int64] = np.cumsum([0, *map(len, lists)], dtype=np.int64)
        self.rows: NDArray[np.int32] = np.fromiter(
            (row for rows in lists for row in rows), dtype=np.int32, count=int(self.starts[-1])
        )

    def parse(self, text: str) -> tuple[Atom, ...]:
        """The atoms of a text, numbers read as this catalog writes them."""
        return atoms_of(text, self.decimal_comma)

    def names_of(self, item: CatalogItem) -> tuple[str, ...]:
        """The description and the aliases."""
        return (item.description, *item.aliases)

    def _item_keys(self, item: CatalogItem) -> set[str]:
        keys = {
            key for name in self.names_of(item) for atom in self.parse(name) for key in store_keys(atom)
        }
        keys.update(code_key(folded) for name in self.names_of(item) for _, folded in self.codes(name))
        keys.update(part_keys(self.parse(item.sku)))
        return keys

    def _weak_keys(self, item: CatalogItem) -> set[str]:
        texts = (item.family, item.unit, *item.extra.values())
        return {key for text in texts for atom in self.parse(text) for key in store_keys(atom) if key[0] != "~"}

    def code_forms(self, folded: str) -> dict[int, float]:
        """The codes that answer ``folded``: itself, else those that differ by letters at the end alone."""
        found = self.vocabulary.id_of(code_key(folded))
        if found is not None:
            return {found: 1.0}
        return dict(self.vocabulary.continued(code_key(folded)))

    def posting(self, key_id: int) -> NDArray[np.int32]:
        """The rows that hold a key."""
        return self.rows[self.starts[key_id] : self.starts[key_id + 1]]

    def weight(self, key_id: int) -> float:
        """How much a key tells: near 1 for one row alone, 0.35 for all rows."""
        count = int(self.starts[key_id + 1] - self.starts[key_id])
        total = len(self.items)
        return 0.35 + 0.65 * math.log(1 + total / count) / math.log(1 + total)

    def is_unique(self, key_id: int) -> bool:
        """Whether one row alone holds the key."""
        return int(self.starts[key_id + 1] - self.starts[key_id]) == 1

    def features(self, row: int) -> Features:
        """The features of a row, kept once computed."""
        found = self._features.get(row)
        if found is None:
            item = self.items[row]
            names = tuple(self._name(name) for name in self.names_of(item))
            found = self._features[row] = Features(
                frozenset(self._ids(self._item_keys(item))),
                frozenset(self._ids(self._weak_keys(item))),
                frozenset(self._ids(self._lent.get(row, ()))),
                names,
            )
        return found

    def description_keys(self, row: int) -> frozenset[str]:
        """What the description says, each atom in its normal form."""
        return frozenset(f"{atom.key}*{atom.nth}" for atom, _ in self.features(row).names[0])

    def _name(self, name: str) -> tuple[tuple[Atom, tuple[int, ...]], ...]:
        """The atoms of a name with their keys; an atom that is part of a code has the code's key too."""
        atoms = self.parse(name)
        whole: dict[Atom, list[str]] = defaultdict(list)
        for written, folded in self.codes(name):
            for part in self.parse(written):
                whole[part].append(code_key(folded))
        return tuple((atom, self._ids((*store_keys(atom), *whole.get(atom, ())))) for atom in atoms)

    def codes(self, text: str) -> tuple[tuple[str, str], ...]:
        """The makers' codes in a text, as written and folded."""
        return codes_of(text, self.decimal_comma)

    def _ids(self, keys: Iterable[str]) -> tuple[int, ...]:
        return tuple(found for key in keys if (found := self.vocabulary.id_of(key)) is not None)

    def likeness(self, row: int, grams: set[str]) -> float:
        """The share of 3-grams that the row's best name has in common with a query's."""
        return max(
            (2 * len(grams & own) / (len(grams) + len(own)) for own in map(set, map(grams_of, self.names_of(self.items[row]))) if own),
            default=0.0,
        )

    def named(self, text: str) -> tuple[int, ...]:
        """The rows of which ``text`` is an alias or the whole description: letter case, punctuation, plural, word
        order and the spelling of sizes do not matter."""
        rows = self._plain_names.get(text.casefold().strip())
        if rows is None:
            rows = self._full_names.get(name_key(atoms := self.parse(text)))
            if rows is None and any(atom.kind is AtomKind.NUMBER for atom in atoms):
                rows = self._loosely_named(atoms)
        return tuple(dict.fromkeys(rows or ()))

    def spelled_aliases(self, text: str) -> list[tuple[Spelled, tuple[int, ...]]]:
        """Aliases that are codes (old SKUs, other makers' numbers) and stand among other words of ``text``."""
        return spelled(text, self.rows_called)

    def row_of(self, sku: str) -> int | None:
        """The row of a SKU of the catalog."""
        return self._rows.get(sku)

    def rows_folded(self, written: str) -> tuple[int, ...]:
        """The rows whose SKU equals ``written`` after folding."""
        return tuple(self._rows[item.sku] for item in self._folded(written))

    def rows_called(self, written: str) -> tuple[int, ...]:
        """The rows that have ``written`` as an alias that is a code."""
        return tuple(self._code_aliases.get(fold_sku(written), ()))

    def rows_with_digits(self, digits: str) -> tuple[int, ...]:
        """The rows whose SKU has exactly these digits in this order."""
        return tuple(self._digits.get(digits, ()))

    @cached_property
    def _digits(self) -> dict[str, list[int]]:
        table: dict[str, list[int]] = defaultdict(list)
        for row, item in enumerate(self.items):
            table["".join(char for char in item.sku if char.isdigit())].append(row)
        return dict(table)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {item.sku: row for row, item in enumerate(self.items)}

    @cached_property
    def _code_aliases(self) -> dict[str, list[int]]:
        table: dict[str, list[int]] = defaultdict(list)
        for row, item in enumerate(self.items):
            for alias in item.aliases:
                if " " not in alias and any(char.isdigit() for char in alias):
                    table[fold_sku(alias)].append(row)
        return dict(table)

    def _loosely_named(self, atoms: tuple[Atom, ...]) -> list[int]:
        """Names that differ in that one side leaves a unit out (``1/2`` for ``1/2 in``)."""
        rows = []
        for row in self._loose_names.get(name_key(atoms, loose=True), ()):
            own = (self.parse(name) for name in self.names_of(self.items[row]))
            if any(_units_agree(atoms, name) for name in own):
                rows.append(row)
        return rows

    @cached_property
    def _plain_names(self) -> dict[str, list[int]]:
        return self._by(lambda name: clean(name).casefold().strip())

    @cached_property
    def _full_names(self) -> dict[tuple[str, ...], list[int]]:
        return self._by(lambda name: name_key(self.parse(name)))

    @cached_property
    def _loose_names(self) -> dict[tuple[str, ...], list[int]]:
        return self._by(lambda name: name_key(self.parse(name), loose=True))

    def _by(self, form: Callable[[str], K]) -> dict[K, list[int]]:
        table: dict[K, list[int]] = defaultdict(list)
        for row, item in enumerate(self.items):
            for name in self.names_of(item):
                if (key := form(name)):
                    table[key].append(row)
        return dict(table)


def _units_agree(asked: Iterable[Atom], own: Iterable[Atom]) -> bool:
    """Whether two names that are equal without units can be the same: no number has two different units."""

    def numbers(atoms: Iterable[Atom]) -> dict[str, list[str]]:
        table: dict[str, list[str]] = defaultdict(list)
        for atom in atoms:
            if atom.kind is AtomKind.NUMBER:
                table[atom.name].append(atom.key if atom.dimension and not atom.guessed else "")
        return {name: sorted(keys) for name, keys in table.items()}

    left, right = numbers(asked), numbers(own)
    return left.keys() == right.keys() and all(
        len(left[name]) == len(right[name]) and all(a == b or not a or not b for a, b in zip(left[name], right[name]))
        for name in left
    )
