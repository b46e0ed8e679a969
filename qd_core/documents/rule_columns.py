"""The sections that the rules document knows, and the columns of their tables (spec: documents, rules)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qd_core.documents.cells import fold
from qd_core.documents.columns import ITEM_COLUMNS, Column, Header, columns, read_header
from qd_core.documents.limits import LIMITS

__all__ = ["RULE_SECTIONS", "SectionSpec", "is_rule_header", "section_named"]


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """``names`` are folded. A section with one column lists a value a line; one without columns is prose."""

    key: str
    names: frozenset[str]
    columns: tuple[Column, ...] = ()
    one_of: tuple[str, ...] = ()
    """At least one of these columns must be there."""

    @property
    def is_prose(self) -> bool:
        """Whether the section is free text."""
        return not self.columns

    @property
    def is_list(self) -> bool:
        """Whether the section's table has one column, so that plain text needs no delimiter."""
        return len(self.columns) == 1

    def header(self, cells: Sequence[str]) -> Header:
        """``cells`` read as this section's header."""
        return read_header(cells, self.columns)

    def missing(self, header: Header) -> list[str]:
        """What the header lacks to be this section's."""
        lacking = header.missing(self.columns)
        if self.one_of and not any(name in header.at for name in self.one_of):
            lacking.append(" or ".join(self.one_of))
        return lacking


def _spec(key: str, names: str, *entries: str, one_of: Sequence[str] = ()) -> SectionSpec:
    return SectionSpec(
        key, frozenset(fold(name) for name in names.split(",")), columns(*entries), tuple(one_of)
    )


_SKU: Final = "sku! = " + ", ".join(name for name in ITEM_COLUMNS[0].names if name != "sku")

RULE_SECTIONS: Final = (
    _spec("tiers", "Tiers, Customer tiers", "tier! = customer tier, name", "discount! $"),
    _spec(
        "customers",
        "Customers, Tier assignments, Accounts",
        "domain = domains, email domain, mail domain",
        "email = e-mail, mail, email address, e-mail address",
        "tier! = customer tier",
        "customer = company, account, name",
        one_of=("domain", "email"),
    ),
    _spec(
        "volume",
        "Volume, Volume breaks, Volume discounts",
        _SKU,
        "min qty! = minimum qty, minimum quantity, min quantity, qty, quantity, from",
        "discount $",
        "unit price $ = price, net price",
        one_of=("discount", "unit price"),
    ),
    _spec(
        "regions",
        "Regions, Regional",
        "region! = name, zone",
        "matches! = match",
        "adjustment $",
        "freight $ = shipping",
        one_of=("adjustment", "freight"),
    ),
    _spec("bundles", "Bundles", "bundle! = name, kit", "skus! = members, items, sku", "discount! $"),
    _spec("terms", "Terms, Terms and conditions"),
    _spec("excluded", "Do not serve, Excluded", "matches! = match, destination, destinations"),
    _spec("competitors", "Competitors", "domain! = domains"),
    _spec("blocked domains", "Blocked domains, Competitors / Blocked domains", "domain! = domains"),
)
"""In the order of the specification."""

_BY_NAME: Final = {name: spec for spec in RULE_SECTIONS for name in spec.names}
_IN_BRACKETS: Final = re.compile(r"\([^()]{0,60}\)")
_NUMBERED: Final = re.compile(r"[0-9]{1,2}[.)]? ")


def section_named(text: str) -> SectionSpec | None:
    """The section that a line of this text alone begins."""
    if len(text) > 60:
        return None
    plain = _NUMBERED.sub("", text, count=1) if text[:1].isdigit() else text
    return _BY_NAME.get(fold(plain)) or _BY_NAME.get(fold(_IN_BRACKETS.sub("", plain)))


def is_rule_header(cells: Sequence[str]) -> bool:
    """Whether ``cells`` are the header of any table section."""
    if not 2 <= len(cells) <= LIMITS.columns:
        return False
    return any(
        len(spec.columns) > 1 and not spec.missing(header) and len(header.at) > 1
        for spec in RULE_SECTIONS
        for header in (spec.header(cells),)
    )
