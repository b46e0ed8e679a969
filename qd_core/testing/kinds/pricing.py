"""Contracts of what decides about money: pricing stages and gates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import cast

import pytest

from qd_core.model.documents import Citation
from qd_core.model.quote import GateResult, Outcome
from qd_core.model.rules import CompanyDocuments
from qd_core.money import exact
from qd_core.plugin.context import ProviderContext
from qd_core.plugin.protocols import GateRequest, GuardrailGate, PricingRequest, PricingStage, StageResult
from qd_core.testing.kinds.contract import Contract, answer, told
from qd_core.testing.kinds.snapshot import snapshot
from qd_core.testing.requests import draft_of, gate_request, pricing_request
from qd_core.testing.small_company import company_documents

__all__ = ["GuardrailGateContract", "PricingStageContract"]


class PricingStageContract(Contract):
    """Fixtures: ``stage``, ``applies`` (a request its rule covers) and ``untouched`` (one that no rule covers)."""

    kind = "pricing_stage"

    @pytest.fixture
    def stage(self, qd_context: ProviderContext) -> PricingStage:
        """The stage named by ``provider``."""
        return cast(PricingStage, self.built(qd_context))

    @pytest.fixture
    def applies(self, qd_documents: CompanyDocuments) -> PricingRequest:
        """120 BR-10 at 4.20 for a trade customer, delivered to Gary, Indiana; BR-12 is on the quote too."""
        return pricing_request(documents=qd_documents)

    @pytest.fixture
    def untouched(self) -> PricingRequest:
        """One RL-99 of a company without a single rule."""
        bare = company_documents(rules="Quote validity: 30 days\n")
        return pricing_request(
            "RL-99", "1", "10.00", tier="new prospect", destination=None, documents=bare, others=()
        )

    def test_a_changed_price_cites_its_row(self, stage: PricingStage, applies: PricingRequest) -> None:
        found = _apply(stage, applies)
        assert found.unit_price is not None or found.steps or found.charges or found.flags or found.stop, (
            "the stage did nothing to the request `applies`: give a fixture `applies` that its rule covers"
        )
        for what, amount in _amounts(found):
            assert type(amount) is Decimal, (
                f"{what} is {told(amount)}, a {type(amount).__name__}: money is Decimal"
            )
            assert amount.is_finite(), f"{what} is {amount}: money is a finite number"
            assert amount >= 0, f"{what} is {amount}: money is never below zero"
        versions = applies.quote.documents.versions
        for what, citation in _citations(found):
            assert citation is not None, f"{what} has no citation: every number cites the row it came from"
            assert isinstance(citation, Citation), f"the citation of {what} is a {type(citation).__name__}"
            assert versions.get(citation.document) == citation.version, (
                f"{what} cites {citation.document!r} {citation.version!r}, no document of the request"
            )
        if found.unit_price is not None and not found.steps:
            assert found.effect, "a new price has no `effect` (like '-5%'): the trace says what was done"

    def test_its_steps_are_its_own_and_end_at_its_price(
        self, stage: PricingStage, applies: PricingRequest
    ) -> None:
        found = _apply(stage, applies)
        for step in found.steps:
            assert not self.provider or step.stage == self.provider, (
                f"a step is signed {step.stage!r}; the stage's name is {self.provider!r}"
            )
            assert step.effect, "a step has no `effect` (like '-5%')"
        if found.steps and found.unit_price is not None:
            assert found.unit_price == found.steps[-1].unit_price, (
                f"the price {found.unit_price} is not the last step's {found.steps[-1].unit_price}"
            )

    def test_a_missing_rule_leaves_the_line_alone(
        self, stage: PricingStage, untouched: PricingRequest
    ) -> None:
        found = _apply(stage, untouched)
        assert found.unit_price is None, f"no rule covers the line, and its price became {found.unit_price}"
        assert not found.steps, f"no rule covers the line, and there is a step {told(found.steps[0])}"
        assert not found.charges, f"no rule covers the line, and there is a charge {told(found.charges[0])}"

    def test_a_line_without_a_price_is_no_crash(self, stage: PricingStage, applies: PricingRequest) -> None:
        _apply(stage, replace(applies, unit_price=None))

    def test_it_is_pure(self, stage: PricingStage, applies: PricingRequest) -> None:
        again, before = replace(applies), snapshot(applies)
        first = _apply(stage, applies)
        assert snapshot(applies) == before, "the stage changed the request: it returns its result instead"
        assert first == _apply(stage, again), "the same request gave another result the second time"


def _apply(stage: PricingStage, request: PricingRequest) -> StageResult:
    with exact():
        found = answer(stage.apply, request)
    assert isinstance(found, StageResult), f"apply returned {type(found).__name__}, not StageResult"
    return found


def _amounts(found: StageResult) -> Iterator[tuple[str, object]]:
    if found.unit_price is not None:
        yield "the unit price", found.unit_price
    yield from ((f"the price after {step.effect!r}", step.unit_price) for step in found.steps)
    yield from ((f"the charge {charge.code!r}", charge.amount) for charge in found.charges)


def _citations(found: StageResult) -> Iterator[tuple[str, Citation | None]]:
    if found.unit_price is not None and not found.steps:
        yield "the unit price", found.citation
    yield from ((f"the step {step.effect!r}", step.citation) for step in found.steps)
    yield from ((f"the charge {charge.code!r}", charge.citation) for charge in found.charges)


class GuardrailGateContract(Contract):
    """Fixtures: ``gate``, ``clean`` (a request it passes) and ``dirty`` (one that it fails or flags)."""

    kind = "guardrail_gate"

    @pytest.fixture
    def gate(self, qd_context: ProviderContext) -> GuardrailGate:
        """The gate named by ``provider``."""
        return cast(GuardrailGate, self.built(qd_context))

    @pytest.fixture
    def clean(self, qd_documents: CompanyDocuments) -> GateRequest:
        """20 BR-10 and 2 RL-50 at catalog prices, with a cover of plain thanks."""
        return gate_request(documents=qd_documents)

    @pytest.fixture
    def dirty(self, qd_documents: CompanyDocuments) -> GateRequest:
        """A discount over the cap, and a cover with a promise, a SKU and a price that do not exist."""
        draft = draft_of(documents=qd_documents)
        lines = tuple(replace(line, discount_pct=Decimal("0.50")) for line in draft.lines)
        cover = "All in stock, best price in town. We guarantee delivery of BR-77 at USD 17.77 tomorrow."
        return gate_request(cover, draft=draft.model_copy(update={"lines": lines}), documents=qd_documents)

    def test_a_clean_draft_passes(self, gate: GuardrailGate, clean: GateRequest) -> None:
        found = _check(gate, clean)
        assert found.outcome is Outcome.PASS, f"the clean draft got {found.outcome}: {told(found.detail)}"
        assert not found.needs_manager, "the clean draft passed and still needs a manager"

    def test_a_dirty_draft_is_caught_with_a_reason(self, gate: GuardrailGate, dirty: GateRequest) -> None:
        found = _check(gate, dirty)
        assert found.outcome is not Outcome.PASS, (
            "the dirty draft passed: a gate catches something (give a fixture `dirty` that it must catch)"
        )
        assert found.detail or found.findings, "the draft was caught without `detail` or `findings`: say why"
        for finding in found.findings:
            if finding.where == "cover" and finding.start is not None:
                there = dirty.cover[finding.start : finding.end]
                assert there == finding.text, (
                    f"the finding {finding.text!r} does not stand at its offsets; there is {told(there)!r}"
                )

    def test_it_signs_with_its_name(self, gate: GuardrailGate, dirty: GateRequest) -> None:
        found = _check(gate, dirty)
        assert found.gate, "the result has no gate's name"
        assert not self.provider or found.gate == self.provider, (
            f"the result is signed {found.gate!r}; the gate's name is {self.provider!r}"
        )

    def test_an_empty_cover_is_no_crash(self, gate: GuardrailGate, clean: GateRequest) -> None:
        _check(gate, replace(clean, cover=""))

    def test_it_is_pure(self, gate: GuardrailGate, dirty: GateRequest) -> None:
        before = snapshot(dirty)
        first = _check(gate, dirty)
        assert snapshot(dirty) == before, "the gate changed the request: it returns its result instead"
        assert first == _check(gate, dirty), "the same draft got another result the second time"


def _check(gate: GuardrailGate, request: GateRequest) -> GateResult:
    found = answer(gate.check, request)
    assert isinstance(found, GateResult), f"check returned {type(found).__name__}, not GateResult"
    return found
