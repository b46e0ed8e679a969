"""What the contract of captcha verifiers needs to know of ``hcaptcha``: a vendor in memory."""

# ruff: noqa: S101 - contracts are tests
from __future__ import annotations

import pytest

from qd_captcha.fake_vendor import FakeVendor
from qd_core.plugin import CaptchaRequest, CaptchaVerifier, ProviderContext
from qd_core.testing import CaptchaVerifierContract, provider_context


class TestHCaptcha(CaptchaVerifierContract):
    provider = "hcaptcha"

    @pytest.fixture
    def qd_context(self) -> ProviderContext:
        return vendor_context(FakeVendor("hcaptcha"))

    def test_a_token_of_ours_passes_once(self, verifier: CaptchaVerifier) -> None:
        request = CaptchaRequest("good", "192.0.2.1", "quotes.example", "quote", "website-quote")
        assert [verifier.verify(request).passed for _ in range(2)] == [True, False]


def vendor_context(vendor: FakeVendor) -> ProviderContext:
    """A context in which the vendor is in memory and its secret is stored."""
    import httpx

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=vendor.answer(request.headers["content-type"], request.read()))

    return provider_context(answer=answer, secrets={f"captcha/{vendor.name}": vendor.secret})
