"""Tables read by what their columns mean: a form's, an attachment's, or one pasted into the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from qd_core.model.folding import clean, fold_word, fold_words
from qd_core.model.message import Source
from qd_core.model.rfq import QuantityProblem
from qd_core.model.uom import unit_word
from qd_core.reading.line_items.columns import Column, Role, is_header, roles_of
from qd_core.reading.line_items.entries import Entry, Span
from qd_core.reading.line_items.language.table import phrases
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.quantities import Quantity, QuantityReader
from qd_core.reading.line_items.tagging import tag
from qd_core.reading.line_items.tokens import Kind, Token, tokenize

__all__ = ["Cell", "TableReader"]

_ITEMS: Final = frozenset({Role.SKU, Role.NAME})
_FEW_KNOWN: Final = 0.3
"""Share of a column's cells with a word of the catalog from which on the column names goods."""
_DITTO: Final = frozenset({'"', "''", "dto", "dto.", "ditto", "do", "do.", "same", "idem", "id.", "id", "s.o.", "wie oben", "as above", '"""'})
_BLANK: Final = frozenset({"", "-", "--", "n/a", "na", "."})
_UNKNOWN: Final = re.compile(r"\?+|tb[dac]\.?|t\.b\.d\.?|offen|à définir|por definir|as needed|nach bedarf|open|unknown|to be confirmed", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:sub\s?-?total|grand total|total|totals|summe|gesamt|gesamtsumme|zwischensumme|sous-total|total général|"
    r"suma|totale|totaal|subtotaal|übertrag|carried forward|vat|mwst|tva|iva)\b[^\d\w]*.{0,20}",
    re.IGNORECASE | re.DOTALL,
)
_MOSTLY_BLANK: Final = (8, 0.6)
"""A form with so many rows of which so large a share is empty lists what can be asked for, not what is."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: what it says and where it stands."""

    text: str
    source: Source

    @property
    def blank(self) -> bool:
        """Whether it says nothing."""
        return self.text.strip().casefold() in _BLANK


class TableReader:
    """Reads the rows of one table. ``languages`` are those of the message, for quantity words in cells."""

    def __init__(self, lexicon: Lexicon, number_format: str, languages: frozenset[str], *, asked: bool = True) -> None:
        """``asked`` tells that a request is at hand, so that a table of unknown names may be one of items."""
        self.asked = asked
        self.lexicon = lexicon
        self.number_format = number_format
        self.languages = languages

    def read(self, rows: Sequence[Sequence[Cell]]) -> list[Entry]:
        """The items of the table in order; none when its columns name no items."""
        entries: list[Entry] = []
        for header, body in _sections(rows):
            columns = self._columns(header, body)
            if columns is None:
                continue
            entries.extend(self._rows(columns, body))
        return entries

    # --- columns ------------------------------------------------------------------------------------------------

    def _columns(self, header: Sequence[Cell] | None, body: Sequence[Sequence[Cell]]) -> list[Column] | None:
        width = max((len(row) for row in (*body, *([header] if header else []))), default=0)
        columns = list(roles_of([cell.text for cell in header])) if header else []
        columns += [None] * (width - len(columns))
        evidence = [_Evidence.of(self.lexicon, [row[at] for row in body if at < len(row)]) for at in range(width)]
        result = [column or Column(Role.OTHER) if header else Column(Role.OTHER) for column in columns]
        self._settle_items(result, evidence, headed=[column is not None for column in columns])
        if not any(column.role is Role.QUANTITY for column in result):
            self._guess_quantity(result, evidence, headed=[column is not None for column in columns])
        if not any(column.role in {Role.SKU, Role.NAME} for column in result):
            return None
        counted = any(column.role is Role.QUANTITY for column in result)
        known = any(evidence[at].hits > 0 or evidence[at].known >= _FEW_KNOWN for at, column in enumerate(result) if column.role in _ITEMS)
        if header is None and not known and not (counted and self.asked):
            return None  # lines with a delimiter, no table of items
        if not counted and not known and not self.asked:
            return None
        return result

    def _settle_items(self, columns: list[Column], evidence: Sequence[_Evidence], headed: Sequence[bool]) -> None:
        """One column of SKUs at most: the one with most hits in the catalog; running numbers are positions."""
        for at, column in enumerate(columns):
            if column.role is Role.SKU and evidence[at].running:
                columns[at] = Column(Role.POSITION)
        free = [at for at, column in enumerate(columns) if column.role in {Role.SKU, Role.NAME, Role.FOREIGN} or not headed[at]]
        best = max(free, key=lambda at: evidence[at].hits, default=None)
        if best is not None and evidence[best].hits > 0 and columns[best].role is not Role.NAME:
            columns[best] = replace(columns[best], role=Role.SKU)
            for at in free:
                if at != best and columns[at].role is Role.SKU:
                    columns[at] = replace(columns[at], role=Role.FOREIGN if evidence[at].wordy < 0.5 else Role.NAME)
        if not any(column.role in {Role.SKU, Role.NAME} for column in columns):
            texts = [at for at in range(len(columns)) if not headed[at] and evidence[at].wordy >= 0.5 and evidence[at].units < 0.5]
            if texts:
                columns[max(texts, key=lambda at: evidence[at].length)] = Column(Role.NAME)
            elif (foreign := [at for at in free if columns[at].role is Role.FOREIGN]) :
                columns[foreign[0]] = replace(columns[foreign[0]], role=Role.SKU)
        elif not any(column.role is Role.NAME for column in columns):
            texts = [at for at in range(len(columns)) if not headed[at] and evidence[at].wordy >= 0.5 and evidence[at].units < 0.5 and evidence[at].length > 5]
            if texts:
                columns[max(texts, key=lambda at: evidence[at].length)] = Column(Role.NAME)

    def _guess_quantity(self, columns: list[Column], evidence: Sequence[_Evidence], headed: Sequence[bool]) -> None:
        numeric = [
            at for at, column in enumerate(columns)
            if not headed[at] and column.role is Role.OTHER and evidence[at].countable >= 0.6 and not evidence[at].running
        ]
        if len(numeric) != 1:
            running = [at for at in range(len(columns)) if not headed[at] and evidence[at].running and evidence[at].countable > 0.6]
            numeric = numeric if numeric else running[-1:] if len(running) == 1 and running[0] > 0 else []
        if len(numeric) == 1:
            columns[numeric[0]] = Column(Role.QUANTITY)
        elif len(numeric) > 1:
            whole = [at for at in numeric if evidence[at].whole]
            if len(whole) == 1:
                columns[whole[0]] = Column(Role.QUANTITY)
        for at, column in enumerate(columns):
            if column.role is Role.OTHER and not headed[at] and evidence[at].units >= 0.6:
                columns[at] = Column(Role.UNIT)

    # --- rows ---------------------------------------------------------------------------------------------------

    def _rows(self, columns: Sequence[Column], body: Sequence[Sequence[Cell]]) -> list[Entry]:
        entries: list[Entry] = []
        previous: list[Cell] = []
        counted = [at for at, column in enumerate(columns) if column.role is Role.QUANTITY]
        data = [row for row in body if not _is_total(row)]
        form = self._is_order_form(data, counted)
        for row in data:
            filled = self._fill_down(list(row), previous, columns)
            entry = self._row(columns, filled)
            if entry is None:
                continue
            previous = filled
            blank = all(at >= len(row) or row[at].blank for at in counted)
            if form and counted and blank:
                continue
            entries.append(entry)
        return entries

    @staticmethod
    def _is_order_form(rows: Sequence[Sequence[Cell]], counted: Sequence[int]) -> bool:
        if not counted or len(rows) < _MOSTLY_BLANK[0]:
            return False
        blank = sum(all(at >= len(row) or row[at].blank for at in counted) for row in rows)
        return len(rows) > blank >= len(rows) * _MOSTLY_BLANK[1]

    @staticmethod
    def _fill_down(row: list[Cell], previous: Sequence[Cell], columns: Sequence[Column]) -> list[Cell]:
        """Ditto marks, and a name that stands once for the sizes below it."""
        for at, cell in enumerate(row):
            if cell.text.strip().casefold() in _DITTO and at < len(previous):
                row[at] = Cell(previous[at].text, cell.source)
        items = [at for at, column in enumerate(columns) if column.role in {Role.SKU, Role.NAME} and at < len(row)]
        varied = [at for at, column in enumerate(columns) if column.role is Role.ATTRIBUTE and at < len(row) and not row[at].blank]
        if varied and items and all(row[at].blank for at in items):
            for at in items:
                if at < len(previous):
                    row[at] = Cell(previous[at].text, previous[at].source)
        return row

    def _row(self, columns: Sequence[Column], row: Sequence[Cell]) -> Entry | None:
        by_role: dict[Role, list[tuple[Cell, Column]]] = {}
        for column, cell in zip(columns, row, strict=False):
            if not cell.blank or column.role is Role.QUANTITY:
                by_role.setdefault(column.role, []).append((cell, column))
        sku = next((cell for cell, _ in by_role.get(Role.SKU, ())), None)
        name = next((cell for cell, _ in by_role.get(Role.NAME, ())), None)
        attributes = [cell for cell, _ in by_role.get(Role.ATTRIBUTE, ())]
        main = sku or name
        if main is None or not any(char.isalnum() for char in main.text):
            return None
        filled = [cell for cell in row if not cell.blank]
        if len(filled) == 1 and len(columns) > 2 and not self.lexicon.is_sku(main.text):
            return None  # a section title
        entry = self._entry(main, name if sku is not None else None, attributes, row)
        self._quantity(entry, by_role.get(Role.QUANTITY, []), by_role.get(Role.UNIT, []))
        if entry.dropped:
            return None
        entry.notes[:0] = [" ".join(cell.text.split()) for cell, _ in by_role.get(Role.NOTE, ())]
        if entry.index is None:
            entry.index = next((int(cell.text.strip(" .")) for cell, _ in by_role.get(Role.POSITION, ()) if cell.text.strip(" .").isdecimal()), None)
        return entry

    def _entry(self, main: Cell, second: Cell | None, attributes: Sequence[Cell], row: Sequence[Cell]) -> Entry:
        text = " | ".join(" ".join(cell.text.split()) for cell in row if cell.text.strip())
        value, source = " ".join(main.text.split()), main.source
        extra = [" ".join(cell.text.split()) for cell in attributes]
        description = " ".join(second.text.split()) if second is not None else ""
        known = self.lexicon.is_sku(value)
        inner = None if known else self._sku_inside(main)
        if inner is not None:
            description = description or value
            value, source, known = inner.value, inner.source, True
        elif second is None and extra and not known:
            value = ", ".join([value, *extra])
        if extra and (second is not None or known):
            description = ", ".join([part for part in (description, *extra) if part])
        return Entry(text=text, name=Span(value, source), description=description, known=known or self._is_alias(value))

    def _tokens(self, text: str) -> list[Token]:
        tokens = tokenize(text, 0, len(text), lexicon=self.lexicon, number_format=self.number_format)
        return tag(tokens, lexicon=self.lexicon, table=phrases(self.languages))

    def _is_alias(self, text: str) -> bool:
        tokens = self._tokens(clean(text))
        return len(tokens) == 1 and tokens[0].kind is Kind.ALIAS

    def _sku_inside(self, cell: Cell) -> Span | None:
        """The one SKU of the catalog in a cell of several words."""
        text = clean(cell.text)
        if text.strip() == "" or len(text) != len(cell.text):
            return None
        skus = [token for token in self._tokens(text) if token.kind is Kind.SKU]
        if len(skus) != 1:
            return None
        token = skus[0]
        quote = cell.text[token.start : token.end]
        source = cell.source
        if source.start is not None:
            source = source.model_copy(update={"start": source.start + token.start, "end": source.start + token.end, "quote": quote})
        return Span(quote, source)

    # --- quantities -----------------------------------------------------------------------------------------------

    def _quantity(self, entry: Entry, cells: Sequence[tuple[Cell, Column]], units: Sequence[tuple[Cell, Column]]) -> None:
        totals = [(cell, column) for cell, column in cells if column.total]
        counted = [(cell, column) for cell, column in (totals or cells) if not cell.blank]
        for cell, _ in units:
            entry.unit = _unit_span(cell)
            break
        if not cells:
            entry.problem = QuantityProblem.MISSING
            return
        read = [(cell, column, self.parse(cell.text)) for cell, column in counted]
        read = [(cell, column, quantity) for cell, column, quantity in read if quantity is None or quantity.value != 0]
        if counted and not read:
            entry.dropped = True  # a zero is no request
            return
        if not read:
            entry.problem = QuantityProblem.MISSING
        elif len(read) > 1:
            steps = tuple(quantity.value for _, _, quantity in read if quantity is not None and quantity.value is not None)
            entry.problem, entry.ladder = QuantityProblem.LADDER, steps
            entry.notes.append("several quantities: " + ", ".join(f"{column.heading} {cell.text}" for cell, column, _ in read))
        else:
            self._apply(entry, *read[0])

    def _apply(self, entry: Entry, cell: Cell, column: Column, quantity: Quantity | None) -> None:
        if quantity is None:
            entry.problem = QuantityProblem.VAGUE if cell.text.strip() else QuantityProblem.MISSING
            if cell.text.strip() and not _UNKNOWN.fullmatch(cell.text.strip()):
                entry.notes.append(f"quantity: {cell.text.strip()}")
            return
        entry.quantity, entry.range, entry.ladder, entry.problem = quantity.value, quantity.range, quantity.ladder, quantity.problem
        entry.quantity_source = cell.source
        if quantity.hedge:
            entry.certain = min(entry.certain, 0.8)
            entry.notes.append(f"quantity as written: {cell.text.strip()}")
        if entry.unit is None:
            unit = self._unit_in(cell.text)
            if unit is not None:
                entry.unit = Span(unit, cell.source)
            elif column.unit:
                entry.unit = Span(column.unit, Source(part=cell.source.part, quote=column.heading, table=cell.source.table))

    def parse(self, text: str) -> Quantity | None:
        """The quantity that a cell writes; None when it writes none, a zero is a zero."""
        cleaned = clean(text).strip()
        if not cleaned or _UNKNOWN.fullmatch(cleaned):
            return None
        tokens = self._tokens(cleaned)
        if len(tokens) == 1 and tokens[0].kind in {Kind.SKU, Kind.ALIAS, Kind.WORD} and tokens[0].text.isdigit():
            tokens = [Token(Kind.NUMBER, tokens[0].text, 0, len(cleaned), key=tokens[0].text, value=Decimal(tokens[0].text))]
        if tokens and tokens[0].kind is Kind.NUMBER and tokens[0].value == 0 and len(tokens) <= 2:
            return Quantity(0, 1, 0, 1, value=Decimal(0))
        for start in range(min(3, len(tokens))):
            tokens[start].protected = False
            quantity = QuantityReader(tokens, self.lexicon, self.languages).read(start)
            if quantity is not None and (quantity.value is not None or quantity.problem is not QuantityProblem.VAGUE or start == 0):
                return None if quantity.problem is QuantityProblem.VAGUE else quantity
        return None

    def _unit_in(self, text: str) -> str | None:
        for token in self._tokens(clean(text)):
            if token.kind is Kind.WORD and token.unit is not None:
                return token.text
            if token.kind is Kind.MEASURE:
                return token.text.lstrip("0123456789., ").strip() or None
        return None


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the cells of one column look like, as shares of the filled ones."""

    hits: float
    known: float
    countable: float
    wordy: float
    units: float
    length: float
    running: bool
    whole: bool

    @staticmethod
    def of(lexicon: Lexicon, cells: Sequence[Cell]) -> _Evidence:
        texts = [cell.text.strip() for cell in cells if not cell.blank][:200]
        if not texts:
            return _Evidence(0, 0, 0, 0, 0, 0, running=False, whole=False)
        size = len(texts)
        digits = [int(text.strip(". ")) for text in texts if text.strip(". ").isdecimal() and len(text) < 10]
        running = len(digits) == size and size > 1 and digits == list(range(digits[0], digits[0] + size)) and digits[0] in {0, 1}
        running = running or (len(digits) == size and size > 1 and digits[0] == 10 and digits == list(range(10, 10 * size + 1, 10)))
        return _Evidence(
            hits=sum(lexicon.is_sku(text) for text in texts) / size,
            known=sum(any(lexicon.knows(word) for word in fold_words(text)) for text in texts) / size,
            countable=sum(_is_count(text) for text in texts) / size,
            wordy=sum(any(char.isalpha() for char in text) and not _is_count(text) for text in texts) / size,
            units=sum(unit_word(text) is not None or lexicon.is_unit(text) for text in texts) / size,
            length=sum(len(text) for text in texts) / size,
            running=running,
            whole=len(digits) == size,
        )


def _is_count(text: str) -> bool:
    first, _, rest = text.partition(" ")
    number = first.replace(",", "").replace(".", "").replace("'", "")
    return text == "?" or (number.isdecimal() and (not rest or unit_word(rest) is not None))


def _unit_span(cell: Cell) -> Span:
    words = clean(cell.text).split()
    first = words[0] if words else cell.text
    known = unit_word(first) is not None
    return Span(first if known and len(words) > 1 else " ".join(cell.text.split()), cell.source)


def _is_total(row: Sequence[Cell]) -> bool:
    first = next((cell.text.strip() for cell in row if not cell.blank), "")
    return bool(_TOTAL.fullmatch(first)) and fold_word(first) != ""


def _sections(rows: Sequence[Sequence[Cell]]) -> list[tuple[Sequence[Cell] | None, list[Sequence[Cell]]]]:
    """The table cut at its header rows; a table without one is one section. Title rows above a header fall away."""
    sections: list[tuple[Sequence[Cell] | None, list[Sequence[Cell]]]] = []
    body: list[Sequence[Cell]] = []
    header: Sequence[Cell] | None = None
    headers = [at for at, row in enumerate(rows) if is_header([cell.text for cell in row])]
    for at, row in enumerate(rows):
        if at in set(headers[:50]):
            if header is not None or not headers:
                sections.append((header, body))
            header, body = row, []
        elif any(cell.text.strip() for cell in row):
            body.append(row)
    sections.append((header, body))
    return [(head, rows_) for head, rows_ in sections if rows_]


