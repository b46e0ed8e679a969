"""The hooks: each *offers* named things; what they do is in the Protocols.

Every example here is run by the tests.
"""

from __future__ import annotations

from collections.abc import Iterable

import pluggy

from qd_core.model.event import Event
from qd_core.plugin.protocols import (
    CaptchaVerifier,
    CoverComposer,
    CrmAdapter,
    FieldExtractor,
    GuardrailGate,
    IntakeParser,
    Notifier,
    PdfRenderer,
    PricingStage,
    SkuResolver,
    TextExtractor,
    TierLookup,
)
from qd_core.plugin.provider import Provider

__all__ = ["GROUP", "hookimpl"]

GROUP = "qd"
"""The entry-point group, and the project name that marks hook implementations."""

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def qd_captcha_verifiers() -> Iterable[Provider[CaptchaVerifier]]:
    """Offer verifiers of web-form captchas. Mode *one*."""
    return ()


@hookspec
def qd_intake_parsers() -> Iterable[Provider[IntakeParser]]:
    """Offer parsers of raw messages. Mode *first*."""
    return ()


@hookspec
def qd_text_extractors() -> Iterable[Provider[TextExtractor]]:
    """Offer readers of files. Mode *first*."""
    return ()


@hookspec
def qd_field_extractors() -> Iterable[Provider[FieldExtractor]]:
    """Offer readers of line items, constraints and context. Mode *first*."""
    return ()


@hookspec
def qd_sku_resolvers() -> Iterable[Provider[SkuResolver]]:
    """Offer resolvers of names to SKUs. Mode *all*."""
    return ()


@hookspec
def qd_tier_lookups() -> Iterable[Provider[TierLookup]]:
    """Offer sources of customer tiers. Mode *first*."""
    return ()


@hookspec
def qd_pricing_stages() -> Iterable[Provider[PricingStage]]:
    """Offer stages of the price waterfall. Mode *chain*."""
    return ()


@hookspec
def qd_guardrail_gates() -> Iterable[Provider[GuardrailGate]]:
    """Offer gates. Mode *all*; the four built-in ones always run."""
    return ()


@hookspec
def qd_cover_composers() -> Iterable[Provider[CoverComposer]]:
    """Offer writers of the cover paragraph. Mode *one*."""
    return ()


@hookspec
def qd_pdf_renderers() -> Iterable[Provider[PdfRenderer]]:
    """Offer printers of the quote. Mode *one*."""
    return ()


@hookspec
def qd_notifiers() -> Iterable[Provider[Notifier]]:
    """Offer ways to tell people. Mode *all*."""
    return ()


@hookspec
def qd_crm_adapters() -> Iterable[Provider[CrmAdapter]]:
    """Offer CRM adapters. Mode *one*."""
    return ()


@hookspec
def qd_event(event: Event) -> None:
    """Observe an event; an exception is logged and never fatal."""
