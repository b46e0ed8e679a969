"""One sentence that corrects several lines, cut into a run of words for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from qd_core.reading.line_items.correction_reader import CorrectionReader, corrects
from qd_core.reading.line_items.corrections import begins_without
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["is_mild", "parts_of", "with_lines_apart"]

_LINE_AND_COUNT: Final = re.compile(r"(?P<line>(?:.*\D)?\d{1,2}) (?P<count>\d{3})", re.DOTALL)
"""`line 3 150`, which is cut as if it were 3,150 written with a blank."""
_MOST: Final = 20
"""New quantities of one sentence: nobody corrects more."""
_NOW: Final = frozenset("now jetzt maintenant ahora nu ora adesso".split())
"""They begin as many requests as corrections."""
_TOO: Final = frozenset("also too auch aussi tambien anche ook".split())
"""`Sorry, we need 20 of A and 4 of B too` adds."""
_SEPARATORS: Final = frozenset(",;")
_LEAD: Final = 2
"""Words before the one that drops: `and please leave out the desks`."""


def with_lines_apart(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """``tokens`` with the number of a line and the quantity after it as two: `make line 3 150`."""
    return tuple(part for at, token in enumerate(tokens) for part in _apart(tokens, at, token))


def _apart(tokens: Sequence[Token], at: int, token: Token) -> Iterator[Token]:
    before = at - 1
    while before >= 0 and tokens[before].text in ".:#":
        before -= 1
    points = token.has(Tag.LINE) or (
        token.kind is Kind.NUMBER and before >= 0 and tokens[before].has(Tag.LINE)
    )
    match = _LINE_AND_COUNT.fullmatch(token.text) if points else None
    if match is None:
        yield token
        return
    line, count = match["line"], match["count"]
    value = Decimal(line) if token.kind is Kind.NUMBER else None
    key = line if token.kind is Kind.NUMBER else token.key
    yield replace(token, text=line, end=token.end - len(count) - 1, key=key, value=value)
    yield Token(Kind.NUMBER, count, token.end - len(count), token.end, key=count, value=Decimal(count))


def parts_of(tokens: Sequence[Token], lexicon: Lexicon, languages: frozenset[str]) -> list[tuple[Token, ...]]:
    """`make that 180 of the bolts and 60 of the nuts`: a run for each new quantity, each with the word that corrects;
    empty where there is but one."""
    cue = next((at for at in range(len(tokens)) if corrects(tokens, at)), None)
    if cue is None and not any(token.key in _TOO for token in tokens):
        cue = next((at for at, token in enumerate(tokens) if _is_mild(token, lexicon)), None)
    reader = CorrectionReader(tokens, lexicon, languages)
    counts = [quantity.first for quantity in reader.new]
    drops = [at for at in range(1, len(tokens) - 1) if _takes_off_after(tokens, at, lexicon)]
    drops = [*_ends_of_first_drop(tokens, counts, lexicon), *drops]
    if not (counts and 1 < len(counts) + len(drops) <= _MOST) or (cue is None and not (reader.old or drops)):
        return []
    cuts = [-1]
    for at in range(1, len(tokens) - 1):
        counted = sum(cuts[-1] < count < at for count in counts)
        goes_on = counted == 1 and counts[-1] > at and at not in reader.pointing and _separates(tokens, at)
        if goes_on or at in drops:
            cuts.append(at)
    runs = [tuple(tokens[cut + 1 : end]) for cut, end in zip(cuts, [*cuts[1:], len(tokens)], strict=True)]
    runs = [run for run in runs if run]
    if len(runs) < 2:
        return []
    return [run if cue is None or _stands_alone(run, lexicon) else (tokens[cue], *run) for run in runs]


def _takes_off_after(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    last = not (tokens[at + 1].has(Tag.AND) or tokens[at + 1].text in _SEPARATORS)
    return last and _separates(tokens, at) and _takes_off(tokens[at + 1 : at + 5], lexicon)


def _ends_of_first_drop(tokens: Sequence[Token], counts: Sequence[int], lexicon: Lexicon) -> list[int]:
    """Where the goods end that a sentence takes off before it counts others: `drop the pots and make it 3 cans`."""
    parts = [at for at in range(1, counts[0] if counts else 0) if _separates(tokens, at)]
    return parts[-1:] if parts and _takes_off(tokens[: parts[0]], lexicon) else []


def _takes_off(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the words begin by taking goods off: `leave out the desks`, `no desks`."""
    return begins_without(tokens, lexicon) or any(
        token.kind is Kind.WORD and token.has(Tag.DROP) for token in tokens[: _LEAD + 1]
    )


def is_mild(tokens: Sequence[Token]) -> bool:
    """Whether nothing but a word like `sorry` or `actually` tells that a sentence corrects."""
    return not any(corrects(tokens, at) or tokens[at].has(Tag.INSTEAD) for at in range(len(tokens)))


def _is_mild(token: Token, lexicon: Lexicon) -> bool:
    said = token.kind is Kind.WORD and token.has(Tag.CORRECT) and token.key not in _NOW
    return said and not lexicon.knows(token.key)


def _separates(tokens: Sequence[Token], at: int) -> bool:
    """`60, not 50, of A` is one part."""
    parts = tokens[at].has(Tag.AND) or tokens[at].text in _SEPARATORS
    return parts and not tokens[at + 1].has(Tag.INSTEAD)


def _stands_alone(run: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a part says itself that it corrects or adds."""
    return any(
        corrects(run, at) or (token.kind is Kind.WORD and token.has(Tag.INSTEAD, Tag.MORE))
        for at, token in enumerate(run)
    ) or _takes_off(run, lexicon)
