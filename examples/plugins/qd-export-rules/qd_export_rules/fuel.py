"""Pricing stage ``fuel_surcharge``: a percentage for fuel, from a section of the rules document, cited by its row.

    Fuel surcharge
    Family   | Surcharge | Until
    Brackets | 2%        | 2026-12-31
    *        | 1.2%      |

The first row that names the line's family counts, ``*`` names every family. A row whose day is past counts no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from pydantic import BaseModel, ConfigDict, Field

from qd_core.model.documents import Citation
from qd_core.model.quote import ConsideredRule, Flag
from qd_core.model.rules import RuleTable
from qd_core.money import signed_percent
from qd_core.plugin import (
    Plugin,
    PricingRequest,
    PricingStage,
    Provider,
    ProviderContext,
    StageResult,
    hookimpl,
)

__all__ = ["FuelSettings", "FuelSurcharge", "plugin", "qd_pricing_stages"]


class FuelSettings(BaseModel):
    """Settings under ``[settings.fuel_surcharge]``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    section: str = Field("fuel surcharge", description="heading of the section of the rules, lower case")


plugin = Plugin(api=1, settings=FuelSettings)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as written; a part that cannot be read is None, ``until`` is empty where no day is given."""

    family: str
    surcharge: Decimal | None
    until: date | None
    dated: bool
    citation: Citation


class FuelSurcharge:
    """Comes after the discounts, so that fuel is charged on what the buyer really pays."""

    after = ("bundle",)

    def __init__(self, settings: FuelSettings, context: ProviderContext) -> None:
        self._section = settings.section
        self._name = context.name

    def apply(self, request: PricingRequest) -> StageResult:
        """The surcharge of the line's family. A row that cannot be read is never guessed: a manager is asked."""
        section = request.quote.documents.rules.sections.get(self._section)
        if section is None or request.unit_price is None:
            return StageResult()
        considered: list[ConsideredRule] = []
        for row in (row for table in section.tables for row in _rows(table)):
            if row.family.casefold() not in {request.item.family.casefold(), "*"}:
                continue
            if row.surcharge is None or (row.dated and row.until is None):
                return StageResult(flags=(self._unreadable(row),), considered=tuple(considered))
            if row.until is not None and row.until < request.quote.received_at.date():
                considered.append(ConsideredRule(self._name, f"ended on {row.until}", row.citation))
                continue
            return StageResult(
                unit_price=request.unit_price * (1 + row.surcharge),
                effect=signed_percent(row.surcharge),
                citation=row.citation,
                detail=f"fuel, {row.family}",
                considered=tuple(considered),
            )
        return StageResult(considered=tuple(considered))

    def _unreadable(self, row: _Row) -> Flag:
        where = f"{row.citation.document} line {row.citation.line}"
        detail = f"{where} cannot be read: {row.citation.text!r}; no fuel surcharge was added"
        return Flag(code="fuel_surcharge_unreadable", detail=detail, needs_manager=True)


def _rows(table: RuleTable) -> Iterator[_Row]:
    places = {name.strip().casefold(): place for place, name in enumerate(table.header)}

    def cell(cells: tuple[str, ...], name: str) -> str:
        place = places.get(name, len(cells))
        return cells[place].strip() if place < len(cells) else ""

    for cells, citation in table.rows:
        until = cell(cells, "until")
        yield _Row(
            cell(cells, "family"), _fraction(cell(cells, "surcharge")), _day(until), bool(until), citation
        )


def _fraction(text: str) -> Decimal | None:
    """``2.4%`` is 0.024. None for anything that is not a percentage from 0 to 100."""
    if not text.endswith("%"):
        return None
    try:
        value = Decimal(text.rstrip("% ").lstrip("+ ").replace(",", ".")) / 100
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 <= value <= 1 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@hookimpl
def qd_pricing_stages() -> Iterable[Provider[PricingStage]]:
    """Offers ``fuel_surcharge``."""
    yield plugin.provider("fuel_surcharge", FuelSurcharge, summary="the fuel surcharge of the rules document")
