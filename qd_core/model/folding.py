"""Normal forms in which two spellings of one thing are equal: the one place for each rule."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["clean", "fold_sku", "fold_word", "fold_words", "other_numbers", "strip_accents", "words_apart"]

_INVISIBLE = dict.fromkeys(
    [
        0x00AD,
        0x034F,
        0x061C,
        0x180E,
        0xFEFF,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x206A),
    ]
)
_DASHES = dict.fromkeys([0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-")
_QUOTES = {
    0x2018: "'",
    0x2019: "'",
    0x201A: "'",
    0x201C: '"',
    0x201D: '"',
    0x201E: '"',
    0x2033: '"',
    0x2032: "'",
}
_DASHES[0x2044] = "/"  # the stroke inside a vulgar fraction, after NFKC
_SET_APART = re.compile(r"(?<=\d)[\u00bc-\u00be\u2150-\u215e\u00b2\u00b3\u00b9\u2070\u2074-\u2079]")
"""A vulgar fraction, or the number of a footnote, behind a digit."""
_LONGEST_WORD = 200
"""Nothing longer is a word of any language, and taking it apart would cost more than reading the text."""
_RUN_ON = re.compile(r"_|(?<=[a-z]{2})(?=[A-Z][a-z])")
_SKU_IGNORED = re.compile(r"[\s\-./_]+")
_WORD = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+")


_VOWEL_PLURALS = (
    ("i", "o"), ("i", "e"), ("i", ""), ("i", "io"), ("e", "a"), ("", "a"), ("y", "ia"), ("chi", "co"), ("ghi", "go"),
    ("ch", "ca"), ("ghe", "ga"), ("gh", "ga"), ("c", "cia"), ("g", "gia"),
)  # fmt: skip
"""Plural and singular of Italian (catene, catena; dischi, disco) as folding leaves them: a long word loses its e."""
_ROOT = 3
_LONG_ROOT = 6
_SHORTEST_F = 4
"""Letters of the shortest noun whose f becomes a v: leaf."""


def clean(text: str) -> str:
    """``text`` in Unicode NFKC without invisible characters: dashes are ``-``, quotes straight, ``1½`` is ``1 1/2``
    and ``24²`` is ``24 2``."""
    if text.isascii():  # nothing of this is
        return text
    text = _SET_APART.sub(r" \g<0>", text.translate(_QUOTES))
    return unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_DASHES)


def words_apart(text: str) -> str:
    """A heading or label that a program wrote as people write it: ``qty_requested`` and ``NeedBy`` in words."""
    return _RUN_ON.sub(" ", text)


def strip_accents(text: str) -> str:
    """``text`` without combining marks: ``boîte`` is ``boite``; ``ß`` stays."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize(
        "NFC", "".join(char for char in decomposed if not unicodedata.combining(char))
    )


def fold_sku(text: str) -> str:
    """Case folded, without spaces, dashes, dots, slashes and underscores: ``a 12`` and ``A-12`` are ``a12``."""
    return _SKU_IGNORED.sub("", clean(text)).casefold()


def fold_word(word: str) -> str:
    """One word without accents and plural ending (English, German and Romance forms that are safe to fold)."""
    long = len(word) > _LONGEST_WORD
    word = word.casefold() if long else strip_accents(word.casefold())
    if long or len(word) <= 3 or word[-1].isdigit():
        return word
    one = word.removesuffix("s")
    if one.endswith("ie") and len(one) > 3:  # batteries, scies; the singular Batterie, scie
        return one[:-2] + "y"
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    if word.endswith("aux") and len(word) > 4:  # rideaux, tuyaux, métaux
        word = word[:-1] if word.endswith(("eaux", "yaux")) else word[:-2] + "l"
    if word.endswith(("xe", "che", "sse")):  # the singular of what loses its ending above: caisse, fiche
        return word[:-1]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word[:-1] if word.endswith("en") else word


@lru_cache(maxsize=65_536)
def other_numbers(word: str) -> tuple[str, ...]:
    """The folded singulars that the folded ``word`` may be the plural of where plurals change the vowel (Italian) or an
    f (knives), and its plurals: ``catene`` and ``catena``, ``dischi`` and ``disco``. Never the other gender."""
    found: list[str] = []
    for plural, single in _VOWEL_PLURALS:
        for end, other in ((plural, single), (single, plural)):
            root = word.removesuffix(end)
            if root + end == word and len(root) >= (_ROOT if end and other else _LONG_ROOT):
                found.append(root + other)
    if word.endswith("ve") and len(word) > _SHORTEST_F:  # knives, shelves
        found += [word[:-2] + "fe", word[:-2] + "f"]
    elif word.endswith(("fe", "lf", "af", "rf")) and len(word) >= _SHORTEST_F:
        found.append(word.removesuffix("e")[:-1] + "ve")
    return tuple(dict.fromkeys(found))


def fold_words(text: str) -> tuple[str, ...]:
    """The folded words and numbers of ``text`` in order; letters and digits that touch are two words."""
    return tuple(fold_word(word) for word in _WORD.findall(clean(text)))
