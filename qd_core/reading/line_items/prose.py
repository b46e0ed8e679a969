"""Text read line by line: what asks, what tells, what is a list of items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from qd_core.model.message import Source
from qd_core.model.rfq import QuantityProblem
from qd_core.model.uom import UnitKind, same_unit
from qd_core.reading.line_items.clauses import ClauseReader, Found, Stance, content_words
from qd_core.reading.line_items.corrections import Change, Correction, likely_targets, read_correction
from qd_core.reading.line_items.entries import Entry, Span
from qd_core.reading.line_items.language.table import QUOTE_WORDS, PhraseTable
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.layout import GridBlock, Line, blocks_of
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.normal import NormalText
from qd_core.reading.line_items.tables import Cell, TableReader
from qd_core.reading.line_items.tagging import tag
from qd_core.reading.line_items.tokens import Kind, Token, tokenize

__all__ = ["ProseReader", "Sentence"]

_SHOUTED: Final = frozenset("SYSTEM ASSISTANT PROMPT INSTRUCTION INSTRUCTIONS ADMIN AI".split())
_ABBREVIATIONS: Final = frozenset("no nr art ca approx stk stck pcs pc st gr bzw inkl etc max min pos ref tel dr mr mrs ms co inc ltd qty ea incl excl est abt vs fig dia z b d h u a e g i".split())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of tokens that stands by itself. ``line`` is the list line it is from."""

    tokens: tuple[Token, ...]
    line: Line
    alone: bool
    """Whether it is its whole line."""

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


@dataclass(slots=True)
class _Context:
    """What the lines before say of those that follow."""

    asked: bool = False
    quoting: bool = False
    """A price or an offer was asked for, or a list announced: unknown names with a number are items too."""
    off: bool = False
    address: bool = False
    closed: bool = False
    machine: bool = False
    listed: bool = False
    line: Line | None = None
    """The line that the last item stood on."""


@dataclass(slots=True)
class ProseReader:
    """Reads one text (the mail, an attachment's text, the subject) and keeps its entries in order."""

    normal: NormalText
    part: str
    lexicon: Lexicon
    table: PhraseTable
    languages: frozenset[str]
    number_format: str
    asked: bool = False
    expects_more: bool = False
    """Whether attachments or a form bring further lines, that the text may correct."""
    corrections: list[Correction] = field(default_factory=list)
    last_line: Line | None = None
    entries: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def read(self) -> list[Entry]:
        """Every item of the text that is asked for, corrections applied."""
        context = _Context(asked=self.asked, quoting=self.asked)
        for block in blocks_of(self.normal.text):
            if isinstance(block, GridBlock):
                self._grid(block, context)
                continue
            if block.blank_before:
                context.address = context.machine = False
                context.off = context.off and not context.listed
            for sentence in self._sentences(block):
                if self._is_machine(sentence, context):
                    self.notes.append("text addressed to a program was left out")
                    context.machine = True
                elif not self._correction(sentence):
                    self._sentence(sentence, context)
        return self.entries

    def _correction(self, sentence: Sentence) -> bool:
        """Notes a correction of lines said before; whether the sentence is one."""
        read = read_correction(sentence.tokens, self.lexicon, self.languages, after=len(self.entries))
        if read is None:
            return False
        correction, quantity, sku, renamed = read
        correction.quote = " ".join(self.quote(sentence.start, sentence.end).split())
        correction.same_line = bool(self.entries) and sentence.line is self.last_line
        if not self._plausible(correction, sku is not None):
            return False
        if quantity is not None:
            tokens = sentence.tokens
            correction.new_source = self.source(tokens[quantity.first].start, tokens[quantity.last - 1].end)
            if quantity.unit_token is not None:
                unit = tokens[quantity.unit_token]
                correction.unit = self.span(unit.start, unit.end)
        if sku is not None:
            correction.name = self.span(sentence.tokens[sku].start, sentence.tokens[sku].end)
        if renamed is not None:
            correction.renamed = self.span(sentence.tokens[renamed].start, sentence.tokens[renamed].end)
        self.corrections.append(correction)
        return True

    def _plausible(self, correction: Correction, named: bool) -> bool:
        """Whether there is something that the sentence can correct: else it is read like any other."""
        known = {entry.key for entry in self.entries}
        if correction.skus:
            return bool(known.intersection(correction.skus)) or correction.old is not None or self.expects_more
        if correction.lines or correction.last:
            return bool(self.entries) or self.expects_more
        if correction.change is Change.DROP or not correction.strong:
            return bool(likely_targets(correction, self.entries, self.lexicon))
        return bool(self.entries) or self.expects_more

    # --- sentences ----------------------------------------------------------------------------------------------

    def _sentences(self, line: Line) -> Iterator[Sentence]:
        tokens = tokenize(self.normal.text, line.start, line.end, lexicon=self.lexicon, number_format=self.number_format)
        tagged = tag(tokens, lexicon=self.lexicon, table=self.table)
        pieces = list(_split(tagged))
        for piece in pieces:
            for part in _split_at_correction(piece):
                yield Sentence(tuple(part), line, alone=len(pieces) == 1 and part is piece)

    def _is_machine(self, sentence: Sentence, context: _Context) -> bool:
        if context.machine:
            return True
        tokens = sentence.tokens
        first = tokens[1] if tokens[0].text in "[<(*#" and len(tokens) > 1 else tokens[0]
        if first.text in _SHOUTED and any(token.text in ":]>" for token in tokens[1:5]):
            return True
        return any(token.has(Tag.MACHINE) and not self.lexicon.knows(token.key) for token in tokens)

    def _sentence(self, sentence: Sentence, context: _Context) -> None:
        tokens = sentence.tokens
        cues = _cues(tokens, self.lexicon)
        plain = not cues & {Tag.CLAUSE, Tag.ASK}
        listed = sentence.alone and (sentence.line.bullet or sentence.line.index is not None or plain)
        listed = listed or (plain and context.line is sentence.line)
        found = ClauseReader(tokens, self.lexicon, self.languages).read()
        kept = [item for item in found if self._accepts(item, sentence, context, cues, listed=listed)]
        bare = self._bare_quantity(found, kept, sentence)
        for item in kept:
            self.entries.append(self._entry(item, sentence))
            self.last_line = sentence.line
        context.listed = bool(kept) or bare
        context.line = sentence.line if kept else context.line
        if not kept and not bare:
            self._follow(sentence, context, cues)
        elif cues & {Tag.ASK, Tag.PRICE}:
            context.asked, context.off = True, False
            context.quoting = context.quoting or self._quotes(sentence)

    @staticmethod
    def _quotes(sentence: Sentence) -> bool:
        return sentence.tokens[-1].text == ":" or any(token.has(Tag.PRICE) or token.key in QUOTE_WORDS for token in sentence.tokens)

    def _follow(self, sentence: Sentence, context: _Context, cues: set[Tag]) -> None:
        """A sentence without items may say what the lines after it are."""
        last = sentence.tokens[-1].text
        opens = last == ":" or sentence.alone
        if Tag.SIGNOFF in cues and sentence.alone and len(sentence.tokens) <= 8:
            context.closed = True
        if Tag.DELIVERY in cues and opens and sentence.tokens[0].has(Tag.DELIVERY, Tag.ARTICLE, Tag.POLITE):
            context.address = True
        telling = cues & {Tag.PAST, Tag.SELL, Tag.NEGATE}
        if cues & {Tag.ASK, Tag.PRICE} and not (telling and last != ":"):
            context.asked, context.off = True, False
            context.quoting = context.quoting or self._quotes(sentence)
        elif telling and opens and (last == ":" or len(sentence.tokens) <= 6):
            context.off = True
        elif last == ":" and Tag.DELIVERY not in cues:
            context.off = False

    # --- what counts as a request ---------------------------------------------------------------------------------

    def _accepts(self, found: Found, sentence: Sentence, context: _Context, cues: set[Tag], *, listed: bool) -> bool:
        tokens = sentence.tokens
        if not found.name or found.stance is Stance.OFF:
            return False
        evidence = self._evidence(found, tokens)
        counted = found.quantity is not None and not found.quantity.soft
        strong = evidence >= 2
        asked = found.stance is Stance.ASKED
        if context.off and not asked:
            return False
        if (context.address or context.closed) and not (strong and counted):
            return False
        if evidence < 0:
            return False
        if counted:
            return self._accepts_counted(found, evidence, asked=asked, context=context, listed=listed, sentence=sentence)
        return self._accepts_uncounted(found, evidence, asked=asked, context=context, listed=listed, sentence=sentence, cues=cues)

    def _accepts_counted(self, found: Found, evidence: int, *, asked: bool, context: _Context, listed: bool, sentence: Sentence) -> bool:
        quantity = found.quantity
        assert quantity is not None  # noqa: S101 - the caller looked
        vague = quantity.problem is QuantityProblem.VAGUE
        if evidence >= 2:
            return asked or listed or not found.after_verb
        if evidence == 1:
            return asked or (not found.after_verb and (listed or context.asked or quantity.counts) and not (vague and not context.asked and not listed))
        leads = quantity.end <= found.name[0]
        if vague or not (leads or quantity.counts):
            return asked and listed and not vague
        if asked:
            return not found.gap
        plain = listed and not found.after_verb
        return plain and (context.quoting or (leads and quantity.counts))

    def _accepts_uncounted(self, found: Found, evidence: int, *, asked: bool, context: _Context, listed: bool, sentence: Sentence, cues: set[Tag]) -> bool:
        ends_open = sentence.tokens[-1].text == ":"
        if evidence >= 2:
            code = found.named is not None and sentence.tokens[found.named].kind is Kind.CODE
            if asked:
                return True
            return listed and not found.after_verb and (not code or context.asked) and not ends_open
        bulleted = sentence.line.bullet or sentence.line.index is not None
        if evidence == 1:
            if asked and not ends_open and (found.priced or found.quantity is not None or self._mostly_known(found, sentence.tokens)):
                return True
            return listed and bulleted and not ends_open and context.asked and not cues & {Tag.DELIVERY, Tag.CLAUSE}
        return False

    def _mostly_known(self, found: Found, tokens: Sequence[Token]) -> bool:
        words = content_words(tokens, found.name)
        return sum(self.lexicon.knows(word) for word in words) * 2 > len(words)

    def _evidence(self, found: Found, tokens: Sequence[Token]) -> int:
        """How much speaks for an item: 2 a SKU, alias or part number; 1 a word of the catalog; 0 other words; -1 none."""
        if found.alternatives or found.named is not None:
            return 2
        words = content_words(tokens, found.name)
        if any(self.lexicon.knows(word) for word in words):
            return 1
        if any(tokens[index].kind is Kind.DIMENSION for index in found.name):
            return 0
        return 0 if words and not all(tokens[index].tags for index in found.name) else -1

    # --- from tokens to an entry ----------------------------------------------------------------------------------

    def _entry(self, found: Found, sentence: Sentence) -> Entry:
        tokens = sentence.tokens
        name, rest = self._name(found, tokens)
        if sentence.alone:
            text = self.quote(sentence.line.start, sentence.line.end)
        else:
            text = self.quote(tokens[found.first].start, tokens[found.last].end)
        entry = Entry(text=text, name=name, index=sentence.line.index, known=found.named is not None and tokens[found.named].kind is not Kind.CODE)
        if rest:
            entry.description = rest
        self._quantity(entry, found, tokens)
        self._check_size(entry, found, tokens)
        return entry

    def _check_size(self, entry: Entry, found: Found, tokens: Sequence[Token]) -> None:
        """`cable 100 m, 3 pcs` of a cable that is sold by the metre: 3 m it is not, 300 m perhaps."""
        quantity = found.quantity
        if quantity is None or entry.quantity is None or (quantity.unit is not None and quantity.unit.kind is not UnitKind.COUNT):
            return
        own = {item.unit for item in self.lexicon.catalog.folded(entry.name.value)}
        for index in (*found.name, *found.aside):
            token = tokens[index]
            if token.kind is not Kind.MEASURE or token.unit is None or token.value is None:
                continue
            name = token.unit.name
            sold = any(same_unit(unit, name) for unit in own) if own else self.lexicon.sells_by(name, token.value)
            if sold and self.lexicon.sells_by(name, token.value):
                entry.doubt(QuantityProblem.VAGUE, f"{entry.quantity:f} pieces of {token.text}, or {entry.quantity:f} {name}?")
                return

    def _name(self, found: Found, tokens: Sequence[Token]) -> tuple[Span, str]:
        """The name, and the other words for the same thing."""
        if found.named is not None and tokens[found.named].kind is Kind.SKU:
            token = tokens[found.named]
            rest = [index for index in (*found.aside, *found.name) if index != found.named]
            return self.span(token.start, token.end), self._words(rest, tokens)
        last = found.name[-1]
        if any(tokens[index].text == "(" for index in range(found.name[0], last)) and last + 1 < len(tokens) and tokens[last + 1].text == ")":
            last += 1
        start, end = tokens[found.name[0]].start, tokens[last].end
        return self.span(start, end), self._words(found.aside, tokens)

    def _words(self, indices: Sequence[int], tokens: Sequence[Token]) -> str:
        runs = sorted(set(indices))
        if not runs:
            return ""
        return " ".join(self.quote(tokens[index].start, tokens[index].end) for index in runs)

    def _quantity(self, entry: Entry, found: Found, tokens: Sequence[Token]) -> None:
        quantity = found.quantity
        if quantity is None or (quantity.soft and found.priced):
            entry.problem = QuantityProblem.MISSING
            return
        entry.quantity, entry.range, entry.ladder, entry.problem = quantity.value, quantity.range, quantity.ladder, quantity.problem
        start, end = tokens[quantity.first].start, tokens[quantity.last - 1].end
        entry.quantity_source = self.source(start, end)
        entry.certain = 1.0 if found.paired else 0.9
        if quantity.soft:
            entry.certain = 0.6
            entry.notes.append("quantity read from the article")
        if quantity.hedge:
            entry.certain = 0.75
            entry.notes.append(f"quantity as written: {self.quote(tokens[quantity.start].start, end)}")
        if quantity.unit_token is not None:
            token = tokens[quantity.unit_token]
            if token.kind is Kind.MEASURE and quantity.unit is not None:
                entry.unit = self._measure_unit(token)
            else:
                entry.unit = self.span(token.start, token.end)

    def _measure_unit(self, token: Token) -> Span:
        text = self.normal.text[token.start : token.end]
        number = len(text) - len(text.lstrip("0123456789.,/' "))
        return self.span(token.start + number, token.end)

    def _bare_quantity(self, found: Sequence[Found], kept: Sequence[Found], sentence: Sentence) -> bool:
        """`We need 8 of them`, `40 pcs please`, `20 of each`: the quantity of lines that had none."""
        if kept:
            return False
        loose = [item for item in found if item.quantity is not None and item.quantity.value is not None and not item.quantity.soft and item.stance is not Stance.OFF]
        if len(loose) != 1 or any(content_words(sentence.tokens, item.name) for item in loose):
            return False
        quantity = loose[0].quantity
        assert quantity is not None  # noqa: S101 - chosen so
        missing = [entry for entry in self.entries if entry.quantity is None and entry.problem is QuantityProblem.MISSING]
        targets = missing if quantity.each or len(missing) == 1 else []
        if not targets or (quantity.unit is not None and quantity.unit.kind is UnitKind.MEASURE):
            return False
        for entry in targets:
            entry.problem = None
            self._quantity(entry, loose[0], sentence.tokens)
            entry.certain = min(entry.certain, 0.85)
            entry.text = f"{entry.text} … {self.quote(sentence.start, sentence.end)}"
        return True

    # --- tables and spans -----------------------------------------------------------------------------------------

    def _grid(self, block: GridBlock, context: _Context) -> None:
        if context.off:
            return
        rows = [[Cell(self.quote(cell.start, cell.end) if cell.end > cell.start else "", self.source(cell.start, cell.end)) for cell in row.cells] for row in block.rows]
        read = TableReader(self.lexicon, self.number_format, self.languages, asked=context.quoting).read(rows)
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


def _cues(tokens: Sequence[Token], lexicon: Lexicon) -> set[Tag]:
    cues: set[Tag] = set()
    for token in tokens:
        if token.kind is Kind.WORD:
            cues |= token.tags
    return cues


def _split(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Sentences: at a full stop, question or exclamation mark that ends one."""
    piece: list[Token] = []
    for at, token in enumerate(tokens):
        piece.append(token)
        if token.kind is not Kind.SIGN or token.text not in ".!?" or not _ends(tokens, at):
            continue
        yield piece
        piece = []
    if piece:
        yield piece


def _split_at_correction(tokens: list[Token]) -> Iterator[list[Token]]:
    """`10 x A - no, make that 12`: the second half takes the first one back. `… and drop B` stands alone too."""
    for at in range(2, len(tokens) - 1):
        token = tokens[at]
        if token.kind is Kind.WORD and token.has(Tag.DROP) and not token.has(Tag.NEGATE) and tokens[at - 1].has(Tag.AND):
            yield tokens[: at - 1]
            yield from _split_at_correction(tokens[at:])
            return
        if token.kind is not Kind.WORD or not token.has(Tag.CORRECT) or tokens[at - 1].tags is token.tags:
            continue
        before = tokens[at - 1]
        opens = (before.kind is Kind.SIGN and before.text in ",;-(") or before.key in {"no", "wait", "nein", "non"}
        counted = any(other.kind is Kind.NUMBER and not other.protected for other in tokens[:at])
        if opens and counted and any(other.kind is Kind.NUMBER for other in tokens[at:]):
            yield tokens[:at]
            yield tokens[at:]
            return
    yield tokens


def _ends(tokens: Sequence[Token], at: int) -> bool:
    if at + 1 >= len(tokens):
        return True
    before, following = tokens[at - 1] if at else None, tokens[at + 1]
    if tokens[at].text in "!?":
        return following.space
    if before is None or not following.space or tokens[at].space:
        return False
    if before.kind is Kind.WORD and (before.key in _ABBREVIATIONS or len(before.text) == 1):
        return False
    return following.text[0].isupper() or (following.kind is Kind.NUMBER and before.kind is not Kind.NUMBER)
