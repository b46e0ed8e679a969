"""A small invented company: documents and lines to price, made in code."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast

from qd_core.builtin import base_price, bundle, regional, tier_discount, volume_break
from qd_core.config import AppSettings, PeopleSettings
from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.customer import Tier
from qd_core.model.documents import Citation
from qd_core.model.message import Source
from qd_core.model.place import Place
from qd_core.model.quote import Flag, LineProblem, MatchKind, ResolvedLine
from qd_core.model.rfq import Extracted, LineItem
from qd_core.model.rules import (
    Bundle,
    CompanyDocuments,
    CustomerRule,
    Phrase,
    Property,
    RegionRule,
    Rules,
    TierRule,
    Voice,
    VolumeBreak,
)
from qd_core.pipeline.price import PricedQuote, price_quote
from qd_core.plugin import Company, NoSettings, PricingStage, ProviderContext

D = Decimal
NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
STAGES = (base_price, tier_discount, volume_break, regional, bundle)
CALIFORNIA = Place(text="Fresno, CA", city="Fresno", region="CA", country="US")
DENVER = Place(text="Denver, CO", city="Denver", region="CO", country="US")
PROSPECT = Tier(name="new prospect", source="default")
TRADE = Tier(name="trade", source="rules_document")


def row(document: str, section: str, line: int, text: str) -> Citation:
    return Citation(document, f"sha256:{document}", section, line, text)


def item(sku: str, description: str, price: str | None, line: int = 7, **more: Any) -> CatalogItem:
    cited = row("catalog", "catalog", line, f"{sku} | {description} | {price or ''}")
    return CatalogItem(sku, description, cited, price=D(price) if price else None, **more)


ITEMS = (
    item("TB-1040", "Threaded bar M10, 1 m, zinc", "4.20", 7, cost=D("2.10"), pack=D(10)),
    item("TB-1240", "Threaded bar M12, 1 m, zinc", "6.00", 8, cost=D("3.00")),
    item("HN-10", "Hex nut M10, zinc", "0.085", 9, moq=D(50), cost=D("0.04")),
    item("WS-10", "Washer M10, form A", "0.031", 10),
    item("AN-880", "Chemical anchor cartridge, 300 ml", None, 11, unit="cartridge"),
    item("AN-700", "Injection anchor, 280 ml", "11.90", 12, discontinued=True, replaced_by="AN-880"),
    item("DR-8", "Masonry drill 8 mm", "3.45", 13, cost=D("3.40"), lead_time="2 weeks"),
)


def catalog(items: Sequence[CatalogItem] = ITEMS, currency: str = "USD", price_decimals: int = 3) -> Catalog:
    return Catalog(
        items,
        currency=currency,
        price_decimals=price_decimals,
        version="sha256:catalog",
        company="Northgate Fixings",
    )


def tiers(**discounts: str) -> tuple[TierRule, ...]:
    return tuple(
        TierRule(
            name.replace("_", " "), D(discount), row("rules", "tiers", 20 + place, f"{name} | {discount}")
        )
        for place, (name, discount) in enumerate(discounts.items())
    )


def volume(*rows: tuple[str, str, str | None, str | None]) -> tuple[VolumeBreak, ...]:
    return tuple(
        VolumeBreak(
            sku, D(quantity), D(discount) if discount else None, D(price) if price else None,
            row("rules", "volume", 30 + place, f"{sku} | {quantity} | {discount or ''} | {price or ''}"),
        )
        for place, (sku, quantity, discount, price) in enumerate(rows)
    )  # fmt: skip


def regions(*rows: tuple[str, str, str, str | None]) -> tuple[RegionRule, ...]:
    return tuple(
        RegionRule(
            name, tuple(part.strip() for part in matches.split(";")), D(adjustment), D(freight) if freight else None,
            row("rules", "regions", 40 + place, f"{name} | {matches} | {adjustment} | {freight or ''}"),
        )
        for place, (name, matches, adjustment, freight) in enumerate(rows)
    )  # fmt: skip


def bundles(*rows: tuple[str, str, str]) -> tuple[Bundle, ...]:
    return tuple(
        Bundle(
            name, tuple(part.strip() for part in skus.split(";")), D(discount),
            row("rules", "bundles", 50 + place, f"{name} | {skus} | {discount}"),
        )
        for place, (name, skus, discount) in enumerate(rows)
    )  # fmt: skip


def customers(*rows: tuple[str, str, str]) -> tuple[CustomerRule, ...]:
    return tuple(
        CustomerRule(key, tier, name, row("rules", "customers", 60 + place, f"{key} | {tier} | {name}"))
        for place, (key, tier, name) in enumerate(rows)
    )


RULES = Rules(
    version="sha256:rules",
    validity_days=30,
    discount_cap=D("0.20"),
    margin_floor=D("0.15"),
    payment_terms="Net 30",
    ship_from=Place(text="Denver, CO, USA", city="Denver", region="CO", country="US"),
    properties={
        "quote validity": Property("Quote validity", "30 days", row("rules", "", 3, "Quote validity: 30 days"))
    },
    tiers=tiers(new_prospect="0", trade="0.10", key_account="0.145"),
    customers=customers(("acme.example", "trade", "Acme"), ("dana@acme.example", "key account", "Acme, Dana")),
    volume=volume(
        ("TB-1040", "100", "0.05", None),
        ("TB-1040", "500", "0.08", None),
        ("HN-10", "1000", None, "0.070"),
        ("*", "200", "0.03", None),
    ),
    regions=regions(
        ("Mountain", "CO; Colorado; WY", "0", "0.00"),
        ("West", "CA; California; NV", "0.04", "45.00"),
        ("Coast", "CA; OR", "0.09", "90.00"),
    ),
    bundles=bundles(("Fixing set", "TB-1040; HN-10; WS-10", "0.03"), ("Anchor set", "TB-1240; AN-880", "0.05")),
    terms="Prices exclude sales tax.",
)  # fmt: skip

VOICE_LINES = (
    "Tone", "Plain and friendly.", "Say", "Call 555-0134 with any question.",
    "Signature", "Ida Park", "Northgate Fixings",
)  # fmt: skip
VOICE = Voice(
    version="sha256:voice",
    tone="Plain and friendly.",
    say=(
        Phrase(
            "Call 555-0134 with any question.", row("voice", "say", 5, "Call 555-0134 with any question.")
        ),
    ),
    never_say=(Phrase("best price in town", row("voice", "never say", 9, "best price in town")),),
    signature="Ida Park\nNorthgate Fixings",
    lines=tuple(Phrase(text, row("voice", "", place, text)) for place, text in enumerate(VOICE_LINES, 1)),
)
COMPANY = Company(name="Northgate Fixings")


def documents(
    rules: Rules = RULES, stock: Catalog | None = None, voice: Voice = VOICE, **changes: Any
) -> CompanyDocuments:
    return CompanyDocuments(stock or catalog(), replace(rules, **changes), voice)


def asked(position: int, text: str, name: str, quantity: str | None) -> LineItem:
    spot = Source(part="text", quote=text)
    read = Extracted[Decimal](value=D(quantity), confidence=0.9, source=spot) if quantity else None
    return LineItem(
        position=position,
        text=text,
        name_or_sku=Extracted[str](value=name, confidence=0.9, source=spot),
        quantity=read,
    )


def line(sku: str, quantity: str, position: int = 1, flags: Iterable[Flag] = ()) -> ResolvedLine:
    return ResolvedLine(
        position=position,
        request=asked(position, f"{quantity} x {sku}", sku, quantity),
        match=MatchKind.EXACT,
        sku=sku,
        quantity=D(quantity),
        unit="each",
        flags=tuple(flags),
    )


def unclear(
    problem: LineProblem, position: int = 1, name: str = "some bars", sku: str | None = None, **more: Any
) -> ResolvedLine:
    return ResolvedLine(
        position=position,
        request=asked(position, name, name, None),
        match=MatchKind.EXACT if sku else MatchKind.NONE,
        sku=sku,
        problems=(problem,),
        **more,
    )


def context(docs: CompanyDocuments | None = None, app: AppSettings | None = None) -> ProviderContext:
    """Only what the pure providers use; anything else fails when it is called."""
    missing = cast(Any, None)
    current = docs or documents()
    return ProviderContext(
        name="test", app=app or AppSettings(), company=COMPANY,
        people=PeopleSettings(), objects=missing, claims=missing,
        secret=missing, documents=lambda: current, clock=lambda: NOON, http=missing,
        log=logging.LoggerAdapter(logging.getLogger("test"), {}),
    )  # fmt: skip


def stages(*extra: tuple[str, PricingStage]) -> tuple[tuple[str, PricingStage], ...]:
    """The five shipped stages through their own hooks, then ``extra``."""
    shipped = tuple(
        (offer.name, offer.build(NoSettings(), context()))
        for module in STAGES
        for offer in module.qd_pricing_stages()
    )
    return (*shipped, *extra)


@dataclass
class Order:
    """Everything ``price_quote`` wants, with the usual for what a test does not name."""

    tier: Tier = PROSPECT
    destination: Place | None = None
    docs: CompanyDocuments = field(default_factory=documents)
    app: AppSettings = field(default_factory=AppSettings)
    chain: Sequence[tuple[str, PricingStage]] = field(default_factory=stages)


def quote(*lines: ResolvedLine, order: Order | None = None, **more: Any) -> PricedQuote:
    order = order or Order()
    return price_quote(
        lines, tier=order.tier, destination=order.destination, documents=order.docs, stages=order.chain,
        app=order.app, received_at=NOON, **more,
    )  # fmt: skip
