"""Text read line by line: what asks, what tells, what is a list of items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from qd_core.model.folding import fold_words
from qd_core.model.rfq import QuantityProblem
from qd_core.model.uom import UnitKind
from qd_core.reading.line_items.acceptance import Acceptance
from qd_core.reading.line_items.blocks import GridBlock, Line
from qd_core.reading.line_items.cells import Cell
from qd_core.reading.line_items.clause_state import Before
from qd_core.reading.line_items.correction_notes import CorrectionNotes, Spans
from qd_core.reading.line_items.corrections import Correction
from qd_core.reading.line_items.corrections_ahead import CorrectionsAhead
from qd_core.reading.line_items.divided import read_sentence
from qd_core.reading.line_items.ellipsis import (
    completed,
    heading_of,
    is_size_alone,
    lent,
    sized_alike,
    sizes_ahead,
)
from qd_core.reading.line_items.entries import Entry
from qd_core.reading.line_items.entry_writing import EntryWriter
from qd_core.reading.line_items.fallbacks import fallback_at
from qd_core.reading.line_items.found import Found, Stance, content_words
from qd_core.reading.line_items.goods_back import gives_back
from qd_core.reading.line_items.language.table import PhraseTable
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.layout import blocks_of
from qd_core.reading.line_items.letter_sizes import letter_entries
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.line_context import Context
from qd_core.reading.line_items.loose_quantities import (
    add_step,
    asks_for_another,
    contradicts,
    count_spoken,
    counts_nothing,
    doubt_alternatives,
    is_added,
    is_bare,
    judge_loose,
    pointing_back,
    speaks_of_an_order,
)
from qd_core.reading.line_items.normal import NormalText
from qd_core.reading.line_items.per_unit import one_for_each, told_per
from qd_core.reading.line_items.sentence_items import items_of
from qd_core.reading.line_items.sentences import Sentence, cues_of, is_for_machines, split_sentences
from qd_core.reading.line_items.single_goods import is_single_good
from qd_core.reading.line_items.spreading import spread, without_total
from qd_core.reading.line_items.tables import TableReader
from qd_core.reading.line_items.tagging import tag
from qd_core.reading.line_items.titles import keep_titles_whole
from qd_core.reading.line_items.tokens import Token, tokenize
from qd_core.reading.line_items.told_names import described, told_name, unit_before
from qd_core.reading.line_items.topics import Topic, topic_of, without_topics
from qd_core.reading.line_items.unread import is_sized_name, unread_words
from qd_core.reading.line_items.variant_changes import is_taken_back, taken_back

__all__ = ["ProseReader"]

_ALONE: Final = Before()
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
    others: Sequence[Entry] = ()
    """Those lines, where they have been read."""
    papers: frozenset[str] = frozenset()
    """Numbers in the title of the message, folded."""
    entries: list[Entry] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    last_line: Line | None = None
    """The line that the last item stood on."""
    _unread: list[Entry] = field(default_factory=list)
    """Lines in doubt that no item has followed yet."""
    _in_list: bool = False
    _topics: list[Topic] = field(default_factory=list)
    writer: EntryWriter = field(init=False)
    _notes: CorrectionNotes = field(init=False)
    _ahead: CorrectionsAhead = field(init=False)

    def __post_init__(self) -> None:
        self.writer = writer = EntryWriter(self.normal, self.part, self.lexicon)
        self._notes = CorrectionNotes(
            Spans(writer.quote, writer.source, writer.span, writer.unit_span),
            self.lexicon, self.languages, self.entries, self.corrections,
            expects_more=self.expects_more, others=self.others,
        )  # fmt: skip
        self._ahead = CorrectionsAhead(self._notes)

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
                elif not context.talks_to_machine(block):
                    self._read_or_correct(sentence, context)
            self._watch(block, sentences, before, context)
        self._end_list(context)
        self._ahead.apply()
        self.entries[:] = without_topics(self.entries, self._topics, self.lexicon, self.others)
        return self.entries

    def _read_or_correct(self, sentence: Sentence, context: Context) -> None:
        read, noted = len(self.entries), len(self.corrections)
        if not self._notes.take(sentence, self.last_line):
            read_sentence(self, sentence, context)
            if len(self.entries) == read:
                self._notes.take_unheld(sentence)
        self._ahead.keep(sentence, read, noted)

    def _watch(self, line: Line, sentences: Sequence[Sentence], before: int, context: Context) -> None:
        """A line of a list that gave no item is a line in doubt where one beside it did."""
        if line.blank_before:
            self._end_list(context)
        if len(self.entries) > before:
            self.entries[before:before] = self._unread
            self._unread, self._in_list = [], len(sentences) == 1
            return
        shut = context.off or context.address or context.closed or context.talks_to_machine(line)
        words = unread_words(sentences[0], self.lexicon) if len(sentences) == 1 and not shut else None
        if words is None or self._describes_last(sentences[0]):
            self._end_list(context)
            return
        text = self.writer.quote(line.start, line.end)
        entry = Entry(text=text, name=self.writer.span(words[0].start, words[1].end), index=line.index)
        if is_sized_name(sentences[0], self.lexicon):
            entry.problem = QuantityProblem.MISSING
        else:
            entry.doubt(QuantityProblem.VAGUE, f"not read for certain: {text}")
        (self.entries if self._in_list else self._unread).append(entry)

    def _end_list(self, context: Context) -> None:
        """Names of goods that no item followed are lines all the same where a list was announced."""
        if context.quoting and not (context.off or context.closed):
            self.entries += [entry for entry in self._unread if entry.problem is QuantityProblem.MISSING]
        self._unread, self._in_list = [], False

    def _describes_last(self, sentence: Sentence) -> bool:
        """Whether a line says in words what the line before it named."""
        words = set(content_words(sentence.tokens, range(len(sentence.tokens))))
        items = self.lexicon.items_named(self.entries[-1].name.value) if self.entries else ()
        return any(words <= set(fold_words(item.description)) for item in items)

    def _sentences(self, line: Line) -> list[Sentence]:
        tokens = tokenize(
            self.normal.text, line.start, line.end, lexicon=self.lexicon, number_format=self.number_format
        )
        tagged = tag(tokens, lexicon=self.lexicon, table=self.table)
        keep_titles_whole(tagged, self.normal.text, self.lexicon)
        return split_sentences(tagged, line, self.lexicon)

    def plain_sentence(self, sentence: Sentence, context: Context, before: Before = _ALONE) -> None:
        """Reads what a sentence asks for, item by item, and what it says of the lines after it. ``before`` tells
        what of the sentence was read already."""
        cues = cues_of(sentence.tokens) | before.cues
        listed, back = context.lists(sentence, cues), gives_back(sentence.tokens)
        judge = Acceptance(sentence, context, cues, self.lexicon, listed, back)
        found = items_of(sentence.tokens, self.lexicon, self.languages, before)
        found, sized = spread(self.writer, sentence, found, context)
        kept = [item for item in found if judge.accepts(item)]
        if 0 < len(kept) < len(found):
            sure = set(map(id, kept))
            kept = [item for item in found if id(item) in sure or judge.goes_along(item)]
        pointed = pointing_back(found, kept, sentence) if kept else []
        found, kept = [*pointed, *found], [*pointed, *kept]
        kept += self._sizes(found, kept, sentence.tokens, context)
        ahead = sizes_ahead(found, kept, sentence.tokens)
        kept += ahead
        bare = not kept and not sized and self._bare_quantity(found, sentence, context)
        first = len(self.entries)
        place = {id(item): at for at, item in enumerate(found)}  # a line may hold ten thousand items
        fallback = fallback_at(sentence.tokens)
        spoken = self._count_spoken_of(
            count_spoken(found, kept, sentence, context, alone=not first), sentence, context
        )
        read = sorted(kept, key=lambda item: place[id(item)])
        written = self.writer.quote(sentence.start, sentence.end)
        start = len(self.entries)
        self._write(read, ahead, sentence, context, fallback)
        doubt_alternatives(read, self.entries[start:], written)
        alone = set(map(id, one_for_each(read, sentence.tokens, behind_others=start > 0)))
        for item, entry in zip(read, self.entries[start:], strict=False):
            if id(item) in alone:
                entry.doubt(QuantityProblem.VAGUE, f"how many together? {written}")
        self._settle(first, sentence, written, twice=spoken is False)
        self.entries.extend(sized)
        taken = set(map(id, kept))
        others = [item for item in found if id(item) not in taken]
        judge_loose(others, kept, found, sentence, self.entries, written)
        if kept and first:
            self._count_waiting(found[:2], self.entries[first - 1], sentence)
        if speaks_of_an_order(kept, sentence):
            self.entries[-1].doubt(
                QuantityProblem.VAGUE, f"more is asked for than the message lists: {written}"
            )
        stray = any(counts_nothing(item, sentence) for item in others)
        lost = [
            item
            for item in others
            if judge.is_lost(item, beside=bool(kept), stray=stray, fallback=fallback)
            or (kept and is_single_good(item, sentence.tokens))
        ]
        self._doubt(lost, sentence)
        if kept or lost:
            context.mentioned = None
        else:
            context.mention([item for item in found if judge.is_spoken_of(item)], sentence)
        context.listed = bool(kept or lost or sized) or bare
        if not context.listed:
            context.carrier = context.heading = heading_of(
                sentence.tokens, self.lexicon, alone=sentence.alone
            )
            context.follow(sentence, cues)
        elif cues & {Tag.ASK, Tag.PRICE}:
            context.ask(sentence)

    def _settle(self, first: int, sentence: Sentence, written: str, *, twice: bool) -> None:
        """What the whole sentence says of the entries from ``first`` on; ``twice`` where two counts stand before the
        goods of one."""
        if twice:
            self.entries[first].doubt(QuantityProblem.VAGUE, f"two quantities: {written}")
        self.entries[first:] = without_total(self.entries[first:])
        if noun := told_per(sentence.tokens, self.normal.text):
            for entry in self.entries[first:]:
                entry.doubt(QuantityProblem.VAGUE, f"so many per {noun}, or of all together?")
        if (change := taken_back(sentence.tokens, self.lexicon)) is not None:
            changed = [entry for entry in self.entries[first:] if is_taken_back(entry, change, self.lexicon)]
            for entry in changed:
                entry.doubt(QuantityProblem.VAGUE, f"of another kind: {written}")
        topic = topic_of(sentence, self.entries[first:], self.lexicon, self.papers)
        self._topics += [topic] if topic is not None else []

    def _write(
        self,
        kept: Sequence[Found],
        ahead: Sequence[Found],
        sentence: Sentence,
        context: Context,
        fallback: int | None,
    ) -> None:
        """The entries of the items that were accepted, in order; those in ``ahead`` are sizes of the next one. From the
        token ``fallback`` on they are wanted only if others are not to be had."""
        tokens, end = sentence.tokens, 0
        for item, following in zip(kept, [*kept[1:], None], strict=False):
            heading = heading_of(tokens[end : max(end, item.first)], self.lexicon)
            context.carrier, end = heading or context.carrier, item.last + 1
            entry = self.writer.entry(item, sentence)
            carrier = context.carrier
            if item in ahead and following is not None:
                carrier = self.writer.words(following.name, tokens)
            if carrier and is_size_alone(item, tokens):
                entry.complete(completed(carrier, entry.name.value))
                entry.unit = entry.unit or unit_before(item, self.entries)
            elif self.entries and (
                alike := sized_alike(entry.name.value, described(self.entries[-1], self.lexicon))
            ):
                entry.complete(alike)
            elif context.heading and sentence.alone:
                self._head(entry, context.heading)
            if fallback is not None and item.first >= fallback:
                entry.doubt(QuantityProblem.VAGUE, "only if the other is not to be had")
            self.entries.append(entry)
            context.carrier = told_name(entry, self.lexicon)
            stop = following.first if following else len(tokens)
            run = range(item.first + 1, stop)
            self.entries += letter_entries(self.writer, context.carrier, run, tokens)
            self.last_line = context.line = sentence.line

    def _head(self, entry: Entry, heading: str) -> None:
        """The heading says what a line is of that names no thing itself."""
        if entry.known or self.lexicon.items_named(entry.name.value):
            return
        noun_last = not self.languages or "en" in self.languages
        name = lent(heading, entry.name.value, self.lexicon, noun_last=noun_last)
        if name is not None:
            entry.complete(name)

    def _count_spoken_of(self, count: Found | None, sentence: Sentence, context: Context) -> bool | None:
        """Whether ``count`` counts the goods that the sentence before spoke of, which are a line then; None without."""
        if count is None or context.mentioned is None:
            return None if count is None else False
        entry = self.writer.entry(*context.mentioned)
        self.writer.set_quantity(entry, count, sentence.tokens)
        entry.certain = min(entry.certain, 0.85)
        self.entries.append(entry)
        return True

    def _doubt(self, lost: Sequence[Found], sentence: Sentence) -> None:
        """Lines of which a person must say whether they are asked for."""
        for item in lost:
            entry = self.writer.entry(item, sentence)
            entry.doubt(QuantityProblem.VAGUE, "not read for certain")
            self.entries.append(entry)

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

    # --- quantities without a name --------------------------------------------------------------------------------

    def _bare_quantity(self, found: Sequence[Found], sentence: Sentence, context: Context) -> bool:
        """`We need 8 of them`, `40 pcs please`, `20 of each`: the quantity of lines that had none, or of the one item
        that was spoken of just before without being asked for."""
        loose = [item for item in found if is_bare(item, sentence) and item.stance is not Stance.OFF]
        if len(loose) != 1 or loose[0].quantity is None:
            return False
        quantity = loose[0].quantity
        recent = [entry for entry in self.entries[-_LOOK_BACK:] if entry.waits_for_count]
        if quantity.unit is not None and quantity.unit.kind is UnitKind.MEASURE:
            return False
        mentioned = context.mentioned
        if not recent and mentioned is None and contradicts(loose[0], sentence, self.entries):
            written = self.writer.quote(sentence.start, sentence.end)
            self.entries[-1].doubt(QuantityProblem.VAGUE, f"another quantity: {written}")
            return True
        if not recent and mentioned is None and self.entries and asks_for_another(loose[0], sentence):
            add_step(self.entries[-1], quantity, self.writer.quote(sentence.start, sentence.end))
            return True
        if not recent and mentioned is not None and loose[0].stance is Stance.ASKED:
            recent = [self.writer.entry(mentioned[0], mentioned[1])]
            self.entries.extend(recent)
            context.mentioned = None
        if not recent or (len(recent) > 1 and not quantity.each):
            return False
        for entry in recent:
            self.writer.set_quantity(entry, loose[0], sentence.tokens)
            entry.certain = min(entry.certain, 0.85)
            entry.text = f"{entry.text} … {self.writer.quote(sentence.start, sentence.end)}"
        return True

    def _count_waiting(self, opening: Sequence[Found], before: Entry, sentence: Sentence) -> None:
        """`Do you carry A? Need 3, plus 2 B.`: the bare count that opens the sentence is of the item before it."""
        bare = is_bare(opening[0], sentence) and is_added(opening[0], opening[-1], sentence)
        if bare and before.problem is QuantityProblem.MISSING and opening[0].stance is Stance.ASKED:
            self.writer.set_quantity(before, opening[0], sentence.tokens)
            before.certain = min(before.certain, 0.85)

    # --- tables ---------------------------------------------------------------------------------------------------

    def _grid(self, block: GridBlock, context: Context) -> None:
        if context.off:
            return
        rows = [
            [
                Cell(self.writer.quote(cell.start, cell.end), self.writer.source(cell.start, cell.end))
                for cell in row.cells
            ]
            for row in block.rows
        ]
        reader = TableReader(self.lexicon, self.number_format, self.languages, asked=context.quoting)
        read = reader.read(rows)
        self.entries.extend(read)
        context.listed = bool(read)
