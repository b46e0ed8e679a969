"""The pricing rules and the voice, as read from their documents; every row can be cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from qd_core.model.catalog import Catalog
from qd_core.model.documents import Citation
from qd_core.model.place import Place

__all__ = [
    "Bundle",
    "CompanyDocuments",
    "CustomerRule",
    "ExcludedPlace",
    "Phrase",
    "Property",
    "RegionRule",
    "RuleSection",
    "RuleTable",
    "Rules",
    "TierRule",
    "Voice",
    "VolumeBreak",
]


@dataclass(frozen=True, slots=True)
class Property:
    """A ``Key: value`` line: the text as written and the row it stands on."""

    key: str
    value: str
    row: Citation


@dataclass(frozen=True, slots=True)
class TierRule:
    """``discount`` is a fraction: 0.145 for 14.5 %; negative for a surcharge."""

    name: str
    discount: Decimal
    row: Citation


@dataclass(frozen=True, slots=True)
class CustomerRule:
    """``key`` is an e-mail address or a domain, lower case."""

    key: str
    tier: str
    customer: str
    row: Citation

    @property
    def is_email(self) -> bool:
        """Whether the row names one person rather than a domain."""
        return "@" in self.key


@dataclass(frozen=True, slots=True)
class VolumeBreak:
    """Exactly one of ``discount`` (a fraction) and ``unit_price`` is set; ``sku`` may be ``*``."""

    sku: str
    min_qty: Decimal
    discount: Decimal | None
    unit_price: Decimal | None
    row: Citation


@dataclass(frozen=True, slots=True)
class RegionRule:
    """``adjustment`` is a fraction added to 1; ``freight`` is a flat amount, once a quote."""

    region: str
    matches: tuple[str, ...]
    adjustment: Decimal
    freight: Decimal | None
    row: Citation


@dataclass(frozen=True, slots=True)
class Bundle:
    """``discount`` is a fraction for the member lines when every one of ``skus`` is on the RFQ."""

    name: str
    skus: tuple[str, ...]
    discount: Decimal
    row: Citation


@dataclass(frozen=True, slots=True)
class ExcludedPlace:
    """A destination that is never quoted."""

    match: str
    row: Citation


@dataclass(frozen=True, slots=True)
class RuleTable:
    """A table of a section that the grammar does not know: header and rows as written, each row citable."""

    header: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], Citation], ...]


@dataclass(frozen=True, slots=True)
class RuleSection:
    """An unknown section, kept for plugins: its tables and its prose."""

    name: str
    tables: tuple[RuleTable, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules document. Discounts are fractions. ``properties`` is keyed by lower-case name, all of them kept."""

    version: str
    validity_days: int = 30
    discount_cap: Decimal | None = None
    margin_floor: Decimal | None = None
    payment_terms: str = ""
    ship_from: Place = Place()
    number_format: str = ""
    properties: Mapping[str, Property] = field(default_factory=dict)
    tiers: tuple[TierRule, ...] = ()
    customers: tuple[CustomerRule, ...] = ()
    volume: tuple[VolumeBreak, ...] = ()
    regions: tuple[RegionRule, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    excluded: tuple[ExcludedPlace, ...] = ()
    blocked_domains: tuple[tuple[str, Citation], ...] = ()
    competitors: tuple[tuple[str, Citation], ...] = ()
    terms: str = ""
    sections: Mapping[str, RuleSection] = field(default_factory=dict)
    """Unknown sections by lower-case heading."""
    ignored: tuple[Citation, ...] = ()
    """Rows that count for nothing where they stand: headers of foreign tables, properties below the first section."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line of the voice document."""

    text: str
    row: Citation


@dataclass(frozen=True, slots=True)
class Voice:
    """How the company writes; every part is optional. ``lines`` holds every line: a literal number can cite it."""

    version: str
    tone: str = ""
    say: tuple[Phrase, ...] = ()
    never_say: tuple[Phrase, ...] = ()
    fallback_cover: str = ""
    signature: str = ""
    lines: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class CompanyDocuments:
    """The three documents of one moment; ``versions`` names each one's version for the audit."""

    catalog: Catalog
    rules: Rules
    voice: Voice

    @property
    def versions(self) -> dict[str, str]:
        """Version by document name."""
        return {"catalog": self.catalog.version, "rules": self.rules.version, "voice": self.voice.version}

    @property
    def number_format(self) -> str:
        """``1.234,50`` where a document says so, else ``1,234.50``."""
        return self.rules.number_format or self.catalog.number_format or "1,234.50"
