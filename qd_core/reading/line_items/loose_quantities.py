"""Quantities that name nothing: another quantity of the item beside them, or one that contradicts it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from qd_core.model.rfq import QuantityProblem
from qd_core.model.uom import UnitKind
from qd_core.reading.line_items.entries import Entry
from qd_core.reading.line_items.found import Found, Stance, content_words
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.line_context import Context
from qd_core.reading.line_items.quantity import Quantity
from qd_core.reading.line_items.sentences import Sentence
from qd_core.reading.line_items.tokens import Kind

__all__ = [
    "add_step",
    "asks_for_another",
    "contradicts",
    "count_spoken",
    "counts_nothing",
    "doubt_alternatives",
    "is_added",
    "is_bare",
    "judge_loose",
    "pointing_back",
    "speaks_of_an_order",
]

_SIZED: Final = frozenset({Kind.DIMENSION, Kind.MEASURE, Kind.NUMBER})
_SAME_AS: Final = frozenset("same repeat like as requote re-quote".split())
_BUT: Final = frozenset("but plus with except minus less aber mit mais avec pero con maar met ma".split())
_SHORT_QUESTION: Final = 9
_FOR: Final = frozenset("for at bei fur pour para por per voor if".split())
_THE_SAME: Final = frozenset("dasselbe dasgleiche gleiche mismo idem hetzelfde stesso".split())
_AS_EVER: Final = frozenset("mismo misma siempre meme habitude immer gewohnt solito zelfde stesso".split())
_STILL: Final = frozenset("but aber mais pero maar ma plus mas".split())
_AS_BEFORE: Final = frozenset(", wie que comme come als".split())
_LIST_NUMBER: Final = 20
"""A number up to this at the start of a line may number the line."""


def judge_loose(
    others: Sequence[Found],
    kept: Sequence[Found],
    found: Sequence[Found],
    sentence: Sentence,
    entries: Sequence[Entry],
    written: str,
) -> None:
    """Doubts the newest of ``entries`` where ``others``, what the sentence says beside the items ``kept``, are further
    quantities of it. ``found`` is all of the sentence in order, ``written`` the sentence."""
    bare = [item for item in others if is_bare(item, sentence)]
    if not bare or not entries:
        return
    _before(bare, kept, found, sentence, entries, written)
    _plus(bare, kept, found, sentence, entries, written)
    _alternative(bare, kept, entries[-1], written)
    _further(bare, kept, entries[-1], written)
    _counted_twice(bare, kept, entries[-1], written)


def _counted_twice(bare: Sequence[Found], kept: Sequence[Found], entry: Entry, written: str) -> None:
    """`10 hex bolts M8x20 500 EA`: a bare number before the item, perhaps its position, and a count behind it."""
    if len(kept) != 1 or kept[0].quantity is None or entry.quantity is None:
        return
    first = kept[0].quantity
    behind = [
        item.quantity for item in bare if item.quantity is not None and item.quantity.start > kept[0].last
    ]
    if first.counts or first.joined or not any(quantity.counts and not quantity.each for quantity in behind):
        return
    if all(quantity.value != first.value for quantity in behind):
        entry.doubt(QuantityProblem.VAGUE, f"two quantities: {written}")


def _before(
    bare: Sequence[Found],
    kept: Sequence[Found],
    found: Sequence[Found],
    sentence: Sentence,
    entries: Sequence[Entry],
    written: str,
) -> None:
    """`100, 200 of A`: steps before the item that the last of them counts."""
    for at, item, entry in _placed(kept, found, entries):
        steps = [item]
        for back in range(at - 1, -1, -1):
            other = found[back]
            if other not in bare or not _steps_up(other, steps[0], sentence):
                break
            steps.insert(0, other)
        if len(steps) > 1 and entry.quantity is not None:
            entry.ladder = tuple(
                step.quantity.value for step in steps if step.quantity and step.quantity.value
            )
            entry.doubt(QuantityProblem.LADDER, f"several quantities: {written}")


def _placed(
    kept: Sequence[Found], found: Sequence[Found], entries: Sequence[Entry]
) -> list[tuple[int, Found, Entry]]:
    """The items ``kept`` in the order of ``found``, each with its place there and its entry, the newest of ``entries``.
    A line may hold ten thousand items."""
    taken = set(map(id, kept))
    placed = [(at, item) for at, item in enumerate(found) if id(item) in taken]
    newest = entries[len(entries) - len(placed) :]
    return [(at, item, entry) for (at, item), entry in zip(placed, newest, strict=True)]


def _steps_up(lower: Found, upper: Found, sentence: Sentence) -> bool:
    """Whether nothing but a comma stands between two rising quantities."""
    low, high = lower.quantity, upper.quantity
    if low is None or high is None or low.value is None or high.value is None or low.unit is not None:
        return False
    numbers = low.start == 0 and sentence.alone and low.value <= _LIST_NUMBER
    comma = high.start == low.end + 1 and sentence.tokens[low.end].text == ","
    return comma and low.value < high.value and not numbers and lower.stance is not Stance.OFF


def _plus(
    bare: Sequence[Found],
    kept: Sequence[Found],
    found: Sequence[Found],
    sentence: Sentence,
    entries: Sequence[Entry],
    written: str,
) -> None:
    """`10 plus 5 of A`: ten of what? Of goods before it that wait for their number (`Do you carry B? Need 10, plus 5
    of A`), or fifteen of A."""
    earlier = entries[: len(entries) - len(kept)]
    if any(entry.problem is QuantityProblem.MISSING for entry in earlier):
        return
    for at, item, entry in _placed(kept, found, entries):
        before = found[at - 1] if at else None
        if before in bare and entry.quantity is not None and is_added(before, item, sentence):
            entry.doubt(QuantityProblem.VAGUE, f"two quantities: {written}")


def is_added(first: Found | None, second: Found, sentence: Sentence) -> bool:
    """Whether nothing but a `plus` stands between two counts."""
    if first is None or first.quantity is None or second.quantity is None or first.stance is Stance.OFF:
        return False
    between = sentence.tokens[first.quantity.end : second.quantity.start]
    joint = all(token.text == "," or token.has(Tag.AND, Tag.MORE) for token in between)
    return joint and any(token.has(Tag.AND) and token.has(Tag.MORE) for token in between)


def _alternative(bare: Sequence[Found], kept: Sequence[Found], entry: Entry, written: str) -> None:
    """`3 of A. If you can do a better price for 5 …`: another quantity to be priced for the same item."""
    loose = [item.quantity for item in bare if _is_another(item)]
    before = entry.quantity
    if not loose or len(kept) > 1 or before is None:
        return
    steps = [before, *(one.value for one in loose if one is not None and one.value is not None)]
    if len(set(steps)) == 1:
        return
    entry.ladder = tuple(dict.fromkeys(steps))
    entry.doubt(QuantityProblem.LADDER, f"also asked: {written}")


def _further(bare: Sequence[Found], kept: Sequence[Found], entry: Entry, written: str) -> None:
    """`we need 3 now and 3 in June`: one item, several quantities, unless they only share out the whole."""
    loose = [item.quantity for item in bare if item.stance is not Stance.OFF]
    if len(kept) != 1 or not any(item.joined for item in bare) or entry.quantity is None:
        return
    values = [quantity.value for quantity in loose if quantity is not None and quantity.value is not None]
    shared = len(values) > 1 and sum(values, Decimal(0)) == entry.quantity  # 10 of A: 5 now and 5 in June
    if values and not shared:
        entry.doubt(QuantityProblem.VAGUE, f"several quantities: {written}")


def doubt_alternatives(read: Sequence[Found], entries: Sequence[Entry], written: str) -> None:
    """`20 of A or 30 of B`: one of the two is wanted. ``entries`` are the lines of the items ``read``, in order."""
    for at in range(1, len(read)):
        quantity, before = read[at].quantity, read[at - 1].quantity
        if quantity is not None and quantity.alternative and before is not None:
            for entry in (entries[at - 1], entries[at]):
                entry.doubt(QuantityProblem.VAGUE, f"one or the other: {written}")


def contradicts(loose: Found, sentence: Sentence, entries: Sequence[Entry]) -> bool:
    """`10 of A. We need 2 of them.`: the last item asked for has another quantity in the next sentence; with a date
    beside it (`2 of them by Friday`) it tells when a part is due."""
    quantity, tokens = loose.quantity, sentence.tokens
    if quantity is None or loose.stance is not Stance.ASKED or quantity.each or not entries:
        return False
    same = any(tokens[index].has(Tag.SAME) for index in loose.name)
    dated = any(token.foreign or token.has(Tag.WHEN, Tag.WEEKDAY, Tag.MONTH, Tag.PURPOSE) for token in tokens)
    asked = entries[-1].quantity
    return same and not dated and asked is not None and quantity.value not in {None, asked}


def asks_for_another(loose: Found, sentence: Sentence) -> bool:
    """`10 of A. And for 50?`: a short question with nothing in it but another quantity."""
    tokens = sentence.tokens
    if tokens[-1].text != "?" or len(tokens) > _SHORT_QUESTION or loose.stance is Stance.OFF:
        return False
    said = [at for at, token in enumerate(tokens) if token.key not in _FOR]
    if loose.quantity is None or loose.quantity.unit is not None or content_words(tokens, said):
        return False  # can you add freight for 2 pallets?
    return not any(
        token.foreign or token.has(Tag.WHEN, Tag.DELIVERY) for token in tokens if token.key not in _FOR
    )


def add_step(entry: Entry, quantity: Quantity, written: str) -> None:
    """A further quantity to be priced for ``entry``: nobody can say which of them is ordered."""
    steps = [*entry.ladder, *([entry.quantity] if entry.quantity is not None else [])]
    if quantity.value is None or quantity.value in steps or not steps:
        return
    entry.ladder = (*steps, quantity.value)
    entry.doubt(QuantityProblem.LADDER, f"also asked: {written}")


def counts_nothing(found: Found, sentence: Sentence) -> bool:
    """Whether ``found`` is a count that no item took, where the sentence asks."""
    return is_bare(found, sentence) and found.stance is Stance.ASKED


def is_bare(found: Found, sentence: Sentence) -> bool:
    """Whether ``found`` is a number with nothing that it could count."""
    quantity = found.quantity
    if quantity is None or quantity.value is None or quantity.soft or _has_name(found, sentence):
        return False
    sized = any(sentence.tokens[index].kind in _SIZED for index in found.name)
    return not sized and not content_words(sentence.tokens, found.name)


def _has_name(found: Found, sentence: Sentence) -> bool:
    """Whether a name of the catalog is what it counts; `2 x M8` may say so of a size."""
    return found.named is not None and sentence.tokens[found.named].kind in {Kind.SKU, Kind.ALIAS}


def _is_another(found: Found) -> bool:
    """Whether a bare quantity is an alternative to the one before: `or 6`, `a better price for 5`."""
    quantity = found.quantity
    asked = found.stance is Stance.ASKED and found.priced
    return asked or (quantity is not None and quantity.alternative and found.stance is not Stance.OFF)


def pointing_back(found: Sequence[Found], kept: Sequence[Found], sentence: Sentence) -> list[Found]:
    """`We are down to our last roll of A, so 48 of those and 2 B`: the goods named just before a count of `those`."""
    taken = set(map(id, kept))
    pointed = []
    for before, item in pairwise(found):
        told = before.named is not None and before.quantity is None and id(before) not in taken
        if told and _points(item, sentence) and is_bare(item, sentence) and item.stance is not Stance.OFF:
            pointed.append(
                Found(name=before.name, named=before.named, quantity=item.quantity, stance=Stance.ASKED)
            )
    return pointed


def _points(found: Found, sentence: Sentence) -> bool:
    quantity = found.quantity  # 48 of those, davon 48
    counted = range(max(0, quantity.start - 1), quantity.end) if quantity is not None else ()
    return any(sentence.tokens[index].has(Tag.SAME) for index in (*found.name, *counted))


def count_spoken(
    found: Sequence[Found], kept: Sequence[Found], sentence: Sentence, context: Context, *, alone: bool
) -> Found | None:
    """The count, beside the items ``kept`` of a sentence, of goods that the sentence before may have spoken of;
    ``alone`` tells that no item was read before."""
    ahead = _count_ahead(found, kept, sentence)
    told = ahead is None and (context.mentioned is not None or alone)
    return _count_of_those(found, kept, sentence) if told else ahead


def _count_ahead(found: Sequence[Found], kept: Sequence[Found], sentence: Sentence) -> Found | None:
    """`A quote for 48 and 2 B`: the count of goods that the sentence does not name, before an `and`."""
    for before, item in pairwise(found):
        low, high = before.quantity, item.quantity
        if item not in kept or low is None or high is None or before.name:
            continue
        behind = item.trailing and low.counts and high.counts  # 12 pcs and A 20 pcs
        if low.unit is not None and low.unit.kind is not UnitKind.MULTIPLE and not behind:
            continue
        joint = sentence.tokens[low.end : item.first]
        joined = len(joint) == 1 and joint[0].has(Tag.AND) and not joint[0].has(Tag.MORE)
        if joined and is_bare(before, sentence) and before.stance is not Stance.OFF:
            return before
    return None


def _count_of_those(found: Sequence[Found], kept: Sequence[Found], sentence: Sentence) -> Found | None:
    """`We bought A last year. We need 6 more of those and 2 B`: the count that opens the second sentence."""
    first = found[0] if found else None
    if first is None or not kept or first is kept[0] or first.stance is not Stance.ASKED:
        return None
    return first if _points(first, sentence) and is_bare(first, sentence) else None


def speaks_of_an_order(kept: Sequence[Found], sentence: Sentence) -> bool:
    """`Same as last month but with 6 A`, `nochmals dasselbe und dazu 6 A`: the rest of what is wanted stands in no line
    of the message."""
    tokens = sentence.tokens
    end = min((item.first for item in kept), default=0)
    same = next((at for at in range(end) if tokens[at].key in _SAME_AS and tokens[at].has(Tag.ASK)), None)
    if same is not None and any(token.key in _BUT for token in tokens[same:end]):
        return True
    ever = next((at for at in range(end) if tokens[at].key in _AS_EVER), None)
    if ever is not None and any(token.key in _STILL for token in tokens[ever:end]):
        return True  # lo de siempre pero con 6 A
    return any(
        tokens[at].key in _THE_SAME
        and (tokens[at + 1].has(Tag.AND, Tag.MORE) or tokens[at + 1].text.casefold() in _AS_BEFORE)
        for at in range(end - 1)
    )
