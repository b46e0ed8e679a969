"""Drafts of the invented company, priced by the real chain, for the gates to look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qd_core.builtin import block_list, citation, discount_cap, fabricated_sku
from qd_core.config import AppSettings
from qd_core.model.message import Lane
from qd_core.model.quote import Draft, GateResult, Move, ResolvedLine
from qd_core.model.rfq import Buyer
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin import Company, GateRequest, GuardrailGate, NoSettings
from tests.unit.pricing import shop
from tests.unit.pricing.shop import Order, line, quote

BUYER = Buyer(email="dana@acme.example", name="Dana Field", company="Acme Works", domain="acme.example")
COMPANY = Company(name="Northgate Fixings", phone="+1 555 0134", address=("12 Mill Road", "Denver, CO 80202"))


def draft(*lines: ResolvedLine, order: Order | None = None, **more: Any) -> Draft:
    """A draft of the lines; 120 bars and 50 washers to California where none are named."""
    order = order or Order(tier=shop.TRADE, destination=shop.CALIFORNIA)
    lines = lines or (line("TB-1040", "120"), line("WS-10", "50", 2))
    partial = bool(more.get("partial"))
    priced = quote(*lines, order=order, partial=partial)
    usual: dict[str, Any] = {
        "rfq_id": "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0123", "lane": Lane.EMAIL, "received_at": shop.NOON,
        "move": Move.CLARIFY if partial else Move.AUTO_DRAFT, "partial": False, "reasons": (), "buyer": BUYER,
        "tier": order.tier, "subject": "Threaded bar", "text": "Please quote threaded bar and washers.",
        "lines": priced.lines, "currency": priced.currency, "subtotal": priced.subtotal, "charges": priced.charges,
        "total": priced.total, "valid_until": priced.valid_until, "validity_citation": priced.validity_citation,
        "manager_approval": priced.manager_approval,
    }  # fmt: skip
    return Draft(**{**usual, **more})


def gates(
    docs: CompanyDocuments | None = None, app: AppSettings | None = None
) -> list[tuple[str, GuardrailGate]]:
    """The four, through their own hooks."""
    modules = (citation, fabricated_sku, block_list, discount_cap)
    return [
        (offer.name, offer.build(NoSettings(), shop.context(docs, app)))
        for module in modules
        for offer in module.qd_guardrail_gates()
    ]


def check(
    name: str,
    cover: str,
    *,
    of: Draft | None = None,
    docs: CompanyDocuments | None = None,
    app: AppSettings | None = None,
    rep_text: Mapping[str, str] | None = None,
) -> GateResult:
    """What the gate ``name`` says."""
    docs = docs or shop.documents()
    gate = dict(gates(docs, app))[name]
    return gate.check(GateRequest(of or draft(), docs, cover, dict(rep_text or {}), COMPANY))


def said(result: GateResult) -> list[str]:
    """The offending words, in the order found."""
    return [finding.text for finding in result.findings]
