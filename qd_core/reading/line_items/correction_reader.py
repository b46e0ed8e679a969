"""What in a sentence counts and what points at lines, where the sentence takes something back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

from qd_core.model.folding import fold_words
from qd_core.reading.line_items.dimensions import dimensions_in
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.line_pointers import LinePointers
from qd_core.reading.line_items.quantities import Quantity, QuantityReader
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["CorrectionReader", "corrects", "is_size"]

_STRONG: Final = frozenset(
    "make change changed correction corrected should revise revised amend amended update updated increase "
    "reduce needs scratch scrub typo oops meant mean bump raise lower swap set edit second reflection checked turns "
    "korrektur korrigiere korrigieren andern anderung geandert muss mussen sollen sollten soll erhohen "
    "reduzieren machen berichtigung rectification modifier modifiez changer changez corriger corrigez passer "
    "passez mettez mettre ponga pongan "
    "correccion corrijo corregir cambiar cambien cambie cambiad modificar modifiquen sean deberian "
    "debe deben correctie wijzigen wijzig aanpassen maak moet moeten correzione rettifica modificare "
    "modificate cambiare cambiate devono deve modifica cambia fammene fatemene fanne fatene facciamone mettine "
    "mettimene mettetene portate portali portale portateli portatele cambiame cambialo corrige rectifica".split()
)
"""First words of phrases that announce a new value outright; `sorry` or `now` alone do not."""
_NOTICES: Final = frozenset(
    "change changes correction corrections amendment amendments update updates exception anderung anderungen "
    "korrektur korrekturen berichtigung modification modifications rectification cambio cambios correccion "
    "correcciones wijziging wijzigingen correzione correzioni modifica modifiche".split()
)
"""`One change` and `2 corrections` count no goods."""
_STREET_WORDS: Final = 4
_NONE: Final = frozenset("no kein keine keinen".split())
_COMES_IN: Final = frozenset({"en", "in"})
_THE: Final = frozenset("the der die das den dem le la les el los las de het il lo i gli".split())
_SHORTEST_NAME: Final = 4
"""Digits of a number that may be a part number's: one of fewer may as well be the old quantity."""
_LONGEST_LEAD: Final = 4
"""Words between a number and the colon after which the correction begins: `two small things:`."""


class CorrectionReader:
    """Reads one sentence, or a part of one, as a correction: what in it counts, and what points at lines."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, languages: frozenset[str]) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.quantities = QuantityReader(tokens, lexicon, languages)
        self.new: list[Quantity] = []
        self.old: list[Quantity] = []
        self.skus: list[int] = []
        self.old_skus: list[int] = []
        self.pointers = LinePointers(tokens)
        self.lines = self.pointers.lines
        self.pointing: set[int] = set()
        """The tokens that point at lines."""
        self.naming: set[int] = set()
        """The numbers that name goods."""
        self._read()

    def _read(self) -> None:
        at = 0
        instead = False
        while at < len(self.tokens):
            token = self.tokens[at]
            line_end = self.pointers.read(at)
            if line_end > at:
                self.pointing.update(range(at, line_end))
                at = line_end
                continue
            if (
                token.kind is Kind.WORD
                and token.has(Tag.INSTEAD)
                and not (token.has(Tag.TO, Tag.WHEN) and not self._from(at))
                and (not token.has(Tag.OF) or self._strong)  # der Kauf von 40 A; ändern von 40 auf 60
            ):
                instead = True
                at += 1
                continue
            if (token.kind is Kind.SIGN and token.text in ",;.:-") or (token.has(Tag.TO) and instead):
                instead = False
            if self._changes_from(at):
                number = self.tokens[at + 1]
                self.old.append(Quantity(at, at + 2, at + 1, at + 2, value=number.value))
                at += 2
                continue
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

    @property
    def last(self) -> bool:
        """Whether the last line is pointed at."""
        return self.pointers.last

    def _from(self, at: int) -> bool:
        return at + 1 < len(self.tokens) and self.tokens[at + 1].kind in {Kind.NUMBER, Kind.MEASURE}

    def _changes_from(self, at: int) -> bool:
        """Whether the old quantity and the new one follow: `passez de 12 à 16`, `change the 12 to 16`."""
        run = self.tokens[at : at + 4]
        numbers = len(run) == 4 and all(
            run[i].kind is Kind.NUMBER and run[i].value is not None for i in (1, 3)
        )
        return (
            numbers
            and run[2].has(Tag.TO)
            and self.strong()
            and (run[0].has(Tag.BETWEEN) or run[0].key in _THE)
        )

    def _quantity(self, at: int) -> Quantity | None:
        token = self.tokens[at]
        if token.foreign or token.named or is_size(token) or token.kind is Kind.DIMENSION:
            return None
        if self._is_short_name(at):
            self.naming.add(at)
        if self._counts_notices(at) or self._is_house_number(at) or at in self.naming:
            return None
        if token.kind is Kind.MEASURE and not self._is_sold(token):
            return None
        if token.kind is Kind.WORD and token.has(Tag.ONE, Tag.ORDINAL, Tag.VAGUE, Tag.BETWEEN, Tag.INSTEAD):
            return None
        quantity = self.quantities.read(at)
        return quantity if quantity is not None and quantity.value is not None and not quantity.soft else None

    def _is_short_name(self, at: int) -> bool:
        """`change the 6205 to 15`: the part of a part number that everybody says; `16 for the 450`: a size alone."""
        token = self.tokens[at]
        if token.kind is not Kind.NUMBER or not token.text.isdigit():
            return False
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        counts = following is not None and (following.unit is not None or self._names(following))
        if len(token.text) < _SHORTEST_NAME or not self.lexicon.is_part_of_sku(token.text):
            return self._is_size_of_some(at) or self._sizes_goods(at)
        before = self.tokens[at - 1] if at else token
        pointed = before.key in _THE or before.has(Tag.ARTICLE, Tag.OF, Tag.DROP)
        pointed = pointed or (at == 1 and before.key in _NONE)
        return pointed and not counts

    def _is_size_of_some(self, at: int) -> bool:
        """Whether the number at ``at`` says which goods another number is for: `16 for the 450`, `16 en 450`, `de las
        450 que sean 16`; or which are dropped (`quite las 450`)."""
        if not at or self._counts_what_follows(at):
            return False
        before, earlier = self.tokens[at - 1], self.tokens[max(0, at - 2) : at - 1]
        the = before.has(Tag.ARTICLE) or (before.key in _THE and not before.has(Tag.OF))
        of_those = the and (
            before.has(Tag.OF) or any(one.has(Tag.OF, Tag.PURPOSE, Tag.JOINT) for one in earlier)
        )
        if self._others(at):
            counted = self._first_number < at - 1
            told = of_those or (counted and before.key in _COMES_IN)
        else:
            told = the and any(one.has(Tag.DROP) for one in earlier)
        return told and self.lexicon.carries([self.tokens[at].text])

    def _sizes_goods(self, at: int) -> bool:
        """`quite los pericos de 8`: behind the `de` of goods that come in it."""
        if at < 2 or self.old or self._counts_what_follows(at) or self._others(at) > 1:
            return False
        goods, joint, number = self.tokens[at - 2 : at + 1]
        named = goods.kind in {Kind.WORD, Kind.ALIAS} and not goods.has(Tag.QUANTITY, Tag.GENERIC)
        named = named and self._changes
        sized = named and joint.has(Tag.OF) and goods.unit is None
        return sized and self.lexicon.carries(fold_words(f"{goods.text} {number.text}"))

    def _counts_what_follows(self, at: int) -> bool:
        """Whether goods or a unit follow: `for the 20 lids`."""
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return following is not None and (
            following.unit is not None or following.named or self.lexicon.knows(following.key)
        )

    def _others(self, at: int) -> int:
        """How many other bare numbers there are besides the one at ``at``; an old one (`and not 4`) is none."""
        return len(self._bare) - (at in self._bare)

    @cached_property
    def _bare(self) -> frozenset[int]:
        return frozenset(
            index
            for index, (before, token) in enumerate(pairwise((self.tokens[0], *self.tokens)))
            if token.kind is Kind.NUMBER
            and token.text.isdigit()
            and not token.protected
            and not before.has(Tag.INSTEAD)
        )

    @cached_property
    def _changes(self) -> bool:
        return any(token.has(Tag.DROP, Tag.CORRECT) for token in self.tokens)

    @cached_property
    def _first_number(self) -> int:
        numbers = (at for at, token in enumerate(self.tokens) if token.kind is Kind.NUMBER)
        return next(numbers, len(self.tokens))

    def _is_house_number(self, at: int) -> bool:
        """`via Sandro Gallo 20`, `calle Nogal 3`."""
        for token in reversed(self.tokens[max(0, at - _STREET_WORDS) : at]):
            if token.has(Tag.STREET):
                return True
            if token.kind is not Kind.WORD:
                return False
        return False

    def _counts_notices(self, at: int) -> bool:
        """Whether the number says how many changes follow: `One change:`, `two small things:`."""
        following = self.tokens[at + 1 : at + 2 + _LONGEST_LEAD]
        if following and following[0].key in _NOTICES:
            return True
        lead = next((end for end, token in enumerate(following) if token.text == ":"), 0)
        return lead > 0 and all(
            token.kind is Kind.WORD and token.unit is None and not self.lexicon.knows(token.key)
            for token in following[:lead]
        )

    def _is_sold(self, token: Token) -> bool:
        """Whether a length or weight counts (`240 m instead of 180 m`): goods are sold by it, none in that size."""
        if token.unit is None or token.value is None:
            return False
        return self.lexicon.sells_by(token.unit.name, token.value)

    def cue(self, tag: Tag) -> int | None:
        """The first token with ``tag`` that is no word of a name."""
        for at, token in enumerate(self.tokens):
            if token.kind is Kind.WORD and token.has(tag) and not self.lexicon.knows(token.key):
                return at
        return None

    def correct(self) -> int | None:
        """The first word that corrects and is none of a name."""
        cue = self.cue(Tag.CORRECT)
        return (
            cue
            if cue is not None
            else next((at for at in range(len(self.tokens)) if _makes(self.tokens, at)), None)
        )

    def asks(self) -> bool:
        """Whether the sentence opens a request of its own."""
        return any(token.has(Tag.PRICE) for token in self.tokens)

    @cached_property
    def _strong(self) -> bool:
        return any(corrects(self.tokens, at) for at in range(len(self.tokens)))

    def strong(self) -> bool:
        """Whether one of its words announces a new value outright."""
        return self._strong

    def names_goods(self) -> bool:
        """Whether a word of the catalog's names stands in it."""
        told = (self.tokens[at] for at in self.named())
        return any(
            token.named or (not token.has(Tag.LABEL) and any(map(self.lexicon.knows, fold_words(token.text))))
            for token in told
        )

    def is_of_goods(self, word: str) -> bool:
        """Whether a word of a sentence is one of the catalog's names or part numbers."""
        return self.lexicon.knows(word) or self.lexicon.is_part_of_sku(word)

    def named(self) -> tuple[int, ...]:
        """The tokens that name goods."""
        counted = {at for one in (*self.new, *self.old) for at in range(one.start, one.end)} | self.pointing
        return tuple(
            at
            for at, token in enumerate(self.tokens)
            if at not in counted and (self._names(token) or at in self.naming)
        )

    def _names(self, token: Token) -> bool:
        if token.kind is Kind.WORD:
            return not token.tags or self.lexicon.knows(token.key)
        return token.named or token.kind in {Kind.MEASURE, Kind.DIMENSION} or is_size(token)

    def words(self) -> frozenset[str]:
        """The content words of the sentence, folded; the unit of `8 sleeves` is none."""
        words: set[str] = set()
        for token in (self.tokens[at] for at in self.named()):
            if token.kind in {Kind.ALIAS, Kind.WORD}:
                words.update(word for word in fold_words(token.text) if len(word) > 2 or word.isdigit())
            elif token.kind is Kind.DIMENSION and (whole := dimensions_in(token.text)):
                words.update(whole)
            elif token.kind is not Kind.SKU:
                words.update(fold_words(token.text))
        return frozenset(words)


def is_size(token: Token) -> bool:
    """Whether a number tells one line from another (`the 5/8 bolts`, `size 9`, `wire 0.8`) instead of counting."""
    if token.kind is not Kind.NUMBER:
        return False
    part = token.value is not None and token.value != token.value.to_integral_value()
    return token.protected or "/" in token.text or part


def corrects(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token at ``at`` announces a new value outright; `make` does so before a line or a part number."""
    token = tokens[at]
    if token.kind is not Kind.WORD or token.key not in _STRONG:
        return False
    return token.has(Tag.CORRECT) or _makes(tokens, at)


def _makes(tokens: Sequence[Token], at: int) -> bool:
    """`make A 50`, `make the A 50`, `make line 2 50`."""
    if tokens[at].key != "make":
        return False
    following = next((token for token in tokens[at + 1 : at + 3] if not token.has(Tag.ARTICLE)), None)
    return following is not None and (following.named or following.has(Tag.LINE))
