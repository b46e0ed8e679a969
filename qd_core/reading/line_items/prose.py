"""Text read line by line: what asks, what tells, what is a list of items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Final

from qd_core.model.folding import fold_words
from qd_core.model.message import Source
from qd_core.model.rfq import QuantityProblem
from qd_core.model.uom import UnitKind, same_unit
from qd_core.reading.line_items.acceptance import Acceptance, Context
from qd_core.reading.line_items.blocks import GridBlock, Line
from qd_core.reading.line_items.cells import Cell
from qd_core.reading.line_items.clauses import ClauseReader
from qd_core.reading.line_items.correction_notes import CorrectionNotes, Spans
from qd_core.reading.line_items.corrections import Correction
from qd_core.reading.line_items.ellipsis import (
    completed,
    counted_letters,
    heading_of,
    is_size_alone,
    sizes_ahead,
)
from qd_core.reading.line_items.entries import Entry, Span
from qd_core.reading.line_items.found import Found, Stance, content_words
from qd_core.reading.line_items.language.table import PhraseTable
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.layout import blocks_of
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.loose_quantities import contradicts, is_bare, judge_loose
from qd_core.reading.line_items.normal import NormalText
from qd_core.reading.line_items.sentences import Sentence, cues_of, is_for_machines, split_sentences
from qd_core.reading.line_items.spreading import spread, without_total
from qd_core.reading.line_items.tables import TableReader
from qd_core.reading.line_items.tagging import tag
from qd_core.reading.line_items.tokens import Kind, Token, tokenize
from qd_core.reading.line_items.unread import unread_words

__all__ = ["ProseReader"]

_LONGEST_QUOTE: Final = 1_000
"""Of a longer line each of its many items is quoted by its own clause."""
_LOOK_BACK: Final = 60
"""Entries that a sentence without a name may speak of."""


@dataclass(slots=True)
class ProseReader:
    """Reads one text (the mail, an attachment's text, the subject) and keeps its entries in order.

    ``corrections`` are noted while reading and applied by the caller, as they may concern other parts.
    """

    normal: NormalText
    part: str
    lexicon: Lexicon
    table: PhraseTable
    languages: frozenset[str]
    number_format: str
    asked: bool = False
    """Whether the text is known to be a request (an attachment's)."""
    expects_more: bool = False
    """Whether attachments or a form bring further lines, that the text may correct."""
    entries: list[Entry] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    _last_line: Line | None = None
    _unread: Entry | None = None
    _in_list: bool = False
    _notes: CorrectionNotes = field(init=False)

    def __post_init__(self) -> None:
        self._notes = CorrectionNotes(
            Spans(self.quote, self.source, self.span, self._unit_span), self.lexicon, self.languages, self.entries,
            self.corrections, expects_more=self.expects_more,
        )  # fmt: skip

    def read(self) -> list[Entry]:
        """Every item of the text that is asked for, before corrections."""
        context = Context(asked=self.asked, quoting=self.asked)
        for block in blocks_of(self.normal.text):
            if isinstance(block, GridBlock):
                self._grid(block, context)
                continue
            if block.blank_before:
                context.new_paragraph()
            before = len(self.entries)
            sentences = self._sentences(block)
            for sentence in sentences:
                if is_for_machines(sentence.tokens, self.lexicon):
                    context.machine, context.machine_goes_on = block, sentence.tokens[-1].text == ":"
                elif not context.talks_to_machine(block) and not self._notes.take(sentence, self._last_line):
                    read = len(self.entries)
                    self._sentence(sentence, context)
                    if len(self.entries) == read:
                        self._notes.take_unheld(sentence)
            self._watch(block, sentences, before, context)
        return self.entries

    def _watch(self, line: Line, sentences: Sequence[Sentence], before: int, context: Context) -> None:
        """A line of a list that gave no item is a line in doubt where one beside it did."""
        if line.blank_before:
            self._unread = None
            self._in_list = False
        if len(self.entries) > before:
            if self._unread is not None:
                self.entries.insert(before, self._unread)
            self._unread, self._in_list = None, len(sentences) == 1
            return
        shut = context.off or context.address or context.closed or context.talks_to_machine(line)
        words = unread_words(sentences[0], self.lexicon) if len(sentences) == 1 and not shut else None
        if words is None or self._describes_last(sentences[0]):
            self._unread, self._in_list = None, False
            return
        text = self.quote(line.start, line.end)
        entry = Entry(text=text, name=self.span(words[0].start, words[1].end), index=line.index)
        entry.doubt(QuantityProblem.VAGUE, f"not read for certain: {text}")
        if self._in_list:
            self.entries.append(entry)
        else:
            self._unread = entry

    def _describes_last(self, sentence: Sentence) -> bool:
        """Whether a line says in words what the line before it named."""
        words = set(content_words(sentence.tokens, range(len(sentence.tokens))))
        items = self.lexicon.items_named(self.entries[-1].name.value) if self.entries else ()
        return any(words <= set(fold_words(item.description)) for item in items)

    def _sentences(self, line: Line) -> list[Sentence]:
        tokens = tokenize(
            self.normal.text, line.start, line.end, lexicon=self.lexicon, number_format=self.number_format
        )
        return split_sentences(tag(tokens, lexicon=self.lexicon, table=self.table), line)

    def _sentence(self, sentence: Sentence, context: Context) -> None:
        cues = cues_of(sentence.tokens)
        judge = Acceptance(sentence, context, cues, self.lexicon, self._is_listed(sentence, context, cues))
        found = ClauseReader(sentence.tokens, self.lexicon, self.languages).read()
        found, sized = spread(self, sentence, found, context)
        kept = [item for item in found if judge.accepts(item)]
        if 0 < len(kept) < len(found):
            sure = set(map(id, kept))
            kept = [item for item in found if id(item) in sure or judge.goes_along(item)]
        kept += self._sizes(found, kept, sentence.tokens, context)
        ahead = sizes_ahead(found, kept, sentence.tokens)
        kept += ahead
        bare = not kept and not sized and self._bare_quantity(found, sentence, context)
        end = 0
        before = len(self.entries)
        place = {id(item): at for at, item in enumerate(found)}  # a line may hold ten thousand items
        read = sorted(kept, key=lambda item: place[id(item)])
        for item, following in zip(read, [*read[1:], None], strict=False):
            heading = heading_of(sentence.tokens[end : max(end, item.first)], self.lexicon)
            context.carrier, end = heading or context.carrier, item.last + 1
            entry = self.entry(item, sentence)
            carrier = context.carrier
            if item in ahead and following is not None:
                carrier = self._words(following.name, sentence.tokens)
            if carrier and is_size_alone(item, sentence.tokens):
                entry.complete(completed(carrier, entry.name.value))
            self.entries.append(entry)
            context.carrier = self._told_name(entry)
            self._letters(
                range(item.first + 1, following.first if following else len(sentence.tokens)),
                sentence,
                context,
            )
            self._last_line = context.line = sentence.line
        self.entries[before:] = without_total(self.entries[before:])
        self.entries.extend(sized)
        taken = set(map(id, kept))
        others = [item for item in found if id(item) not in taken]
        judge_loose(others, kept, found, sentence, self.entries, self.quote(sentence.start, sentence.end))
        for item in others if kept else ():
            if judge.may_be_lost(item):
                entry = self.entry(item, sentence)
                entry.doubt(QuantityProblem.VAGUE, "not read for certain")
                self.entries.append(entry)
        if kept:
            context.mentioned = None
        else:
            context.mention([item for item in found if judge.is_spoken_of(item)], sentence)
        context.listed = bool(kept) or bare or bool(sized)
        if not context.listed:
            context.carrier = heading_of(sentence.tokens, self.lexicon, alone=sentence.alone)
            context.follow(sentence, cues)
        elif cues & {Tag.ASK, Tag.PRICE}:
            context.ask(sentence)

    def _sizes(
        self, found: Sequence[Found], kept: Sequence[Found], tokens: Sequence[Token], context: Context
    ) -> list[Found]:
        """The counted sizes that go on with the item before them, or with a heading."""
        if context.off or context.address or context.closed or any(item.quantity is None for item in kept):
            return []  # hose, 4 pieces at 2.5 m: it may count the item that has no quantity
        first = found.index(kept[0]) if kept else len(found)
        if context.carrier or heading_of(tokens, self.lexicon):
            first = 0
        taken = set(map(id, kept))
        return [item for item in found[first:] if id(item) not in taken and is_size_alone(item, tokens)]

    def _letters(self, run: range, sentence: Sentence, context: Context) -> None:
        """`5 boxes of blue gloves M and 10 L` of goods that come in letters: ten of the size L, not ten litres."""
        tokens = sentence.tokens
        for index in counted_letters(context.carrier, run, tokens):
            letter = self.span(tokens[index].end - 1, tokens[index].end)
            amount = self.source(tokens[index].start, tokens[index].end)
            entry = Entry(text=self.quote(tokens[index].start, tokens[index].end), name=letter)
            entry.set_quantity(tokens[index].value or Decimal(1), amount, "size as a letter")
            entry.complete(completed(context.carrier, letter.value))
            self.entries.append(entry)

    def _told_name(self, entry: Entry) -> str:
        """What an item is called in words, for the sizes that come after it."""
        items = self.lexicon.catalog.folded(entry.name.value)
        return items[0].description if len(items) == 1 else entry.name.value

    @staticmethod
    def _is_listed(sentence: Sentence, context: Context, cues: frozenset[Tag]) -> bool:
        """Whether the sentence is a line of a list: a bullet, a line without a verb, one more item of such."""
        plain = not cues & {Tag.CLAUSE, Tag.ASK}
        bullet = sentence.line.bullet or sentence.line.index is not None
        return (sentence.alone and (bullet or plain)) or (plain and context.line is sentence.line)

    # --- from tokens to an entry ----------------------------------------------------------------------------------

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
        self._quantity(entry, found, tokens)
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
            return self.span(token.start, token.end), self._words(rest, tokens)
        first, last = found.name[0], found.name[-1]
        opened = any(token.text == "(" for token in tokens[first:last])
        if opened and last + 1 < len(tokens) and tokens[last + 1].text == ")":
            last += 1
        told = found.aside if content_words(tokens, found.aside) else found.sizes(tokens)
        return self.span(tokens[first].start, tokens[last].end), self._words(told, tokens)

    def _words(self, indices: Sequence[int], tokens: Sequence[Token]) -> str:
        return " ".join(self.quote(tokens[index].start, tokens[index].end) for index in sorted(set(indices)))

    def _quantity(self, entry: Entry, found: Found, tokens: Sequence[Token]) -> None:
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
        entry.unit = self._unit_span(quantity.unit_token, tokens)

    def _unit_span(self, index: int | None, tokens: Sequence[Token]) -> Span | None:
        """The unit as written; of `25m` the `m`."""
        if index is None:
            return None
        token = tokens[index]
        if token.kind is not Kind.MEASURE:
            return self.span(token.start, token.end)
        text = self.normal.text[token.start : token.end]
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
            number.protected and number.kind is Kind.NUMBER and before.unit is not None
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

    # --- quantities without a name --------------------------------------------------------------------------------

    def _bare_quantity(self, found: Sequence[Found], sentence: Sentence, context: Context) -> bool:
        """`We need 8 of them`, `40 pcs please`, `20 of each`: the quantity of lines that had none, or of the one item
        that was spoken of just before without being asked for."""
        loose = [item for item in found if is_bare(item, sentence) and item.stance is not Stance.OFF]
        if len(loose) != 1 or loose[0].quantity is None:
            return False
        quantity = loose[0].quantity
        recent = [entry for entry in self.entries[-_LOOK_BACK:] if entry.problem is QuantityProblem.MISSING]
        if quantity.unit is not None and quantity.unit.kind is UnitKind.MEASURE:
            return False
        mentioned = context.mentioned
        if not recent and mentioned is None and contradicts(loose[0], sentence, self.entries):
            written = self.quote(sentence.start, sentence.end)
            self.entries[-1].doubt(QuantityProblem.VAGUE, f"another quantity: {written}")
            return True
        if not recent and mentioned is not None and loose[0].stance is Stance.ASKED:
            recent = [self.entry(mentioned[0], mentioned[1])]
            self.entries.extend(recent)
            context.mentioned = None
        if not recent or (len(recent) > 1 and not quantity.each):
            return False
        for entry in recent:
            self._quantity(entry, loose[0], sentence.tokens)
            entry.certain = min(entry.certain, 0.85)
            entry.text = f"{entry.text} … {self.quote(sentence.start, sentence.end)}"
        return True

    # --- tables and spans -----------------------------------------------------------------------------------------

    def _grid(self, block: GridBlock, context: Context) -> None:
        if context.off:
            return
        rows = [
            [Cell(self.quote(cell.start, cell.end), self.source(cell.start, cell.end)) for cell in row.cells]
            for row in block.rows
        ]
        reader = TableReader(self.lexicon, self.number_format, self.languages, asked=context.quoting)
        read = reader.read(rows)
        self.entries.extend(read)
        context.listed = bool(read)

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
