"""One row of a rules section to one rule, with every problem in it (spec: documents, rules).

A Discount of ``5%`` and one of ``-5%`` both take 5 % off; ``+5%`` is refused, for it may mean either. An Adjustment is
added: ``+2%`` (or ``2%``) makes dearer, ``-2%`` cheaper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from qd_core.documents.cells import NumberCell, one_line, row_text, sku_text, split_list
from qd_core.documents.columns import Header
from qd_core.documents.lines import Line
from qd_core.documents.numerals import NumeralError, amount, percent
from qd_core.documents.problem_list import ProblemList, quoted
from qd_core.model.documents import Citation
from qd_core.model.rules import Bundle, CustomerRule, ExcludedPlace, RegionRule, TierRule, VolumeBreak
from qd_core.model.uom import UnitKind, unit_word

__all__ = ["RuleRow", "bundle", "customers", "domain_of", "excluded", "region", "tier", "volume_break"]

_DOMAIN: Final = re.compile(r"[^\s@/:;,.]+(?:\.[^\s@/:;,.]+)+")
_AT_LEAST: Final = re.compile(r"(?:>=|≥|ab|from)? ?(.*?) ?\+?")
_EVERY_SKU: Final = frozenset({"*", "all", "any"})


@dataclass(slots=True)
class RuleRow:
    """A row under its header, and where to say what is wrong with it. ``currency`` is the catalog's, or empty."""

    header: Header
    line: Line
    section: str
    style: str
    currency: str
    version: str
    problems: ProblemList
    failed: bool = False

    def say(self, message: str) -> None:
        """Notes a problem of this row."""
        self.failed = True
        self.problems.add(self.line.number, message, self.line.sheet)

    def cite(self) -> Citation:
        """The citation of this row."""
        text = row_text(self.line.cells) or self.line.text
        return Citation("rules", self.version, self.section, self.line.number, text, self.line.sheet)

    def cell(self, name: str) -> str:
        """The cell under ``name``, empty where there is none."""
        at = self.header.at.get(name)
        return self.line.cells[at] if at is not None and at < len(self.line.cells) else ""

    def text(self, name: str) -> str:
        """The cell under ``name``, which must not be empty."""
        cell = one_line(self.cell(name))
        if not cell:
            self.say(f"{name} is missing")
        return cell

    def fraction(self, name: str) -> tuple[Decimal, bool] | None:
        """The percentage under ``name`` as a fraction, and whether it has a plus sign."""
        cell = self.cell(name)
        if name in self.header.percent and cell and "%" not in cell:
            cell = type(cell)(f"{cell}%")
        try:
            return percent(cell, self.style)
        except NumeralError as error:
            self.say(f"{name} {quoted(cell)} {error}")
            return None

    def discount(self, name: str = "discount") -> Decimal | None:
        """The discount under ``name``: 0 to 1; None for an empty cell."""
        found = self.fraction(name)
        if found is None:
            return None
        value, plus = found
        if plus and value:
            self.say(
                f"{name} {quoted(self.cell(name))} can be read two ways: write 5% for 5 % off (Regions adjust up)"
            )
        if abs(value) > 1:
            self.say(f"{name} {quoted(self.cell(name))} is more than 100 %")
        return abs(value)

    def needed_discount(self) -> Decimal:
        """As ``discount``; an empty cell is a problem."""
        before = self.failed
        value = self.discount()
        if value is None and self.failed == before:
            self.say("discount is missing: write 0% for none")
        return value or Decimal(0)

    def money(self, name: str) -> Decimal | None:
        """The amount under ``name``, in the catalog's currency; None for an empty cell."""
        cell = self.cell(name)
        try:
            found = amount(cell, self.style)
        except NumeralError as error:
            self.say(f"{name} {quoted(cell)} {error}")
            return None
        if found is None:
            return None
        if found.value < 0:
            self.say(f"{name} {quoted(cell)} is negative")
        if found.currencies and self.currency and self.currency not in found.currencies:
            self.say(f"{name} {quoted(cell)} is not in {self.currency}, the catalog's currency")
        return found.value

    def check_width(self) -> None:
        """A row longer than its header has a delimiter too many: its cells are not to be trusted."""
        width = len(self.header.cells)
        if any(self.line.cells[width:]):
            self.say(f"has {len(self.line.cells)} cells, its header only {width}: a delimiter too many?")


def tier(row: RuleRow) -> TierRule | None:
    """A row of Tiers."""
    name, discount = row.text("tier"), row.needed_discount()
    return None if row.failed else TierRule(name, discount, row.cite())


def customers(row: RuleRow) -> Sequence[CustomerRule]:
    """A row of Customers: a rule for each domain and each address that it names."""
    names = [name for column in ("email", "domain") for name in split_list(row.cell(column))]
    name_of_tier, customer = row.text("tier"), one_line(row.cell("customer"))
    if not names:
        row.say("domain is missing")
    keys = [key for name in names if (key := _customer_key(row, name))]
    if row.failed:
        return ()
    return [CustomerRule(key, name_of_tier, customer, row.cite()) for key in dict.fromkeys(keys)]


def _customer_key(row: RuleRow, name: str) -> str:
    local, at, domain = name.strip("<>").rpartition("@")
    plain = domain_of(domain)
    if not plain or " " in local or "@" in local:
        row.say(f"{quoted(name)} is neither a domain (acme.com) nor an e-mail address")
        return ""
    return f"{local.casefold()}{at}{plain}" if local else plain


def domain_of(text: str) -> str:
    """``acme.com`` for ``https://www.Acme.com/``, ``@acme.com`` or ``*.acme.com``; empty where it is no domain."""
    plain = text.strip().casefold().removeprefix("https://").removeprefix("http://").removeprefix("@")
    plain = plain.removeprefix("*.").removeprefix("www.").partition("/")[0].rstrip(".")
    return plain if len(plain) < 254 and _DOMAIN.fullmatch(plain) else ""


def volume_break(row: RuleRow) -> VolumeBreak | None:
    """A row of Volume: exactly one of Discount and Unit price."""
    sku = sku_text(row.text("sku"))
    least = _least(row)
    discount, price = row.discount(), row.money("unit price")
    if not row.failed and (discount is None) == (price is None):
        both = (
            "both a discount and a unit price" if price is not None else "neither a discount nor a unit price"
        )
        row.say(f"has {both}: give exactly one of them")
    if row.failed:
        return None
    return VolumeBreak("*" if sku.casefold() in _EVERY_SKU else sku, least, discount, price, row.cite())


def _least(row: RuleRow) -> Decimal:
    cell = row.text("min qty")
    if not cell:
        return Decimal(0)
    text = row.cell("min qty")
    if type(text) is not NumberCell:
        text = _counted(text)
    try:
        found = amount(text, row.style)
    except NumeralError as error:
        row.say(f"min qty {quoted(cell)} {error}")
        return Decimal(0)
    if found is None or found.currencies or found.value < 0:
        row.say(f"min qty {quoted(cell)} is not a quantity")
        return Decimal(0)
    return found.value


def _counted(cell: str) -> str:
    """``100`` of ``100+``, ``>= 100`` or ``100 pcs``."""
    found = _AT_LEAST.fullmatch(one_line(cell)) if len(cell) < 60 else None
    text = found[1] if found else cell
    digits, _, word = text.rpartition(" ")
    known = unit_word(word) if digits else None
    return digits if known is not None and known.kind is UnitKind.COUNT else text


def region(row: RuleRow) -> RegionRule | None:
    """A row of Regions. An empty Adjustment is none where the row has a Freight."""
    name, matches = row.text("region"), split_list(row.cell("matches"))
    if not matches:
        row.say("matches is missing: list states, countries, cities or postcodes such as 606*")
    found, freight = row.fraction("adjustment"), row.money("freight")
    if not row.failed and found is None and freight is None:
        row.say("has neither an adjustment nor a freight: write 0% for no adjustment")
    if found is not None and found[0] < -1:
        row.say(f"adjustment {quoted(row.cell('adjustment'))} takes more than 100 % off")
    if row.failed:
        return None
    return RegionRule(name, matches, found[0] if found else Decimal(0), freight, row.cite())


def bundle(row: RuleRow) -> Bundle | None:
    """A row of Bundles."""
    name, discount = row.text("bundle"), row.needed_discount()
    skus: dict[str, str] = {}
    for cell in split_list(row.cell("skus")):
        skus.setdefault(sku_text(cell).casefold(), sku_text(cell))
    if not skus:
        row.say("skus is missing: list the members with ; between them")
    return None if row.failed else Bundle(name, tuple(skus.values()), discount, row.cite())


def excluded(row: RuleRow) -> Sequence[ExcludedPlace]:
    """A row of Do not serve: a rule for each place that it names."""
    citation = row.cite()
    return [ExcludedPlace(place, citation) for place in split_list(row.cell("matches"))]
