"""Contracts of the provider kinds: subclass one, name the provider, inherit the assertions."""

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

__all__ = [
    "CaptchaVerifierContract",
    "Contract",
    "CoverComposerContract",
    "CrmAdapterContract",
    "FieldExtractorContract",
    "GuardrailGateContract",
    "IntakeParserContract",
    "Kept",
    "NotifierContract",
    "PdfRendererContract",
    "PricingStageContract",
    "SkuResolverContract",
    "TextExtractorContract",
    "TierLookupContract",
]
