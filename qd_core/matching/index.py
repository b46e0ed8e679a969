"""The index of one catalog: what its items are called, and which of them hold a word, a size or a code."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from qd_core.matching.atoms import Atom, AtomKind
from qd_core.matching.codes import code_key
from qd_core.matching.features import Features, features_of
from qd_core.matching.lending import Lending, taught_words
from qd_core.matching.names import (
    Names,
    NamesInMemory,
    digits_of,
    name_forms,
    names_of,
    plain_form,
    units_agree,
)
from qd_core.matching.postings import Postings, Rows, RowsInMemory
from qd_core.matching.scanning import atoms_of
from qd_core.matching.siblings import adding_words
from qd_core.matching.spelled import Spelled, spelled
from qd_core.matching.titles import Titles, titles_of
from qd_core.matching.vocabulary import Vocabulary
from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.folding import fold_sku

__all__ = ["CatalogIndex", "build_index", "index_of", "keep_index"]

_KEPT_FEATURES = 20_000
_FLOOR = 0.35
"""Weight of a key that every row holds, beside 1 for a key of one row."""

_KEPT_AS = "_matching_index"


class CatalogIndex:
    """Answers in rows: positions of the catalog's items."""

    def __init__(
        self,
        catalog: Catalog,
        postings: Postings,
        names: Names,
        *,
        lent: Callable[[int], frozenset[str]],
        taught: Mapping[str, frozenset[str]],
        adding: frozenset[str],
        titles: Titles | None,
    ) -> None:
        """``lent`` gives the words that a row borrows, ``taught`` the words that a short form stands for here,
        ``adding`` are the words that make another product of one without them, ``titles`` is None where
        the items are not called by titles."""
        self.catalog = catalog
        self.item: Callable[[int], CatalogItem] = catalog.at
        self.size = len(catalog)
        self.decimal_comma = reads_decimal_comma(catalog)
        self.row_of: Callable[[str], int | None] = catalog.position
        self.rows_folded: Callable[[str], tuple[int, ...]] = catalog.folded_positions
        self.vocabulary = Vocabulary(postings)
        self.postings = postings
        self._names = names
        self.taught = taught
        self.adding = adding
        self.titles = titles
        self.lent = lent
        self._features: dict[int, Features] = {}
        self._weights: dict[str, float] = {}

    def parse(self, text: str) -> tuple[Atom, ...]:
        """The atoms of a text, numbers read as this catalog writes them."""
        return atoms_of(text, self.decimal_comma)

    def rows(self, key: str) -> Rows:
        """The rows that hold a key."""
        return self.postings.rows(key)

    def weight(self, key: str) -> float:
        """How much a key tells: 1 where one row holds it, 0.35 where all do."""
        weight = self._weights.get(key)
        if weight is None:
            count = self.postings.count(key)
            rarity = math.log(1 + self.size / count) / math.log(1 + self.size) if count else 1.0
            weight = self._weights[key] = _FLOOR + (1 - _FLOOR) * rarity
        return weight

    def is_unique(self, key: str) -> bool:
        """Whether one row alone holds the key."""
        return self.postings.count(key) == 1

    def features(self, row: int) -> Features:
        """The features of a row, kept once computed."""
        found = self._features.get(row)
        if found is None:
            if len(self._features) >= _KEPT_FEATURES:
                self._features.clear()
            found = self._features[row] = features_of(self.item(row), self.lent(row), self.decimal_comma)
        return found

    def code_forms(self, folded: str) -> dict[str, float]:
        """The codes that answer ``folded``: itself, else those that differ by letters at the end alone."""
        key = code_key(folded)
        return {key: 1.0} if self.vocabulary.knows(key) else dict(self.vocabulary.continued(key))

    def named(self, text: str) -> tuple[int, ...]:
        """The rows of which ``text`` is an alias or the whole description: letter case, punctuation, plural, word
        order and the spelling of sizes do not matter."""
        rows = self._names.rows("plain", plain_form(text))
        if not rows:
            _, full, loose = name_forms(text, self.decimal_comma)
            rows = self._names.rows("full", full) if full else ()
            if not rows and any(atom.kind is AtomKind.NUMBER for atom in self.parse(text)):
                rows = tuple(row for row in self._names.rows("loose", loose) if self._may_be(row, text))
        return tuple(dict.fromkeys(rows))

    def _may_be(self, row: int, text: str) -> bool:
        """Whether one of the row's names differs from ``text`` in nothing but a unit that one side leaves out."""
        loose = name_forms(text, self.decimal_comma)[2]
        return any(
            name_forms(name, self.decimal_comma)[2] == loose
            and units_agree(self.parse(text), self.parse(name))
            for name in names_of(self.item(row))
        )

    def spelled_aliases(self, text: str) -> list[tuple[Spelled, tuple[int, ...]]]:
        """Aliases that are codes and stand among other words of ``text``."""
        return spelled(text, self.rows_called)

    def rows_called(self, written: str) -> tuple[int, ...]:
        """The rows that have ``written`` as an alias that is a code."""
        return self._names.rows("code", fold_sku(written))

    def rows_with_digits(self, digits: str) -> tuple[int, ...]:
        """The rows whose SKU has exactly these digits in this order."""
        return self._names.rows("digits", digits_of(digits))


def reads_decimal_comma(catalog: Catalog) -> bool:
    """Whether numbers in the catalog's names have a decimal comma."""
    return catalog.number_format.startswith("1.")


def build_index(catalog: Catalog, witness: Callable[[int, CatalogItem], None] | None = None) -> CatalogIndex:
    """A new index in memory; about a tenth of a millisecond for each row. ``witness`` is shown every row while its
    names are cut anyway."""
    decimal_comma = reads_decimal_comma(catalog)
    lending = Lending(catalog, decimal_comma)
    lent: dict[int, frozenset[str]] = {}
    kept: dict[int, Features] = {}

    def keys(row: int, item: CatalogItem) -> frozenset[str]:
        borrowed = lending.words(item)
        if borrowed:
            lent[row] = borrowed
        features = features_of(item, borrowed, decimal_comma)
        if row < _KEPT_FEATURES:
            kept[row] = features
        if witness is not None:
            witness(row, item)
        return features.stored

    postings = RowsInMemory(keys(row, item) for row, item in enumerate(catalog))
    index = CatalogIndex(
        catalog,
        postings,
        NamesInMemory(catalog, decimal_comma),
        lent=lambda row: lent.get(row, frozenset()),
        taught=taught_words(catalog, decimal_comma),
        adding=adding_words(catalog, decimal_comma),
        titles=titles_of(catalog, decimal_comma),
    )
    index._features.update(kept)  # made on the way, and needed by the first queries
    return index


def index_of(catalog: Catalog) -> CatalogIndex:
    """The index of ``catalog``: the kept one, else built now and kept as long as the catalog is."""
    index = vars(catalog).get(_KEPT_AS)
    if not isinstance(index, CatalogIndex):
        index = build_index(catalog)
        keep_index(catalog, index)
    return index


def keep_index(catalog: Catalog, index: CatalogIndex) -> None:
    """Makes ``index`` (opened from disk, say) the one that ``index_of`` gives for ``catalog``. It is kept on the
    catalog itself, so that the two go together."""
    setattr(catalog, _KEPT_AS, index)
