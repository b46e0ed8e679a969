"""What the buyer takes back, as one sentence says it: a new quantity, another SKU, a line that falls away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Final

from qd_core.model.folding import fold_sku, fold_words
from qd_core.model.message import Source
from qd_core.reading.line_items.colours import is_colour
from qd_core.reading.line_items.correction_reader import CorrectionReader, is_size
from qd_core.reading.line_items.entries import Span
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.quantities import Quantity
from qd_core.reading.line_items.tokens import Kind, Token
from qd_core.reading.line_items.variant_changes import VariantChange, variant_change

__all__ = ["Change", "Correction", "ReadCorrection", "begins_without", "read_correction"]

_REPLACES: Final = frozenset(
    "swap replace change switch substitute instead remplacer remplacez changer cambiar cambien ersetzen tauschen "
    "vervangen sostituire".split()
)
_EXCEPTS: Final = frozenset(
    "except excepting excluding without ohne ausser ausgenommen sauf sans excepte hormis excepto salvo "
    "behalve zonder tranne eccetto".split()
)
_NONE: Final = frozenset("no kein keine keinen aucun aucune ningun ninguna geen nessun nessuna".split())
"""`And no desks`: at the beginning, before goods alone, they take them off."""
_OPENING: Final = 5
_OPENS: Final = frozenset("but and please bitte und aber mais et pero y maar en ma e".split())
_EXCEPTS_WITH_ANOTHER: Final = frozenset({"apart", "other"})
"""Words, and first words of phrases, that take goods off a list which the same sentence speaks of."""
_SCALES: Final = frozenset(
    "double twice treble triple halve verdoppeln verdopple doppelte doppelten verdreifachen halbieren doubler doublez "
    "tripler triplez duplicar dupliquen doblar doblen doble verdubbelen verdubbel raddoppiare raddoppiate".split()
)
_CODE: Final = re.compile(r"[a-z]{1,2}\d{1,2}")
_HALF: Final = frozenset("half halb halfte moitie mitad helft meta".split())
_EVERYTHING: Final = frozenset(
    "everything all alles alle tout toutes tous todo todos todas tutto tutte quantities mengen quantites cantidades "
    "aantallen".split()
)
_QUANTITY: Final = frozenset("quantity menge quantite cantidad quantita aantal".split())
_PAUSES: Final = frozenset(",;.:")
_AS_FAR: Final = 3
"""Words between a preposition and the list that it points at: `from the attached list`."""
_PREPOSITIONS: Final = frozenset("auf fur als as".split())
_STEPS: Final = frozenset(
    "increase reduce decrease raise lower bump cut take erhohen erhohe reduzieren verringern senken augmenter "
    "augmentez reduire reduisez diminuer diminuez baisser aumentar aumenten reducir reduzcan disminuir subir bajar "
    "verhogen verhoog verlagen aumentare ridurre".split()
)
_PRICES: Final = frozenset(
    "price prices preis preise prix precio precios prezzo prezzi prijs prijzen".split()
)
_BY: Final = frozenset("by um de en di met con".split())
"""`Reduce line 2 by 10`: how many that leaves is asked. A number of a price is none of goods."""
_SIGNAL_WORDS: Final = _EXCEPTS | _NONE | _SCALES | _HALF | {"make"}

_SIGNALS: Final = (
    *(Tag.CORRECT, Tag.DROP, Tag.NEGATE, Tag.MORE, Tag.INSTEAD, Tag.LINE, Tag.ORDINAL, Tag.EXACT),
)
"""A sentence without one of these corrects nothing."""


_NOT_YET: Final = frozenset(
    "before until till yet vor bis noch avant jusqu'a jusqu'en encore antes hasta".split()
)
"""`We don't need the lids before May`: later they may be needed."""


class Change(StrEnum):
    """What a correction does to its line."""

    SET = "set"
    ADD = "add"
    DROP = "drop"
    REPLACE = "replace"
    ONLY = "only"
    """No line besides those named is asked for."""
    VARIANT = "variant"
    """The same goods in another size, colour or kind."""


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
    several: bool = False
    """More than one new quantity: nothing to be applied."""
    every: bool = False
    """It speaks of all lines."""
    variant: VariantChange | None = None
    sized: bool = False
    """It names goods in a size that their line may not have."""
    unclear: bool = False
    """It speaks of its lines, but nobody can say for certain what becomes of them."""


@dataclass(frozen=True, slots=True)
class ReadCorrection:
    """A correction with the tokens that say it: the new quantity, the SKU meant, the SKU that takes its place."""

    correction: Correction
    quantity: Quantity | None = None
    sku: int | None = None
    renamed: int | None = None
    named: tuple[int, ...] = ()


def read_correction(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    languages: frozenset[str],
    *,
    after: int,
    line: int | None = None,
) -> ReadCorrection | None:
    """What ``tokens`` correct; None when nothing. The caller turns tokens into sources. ``line`` is the number of a
    line that stands before them (`Line 3:`).

    Reading is generous, applying is strict: what finds no line is no correction.
    """
    if not any(token.has(*_SIGNALS) or token.key in _SIGNAL_WORDS for token in tokens):
        return None
    reader = CorrectionReader(tokens, lexicon, languages)
    if line is not None and not (reader.lines or reader.last or reader.skus or reader.names_goods()):
        reader.lines.append(line)
    correct, drop, more = reader.correct(), reader.cue(Tag.DROP), reader.cue(Tag.MORE)
    if drop is None and (excepted := _excepted(reader)):
        return _exception(CorrectionReader(excepted, lexicon, languages), after)
    if correct is None and not reader.asks():  # only 10 of the valves
        correct = reader.cue(Tag.EXACT)
    skus = [tokens[at].text for at in reader.skus]
    base = Correction(
        Change.SET, "", after, skus=[fold_sku(sku) for sku in skus], words=reader.words(), lines=reader.lines,
        last=reader.last, strong=reader.strong() or bool(reader.old),
    )  # fmt: skip
    sku = reader.skus[0] if len(reader.skus) == 1 else None
    base.variant = variant_change(tokens, lexicon)
    counted = reader.new or reader.old or reader.lines or reader.last
    if base.variant is not None and (base.variant.labelled or not (counted or reader.old_skus)):
        base.change = Change.VARIANT
        return ReadCorrection(base, None, sku)
    base.variant = None
    if len(reader.new) == 1:
        quantity = _new_quantity(reader, base, corrects=correct is not None, more=more)
        return None if quantity is None else ReadCorrection(base, quantity, sku, named=reader.named())
    return _without_quantity(reader, base, sku, drops=drop is not None)


def _without_quantity(
    reader: CorrectionReader, base: Correction, sku: int | None, *, drops: bool
) -> ReadCorrection | None:
    """A sentence without a new quantity, or with several."""
    tokens = reader.tokens
    if not reader.new and (renaming := _renaming(reader)) is not None:
        old, new = renaming
        base.change, base.skus = Change.REPLACE, [fold_sku(tokens[old].text)]
        return ReadCorrection(base, None, old, new)
    if drops and not reader.new:
        base.change = Change.DROP
        base.skus += [fold_sku(tokens[at].text) for at in reader.old_skus]  # ne tenez pas compte des X
        base.unclear = any(map(_tells_when, tokens)) or _tells_how(reader)
        return ReadCorrection(base, None, sku)
    if not (reader.new or reader.old) and _settle_whole(reader, base):
        return ReadCorrection(base, None, sku)
    base.several = base.strong and bool(reader.new or reader.old)
    return ReadCorrection(base, None, sku, named=reader.named()) if base.several else None


def _settle_whole(reader: CorrectionReader, base: Correction) -> bool:
    """`Only lines 1 to 3 of the list`, `please double all quantities`: fills it into ``base``."""
    listed = any(token.has(Tag.ATTACHED, Tag.GENERIC) for token in reader.tokens)
    if (base.lines or (base.skus and listed)) and reader.cue(Tag.EXACT) is not None:
        base.change = Change.ONLY
        return True
    if _speaks_of(reader, _SCALES) or _halves(reader):
        goods = base.skus or base.lines or any(map(reader.is_of_goods, base.words))
        base.every = not goods and _speaks_of(reader, _EVERYTHING | _QUANTITY)
        base.unclear = True
        return bool(goods) or base.every
    points = base.strong and bool(base.lines or base.last)  # set line 4 to zero
    points = points or (base.strong and _is_of_another_kind(reader))
    base.sized = not points and base.strong and _is_of_a_size(reader)
    points = points or base.sized
    base.unclear = points and not (reader.asks() or _speaks_of(reader, _PRICES))
    return base.unclear


def _halves(reader: CorrectionReader) -> bool:
    """`Only half of the lids`; not `the half inch lids`."""
    return any(
        token.key in _HALF and following.has(Tag.OF, Tag.ARTICLE, Tag.CLAUSE)
        for token, following in pairwise(reader.tokens)
    )


def _is_of_another_kind(reader: CorrectionReader) -> bool:
    """`The 6204 should be C3`: a code that may be another item's."""
    codes = {token.key for token in reader.tokens if token.kind is Kind.WORD and _CODE.fullmatch(token.key)}
    return bool(codes) and not any(map(_tells_when, reader.tokens))


def _is_of_a_size(reader: CorrectionReader) -> bool:
    """`Correction: ball valve 1/2`: goods, and a size or a colour that something of the catalog has."""
    sized = any(
        token.kind is not Kind.SKU
        and not token.foreign
        and (is_size(token) or is_colour(token.text) or any(map(str.isdigit, token.text)))
        and reader.lexicon.carries(fold_words(token.text))
        for token in reader.tokens
    )
    return sized and reader.names_goods() and not any(map(_tells_when, reader.tokens))


def _tells_when(token: Token) -> bool:
    return token.kind is Kind.DATE or token.has(Tag.MONTH, Tag.WEEKDAY) or token.key in _NOT_YET


def _tells_how(reader: CorrectionReader) -> bool:
    """`We do not need delivery for the chair`, `the paper on pallets`: it may not be the goods that are not needed."""
    cue = reader.cue(Tag.DROP) or 0
    pauses = [at for at, token in enumerate(reader.tokens) if token.text in _PAUSES]
    start = max((at for at in pauses if at < cue), default=-1) + 1
    end = min((at for at in pauses if at > cue), default=len(reader.tokens))
    for at in range(start, end):
        token, following = reader.tokens[at], reader.tokens[at + 1 : at + 1 + _AS_FAR]
        joins = token.has(Tag.JOINT, Tag.PURPOSE, Tag.DELIVERY) or token.key in _PREPOSITIONS
        listed = any(other.has(Tag.ATTACHED, Tag.GENERIC, Tag.LINE) for other in following)
        if (
            token.kind is Kind.WORD
            and not token.has(Tag.DROP)
            and joins
            and (token.has(Tag.DELIVERY) or not listed)
        ):
            return True
    return False


def begins_without(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the words begin by taking goods off: `no desks`, `but without the desks`; not `no substitutes`."""
    said = [token for token in tokens[:_OPENING] if token.key not in _OPENS and not token.has(Tag.ARTICLE)]
    if len(said) < 2 or said[0].kind is not Kind.WORD or said[0].has(Tag.INSTEAD, Tag.DROP):
        return False
    goods = (
        said[1].named
        or lexicon.is_part_of_sku(said[1].key)
        or any(map(lexicon.knows, fold_words(said[1].text)))
    )
    return goods and said[0].key in _EXCEPTS | _NONE


def _excepted(reader: CorrectionReader) -> Sequence[Token]:
    """The words behind `except`, where the same sentence speaks of a list (`the attached list without the lids`) or
    says nothing else (`without the lids please`)."""
    if begins_without(reader.tokens, reader.lexicon):
        return reader.tokens
    if not any(token.has(Tag.ATTACHED, Tag.GENERIC) for token in reader.tokens):
        return ()
    for at, token in enumerate(reader.tokens):
        excepts = token.key in _EXCEPTS or (token.key in _EXCEPTS_WITH_ANOTHER and token.has(Tag.NEGATE))
        if excepts and not reader.lexicon.knows(token.key):
            return reader.tokens[at:]
    return ()


def _exception(reader: CorrectionReader, after: int) -> ReadCorrection | None:
    if reader.new or reader.old:
        return None
    skus = [reader.tokens[at].text for at in (*reader.skus, *reader.old_skus)]
    base = Correction(
        Change.DROP, "", after, skus=[fold_sku(sku) for sku in skus], words=reader.words(), lines=reader.lines,
        last=reader.last,
    )  # fmt: skip
    return ReadCorrection(base)


def _new_quantity(
    reader: CorrectionReader, base: Correction, *, corrects: bool, more: int | None
) -> Quantity | None:
    """The one new quantity of a sentence that sets or adds; fills it into ``base``. None when it does neither."""
    quantity = reader.new[0]
    base.unclear = not reader.old and (_is_step(reader, quantity) or _speaks_of(reader, _PRICES))
    named = bool(base.skus or base.words)
    goods = bool(base.skus) or any(map(reader.is_of_goods, base.words))
    sets = bool(reader.old) or corrects or ((reader.lines or reader.last) and not goods)
    adds = more is not None and not reader.old and not reader.strong()
    if sets and len(set(base.skus)) <= 1:
        base.old = reader.old[0].value if reader.old else None
        if reader.old and quantity.unit_token is None:  # 80 statt 60 Paar
            quantity = replace(quantity, unit_token=reader.old[0].unit_token)
    elif more is None or not named or not _beside(reader, more):
        return None
    base.new = quantity.value
    base.change = Change.ADD if adds else Change.SET
    if base.strong and not (goods or base.lines or base.last or base.old) and _speaks_of(reader, _EVERYTHING):
        base.unclear = base.every = True
    return quantity


def _is_step(reader: CorrectionReader, quantity: Quantity) -> bool:
    """Whether the number is a difference: `increase line 2 by 10`, `take 5 off line 2`."""
    if not _speaks_of(reader, _STEPS):
        return False
    before = reader.tokens[quantity.start - 1].key if quantity.start else ""
    return before in _BY or any(
        token.key == "off" for token in reader.tokens[quantity.first : quantity.end + 1]
    )


def _speaks_of(reader: CorrectionReader, words: frozenset[str]) -> bool:
    return any(token.kind is Kind.WORD and token.key in words for token in reader.tokens)


def _beside(reader: CorrectionReader, more: int) -> bool:
    """Whether `more` stands next to the number: `5 more`, `add 5`."""
    quantity = reader.new[0]
    return quantity.start - 2 <= more <= quantity.end


def _renaming(reader: CorrectionReader) -> tuple[int, int] | None:
    """`swap A for B`, `B instead of A`: the tokens of A and B."""
    if len(reader.skus) == 1 and len(reader.old_skus) == 1:
        return reader.old_skus[0], reader.skus[0]
    if len(reader.skus) == 2 and any(
        token.kind is Kind.WORD and token.key in _REPLACES for token in reader.tokens
    ):
        return reader.skus[0], reader.skus[1]
    return None
