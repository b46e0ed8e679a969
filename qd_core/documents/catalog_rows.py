"""One row of a catalog's table to one item, with every problem in it (spec: documents, catalog)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Final

from qd_core.documents.cells import NumberCell, one_line, row_text, sku_text, split_list
from qd_core.documents.columns import ITEM_COLUMNS, Header
from qd_core.documents.numerals import NumeralError, amount
from qd_core.documents.problem_list import quoted
from qd_core.model.catalog import CatalogItem
from qd_core.model.documents import Citation
from qd_core.model.uom import UnitKind, same_unit, unit_word

__all__ = ["ExtraColumns", "ItemRow"]

_STATUS: Final = {"": False, "active": False, "discontinued": True}
_NO_EXTRA: Final[Mapping[str, str]] = {}


class ExtraColumns(Mapping[str, str]):
    """The cells of the columns that the grammar does not know, by header; a tuple a row, the headers shared."""

    __slots__ = ("_names", "_values")

    def __init__(self, names: tuple[str, ...], values: tuple[str, ...]) -> None:
        self._names = names
        self._values = values

    def __getitem__(self, key: str) -> str:
        try:
            return self._values[self._names.index(key)]
        except ValueError:
            raise KeyError(key) from None

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(self._names))

    def __len__(self) -> int:
        return len(set(self._names))

    def __repr__(self) -> str:
        return repr(dict(self))


class ItemRow:
    """Reads the rows under one header."""

    def __init__(self, header: Header, *, style: str, currency: str, document: str, version: str) -> None:
        self.header = header
        self._style = style
        self._currency = currency
        self._document = document
        self._version = version
        self._width = len(header.cells)
        self._pick = itemgetter(*(header.at.get(column.name, self._width) for column in ITEM_COLUMNS))
        self._extra = tuple(index for index, _ in header.extra)
        self._extra_names = tuple(name for _, name in header.extra)

    def read(
        self, cells: Sequence[str], line: int, said: list[str], *, family: str = "", sheet: str = ""
    ) -> CatalogItem | None:
        """The item of this row; None, and what is wrong added to ``said``, where there is a problem."""
        before = len(said)
        if len(cells) > self._width and any(cells[self._width :]):
            said.append(f"has {len(cells)} cells, its header only {self._width}: a delimiter too many?")
            return None
        padded = [*cells, *[""] * (self._width + 1 - len(cells))]
        padded[self._width] = ""
        sku, name, unit, price, aliases, pack, moq, lead, cost, status, successor = self._pick(padded)
        sku, unit = sku_text(sku), one_line(unit) or "each"
        if not sku or not name:
            self._identity(sku, name, said)
        discontinued = _STATUS.get(status.casefold())
        if discontinued is None:
            said.append(f"status {quoted(status)} is unknown: write active or discontinued")
        item_price = self._money("price", price, said) if price else None
        item_cost = self._money("cost", cost, said) if cost else None
        item_pack = self._count("pack", pack, unit, said) if pack else None
        item_moq = self._count("MOQ", moq, unit, said) if moq else None
        if len(said) > before:
            return None
        return CatalogItem(
            sku=sku,
            description=one_line(name),
            row=Citation(
                self._document, self._version, family or self._document, line, row_text(cells), sheet
            ),
            unit=unit,
            price=item_price,
            aliases=split_list(aliases),
            pack=item_pack,
            moq=item_moq,
            lead_time=one_line(lead),
            cost=item_cost,
            discontinued=bool(discontinued),
            replaced_by=sku_text(successor),
            family=family,
            extra=self._extra_cells(padded) if self._extra else _NO_EXTRA,
        )

    def _identity(self, sku: str, name: str, said: list[str]) -> None:
        if not sku:
            said.append(
                f"has no SKU (description {quoted(name)})" if name else "has neither SKU nor description"
            )
        else:
            said.append(f"SKU {quoted(sku)} has no description")

    def _extra_cells(self, padded: Sequence[str]) -> Mapping[str, str]:
        return ExtraColumns(self._extra_names, tuple(str(padded[index]) for index in self._extra))

    def _money(self, name: str, cell: str, said: list[str]) -> Decimal | None:
        try:
            found = amount(cell, self._style)
        except NumeralError as error:
            said.append(f"{name} {quoted(cell)} {error}")
            return None
        if found is None:
            return None
        if found.value < 0:
            said.append(f"{name} {quoted(cell)} is negative")
        if found.currencies and self._currency and self._currency not in found.currencies:
            said.append(f"{name} {quoted(cell)} is not in {self._currency}, the catalog's currency")
        return found.value

    def _count(self, name: str, cell: str, unit: str, said: list[str]) -> Decimal | None:
        """A number of Units: ``100``, or ``100 pcs`` where the word means the Unit."""
        text = cell if type(cell) is NumberCell else _without_unit(cell, unit)
        try:
            found = amount(text, self._style)
        except NumeralError as error:
            said.append(f"{name} {quoted(cell)} {error}")
            return None
        if found is None:
            return None
        if found.value < 0 or found.currencies or (name == "pack" and not found.value):
            said.append(f"{name} {quoted(cell)} is not a number of units")
        return found.value


def _without_unit(cell: str, unit: str) -> str:
    digits, _, word = cell.rpartition(" ")
    if digits and word.isalpha():
        known = unit_word(word)
        if same_unit(word, unit) or (known is not None and known.kind is UnitKind.COUNT):
            return digits
    return cell
