"""The quantity and the unit of a table's row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from math import prod
from typing import Final

from qd_core.model.folding import clean
from qd_core.model.message import Source
from qd_core.model.rfq import QuantityProblem
from qd_core.model.uom import UnitKind, same_unit, unit_word
from qd_core.reading.line_items.cells import Cell
from qd_core.reading.line_items.columns import Column
from qd_core.reading.line_items.entries import Entry, Span
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.quantities import Quantity, QuantityReader
from qd_core.reading.line_items.three_decimals import without_zeros
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["QuantityCells"]

_UNKNOWN: Final = re.compile(
    r"\?+|tb[dac]\.?|t\.b\.[dac]\.?|offen|à définir|por definir|as needed|"
    r"as required|nach bedarf|open|unknown|to be confirmed",
    re.IGNORECASE,
)
_DOUBTED: Final = re.compile(r"-\s?\d[\d.,' ]*|[^?]*\?")
"""Less than nothing, or with a question mark."""
_SIGNS: Final = frozenset("x+*/;&")
_FIRST_TOKENS: Final = 3
_Read = tuple[Cell, Column, Quantity | None]


class QuantityCells:
    """Reads quantity cells; ``tokens_of`` cuts and tags the text of one."""

    def __init__(
        self, lexicon: Lexicon, languages: frozenset[str], tokens_of: Callable[[str], list[Token]]
    ) -> None:
        self.lexicon = lexicon
        self.languages = languages
        self.tokens_of = tokens_of

    def fill(self, entry: Entry, cells: Sequence[tuple[Cell, Column]], unit: Cell | None) -> None:
        """Gives ``entry`` its quantity and unit. Several quantities (one a site) are unclear unless one is their total;
        a zero drops the line: it is no request."""
        if unit is not None:
            entry.unit = _unit_span(unit)
        totals = [(cell, column) for cell, column in cells if column.total and not cell.blank]
        filled = self._filled(totals or cells)
        parts = [(cell, column) for cell, column in cells if not column.total]
        if totals and not _adds_up(filled, [self._count(cell, column) for cell, column in parts]):
            filled = self._filled(cells)
        read = [one for one in filled if one[2] is None or one[2].value != 0]
        if filled and not read:
            entry.dropped = True
        elif not read:
            entry.problem = QuantityProblem.MISSING
        elif len(read) == 1:
            self._apply(entry, *read[0])
        else:
            _several(entry, read)

    def _filled(self, cells: Sequence[tuple[Cell, Column]]) -> list[_Read]:
        return [(cell, column, self._count(cell, column)) for cell, column in cells if not cell.blank]

    def _count(self, cell: Cell, column: Column) -> Quantity | None:
        return self.parse(without_zeros(cell.text) if column.decimals else cell.text)

    def _apply(self, entry: Entry, cell: Cell, column: Column, quantity: Quantity | None) -> None:
        written = cell.words
        if quantity is None:
            entry.problem = QuantityProblem.VAGUE
            if not _UNKNOWN.fullmatch(written):
                entry.notes.append(f"quantity: {written}")
            return
        entry.quantity, entry.range, entry.ladder = quantity.value, quantity.range, quantity.ladder
        entry.problem, entry.quantity_source = quantity.problem, cell.source
        if quantity.hedge:
            entry.certain = min(entry.certain, 0.8)
            entry.notes.append(f"quantity as written: {written}")
        if entry.unit is not None:
            return
        unit = self._unit_in(cell.text)
        if unit is not None:
            entry.unit = Span(unit, cell.source)
        elif column.unit:
            heading = Source(part=cell.source.part, quote=column.heading, table=cell.source.table)
            entry.unit = Span(column.unit, heading)

    def check_length(self, entry: Entry, texts: Sequence[str]) -> None:
        """`5 | 100 m` of a cable that is sold by the metre: five metres it is not, 500 perhaps."""
        unit = unit_word(entry.unit.value) if entry.unit is not None else None
        if entry.quantity is None or (unit is not None and unit.kind is not UnitKind.COUNT):
            return
        own = {item.unit for item in self.lexicon.items_named(entry.name.value)}
        for token in (token for text in texts for token in self.tokens_of(clean(text))):
            size = token.unit if token.kind is Kind.MEASURE else None
            if size is None or token.value is None or not any(same_unit(sold, size.name) for sold in own):
                continue
            if self.lexicon.sells_by(size.name, token.value):
                note = f"{entry.quantity:f} pieces of {token.text}, or {entry.quantity:f} {size.name}?"
                entry.doubt(QuantityProblem.VAGUE, note)
                return

    def check_pack(self, entry: Entry, written: str) -> None:
        """``written`` is what a column says that a package holds: then a bare number may count pieces or packages."""
        parsed = self.parse(written)
        holds = parsed.value if parsed is not None else None
        if entry.quantity is None or holds is None or holds <= 1:
            return
        items = self.lexicon.items_named(entry.name.value)
        unit = unit_word(entry.unit.value) if entry.unit is not None else None
        if unit is not None and unit.kind is UnitKind.PACKAGE:
            other = next((item.pack for item in items if item.pack not in {None, holds}), None)
            if other is not None:
                entry.doubt(QuantityProblem.VAGUE, f"a package of {holds:f}, or of {other:f}?")
            return
        if unit is not None:
            return
        sold = [unit_word(item.unit) for item in items]
        packed = bool(sold) and all(one is not None and one.kind is UnitKind.PACKAGE for one in sold)
        if not packed or (entry.quantity >= holds and entry.quantity % holds == 0):
            entry.doubt(QuantityProblem.VAGUE, f"{entry.quantity:f} pieces, or packages of {holds:f}?")

    def parse(self, text: str) -> Quantity | None:
        """The quantity that a cell writes; None when it writes none, a zero is a zero."""
        cleaned = clean(text).strip()
        if not cleaned or _UNKNOWN.fullmatch(cleaned) or _DOUBTED.fullmatch(cleaned):
            return None
        tokens = self.tokens_of(cleaned)
        if (
            len(tokens) == 1 and tokens[0].text.isdecimal()
        ):  # a bare number is a number, even where it is a SKU too
            number = tokens[0].text
            tokens = [Token(Kind.NUMBER, number, 0, len(cleaned), key=number, value=Decimal(number))]
        if tokens and tokens[0].kind is Kind.NUMBER and tokens[0].value == 0 and len(tokens) <= 2:
            return Quantity(0, 1, 0, 1, value=Decimal(0))
        for start in range(min(_FIRST_TOKENS, len(tokens))):
            tokens[start].protected = False
            quantity = QuantityReader(tokens, self.lexicon, self.languages).read(start)
            if quantity is not None:
                is_clear = quantity.problem is not QuantityProblem.VAGUE and _says_all(tokens, quantity)
                return quantity if is_clear else None
        return None

    def _unit_in(self, text: str) -> str | None:
        """The unit word beside the number: `24 ea`, `25m`."""
        for token in self.tokens_of(clean(text)):
            if token.kind is Kind.WORD and token.unit is not None:
                return token.text
            if token.kind is Kind.MEASURE:
                return token.text.lstrip("0123456789.,' ") or None
        return None


def _says_all(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether no other number stands in a cell of bare numbers: `24 + 6`, `2 x 12`, `3 12` may mean several things."""
    if any(token.kind is Kind.WORD and token.text.lower() not in _SIGNS for token in tokens):
        return True
    others = (*tokens[: quantity.start], *tokens[quantity.end :])
    return not any(token.text[:1].isdecimal() for token in others)


def _adds_up(totals: Sequence[_Read], parts: Sequence[Quantity | None]) -> bool:
    """Whether a row's total is the sum of its parts, or their product (`boards | per board | total`), where it has
    several."""
    values = [part.value for part in parts if part is not None and part.value is not None]
    sums = [total.value for _, _, total in totals if total is not None]
    return len(parts) < 2 or not values or len(sums) != 1 or sums[0] in {sum(values), prod(values)}


def _several(entry: Entry, read: Sequence[_Read]) -> None:
    """Several quantities in one row."""
    values = [quantity.value for _, _, quantity in read if quantity is not None]
    entry.ladder = tuple(value for value in values if value is not None)
    entry.problem = QuantityProblem.LADDER if entry.ladder else QuantityProblem.VAGUE
    written = ", ".join(f"{column.heading} {cell.words}" for cell, column, _ in read)
    entry.notes.append(f"several quantities: {written}")


def _unit_span(cell: Cell) -> Span:
    """The unit that a cell names; of `box of 100` the box."""
    words = clean(cell.text).split()
    several = len(words) > 1 and unit_word(words[0]) is not None
    return Span(words[0] if several else cell.words, cell.source)
