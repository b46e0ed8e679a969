"""A small invented company: documents as texts, so that what a test changes is seen at a glance."""

from __future__ import annotations

from functools import lru_cache

from qd_core.documents.load import read_documents
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin.protocols import Company

__all__ = ["CATALOG", "RULES", "VOICE", "company", "company_documents"]

CATALOG = """Company: Small Co
Currency: USD

Brackets

SKU | Description | Unit | Price | Aliases | Pack | MOQ | Cost
BR-10 | Shelf bracket 10 inch, steel | each | 4.20 | shelf bracket small | 10 | | 2.00
BR-12 | Shelf bracket 12 inch, steel | each | 5.00 | shelf bracket large | 10 | 5 | 2.90

Rope

SKU | Description | Unit | Price
RL-50 | Cotton rope 50 m | roll | 31.00
RL-99 | Mooring rope, made to order | roll |
"""
"""Four SKUs; RL-99 has no price."""

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
BR-10 | 100 | 5%

Regions
Region | Matches | Adjustment | Freight
Illinois | IL; Illinois | 0% | 0.00
Elsewhere | IN; Indiana | +5% | 45.00

Bundles
Bundle | SKUs | Discount
Shelf set | BR-10; BR-12 | 3%
"""
"""A row of every rule; Acme (acme.example) is ``trade``."""

VOICE = """Say
Call us any time.

Never say
best price in town

Signature
The Small Co team
"""


@lru_cache(maxsize=64)
def company_documents(
    *, catalog: str = CATALOG, rules: str = RULES, voice: str = VOICE, more_rules: str = ""
) -> CompanyDocuments:
    """The three documents, read by the same code as a company's own. ``more_rules`` goes below the rules: a section of
    your own. Raises DocumentError with every problem of the texts."""
    texts = {"catalog": catalog, "rules": f"{rules}\n{more_rules}", "voice": voice}
    return read_documents({name: (f"{name}.txt", text.encode(), None) for name, text in texts.items()})


def company() -> Company:
    """Small Co as it stands on a quote."""
    return Company(
        name="Small Co",
        address=("12 Mill Road", "Chicago, IL 60601"),
        email="quotes@small.example",
        phone="+1 555 0134",
    )
