"""Deliver: what the buyer gets. The PDF is rendered from the draft, on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qd_core.model.quote import Draft
from qd_core.plugin.protocols import RenderRequest

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["render_quote"]


def render_quote(app: App, draft: Draft, *, approved: bool = False) -> bytes:
    """The quote as PDF; without an approval it says DRAFT across the page."""
    settings = app.deployment.app
    request = RenderRequest(
        draft=draft,
        company=app.company,
        locale=settings.locale,
        time_zone=settings.time_zone,
        issued_at=draft.received_at,
        watermark="" if approved else "DRAFT",
    )
    return app.providers.pdf_renderer[1].render(request)
