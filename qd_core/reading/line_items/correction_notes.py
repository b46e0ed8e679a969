"""Corrections noted while a text is read: those of lines said before, and those of lines that it does not repeat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from qd_core.model.folding import fold_words
from qd_core.model.message import Source
from qd_core.model.rfq import QuantityProblem
from qd_core.reading.line_items.amendments import covers, likely_targets
from qd_core.reading.line_items.blocks import Line
from qd_core.reading.line_items.correction_reader import CorrectionReader, corrects
from qd_core.reading.line_items.corrections import (
    Change,
    Correction,
    ReadCorrection,
    read_correction,
)
from qd_core.reading.line_items.entries import Corrected, Entry, Span
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.sentences import Sentence, cues_of
from qd_core.reading.line_items.several_corrections import is_mild, parts_of, with_lines_apart
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["CorrectionNotes", "Spans"]

_MOST: Final = 200
_SHORT: Final = 3
"""Letters of a word that the catalog does not know and that may name nothing."""
_ELSEWHERE: Final = frozenset({Tag.SUPPORT, Tag.PAST, Tag.SELL, Tag.PRICE})
"""A sentence with one of these corrects an invoice or tells of a delivery."""


_PLACES: Final = (Tag.DELIVERY, Tag.STREET)


@dataclass(frozen=True, slots=True)
class Spans:
    """How a run of the text is quoted."""

    quote: Callable[[int, int], str]
    source: Callable[[int, int], Source]
    span: Callable[[int, int], Span]
    unit: Callable[[int | None, Sequence[Token]], Span | None]


@dataclass(frozen=True, slots=True)
class CorrectionNotes:
    """Notes into ``corrections`` what sentences correct of ``entries``, and adds to those what is new in them."""

    spans: Spans
    lexicon: Lexicon
    languages: frozenset[str]
    entries: list[Entry]
    corrections: list[Correction]
    expects_more: bool = False
    others: Sequence[Entry] = ()
    """The lines of attachments and forms."""

    def take(self, sentence: Sentence, last_line: Line | None) -> bool:
        """Notes corrections of lines said before or beside the text; whether the sentence is one."""
        if len(self.corrections) >= _MOST:
            return False
        same_line = bool(self.entries) and sentence.line is last_line
        tokens = with_lines_apart(sentence.tokens)
        noted = self._several(tokens, sentence, same_line=same_line)
        if not noted:
            one = self._tied_to(tokens, sentence, same_line=same_line)
            noted = [] if one is None else [one]
        self.corrections.extend(noted)
        return bool(noted) or (not self.entries and self._takes_back(sentence))

    def _several(self, tokens: tuple[Token, ...], sentence: Sentence, *, same_line: bool) -> list[Correction]:
        """The corrections of a sentence with several new quantities; none where it speaks of no line that is there.

        What of it finds no line is a new line, or puts the lines in doubt that the rest of the sentence corrects.
        """
        noted: list[Correction] = []
        found = False
        unread = False
        mild = is_mild(tokens)
        for part in parts_of(tokens, self.lexicon, self.languages):
            one = self._tied_to(part, sentence, same_line=same_line)
            targets = None if one is None else self._targets(one)
            tied = targets is not None
            if mild and not self._surely(one, targets):
                return []
            found = found or tied
            if one is not None and (tied or (one.name is not None and one.new is not None)):
                noted.append(one)
            else:
                unread = True
        if not found:
            return []
        for one in noted if unread else ():
            one.unclear = True
        return noted

    def _surely(self, correction: Correction | None, targets: list[Entry] | None) -> bool:
        """Whether ``correction`` names one line that is there, by its SKU or by all its words."""
        if correction is None or targets is None or len(targets) != 1:
            return False
        named = bool(correction.skus or correction.words)
        return named and (bool(correction.skus) or covers(targets[0], correction, self.lexicon))

    def take_unheld(self, sentence: Sentence) -> bool:
        """`change the deck belts to 4 not 2` in an answer that does not repeat its lines: what stays of them must be
        asked, so the goods are a line in doubt."""
        if cues_of(sentence.tokens) & _ELSEWHERE or len(self.corrections) >= _MOST:
            return False
        added = False
        for part in parts_of(sentence.tokens, self.lexicon, self.languages) or [sentence.tokens]:
            read = read_correction(part, self.lexicon, self.languages, after=len(self.entries))
            if read is not None and read.correction.strong and read.correction.change is not Change.DROP:
                added = self._add(read, part, sentence) or added
        return added

    def _takes_back(self, sentence: Sentence) -> bool:
        """`40 statt 30`: read like any other sentence it would give the old quantity."""
        read = read_correction(sentence.tokens, self.lexicon, self.languages, after=0)
        old = read is not None and read.correction.old is not None
        return (old or self._begins_with_old(sentence)) and self.take_unheld(sentence)

    def _begins_with_old(self, sentence: Sentence) -> bool:
        """`Instead of 10 A quote 25, keep B at 6`: grammar alone would give each number to the goods after it."""
        begins = any(token.has(Tag.INSTEAD) for token in sentence.tokens[:2])
        reader = CorrectionReader(sentence.tokens, self.lexicon, self.languages)
        return begins and bool(reader.old) and len(reader.new) > 1

    def _add(self, read: ReadCorrection, tokens: Sequence[Token], sentence: Sentence) -> bool:
        named = set(read.named)
        known = [at for at in read.named if self._is_goods(tokens[at])]
        if not known or read.correction.lines or read.correction.last:
            return False
        first = last = known[0]
        while first - 1 in named and self._may_name(tokens[first - 1]):
            first -= 1
        while last + 1 in named and self._may_name(tokens[last + 1]):
            last += 1
        quote = " ".join(self.spans.quote(sentence.start, sentence.end).split())
        entry = Entry(text=quote, name=self.spans.span(tokens[first].start, tokens[last].end))
        entry.known = first == last and tokens[first].kind in {Kind.SKU, Kind.ALIAS}
        entry.doubt(QuantityProblem.VAGUE, f"“{quote}” corrects a line that this message does not hold")
        entry.corrected = self._corrected(read, tokens)
        self.entries.append(entry)
        return True

    def _corrected(self, read: ReadCorrection, tokens: Sequence[Token]) -> Corrected | None:
        """The one new quantity, for the line that may say it again further on."""
        correction, quantity = read.correction, read.quantity
        plain = correction.change is Change.SET and not (correction.unclear or correction.several)
        if quantity is None or correction.new is None or not plain:
            return None
        unit = self.spans.unit(quantity.unit_token, tokens)
        return Corrected(correction.new, unit.value if unit is not None else "")

    def _may_name(self, token: Token) -> bool:
        return self._is_goods(token) or token.text.isupper() or len(token.text) > _SHORT

    def _is_goods(self, token: Token) -> bool:
        return token.named or any(self.lexicon.knows(word) for word in fold_words(token.text))

    def _tied_to(self, tokens: Sequence[Token], sentence: Sentence, *, same_line: bool) -> Correction | None:
        """What ``tokens``, the sentence or a part of it, correct of the lines before."""
        read = read_correction(
            tokens,
            self.lexicon,
            self.languages,
            after=len(self.entries),
            line=_line_before(tokens, sentence),
        )
        if read is None:
            return None
        correction = read.correction
        correction.quote = " ".join(self.spans.quote(sentence.start, sentence.end).split())
        correction.same_line = same_line
        if not self._plausible(correction, named=read.sku is not None):
            return None
        pointless = not (correction.skus or correction.lines or correction.last or correction.every)
        if pointless and any(token.has(*_PLACES) for token in tokens) and self._targets(correction) is None:
            return None  # change the delivery address to 12 High Street
        if correction.several:
            if not (correction.lines or correction.last or self._is_of_all(read, tokens)):
                return None
            correction.unclear = True
        if read.quantity is not None:
            correction.new_source = self.spans.source(
                tokens[read.quantity.first].start, tokens[read.quantity.last - 1].end
            )
            correction.unit = self.spans.unit(read.quantity.unit_token, tokens)
        if read.sku is not None:
            correction.name = self.spans.span(tokens[read.sku].start, tokens[read.sku].end)
        if read.renamed is not None:
            correction.renamed = self.spans.span(tokens[read.renamed].start, tokens[read.renamed].end)
        return correction

    def _is_of_all(self, read: ReadCorrection, tokens: Sequence[Token]) -> bool:
        """Whether several new quantities may be those of any lines: `changes: 12, 6`. Marks the correction as one of
        every line."""
        elsewhere = any(token.kind is Kind.DATE or token.has(*_PLACES, Tag.MONTH) for token in tokens)
        named = any(self._is_goods(tokens[at]) for at in read.named)
        cued = any(corrects(tokens, at) for at in range(len(tokens)))
        read.correction.every = cued and not (elsewhere or named or read.correction.skus)
        return read.correction.every

    def _targets(self, correction: Correction) -> list[Entry] | None:
        """The lines that it means, of those before and those beside the text."""
        return likely_targets(correction, [*self.others, *self.entries], self.lexicon)

    def _plausible(self, correction: Correction, *, named: bool) -> bool:
        """Whether there is something that the sentence can correct: else it is read like any other."""
        before = [*self.others, *self.entries]
        if correction.variant is not None or correction.sized:
            targets = self._targets(correction) or []
            said = correction.sized and all(covers(entry, correction, self.lexicon) for entry in targets)
            return bool(targets) and not said
        if correction.skus:
            if named and correction.strong and correction.new is not None:
                return True
            known = {entry.key for entry in before}
            return (
                bool(known.intersection(correction.skus)) or correction.old is not None or self.expects_more
            )
        if correction.lines or correction.last or correction.every:
            return bool(before)
        if correction.change is Change.DROP or not correction.strong:
            targets = self._targets(correction) or []
            takes = correction.change is Change.DROP
            return any(takes or covers(entry, correction, self.lexicon) for entry in targets)
        return bool(before)


def _line_before(tokens: Sequence[Token], sentence: Sentence) -> int | None:
    """The number of the line that ``tokens`` begin with a word for (`Line 3: 20 instead of 10`): it was cut off as that
    of a list."""
    line = sentence.line
    begins = any(token.start == line.start for token in tokens)
    return line.index if line.labelled and begins else None
