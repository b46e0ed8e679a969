"""The deployment's providers as the pipeline uses them: typed, guarded, in order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, TypeVar, cast

from qd_core.model.customer import Tier
from qd_core.model.message import ExtractedText, Pending
from qd_core.model.quote import Candidate, Cover, GateResult
from qd_core.model.rfq import Fields, Rfq
from qd_core.pipeline.calling import guard
from qd_core.plugin.kinds import KINDS
from qd_core.plugin.protocols import (
    CaptchaVerdict,
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
    StageResult,
    TextExtractor,
    TierLookup,
)
from qd_core.plugin.registry import Bound, Registry
from qd_core.plugin.tracing import tracing

__all__ = ["Named", "Providers"]

P = TypeVar("P")
Named = tuple[str, P]
"""A provider with its name, which traces and errors carry."""

_KINDS = {kind.name: kind for kind in KINDS}
_NONE = type(None)


class Providers:
    """Each property loads its kind when it is first used: a Lambda imports only what it needs."""

    def __init__(self, registry: Registry, *, timeout: float) -> None:
        self._registry = registry
        self._timeout = timeout

    def _guarded(self, kind: str, *expect: type, of: type = object) -> Sequence[Named[Any]]:
        bound = cast("tuple[Bound[Any], ...]", self._registry.providers(_KINDS[kind]))
        return [(one.name, guard(one, timeout=self._timeout, expect=expect, of=of)) for one in bound]

    @cached_property
    def intake_parsers(self) -> Sequence[Named[IntakeParser]]:
        """First that does not decline."""
        return self._guarded("intake_parser", Rfq, _NONE)

    @cached_property
    def text_extractors(self) -> Sequence[Named[TextExtractor]]:
        """First that does not decline."""
        return self._guarded("text_extractor", ExtractedText, Pending, _NONE)

    @cached_property
    def field_extractors(self) -> Sequence[Named[FieldExtractor]]:
        """First that does not decline; the next one on a transient error."""
        return self._guarded("field_extractor", Fields, _NONE)

    @cached_property
    def sku_resolvers(self) -> Sequence[Named[SkuResolver]]:
        """All, in order."""
        return self._guarded("sku_resolver", list, tuple, of=Candidate)

    @cached_property
    def tier_lookups(self) -> Sequence[Named[TierLookup]]:
        """First that knows."""
        return self._guarded("tier_lookup", Tier, _NONE)

    @cached_property
    def pricing_stages(self) -> Sequence[Named[PricingStage]]:
        """The chain, unguarded: pricing itself checks every result and names the stage that fails, and a guard would
        cost a tenth of a line's price."""
        if tracing():
            return self._guarded("pricing_stage", StageResult)
        bound = cast("tuple[Bound[PricingStage], ...]", self._registry.providers(_KINDS["pricing_stage"]))
        return [(one.name, one.impl) for one in bound]

    def origin_of(self, kind: str, name: str) -> str:
        """The distribution and version behind a provider that runs."""
        return next((one.origin for one in self._registry.providers(_KINDS[kind]) if one.name == name), "")

    @cached_property
    def guardrail_gates(self) -> Sequence[Named[GuardrailGate]]:
        """All, the four built-in ones always."""
        return self._guarded("guardrail_gate", GateResult)

    @cached_property
    def cover_composer(self) -> Named[CoverComposer]:
        """The one."""
        return self._guarded("cover_composer", Cover)[0]

    @cached_property
    def pdf_renderer(self) -> Named[PdfRenderer]:
        """The one."""
        return self._guarded("pdf_renderer", bytes)[0]

    @cached_property
    def captcha_verifier(self) -> Named[CaptchaVerifier]:
        """The one."""
        return self._guarded("captcha_verifier", CaptchaVerdict)[0]

    @cached_property
    def notifiers(self) -> Sequence[Named[Notifier]]:
        """All."""
        return self._guarded("notifier", _NONE)

    @cached_property
    def crm_adapter(self) -> Named[CrmAdapter]:
        """The one."""
        return self._guarded("crm_adapter", str)[0]
