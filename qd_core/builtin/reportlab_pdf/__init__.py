"""Prints the quote as a PDF. Nothing heavy is imported before the first page is drawn."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.builtin.reportlab_pdf.renderer import ReportlabRenderer
from qd_core.plugin import PdfRenderer, Plugin, Provider, hookimpl

__all__ = ["ReportlabRenderer", "plugin", "qd_pdf_renderers"]

plugin = Plugin(api=1)


@hookimpl
def qd_pdf_renderers() -> Iterable[Provider[PdfRenderer]]:
    """The shipped renderer."""
    yield plugin.provider(
        "reportlab", ReportlabRenderer, summary="A4 or Letter, the company's logo and colour"
    )
