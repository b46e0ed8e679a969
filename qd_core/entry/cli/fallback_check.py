"""Whether the voice's fallback cover would pass the gates: better found here than on the third failed attempt."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from qd_core.backends.memory import MemoryBackend
from qd_core.entry.cli.session import find_deployment
from qd_core.entry.wiring import build_app, company_of
from qd_core.model.customer import NEW_PROSPECT, Tier
from qd_core.model.message import Lane
from qd_core.model.quote import Draft, Move, Outcome
from qd_core.model.rfq import Buyer
from qd_core.model.rules import CompanyDocuments
from qd_core.pipeline.compose import fallback_cover, run_gates

__all__ = ["check_fallback_cover"]


def check_fallback_cover(documents: CompanyDocuments, folder: Path, config: Path | None) -> list[str]:
    """What the gates say of it on an empty sample draft; nothing where the voice has no fallback cover."""
    if not documents.voice.fallback_cover:
        return []
    deployment, path = find_deployment(folder, config)
    company = company_of(deployment, documents, folder=path.parent if path else None)
    app = build_app(deployment, MemoryBackend(), lambda: documents, company)
    now = datetime(2026, 1, 5, 9, tzinfo=UTC)
    draft = Draft(
        rfq_id="01940000-0000-7000-8000-0000c0ffee00",
        lane=Lane.EMAIL,
        received_at=now,
        move=Move.AUTO_DRAFT,
        partial=False,
        reasons=(),
        buyer=Buyer(email="buyer@sample.example", name="Sample Buyer", domain="sample.example"),
        tier=Tier(name=NEW_PROSPECT, source="default"),
        currency=documents.catalog.currency,
        valid_until=now.date(),
    )
    cover = fallback_cover(draft, documents, company, deployment.app)
    results = run_gates(draft, documents, company, app.providers.guardrail_gates, cover=cover)
    return [
        f"voice: Fallback cover fails gate {result.gate}: {result.detail or ', '.join(f.text for f in result.findings)}"
        for result in results
        if result.outcome is Outcome.FAIL
    ]
