"""What the contract of gates needs to know of ``export_incoterms``."""

# ruff: noqa: S101 - contracts are tests
from __future__ import annotations

import pytest

from qd_core.model.quote import Outcome
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin import GateRequest, GuardrailGate
from qd_core.testing import GuardrailGateContract, company_documents, draft_of, gate_request, place

SECTION = "Export incoterms\nCountry | Incoterm\nFR | DAP\nCA | by hand\n"


def going_to(country: str, cover: str, documents: CompanyDocuments) -> GateRequest:
    """A quote for 20 BR-10 that is sent there."""
    there = place(f"somewhere in {country}", country=country)
    draft = draft_of(("BR-10", "20"), documents=documents, destination=there)
    return gate_request(cover, draft=draft, documents=documents)


class TestExportIncoterms(GuardrailGateContract):
    provider = "export_incoterms"

    @pytest.fixture
    def qd_documents(self) -> CompanyDocuments:
        return company_documents(more_rules=SECTION)

    @pytest.fixture
    def dirty(self, qd_documents: CompanyDocuments) -> GateRequest:
        return going_to("FR", "We deliver EXW Chicago.", qd_documents)

    def test_another_incoterm_than_the_agreed_one_fails(
        self, gate: GuardrailGate, dirty: GateRequest
    ) -> None:
        found = gate.check(dirty)
        assert found.outcome is Outcome.FAIL
        assert [finding.text for finding in found.findings] == ["EXW"]

    @pytest.mark.parametrize(
        ("country", "cover", "outcome", "manager"),
        [
            ("US", "We deliver EXW Chicago.", Outcome.PASS, False),
            ("FR", "We deliver DAP Lyon.", Outcome.FLAG, False),
            ("FR", "We deliver.", Outcome.FLAG, False),
            ("DE", "We deliver.", Outcome.FLAG, True),
            ("CA", "We deliver.", Outcome.FLAG, True),
        ],
    )
    def test_a_country_is_home_agreed_or_asked_about(
        self, gate: GuardrailGate, qd_documents: CompanyDocuments, country: str, cover: str, outcome: Outcome,
        manager: bool,
    ) -> None:  # fmt: skip
        found = gate.check(going_to(country, cover, qd_documents))
        assert (found.outcome, found.needs_manager) == (outcome, manager)
