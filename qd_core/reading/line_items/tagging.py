"""What the tokens of a text are to each other: names of the catalog, phrases, numbers with their units."""

from __future__ import annotations

from collections.abc import Sequence

from qd_core.reading.line_items.catalog_names import find_names
from qd_core.reading.line_items.composites import compose
from qd_core.reading.line_items.language.table import PhraseTable
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["tag"]


def tag(tokens: Sequence[Token], *, lexicon: Lexicon, table: PhraseTable) -> list[Token]:
    """``tokens`` with names and sizes put together and every token's ``tags`` filled in."""
    merged = find_names(tokens, lexicon)
    _phrases(merged, table)
    return compose(merged, lexicon)


def _phrases(tokens: Sequence[Token], table: PhraseTable) -> None:
    keys = ["\0" if _is_letter(tokens, at) else token.key for at, token in enumerate(tokens)]
    at = 0
    while at < len(tokens):
        tags, size = table.longest(keys, at) if keys[at] != "\0" else (frozenset[Tag](), 0)
        for index in range(at, at + size):
            tokens[index].tags = tags
        at += max(size, 1)


def _is_letter(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token is no word of a phrase: a number or a name, or a capital letter inside a line (`Typ A`)."""
    token, before = tokens[at], tokens[at - 1] if at else None
    if token.kind not in {Kind.WORD, Kind.SIGN}:
        return True
    inside = before is not None and before.kind is not Kind.SIGN
    return inside and len(token.text) == 1 and token.text.isupper() and token.text != "I"
