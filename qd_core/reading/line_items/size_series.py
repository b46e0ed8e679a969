"""One quantity for each of several sizes of one thing: `25 each of 8, 10 and 12 inch cake drums`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from qd_core.model.folding import fold_words
from qd_core.reading.line_items.found import CUES, Found
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.quantity import Quantity
from qd_core.reading.line_items.sizes import SIZE_WORDS
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["SizeSeries", "size_series"]

_SIZED: Final = frozenset({Kind.MEASURE, Kind.PERCENT})
_NUMBER: Final = re.compile(r"^[\d.,/\s-]+")
_ENDS: Final = (Tag.AND, Tag.OR, Tag.EACH, Tag.POLITE, Tag.CLAUSE, Tag.DELIVERY, Tag.WHEN, Tag.PURPOSE, *CUES)
_MOST_WORDS: Final = 6
_MOST_SIZES: Final = 20


@dataclass(frozen=True, slots=True)
class SizeSeries:
    """``names`` are what the sizes are sizes of, one for each; ``start`` to ``end`` (excluded) are the tokens of sizes
    and thing together. Where the quantity is not ``shared`` it may be that of all sizes together."""

    names: tuple[str, ...]
    quantity: Quantity | None
    start: int
    end: int
    shared: bool

    def holds(self, found: Found) -> bool:
        """Whether ``found`` is read from the series: it is replaced by it."""
        return any(self.start <= index < self.end for index in found.name)


def size_series(tokens: Sequence[Token], found: Sequence[Found], lexicon: Lexicon) -> SizeSeries | None:
    """The first series of a sentence; None where there is none."""
    shared = next((item.quantity for item in found if item.quantity and item.quantity.each), None)
    for start, end, sizes in (*_labelled_runs(tokens, lexicon), *_runs(tokens)):
        before = _thing(tokens, range(_before_label(tokens, start), -1, -1), lexicon)[::-1]
        after = _thing(tokens, range(end, len(tokens)), lexicon) if shared else []
        things = after or before
        counted = any(token.has(Tag.AND, Tag.OR) for token in tokens[start:end])  # pipes 40 mm, 2 mm thick
        quantity = shared or (_counts_all(found, before, start) if counted else None)
        if not things or (not counted and quantity is None):
            continue
        if quantity is not None and (quantity.value is None or start <= quantity.start < end):
            continue
        words = " ".join(tokens[index].text for index in things)
        names = tuple(f"{size} {words}" if after else f"{words} {size}" for size in sizes)
        first, last = (start, after[-1] + 1) if after else (before[0], end)
        return SizeSeries(names, quantity, first, last, shared is not None)
    return None


def _counts_all(found: Sequence[Found], things: Sequence[int], start: int) -> Quantity | None:
    """The quantity before the thing, that leaves open whether it is one for each size: `10 chains 30 and 35 cm`."""
    for item in found:
        if item.quantity is not None and item.quantity.end <= start and set(item.name) & set(things):
            return item.quantity
    return None


def _labelled_runs(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int, list[str]]]:
    """Where two sizes or more stand behind the word that says so: `Größen 8 bis 10`, `sizes 7, 8 and 10`."""
    at = 0
    while at < len(tokens):
        label = at
        at += 1
        if tokens[label].key not in SIZE_WORDS or not _is_number(tokens, at):
            continue
        sizes = [tokens[at].text]
        while _joins(tokens, at + 1) or _spans(tokens, at + 1):
            following = _after_joint(tokens, at + 1)
            if not _is_number(tokens, following) or _is_counted(tokens, following + 1):
                break
            upper = tokens[following].text
            sizes += _between(sizes[-1], upper) if _spans(tokens, at + 1) else []
            sizes.append(upper)
            at = following
        if len(sizes) > 1 and all(lexicon.carries(fold_words(size)) for size in sizes):
            word = tokens[label].text.rstrip("ns")
            yield label, at + 1, [f"{word} {size}" for size in sizes]
        at += 1


def _is_number(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind is Kind.NUMBER and tokens[at].text.isdecimal()


def _is_counted(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number before ``at`` counts: `size 8, 20 pairs`, `size 8 and 20 aprons`."""
    if at >= len(tokens):
        return False
    return tokens[at].kind is Kind.WORD and (not tokens[at].tags or tokens[at].unit is not None)


def _spans(tokens: Sequence[Token], at: int) -> bool:
    return (
        at < len(tokens)
        and (tokens[at].text in {"-", "–"} or tokens[at].has(Tag.TO))
        and not _joins(tokens, at)
    )


def _between(lower: str, upper: str) -> list[str]:
    """The sizes between two, in whole steps."""
    return [str(size) for size in range(int(lower) + 1, min(int(upper), int(lower) + _MOST_SIZES))]


def _before_label(tokens: Sequence[Token], start: int) -> int:
    """The token before the sizes, without the words that join them to their thing: `in den Größen`."""
    at = start - 1
    if tokens[start].key in SIZE_WORDS:
        while at >= 0 and (tokens[at].has(Tag.JOINT, Tag.ARTICLE, Tag.OF) or tokens[at].text == ","):
            at -= 1
    return at


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int, list[str]]]:
    """Where two sizes or more stand joined, the last one with its unit."""
    at = 0
    while at < len(tokens):
        end = at
        while (
            _is_size(tokens, end)
            and _joins(tokens, end + 1)
            and _is_size(tokens, _after_joint(tokens, end + 1))
        ):
            end = _after_joint(tokens, end + 1)
        if end > at and tokens[end].kind in _SIZED and _are_alike(tokens[at : end + 1]):
            yield at, end + 1, _sizes(tokens[at : end + 1])
        at = max(end, at) + 1


def _are_alike(run: Sequence[Token]) -> bool:
    """Whether all sizes have one unit: `10 mm and 20 m` are sizes of two things."""
    units = {token.unit.name if token.unit else token.kind.value for token in run if token.kind in _SIZED}
    return len(units) == 1


def _is_size(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and (tokens[at].kind in _SIZED or tokens[at].kind is Kind.NUMBER)


def _joins(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and (tokens[at].text in {",", "/", "&"} or tokens[at].has(Tag.AND, Tag.OR))


def _after_joint(tokens: Sequence[Token], at: int) -> int:
    """`, and` joins like each of the two alone."""
    return at + 2 if tokens[at].text == "," and _joins(tokens, at + 1) else at + 1


def _sizes(run: Sequence[Token]) -> list[str]:
    """Each size as written, with the unit of the last where it has none of its own."""
    unit = _NUMBER.sub("", run[-1].text)
    gap = "" if unit[:1] in "\"'%°" else " "
    return [
        token.text if token.kind in _SIZED else f"{token.text}{gap}{unit}"
        for token in run
        if token.kind in _SIZED or token.kind is Kind.NUMBER
    ]


def _thing(tokens: Sequence[Token], way: range, lexicon: Lexicon) -> list[int]:
    """The words along ``way`` that name what comes in the sizes; none where the catalog knows none of them."""
    words: list[int] = []
    for index in way:
        token = tokens[index]
        if token.kind not in {Kind.WORD, Kind.ALIAS} or token.has(*_ENDS) or len(words) >= _MOST_WORDS:
            break
        words.append(index)
    known = any(lexicon.knows(word) for index in words for word in fold_words(tokens[index].text))
    return words if known else []
