"""A company of three SKUs, as texts: what a test changes is seen at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from qd_core.backends.memory import MemoryBackend
from qd_core.config import deployment_from
from qd_core.documents.load import load_documents
from qd_core.entry.wiring import build_app, company_of
from qd_core.model.message import InboundMessage, Lane
from qd_core.pipeline.app import App
from qd_core.pipeline.receive import receive
from qd_core.ports import Backend
from qd_core.testing.clock import ManualClock

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

CATALOG = """Company: Small Co
Currency: USD

Brackets

SKU | Description | Unit | Price | Aliases | Pack | MOQ | Cost
BR-10 | Shelf bracket 10 inch, steel | each | 4.20 | shelf bracket small | 10 | | 2.00
BR-12 | Shelf bracket 12 inch, steel | each | 5.00 | shelf bracket large | 10 | 5 | 4.90
RL-50 | Cotton rope 50 m | roll | 31.00 | | | |
"""
RULES = """Quote validity: 30 days
Discount cap: 20%
Ship from: Chicago, IL, USA
Payment terms: Net 30
Margin floor: 10%

Tiers
Tier | Discount
new prospect | 0%
trade | 10%

Customers
Domain | Tier
acme.example | trade

Volume
SKU | Min qty | Discount
BR-10 | 100 | 15%

Regions
Region | Matches | Adjustment | Freight
Illinois | IL; Illinois | 0% | 0.00
Elsewhere | IN; Indiana | +5% | 45.00

Fuel surcharge
Family | Surcharge
Brackets | 2%

Do not serve
Matches
Canada
"""
VOICE = """Say
Call us any time.

Signature
The Small Co team
"""
MAIL = """From: Dana Field <dana@acme.example>
To: quotes@small.example
Subject: Brackets
Date: Mon, 02 Mar 2026 09:00:00 +0000
Message-ID: <one@acme.example>

Hello,

{body}

Thanks
Dana
"""


def mail(body: str, **headers: str) -> InboundMessage:
    """A mail of Dana's; ``headers`` replace lines of its head."""
    text = MAIL.format(body=body)
    for name, value in headers.items():
        head = name.replace("_", "-").title()
        lines = [f"{head}: {value}" if line.startswith(f"{head}:") else line for line in text.splitlines()]
        text = "\n".join(lines if f"{head}: {value}" in lines else [f"{head}: {value}", *lines])
    return InboundMessage(
        lane=Lane.EMAIL, content=text.encode(), name="mail.eml", media_type="message/rfc822"
    )


def small_app(
    folder: Path,
    *,
    backend: Backend | None = None,
    clock: ManualClock | None = None,
    rules: str = RULES,
    **tree: Mapping[str, object],
) -> App:
    """The company's application on ``backend`` (in memory by default)."""
    documents_folder = folder / "documents"
    documents_folder.mkdir(exist_ok=True)
    for name, text in (("catalog", CATALOG), ("rules", rules), ("voice", VOICE)):
        (documents_folder / f"{name}.txt").write_text(text)
    documents = load_documents(documents_folder)
    company = {"name": "Small Co", "email": "quotes@small.example"}
    people = {"on_call_rep": "rep@small.example", "sales_lead": "lead@small.example"}
    deployment = deployment_from({"company": company, "people": people, **tree}, origin="qd.toml")
    machinery = backend or MemoryBackend(clock=clock or ManualClock(NOW))
    return build_app(deployment, machinery, lambda: documents, company_of(deployment, documents, folder=None))


def take_in(app: App, message: InboundMessage) -> str:
    """The message through the whole chain; its RFQ's id."""
    rfq_id = receive(app, message)
    app.run_until_idle()
    return rfq_id
