"""Requests as the pipeline would make them, about the small company's SKUs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from qd_core.model.customer import NEW_PROSPECT, Customer, Tier
from qd_core.model.message import InboundMessage, Lane, Source
from qd_core.model.place import Place
from qd_core.model.quote import Cover, Draft, MatchKind, Move, PriceStep, QuoteLine
from qd_core.model.rfq import Buyer, Constraints, Extracted, LineItem, Rfq
from qd_core.model.rules import CompanyDocuments
from qd_core.money import plain, round_money
from qd_core.plugin.protocols import (
    CoverRequest,
    GateRequest,
    PricedItem,
    PricingRequest,
    QuoteView,
    RenderRequest,
    SkuRequest,
)
from qd_core.testing.small_company import company, company_documents

__all__ = [
    "BUYER",
    "NOW",
    "cover_request",
    "customer",
    "draft_of",
    "form_message",
    "gate_request",
    "line_item",
    "mail_message",
    "place",
    "pricing_request",
    "render_request",
    "rfq_saying",
    "sku_request",
    "upload_message",
]

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BUYER = Buyer(email="dana@acme.example", name="Dana Field", company="Acme Works", domain="acme.example")
RFQ_ID = "01940000-0000-7000-8000-0000c0ffee00"
COVER = "Thank you for your request. Please find our quote below.\n\nThe Small Co team"
_INDIANA = Place(text="Gary, Indiana", city="Gary", region="IN", country="US")
_MAIL = """From: Dana Field <dana@acme.example>
To: quotes@small.example
Subject: Brackets
Date: Mon, 02 Mar 2026 09:00:00 +0000
Message-ID: <one@acme.example>

{body}
"""


def customer(email: str = BUYER.email) -> Customer:
    """The key of a tier look-up."""
    return Customer(email=email, domain=email.rpartition("@")[2])


def place(text: str = "Gary, Indiana", *, city: str = "", region: str = "", country: str = "") -> Place:
    """A destination; the usual one is in the region "Elsewhere"."""
    return _INDIANA if text == _INDIANA.text else Place(text=text, city=city, region=region, country=country)


def mail_message(body: str = "Please quote 20 BR-10.") -> InboundMessage:
    """A mail of Dana's."""
    return _message(Lane.EMAIL, _MAIL.format(body=body).encode(), "mail.eml", "message/rfc822")


def form_message(message: str = "Please quote 20 BR-10.") -> InboundMessage:
    """A web form that Dana filled in."""
    body = f'{{"name": "Dana Field", "email": "{BUYER.email}", "message": "{message}"}}'
    return _message(Lane.FORM, body.encode(), "form.json", "application/json")


def upload_message(content: bytes = b"Please quote 20 BR-10.", name: str = "request.txt") -> InboundMessage:
    """A file that Dana uploaded."""
    return _message(Lane.UPLOAD, content, name, "text/plain")


def _message(lane: Lane, content: bytes, name: str, media_type: str) -> InboundMessage:
    told = lane is not Lane.EMAIL  # a mail says itself who sends it
    return InboundMessage(
        lane=lane, content=content, name=name, media_type=media_type, received_at=NOW, raw_key=f"raw/{name}",
        email=BUYER.email if told else "", sender_name=BUYER.name if told else "",
    )  # fmt: skip


def rfq_saying(text: str = "Please quote 20 BR-10 and 5 BR-12.") -> Rfq:
    """A parsed request with that text."""
    return Rfq(rfq_id=RFQ_ID, lane=Lane.EMAIL, received_at=NOW, buyer=BUYER, subject="Request", text=text)


def line_item(name: str = "BR-10", quantity: str = "20", position: int = 1) -> LineItem:
    """A line as an extractor reads it."""
    spot = Source(part="text", quote=name)
    return LineItem(
        position=position,
        text=f"{quantity} {name}",
        name_or_sku=Extracted[str](value=name, confidence=0.9, source=spot),
        quantity=Extracted[Decimal](value=Decimal(quantity), confidence=0.9, source=spot),
        confidence=0.9,
    )


def sku_request(name: str, documents: CompanyDocuments | None = None) -> SkuRequest:
    """A line to be matched."""
    return SkuRequest(name, line_item(name or "?"), documents or company_documents())


def pricing_request(
    sku: str = "BR-10",
    quantity: str = "120",
    unit_price: str | None = "4.20",
    *,
    tier: str = "trade",
    destination: Place | None = _INDIANA,
    documents: CompanyDocuments | None = None,
    others: Sequence[str] = ("BR-12",),
) -> PricingRequest:
    """One line on its way through the stages; ``others`` are the other SKUs of the quote. The usual one is covered by a
    row of every table of the rules. Raises KeyError for a SKU that is not in the catalog."""
    documents = documents or company_documents()
    items = [documents.catalog.get(each) for each in (sku, *others)]
    lines = tuple(
        PricedItem(number, item, Decimal(quantity))
        for number, item in enumerate(items, 1)
        if item is not None
    )
    if len(lines) != len(items):
        raise KeyError(f"the catalog lacks one of {', '.join((sku, *others))}")
    quote = QuoteView(Tier(name=tier, source="test"), destination, lines, documents, NOW)
    price = None if unit_price is None else Decimal(unit_price)
    return PricingRequest(quote, lines[0].item, 1, Decimal(quantity), price)


def draft_of(
    *asked: tuple[str, str], documents: CompanyDocuments | None = None, destination: Place | None = None
) -> Draft:
    """A priced, cited draft for a new prospect: ``draft_of(("BR-10", "20"))``. Raises KeyError as above."""
    documents = documents or company_documents()
    lines = tuple(
        _line(position, sku, Decimal(quantity), documents)
        for position, (sku, quantity) in enumerate(asked or (("BR-10", "20"), ("RL-50", "2")), 1)
    )
    total = sum((line.line_total for line in lines if line.line_total is not None), Decimal("0.00"))
    spot = Source(part="text", quote=destination.text if destination else "")
    found = Extracted[Place](value=destination, confidence=0.9, source=spot) if destination else None
    validity = documents.rules.properties.get("quote validity")
    return Draft(
        rfq_id=RFQ_ID, lane=Lane.EMAIL, received_at=NOW, move=Move.AUTO_DRAFT, partial=False, reasons=(), buyer=BUYER,
        tier=Tier(name=NEW_PROSPECT, source="default"), subject="Request", text="Please quote.", lines=lines,
        constraints=Constraints(destination=found), currency=documents.catalog.currency, subtotal=total, total=total,
        valid_until=date(2026, 4, 1), validity_citation=validity.row if validity else None, payment_terms="Net 30",
        cover=Cover(text=COVER, origin="test"), document_versions=documents.versions,
    )  # fmt: skip


def _line(position: int, sku: str, quantity: Decimal, documents: CompanyDocuments) -> QuoteLine:
    item = documents.catalog.get(sku)
    if item is None or item.price is None:
        raise KeyError(f"the catalog has no price for {sku}")
    return QuoteLine(
        position, line_item(sku, plain(quantity), position), MatchKind.EXACT, item.sku, item.description, (),
        quantity, item.unit, base_price=item.price, unit_price=item.price,
        line_total=round_money(item.price * quantity, documents.catalog.currency), discount_pct=Decimal(0),
        steps=(PriceStep("base_price", plain(item.price), item.price, item.row),), cost=item.cost,
    )  # fmt: skip


def gate_request(
    cover: str = COVER, *, draft: Draft | None = None, documents: CompanyDocuments | None = None
) -> GateRequest:
    """A draft to be checked; the usual one is clean."""
    documents = documents or company_documents()
    return GateRequest(draft or draft_of(documents=documents), documents, cover, {}, company())


def cover_request(*, draft: Draft | None = None, documents: CompanyDocuments | None = None) -> CoverRequest:
    """What a composer writes from."""
    documents = documents or company_documents()
    return CoverRequest(draft or draft_of(documents=documents), documents, company())


def render_request(*, draft: Draft | None = None, locale: str = "en_US") -> RenderRequest:
    """A draft to be printed."""
    return RenderRequest(draft or draft_of(), company(), locale, "UTC", NOW)
