"""What the contract of captcha verifiers needs to know of ``turnstile``: a vendor in memory."""

# ruff: noqa: S101 - contracts are tests
from __future__ import annotations

from dataclasses import replace

import pytest

from qd_captcha.fake_vendor import FakeVendor
from qd_captcha.hcaptcha_contracts import vendor_context
from qd_core.plugin import CaptchaRequest, CaptchaVerifier, ProviderContext
from qd_core.testing import CaptchaVerifierContract

__all__ = ["TestTurnstile"]


class TestTurnstile(CaptchaVerifierContract):
    provider = "turnstile"

    @pytest.fixture
    def qd_context(self) -> ProviderContext:
        return vendor_context(FakeVendor("turnstile"))

    def test_a_token_of_ours_passes_once_for_its_action(self, verifier: CaptchaVerifier) -> None:
        request = CaptchaRequest("good", "192.0.2.1", "quotes.example", "quote", "website-quote")
        assert verifier.verify(request).passed
        assert verifier.verify(request).passed is False

    def test_a_token_of_another_action_does_not(self, verifier: CaptchaVerifier) -> None:
        request = CaptchaRequest("good", "192.0.2.1", "quotes.example", "quote", "website-quote")
        assert verifier.verify(replace(request, action="newsletter")).passed is False
