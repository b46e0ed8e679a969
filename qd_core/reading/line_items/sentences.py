"""Sentences: where one ends, and where the writer takes back what he just said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from qd_core.model.folding import fold_word
from qd_core.reading.line_items.blocks import Line
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = [
    "ABBREVIATIONS",
    "Sentence",
    "cues_of",
    "ends_sentence",
    "is_for_machines",
    "is_measure_stop",
    "is_occasion",
    "split_sentences",
]

ABBREVIATIONS: Final = frozenset(
    "no nr art ca approx stk stck pcs pc st gr bzw inkl etc max min pos ref tel dr mr mrs ms co inc ltd qty ea "
    "incl excl est abt vs fig dia z b d h u a e g i bte cse doz tg sz mis pz conf uds sch sched galv thk".split()
)
_SHOUTED: Final = frozenset("SYSTEM ASSISTANT PROMPT INSTRUCTION INSTRUCTIONS ADMIN AI".split())
"""Who writes these in capitals before a colon or in brackets speaks to a program."""
_CHANGES: Final = frozenset(
    "change make maak increase reduce update revise amend andern erhohen reduzieren changer changez modifier modifiez "
    "cambiar cambien modificar wijzig wijzigen".split()
)
_BEFORE_OCCASION: Final = 3
"""Tokens between `for` and the occasion: `for our next holiday`."""
_OPENS: Final = (Tag.CORRECT, Tag.POLITE, Tag.GREETING, Tag.SIGNOFF, Tag.CLAUSE, Tag.DELIVERY, Tag.ASK)
"""In capitals behind the full stop of a counted unit one of these begins a sentence."""
_SMALL_WORDS: Final = frozenset("i a c y e u".split())
_SHORT_LABEL: Final = 5
_SHORT: Final = 3
"""Letters of a word that may be an abbreviation."""
_MEASURE_STOP: Final = re.compile(r"(?:cu|sq)(?:\.(?:ft|in|yd|m))?|(?:\d+[-.])+(?:in|ft)")
_SQUARED: Final = frozenset({"cu", "sq"})
_LENGTHS: Final = frozenset({"ft", "in", "yd"})
_ADDS: Final = ("add", "anad", "agreg", "aggiung", "ajout", "voeg")
_SHORT_UNITS: Final = frozenset(
    "pza pzas pz ud uds und unds pce pces paq paqs cja cjas caj rol rll bte btes bt bts jgo jgos lta ltas gal bot bid "
    "sac stuck stck pak pal rlx ens".split()
)
"""Units cut short, that a full stop may follow."""
_WAITS: Final = frozenset("no wait nein non".split())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of tokens that stands by itself. ``alone`` tells that it is its whole line."""

    tokens: tuple[Token, ...]
    line: Line
    alone: bool

    @property
    def start(self) -> int:
        """Where it starts in the normal text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in the normal text."""
        return self.tokens[-1].end


def split_sentences(tokens: Sequence[Token], line: Line, lexicon: Lexicon) -> list[Sentence]:
    """The sentences of a line: cut at a full stop, question or exclamation mark that ends one, and where a
    correction starts (`10 x A - no, make that 12`)."""
    pieces = list(_by_full_stop(tokens))
    sentences: list[Sentence] = []
    for piece in pieces:
        parts = list(_by_correction(piece, lexicon))
        alone = len(pieces) == 1 and len(parts) == 1
        sentences.extend(Sentence(tuple(part), line, alone) for part in parts if part)
    return sentences


def _by_full_stop(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for at in range(len(tokens)):
        if ends_sentence(tokens, at):
            yield tokens[start : at + 1]
            start = at + 1
    if start < len(tokens):
        yield tokens[start:]


def ends_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token at ``at`` is a full stop, question or exclamation mark that ends a sentence."""
    token = tokens[at]
    return token.kind is Kind.SIGN and token.text in ".!?" and not token.protected and _ends(tokens, at)


def is_measure_stop(tokens: Sequence[Token], at: int) -> bool:
    """Whether the full stop at ``at`` belongs to a measure, whose goods follow: `1.2 cu. ft. Oven`, `24-in. Grill`."""
    if at + 1 >= len(tokens) or not at or tokens[at].text != "." or tokens[at].space:
        return False
    following = tokens[at + 1]
    if following.has(*_OPENS, Tag.PRICE, Tag.ARTICLE):
        return False
    before = tokens[at - 1].text.casefold()
    squared = before in _LENGTHS and any(token.key in _SQUARED for token in tokens[max(0, at - 3) : at - 1])
    return squared or _MEASURE_STOP.fullmatch(before) is not None


def _ends(tokens: Sequence[Token], at: int) -> bool:
    if at + 1 >= len(tokens):
        return True
    before, following = tokens[at - 1] if at else None, tokens[at + 1]
    if tokens[at].text in "!?":
        return following.space and any(token.text != "?" for token in tokens[:at])  # ? boxes of A
    if before is None or not following.space or tokens[at].space or is_measure_stop(tokens, at):
        return False
    counted = before.unit is not None and at > 1 and tokens[at - 2].kind is Kind.NUMBER
    if counted and following.text[0].isupper() and following.has(*_OPENS):
        return True  # 50 pcs. Correction, 60
    labels = before.has(Tag.ITEM, Tag.LABEL) and len(before.text) <= _SHORT_LABEL and following.named
    if before.kind is Kind.WORD and (
        labels  # cod. AB-12
        or before.key in ABBREVIATIONS
        or len(before.text) == 1
        or _is_short_unit(before)
        or (
            at > 1
            and tokens[at - 2].kind is Kind.NUMBER
            and _is_cut_short(tokens[max(0, at - 3)], before, following)
        )
    ):
        return False
    return _begins(before, following)


def _begins(before: Token, following: Token) -> bool:
    """Whether ``following`` begins a sentence: a capital, a number, or one of its words in a text of small letters."""
    if following.text[0].isupper() or (following.kind is Kind.NUMBER and before.kind is not Kind.NUMBER):
        return True
    whole = before.kind is Kind.WORD and len(before.text) > _SHORT and before.text.islower()
    return whole and (following.has(*_OPENS, Tag.PRICE) or following.text in _SMALL_WORDS)


def _is_short_unit(token: Token) -> bool:
    """Whether it is a unit's consonants alone, as in `4 Pkg. Klemmen`."""
    return (
        token.unit is not None and token.text.isalpha() and not any(char in "aeiouyäöü" for char in token.key)
    )


def _is_cut_short(joint: Token, unit: Token, following: Token) -> bool:
    """`100 pzas. hex bolts, 5 bts. A-12`: behind a number, also a short word that nobody knows where a part number
    follows. Behind a comma the number may count what stands before it (`bolts, 100 pzas. They …`)."""
    unknown = unit.unit is None and not unit.tags and len(unit.text) <= _SHORT_LABEL and unit.text.islower()
    coded = following.kind is Kind.SKU
    known = unit.key in _SHORT_UNITS and (coded or joint.text != ",")
    return not following.tags and (known or (unknown and coded))


def _by_correction(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Sequence[Token]]:
    start = 0
    counted = False
    for at in range(2, len(tokens) - 1):
        counted = counted or (tokens[at - 1].kind is Kind.NUMBER and not tokens[at - 1].protected)
        counted = counted or (at == 2 and tokens[0].kind is Kind.NUMBER)
        topic = tokens[start].has(Tag.PURPOSE) and tokens[start + 1].has(
            Tag.ARTICLE
        )  # for the 450, make it 16
        if topic or at - start < 2 or _names(tokens, at, lexicon):
            continue
        if _takes_back(tokens, at, counted=counted):
            yield tokens[start:at]
            start, counted = at, False
    yield tokens[start:]


def _names(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether the word that could start a correction is one of the catalog's here: `single 50, double 40`."""
    following = tokens[at + 1]
    goes_on = following.kind is Kind.NUMBER or (
        following.kind is Kind.WORD and lexicon.knows(fold_word(following.text))
    )
    return lexicon.knows(fold_word(tokens[at].text)) and goes_on


def _takes_back(tokens: Sequence[Token], at: int, *, counted: bool) -> bool:
    """Whether a correction starts at ``at``: after a pause behind a quantity, or `… and drop B`."""
    token, before = tokens[at], tokens[at - 1]
    if token.kind is not Kind.WORD or before.tags is token.tags:
        return False
    if before.has(Tag.AND) and not token.has(Tag.NEGATE) and token.has(Tag.DROP):
        return True
    if token.has(Tag.MORE) and token.key.startswith(_ADDS) and (before.has(Tag.AND) or before.text in ",;"):
        return any(other.has(Tag.CORRECT, Tag.INSTEAD, Tag.DROP) for other in tokens[:at])  # … and add 4 C
    if not token.has(Tag.CORRECT):
        return False
    if before.has(Tag.AND):
        return token.key in _CHANGES
    pause = (before.kind is Kind.SIGN and before.text in ",;-(.") or before.key in _WAITS
    return pause and counted and any(other.kind is Kind.NUMBER for other in tokens[at : at + 12])


def cues_of(tokens: Sequence[Token]) -> frozenset[Tag]:
    """Every role that a word of ``tokens`` has."""
    return frozenset().union(*(token.tags for token in tokens if token.kind is Kind.WORD))


def is_occasion(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word at ``at`` says what goods are for: `for the holiday party`."""
    before = tokens[max(0, at - _BEFORE_OCCASION) : at]
    return tokens[at].has(Tag.OCCASION) and any(token.has(Tag.PURPOSE) for token in before)


def is_for_machines(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the sentence speaks to a program that reads along, not to the company: it is data, never a request."""
    first = tokens[1] if tokens[0].text in "[<(*#" and len(tokens) > 1 else tokens[0]
    if first.text in _SHOUTED and any(token.text in ":]>" for token in tokens[1:5]):
        return True
    return any(token.has(Tag.MACHINE) and not lexicon.knows(token.key) for token in tokens)
