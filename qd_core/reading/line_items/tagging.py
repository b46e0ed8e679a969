"""What the tokens of a text are to each other: names of the catalog, phrases, numbers with their units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from qd_core.model.folding import fold_word
from qd_core.reading.line_items.catalog_names import find_names
from qd_core.reading.line_items.composites import compose
from qd_core.reading.line_items.language.table import PhraseTable
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["tag"]

_TIMES: Final = frozenset("x × *".split())
_DOTTED: Final = frozenset("gal lb oz qt ft in yd".split())
"""Measures whose short forms are written with a full stop."""
_BEGINS: Final = (
    *(
        Tag.CORRECT,
        Tag.POLITE,
        Tag.GREETING,
        Tag.SIGNOFF,
        Tag.CLAUSE,
        Tag.DELIVERY,
        Tag.ASK,
        Tag.PRICE,
        Tag.ARTICLE,
    ),
    *(Tag.AND, Tag.ATTACHED, Tag.WHEN, Tag.NEGATE, Tag.DROP),
)
"""Sentences begin with one of these, names of goods do not."""


_COMMAND: Final = re.compile(
    r"\w*[áéíóú]\w{0,8}[ae]n?me|\w{3,}(?:[ae]n|[aei]d)me|\w{3,}(?:ez|e|ons)-(?:moi|nous)|\w{2,}[aei]temi"
)
"""A verb that asks for something for the writer, whatever it is: agréguenme, añadidme, rajoutez-nous, aggiungetemi."""

_SAYS: Final = tuple(
    "expli dig dime dite infor avi confirm llam contact indi appel rappel ten prev exc excu perm disculp perdon pard "
    "cre cro laiss deja entien compren spieg scus chiam".split()
)
"""How verbs begin that want words, not goods: explíqueme, dites-moi, rappelez-moi."""


def tag(tokens: Sequence[Token], *, lexicon: Lexicon, table: PhraseTable) -> list[Token]:
    """``tokens`` with names and sizes put together and every token's ``tags`` filled in."""
    merged = find_names(tokens, lexicon)
    _phrases(merged, table, lexicon)
    composed = compose(merged, lexicon)
    _types(composed, lexicon)
    return [token for at, token in enumerate(composed) if not _ends_measure(composed, at, lexicon)]


def _types(tokens: Sequence[Token], lexicon: Lexicon) -> None:
    """`6204 x 30`, `30 x 6204`: a number that is a part of SKUs names goods where another, that is none, counts them
    with an `x` and nothing else is said."""
    for at in range(1, len(tokens) - 1):
        before, after = tokens[at - 1], tokens[at + 1]
        if tokens[at].key not in _TIMES or before.kind is not Kind.NUMBER or after.kind is not Kind.NUMBER:
            continue
        alone = _is_edge(tokens, at - 2) and _is_edge(tokens, at + 2)
        named = [token for token in (before, after) if lexicon.is_part_of_sku(token.text)]
        if alone and len(named) == 1:
            named[0].kind = Kind.CODE


def _is_edge(tokens: Sequence[Token], at: int) -> bool:
    return not 0 <= at < len(tokens) or tokens[at].kind is Kind.SIGN or bool(tokens[at].tags)


def _ends_measure(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether the full stop at ``at`` only ends the short form of a measure, whose goods follow: `3 gal. Stripper`."""
    if not 0 < at < len(tokens) - 1 or tokens[at].text != "." or tokens[at].space:
        return False
    measure, following = tokens[at - 1], tokens[at + 1]
    if measure.kind is not Kind.MEASURE or measure.unit is None or measure.unit.name not in _DOTTED:
        return False
    goods = following.kind is not Kind.NUMBER and not _opens_list(tokens, at + 1, lexicon)
    return following.space and goods and not following.has(*_BEGINS)


def _opens_list(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a word that the catalog lacks begins a sentence there, and a count follows: `60 ft. Still 4 hooks`."""
    word = tokens[at]
    if word.kind is not Kind.WORD or not word.text[0].isupper() or lexicon.knows(fold_word(word.text)):
        return False
    return at + 1 < len(tokens) and tokens[at + 1].kind is Kind.NUMBER


def _phrases(tokens: Sequence[Token], table: PhraseTable, lexicon: Lexicon) -> None:
    keys = ["\0" if _is_letter(tokens, at) else token.key for at, token in enumerate(tokens)]
    at = 0
    while at < len(tokens):
        tags, size = table.longest(keys, at) if keys[at] != "\0" else (frozenset[Tag](), 0)
        if size > 1 and Tag.WHEN in tags and _are_goods(tokens, at, lexicon):
            tags, size = frozenset[Tag](), 1
        if not size and _is_command(tokens[at], lexicon):
            tags, size = frozenset({Tag.ASK}), 1
        for index in range(at, at + size):
            tokens[index].tags = _accented(tokens[index], tags)
        at += max(size, 1)


def _is_command(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word that no phrase begins with is a verb with the writer for its object."""
    return (
        token.kind is Kind.WORD
        and not token.key.startswith(_SAYS)
        and _COMMAND.fullmatch(token.text.casefold()) is not None
        and not lexicon.knows(fold_word(token.text))
    )


def _accented(token: Token, tags: frozenset[Tag]) -> frozenset[Tag]:
    """``tags`` without those of another word that differs by its accent alone: Italian `e` joins, `è` tells; Spanish
    `el` is an article, `él` is he; `una` is one, `uña` is a claw."""
    if token.key in {"una", "unas"} and "ñ" in token.text.casefold():
        return frozenset()
    if token.key not in {"e", "el"} or Tag.CLAUSE not in tags:
        return tags
    return tags - {Tag.CLAUSE} if token.text.isascii() else frozenset({Tag.CLAUSE})


def _are_goods(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether the word at ``at`` goes with the one before it in a name of the catalog: `tapones finales de 16`."""
    if not at or tokens[at - 1].kind is not Kind.WORD:
        return False
    return lexicon.carries(fold_word(token.text) for token in tokens[at - 1 : at + 1])


def _is_letter(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token is no word of a phrase: a number or a name, or a capital letter inside a line (`Typ A`)."""
    token, before = tokens[at], tokens[at - 1] if at else None
    if token.kind not in {Kind.WORD, Kind.SIGN}:
        return True
    inside = before is not None and before.kind is not Kind.SIGN
    return inside and len(token.text) == 1 and token.text.isupper() and token.text != "I"
