"""Drafts to print, and what a PDF says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from qd_core.builtin.reportlab_pdf.content import content_of
from qd_core.builtin.reportlab_pdf.fonts import typeface
from qd_core.builtin.reportlab_pdf.renderer import print_quote
from qd_core.model.customer import Tier
from qd_core.model.documents import Citation
from qd_core.model.message import Lane, Source
from qd_core.model.place import Place
from qd_core.model.quote import Charge, Cover, Draft, Flag, MatchKind, Move, QuoteLine
from qd_core.model.rfq import Buyer, Constraints, Extracted, LineItem
from qd_core.plugin import Company, RenderRequest

SOURCE = Source(part="text", quote="x")
ROW = Citation("rules", "sha256:0", "Regions", 1, "row")
COMPANY = Company(
    name="Harbor Supply Co.",
    address=("1200 Water Street", "Norfolk, VA 23510"),
    email="quotes@harbor.example",
    phone="+1 757 555 0142",
    tax_id="54-1234567",
    color="#0f5c6e",
)


def line(position: int, sku: str, description: str, quantity: str, price: str | None, **more) -> QuoteLine:
    name = Extracted(value=sku, confidence=1.0, source=SOURCE)
    asked = more.pop("asked", None)
    count = Extracted(value=Decimal(asked[0]), confidence=1.0, source=SOURCE) if asked else None
    word = Extracted(value=asked[1], confidence=1.0, source=SOURCE) if asked else None
    item = LineItem(position=position, text=sku, name_or_sku=name, quantity=count, unit=word)
    amount = Decimal(price) * Decimal(quantity) if price else None
    row = QuoteLine(
        *(position, item, MatchKind.EXACT, sku, description, (), Decimal(quantity), "each"),
        base_price=Decimal(price) if price else None,
        unit_price=Decimal(price) if price else None,
        line_total=amount,
    )
    return replace(row, **more)


def lines(count: int) -> list[QuoteLine]:
    return [
        line(number, f"QD-{number:04d}", f"Bracket no. {number}", str(number), "4.20")
        for number in range(1, count + 1)
    ]


def request(
    rows: Sequence[QuoteLine], *, locale: str = "en_US", currency: str = "USD", **draft
) -> RenderRequest:
    company = draft.pop("company", COMPANY)
    watermark = draft.pop("watermark", "")
    totals = [row.line_total for row in rows if row.line_total is not None]
    freight = Charge("freight", "Freight, Mid-Atlantic", Decimal("45.00"), ROW)
    values = {
        "rfq_id": "01990000-0000-7000-8000-4f3a99b102cd",
        "lane": Lane.EMAIL,
        "received_at": datetime(2026, 11, 24, 9, 12, tzinfo=UTC),
        "move": Move.AUTO_DRAFT,
        "partial": False,
        "reasons": (),
        "buyer": Buyer(
            email="dana@acme.example", name="Dana Field", company="Acme Ltd", domain="acme.example"
        ),
        "tier": Tier(name="SECRET-TIER", source="rules"),
        "subject": "RE: Fwd: Brackets for hall 3",
        "lines": tuple(rows),
        "constraints": Constraints(
            deadline=Extracted(value=date(2026, 12, 30), confidence=1.0, source=SOURCE),
            destination=Extracted(
                value=Place(text="our yard in Richmond, VA", city="Richmond"), confidence=1.0, source=SOURCE
            ),
        ),
        "currency": currency,
        "subtotal": sum(totals, Decimal("0.00")),
        "charges": (freight,),
        "total": sum(totals, Decimal("45.00")) if len(totals) == len(rows) else None,
        "valid_until": date(2026, 12, 24),
        "payment_terms": "Net 30",
        "terms": "Returns within 30 days.",
        "cover": Cover(text="Hi Dana,\n\nthank you.", origin="embedded"),
    }
    issued = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    return RenderRequest(Draft(**{**values, **draft}), company, locale, "UTC", issued, watermark)


def printed(asked: RenderRequest) -> bytes:
    return print_quote(content_of(asked, typeface().regular))


def document_of(asked: RenderRequest):
    """The printed quote, opened."""
    import pypdfium2

    return pypdfium2.PdfDocument(printed(asked))


def pages_of(asked: RenderRequest) -> list[str]:
    """The text of each page."""
    return [page.get_textpage().get_text_range() for page in document_of(asked)]


def text_of(asked: RenderRequest) -> str:
    return "\n".join(pages_of(asked))


PACKED = Flag(code="pack_converted")
