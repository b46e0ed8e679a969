"""Variants of one thing, each with its count or all with one: `flour: 405 10 bags, 550 20 bags`, `4 each of A1, A2 and
A3 composite`. What they are variants of is lent to each where the catalog has such an item."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from qd_core.model.folding import fold_word, fold_words
from qd_core.model.rfq import QuantityProblem
from qd_core.model.uom import UnitKind
from qd_core.reading.line_items.colours import is_colour
from qd_core.reading.line_items.ellipsis import appended, lent, names_thing
from qd_core.reading.line_items.found import CUES
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.quantities import Quantity, QuantityReader
from qd_core.reading.line_items.tokens import Kind, Token
from qd_core.reading.line_items.variant_lists import (
    Variant,
    VariantList,
    counted_as,
    leads,
    listed,
    of_one_kind,
    segments_of,
)

__all__ = ["VariantReader"]

_TELLS: Final = (Tag.PAST, Tag.SELL, Tag.NEGATE, Tag.DROP, Tag.CORRECT, Tag.INSTEAD)
_ENDS: Final = (Tag.POLITE, Tag.CLAUSE, Tag.DELIVERY, Tag.PURPOSE, Tag.SIGNOFF, Tag.GREETING, *CUES)
_LINKS: Final = (Tag.OF, Tag.ARTICLE, Tag.JOINT, Tag.ONE)
_NAMING: Final = frozenset(
    {Kind.WORD, Kind.ALIAS, Kind.MEASURE, Kind.DIMENSION, Kind.NUMBER, Kind.CODE, Kind.PERCENT}
)
_ANNOUNCING: Final = frozenset(":(")
_OF_THEM: Final = frozenset("davon darunter thereof which dont cuales cui waarvan".split())
_SILENT: Final = frozenset(":-–—=()[]>|.*?!")
_MOST_WORDS: Final = 6
_FEWEST: Final = 2
_MOST_PARTS: Final = 10
"""Parts that one count may be for."""
_LONGEST: Final = 40
"""Tokens of the segment that opens a list; a longer one is prose."""
_SHORT: Final = 3
"""Letters of a word that may join two others (`100 en 13 cm`)."""


class VariantReader:
    """Reads the list of variants in one sentence."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, languages: frozenset[str]) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.languages = languages
        self.noun_last = not languages or "en" in languages
        self.segments = list(segments_of(tokens))
        self._starts = [segment.start for segment in self.segments]

    def read(self) -> list[VariantList]:
        """The lists of two variants or more, in order."""
        told = any(
            token.has(*_TELLS)
            and not token.has(Tag.OF)  # die Anschaffung von 40 A
            and not self.lexicon.knows(fold_word(token.text))
            for token in self.tokens
        )
        if told or len(self.segments) < _FEWEST:
            return []
        lists: list[VariantList] = []
        shares = any(token.has(Tag.EACH) for token in self.tokens)
        shared = list(self._shared()) if shares else []
        for found in shared or self._counted():
            if not lists or found.start >= lists[-1].end:
                lists.append(found)
        return lists

    def _counted(self) -> Iterator[VariantList]:
        end = 0
        for at, segment in enumerate(self.segments[:-1]):
            found = (self._counted_each(at) or self._headed(at)) if segment.start >= end else None
            if found is not None:
                end = found.end
                yield found

    # --- a count for each -------------------------------------------------------------------------------------------

    def _counted_each(self, at: int) -> VariantList | None:
        """The list that the segment ``at`` opens with the thing and its first variant."""
        opening = self._opening(self.segments[at])
        if opening is None:
            return None
        carrier, first, goods, total = opening
        announced = bool(goods)
        parts = [first]
        for segment in self.segments[at + 1 :]:
            part = self._part(segment, carrier, announced=announced) or self._next(
                segment, carrier, parts[-1]
            )
            if part is None:
                break
            parts.append(part)
        agrees = total is None or total.value == sum(part.quantity.value or 0 for part in parts)
        if not agrees and not self._is_bracketed(parts):
            return None
        return listed(
            parts if total is None else [counted_as(part, total) for part in parts], goods, agrees=agrees
        )

    def _is_bracketed(self, parts: Sequence[Variant]) -> bool:
        first = min(parts[0].words[0], parts[0].quantity.start)
        return any(token.text == "(" for token in self.tokens[max(0, first - _SHORT) : first])

    def _next(self, segment: range, carrier: str, before: Variant) -> Variant | None:
        """A variant whose count elsewhere in the catalog sizes something: `10 black, 5 white` beside heads 5” white."""
        number = self.tokens[segment.start]
        if number.kind is not Kind.NUMBER or not number.protected or before.trails:
            return None
        number.protected = False
        part = self._part(segment, carrier, announced=True)
        number.protected = part is None
        return part

    def _opening(self, segment: range) -> tuple[str, Variant, Sequence[int], Quantity | None] | None:
        """The thing, and the first variant of it; with the words of the thing where a colon or a dash announces it, and
        the count of all together, where one is said there (`gloves 60 pairs: 20 size 8, 40 size 9`)."""
        if len(segment) > _LONGEST:
            return None
        signs = [self.tokens[at].text for at in segment]
        opened = signs.count("(") > signs.count(")")  # 12 vests (8 blue, 4 red)
        for at in segment:
            if opened and self.tokens[at].text != "(":
                continue
            if self._announces(at):
                goods = self._goods_before(at)
                total = next(iter(self._counts(range(goods[0], at))), None) if goods else None
                carrier = self._text(goods if total is None else self._words(total[0]))
                first = self._part(range(at + 1, segment.stop), carrier, announced=True)
                if first is not None:
                    return carrier, first, goods, None if total is None else total[1]
        if opened:
            return None
        core = self._core(segment)
        for rest, quantity in self._counts(core):
            words = self._words(rest)
            carrier = self._text(words)
            if names_thing(carrier, self.lexicon):
                return carrier, Variant(carrier, tuple(words), quantity), (), None
        return None

    def _headed(self, at: int) -> VariantList | None:
        """`oil 5W30, 6 jugs of 5 l and 12 bottles of 1 l`: the segment ``at`` names the thing alone, and a comma parts
        it from what it comes in."""
        if len(self.segments[at]) > _LONGEST:
            return None
        goods = self._words(self._core(self.segments[at]))
        carrier = self._text(goods)
        if not names_thing(carrier, self.lexicon) or self.tokens[self.segments[at].stop].text != ",":
            return None
        parts = []
        for segment in self.segments[at + 1 :]:
            part = self._part(segment, carrier, announced=False)
            if part is None:
                break
            parts.append(part)
        return listed(parts, goods)

    def _announces(self, at: int) -> bool:
        """Whether variants may follow the goods before the token ``at``: a colon, a bracket, `, davon`."""
        return self.tokens[at].text in _ANNOUNCING or self.tokens[at].key in _OF_THEM or self._is_dash(at)

    def _is_dash(self, at: int) -> bool:
        token, following = self.tokens[at], self.tokens[at + 1 : at + 2]
        return (
            token.kind is Kind.SIGN
            and token.text in "-–—"
            and token.space
            and any(one.space for one in following)
        )

    def _part(self, segment: range, carrier: str, *, announced: bool) -> Variant | None:
        """The variant of a segment with its count before or behind it; one that says its part number names itself."""
        if any(self.tokens[at].kind is Kind.SKU for at in segment):
            return None
        for rest, quantity in self._counts(self._ended(segment)):
            words = self._words(rest)
            if not announced and self._is_other_thing(words):
                continue
            name = self._lend(carrier, words, announced=announced)
            if name is not None:
                return Variant(name, tuple(words), quantity)
        return None

    def _is_other_thing(self, words: Sequence[int]) -> bool:
        """Whether one of the words is what a thing is called, not what it is like."""
        return any(
            part.isalpha() and len(part) >= _SHORT and self.lexicon.is_kind(part) and not is_colour(part)
            for part in fold_words(self._text(words))
        )

    def _counts(self, segment: range) -> list[tuple[range, Quantity]]:
        """Ways to part a segment in what it names and its count, the surest first."""
        reader = QuantityReader(self.tokens[segment.start : segment.stop], self.lexicon, self.languages)
        ways = []
        for at in segment:
            quantity = self._quantity(reader, segment, at)
            if quantity is None:
                continue
            if at == segment.start and quantity.end < segment.stop:
                ways.append((range(quantity.end, segment.stop), quantity))
            elif at > segment.start and all(
                self.tokens[index].text in _SILENT for index in range(quantity.end, segment.stop)
            ):
                ways.append((range(segment.start, at), quantity))
                break
        return sorted(ways, key=lambda way: not (way[1].counts or way[1].joined or self._is_sold_by(way[1])))

    def _quantity(self, reader: QuantityReader, segment: range, at: int) -> Quantity | None:
        """The count that starts at ``at``, told in the sentence's own tokens."""
        token = self.tokens[at]
        if token.foreign or token.named or token.protected or token.kind is Kind.DIMENSION:
            return None
        quantity = reader.read(at - segment.start)
        if (
            quantity is None
            or quantity.soft
            or quantity.problem is QuantityProblem.VAGUE
            or quantity.fraction
        ):
            return None
        measured = quantity.unit is not None and quantity.unit.kind is UnitKind.MEASURE
        if measured and not self._is_sold_by(quantity):
            return None
        shift = segment.start
        unit = None if quantity.unit_token is None else quantity.unit_token + shift
        return replace(
            quantity, start=quantity.start + shift, end=quantity.end + shift, first=quantity.first + shift,
            last=quantity.last + shift, unit_token=unit,
        )  # fmt: skip

    def _is_sold_by(self, quantity: Quantity) -> bool:
        """Whether it is an amount in a measure that goods are sold by, not a size."""
        if quantity.unit is None or quantity.value is None or quantity.unit.kind is not UnitKind.MEASURE:
            return False
        return self.lexicon.sells_by(quantity.unit.name, quantity.value)

    # --- one count for each -----------------------------------------------------------------------------------------

    def _shared(self) -> Iterator[VariantList]:
        """`je 5 Sack Weizenmehl 405, 550 und 1050`, `Roggenmehl 997 und 1150 je 5 Sack`."""
        reader = QuantityReader(self.tokens, self.lexicon, self.languages)
        whole = range(len(self.tokens))
        for at in whole:
            quantity = self._quantity(reader, whole, at)
            if quantity is None or not quantity.each:
                continue
            ways = [self._between(quantity.end, len(self.tokens))]
            before = [] if leads(quantity, self.tokens) else self._between(0, quantity.start, last=True)
            ways += [before[start:] for start in range(max(0, len(before) - 1))]
            for number, parts in enumerate(ways):
                side = self._ended if number == 0 else self._core
                heads = number == 0 and self.tokens[min(quantity.end, len(self.tokens) - 1)].text == ":"
                named = self._named_together([self._words(side(part)) for part in parts], listed=heads)
                found = listed([Variant(name, tuple(words), replace(quantity)) for name, words in named])
                if found is not None:
                    yield found
                    break

    def _between(self, start: int, stop: int, *, last: bool = False) -> list[range]:
        """The first segments of what stands there, or the ``last`` ones."""
        first = max(0, bisect_right(self._starts, start) - 1)
        after = bisect_left(self._starts, stop)
        if last:
            first = max(first, after - _MOST_PARTS)
        few = self.segments[first : min(after, first + _MOST_PARTS)]
        parts = [range(max(segment.start, start), min(segment.stop, stop)) for segment in few]
        return [part for part in parts if len(part)]

    def _named_together(
        self, parts: Sequence[list[int]], *, listed: bool = False
    ) -> list[tuple[str, list[int]]]:
        """The names of ``parts``, where the first or the last says what the others are variants of, or all stand alone.
        ``listed`` tells that a colon announces them."""
        while parts and not parts[-1]:
            parts = parts[:-1]
        if len(parts) < _FEWEST or not all(parts):
            return []
        texts = [self._text(words) for words in parts]
        if all(self.lexicon.items_named(text) for text in texts):
            return list(zip(texts, parts, strict=True))
        if self.lexicon.carries(fold_words(" ".join(texts))):
            return []  # gauge 0-200 psi, 2-1/2 dial - 2 each
        sized = listed and all(map(self._names_and_sizes, parts))
        alone = sized or all(map(self._stands_alone, texts))
        if kinds := texts if alone else of_one_kind(texts, self.lexicon) if self.noun_last else []:
            return list(zip(kinds, parts, strict=True))
        for carrier in (0, len(texts) - 1):
            if not names_thing(texts[carrier], self.lexicon):
                continue
            names = [
                text if at == carrier else self._lend(texts[carrier], parts[at])
                for at, text in enumerate(texts)
            ]
            told = [(name, words) for name, words in zip(names, parts, strict=True) if name is not None]
            if len(told) == len(names):
                return told
        return []

    def _names_and_sizes(self, words: Sequence[int]) -> bool:
        """Whether a part says what it is and in what size: `1/2-13 x 3 HCS`."""
        tokens = [self.tokens[at] for at in words]
        sized = any(token.kind in {Kind.DIMENSION, Kind.MEASURE} for token in tokens)
        return sized and any(token.kind is Kind.WORD and len(token.text) > 1 for token in tokens)

    def _stands_alone(self, text: str) -> bool:
        """Whether the catalog has what ``text`` says, and one of its words is what such goods are called."""
        words = fold_words(text)
        return any(map(self.lexicon.is_kind, words)) and self.lexicon.carries(words)

    # --- words --------------------------------------------------------------------------------------------------------

    def _lend(self, carrier: str, words: Sequence[int], *, announced: bool = False) -> str | None:
        text = self._text(words)
        if not carrier or not text or len(words) > _MOST_WORDS:
            return None
        if announced and (name := appended(carrier, text, self.lexicon)) is not None:
            return name
        return lent(carrier, text, self.lexicon, noun_last=self.noun_last)

    def _ended(self, segment: range) -> range:
        """The segment up to where something else is told."""
        for at in segment:
            if self._stops(at):
                return range(segment.start, at)
        return segment

    def _core(self, segment: range) -> range:
        """The last run of the segment that names something, between what else is told."""
        stop = segment.stop
        while stop > segment.start:
            start = stop
            while start > segment.start and not self._stops(start - 1):
                start -= 1
            if self._words(range(start, stop)):
                return range(start, stop)
            stop = start - 1
        return segment

    def _stops(self, at: int) -> bool:
        token = self.tokens[at]
        said = self.lexicon.knows(fold_word(token.text))  # the SIE of a part number is no word
        known = said and self.lexicon.carries([token.key]) and not token.has(*CUES)
        when = token.has(Tag.WHEN) and (len(token.text) > _SHORT or self._dates(at + 1))
        return token.foreign or token.kind is Kind.SKU or ((when or token.has(*_ENDS)) and not known)

    def _dates(self, at: int) -> bool:
        following = self.tokens[at] if at < len(self.tokens) else None
        return following is not None and (following.foreign or following.has(Tag.WEEKDAY, Tag.MONTH))

    def _words(self, segment: range) -> list[int]:
        """What of the tokens names something: no signs, articles and prepositions."""
        return [at for at in segment if self.tokens[at].kind in _NAMING and not self._joins(at)]

    def _joins(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind is not Kind.WORD or len(token.text) == 1:
            return False
        short = len(token.text) <= _SHORT and token.text.isalpha() and token.text.islower()
        link = short and token.unit is None and not self.lexicon.carries([token.key])
        return token.has(*_LINKS) or (link and self._follows_count(at))

    def _follows_count(self, at: int) -> bool:
        """`100 en 13 cm`, `5 paires en 8`: in a language that the mail's few words do not tell."""
        return bool(self.tokens[at].tags) or any(
            token.kind is Kind.NUMBER for token in self.tokens[max(0, at - 2) : at]
        )

    def _goods_before(self, at: int) -> list[int]:
        """The words before a colon or a dash, from the last lead-in on."""
        stop = at
        while stop and self.tokens[stop - 1].has(Tag.POLITE):
            stop -= 1
        if self.tokens[at].key in _OF_THEM:
            while stop and (
                self.tokens[stop - 1].text == "," or self.tokens[stop - 1].has(Tag.OF, Tag.ARTICLE)
            ):
                stop -= 1
        start = stop
        while start and self.tokens[start - 1].kind in _NAMING and not self._stops(start - 1):
            start -= 1
        while start < stop and self.tokens[start].has(Tag.AND):
            start += 1  # also vests:
        return self._words(range(start, stop))

    def _text(self, words: Sequence[int]) -> str:
        return " ".join(self.tokens[at].text for at in words)
