"""A right provider of every kind, and what its contract is given beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import qd_core.testing as kit
from qd_core.model.message import Document
from qd_core.model.quote import GateResult, Outcome
from qd_core.plugin import CaptchaVerdict, StageResult
from qd_core.plugin.kinds import KINDS
from qd_core.testing import built_provider, company_documents, provider_context
from tests.contract.in_process import failures

D = Decimal
DOCUMENTS = company_documents()
CONTEXT = provider_context(objects={"quote.pdf": b"%PDF-1.7"})
ROW = DOCUMENTS.rules.tiers[1].row
APPLIES = kit.pricing_request()
UNTOUCHED = kit.pricing_request(
    "RL-99",
    "1",
    "10.00",
    destination=None,
    others=(),
    documents=company_documents(rules="Quote validity: 30 days\n"),
)
TEXT = Document(name="a.txt", media_type="text/plain", content=b"20 BR-10, please\n")


def boom(*_: object) -> Any:
    raise ValueError("no such thing")


def of(method: str, does: Callable[..., object]) -> SimpleNamespace:
    """A provider with one method, which has the method's own name."""

    def named(*given: object, **more: object) -> object:
        return does(*given, **more)

    named.__name__ = method
    return SimpleNamespace(**{method: named})


# --- one right provider a kind, and what its contract is given beside it ------------------------------------------


def right_stage(request: Any) -> StageResult:
    if not request.quote.documents.rules.tiers or request.unit_price is None:
        return StageResult()
    return StageResult(unit_price=request.unit_price * D("0.9"), effect="-10%", citation=ROW)


def right_gate(request: Any) -> GateResult:
    outcome = Outcome.FAIL if "guarantee" in request.cover else Outcome.PASS
    return GateResult(gate="gate", outcome=outcome, detail="a promise" if outcome is Outcome.FAIL else "")


def verify(request: Any) -> CaptchaVerdict:
    return CaptchaVerdict(passed=False, reason="not issued for this form")


class Account:
    """A right CRM adapter with the account that it keeps things in."""

    def __init__(self) -> None:
        self.notes: dict[str, list[str]] = {}
        self.files: dict[str, list[str]] = {}

    def upsert_contact(self, email: str, *_: str) -> str:
        return email

    def create_deal(self, rfq_id: str, *_: object) -> str:
        return rfq_id

    def attach_file(self, deal: str, key: str) -> None:
        self.files[deal] = [*(one for one in self.files.get(deal, []) if one != key), key]

    def add_note(self, deal: str, text: str) -> None:
        self.notes[deal] = [*(one for one in self.notes.get(deal, []) if one != text), text]


def crm(**methods: Callable[..., object]) -> SimpleNamespace:
    account = Account()
    names = ("upsert_contact", "create_deal", "attach_file", "add_note")
    return SimpleNamespace(account=account, **{name: getattr(account, name) for name in names} | methods)


RIGHT: dict[str, object] = {
    "captcha_verifier": of("verify", verify),
    "intake_parser": built_provider("intake_parser", "upload", CONTEXT),
    "text_extractor": built_provider("text_extractor", "plain", CONTEXT),
    "field_extractor": built_provider("field_extractor", "embedded", CONTEXT),
    "sku_resolver": built_provider("sku_resolver", "exact", CONTEXT),
    "tier_lookup": built_provider("tier_lookup", "rules_document", CONTEXT),
    "pricing_stage": of("apply", right_stage),
    "guardrail_gate": of("check", right_gate),
    "cover_composer": built_provider("cover_composer", "embedded", CONTEXT),
    "pdf_renderer": of("render", lambda _: b"%PDF-1.7\n%%EOF\n"),
    "notifier": of("notify", lambda _: None),
    "crm_adapter": crm(),
}
CLEAN = kit.gate_request()
DIRTY = replace(CLEAN, cover="We guarantee it.")
GIVEN: dict[str, tuple[str, Mapping[str, object]]] = {
    "captcha_verifier": ("verifier", {}),
    "intake_parser": ("parser", {"accepted": kit.upload_message(), "declined": kit.form_message()}),
    "text_extractor": (
        "extractor",
        {"accepted": TEXT, "declined": Document(name="x.bin", media_type="", content=b"\0\1\2\3" * 99)},
    ),
    "field_extractor": ("extractor", {"rfq": kit.rfq_saying(), "documents": DOCUMENTS}),
    "sku_resolver": ("resolver", {"hit": kit.sku_request("BR-10"), "sku": "BR-10"}),
    "tier_lookup": ("lookup", {"known": kit.customer(), "tier": "trade"}),
    "pricing_stage": ("stage", {"applies": APPLIES, "untouched": UNTOUCHED}),
    "guardrail_gate": ("gate", {"clean": CLEAN, "dirty": DIRTY}),
    "cover_composer": ("composer", {"cover_request": kit.cover_request()}),
    "pdf_renderer": ("renderer", {"render_request": kit.render_request()}),
    "notifier": ("notifier", {}),
    "crm_adapter": ("crm", {"stored_key": kit.stored_object("quote.pdf")}),
}
CONTRACTS = {kind.name: getattr(kit, f"{kind.protocol}Contract") for kind in KINDS}


def judged(kind: str, provider: Any, name: str = "") -> list[str]:
    fixture, given = GIVEN[kind]
    if account := getattr(provider, "account", None):
        looked_up = {
            what: lambda deal, what=what: getattr(account, what).get(deal, ()) for what in ("notes", "files")
        }
        given = {**given, **looked_up}
    return failures(CONTRACTS[kind], {fixture: provider, **given}, name)
