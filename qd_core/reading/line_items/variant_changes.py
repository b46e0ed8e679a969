"""Another size, colour or kind of what was asked for: `the valves in 1/2 instead of 1/4`, `nicht blau, sondern rot`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from qd_core.model.catalog import CatalogItem
from qd_core.model.folding import fold_words
from qd_core.reading.line_items.entries import Entry
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = [
    "VariantChange",
    "has_old_variant",
    "is_taken_back",
    "new_variant",
    "taken_back",
    "variant_change",
]

_SWAPS: Final = frozenset(
    "statt anstatt anstelle instead rather lieu plutot vez lugar invece posto anziche plaats ipv".split()
)
_BUT: Final = frozenset({"sondern"})
_NOT: Final = frozenset({"nicht"})
_SILENT: Final = (Tag.JOINT, Tag.ARTICLE, Tag.POLITE, Tag.CORRECT, Tag.OF, Tag.ONE, Tag.INSTEAD)
_SIZES: Final = frozenset({Kind.MEASURE, Kind.DIMENSION, Kind.NUMBER})
_MOST: Final = 6
_SHORT: Final = 2
_NOUN: Final = 5
"""Letters of a noun that may be the end of a compound."""


@dataclass(frozen=True, slots=True)
class VariantChange:
    """The folded words of what was asked for (``old``) and of what is wanted in its place; ``written`` are both as
    written."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    written: tuple[str, str]

    @property
    def labelled(self) -> bool:
        """Whether the same word stands before both (`grit 180 instead of grit 120`): then no number counts."""
        shared = self.old[0] == self.new[0] and self.old[0].isalpha()
        return shared and len(self.old) > 1 and len(self.new) > 1


def variant_change(tokens: Sequence[Token], lexicon: Lexicon) -> VariantChange | None:
    """What a sentence puts in the place of what, where both are words or sizes of the catalog; None where it does
    not."""
    at = next((at for at, token in enumerate(tokens) if _swaps(token)), None)
    if at is not None:
        new = _run(tokens, range(at - 1, -1, -1), lexicon)[::-1]
        old = _run(tokens, range(at + 1, len(tokens)), lexicon)
        if not new and old:
            new = _run(tokens, range(old[-1] + 1, len(tokens)), lexicon, pauses=True)
    else:
        no = next((at for at, token in enumerate(tokens) if token.key in _NOT), None)
        but = next((at for at, token in enumerate(tokens) if token.key in _BUT), None)
        if no is None or but is None or but < no:
            return None
        old = _run(tokens, range(no + 1, but), lexicon)
        new = _run(tokens, range(but + 1, len(tokens)), lexicon)
    if not old or not new:
        return None
    texts = [" ".join(tokens[index].text for index in run) for run in (old, new)]
    return VariantChange(fold_words(texts[0]), fold_words(texts[1]), (texts[0], texts[1]))


def _swaps(token: Token) -> bool:
    return token.kind is Kind.WORD and token.has(Tag.INSTEAD) and token.key in _SWAPS


def _run(tokens: Sequence[Token], places: range, lexicon: Lexicon, *, pauses: bool = False) -> list[int]:
    """The words and sizes of the catalog that stand together from the first of ``places`` on; joining words may stand
    before them, and with ``pauses`` a comma."""
    run: list[int] = []
    for at in places:
        token = tokens[at]
        if _tells_apart(token, lexicon):
            run.append(at)
        elif run or not (token.has(*_SILENT) or (pauses and token.text == ",")):
            break
    return run[:_MOST]


def _tells_apart(token: Token, lexicon: Lexicon) -> bool:
    if token.foreign or token.kind not in {Kind.WORD, *_SIZES}:
        return False
    if token.kind is Kind.WORD and token.has(*_SILENT):
        return False
    return (token.unit is not None and token.kind is Kind.WORD) or lexicon.carries(fold_words(token.text))


def taken_back(tokens: Sequence[Token], lexicon: Lexicon) -> VariantChange | None:
    """`12 A-12 in stainless instead of brass`: what a sentence takes back of its own items, the brass."""
    at = next((at for at, token in enumerate(tokens) if _swaps(token)), None)
    run = _run(tokens, range(at + 1, len(tokens)), lexicon) if at is not None else []
    old = fold_words(" ".join(tokens[index].text for index in run))
    said = any(len(word) > _SHORT and word.isalpha() for word in old)
    return VariantChange(old, (), ("", "")) if said else None


def is_taken_back(entry: Entry, change: VariantChange, lexicon: Lexicon) -> bool:
    """Whether the item of the line is made of what the sentence takes back."""
    return bool(lexicon.items_named(entry.name.value)) and has_old_variant(entry, change, lexicon)


def has_old_variant(entry: Entry, change: VariantChange, lexicon: Lexicon) -> bool:
    """Whether the line, or an item that it names, is what the buyer takes back."""
    forms = [fold_words(f"{entry.name.value} {entry.description}")]
    forms += [form for item in lexicon.items_named(entry.name.value) for form in _forms(item)]
    return any(set(change.old) <= set(form) for form in forms)


def new_variant(entry: Entry, change: VariantChange, lexicon: Lexicon) -> str | None:
    """The name of the one item that the line becomes; None where the catalog has none, or several."""
    items = lexicon.items_named(entry.name.value)
    if items:
        wanted = {other.sku: other for item in items for other in _others(item, change, lexicon)}
        return next(iter(wanted.values())).description if len(wanted) == 1 else None
    old, new = change.written
    name = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, entry.name.value, flags=re.IGNORECASE)
    return name if name != entry.name.value and lexicon.carries(fold_words(name)) else None


def _others(item: CatalogItem, change: VariantChange, lexicon: Lexicon) -> Iterable[CatalogItem]:
    """The items that are called like ``item`` but for what changes."""
    for form in _forms(item):
        if not set(change.old) <= set(form):
            continue
        wanted = frozenset(word for word in form if word not in change.old) | _added(change, form)
        yield from (
            other
            for other in lexicon.catalog
            if other.sku != item.sku and any(set(words) == wanted for words in _forms(other))
        )


def _added(change: VariantChange, form: Sequence[str]) -> frozenset[str]:
    """The new words without the name of the thing itself (`the hose black instead of blue`)."""
    nouns = {word for word in change.new if len(word) >= _NOUN and any(word in own for own in form)}
    return frozenset(change.new) - nouns


def _forms(item: CatalogItem) -> list[tuple[str, ...]]:
    return [fold_words(name) for name in (item.description, *item.aliases)]
