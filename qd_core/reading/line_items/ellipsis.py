"""Items that name a size alone (`20 off 250 ml`, `a dozen M`): the rest stands in the item before, or in a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from qd_core.model.folding import fold_words
from qd_core.model.uom import UnitKind, unit_word
from qd_core.reading.line_items.amounts import is_number_word
from qd_core.reading.line_items.colours import is_colour
from qd_core.reading.line_items.found import CUES, Found, Stance, content_words
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = [
    "appended",
    "completed",
    "counted_letters",
    "heading_of",
    "is_size_alone",
    "lent",
    "names_thing",
    "sized_alike",
    "sizes_ahead",
]

_LETTERS: Final = frozenset(
    "xxs xs s m l xl xxl xxxl 2xl 3xl 4xl small medium large med sm lg lrg x-small x-large xx-large 2x-large "
    "extra-small extra-large".split()
)
_EXTRA: Final = frozenset({"extra", "xtra"})
"""Before a letter or its word it is part of the size: `extra large`."""
_SIZE_WORDS: Final = frozenset("size sizes sz gr tg pointure größe grösse taille talla maat taglia".split())
_LABELS: Final = frozenset(
    "grade gr class cl type style series schedule sch no din iso en norm klasse güte classe clase".split()
)
"""The number behind one of these is a property that stays."""
_STANDING_FOR: Final = frozenset("one ones item items size sizes same version type types".split())
_NUMBER: Final = re.compile(r"\d+(?:er[ns]?|s)|[mMdDøØ⌀#]?\d[\d.,/-]*(?:[xX×*][\d.,/-]+)*|[xX×]")
_MEASURE: Final = re.compile(r"\d[\d.,/-]*\s?[^\W\d]{1,5}|\d[\d.,/-]*[\"'”″’°%]+")
_GLUED: Final = re.compile(r"[mM]\d{1,2}|\d[\d.,/-]*[^\W\d]{1,3}")
"""`M8`, `200ul`."""
_SHADE: Final = re.compile(r"[a-z]\d{1,2}")
"""`A2`: a shade, a class."""
_BY: Final = frozenset("per je pro par por al".split())
_LONG: Final = 5
_FRACTIONS: Final = frozenset("half quarter halb demi".split())
_ADJECTIVE: Final = re.compile(r"\b(\d+)er[ns]?\b")
_COUNTED_LETTER: Final = re.compile(r"\d+ [LM]")
_TOLD: Final = (Tag.DELIVERY, Tag.PAST, Tag.NEGATE, Tag.SELL, Tag.DROP)
_COUNTING: Final = frozenset({Kind.NUMBER, Kind.MEASURE, Kind.DIMENSION})
_SILENT: Final = (
    *(Tag.ARTICLE, Tag.OF, Tag.POLITE, Tag.CLAUSE, Tag.GREETING, Tag.PURPOSE, Tag.AND),
    *CUES,
)


def is_size_alone(found: Found, tokens: Sequence[Token]) -> bool:
    """Whether ``found`` is counted, or its price is asked, and it has a size for its whole name."""
    counted = found.priced if found.quantity is None else not found.quantity.soft
    if not counted or found.stance is Stance.OFF or found.named is not None:
        return False
    if found.quantity is None and (not found.name or tokens[found.name[0] - 1].key in _BY):
        return False  # how much is it per 100 m?
    if any(_is_noun(tokens, index) for index in found.name):
        return False
    own = [tokens[index] for index in found.name if not tokens[index].has(Tag.ARTICLE, Tag.OF, Tag.GENERIC)]
    sizes = [token for token in own if token.text.casefold() not in _SIZE_WORDS | _EXTRA]
    joined = found.quantity is not None and found.quantity.joined  # 5 of the 48
    return bool(sizes) and all(_is_size(token, joined=joined) for token in sizes)


def _is_noun(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word that may stand for any goods names them behind its size: `2.4 mm line`, not `the 2.4 mm ones`."""
    token, before = tokens[index], tokens[index - 1] if index else None
    sized = before is not None and before.kind in {Kind.MEASURE, Kind.DIMENSION}
    return sized and token.has(Tag.GENERIC) and token.unit is None and token.key not in _STANDING_FOR


def _is_size(token: Token, *, joined: bool = False) -> bool:
    if token.kind in {Kind.MEASURE, Kind.DIMENSION}:
        return True
    if token.kind is Kind.NUMBER:
        return token.protected or joined or "/" in token.text
    return token.kind is Kind.WORD and (
        token.text.casefold() in _LETTERS or _GLUED.fullmatch(token.text) is not None or is_colour(token.text)
    )


def sizes_ahead(found: Sequence[Found], kept: Sequence[Found], tokens: Sequence[Token]) -> list[Found]:
    """The counted sizes right before an item that says what they are sizes of: `a case each of 500 ml and 1 l
    bottles`."""
    taken = set(map(id, kept))
    ahead: list[Found] = []
    for item, following in reversed(list(pairwise(found))):
        if id(item) in taken or not (id(following) in taken or following in ahead):
            continue
        first = following.name[0] if following.name else 0
        called = (
            following.named == first and tokens[first].kind is Kind.ALIAS and tokens[first].text[0].isdigit()
        )
        sized = called or (
            following.named is None and is_size_alone(replace(following, name=[first]), tokens)
        )
        after = tokens[(item.name[-1] if item.name else item.last) + 1]
        joined = after.has(Tag.AND, Tag.OR) or after.text in {",", "&", "+", "/"}
        if sized and joined and is_size_alone(item, tokens):
            ahead.insert(0, item)
    return ahead


def counted_letters(carrier: str, run: range, tokens: Sequence[Token]) -> list[int]:
    """The tokens of ``run`` that read like litres or metres (`10 L`) and count a size of ``carrier``, goods that come
    in sizes of letters or words."""
    if not any(word.strip(".,;()").casefold() in _LETTERS for word in carrier.split()):
        return []
    return [
        index
        for index in run
        if tokens[index].kind is Kind.MEASURE
        and _COUNTED_LETTER.fullmatch(tokens[index].text)
        and (tokens[index - 1].text == "," or tokens[index - 1].has(Tag.AND))
    ]


def heading_of(tokens: Sequence[Token], lexicon: Lexicon, *, alone: bool = False) -> str:
    """The goods that the words before the last colon of ``tokens`` name for what follows (`Nitrile gloves, blue:`);
    where they are ``alone`` on their line, also without a colon. Empty where they name none."""
    colon = next((at for at in reversed(range(len(tokens))) if tokens[at].text == ":"), None)
    told = tokens[:colon]
    if (colon is None and not alone) or any(token.has(*_TOLD) or token.foreign for token in told):
        return ""
    words = [token for token in told if not token.has(*_SILENT)]
    names = [word for word in content_words(words, range(len(words))) if word.isalpha()]
    known = [lexicon.knows(word) for word in names]
    plain = len(words) == len(told) and all(known) and not any(token.kind in _COUNTING for token in words)
    if not any(known) or (colon is None and not plain):
        return ""
    return " ".join(token.text for token in words if token.kind is not Kind.SIGN)


def completed(carrier: str, size: str) -> str:
    """``carrier`` with ``size`` in place of its own size: `100 ml bottles` and `250 ml` are `bottles 250 ml`."""
    replaced = set(_sorts(size.split())) - {""}
    words = carrier.replace(",", " ").split()
    own = set(_sorts(words))
    if replaced == {"number"} and "number" not in own:  # the 43s of boots, size 42
        replaced = {"size"} if "size" in own else {"measure"}
    elif replaced == {"measure"} and "measure" not in own:  # drippers of 4, and those of 2 litres
        replaced = {"measure", "number"}
    kept = [word for word, sort in zip(words, _sorts(words), strict=True) if sort not in replaced]
    return " ".join([*kept, size])


def sized_alike(name: str, before: str) -> str | None:
    """``name`` that is said to be of the same size (`gloss in the same size`) with the size of the thing ``before``;
    None where it is not, and where no size is told there."""
    rest = _SAME_SIZE.sub(" ", name)
    if rest == name:
        return None
    words = before.replace(",", " ").split()
    size = [found[0] for found in _MEASURED.finditer(before) if _is_measure(found[1])]
    size = size or [word for word, sort in zip(words, _sorts(words), strict=True) if sort == "size"]
    return " ".join([*rest.split(), *size]) if size else None


_MEASURED: Final = re.compile(r"\d+(?:[.,/]\d+)?[\s-]?([^\W\d_]{1,12}|[\"'])(?!\w)")


def _is_measure(unit: str) -> bool:
    known = unit_word({'"': "in", "'": "ft"}.get(unit, unit))
    return known is not None and known.kind is UnitKind.MEASURE


def lent(carrier: str, variant: str, lexicon: Lexicon, *, noun_last: bool) -> str | None:
    """``variant`` (`black`, `30G short`, `550er`) with the words of ``carrier`` that the catalog has beside it in one
    item; None where the thing itself is not among them: the last noun of ``carrier`` in English, the first elsewhere.
    """
    variant = _ADJECTIVE.sub(r"\1", variant)
    own = _in_its_units(variant, lexicon)
    told = [word for word in _with_units(carrier) if _known(word, lexicon)]
    nouns = [noun for noun in _nouns(told, lexicon) if not set(_known(noun, lexicon)) <= set(own)]
    if not nouns:
        return None  # it says itself what it is
    noun = nouns[-1 if noun_last else 0]
    whole = completed(carrier, variant)
    if lexicon.carries([*own, *(part for word in whole.split() for part in _known(word, lexicon))]):
        return whole
    kept, names = [], [*own, *_known(noun, lexicon)]
    if not lexicon.carries(names):
        return None
    for word in told:
        if not set(_known(word, lexicon)) <= set(own) and lexicon.carries([*names, *_known(word, lexicon)]):
            kept.append(word)
            names.extend(_known(word, lexicon))
    return " ".join([*kept, variant])


_SAME_SIZE: Final = re.compile(
    r",?\s*(?:(?:in|of|de|del|della|da|dans|à|van)\s+)?(?:(?:the|la|der|die|dem|het|de)\s+)?"
    r"(?:same|gleichen?r?|selben?|même|mismo|misma|stess[oa]|zelfde)\s+"
    r"(?:size|größe|grösse|taille|tamaño|talla|medida|misura|maat)(?!\w)",
    re.IGNORECASE,
)


def _in_its_units(variant: str, lexicon: Lexicon) -> list[str]:
    """The folded words of ``variant``, with `Liter` as the `l` of a catalog that never says Liter."""
    words = []
    for word in fold_words(variant):
        unit = None if lexicon.carries([word]) else unit_word(word)
        measured = unit is not None and unit.kind is UnitKind.MEASURE
        words.append(unit.name if unit is not None and measured else word)
    return words


def _with_units(text: str) -> list[str]:
    """The words of ``text``, a number and its unit as one: `12,7 mm`."""
    words: list[str] = []
    for word in re.sub(r",(?!\d)", " ", text).split():
        unit = unit_word(word)
        measured = unit is not None and unit.kind is UnitKind.MEASURE and words and words[-1][-1].isdigit()
        if measured:
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _nouns(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Those of ``words`` that may be the thing itself; one behind a number (`4.5 tog`) only where there is no other."""
    nouns = [word for word in words if _is_noun_word(word, lexicon)]
    free = [after for before, after in pairwise(["", *words]) if after in nouns and not before[:1].isdigit()]
    return free or nouns


def appended(carrier: str, variant: str, lexicon: Lexicon) -> str | None:
    """``variant`` behind the whole ``carrier``, where the catalog has such an item. A short word that it does not know
    (`75 mic`) may be a unit beside its number."""
    variant = _ADJECTIVE.sub(r"\1", variant)
    own = fold_words(variant)
    known = [part for part in own if lexicon.carries([part])]
    units = [part for part in own if part not in known]
    told = [part for word in carrier.split() for part in _known(word, lexicon)]
    numbers = [part for part in own if part[0].isdigit()]
    fits = bool(known) and all(part.isalpha() and len(part) < _LONG and numbers for part in units)
    if (
        not fits
        or set(numbers) - set(known)
        or set(known) <= set(told)
        or not lexicon.carries([*told, *known])
    ):
        return None
    return f"{carrier} {variant}" if names_thing(carrier, lexicon) else None


def names_thing(text: str, lexicon: Lexicon) -> bool:
    """Whether what the catalog knows of ``text`` is the name of one of its items, not a size or a colour alone."""
    known = [part for word in text.split() for part in _known(word, lexicon)]
    return any(_is_noun_word(word, lexicon) for word in text.split()) and lexicon.carries(known)


def _known(word: str, lexicon: Lexicon) -> list[str]:
    """What the catalog knows of the parts of ``word``."""
    return [part for part in fold_words(word) if lexicon.carries([part])]


def _is_noun_word(word: str, lexicon: Lexicon) -> bool:
    folded = word.casefold()
    unit = unit_word(word)
    measure = unit is not None and unit.kind is UnitKind.MEASURE  # the inch of `14 inch`
    if is_colour(word) or folded in _SIZE_WORDS or folded in _LETTERS or folded in _LABELS or measure:
        return False
    return any(len(part) > 2 and part.isalpha() for part in _known(word, lexicon))


def _is_spelled(word: str) -> bool:
    """Whether ``word`` writes the number of a size: `half inch`, `one inch`."""
    return word in _FRACTIONS or is_number_word(word)


def _sorts(words: Sequence[str]) -> list[str]:
    """What sort of size each word is, or is a part of; empty for a word that is none."""
    sorts: list[str] = []
    for at, word in enumerate(words):
        folded = word.strip(".;()").casefold()
        before = words[at - 1].strip(".;()").casefold() if at else ""
        following = unit_word(words[at + 1]) if at + 1 < len(words) else None
        lettered = folded in _LETTERS and before not in _LABELS  # type L is no size
        if before in _SIZE_WORDS or folded in _SIZE_WORDS or lettered:
            sorts.append("size")
        elif is_colour(folded):
            sorts.append("colour")
        elif _SHADE.fullmatch(folded) and folded[0] not in "mdø":
            sorts.append("shade")
        elif before in _LABELS:
            sorts.append("")
        elif sorts and sorts[-1] == "measured":
            sorts[-1] = "measure"
            sorts.append("measure")
        elif _NUMBER.fullmatch(folded) or (following is not None and _is_spelled(folded)):
            measured = following is not None and following.kind is UnitKind.MEASURE and folded not in "x×"
            sorts.append("measured" if measured else "number")
        else:
            sorts.append("measure" if _MEASURE.fullmatch(folded) else "")
    return sorts
