"""The catalog document to the catalog (spec: documents, catalog)."""

from __future__ import annotations

from typing import Final

from qd_core.documents.catalog_rows import ItemRow
from qd_core.documents.cells import row_text
from qd_core.documents.columns import ITEM_COLUMNS, Header, is_item_header, names_item_column, read_header
from qd_core.documents.content import version_of
from qd_core.documents.document_lines import document_lines
from qd_core.documents.families import FamilyHeadings
from qd_core.documents.limits import LIMITS, Limits
from qd_core.documents.lines import Kind, Line
from qd_core.documents.lost_rows import LostRows
from qd_core.documents.numerals import POINT, NumeralError
from qd_core.documents.packed_items import ItemList
from qd_core.documents.problem_list import ProblemList, quoted
from qd_core.documents.properties import PropertyList
from qd_core.model.catalog import Catalog
from qd_core.model.documents import Citation
from qd_core.money import is_currency, minor_units

__all__ = ["DOCUMENT", "parse_catalog"]

DOCUMENT: Final = "catalog"
_PROPERTIES: Final = frozenset({"currency", "price decimals", "company"})
_MOST_DECIMALS: Final = 6


def parse_catalog(
    name: str,
    content: bytes,
    version: str | None = None,
    *,
    number_format: str = "",
    limits: Limits = LIMITS,
) -> Catalog:
    """The catalog in the file called ``name`` (its suffix tells CSV and TSV from text).

    ``version`` is what citations name, by default the digest of ``content``. ``number_format`` is how numbers are read
    where the document does not say (default ``1,234.50``). Raises DocumentError with every problem.
    """
    problems = ProblemList(name)
    reader = _CatalogReader(version or version_of(content), number_format or POINT, limits, problems)
    for line in document_lines(name, content, is_item_header, limits, problems):
        if not reader.take(line):
            break
    if problems.unreadable:
        problems.raise_any()
    catalog = reader.catalog()
    problems.raise_any()
    return catalog


class _CatalogReader:
    """Goes through the lines once and keeps nothing but the items."""

    def __init__(self, version: str, style: str, limits: Limits, problems: ProblemList) -> None:
        self._version = version
        self._style = style
        self._currency = ""
        self._limits = limits
        self._problems = problems
        self._properties = PropertyList(DOCUMENT, version, _PROPERTIES, problems)
        self._families = FamilyHeadings()
        self._lost = LostRows(ITEM_COLUMNS)
        self._items = ItemList()
        self._positions: dict[str, int] = {}
        self._row: ItemRow | None = None
        self._skipped = False  # inside a table that is not the catalog's
        self._tabled = False  # the line before was a row
        self._strays: list[Citation] = []
        self._cells = 0

    def take(self, line: Line) -> bool:
        """False when the document is too large to go on."""
        if line.kind is Kind.ROW:
            self._take_row(line)
            self._tabled = True
            return self._within_limits(line)
        if line.kind is Kind.TEXT:
            self._take_text(line)
        elif line.kind is Kind.SHEET:
            self._row = None
            self._families.sheet(line)
        elif line.kind is Kind.HEADING:
            self._families.heading(line.text)
        else:
            self._families.gap()
        self._tabled = self._tabled and line.gridded and line.kind is Kind.TEXT
        self._skipped = self._skipped and self._tabled
        return True

    def _take_text(self, line: Line) -> None:
        if self._row is None and self._properties.take(line):
            self._families.title()
            return
        if (
            self._row is not None
            and line.gridded
            and self._tabled
            and _lacks_description(line, self._row.header)
        ):
            self._take_item(line, self._row)
            return
        self._families.text(line.text)
        if not line.gridded and self._lost.take(line):
            self._problems.add(self._lost.line, LostRows.MESSAGE)

    def _take_row(self, line: Line) -> None:
        if self._opens_table(line):
            self._open(line)
        elif self._row is None and self._properties.take(line):
            self._families.title()
        elif not self._tabled and self._is_stray(line):
            self._skipped = True
            self._strays.append(self._cite(line))
        elif not self._skipped and self._row is not None:
            self._families.table()
            self._take_item(line, self._row)

    def _opens_table(self, line: Line) -> bool:
        """Asked for every row, so the whole header is compared only where the first cells look like one."""
        if self._row is not None and not line.ruled:
            at = self._row.header.at.get("sku", 0)
            if not names_item_column(line.cells[at] if at < len(line.cells) else line.cells[0]):
                return False
        return is_item_header(line.cells)

    def _is_stray(self, line: Line) -> bool:
        """Whether a row that is no known header begins a table of something else. In a sheet, rows above the header are
        titles."""
        if line.ruled:
            return True
        if self._row is None:
            return not line.gridded
        return names_item_column(line.cells[0]) and not any(
            char.isdigit() for cell in line.cells for char in cell
        )

    def _open(self, line: Line) -> None:
        self._families.table()
        header = read_header(line.cells, ITEM_COLUMNS)
        self._settle_properties()
        self._row = ItemRow(
            header, style=self._style, currency=self._currency, document=DOCUMENT, version=self._version
        )
        said = [f'the header has no column "{name}"' for name in header.missing(ITEM_COLUMNS)]
        said += [
            f"two columns could be the {name} ({quoted(first)} and {quoted(second)}): rename the one that is not"
            for name, first, second in header.doubled
        ]
        said += [
            f"{name} is in {unit}, but the catalog's currency is {self._currency}"
            for name, unit in header.currencies.items()
            if self._currency and is_currency(unit) and unit != self._currency
        ]
        for message in said:
            self._problems.add(line.number, message, line.sheet)
        self._skipped = bool(header.missing(ITEM_COLUMNS))

    def _settle_properties(self) -> None:
        """Before the first row is read: how its numbers are written, and in which money."""
        self._style = self._properties.number_format() or self._style
        self._currency = _currency(self._properties.text("currency"))

    def _take_item(self, line: Line, row: ItemRow) -> None:
        said: list[str] = []
        item = row.read(line.cells, line.number, said, family=self._families.family, sheet=line.sheet)
        for message in said:
            self._problems.add(line.number, message, line.sheet)
        if item is None:
            return
        at = len(self._items)
        earlier = self._positions.setdefault(item.sku.casefold(), at)
        if earlier != at:
            text = f"SKU {quoted(item.sku)} is already on line {self._items.line(earlier)}"
            self._problems.add(line.number, text, line.sheet)
        self._items.add(item, line.cells, row)

    def _within_limits(self, line: Line) -> bool:
        self._cells += len(line.cells)
        if len(self._items) <= self._limits.rows and self._cells <= self._limits.cells:
            return True
        self._problems.add(
            line.number, f"has more than {self._limits.rows:,} rows or {self._limits.cells:,} cells"
        )
        return False

    def _cite(self, line: Line) -> Citation:
        return Citation(DOCUMENT, self._version, DOCUMENT, line.number, row_text(line.cells), line.sheet)

    def catalog(self) -> Catalog:
        """What was read; incomplete where there are problems."""
        currency = self._checked_currency()
        if not self._items and not self._problems:
            self._say_that_there_is_no_table()
        return Catalog(
            self._items.finish(),
            currency=currency,
            price_decimals=self._properties.read("price decimals", _decimals, minor_units(currency)),
            version=self._version,
            company=self._properties.text("company"),
            number_format=self._properties.number_format(),
            properties={name: found.value for name, found in self._properties.by_name().items()},
            ignored=tuple(self._strays),
            positions=self._positions,
        )

    def _checked_currency(self) -> str:
        text = self._properties.text("currency")
        currency = _currency(text)
        if not currency:
            found = f"{quoted(text)} is no currency" if text else "the property Currency is missing"
            line = self._properties.line_of("currency")
            self._problems.add(
                line, f"{found}: write an ISO 4217 code above the first table, such as `Currency: USD`"
            )
        return currency

    def _say_that_there_is_no_table(self) -> None:
        for stray in self._strays:
            text = f"the columns {quoted(stray.text)} are not a catalog's: name them SKU, Description, Unit, Price"
            self._problems.add(stray.line, text, stray.sheet)
        if not self._strays:
            self._problems.add(
                0, "has no items: it needs a table with the columns SKU, Description, Unit, Price"
            )


def _lacks_description(line: Line, header: Header) -> bool:
    """A sheet's row with one cell under SKU that looks like a code; otherwise the cell is a family's heading."""
    at = header.at.get("sku", 0)
    cell = line.cells[at] if at < len(line.cells) else ""
    return bool(cell) and " " not in cell and any(char.isdigit() for char in cell)


def _currency(text: str) -> str:
    """``USD`` for ``usd`` or ``USD ($)``; empty where it is no code."""
    code = text.partition("(")[0].strip().upper()
    return code if is_currency(code) else ""


def _decimals(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:3]) <= _MOST_DECIMALS):
        raise NumeralError(f"is not a number from 0 to {_MOST_DECIMALS}")
    return int(text)
