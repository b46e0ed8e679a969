"""What the buyer takes back: the newest word wins, where it can be tied to one line; else the line is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from qd_core.model.folding import fold_sku, fold_words
from qd_core.model.message import Source
from qd_core.model.rfq import QuantityProblem
from qd_core.reading.line_items.entries import Entry, Span
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.quantities import Quantity, QuantityReader
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["Change", "Correction", "apply_corrections", "likely_targets", "read_correction"]

_STRONG: Final = frozenset(
    "make change changed correction corrected should revise revised amend amended update updated increase reduce korrektur korrigiere korrigieren "
    "andern anderung geandert muss mussen sollen sollten soll erhohen reduzieren machen berichtigung rectification modifier modifiez changer changez corriger corrigez passer passez "
    "correccion corrijo corregir cambiar cambien cambie cambiad modificar modifiquen sean deberian debe deben correctie wijzigen wijzig aanpassen maak moet moeten "
    "correzione rettifica modificare modificate cambiare cambiate devono deve needs scratch typo oops meant mean bump raise lower swap set edit".split()
)
"""First words of phrases that announce a new value outright; `sorry` or `now` alone do not."""
_REPLACES: Final = frozenset("swap replace change switch substitute instead remplacer remplacez changer cambiar cambien ersetzen tauschen vervangen sostituire".split())
_FIRST: Final = frozenset("first erste ersten erster premier premiere primero primera primer eerste primo prima 1st".split())
_LAST: Final = frozenset("last letzte letzten letzter dernier derniere ultimo ultima laatste".split())
_NTH: Final = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "zweite": 2, "zweiten": 2,
    "dritte": 3, "dritten": 3, "vierte": 4, "vierten": 4, "deuxieme": 2, "troisieme": 3, "quatrieme": 4, "segundo": 2, "segunda": 2,
    "tercero": 3, "tercera": 3, "tercer": 3, "tweede": 2, "derde": 3, "secondo": 2, "terzo": 3,
}  # fmt: skip


class Change(StrEnum):
    """What a correction does to its line."""

    SET = "set"
    ADD = "add"
    DROP = "drop"
    REPLACE = "replace"


@dataclass(slots=True)
class Correction:
    """``after`` entries had been read when it was said; ``same_line`` ties it to the last of them."""

    change: Change
    quote: str
    after: int
    new: Decimal | None = None
    new_source: Source | None = None
    unit: Span | None = None
    old: Decimal | None = None
    skus: list[str] = field(default_factory=list)
    words: frozenset[str] = frozenset()
    lines: list[int] = field(default_factory=list)
    last: bool = False
    same_line: bool = False
    strong: bool = False
    name: Span | None = None
    renamed: Span | None = None


class _Reader:
    """Reads one sentence as a correction."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, languages: frozenset[str]) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.quantities = QuantityReader(tokens, lexicon, languages)
        self.new: list[Quantity] = []
        self.old: list[Quantity] = []
        self.skus: list[int] = []
        self.old_skus: list[int] = []
        self.lines: list[int] = []
        self.last = False
        self._read()

    def _read(self) -> None:
        at = 0
        instead = False
        while at < len(self.tokens):
            token = self.tokens[at]
            line_end = self._line(at)
            if line_end > at:
                at = line_end
                continue
            if token.kind is Kind.WORD and token.has(Tag.INSTEAD) and not (token.has(Tag.TO, Tag.WHEN) and not self._from(at)):
                instead = True
                at += 1
                continue
            if token.kind is Kind.SIGN and token.text in ",;.:-" or token.has(Tag.TO) and instead:
                instead = False
            if token.kind is Kind.SKU:
                (self.old_skus if instead else self.skus).append(at)
                at += 1
                continue
            quantity = self._quantity(at)
            if quantity is not None:
                (self.old if instead else self.new).append(quantity)
                instead = False
                at = quantity.end
                continue
            at += 1

    def _from(self, at: int) -> bool:
        return at + 1 < len(self.tokens) and self.tokens[at + 1].kind is Kind.NUMBER

    def _quantity(self, at: int) -> Quantity | None:
        token = self.tokens[at]
        if token.foreign or token.named or token.protected or token.kind in {Kind.MEASURE, Kind.DIMENSION}:
            return None
        if token.kind is Kind.WORD and token.has(Tag.ONE, Tag.ORDINAL, Tag.VAGUE, Tag.BETWEEN, Tag.INSTEAD):
            return None
        quantity = self.quantities.read(at)
        return quantity if quantity is not None and quantity.value is not None and not quantity.soft else None

    def _line(self, at: int) -> int:
        """`line 2`, `Pos. 3 und 4`, `the first item`: notes the lines pointed at; where it ends."""
        token = self.tokens[at]
        if token.kind is Kind.REFERENCE and token.has(Tag.LINE):
            digits = "".join(char for char in token.text if char.isdigit())
            if digits and len(digits) <= 3:
                self.lines.append(int(digits))
                return self._more_lines(at + 1)
            return at
        if token.kind is Kind.WORD and token.has(Tag.ORDINAL) and at + 1 < len(self.tokens):
            following = self.tokens[at + 1]
            if following.has(Tag.LINE, Tag.GENERIC, Tag.ITEM) or following.key in {"one", "bullet"}:
                self._ordinal(token.key)
                return at + 2
        if token.kind in {Kind.WORD, Kind.SIGN} and token.has(Tag.LINE, Tag.ITEM):
            end = at + 1
            while end < len(self.tokens) and (self.tokens[end].text in ".:#" or self.tokens[end].has(Tag.LINE)):
                end += 1
            if end < len(self.tokens) and self.tokens[end].kind is Kind.NUMBER and self.tokens[end].text.isdigit():
                if int(self.tokens[end].text) < 1000:
                    self.lines.append(int(self.tokens[end].text))
                    return self._more_lines(end + 1)
        return at

    def _more_lines(self, at: int) -> int:
        while at + 1 < len(self.tokens) and (self.tokens[at].text in ",&" or self.tokens[at].has(Tag.AND)):
            following = self.tokens[at + 1]
            if following.kind is not Kind.NUMBER or not following.text.isdigit():
                break
            self.lines.append(int(following.text))
            at += 2
        return at

    def _ordinal(self, key: str) -> None:
        if key in _LAST:
            self.last = True
        elif key in _FIRST:
            self.lines.append(1)
        elif key in _NTH:
            self.lines.append(_NTH[key])

    def cue(self, tag: Tag) -> int | None:
        """The first token with ``tag`` that is no word of a name."""
        for at, token in enumerate(self.tokens):
            if token.kind is Kind.WORD and token.has(tag) and not self.lexicon.knows(token.key):
                return at
        return None

    def strong(self) -> bool:
        return any(token.has(Tag.CORRECT) and token.key in _STRONG for token in self.tokens if token.kind is Kind.WORD)

    def words(self) -> frozenset[str]:
        """The content words of the sentence, folded."""
        words: set[str] = set()
        for token in self.tokens:
            if token.kind is Kind.ALIAS or (token.kind is Kind.WORD and (not token.tags or self.lexicon.knows(token.key))):
                words.update(word for word in fold_words(token.text) if len(word) > 2)
            elif token.kind in {Kind.CODE, Kind.MEASURE, Kind.DIMENSION}:
                words.update(fold_words(token.text))
        return frozenset(words)


def read_correction(
    tokens: Sequence[Token], lexicon: Lexicon, languages: frozenset[str], *, after: int
) -> tuple[Correction, Quantity | None, int | None, int | None] | None:
    """What ``tokens`` correct, with the new quantity, the SKU's token and the new SKU's token; None when nothing.

    The caller turns tokens into sources. Reading is generous, applying is strict: what finds no line is no correction.
    """
    reader = _Reader(tokens, lexicon, languages)
    correct, drop, more = reader.cue(Tag.CORRECT), reader.cue(Tag.DROP), reader.cue(Tag.MORE)
    skus = [tokens[at].text for at in reader.skus]
    base = Correction(
        Change.SET, "", after, skus=[fold_sku(sku) for sku in skus], words=reader.words(), lines=reader.lines,
        last=reader.last, strong=reader.strong() or bool(reader.old),
    )  # fmt: skip
    sku = reader.skus[0] if len(reader.skus) == 1 else None
    if len(reader.new) == 1 and (reader.old or correct is not None or reader.lines or reader.last) and len(set(base.skus)) <= 1:
        if not reader.old and correct is None and (base.skus or base.words):
            return None
        base.old = reader.old[0].value if reader.old else None
        base.new = reader.new[0].value
        if more is not None and not reader.old and not reader.strong():
            base.change = Change.ADD
        return base, reader.new[0], sku, None
    if len(reader.new) == 1 and more is not None and (base.skus or base.words) and _beside(reader, more):
        base.change, base.new = Change.ADD, reader.new[0].value
        return base, reader.new[0], sku, None
    if not reader.new and (renaming := _renaming(reader)) is not None:
        old, new = renaming
        base.change, base.skus = Change.REPLACE, [fold_sku(tokens[old].text)]
        return base, None, old, new
    if drop is not None and not reader.new:
        base.change = Change.DROP
        return base, None, sku, None
    return None


def _beside(reader: _Reader, more: int) -> bool:
    """Whether `more` stands next to the number: `5 more`, `add 5`."""
    quantity = reader.new[0]
    return quantity.start - 2 <= more <= quantity.end


def _renaming(reader: _Reader) -> tuple[int, int] | None:
    """`swap A for B`, `B instead of A`: the tokens of A and B."""
    if len(reader.skus) == 1 and len(reader.old_skus) == 1:
        return reader.old_skus[0], reader.skus[0]
    if len(reader.skus) == 2 and any(token.kind is Kind.WORD and token.key in _REPLACES for token in reader.tokens):
        return reader.skus[0], reader.skus[1]
    return None


# --- applying -----------------------------------------------------------------------------------------------------


def apply_corrections(corrections: Sequence[Correction], body: list[Entry], others: list[Entry], lexicon: Lexicon) -> None:
    """Applies ``corrections`` in order to the lines before each of them in ``body`` and to ``others`` (attachments).

    A correction of a SKU that no line names is a line of its own; one that cannot be tied to a line puts its most
    likely line in doubt. Order of ties: SKU, line number, words, old quantity, same line, only line.
    """
    shift = 0
    for correction in corrections:
        before = [entry for entry in (*others, *body[: correction.after + shift]) if not entry.dropped]
        targets = _targets(correction, before, lexicon)
        if targets is None:
            if correction.name is not None and correction.new is not None and correction.new_source is not None:
                body.insert(correction.after + shift, _new_entry(correction))
                shift += 1
            elif correction.strong and before and correction.change is not Change.REPLACE:
                _doubt(correction, before)
            continue
        if len(targets) > 1 and correction.change is not Change.DROP:
            for entry in targets:
                entry.doubt(QuantityProblem.VAGUE, f"“{correction.quote}” may mean another line")
            continue
        for entry in targets:
            _change(entry, correction)


def _doubt(correction: Correction, before: Sequence[Entry]) -> None:
    if correction.change is Change.DROP and not (correction.lines or correction.last):
        return
    before[-1].doubt(QuantityProblem.VAGUE, f"“{correction.quote}” could not be tied to a line")


def _new_entry(correction: Correction) -> Entry:
    assert correction.name is not None  # noqa: S101 - the caller looked
    return Entry(
        text=correction.quote, name=correction.name, quantity=correction.new, quantity_source=correction.new_source,
        unit=correction.unit, known=True, certain=0.9,
    )  # fmt: skip


def _change(entry: Entry, correction: Correction) -> None:
    note = f"corrected: “{correction.quote}”"
    if correction.change is Change.DROP:
        entry.dropped = True
    elif correction.change is Change.REPLACE and correction.renamed is not None:
        entry.name, entry.description, entry.known = correction.renamed, "", True
        entry.notes.append(note)
    elif correction.new is not None and correction.new_source is not None:
        value = correction.new
        if correction.change is Change.ADD:
            if entry.quantity is None:
                entry.doubt(QuantityProblem.VAGUE, note)
                return
            value += entry.quantity
        entry.set_quantity(value, correction.new_source, note)
        entry.certain = min(entry.certain, 0.9)
        if correction.unit is not None:
            entry.unit = correction.unit


def likely_targets(correction: Correction, before: Sequence[Entry], lexicon: Lexicon) -> list[Entry] | None:
    """The lines of ``before`` that ``correction`` means; None when it cannot be tied to any."""
    return _targets(correction, [entry for entry in before if not entry.dropped], lexicon)


def _targets(correction: Correction, before: Sequence[Entry], lexicon: Lexicon) -> list[Entry] | None:
    """The lines meant; None when there is none that it can be tied to."""
    if not before:
        return None
    if correction.skus:
        same = [entry for entry in before if entry.key in correction.skus]
        return _by_old(same, correction) or None
    if correction.lines or correction.last:
        return _by_number(correction, before)
    by_words = _by_words(correction, before, lexicon)
    if by_words:
        return _by_old(by_words, correction)
    if correction.old is not None:
        held = [entry for entry in before if entry.quantity == correction.old]
        if held:
            return held
    if correction.same_line:
        return [before[-1]]
    if correction.strong and len(before) == 1 and correction.change is not Change.DROP:
        return [before[0]]
    return None


def _by_old(entries: list[Entry], correction: Correction) -> list[Entry]:
    """Of several lines those that hold the old quantity."""
    if len(entries) > 1 and correction.old is not None:
        held = [entry for entry in entries if entry.quantity == correction.old]
        return held or entries
    return entries


def _by_number(correction: Correction, before: Sequence[Entry]) -> list[Entry] | None:
    if correction.last:
        return [before[-1]]
    numbered = any(entry.index is not None for entry in before)
    found: list[Entry] = []
    for number in correction.lines:
        if numbered:
            found.extend(entry for entry in before if entry.index == number)
        elif 1 <= number <= len(before):
            found.append(before[number - 1])
    if correction.change is not Change.DROP and len(found) > 1:
        return found
    return found or None


def _by_words(correction: Correction, before: Sequence[Entry], lexicon: Lexicon) -> list[Entry]:
    """The lines that share most of the sentence's content words."""
    best: list[Entry] = []
    most = 0
    for entry in before:
        own = set(entry.words())
        for item in lexicon.catalog.folded(entry.name.value):
            own.update(fold_words(item.description), *(fold_words(alias) for alias in item.aliases))
        score = sum(any(_alike(word, other) for other in own) for word in correction.words)
        if score > most:
            best, most = [entry], score
        elif score and score == most:
            best.append(entry)
    return best


def _alike(left: str, right: str) -> bool:
    """Equal, or one the other's stem (a German dative, a compound's head)."""
    if left == right:
        return True
    shorter, longer = sorted((left, right), key=len)
    return len(shorter) >= 5 and longer.startswith(shorter)
