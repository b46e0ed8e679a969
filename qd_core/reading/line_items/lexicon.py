"""What a catalog teaches about reading a request: its SKUs, its names, the words and sizes that its goods have."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Final
from weakref import WeakKeyDictionary

from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.folding import clean, fold_sku, fold_word, fold_words, other_numbers
from qd_core.model.uom import UnitKind, UnitWord, unit_word
from qd_core.reading.line_items.dimensions import dimension_key, dimensions_in

__all__ = ["Lexicon", "lexicon_of", "sku_shape"]

LARGE: Final = 20_000
"""Above this many rows only every n-th description is read for words, and whole descriptions are no names."""
_SIZE = re.compile(r"(\d+(?:[.,/]\d+)?)[\s-]?([^\W\d_]{1,12}|[\"#])")
_SIGNS: Final = {'"': "in", "#": "lb"}
_RUNS = re.compile(r"[^\W_]{2,20}")
_WORD = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+")
_RUN = re.compile(r"[^\W\d_]+|\d+|.", re.DOTALL)
_STOP = frozenset(
    form
    for word in (
        "and the for with without und der die das den dem mit ohne für aus von vom zum zur bei auf et de la le les des "
        "avec sans pour du aux y el los las con sin para per of in on to x en a or voor met van een het di da dal "
        "sur chez nach bis"
    ).split()
    for form in (word, fold_word(word))
)
"""Words of a name that are no name's own, as written and folded: `für` is `fur`."""
_FOR: Final = frozenset("for fur pour para voor per fits".split())
"""In a description: what follows is what the goods are for."""
_MOST_USES: Final = 8
"""Words behind `for` that are looked at."""
_INFLECTED: Final = 4
"""A longer word may have an ending that its folded form keeps."""
JOINTS: Final = frozenset("and und et y e en".split())
"""Words that one writes for the `&` of a name."""
_JOINED_NAME = re.compile(
    r"[^\W\d_]{2,}(?:\s+[^\W\d_]{2,}){0,3}\s*(?:[&+]|\b(?:and|und|et|y|e|en)\b)\s*[^\W\d_]{2,}(?:\s+[^\W\d_]{2,})*",
    re.IGNORECASE,
)
"""`Horse & Pony Cubes` of a description that begins so."""
_Key = tuple[str, ...]

_cache: WeakKeyDictionary[Catalog, Lexicon] = WeakKeyDictionary()


def lexicon_of(catalog: Catalog) -> Lexicon:
    """The catalog's lexicon, made once for each catalog object."""
    lexicon = _cache.get(catalog)
    if lexicon is None:
        lexicon = _cache[catalog] = Lexicon(catalog)
    return lexicon


@lru_cache(maxsize=8192)
def sku_shape(text: str) -> str:
    """The form of a part number: ``CU-EL90-050`` and ``PV-TE40-100`` are both ``A-A9-9``."""
    return "".join(
        "9" if run[0].isdigit() else "A" if run[0].isalpha() else run for run in _RUN.findall(text.upper())
    )


@lru_cache(maxsize=65_536)
def _fold(word: str) -> str:
    return fold_word(word)


@lru_cache(maxsize=16_384)
def _unit(word: str) -> UnitWord | None:
    return unit_word(word)


def _plain(text: str) -> str:
    return text if text.isascii() else clean(text)


def _folded(plain: str) -> _Key:
    """``fold_words`` of a cleaned text; a catalog says the same words over and over."""
    return tuple(_fold(word) for word in _WORD.findall(plain))


_TYPE = re.compile(r"(?<![^\W_])\d{4,}(?![^\W_])")
"""A number in a SKU that is too long for a usual count."""
_LONG_NUMBER = re.compile(r"(?<![\w.,/-])\d{5,}(?![\w.,/-]*\d)(?!\s?(?:m[lm]|h\b|lm\b|pcs|st))")


class Lexicon:
    """Read-only. Words are compared folded (``qd_core.model.folding``), so plural and case do not matter."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.words: set[str] = set()
        self.endings: set[str] = set()
        self.heads: set[str] = set()
        """First words of names: what a thing is, even where the word is a unit elsewhere (`Tube PVC …`)."""
        self.kinds: set[str] = set()
        """First words of descriptions, that say what a thing is."""
        self.shapes: set[str] = set()
        self.units: set[str] = set()
        self.measures: set[str] = set()
        self.sizes: set[tuple[str, str]] = set()
        self.dimensions: set[str] = set()
        self.numbers: set[str] = set()
        """Numbers of five digits and more, without a unit: a maker's number, not a size."""
        self._types: dict[str, set[int]] = {}
        self._compounds: set[tuple[str, str]] = set()
        self._uses: dict[str, set[str]] = {}
        self._pairs: set[tuple[str, str]] = set()
        self._used_pairs: set[tuple[str, str]] = set()
        """Those of what goods are for: `box for 4 valves`."""
        self._names: dict[_Key, str] = {}
        self._items: dict[_Key, list[CatalogItem]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._joined: dict[str, set[int]] = {}
        self._joined_names: set[_Key] = set()
        """Names of two things that are sold as one, without the word that joins them; how long they are, by their
        first word."""
        self._rows: list[_Key] = []
        step = max(1, len(catalog) // LARGE)
        for index, item in enumerate(catalog):
            if index % step == 0:
                self._learn(item, whole_description=step == 1)
        lengths: dict[str, set[int]] = {}
        for key in self._names:
            lengths.setdefault(key[0], set()).add(len(key))
        self._lengths = {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}

    def _learn(self, item: CatalogItem, *, whole_description: bool) -> None:
        self.shapes.add(sku_shape(item.sku))
        self.units.add(fold_word(clean(item.unit).strip()))
        own = unit_word(item.unit)
        if own is not None and own.kind is UnitKind.MEASURE:
            self.measures.add(own.name)
        sku = _folded(_plain(item.sku))
        self._name(sku, "sku", item)
        row = list(sku)
        for part in _TYPE.findall(item.sku) if whole_description else ():
            if item.pack is None or f"{item.pack:f}" != part:
                self._types.setdefault(part, set()).add(len(self._rows))
        for text in (item.description, *item.aliases):
            plain = _plain(text)
            words = _folded(plain)
            row.extend(words)
            self._learn_use(words)
            self.heads.update(words[:1])
            if text is item.description:
                self.kinds.update(words[:1])
            if whole_description or text is not item.description:
                self._name(words, "alias", item)
            self._learn_joined(plain, words)
            self._learn_words(words)
            self._learn_sizes(plain)
        if whole_description:
            self._rows.append(tuple(row))

    @cached_property
    def _rows_of(self) -> dict[str, set[int]]:
        """Which rows have a word. Made when the first request asks for it; few do."""
        rows: dict[str, set[int]] = {}
        for at, words in enumerate(self._rows):
            for word in words:
                rows.setdefault(word.replace(",", "."), set()).add(at)
        return rows

    def carries(self, words: Iterable[str]) -> bool:
        """Whether one item has all of the folded ``words`` among its names; never in a catalog that is too large for
        its descriptions to be read whole."""
        rows = [self._rows_with(word.replace(",", ".")) for word in words]
        return bool(rows) and bool(set.intersection(*sorted(rows, key=len)))

    def says(self, words: Sequence[str]) -> bool:
        """Whether the folded ``words`` stand side by side among the names of one item."""
        key, size = tuple(words), len(words)
        rows = [self._rows_of.get(word, set()) for word in key]
        found = set.intersection(*rows) if rows else set()
        return any(
            self._rows[row][at : at + size] == key
            for row in found
            for at in range(len(self._rows[row]) - size + 1)
        )

    def is_general(self, words: Sequence[str]) -> bool:
        """Whether the folded ``words`` are the catalog's and several items have them all: a kind of goods, no item."""
        rows = [self._rows_with(word) for word in words]
        return bool(rows) and len(set.intersection(*rows)) > 1

    def is_of_kind(self, name: str, kind: Sequence[str]) -> bool:
        """Whether ``name`` (a SKU, an alias, words of the catalog) is that of goods whose names have the folded words
        ``kind`` too."""
        items = self.items_named(name)
        if items:
            return any(self.carries([*kind, *fold_words(item.sku)]) for item in items)
        return self.carries([*kind, *(word for word in fold_words(name) if self._rows_with(word))])

    def numbers_of(self, words: Iterable[str]) -> set[str] | None:
        """The numbers in the descriptions of the items that have all of the folded ``words``; None where there is no
        such item."""
        rows = [self._rows_with(word.replace(",", ".")) for word in words]
        found = set.intersection(*sorted(rows, key=len)) if rows else set()
        told = (word for row in found for word in _folded(_plain(self.catalog.at(row).description)))
        return {word.replace(",", ".") for word in told if word[0].isdigit()} if found else None

    def _rows_with(self, word: str) -> set[int]:
        """The rows that have ``word``, or what is left of it without an ending: `Rohre`, `delanteras`."""
        forms: tuple[str, ...] = (
            (word, word[:-1], word[:-2]) if len(word) > _INFLECTED and word.isalpha() else (word,)
        )
        forms += other_numbers(word) if word.isalpha() else ()
        found = next((rows for form in forms if (rows := self._rows_of.get(form)) is not None), None)
        return self._rows_of_compounds(word) if found is None else found

    def _rows_of_compounds(self, word: str) -> set[int]:
        """The rows with a compound that ends in ``word``: `Mehl` of `Weizenmehl`."""
        if len(word) < _INFLECTED or not word.isalpha():
            return set()
        backwards, shortest = word[::-1], len(word) + _INFLECTED
        found: set[int] = set()
        for at in range(bisect_left(self._backwards, backwards), len(self._backwards)):
            if not self._backwards[at].startswith(backwards):
                break
            if len(self._backwards[at]) >= shortest:
                found |= self._rows_of[self._backwards[at][::-1]]
        return found

    @cached_property
    def _backwards(self) -> list[str]:
        """The words of the rows, each from its end, in order: those that end alike stand together."""
        return sorted(word[::-1] for word in self._rows_of)

    def _name(self, key: _Key, kind: str, item: CatalogItem) -> None:
        if not key or (len(key) == 1 and (key[0] in _STOP or unit_word(key[0]) is not None)):
            return
        if kind == "sku" or key not in self._names:
            self._names[key] = kind
        self._items.setdefault(key, []).append(item)

    def _learn_joined(self, plain: str, words: _Key) -> None:
        """`Horse & Pony Cubes 20kg`: the whole name, and what of it comes before the size."""
        start = _JOINED_NAME.match(plain)
        if start is None:
            return
        for key in (words, _folded(start[0])):
            apart = tuple(word for word in key if word not in JOINTS)
            self._joined.setdefault(apart[0], set()).add(len(apart))
            self._joined_names.add(apart)

    def _learn_words(self, words: _Key) -> None:
        for word in words:
            if word in self.words or len(word) <= 2 or word[0].isdigit() or word in _STOP:
                continue
            self.words.add(word)
            if len(word) >= 9:
                self.endings.update(word[start:] for start in range(3, len(word) - 4))
        for before, first, second in zip(("", *words), words, words[1:], strict=False):
            if first[0].isdigit() != second[0].isdigit():
                (self._used_pairs if before in _FOR else self._pairs).add((first, second))
            elif _unit(first) is not None:
                self._compounds.add((first, second))

    def _learn_use(self, words: _Key) -> None:
        """`Lid for half size pan`: lids are told apart by what they are for."""
        at = next((at for at, word in enumerate(words) if at and word in _FOR), 0)
        used = words[at + 1 : at + 1 + _MOST_USES] if at else ()
        for word in words[:at] if used else ():
            if len(word) > 2 and word.isalpha():
                self._uses.setdefault(word, set()).update(used)

    def _learn_sizes(self, text: str) -> None:
        """Numbers with a unit or with other numbers, and words of letters and digits (`HV46`)."""
        if not any(char.isdigit() for char in text):
            return
        self.words.update(
            run.casefold() for run in _RUNS.findall(text) if not run.isalpha() and not run.isdecimal()
        )
        self.numbers.update(_LONG_NUMBER.findall(text))
        self.dimensions.update(dimensions_in(text))
        for number, unit in _SIZE.findall(text):
            known = _unit(_SIGNS.get(unit, unit))
            if known is not None and known.kind is UnitKind.MEASURE:
                self.sizes.add((_size_key(number), known.name))

    def is_sku(self, text: str) -> bool:
        """Whether ``text`` is a SKU after folding (`A12`, `a-12`)."""
        return bool(self.catalog.folded(text)) if fold_sku(text) else False

    def name_at(self, words: Sequence[str], at: int) -> list[tuple[int, str]]:
        """Every SKU, alias or whole description that starts with ``words[at]``, longest first: (length, kind)."""
        found: list[tuple[int, str]] = []
        for size in self._lengths.get(words[at], ()):
            if at + size > len(words):
                continue
            kind = self._names.get(tuple(words[at : at + size]))
            if kind is not None:
                found.append((size, kind))
        return found

    def begins_joined(self, word: str) -> bool:
        """Whether a name of two things that are sold as one begins with the folded ``word``."""
        return word in self._joined

    def joined_at(self, words: Sequence[str], at: int) -> list[int]:
        """How many of ``words``, that hold no word that joins, from ``at`` on are a name of two things that are sold as
        one (`horse pony cube`); the longest first."""
        sizes = sorted(self._joined.get(words[at], ()), reverse=True)
        return [size for size in sizes if tuple(words[at : at + size]) in self._joined_names]

    def items_named(self, text: str) -> tuple[CatalogItem, ...]:
        """The items that ``text`` names as SKU, alias or whole description."""
        return self.catalog.folded(text) or tuple(self._items.get(fold_words(text), ()))

    def knows(self, word: str) -> bool:
        """Whether the folded ``word`` is one that the catalog's names use, or the end of such a compound."""
        if word in self.words or (len(word) >= 5 and word in self.endings):
            return True
        if len(word) > 7 and word.endswith("en") and word[-3] == word[-4] and word[:-3] in self.words:
            return True  # stootwillen
        if len(word) > 5 and (word[:-1] in self.words or word[:-2] in self.words):
            return True
        return any(other in self.words for other in other_numbers(word))

    def is_compound(self, first: str, second: str) -> bool:
        """Whether the two folded words stand side by side in a name although the first is a unit: ``set screw``."""
        return (first, second) in self._compounds

    def is_pair(self, first: str, second: str) -> bool:
        """Whether a number and a word stand side by side in a name: ``4 bolt``, ``schedule 40``."""
        return (first, second) in self._pairs

    def is_used_pair(self, before: str, first: str, second: str) -> bool:
        """Whether the number and the word tell what goods are for, behind ``before``: ``for 4 valves``."""
        return before in _FOR and (first, second) in self._used_pairs

    def is_used_for(self, words: Sequence[str], use: Sequence[str]) -> bool:
        """Whether the catalog names goods of one of ``words`` by what they are for, in the words of ``use``."""
        return bool(use) and any(set(use) <= self._uses.get(word, set()) for word in words)

    def is_kind(self, word: str) -> bool:
        """Whether the folded ``word``, or its stem without an ending, says what something in the catalog is."""
        forms = (word, word[:-1], word[:-2]) if len(word) > _INFLECTED else (word,)
        return any(form in self.kinds for form in forms)

    def is_thing(self, word: str) -> bool:
        """Whether the folded unit ``word`` is a thing of the catalog and nothing is sold by it."""
        return word in self.heads and word not in self.units

    def has_number(self, digits: str) -> bool:
        """Whether ``digits`` are a maker's number in one of the catalog's names: ``impeller 500121``."""
        return digits in self.numbers

    def is_part_of_sku(self, digits: str) -> bool:
        """Whether ``digits`` are a part of a SKU: ``6205`` of 6205-2RS."""
        return digits in self._types

    def is_type(self, digits: str, words: Iterable[str]) -> bool:
        """Whether ``digits`` are a part of the SKUs of goods that have all of the folded ``words``: ``1210`` of taper
        bushes TB-1210-20."""
        rows = [self._rows_with(word) for word in words]
        typed = self._types.get(digits)
        return typed is not None and bool(rows) and bool(typed.intersection(*rows))

    def has_dimension(self, text: str) -> bool:
        """Whether something comes in the size ``text``: ``40 x 40 x 3``."""
        return dimension_key(text) in self.dimensions

    def sells_by(self, unit: str, size: Decimal) -> bool:
        """Whether something is sold by the measure ``unit`` (canonical name) and nothing comes in that ``size`` of it:
        then a number with that unit is an amount, not a size."""
        if unit not in self.measures:
            return False
        return (f"{size.normalize():f}", unit) not in self.sizes

    def is_unit(self, word: str) -> bool:
        """Whether ``word`` is one of the catalog's own units (``tub``)."""
        return fold_word(word) in self.units

    def has_shape(self, text: str) -> bool:
        """Whether ``text`` has the shape of one of the catalog's SKUs."""
        return sku_shape(text) in self.shapes


def _size_key(number: str) -> str:
    """`3,0` as a size is 3."""
    whole, _, part = number.replace(",", ".").partition(".")
    part = part.rstrip("0") if part.isdecimal() else part
    return f"{whole}.{part}" if part else whole
