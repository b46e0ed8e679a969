"""A ship chandler of eight articles: small enough that any change of a price is seen at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from qd_core.backends.memory import MemoryBackend
from qd_core.config import deployment_from
from qd_core.documents.load import load_documents
from qd_core.entry.wiring import build_app, company_of
from qd_core.model.message import InboundMessage
from qd_core.model.quote import Draft
from qd_core.model.rfq import Rfq
from qd_core.model.rules import CompanyDocuments
from qd_core.pipeline.app import App
from qd_core.pipeline.receive import receive
from qd_core.testing.clock import ManualClock

__all__ = ["NOW", "Drafted", "Outcome", "chandlery", "draft_of", "outcome_of", "taken_in", "what_came_of"]

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)

CATALOG = """Company: Tidewater Chandlery
Currency: USD

Rigging

SKU | Description | Unit | Price | Aliases | Pack | MOQ | Cost
SH-0810 | Bow shackle 8 mm, stainless 316 | each | 6.40 | bow shackle small | 10 | | 3.10
SH-1012 | Bow shackle 10 mm, stainless 316 | each | 9.80 | bow shackle large | 10 | | 5.20
TB-1200 | Turnbuckle M12, jaw and jaw | each | 41.50 | bottle screw M12 | | | 22.00
WR-0600 | Wire rope 6 mm, 7x19, 100 m reel | reel | 212.00 | | | | 150.00

Deck

SKU | Description | Unit | Price | Aliases | Pack | MOQ | Cost
CL-2500 | Mooring cleat 250 mm, aluminium | each | 18.25 | | 4 | | 9.00
FD-4000 | Fender 40 cm, white | each | 33.00 | | 2 | | 17.00
BL-0075 | Bilge pump 75 litres/min | each | 129.00 | | | | 80.00
RP-1400 | Mooring rope 14 mm, polyester, 220 m coil | coil | 298.00 | | | | 190.00
"""
RULES = """Quote validity: 21 days
Discount cap: 25%
Ship from: Norfolk, VA, USA
Payment terms: Net 30
Margin floor: 10%

Tiers
Tier | Discount
new prospect | 0%
yard | 8%
fleet | 20%

Customers
Domain | Tier
saltmarsh.example | yard
northfleet.example | fleet

Volume
SKU | Min qty | Discount
SH-0810 | 200 | 12%

Regions
Region | Matches | Adjustment | Freight
Virginia | VA; Virginia | 0% | 0.00
Carolinas | NC; SC; North Carolina; South Carolina | +3% | 75.00

Do not serve
Matches
Iceland
"""
VOICE = """Say
Call the yard desk with any question.

Signature
The Tidewater desk
"""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What the whole chain made of one message."""

    rfq: Rfq
    draft: Draft


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that costs somebody money or reaches somebody: equal for a mail and its clean twin."""

    move: str
    lines: tuple[tuple[object, ...], ...]
    tier: str
    currency: str
    charges: tuple[tuple[str, str], ...]
    total: str
    recipient: str
    destination: str
    payment_terms: str
    valid_until: str
    manager_approval: bool
    cover: str
    questions: tuple[str, ...]


@cache
def chandlery() -> App:
    """The company's application in memory; every message given is drafted."""
    with TemporaryDirectory() as name:
        for stem, text in (("catalog", CATALOG), ("rules", RULES), ("voice", VOICE)):
            (Path(name) / f"{stem}.txt").write_text(text, encoding="utf-8")
        documents: CompanyDocuments = load_documents(Path(name))
    tree = {
        "app": {"dedupe_window_hours": 0},
        "company": {"name": "Tidewater Chandlery", "email": "quotes@tidewater.example"},
    }
    deployment = deployment_from(tree, origin="qd.toml")
    company = company_of(deployment, documents, folder=None)
    return build_app(deployment, MemoryBackend(clock=ManualClock(NOW)), lambda: documents, company)


def taken_in(message: InboundMessage) -> str:
    """Takes one message through the whole chain, up to its draft; the RFQ's id."""
    app = chandlery()
    rfq_id = receive(app, message)
    app.run_until_idle()
    return rfq_id


def what_came_of(rfq_id: str) -> Drafted:
    """What was stored of an RFQ and of its draft."""
    app = chandlery()
    found = app.draft(rfq_id)
    assert found is not None, "no draft came out"
    return Drafted(app.record(rfq_id)[0].rfq, found[0].draft)


def draft_of(message: InboundMessage) -> Drafted:
    """The draft of one message, through the whole chain."""
    return what_came_of(taken_in(message))


def outcome_of(drafted: Drafted) -> Outcome:
    """What has to stay equal."""
    draft = drafted.draft
    place = draft.constraints.destination
    return Outcome(
        move=draft.move.value,
        lines=tuple(
            (line.sku, line.quantity, line.unit, line.unit_price, line.line_total, line.discount_pct)
            for line in draft.lines
        ),
        tier=draft.tier.name,
        currency=draft.currency,
        charges=tuple((charge.code, str(charge.amount)) for charge in draft.charges),
        total=str(draft.total),
        recipient=drafted.rfq.buyer.email,
        destination=place.value.text if place else "",
        payment_terms=draft.payment_terms,
        valid_until=str(draft.valid_until),
        manager_approval=draft.manager_approval,
        cover=draft.cover.text.replace(draft.reference, "Q-REFERENCE") if draft.cover else "",
        questions=draft.questions,
    )
