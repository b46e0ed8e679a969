"""Tables read row by row: a form's, an attachment's, or one pasted into the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from qd_core.model.folding import clean, fold_words
from qd_core.model.rfq import QuantityProblem
from qd_core.model.uom import unit_word
from qd_core.reading.line_items.cells import Cell, Row
from qd_core.reading.line_items.colours import is_colour
from qd_core.reading.line_items.columns import Column, Role
from qd_core.reading.line_items.entries import Entry, Span
from qd_core.reading.line_items.labelled_cells import with_headings
from qd_core.reading.line_items.language.table import phrases
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.quantity_cells import QuantityCells
from qd_core.reading.line_items.size_matrix import unfolded
from qd_core.reading.line_items.table_columns import TableColumns
from qd_core.reading.line_items.table_sections import parted, sections
from qd_core.reading.line_items.tagging import tag
from qd_core.reading.line_items.three_decimals import in_decimals
from qd_core.reading.line_items.tokens import Kind, Token, tokenize

__all__ = ["TableReader"]

_DITTO: Final = frozenset('" \'\' dto dto. ditto do. same idem id. s.o. """'.split()) | {
    "wie oben",
    "as above",
}
_TOTAL = re.compile(
    r"(?:sub\s?-?total|grand total|total|totals|summe|gesamt|gesamtsumme|zwischensumme|sous-total|total général|"
    r"suma|totale|totaal|subtotaal|übertrag|carried forward|vat|mwst|tva|iva)\b[^\d\w]*.{0,20}",
    re.IGNORECASE | re.DOTALL,
)
_STRUCK = re.compile(
    r"(?:cancell?ed|deleted|not (?:needed|required)|no longer (?:needed|required)|entfällt|gestrichen|annulée?|"
    r"supprimée?|anulad[oa]|eliminad[oa]|vervalt|annullat[oa])[.!]?",
    re.IGNORECASE,
)
_FIGURES: Final = re.compile(r"\d+(?:[.,]\d+)*")
_MOSTLY_BLANK: Final = (8, 0.6)
"""A form with so many rows of which so large a share is empty lists what can be asked for, not what is."""
_MOSTLY_PRICED: Final = 0.8
_LONGEST_REST: Final = 60
"""Characters of a row that goes on with the name above it."""

_WORD: Final = 3
"""Letters of a word that may name goods."""
_LABELLED: Final = re.compile(r"[^\W\d][^:\d]{2,30}:")

_ByRole = dict[Role, list[tuple[Cell, Column]]]


class TableReader:
    """Reads the rows of one table. ``languages`` are those of the message, for quantity words in cells; ``asked`` tells
    that a request is at hand, so that a table of unknown names may be one of items."""

    def __init__(
        self, lexicon: Lexicon, number_format: str, languages: frozenset[str], *, asked: bool = True
    ) -> None:
        self.lexicon = lexicon
        self.number_format = number_format
        self.languages = languages
        self.asked = asked
        self.quantities = QuantityCells(lexicon, languages, self._tokens)

    def read(self, rows: Sequence[Row]) -> list[Entry]:
        """The items of the table in order; none when its columns name no items."""
        entries: list[Entry] = []
        for header, body in sections(with_headings(unfolded(rows)), self.lexicon):
            columns = TableColumns(header, body, self.lexicon, asked=self.asked).columns
            if columns is None:
                continue
            found = self._rows(columns, [part for row in body for part in parted(row, columns)])
            priced = _is_price_list(columns, body)
            for entry in found:
                entry.from_prices = priced
            entries.extend(found)
        return entries

    def _rows(self, columns: Sequence[Column], body: Sequence[Row]) -> list[Entry]:
        entries: list[Entry] = []
        previous: Row = ()
        counted = [at for at, column in enumerate(columns) if column.role is Role.QUANTITY]
        data = [row for row in body if not _is_total(row)]
        data = [
            row for row, after in zip_longest(data, data[1:]) if not _heads_chapter(row, after or (), columns)
        ]
        data = data[: len(data) - self._closing(columns, data)]
        columns = in_decimals(columns, data, self.number_format, self.languages)
        form = _is_order_form(data, counted)
        held = _held(columns, data, counted)
        last: Entry | None = None
        for row in data:
            if last is not None and self._goes_on(row, previous, columns):
                last.extend(_only(row).words)
                continue
            filled = _fill_down(list(row), previous, columns)
            last = entry = self._row(columns, filled)
            if entry is None:
                continue
            previous = filled
            if not (
                _is_blank(row, counted) and (form or any(not row[at].blank for at in held if at < len(row)))
            ):
                entries.append(entry)
        return entries

    def _closing(self, columns: Sequence[Column], rows: Sequence[Row]) -> int:
        """How many rows at the end sign or note and list nothing (`Prepared by: J. Smith | | Approved by: K. Lee`): of
        no known word, without a quantity or a unit as the rows above have them, and without their numbers or with a
        label of its own."""
        size = 0
        while size < len(rows) and self._is_closing(columns, rows[len(rows) - 1 - size]):
            size += 1
        above = rows[: len(rows) - size]
        counts = [at for at, column in enumerate(columns) if column.role is Role.QUANTITY]
        if not above or not counts or any(_is_blank(row, counts) for row in above):
            return 0
        numbered = all(_position(row, columns) for row in above)
        labelled = all(map(_is_labelled, rows[len(above) :]))
        return size if numbered or labelled else 0

    def _is_closing(self, columns: Sequence[Column], row: Row) -> bool:
        said = [cell for cell in row if not cell.blank]
        told = [at for at, column in enumerate(columns) if column.role in {Role.QUANTITY, Role.UNIT}]
        counted = any(map(str.isdigit, "".join(row[at].text for at in told if at < len(row))))
        if (
            counted
            or (not _is_blank(row, told) and not _is_labelled(row))
            or _position(row, columns)
            or any(self.lexicon.is_sku(cell.text) for cell in said)
        ):
            return False
        texts = [_LABELLED.sub("", cell.text, count=1) for cell in said]
        words = [word for text in texts for word in fold_words(text) if len(word) >= _WORD and word.isalpha()]
        return not any(self.lexicon.knows(word) for word in words)

    def _goes_on(self, row: Row, previous: Row, columns: Sequence[Column]) -> bool:
        """Whether a row only goes on with the name of the row above: `Gaffer tape 50 mm` and, below it, `black, matt`.
        Goods are none: their first words are those of the catalog's names."""
        filled = [at for at, cell in enumerate(row) if not cell.blank]
        if len(filled) != 1 or filled[0] >= min(len(columns), len(previous)):
            return False
        above, rest = previous[filled[0]].words, row[filled[0]].words
        counted = any(
            column.role is Role.QUANTITY and not cell.blank
            for column, cell in zip(columns, previous, strict=False)
        )
        begun = rest[:1] == "(" or rest[:1].islower()
        words = [word for word in fold_words(rest) if not is_colour(word) and unit_word(word) is None]
        names = rest[:1] != "(" and any(word in self.lexicon.heads for word in words)
        return (
            columns[filled[0]].role is Role.NAME and counted and begun and not names and not above[:1].islower()
            and len(rest) <= _LONGEST_REST
        )  # fmt: skip

    def _row(self, columns: Sequence[Column], row: Row) -> Entry | None:
        """The item of one row; None for a title, a struck row and a zero."""
        by_role: _ByRole = {}
        for column, cell in zip(columns, row, strict=False):
            if not cell.blank or column.role is Role.QUANTITY:
                by_role.setdefault(column.role, []).append((cell, column))
        sku, name = _first(by_role, Role.SKU), _first(by_role, Role.NAME)
        main = sku or name
        if main is None or not any(char.isalnum() for char in main.text):
            return None
        if (
            sum(not cell.blank for cell in row) == 1
            and len(columns) > 2
            and not self.lexicon.is_sku(main.text)
        ):
            return None
        notes = [cell.words for cell, _ in by_role.get(Role.NOTE, ())]
        if any(_STRUCK.fullmatch(note) for note in notes):
            return None
        attributes = [cell.words for cell, _ in by_role.get(Role.ATTRIBUTE, ())]
        entry = self._entry(main, name if sku is not None else None, attributes, row)
        self.quantities.fill(entry, by_role.get(Role.QUANTITY, []), _first(by_role, Role.UNIT))
        if entry.dropped:
            return None
        self.quantities.check_length(entry, attributes)
        pack = next((cell for cell, column in by_role.get(Role.OTHER, ()) if column.holds), None)
        if pack is not None:
            self.quantities.check_pack(entry, pack.text)
        if entry.quantity_source is not None and self._ends_the_name(entry, name or main):
            entry.doubt(QuantityProblem.VAGUE, f"{entry.quantity_source.quote} may belong to the name")
        entry.notes[:0] = notes
        position = _first(by_role, Role.POSITION)
        if position is not None and position.text.strip(" .").isdecimal():
            entry.index = int(position.text.strip(" .")[:9])
        return entry

    def _ends_the_name(self, entry: Entry, name: Cell) -> bool:
        """Whether the quantity, one blank behind the name, is a number of the item: `Cutting disc 115` without one."""
        amount = entry.quantity_source
        apart = amount is None or name.source.end is None or amount.start != name.source.end + 1
        if amount is None or apart or entry.quantity is None or self.lexicon.is_sku(name.words):
            return False
        number = amount.quote.strip()
        items = self.lexicon.items_named(entry.name.value)
        if not items:
            return bool(self.lexicon.items_named(f"{name.words} {number}"))
        said = _FIGURES.findall(name.words.replace(entry.name.value, ""))
        return number not in said and any(number in _FIGURES.findall(item.description) for item in items)

    def _entry(self, main: Cell, second: Cell | None, attributes: Sequence[str], row: Row) -> Entry:
        """The item that ``main`` names; ``second`` describes it, and so do the attributes."""
        text = " | ".join(cell.words for cell in row if cell.text.strip())
        name, known = Span(main.words, main.source), self.lexicon.is_sku(main.words)
        described = [second.words] if second is not None else []
        inner = None if known else self._inner(main)
        if inner is not None:
            described = described or [main.words]
            name, known = inner, True
        if not known and (whole := self._with_size(main, attributes)):
            name, known, attributes = Span(whole, main.source), True, ()
        if attributes and (known or second is not None):
            described.extend(attributes)
        elif attributes:
            name = Span(", ".join([name.value, *attributes]), name.source)
        return Entry(
            text=text, name=name, description=", ".join(described), known=known or self._is_alias(name.value)
        )

    def _with_size(self, main: Cell, attributes: Sequence[str]) -> str:
        """`PS-GR` and `M`, where PS-GR-M is a SKU; empty for others."""
        whole = f"{main.words}-{attributes[0]}" if len(attributes) == 1 else ""
        return whole if whole and self.lexicon.is_sku(whole) else ""

    def _tokens(self, text: str) -> list[Token]:
        tokens = tokenize(text, 0, len(text), lexicon=self.lexicon, number_format=self.number_format)
        return tag(tokens, lexicon=self.lexicon, table=phrases(self.languages))

    def _is_alias(self, text: str) -> bool:
        tokens = self._tokens(clean(text))
        return len(tokens) == 1 and tokens[0].kind is Kind.ALIAS

    def _inner(self, cell: Cell) -> Span | None:
        """The one SKU of the catalog in a cell of several words, or the name that a quantity in the cell counts."""
        text = clean(cell.text)
        if len(text) != len(cell.text):
            return None  # offsets would not fit
        tokens = self._tokens(text)
        skus = [token for token in tokens if token.kind is Kind.SKU]
        if len(skus) == 1:
            return _part(cell, skus[0].start, skus[0].end)
        return None


def _part(cell: Cell, start: int, end: int) -> Span:
    """A part of a cell's text with its place."""
    source, quote = cell.source, cell.text[start:end]
    if source.start is not None:
        place = {"start": source.start + start, "end": source.start + end, "quote": quote}
        source = source.model_copy(update=place)
    return Span(quote, source)


def _first(by_role: _ByRole, role: Role) -> Cell | None:
    return next((cell for cell, _ in by_role.get(role, ()) if not cell.blank), None)


def _is_blank(row: Row, columns: Sequence[int]) -> bool:
    return all(at >= len(row) or row[at].blank for at in columns)


def _heads_chapter(row: Row, after: Row, columns: Sequence[Column]) -> bool:
    """Whether a row is the title of those below: it has a number, which theirs go on with, and a name, and no more
    (`B | Posts`, `B1 | Post 75 mm | 40`)."""
    filled = [at for at, cell in enumerate(row) if not cell.blank and at < len(columns)]
    if len(filled) != 2 or columns[filled[1]].role is not Role.NAME or filled[0] >= len(after):
        return False
    at = filled[0]
    if columns[at].role not in {Role.POSITION, Role.FOREIGN}:
        return False
    own, below = row[at].text.strip(" ."), after[at].text.strip(" .")
    counts = any(
        column.role is Role.QUANTITY and not cell.blank for column, cell in zip(columns, after, strict=False)
    )
    return counts and len(own) < len(below) and below.startswith(own)


def _is_labelled(row: Row) -> bool:
    return any(_LABELLED.match(cell.text) for cell in row)


def _position(row: Row, columns: Sequence[Column]) -> str:
    """The number of a row in its list, or another that it says; empty where it has none."""
    numbers = {Role.POSITION, Role.FOREIGN, Role.OTHER}
    cells = (cell for cell, column in zip(row, columns, strict=False) if column.role in numbers)
    return next((text for cell in cells if (text := cell.text.strip(" .")).isdecimal()), "")


def _only(row: Row) -> Cell:
    return next(cell for cell in row if not cell.blank)


def _held(columns: Sequence[Column], rows: Sequence[Row], counted: Sequence[int]) -> list[int]:
    """The columns of a stock list that tell how many there are: what has no number to order there is not wanted, where
    other rows have one."""
    some = any(not _is_blank(row, counted) for row in rows)
    return [at for at, column in enumerate(columns) if column.is_stock] if counted and some else []


def _is_price_list(columns: Sequence[Column], body: Sequence[Row]) -> bool:
    """Whether the table tells what things cost and asks for no number of them."""
    if any(column.role is Role.QUANTITY for column in columns):
        return False
    prices = [at for at, column in enumerate(columns) if column.is_price]
    full = sum(any(at < len(row) and not row[at].blank for at in prices) for row in body)
    return bool(prices) and full >= len(body) * _MOSTLY_PRICED


def _is_order_form(rows: Sequence[Row], counted: Sequence[int]) -> bool:
    """Whether the table lists what can be ordered, with quantities at what is."""
    if not counted or len(rows) < _MOSTLY_BLANK[0]:
        return False
    blank = sum(_is_blank(row, counted) for row in rows)
    return len(rows) > blank >= len(rows) * _MOSTLY_BLANK[1]


def _fill_down(row: list[Cell], previous: Row, columns: Sequence[Column]) -> list[Cell]:
    """Ditto marks, and a name that stands once for the sizes below it."""
    for at, cell in enumerate(row):
        if cell.text.strip().casefold() in _DITTO and at < len(previous):
            row[at] = Cell(previous[at].text, cell.source)
    roles = {at: column.role for at, column in enumerate(columns) if at < len(row)}
    items = [at for at, role in roles.items() if role in {Role.SKU, Role.NAME}]
    varied = any(role is Role.ATTRIBUTE and not row[at].blank for at, role in roles.items())
    if varied and items and _is_blank(row, items):
        for at in items:
            if at < len(previous):
                row[at] = previous[at]
    return row


def _is_total(row: Row) -> bool:
    """A sum: its label stands first, or is all that the row says in words (`2512 | | Subtotal frame`)."""
    filled = [cell.text.strip() for cell in row if not cell.blank]
    worded = [text for text in filled if any(map(str.isalpha, text))]
    return any(_TOTAL.fullmatch(text) for text in (*filled[:1], *(worded if len(worded) == 1 else ())))
