"""An item on its way from the words to a line item: corrections still change it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from qd_core.model.folding import fold_sku, fold_words
from qd_core.model.message import Source
from qd_core.model.rfq import Extracted, LineItem, QuantityProblem, QuantityRange

__all__ = ["Corrected", "Entry", "Span", "folded"]


@lru_cache(maxsize=32_768)
def folded(text: str) -> frozenset[str]:
    """The folded words of ``text``: a long list is asked for them again with every correction."""
    return frozenset(fold_words(text))


@dataclass(frozen=True, slots=True)
class Span:
    """Words and where they stand."""

    value: str
    source: Source


@dataclass(frozen=True, slots=True)
class Corrected:
    """The new quantity that a correction states, and the word that it is counted in ("" for none)."""

    quantity: Decimal
    unit: str = ""


@dataclass(slots=True)
class Entry:
    """``index`` is the number that the buyer's own list gave the line; ``certain`` (0..1) is how sure the tie between
    name and quantity is, ``known`` whether the name is a SKU or alias of the catalog."""

    text: str
    name: Span
    quantity: Decimal | None = None
    quantity_source: Source | None = None
    range: QuantityRange | None = None
    ladder: tuple[Decimal, ...] = ()
    problem: QuantityProblem | None = None
    unit: Span | None = None
    description: str = ""
    notes: list[str] = field(default_factory=list)
    known: bool = False
    certain: float = 1.0
    index: int | None = None
    dropped: bool = False
    completed: bool = False
    """Whether it is a size alone, and the rest of its name was said before."""
    corrected: Corrected | None = None
    """What it says as the correction of a line that had not been said when it was read."""
    from_prices: bool = False
    """Whether it stands in a table of prices that asks for no number of anything."""

    @property
    def key(self) -> str:
        """What the item is, folded: equal for two spellings of one SKU."""
        return fold_sku(self.name.value)

    @property
    def is_counted(self) -> bool:
        """Whether anything was said of how many."""
        return self.quantity is not None or self.problem is not QuantityProblem.MISSING

    @property
    def waits_for_count(self) -> bool:
        """Whether nothing was said of how many, or no more than `some`."""
        said = "" if self.quantity_source is None else self.quantity_source.quote
        vague = self.problem is QuantityProblem.VAGUE and bool(said) and not any(map(str.isdigit, said))
        return self.problem is QuantityProblem.MISSING or vague

    def words(self) -> frozenset[str]:
        """The folded words by which a later sentence may point at this line."""
        return folded(f"{self.name.value} {self.description}")

    def complete(self, name: str) -> None:
        """The name with the words that an earlier line or a heading said for this one too."""
        self.name, self.completed = Span(name, self.name.source), True
        self.certain = min(self.certain, 0.85)

    def extend(self, words: str) -> None:
        """The name goes on: with a part number it has, more of its description."""
        self.text = f"{self.text} {words}"
        if self.known:
            self.description = f"{self.description} {words}".strip()
        else:
            self.name = Span(f"{self.name.value} {words}", self.name.source)

    def set_quantity(self, value: Decimal, source: Source, note: str) -> None:
        """A newer quantity takes the place of whatever was said before."""
        self.quantity, self.quantity_source = value, source
        self.range, self.ladder, self.problem = None, (), None
        self.notes.append(note)

    def doubt(self, problem: QuantityProblem, note: str) -> None:
        """The quantity cannot be relied on any more."""
        self.problem = problem
        self.quantity = None
        self.notes.append(note)

    def line_item(self, position: int) -> LineItem:
        """The line item, with a confidence made of checkable signals (spec: extraction)."""
        name_confidence = 0.98 if self.known else 0.85
        quantity = None
        if self.quantity is not None and self.problem is None and self.quantity_source is not None:
            quantity = Extracted(
                value=self.quantity, confidence=round(0.98 * self.certain, 2), source=self.quantity_source
            )
        problem = self.problem or (QuantityProblem.MISSING if quantity is None else None)
        unit = None
        if self.unit is not None:
            unit = Extracted(value=self.unit.value, confidence=0.95, source=self.unit.source)
        return LineItem(
            position=position,
            text=self.text,
            name_or_sku=Extracted(value=self.name.value, confidence=name_confidence, source=self.name.source),
            quantity=quantity,
            quantity_range=self.range if problem is QuantityProblem.RANGE else None,
            ladder=self.ladder if problem is QuantityProblem.LADDER else (),
            problem=problem,
            unit=unit,
            notes="; ".join(dict.fromkeys(note for note in self.notes if note)),
            description=self.description,
            confidence=round(name_confidence * (self.certain if quantity is not None else 0.6), 2),
        )
