"""The kit of plugin authors: contract classes, a small company, requests, a clock that stands still, a context.

Subclass the contract of your kind, say ``provider = "<name>"``, and inherit the assertions. The names are imported when
they are first used: pytest loads this package's plugin in every run.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qd_core.testing.clock import ManualClock
    from qd_core.testing.context import provider_context, stored_object
    from qd_core.testing.installed import built_provider, installed_plugin
    from qd_core.testing.kinds.contract import Contract
    from qd_core.testing.kinds.intake import CaptchaVerifierContract, IntakeParserContract
    from qd_core.testing.kinds.outside import CrmAdapterContract, Kept, NotifierContract
    from qd_core.testing.kinds.pricing import GuardrailGateContract, PricingStageContract
    from qd_core.testing.kinds.quoting import (
        CoverComposerContract,
        PdfRendererContract,
        SkuResolverContract,
        TierLookupContract,
    )
    from qd_core.testing.kinds.reading import FieldExtractorContract, TextExtractorContract
    from qd_core.testing.loopback import Accident, Loopback, LoopbackPart, LoopbackRequest, Reply
    from qd_core.testing.requests import (
        cover_request,
        customer,
        draft_of,
        form_message,
        gate_request,
        line_item,
        mail_message,
        place,
        pricing_request,
        render_request,
        rfq_saying,
        sku_request,
        upload_message,
    )
    from qd_core.testing.small_company import CATALOG, RULES, VOICE, company, company_documents

__all__ = [
    # contracts
    "CaptchaVerifierContract",
    "Contract",
    "CoverComposerContract",
    "CrmAdapterContract",
    "FieldExtractorContract",
    "GuardrailGateContract",
    "IntakeParserContract",
    "NotifierContract",
    "PdfRendererContract",
    "PricingStageContract",
    "SkuResolverContract",
    "TextExtractorContract",
    "TierLookupContract",
    "Kept",
    # the small company
    "CATALOG",
    "RULES",
    "VOICE",
    "company",
    "company_documents",
    # a provider's surroundings
    "ManualClock",
    "built_provider",
    "installed_plugin",
    "provider_context",
    "stored_object",
    # a vendor on this machine
    "Accident",
    "Loopback",
    "LoopbackPart",
    "LoopbackRequest",
    "Reply",
    # requests
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

_HOMES = {
    "clock": ("ManualClock",),
    "small_company": ("CATALOG", "RULES", "VOICE", "company", "company_documents"),
    "context": ("provider_context", "stored_object"),
    "installed": ("built_provider", "installed_plugin"),
    "loopback": ("Accident", "Loopback", "LoopbackPart", "LoopbackRequest", "Reply"),
    "requests": tuple(__all__[__all__.index("cover_request") :]),
    "kinds": ("Kept", *(name for name in __all__ if name.endswith("Contract"))),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return __all__
