"""What the tokens of an item say, made into a line with its spans: its name, its quantity, and what is doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from qd_core.model.folding import fold_word, fold_words
from qd_core.model.message import Source
from qd_core.model.rfq import QuantityProblem
from qd_core.model.uom import UnitKind, same_unit
from qd_core.reading.line_items.entries import Entry, Span
from qd_core.reading.line_items.found import Found, content_words
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.normal import NormalText
from qd_core.reading.line_items.sentences import Sentence
from qd_core.reading.line_items.sizes import FILLINGS
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["EntryWriter"]

_MARKS: Final = {"'": "ft", "′": "ft", '"': "in", "″": "in"}
"""Units that are written as a sign."""
_SIZED_CONTAINER: Final = 2
"""Tokens of `10 litre tins`, behind which the goods are named."""
_LONGEST_QUOTE: Final = 1_000
"""Of a longer line each of its many items is quoted by its own clause."""


@dataclass(slots=True)
class EntryWriter:
    """Writes the lines of one ``part`` (the mail's text, an attachment), quoted as the buyer wrote them."""

    normal: NormalText
    part: str
    lexicon: Lexicon

    def entry(self, found: Found, sentence: Sentence) -> Entry:
        """The line that ``found`` is."""
        tokens = sentence.tokens
        name, rest = self._name(found, tokens)
        if sentence.alone and sentence.line.end - sentence.line.start <= _LONGEST_QUOTE:
            text = self.quote(sentence.line.start, sentence.line.end)
        else:
            text = self.quote(tokens[found.first].start, tokens[found.last].end)
        known = found.named is not None and tokens[found.named].kind is not Kind.CODE
        entry = Entry(text=text, name=name, index=sentence.line.index, known=known, description=rest)
        self.set_quantity(entry, found, tokens)
        if (container := self._container(found, tokens)) is not None:
            entry.complete(self.words([at for at in found.name if at != container], tokens))
        self._check_size(entry, found, tokens)
        self._check_content(entry, found, tokens)
        if found.per_unit and entry.quantity is not None:
            entry.doubt(QuantityProblem.VAGUE, f"{entry.quantity:f} for each of several?")
        return entry

    def _name(self, found: Found, tokens: Sequence[Token]) -> tuple[Span, str]:
        """The name, and the other words for the same thing: beside a SKU all else describes it."""
        if found.named is not None and tokens[found.named].kind is Kind.SKU:
            token = tokens[found.named]
            rest = [index for index in (*found.aside, *found.name) if index != found.named]
            return self.span(token.start, token.end), self.words(rest, tokens)
        first, last = found.name[0], found.name[-1]
        opened = any(token.text == "(" for token in tokens[first:last])
        if opened and last + 1 < len(tokens) and tokens[last + 1].text == ")":
            last += 1
        told = found.aside if content_words(tokens, found.aside) else found.sizes(tokens)
        return self.span(tokens[first].start, tokens[last].end), self.words(told, tokens)

    def _container(self, found: Found, tokens: Sequence[Token]) -> int | None:
        """The tins of `eight 10 litre tins of white paint`: what the goods of that size come in, no word of theirs."""
        coded = found.named is None or tokens[found.named].kind is Kind.CODE
        if not coded or found.quantity is None or found.quantity.unit is not None:
            return None
        if len(found.name) <= _SIZED_CONTAINER or found.name[1] != found.name[0] + 1:
            return None
        size, container, following = found.name[:3]
        told = tokens[container]
        held = tokens[size].unit if tokens[size].kind is Kind.MEASURE else None
        filled = held is not None and held.name in FILLINGS
        packed = filled and told.unit is not None and told.unit.kind is UnitKind.PACKAGE
        if not packed or self.lexicon.is_compound(fold_word(told.text), fold_word(tokens[following].text)):
            return None
        of = tokens[container + 1].has(Tag.OF)
        return container if of or self.lexicon.is_unit(told.text) else None

    def words(self, indices: Sequence[int], tokens: Sequence[Token]) -> str:
        """The words of the tokens ``indices``, in order, as written."""
        return " ".join(self.quote(tokens[index].start, tokens[index].end) for index in sorted(set(indices)))

    def set_quantity(self, entry: Entry, found: Found, tokens: Sequence[Token]) -> None:
        """The quantity of ``found`` is that of ``entry``, with its unit and its problem."""
        quantity = found.quantity
        if quantity is None or (quantity.soft and found.priced):
            entry.problem = QuantityProblem.MISSING
            return
        entry.quantity, entry.range, entry.ladder = quantity.value, quantity.range, quantity.ladder
        entry.problem = quantity.problem
        start, end = tokens[quantity.first].start, tokens[quantity.last - 1].end
        entry.quantity_source = self.source(start, end)
        entry.certain = 1.0 if found.paired else 0.9
        if quantity.soft:
            entry.certain = 0.6
            entry.notes.append("quantity read from the article")
        if quantity.hedge:
            entry.certain = 0.75
            entry.notes.append(f"quantity as written: {self.quote(tokens[quantity.start].start, end)}")
        entry.unit = self.unit_span(quantity.unit_token, tokens)

    def unit_span(self, index: int | None, tokens: Sequence[Token]) -> Span | None:
        """The unit as written; of `25m` the `m`."""
        if index is None:
            return None
        token = tokens[index]
        if token.kind is not Kind.MEASURE:
            return self.span(token.start, token.end)
        text = self.normal.text[token.start : token.end]
        if text[-1] in _MARKS and not any(map(str.isalpha, text)):
            return Span(_MARKS[text[-1]], self.source(token.end - 1, token.end))
        number = len(text) - len(text.lstrip("0123456789.,/' "))
        if number == 0:  # two gallons
            number = len(text) - len(text.split()[-1])
        return self.span(token.start + number, token.end)

    def _check_size(self, entry: Entry, found: Found, tokens: Sequence[Token]) -> None:
        """`cable 100 m, 3 pcs` of a cable that is sold by the metre: 3 m it is not, 300 m perhaps."""
        unit = found.quantity.unit if found.quantity is not None else None
        if entry.quantity is None or (unit is not None and unit.kind is not UnitKind.COUNT):
            return
        own = {item.unit for item in self.lexicon.catalog.folded(entry.name.value)}
        for index in (*found.name, *found.aside):
            size = tokens[index]
            if size.kind is not Kind.MEASURE or size.unit is None or size.value is None:
                continue
            sold = not own or any(same_unit(sold_by, size.unit.name) for sold_by in own)
            if sold and self.lexicon.sells_by(size.unit.name, size.value):
                note = f"{entry.quantity:f} pieces of {size.text}, or {entry.quantity:f} {size.unit.name}?"
                entry.doubt(QuantityProblem.VAGUE, note)
                return

    def _names_content(self, found: Found, tokens: Sequence[Token]) -> bool:
        """Whether the name says what a package holds (`pack of 10`) of a thing that the catalog sells singly."""
        words = [tokens[index] for index in sorted({*found.name, *found.aside})]
        held = any(
            number.protected and number.kind is Kind.NUMBER and _is_several(number.value)
            for before, number in pairwise(words)
            if before.unit is not None and before.unit.kind is UnitKind.PACKAGE
        )
        return held and not self.lexicon.items_named(self.quote(words[0].start, words[-1].end))

    def _check_content(self, entry: Entry, found: Found, tokens: Sequence[Token]) -> None:
        """`2 packs of 100`: 200 pieces where pieces are sold, unless Pack says the same; else a person must look."""
        quantity = found.quantity
        if quantity is None or entry.quantity is None:
            return
        if quantity.unit is None and self._names_content(found, tokens):
            entry.doubt(QuantityProblem.VAGUE, f"{entry.quantity:f} packages, or pieces?")
        content = quantity.content
        if content is None or entry.quantity is None:
            return
        items = self.lexicon.items_named(entry.name.value)
        entry.notes.append(f"quantity as written: {entry.text}")
        if not items or any(item.pack == content for item in items):
            return  # goods that are called otherwise: the unit is converted when they are found
        if items and all(same_unit(item.unit, "each") for item in items):
            entry.quantity, entry.unit = entry.quantity * content, None
            entry.certain = min(entry.certain, 0.85)
        elif not any(f"{content:f}" in fold_words(item.description) for item in items):
            entry.doubt(QuantityProblem.VAGUE, "what one package holds does not fit the catalog")

    # --- as written --------------------------------------------------------------------------------------------------

    def quote(self, start: int, end: int) -> str:
        """The characters as written."""
        first, last = self.normal.span(start, end)
        return self.normal.original[first:last]

    def source(self, start: int, end: int) -> Source:
        """The place of ``[start, end)`` of the normal text in the part as written."""
        first, last = self.normal.span(start, end)
        return Source(part=self.part, quote=self.normal.original[first:last], start=first, end=last)

    def span(self, start: int, end: int) -> Span:
        """The words as written, white space folded, with their place."""
        source = self.source(start, end)
        return Span(" ".join(source.quote.split()), source)


def _is_several(value: Decimal | None) -> bool:
    """Whether a package may hold so many: `3/4` is a size."""
    return value is not None and value > 1 and value % 1 == 0
