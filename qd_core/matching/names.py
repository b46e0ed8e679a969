"""Names in which two spellings of one thing are equal: how the index knows an alias or a whole description."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from functools import cached_property
from hashlib import blake2b
from typing import Protocol

from qd_core.matching.atoms import Atom, AtomKind
from qd_core.matching.scanning import atoms_of
from qd_core.model.catalog import CatalogItem
from qd_core.model.folding import clean, fold_sku

__all__ = [
    "NAME_FORMS",
    "Names",
    "NamesInMemory",
    "code_forms",
    "digits_of",
    "name_forms",
    "name_hash",
    "names_of",
    "plain_form",
    "units_agree",
]

NAME_FORMS = ("plain", "full", "loose")
"""As written; any word order and spelling of sizes; units left out."""


class Names(Protocol):
    """Rows by a normal form of one of their names."""

    def rows(self, form: str, text: str) -> tuple[int, ...]:
        """``form`` is one of ``NAME_FORMS``, ``code`` (an alias that is a code, folded) or ``digits`` (of the SKU)."""
        ...


def names_of(item: CatalogItem) -> tuple[str, ...]:
    """The description and the aliases."""
    return (item.description, *item.aliases)


def name_forms(name: str, decimal_comma: bool) -> tuple[str, str, str]:
    """``name`` in the three forms, in the order of ``NAME_FORMS``; empty where it says nothing."""
    atoms = atoms_of(name, decimal_comma)
    return (
        plain_form(name),
        _joined(atom.plain_key for atom in atoms),
        _joined(atom.loose_key for atom in atoms),
    )


def plain_form(name: str) -> str:
    """``name`` but for letter case and odd signs."""
    return clean(name).casefold().strip()


def _joined(keys: Iterable[str]) -> str:
    return "\x1f".join(sorted(keys))


def code_forms(item: CatalogItem) -> list[str]:
    """The aliases that are codes (old SKUs, other makers' numbers), folded."""
    return [fold_sku(alias) for alias in item.aliases if " " not in alias and any(map(str.isdigit, alias))]


def name_hash(form: str, text: str) -> int:
    """64 bits of a name in one of its forms."""
    return int.from_bytes(blake2b(f"{form}\x1f{text}".encode(), digest_size=8).digest(), "little")


def digits_of(text: str) -> str:
    """The digits of a SKU."""
    return "".join(char for char in text if char.isdigit())


class NamesInMemory:
    """Dicts, each made when it is first asked for."""

    def __init__(self, items: Iterable[CatalogItem], decimal_comma: bool) -> None:
        """``items`` is walked through once for each dict."""
        self._items = items
        self._decimal_comma = decimal_comma

    def rows(self, form: str, text: str) -> tuple[int, ...]:
        """The rows that have ``text`` in this form."""
        table = self._names[NAME_FORMS.index(form)] if form in NAME_FORMS else self._codes[form]
        return tuple(table.get(text, ()))

    @cached_property
    def _names(self) -> list[dict[str, list[int]]]:
        tables: list[dict[str, list[int]]] = [defaultdict(list) for _ in NAME_FORMS]
        for row, item in enumerate(self._items):
            for name in names_of(item):
                for table, text in zip(tables, name_forms(name, self._decimal_comma), strict=True):
                    if text:
                        table[text].append(row)
        return [dict(table) for table in tables]

    @cached_property
    def _codes(self) -> dict[str, dict[str, list[int]]]:
        codes: dict[str, list[int]] = defaultdict(list)
        digits: dict[str, list[int]] = defaultdict(list)
        for row, item in enumerate(self._items):
            digits[digits_of(item.sku)].append(row)
            for code in code_forms(item):
                codes[code].append(row)
        return {"code": dict(codes), "digits": dict(digits)}


def units_agree(asked: Iterable[Atom], own: Iterable[Atom]) -> bool:
    """Whether two names that are equal without units can be the same: no number has two different units."""
    left, right = _units(asked), _units(own)
    return left.keys() == right.keys() and all(
        len(left[name]) == len(right[name])
        and all(a == b or not a or not b for a, b in zip(left[name], right[name], strict=True))
        for name in left
    )


def _units(atoms: Iterable[Atom]) -> dict[Hashable, list[str]]:
    table: dict[Hashable, list[str]] = defaultdict(list)
    for atom in atoms:
        if atom.kind is AtomKind.NUMBER:
            table[atom.name].append(atom.key if atom.dimension and not atom.guessed else "")
    return {name: sorted(keys) for name, keys in table.items()}
