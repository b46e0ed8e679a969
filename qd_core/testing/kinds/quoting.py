"""Contracts of what quotes: resolvers, tier look-ups, pricing stages, gates, composers, renderers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from qd_core.model.customer import Customer, Tier
from qd_core.model.quote import Candidate, Cover, GateResult, Outcome
from qd_core.money import exact
from qd_core.plugin.protocols import (
    CoverComposer,
    CoverRequest,
    GateRequest,
    GuardrailGate,
    PdfRenderer,
    PricingRequest,
    PricingStage,
    RenderRequest,
    SkuRequest,
    SkuResolver,
    StageResult,
    TierLookup,
)

__all__ = [
    "CoverComposerContract",
    "GuardrailGateContract",
    "PdfRendererContract",
    "PricingStageContract",
    "SkuResolverContract",
    "TierLookupContract",
]


class SkuResolverContract:
    """Give fixtures ``resolver``, ``hit`` (a request it answers) and ``sku`` (what the best answer must be)."""

    def test_the_best_candidate_is_the_sku(self, resolver: SkuResolver, hit: SkuRequest, sku: str) -> None:
        found = resolver.candidates(hit)
        assert found, "no candidate"
        assert found[0].sku == sku

    def test_candidates_are_of_the_catalog_and_best_first(
        self, resolver: SkuResolver, hit: SkuRequest
    ) -> None:
        found = resolver.candidates(hit)
        for candidate in found:
            assert isinstance(candidate, Candidate)
            assert hit.documents.catalog.get(candidate.sku), f"{candidate.sku} is invented"
            assert 0 <= candidate.score <= 1
        scores = [candidate.score for candidate in found]
        assert scores == sorted(scores, reverse=True)

    def test_nonsense_is_no_confident_match(self, resolver: SkuResolver, hit: SkuRequest) -> None:
        for name in ("", "zzqx vvwk 99871", "?" * 10_000):
            found = resolver.candidates(replace(hit, name=name, description=""))
            assert all(candidate.score < 0.5 for candidate in found), f"{name[:20]!r} matched {found[0]}"

    def test_the_same_request_gives_the_same_answer(self, resolver: SkuResolver, hit: SkuRequest) -> None:
        assert list(resolver.candidates(hit)) == list(resolver.candidates(hit))


class TierLookupContract:
    """Give fixtures ``lookup``, ``known`` (a customer it knows) and ``tier`` (the name it must give)."""

    def test_a_known_customer_has_the_tier(self, lookup: TierLookup, known: Customer, tier: str) -> None:
        found = lookup.tier_of(known)
        assert isinstance(found, Tier)
        assert found.name == tier
        assert found.source, "a tier says where it comes from"

    def test_an_unknown_customer_has_none(self, lookup: TierLookup) -> None:
        stranger = Customer(email="nobody@unknown-stranger.example", domain="unknown-stranger.example")
        assert lookup.tier_of(stranger) is None
        assert lookup.tier_of(Customer()) is None


class PricingStageContract:
    """Give fixtures ``stage``, ``applies`` (a request its rule covers) and ``untouched`` (one that no rule covers)."""

    def test_a_changed_price_cites_its_row(self, stage: PricingStage, applies: PricingRequest) -> None:
        with exact():
            found = stage.apply(applies)
        assert isinstance(found, StageResult), f"apply returned {type(found).__name__}"
        assert _touches(found), "the request is one that its rule covers"
        if found.unit_price is not None:
            assert isinstance(found.unit_price, Decimal), "money is Decimal"
            assert found.unit_price >= 0
            assert found.citation is not None or found.steps, "every number cites the row it came from"
            assert found.effect or found.steps, "the trace says what was done"
        for step in found.steps:
            assert isinstance(step.unit_price, Decimal)
            assert step.citation is not None
        for charge in found.charges:
            assert isinstance(charge.amount, Decimal)
            assert charge.citation is not None

    def test_a_missing_rule_leaves_the_line_alone(
        self, stage: PricingStage, untouched: PricingRequest
    ) -> None:
        with exact():
            found = stage.apply(untouched)
        assert found.unit_price is None
        assert not found.steps
        assert not found.charges

    def test_it_is_pure(self, stage: PricingStage, applies: PricingRequest) -> None:
        before = replace(applies)
        with exact():
            first, second = stage.apply(applies), stage.apply(applies)
        assert first == second
        assert applies == before, "a stage returns its result, it does not change the request"


def _touches(result: StageResult) -> bool:
    return bool(
        result.unit_price is not None or result.steps or result.charges or result.flags or result.stop
    )


class GuardrailGateContract:
    """Give fixtures ``gate``, ``clean`` (a request it passes) and ``dirty`` (one that it fails or flags)."""

    def test_a_clean_draft_passes(self, gate: GuardrailGate, clean: GateRequest) -> None:
        found = gate.check(clean)
        assert isinstance(found, GateResult), f"check returned {type(found).__name__}"
        assert found.outcome is Outcome.PASS, found
        assert not found.needs_manager

    def test_a_dirty_draft_is_caught_with_a_reason(self, gate: GuardrailGate, dirty: GateRequest) -> None:
        found = gate.check(dirty)
        assert found.outcome is not Outcome.PASS
        assert found.detail or found.findings, "a person must see why"
        for finding in found.findings:
            if finding.where == "cover" and finding.start is not None:
                assert dirty.cover[finding.start : finding.end] == finding.text

    def test_it_is_pure(self, gate: GuardrailGate, dirty: GateRequest) -> None:
        assert gate.check(dirty) == gate.check(dirty)


class CoverComposerContract:
    """Give fixtures ``composer`` and ``request`` (as ``cover_request``)."""

    def test_it_writes_a_cover(self, composer: CoverComposer, cover_request: CoverRequest) -> None:
        cover = composer.compose(cover_request)
        assert isinstance(cover, Cover), f"compose returned {type(cover).__name__}"
        assert cover.text.strip()
        assert cover.origin, "a cover says who wrote it"

    def test_cost_and_margin_never_show(self, composer: CoverComposer, cover_request: CoverRequest) -> None:
        secret = Decimal("98765.4321")
        lines = tuple(replace(line, cost=secret, margin=secret) for line in cover_request.draft.lines)
        draft = cover_request.draft.model_copy(update={"lines": lines})
        text = composer.compose(replace(cover_request, draft=draft)).text
        assert "98765" not in text.replace(",", "").replace(".", "").replace(" ", "")


class PdfRendererContract:
    """Give fixtures ``renderer`` and ``render_request``."""

    def test_it_prints_a_pdf(self, renderer: PdfRenderer, render_request: RenderRequest) -> None:
        printed = renderer.render(render_request)
        assert isinstance(printed, bytes), f"render returned {type(printed).__name__}"
        assert printed.startswith(b"%PDF-")
        assert b"%%EOF" in printed[-1024:]

    def test_the_same_request_gives_the_same_bytes(
        self, renderer: PdfRenderer, render_request: RenderRequest
    ) -> None:
        assert renderer.render(render_request) == renderer.render(render_request)

    def test_hostile_text_is_printed_not_obeyed(
        self, renderer: PdfRenderer, render_request: RenderRequest
    ) -> None:
        nasty = '<b>&"<font size=99> 漢字 🙂 \x00 ' + "x" * 300
        lines = tuple(replace(line, description=nasty) for line in render_request.draft.lines)
        buyer = render_request.draft.buyer.model_copy(update={"name": nasty, "company": nasty})
        draft = render_request.draft.model_copy(update={"lines": lines, "buyer": buyer, "subject": nasty})
        assert renderer.render(replace(render_request, draft=draft)).startswith(b"%PDF-")
