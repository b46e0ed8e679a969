"""The screen: what never reaches an extractor (spec: intake). Plain code, first reason wins."""

from __future__ import annotations

from qd_core.model.message import Lane, MailSignals
from qd_core.model.quote import Reason
from qd_core.model.rfq import Rfq
from qd_core.model.rules import Rules

__all__ = ["screen"]


def screen(rfq: Rfq, rules: Rules) -> Reason | None:
    """Why ``rfq`` is rejected at the door, or None. Whether it asks for a quote at all is decided on its lines."""
    signals = rfq.signals
    if (unwanted := _unwanted(signals)) is not None:
        return unwanted
    if listed := _listed(rfq.buyer.domain, rules.blocked_domains):
        return Reason(code="blocked_domain", detail=f"{listed} is a blocked domain")
    if listed := _listed(rfq.buyer.domain, rules.competitors):
        return Reason(code="competitor", detail=f"{listed} is a competitor's domain")
    if rfq.lane is Lane.FORM and not rfq.buyer.email:
        return Reason(code="missing_fields", detail="the form names no e-mail address to answer to")
    return None


def _unwanted(signals: MailSignals) -> Reason | None:
    """What the mail's own headers say against it."""
    if signals.virus_verdict.upper() == "FAIL":
        return Reason(code="virus", detail="the mail service found a virus in it")
    if signals.spam_verdict.upper() == "FAIL":
        return Reason(code="spam", detail="the mail service calls it spam")
    return Reason(code="auto_reply", detail=signals.auto_reply) if signals.auto_reply else None


def _listed(domain: str, entries: tuple[tuple[str, object], ...]) -> str:
    """The listed domain that ``domain`` is or is under."""
    return next((entry for entry, _ in entries if domain == entry or domain.endswith("." + entry)), "")
