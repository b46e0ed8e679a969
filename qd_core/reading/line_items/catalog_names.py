"""The catalog's own names in a text: SKUs, aliases and whole descriptions, in whatever spelling, the longest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qd_core.model.folding import fold_words
from qd_core.reading.line_items.lexicon import JOINTS, Lexicon
from qd_core.reading.line_items.tokens import Kind, Token, joined

__all__ = ["find_names"]

_BETWEEN: Final = frozenset("\"'°-/.,")
"""Signs that may stand between the words of one name."""
_JOINING: Final = frozenset("&+")
_LONGEST: Final = 16
"""Words of a name of two things, with the one that joins them."""


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    token: int
    opens: bool
    closes: bool


def find_names(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Neighbouring tokens that together are a SKU, an alias or a whole description become one; the longest wins."""
    words: list[_Word] = []
    for index, token in enumerate(tokens):
        parts = fold_words(token.text) if token.kind is not Kind.CONTACT else ()
        words.extend(_Word(part, index, at == 0, at == len(parts) - 1) for at, part in enumerate(parts))
    folded = [word.folded for word in words]
    result: list[Token] = []
    taken = 0
    for at, word in enumerate(words):
        if word.token < taken or not word.opens:
            continue
        found = _name_at(tokens, words, folded, at, lexicon) or _joined_at(tokens, words, at, lexicon)
        if found is None:
            continue
        last, kind = found
        result.extend(tokens[taken : word.token])
        result.append(joined(tokens[word.token : last + 1], kind))
        taken = last + 1
    result.extend(tokens[taken:])
    return result


def _name_at(
    tokens: Sequence[Token], words: Sequence[_Word], folded: Sequence[str], at: int, lexicon: Lexicon
) -> tuple[int, Kind] | None:
    first = words[at].token
    for size, kind in lexicon.name_at(folded, at):
        last_word = words[at + size - 1]
        last = last_word.token
        if not last_word.closes or not _contiguous(tokens, words[at : at + size]):
            continue
        if last == first and tokens[first].kind in {Kind.SKU, Kind.NUMBER}:
            return None  # nothing new; a bare number is judged by where it stands
        if _is_count_before_name(tokens, first, last, kind, lexicon):
            continue
        return last, Kind.SKU if kind == "sku" else Kind.ALIAS
    return None


def _joined_at(
    tokens: Sequence[Token], words: Sequence[_Word], at: int, lexicon: Lexicon
) -> tuple[int, Kind] | None:
    """`horse and pony cubes` of the catalog's "Horse & Pony Cubes", in whatever way the two are joined."""
    if not lexicon.begins_joined(words[at].folded):
        return None
    apart = [word for word in words[at : at + _LONGEST] if word.folded not in JOINTS]
    for size in lexicon.joined_at([word.folded for word in apart], 0):
        run = apart[:size]
        inside = {word.token for word in run}
        between = [tokens[index] for index in range(run[0].token, run[-1].token) if index not in inside]
        joints = [token for token in between if token.text in _JOINING or token.text.casefold() in JOINTS]
        signs = all(token in joints or token.text in _BETWEEN for token in between)
        if len(joints) == 1 and signs and run[-1].closes:
            return run[-1].token, Kind.ALIAS
    return None


def _contiguous(tokens: Sequence[Token], words: Sequence[_Word]) -> bool:
    """Whether nothing but signs that a name may hold stands between the words."""
    inside = {word.token for word in words}
    codes = tokens[words[0].token].kind is Kind.SKU
    for index in range(words[0].token, words[-1].token):
        if index in inside:
            continue
        if tokens[index].text not in _BETWEEN or (codes and tokens[index].text == ","):
            return False  # 6204-2RS, 1 belt: no 6204-2RS1
    return True


def _is_count_before_name(
    tokens: Sequence[Token], first: int, last: int, kind: str, lexicon: Lexicon
) -> bool:
    """`5 1230` where both 51230 and 1230 are SKUs, `a 42`, `x 10`: the first word is no part of the SKU."""
    token = tokens[first]
    if kind != "sku" or last == first:
        return False
    if token.kind is Kind.WORD and len(token.text) == 1 and token.text.islower():
        return True
    rest = "".join(t.text for t in tokens[first + 1 : last + 1])
    return token.kind is Kind.NUMBER and (len(token.text) < 4 or lexicon.is_sku(rest))
