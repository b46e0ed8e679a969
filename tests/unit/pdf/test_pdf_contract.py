"""The shipped renderer keeps the contract that every renderer keeps."""

from __future__ import annotations

from typing import cast

import pytest

from qd_core.builtin.reportlab_pdf import ReportlabRenderer
from qd_core.plugin import NoSettings, PdfRenderer, ProviderContext, RenderRequest
from qd_core.testing import PdfRendererContract
from tests.unit.pdf.quotes import lines, request


class TestReportlab(PdfRendererContract):
    @pytest.fixture
    def renderer(self) -> PdfRenderer:
        return ReportlabRenderer(NoSettings(), cast(ProviderContext, None))

    @pytest.fixture
    def render_request(self) -> RenderRequest:
        return request(lines(3))
