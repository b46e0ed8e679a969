"""One list that reaches us twice (a workbook and its PDF, the mail and its attachment) is asked for once.

Two lists with the same goods may also be the needs of two places. What cannot be told apart is put in doubt, so that it
is asked: neither counted twice nor left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath
from typing import Final

from qd_core.model.folding import fold_words
from qd_core.model.rfq import QuantityProblem
from qd_core.model.uom import same_unit, unit_word
from qd_core.reading.line_items.amendments import words_of
from qd_core.reading.line_items.entries import Entry
from qd_core.reading.line_items.lexicon import Lexicon

__all__ = ["Listing", "of_tables", "once", "without_prices", "without_repeats"]

_MOSTLY: Final = 0.6
"""Share of the lines of the longer of two copies that stand in the other too."""
_HALF: Final = 0.5
_FEWEST: Final = 2
"""Lines from which on a list is told by what it holds."""
_VERSION: Final = re.compile(
    r"[\s._-]*(?:\(\d+\)|\b(?:v|rev|version)\.?\s?(?:\d{1,3}|[a-z])?\b|"
    r"\b(?:copy|kopie|copie|copia|final|signed|scan|new|neu|corrected|updated)\b)"
)
_FEW: Final = 50
"""Lines of two lists that are compared word by word."""
_LONG_WORD: Final = 4

_Key = str | tuple[str, ...]
_Counts = dict[_Key, Decimal]
_Doubts = list[tuple[Entry, str]]
"""Lines to be put in doubt, and why."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The lines of one file or of one of its tables; ``name`` is the file's."""

    name: str
    entries: list[Entry]


def once(listings: Sequence[Listing], lexicon: Lexicon, said: str) -> list[Entry]:
    """The lines of all ``listings``, those of copies once. ``said`` is what the mail says: files that it speaks of by
    their names are no copies of each other."""
    told = frozenset(fold_words(said))
    doubts: _Doubts = []
    kept: list[Listing] = []
    for listing in listings:
        entries = listing.entries
        for earlier in kept:
            copies = _are_copies(earlier.name, listing.name, told)
            twins = _Twins(earlier.entries, entries, lexicon)
            entries = twins.merged(earlier.name, listing.name, doubts, copies=copies)
        if entries:
            kept.append(Listing(listing.name, entries))
    _settle(doubts)
    return [entry for listing in kept for entry in listing.entries]


def of_tables(tables: Sequence[list[Entry]], lexicon: Lexicon) -> list[Entry]:
    """The lines of the tables of one file. One whose quantities are the sums of all the others adds none; where two are
    alike it is asked whether they are meant twice."""
    doubts: _Doubts = []
    kept: list[list[Entry]] = []
    for table in _without_sums([table for table in tables if table], lexicon):
        entries = table
        for earlier in kept:
            entries = _Twins(earlier, entries, lexicon).merged("one table", "another", doubts, copies=False)
        kept.append(entries)
    _settle(doubts)
    return [entry for table in kept for entry in table]


def _without_sums(tables: list[list[Entry]], lexicon: Lexicon) -> list[list[Entry]]:
    if len(tables) > _FEWEST:
        key = _keys(lexicon)
        sums = [_sums(table, key) for table in tables]
        for at, one in enumerate(sums):
            if len(one) >= _FEWEST and _added([*sums[:at], *sums[at + 1 :]]) == one:
                return [*tables[:at], *tables[at + 1 :]]
    return tables


def without_repeats(attached: Sequence[Entry], body: Sequence[Entry], lexicon: Lexicon) -> list[Entry]:
    """The lines of attachments that the mail itself does not list; where it says otherwise its line is in doubt.

    Goods that the mail only names are dropped there: the list says how many.
    """
    twins = _Twins(list(body), list(attached), lexicon)
    repeats = set(map(id, (later for _, later in twins.pairs)))
    counted = [(earlier, later) for earlier, later in twins.pairs if earlier.is_counted and later.is_counted]
    told = sum(entry.is_counted for entry in body)
    same_list = len(counted) >= _HALF * min(told, len(attached))
    doubts: _Doubts = []
    for earlier, later in twins.pairs:
        if not earlier.is_counted and later.is_counted:
            earlier.dropped = True
            repeats.discard(id(later))
        elif earlier.is_counted and later.is_counted and not (same_list and _agree(earlier, later)):
            doubts.append((earlier, f"also listed in {later.name.source.part}: {_told(later)}"))
    _settle(doubts)
    return [entry for entry in attached if id(entry) not in repeats]


def without_prices(attached: Sequence[Entry], asked: Sequence[Entry], lexicon: Lexicon) -> list[Entry]:
    """The lines of attachments without those of price lists that tell the prices of goods which ``asked`` counts: an
    older offer, another seller's list. One of other goods may be a request."""
    key = _keys(lexicon)
    counted = {key(entry): entry for entry in asked if entry.is_counted and not entry.from_prices}
    tables = {}
    for entry in attached:
        if entry.from_prices and not entry.is_counted and key(entry) in counted:
            tables[_table(entry)] = counted[key(entry)]
    for table, entry in tables.items():
        entry.notes.append(f"{table[0]}: its prices were taken for information, not for a request")
    return [entry for entry in attached if not (entry.from_prices and _table(entry) in tables)]


def _table(entry: Entry) -> tuple[str, int | None]:
    return entry.name.source.part, entry.name.source.table


class _Twins:
    """The lines of two lists that name the same goods, in ``pairs``; those with the same quantity first."""

    def __init__(self, earlier: list[Entry], later: list[Entry], lexicon: Lexicon) -> None:
        self.earlier = earlier
        self.later = later
        self.pairs: list[tuple[Entry, Entry]] = []
        self._paired: set[int] = set()
        key = _keys(lexicon)
        self._pair(lambda entry: (key(entry), entry.quantity))
        self._pair(key)
        self._pair_in_order(key)
        self._pair_by_words(lexicon)

    def _pair(self, key: Callable[[Entry], object]) -> None:
        waiting: dict[object, list[Entry]] = defaultdict(list)
        for entry in reversed(self.earlier):
            if id(entry) not in self._paired:
                waiting[key(entry)].append(entry)
        for entry in self.later:
            if id(entry) not in self._paired and waiting.get(key(entry)):
                self._join(waiting[key(entry)].pop(), entry)

    def _pair_in_order(self, key: Callable[[Entry], _Key]) -> None:
        """Lines at one place of two lists of one length, with one quantity, of which one says the other's words: a
        description that is cut short, or one beside a part number."""
        if len(self.earlier) != len(self.later):
            return
        for first, second in zip(self.earlier, self.later, strict=True):
            free = id(first) not in self._paired and id(second) not in self._paired
            named = isinstance(key(first), str) and isinstance(key(second), str)
            short, long = sorted((first.words(), second.words()), key=len)
            if free and not named and first.quantity == second.quantity and short and short <= long:
                self._join(first, second)

    def _pair_by_words(self, lexicon: Lexicon) -> None:
        """`100 discs` beside the list's cutting discs: one line of what is left has its words and its quantity, and the
        rest of the list is repeated too."""
        rest = [entry for entry in self.later if id(entry) not in self._paired]
        lone = [
            entry
            for entry in self.earlier
            if id(entry) not in self._paired and not lexicon.items_named(entry.name.value)
        ]
        if len(self.pairs) < _HALF * len(self.earlier) or len(lone) > _FEW or len(rest) > _FEW:
            return
        for entry in lone:
            words = {word for word in entry.words() if unit_word(word) is None}
            like = [
                other
                for other in rest
                if id(other) not in self._paired
                and other.quantity == entry.quantity
                and words <= words_of(other, lexicon)
            ]
            if words and len(like) == 1:
                self._join(entry, like[0])

    def _join(self, earlier: Entry, later: Entry) -> None:
        self.pairs.append((earlier, later))
        self._paired |= {id(earlier), id(later)}

    def merged(self, earlier_name: str, later_name: str, doubts: _Doubts, *, copies: bool) -> list[Entry]:
        """What of the later list is asked for besides the earlier one; what is to be asked goes into ``doubts``."""
        rest = [entry for entry in self.later if id(entry) not in self._paired]
        if not any(
            entry.is_counted or entry.from_prices for entry in self.later
        ):  # a drawing: it only names them
            named = {id(later) for earlier, later in self.pairs if earlier.is_counted}
            return [entry for entry in self.later if id(entry) not in named]
        agreed = [pair for pair in self.pairs if _agree(*pair)]
        longer = max(len(self.earlier), len(self.later))
        whole = len(self.pairs) == longer
        if copies and len(self.pairs) >= _MOSTLY * longer:
            for earlier, later in self.pairs:
                if not _agree(earlier, later):
                    doubts.append(
                        (earlier, f"{_told(earlier)} in {earlier_name}, {_told(later)} in {later_name}")
                    )
            lone = [entry for entry in self.earlier if id(entry) not in self._paired]
            doubts.extend((entry, f"listed in {earlier_name} only") for entry in lone)
            doubts.extend((entry, f"listed in {later_name} only") for entry in rest)
            return rest
        partly = copies and len(agreed) == len(self.later)
        alike = whole and len(agreed) >= _HALF * longer
        if (len(self.later) >= _FEWEST and (partly or alike)) or (whole and agreed):
            note = f"listed in {earlier_name} and in {later_name}: once or twice?"
            doubts.extend((earlier, note) for earlier, _ in self.pairs)
            return rest
        return self.later


def _settle(doubts: _Doubts) -> None:
    """Puts the lines in doubt whose quantity is known: the others are asked about anyway."""
    for entry, note in doubts:
        if entry.quantity is not None:
            entry.doubt(QuantityProblem.VAGUE, note)


def _keys(lexicon: Lexicon) -> Callable[[Entry], _Key]:
    """What an entry is, by the one item that it names, else by its words."""

    def key(entry: Entry) -> _Key:
        for text in (entry.name.value, entry.description):
            skus = {item.sku for item in lexicon.items_named(text)} if text else set()
            if len(skus) == 1:
                return skus.pop()
        return fold_words(entry.name.value) or (entry.key,)

    return key


def _agree(earlier: Entry, later: Entry) -> bool:
    units = (earlier.unit, later.unit)
    alike = units[0] is None or units[1] is None or same_unit(units[0].value, units[1].value)
    same = (earlier.quantity, earlier.range, earlier.ladder) == (later.quantity, later.range, later.ladder)
    return alike and same


def _told(entry: Entry) -> str:
    unit = f" {entry.unit.value}" if entry.unit else ""
    return "no quantity" if entry.quantity is None else f"{entry.quantity:f}{unit}"


def _sums(entries: Sequence[Entry], key: Callable[[Entry], _Key]) -> _Counts:
    """How many of what; empty where a quantity is not known."""
    if any(entry.quantity is None for entry in entries):
        return {}
    sums: _Counts = defaultdict(Decimal)
    for entry in entries:
        sums[key(entry)] += entry.quantity or 0
    return dict(sums)


def _added(counts: Sequence[_Counts]) -> _Counts:
    total: _Counts = defaultdict(Decimal)
    for one in counts:
        for key, count in one.items():
            total[key] += count
    return dict(total)


def _are_copies(earlier: str, later: str, told: frozenset[str]) -> bool:
    """Whether two files are likely one list: of one name, or of two kinds (a workbook and its PDF). Not where the mail
    speaks of both by what their names say (`Leeds`, `York`)."""
    first, second = PurePath(earlier), PurePath(later)
    if _plain(first.stem) == _plain(second.stem):
        return True
    apart = [_words(one.stem) - _words(other.stem) for one, other in ((first, second), (second, first))]
    if all(words & told for words in apart):
        return False
    return first.suffix.casefold() != second.suffix.casefold()


def _plain(stem: str) -> str:
    return re.sub(r"[\W_]+", " ", _VERSION.sub("", stem.casefold().replace("_", " "))).strip()


def _words(stem: str) -> frozenset[str]:
    return frozenset(word for word in fold_words(stem) if len(word) >= _LONG_WORD and word.isalpha())
