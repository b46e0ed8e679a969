"""Numbers that size a thing: lengths and weights, dimensions, numbers that a word of the name claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from qd_core.model.folding import fold_word, fold_words
from qd_core.model.uom import UnitKind, UnitWord, unit_word
from qd_core.reading.line_items.colours import is_colour
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.marks import Composite, Neighbours
from qd_core.reading.line_items.tokens import Kind, Token
from qd_core.reading.numbers import parse_number_words

__all__ = [
    "SIZE_WORDS",
    "FILLINGS",
    "is_article_of_size",
    "is_protected",
    "is_thing",
    "is_thread",
    "measure",
    "measure_unit",
    "ratio",
    "spaced_dimension",
    "spelled_measure",
    "told_dimension",
]

_PHYSICAL: Final = frozenset(
    "v volt volts vac vdc w watt watts kw kva va a amp amps ampere hz khz mhz psi bar mbar nm kn mpa lm lumen lumens "
    "db ah mah wh gb tb mb rpm hp btu gsm µm micron microns mil mils ohm ohms cfm gpm dpi awg gauge ga cc mm2 mm² qmm "
    "degree degrees deg grad degrés grados".split()
)
"""Units that nothing is sold by."""
SIZE_WORDS: Final = frozenset(
    "size sizes sz gr grosse groesse grossen taille pointure talla tallas talle maat taglia misura tg mis".split()
)
"""Words for a size in six languages: a list of goods is often too terse to tell which one it is written in."""
_SIZE_SYSTEMS: Final = frozenset({"EU", "UK", "US", "EUR", "T", "W"})
"""In capitals before a number they tell how it is measured."""
_SIZE_LETTERS: Final = frozenset("XS S M L XL XXL XXXL 2XL 3XL".split())
_SAYING_WHICH: Final = frozenset("de da di van mit".split())
_THOSE: Final = frozenset(
    "los las la el aquellos aquellas quelli quelle quello quella ceux celles celui celle die diejenigen degene".split()
)
"""With one of the words before a number: those of that size."""
_LARGEST_SIZE: Final = 70
_CASED: Final = frozenset("v w a n".split())
_SPELLED: Final = {
    **dict.fromkeys(("half", "a half", "half an", "halb", "demi"), Decimal("0.5")),
    "quarter": Decimal("0.25"),
    **dict.fromkeys(("three quarter", "three quarters"), Decimal("0.75")),
}
_THREAD: Final = re.compile(
    r"[mM]\d{1,2}(?:[.,]\d)?(?:-\d{1,2}(?:[.,]\d{1,2})?)?|\d{1,2}(?:/\d{1,2})?-\d{1,2}"
)
"""A metric thread, with or without its pitch; an inch or gauge size with its threads an inch."""
FILLINGS: Final = frozenset("l ml gal qt kg g lb oz t".split())
"""Weights and volumes: what a tin holds, no side of a thing."""
_MAX_WORDS: Final = 6
_LOOK: Final = 3
"""Words behind a number that may say whose type it is."""
_SIDES: Final = frozenset(
    "wide deep high tall long thick breit tief hoch lang dick large haut profond ancho alto fondo largo profundo breed "
    "diep hoog".split()
)
_BETWEEN_SIDES: Final = frozenset("x by , ×".split())
_IN_SIZE: Final = frozenset("in en".split())
_MAX_NUMBERS: Final = 4


def measure(near: Neighbours, at: int) -> Composite | None:
    """`10 ft`, `2"`, `90°`, `24 V`."""
    after = near.at(at + 1)
    if not near.is_number(at) or after is None:
        return None
    if after.kind is Kind.SIGN:
        pounds = after.text == "#" and _comes_in(near, at, "lb")  # a flange of 150#
        if after.space or not (pounds or after.text in "\"'°º"):
            return None
        inches = after.text == "'" and near.sign(at + 2, "'")
        return at + 2 + inches, Kind.MEASURE
    if after.kind is not Kind.WORD:
        return None
    if after.unit is not None and after.unit.kind is UnitKind.MEASURE:
        counts = _is_thousand(near, at) or (after.key == "in" and _is_preposition(near, at + 1))
        return None if counts else (at + 2, Kind.MEASURE)
    physical = after.text.isupper() if after.key in _CASED else after.key in _PHYSICAL
    return (at + 2, Kind.MEASURE) if physical else None


def _is_thousand(near: Neighbours, at: int) -> bool:
    """Whether the M of `2M nuts` can be no metre: nothing is sold by it or comes in that length."""
    after, value = near.tokens[at + 1], near.tokens[at].value
    if after.text != "M" or after.space or value is None:
        return False
    return "m" not in near.lexicon.measures and not _comes_in(near, at, "m")


def _comes_in(near: Neighbours, at: int, unit: str) -> bool:
    """Whether something comes in as much of ``unit`` as the number at ``at`` says."""
    value = near.tokens[at].value
    return value is not None and (f"{value.normalize():f}", unit) in near.lexicon.sizes


def ratio(near: Neighbours, at: int) -> Composite | None:
    """`2:1`: how far a tube shrinks, how a paste is mixed."""
    colon, second = near.at(at + 1), near.at(at + 2)
    if not near.is_number(at) or not near.is_number(at + 2) or colon is None or second is None:
        return None
    if colon.text != ":" or colon.space or second.space or _counts(near, at + 3):
        return None
    return at + 3, Kind.DIMENSION


def _is_preposition(near: Neighbours, at: int) -> bool:
    """Whether `in` says where or when (`3 in June`, `2 in stock`), not inches."""
    token, following = near.tokens[at], near.at(at + 1)
    if not token.space:
        return False
    sized = following is not None and following.key in SIZE_WORDS  # 20 in size 8
    if token.text == "IN" or token.has(Tag.CLAUSE) or sized:
        return True
    if following is None:
        return False
    tells = following.has(Tag.MONTH, Tag.ARTICLE, Tag.WEEKDAY, Tag.CLAUSE, Tag.WHEN)
    if tells or following.kind is Kind.DATE or following.text in _SIZE_LETTERS:
        return True
    sort = is_colour(following.text) or following.kind is Kind.DIMENSION  # 10 in red; no 10 in plates, red
    return sort and not _comes_in(near, at - 1, "in")


def spelled_measure(near: Neighbours, at: int) -> Composite | None:
    """`two and a half inch`, `half inch`, `ten feet`; gives the first token its value."""
    if not near.is_word(at) or not near.tokens[at].text[0].isalpha():
        return None
    words: list[str] = []
    for end in range(at, min(at + _MAX_WORDS, len(near.tokens))):
        token = near.tokens[end]
        if token.kind is not Kind.WORD and token.text != "-":
            return None
        if words and token.unit is not None and token.unit.kind is UnitKind.MEASURE:
            spelled = " ".join(words)
            value = _SPELLED.get(spelled) or parse_number_words(spelled)
            near.tokens[at].value = value
            return None if value is None else (end + 1, Kind.MEASURE)
        words.append(token.key)
    return None


def measure_unit(tokens: Sequence[Token]) -> UnitWord:
    """The unit that the last of ``tokens`` write behind a number."""
    text = "".join(token.text for token in tokens)
    if text in {'"', "''"}:
        return UnitWord("in", UnitKind.MEASURE)
    if text == "'":
        return UnitWord("ft", UnitKind.MEASURE)
    if text == "#":
        return UnitWord("lb", UnitKind.MEASURE)
    known = unit_word(text)
    return known if known is not None and known.kind is UnitKind.MEASURE else UnitWord(text, UnitKind.MEASURE)


def spaced_dimension(near: Neighbours, at: int) -> Composite | None:
    """`40 x 40 x 3`, `3/8 x 3-3/4`, `M8 x 25`, and `40 x 5` where the catalog has that size; not the count in
    `20 x 40 x 5`."""
    thread = is_thread(near, at)
    if not near.is_number(at) and not thread:
        return None
    numbers = [at]
    while (
        len(numbers) < _MAX_NUMBERS and near.key(numbers[-1] + 1) == "x" and near.is_number(numbers[-1] + 2)
    ):
        numbers.append(numbers[-1] + 2)
    if len(numbers) < 2 or (len(numbers) == 2 and _is_filled(near, numbers[-1] + 1)):
        return None  # 6 x 5 l
    if thread or "/" in near.tokens[at].text:  # nobody asks for half a piece
        return _sized(near, numbers)
    whole, rest = (" x ".join(near.tokens[index].text for index in part) for part in (numbers, numbers[1:]))
    if near.lexicon.has_dimension(whole) or (len(numbers) > 2 and not near.lexicon.has_dimension(rest)):
        return numbers[-1] + 1, Kind.DIMENSION
    return None


def told_dimension(near: Neighbours, at: int) -> Composite | None:
    """`900 wide x 300 deep`, `900 mm breit und 300 mm tief`: each side with its word."""
    end = _side(near, at)
    first = end
    while end and (near.key(end) in _BETWEEN_SIDES or near.has(end, Tag.AND)):
        following = _side(near, end + 1)
        if not following:
            break
        end = following
    return (end, Kind.DIMENSION) if end > first > 0 else None


def _side(near: Neighbours, at: int) -> int:
    """Where `900 mm wide` ends; 0 where it does not stand."""
    if not near.is_number(at):
        return 0
    unit = near.at(at + 1)
    measured = unit is not None and unit.unit is not None and unit.unit.kind is UnitKind.MEASURE
    word = at + 1 + measured
    return word + 1 if near.key(word) in _SIDES else 0


def _is_filled(near: Neighbours, at: int) -> bool:
    """Whether the word at ``at`` is a weight or a volume: no side of a thing."""
    word = near.at(at)
    return word is not None and word.unit is not None and word.unit.name in FILLINGS


def is_thread(near: Neighbours, at: int) -> bool:
    """Whether a thread or gauge stands there with a length behind it: `M8 x`, `1/4-20 x 1`, `#10 x 3/4`."""
    token = near.at(at)
    if token is None or near.key(at + 1) != "x" or not near.is_number(at + 2):
        return False
    if token.kind is Kind.NUMBER:
        return near.sign(at - 1, "#")
    return token.kind in {Kind.WORD, Kind.CODE} and _THREAD.fullmatch(token.text) is not None


def _sized(near: Neighbours, numbers: list[int]) -> Composite | None:
    """The dimension of a chain that begins with a size; its last number may count: `1/2 x 10 pcs`."""
    if not _counts(near, numbers[-1] + 1):
        return numbers[-1] + 1, Kind.DIMENSION
    return (numbers[-2] + 1, Kind.DIMENSION) if len(numbers) > 2 else None


def _counts(near: Neighbours, at: int) -> bool:
    """Whether the word at ``at`` is a unit that goods are counted in; not the first of `sleeve anchors`."""
    word, following = near.at(at), near.at(at + 1)
    if word is None or word.unit is None or word.unit.kind is UnitKind.MEASURE or word.has(Tag.QUANTITY):
        return False
    if following is None or not near.is_word(at + 1):
        return True
    return not near.lexicon.is_compound(fold_word(word.text), fold_word(following.text))


def is_thing(near: Neighbours, at: int) -> bool:
    """Whether the package word at ``at`` is what is asked for: `2 tubes 50` where tubes are sold, and nothing by the
    tube. Sizes or nothing follow it, or a word that follows it in a name of the catalog."""
    token, following = near.tokens[at], near.at(at + 1)
    word = fold_word(token.text)
    if token.unit is None or token.unit.kind is not UnitKind.PACKAGE or not near.lexicon.is_thing(word):
        return False
    if near.is_word(at - 1) and near.lexicon.carries([fold_word(near.tokens[at - 1].text), word]):
        return True  # 10 HT Bogen
    if following is None or following.kind in {Kind.NUMBER, Kind.DIMENSION, Kind.MEASURE}:
        return near.is_number(at - 1)
    if (
        following.has(Tag.OF)
        and near.is_number(at + 2)
        and near.lexicon.carries([word, near.tokens[at + 2].text])
    ):
        return True  # dos cubos de 25 litros
    second = fold_word(following.text)
    return near.is_word(at + 1) and (
        near.lexicon.is_compound(word, second) or near.lexicon.carries([word, second])
    )


def is_article_of_size(near: Neighbours, at: int) -> bool:
    """The `a` of `gloves in a 9`, `in a size 9`: no word between the thing and its size."""
    if at < 1:
        return False
    token, before = near.tokens[at], near.key(at - 1)
    size = at + 1 + (near.key(at + 1) in SIZE_WORDS)
    if before not in _IN_SIZE or not token.has(Tag.ONE) or not near.is_number(size) or near.is_number(at):
        return False
    after = near.at(size + 1)
    return after is None or after.kind is Kind.SIGN or bool(after.tags)


def is_protected(near: Neighbours, at: int) -> bool:
    """Whether a word beside it claims the number: `size 9`, `schedule 40`, `4 bolt`, `case of 12`."""
    token = near.tokens[at]
    if token.kind is not Kind.NUMBER:
        return False
    if _is_content(near, at) or near.lexicon.has_number(token.text) or _is_type(near, at):
        return True
    after = near.at(at + 1)
    if after is not None and after.unit is not None and after.unit.kind is not UnitKind.MEASURE:
        return False
    behind = at - 2 if near.sign(at - 1, ".") else at - 1
    those = near.key(at - 1) in _SAYING_WHICH and near.key(at - 2) in _THOSE  # de las de 60, quelli da 125
    if those or _labels_size(near, behind, token):
        return True
    label = near.at(behind)
    labels = label is not None and label.has(Tag.LABEL) and not label.has(Tag.QUANTITY)
    if labels and label is not None and (len(label.key) > 2 or label.text[0].isupper()):
        return True
    number = fold_words(token.text)
    return len(number) == 1 and _is_paired(near, at, number[0])


def _is_type(near: Neighbours, at: int) -> bool:
    """`1210 taper bushes, 4 pcs`, `a 6305 with C3 clearance`: part of the SKUs of goods that have the words behind it,
    and no count, as an article or another number tells."""
    before = near.at(at - 1)
    told = before is not None and before.has(Tag.ARTICLE, Tag.ONE)
    if not told and not any(
        other.kind is Kind.NUMBER and other is not near.tokens[at] for other in near.tokens
    ):
        return False
    words: list[str] = []
    for index in range(at + 1, at + 1 + _LOOK):
        token = near.at(index)
        if token is None or not near.is_word(index) or token.unit is not None:
            break
        if not token.tags or near.lexicon.knows(fold_word(token.text)):
            words.extend(fold_words(token.text))
    return bool(words) and near.lexicon.is_type(near.tokens[at].text, words)


def _labels_size(near: Neighbours, label: int, number: Token) -> bool:
    """`Gr. 43`, `EU 44`, whatever the language of the rest; not the unit of `50 gr`."""
    if not near.is_word(label) or near.is_number(label - 1) or number.value is None:
        return False
    word = near.tokens[label]
    small = number.text.isdecimal() and number.value <= _LARGEST_SIZE
    return word.key in SIZE_WORDS or (word.text in _SIZE_SYSTEMS and small)


def _is_paired(near: Neighbours, at: int, number: str) -> bool:
    """Whether a name of the catalog has the number beside the same word: `schedule 40`, `4 bolt`."""
    before, after = near.at(at - 1), near.at(at + 1)
    precedes = before is not None and near.is_word(at - 1) and before.key != "x"  # `A-12 x 2` counts
    if before is not None and precedes and near.lexicon.is_pair(fold_word(before.text), number):
        return True
    if after is None or not near.is_word(at + 1) or after.key == "x":
        return False
    noun = fold_word(after.text)
    return near.lexicon.is_pair(number, noun) or near.lexicon.is_used_pair(near.key(at - 1), number, noun)


def _is_content(near: Neighbours, at: int) -> bool:
    """`case of 12`, where no number counts the cases: what one of them holds."""
    box = near.at(at - 2)
    of = near.has(at - 1, Tag.OF) and near.key(at - 1) != "x"
    if not of or box is None or box.kind is not Kind.WORD or box.unit is None:
        return False
    counted = near.is_number(at - 3) or near.has(at - 3, Tag.ONE, Tag.VAGUE)
    return box.unit.kind is UnitKind.PACKAGE and not counted and at > 2
