"""A look at the tokens around an index: shared by the rules that put numbers together with their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["Composite", "Neighbours"]

Composite = tuple[int, Kind]
"""Where it ends (exclusive) and what it is."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The tokens of one run, by index; an index outside is nothing."""

    tokens: Sequence[Token]
    lexicon: Lexicon

    def at(self, index: int) -> Token | None:
        """The token at ``index``."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def is_number(self, index: int) -> bool:
        """Whether a number in digits stands there."""
        token = self.at(index)
        return token is not None and token.kind is Kind.NUMBER

    def is_word(self, index: int) -> bool:
        """Whether a word stands there."""
        token = self.at(index)
        return token is not None and token.kind is Kind.WORD

    def sign(self, index: int, signs: str) -> bool:
        """Whether one of ``signs`` stands there."""
        token = self.at(index)
        return token is not None and token.kind is Kind.SIGN and token.text in signs

    def has(self, index: int, *tags: Tag) -> bool:
        """Whether the token there has one of ``tags``."""
        token = self.at(index)
        return token is not None and token.has(*tags)

    def key(self, index: int) -> str:
        """The word or sign there; empty for anything else."""
        token = self.at(index)
        return token.key if token is not None and token.kind in {Kind.WORD, Kind.SIGN} else ""
