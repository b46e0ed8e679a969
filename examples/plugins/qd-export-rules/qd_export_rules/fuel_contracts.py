"""What the contract of pricing stages needs to know of ``fuel_surcharge``."""

# ruff: noqa: S101 - contracts are tests
from __future__ import annotations

from decimal import Decimal

import pytest

from qd_core.model.rules import CompanyDocuments
from qd_core.plugin import PricingRequest, PricingStage
from qd_core.testing import PricingStageContract, company_documents, pricing_request

SECTION = """Fuel surcharge
Family | Surcharge | Until
Brackets | 9% | 2025-12-31
Brackets | 2% | 2026-12-31
Rope | two | |
* | 1.2% |
"""


class TestFuelSurcharge(PricingStageContract):
    provider = "fuel_surcharge"

    @pytest.fixture
    def qd_documents(self) -> CompanyDocuments:
        return company_documents(more_rules=SECTION)

    def test_the_first_row_that_still_counts_is_cited(
        self, stage: PricingStage, applies: PricingRequest
    ) -> None:
        found = stage.apply(applies)
        assert (found.unit_price, found.effect) == (Decimal("4.284"), "+2%")
        assert found.citation is not None
        assert found.citation.text == "Brackets | 2% | 2026-12-31"
        assert [rule.reason for rule in found.considered] == ["ended on 2025-12-31"]

    def test_a_row_that_cannot_be_read_adds_nothing_and_asks(
        self, stage: PricingStage, qd_documents: CompanyDocuments
    ) -> None:
        found = stage.apply(pricing_request("RL-50", "2", "31.00", documents=qd_documents))
        assert found.unit_price is None
        (flag,) = found.flags
        assert flag.needs_manager
        assert "'Rope | two'" in flag.detail or "Rope" in flag.detail

    @pytest.mark.parametrize("written", ["2", "-2%", "1e9%", "NaN%", "%", "200%", ""])
    def test_no_odd_percentage_becomes_money(self, stage: PricingStage, written: str) -> None:
        documents = company_documents(
            more_rules=f"Fuel surcharge\nFamily | Surcharge\nBrackets | {written}\n"
        )
        found = stage.apply(pricing_request(documents=documents))
        assert found.unit_price is None
