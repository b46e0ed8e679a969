"""Words that point at the lines of a list: `line 2`, `Pos. 3 und 4`, `lines 1 to 3`, `the first item`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["LinePointers"]

_PLURALS: Final = frozenset(
    "lines items positions rows positionen zeilen posten lignes postes lineas posiciones partidas regels "
    "posizioni".split()
)
_UP_TO: Final = frozenset("bis thru through tot hasta".split())
_AS_FAR: Final = 3
"""Words between a quantity and the line that it is for."""
_LONGEST_RANGE: Final = 50
_FIRST: Final = "first erste ersten erster premier premiere primero primera primer eerste primo prima 1st"
_LAST: Final = frozenset("last letzte letzten letzter dernier derniere ultimo ultima laatste".split())
_NTH: Final = {
    **dict.fromkeys(_FIRST.split(), 1),
    **dict.fromkeys("second 2nd zweite zweiten deuxieme segundo segunda tweede secondo".split(), 2),
    **dict.fromkeys("third 3rd dritte dritten troisieme tercero tercera tercer derde terzo".split(), 3),
    **dict.fromkeys("fourth 4th vierte vierten quatrieme cuarto cuarta quarto quarta".split(), 4),
    **dict.fromkeys("fifth 5th funfte funften cinquieme quinto quinta vijfde".split(), 5),
}


class LinePointers:
    """The numbers of the ``lines`` that one sentence points at, in order; ``last`` where it is the last one."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.lines: list[int] = []
        self.last = False

    def read(self, at: int) -> int:
        """`line 2`, `Pos. 3 und 4`, `the first item`: notes the lines pointed at; where it ends."""
        token = self.tokens[at]
        if token.kind is Kind.REFERENCE and token.has(Tag.LINE):
            digits = "".join(char for char in token.text if char.isdigit())
            if digits and len(digits) <= 3:
                self.lines.append(int(digits))
                return self._more_lines(at + 1)
            return at
        if token.kind is Kind.WORD and token.has(Tag.ORDINAL) and at + 1 < len(self.tokens):
            following = self.tokens[at + 1]
            if following.has(Tag.LINE, Tag.GENERIC, Tag.ITEM) or following.key in {"one", "bullet"}:
                self._ordinal(token.key)
                return at + 2
        if token.kind in {Kind.WORD, Kind.SIGN} and token.has(Tag.LINE, Tag.ITEM):
            end = at + 1
            while end < len(self.tokens) and (
                self.tokens[end].text in ".:#" or self.tokens[end].has(Tag.LINE)
            ):
                end += 1
            number = self.tokens[end] if end < len(self.tokens) else None
            if (
                number is not None
                and number.kind is Kind.NUMBER
                and number.text.isdigit()
                and len(number.text) < 4
            ):
                self.lines.append(int(number.text))
                return self._more_lines(end + 1)
        return at

    def _range(self, at: int) -> int:
        """`lines 1 to 3`, `Pos. 1-3`: notes the lines up to the second number; where it ends."""
        if at + 1 >= len(self.tokens) or not self.lines:
            return at
        joint, last = self.tokens[at], self.tokens[at + 1]
        plural = any(token.key in _PLURALS for token in self.tokens[max(0, at - 3) : at])
        joins = (joint.text in "-–" and not joint.space) or (
            plural and (joint.has(Tag.TO) or joint.key in _UP_TO) and not joint.has(Tag.AND)
        )
        if not joins or last.kind is not Kind.NUMBER or not last.text.isdigit():
            return at
        first, end = self.lines[-1], int(last.text)
        if not first < end <= first + _LONGEST_RANGE:
            return at
        self.lines.extend(range(first + 1, end + 1))
        return at + 2

    def _more_lines(self, at: int) -> int:
        at = self._range(at)
        while at + 1 < len(self.tokens) and (self.tokens[at].text in ",&" or self.tokens[at].has(Tag.AND)):
            following = self.tokens[at + 1]
            if (
                following.kind is not Kind.NUMBER
                or not following.text.isdigit()
                or self._goes_to_a_line(at + 2)
            ):
                break
            self.lines.append(int(following.text))
            at += 2
        return at

    def _goes_to_a_line(self, at: int) -> bool:
        """Whether the number before ``at`` is a quantity: `line 2, 30 instead of 20`, `and 150 for line 3`."""
        following = self.tokens[at : at + 1 + _AS_FAR]
        if not following:
            return False
        if following[0].has(Tag.PURPOSE, Tag.OF):
            return any(token.has(Tag.LINE) for token in following)
        return following[0].unit is not None or following[0].has(Tag.INSTEAD)

    def _ordinal(self, key: str) -> None:
        if key in _LAST:
            self.last = True
        elif key in _NTH:
            self.lines.append(_NTH[key])
