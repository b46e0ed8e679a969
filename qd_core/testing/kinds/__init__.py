"""Contracts of the provider kinds: subclass one, give its fixtures, inherit the assertions."""

from qd_core.testing.kinds.intake import (
    CaptchaVerifierContract,
    FieldExtractorContract,
    IntakeParserContract,
    TextExtractorContract,
)
from qd_core.testing.kinds.outside import CrmAdapterContract, NotifierContract
from qd_core.testing.kinds.quoting import (
    CoverComposerContract,
    GuardrailGateContract,
    PdfRendererContract,
    PricingStageContract,
    SkuResolverContract,
    TierLookupContract,
)

__all__ = [
    "CaptchaVerifierContract",
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
]
