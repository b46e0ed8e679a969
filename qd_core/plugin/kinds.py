"""Every kind of provider: its hook, how it is executed, and how a deployment selects it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["KINDS", "Kind", "Mode", "kind_of_hook", "kind_of_select_key"]


class Mode(StrEnum):
    """The whole vocabulary of execution."""

    ONE = "one"
    FIRST = "first"
    CHAIN = "chain"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Kind:
    """``select`` is the key under ``[select]``; ``mandatory`` names cannot be removed; ``default`` is used where the
    deployment selects nothing; ``io`` kinds run under a timeout."""

    name: str
    hook: str
    protocol: str
    method: str
    mode: Mode
    select: str
    default: tuple[str, ...]
    summary: str
    mandatory: tuple[str, ...] = ()
    io: bool = False


_STAGES = ("base_price", "tier_discount", "volume_break", "regional", "bundle")
_FILES = ("ubl", "gaeb", "x12", "edifact", "cxml", "plain", "csv", "xlsx", "docx", "pdf", "tesseract")
_GATES = ("citation", "fabricated_sku", "block_list", "discount_cap")

# fmt: off
KINDS: tuple[Kind, ...] = (
    Kind("captcha_verifier", "qd_captcha_verifiers", "CaptchaVerifier", "verify", Mode.ONE, "captcha_verifier",
         ("none",), "tells people from programs on the web form", io=True),
    Kind("intake_parser", "qd_intake_parsers", "IntakeParser", "parse", Mode.FIRST, "intake_parsers",
         ("email", "form", "upload"), "turns a raw message into an RFQ"),
    Kind("text_extractor", "qd_text_extractors", "TextExtractor", "extract", Mode.FIRST, "text_extractors",
         _FILES, "reads the text and tables of a file", io=True),
    Kind("field_extractor", "qd_field_extractors", "FieldExtractor", "extract", Mode.FIRST, "field_extractors",
         ("embedded",), "reads line items, constraints and context", io=True),
    Kind("sku_resolver", "qd_sku_resolvers", "SkuResolver", "candidates", Mode.ALL, "sku_resolvers",
         ("exact", "alias", "fuzzy"), "proposes SKUs for a line", io=True),
    Kind("tier_lookup", "qd_tier_lookups", "TierLookup", "tier_of", Mode.FIRST, "tier_lookups",
         ("rules_document",), "knows a customer's tier", io=True),
    Kind("pricing_stage", "qd_pricing_stages", "PricingStage", "apply", Mode.CHAIN, "pricing_stages",
         _STAGES, "one stage of the price waterfall"),
    Kind("guardrail_gate", "qd_guardrail_gates", "GuardrailGate", "check", Mode.ALL, "guardrail_gates",
         _GATES, "keeps a wrong draft from the buyer", mandatory=_GATES),
    Kind("cover_composer", "qd_cover_composers", "CoverComposer", "compose", Mode.ONE, "cover_composer",
         ("embedded",), "writes the cover paragraph", io=True),
    Kind("pdf_renderer", "qd_pdf_renderers", "PdfRenderer", "render", Mode.ONE, "pdf_renderer",
         ("reportlab",), "prints the quote"),
    Kind("notifier", "qd_notifiers", "Notifier", "notify", Mode.ALL, "notifiers",
         ("log",), "tells people", io=True),
    Kind("crm_adapter", "qd_crm_adapters", "CrmAdapter", "create_deal", Mode.ONE, "crm_adapter",
         ("none",), "keeps contacts and deals", io=True),
)
# fmt: on


def kind_of_hook(hook: str) -> Kind:
    """The kind that ``hook`` offers; KeyError for any other name."""
    return {kind.hook: kind for kind in KINDS}[hook]


def kind_of_select_key(key: str) -> Kind | None:
    """The kind that ``[select] key`` chooses."""
    return next((kind for kind in KINDS if kind.select == key), None)
