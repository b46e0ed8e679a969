"""hCaptcha: https://docs.hcaptcha.com/#verify-the-user-response-server-side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pydantic import Field

from qd_captcha.settings import CaptchaSettings
from qd_captcha.siteverify import Siteverify, Vendor
from qd_core.plugin import (
    CaptchaRequest,
    CaptchaVerdict,
    CaptchaVerifier,
    Check,
    Plugin,
    Provider,
    ProviderContext,
    hookimpl,
)
from qd_core.plugin.secret import Secret, secret

__all__ = ["HCaptcha", "HCaptchaSettings", "plugin", "qd_captcha_verifiers"]

# A verdict uses the token up: asked again after a lost answer, hCaptcha says "already seen". So one attempt.
VENDOR = Vendor(
    name="hcaptcha",
    label="hCaptcha",
    endpoint="https://api.hcaptcha.com/siteverify",
    longest_token=16_384,  # our own bound, the vendor names none; tokens have a few thousand characters
    test_secrets=re.compile("0x0{40}"),
    words={
        "missing-input-response": "no token",
        "invalid-input-response": "the token is invalid",
        "expired-input-response": "the token is too old",
        "already-seen-response": "the token was used before",
        "invalid-or-already-seen-response": "the token is invalid or was used before",
        "sitekey-secret-mismatch": "the token is of another site key",
        "not-using-dummy-passcode": "the token is one for tests",
    },
)


class HCaptchaSettings(CaptchaSettings):
    """Settings under ``[settings.hcaptcha]``."""

    key: Secret[str] = secret("captcha/hcaptcha", description="the account's secret")
    site_key: str = Field("", description="the page's site key: a token of another one does not pass")


plugin = Plugin(api=1, settings=HCaptchaSettings)


class HCaptcha:
    """Passes a token that hCaptcha issued on one of our hosts."""

    def __init__(self, settings: HCaptchaSettings, context: ProviderContext) -> None:
        self._site_key = settings.site_key
        self._siteverify = Siteverify(VENDOR, settings.key, settings, context)

    def verify(self, request: CaptchaRequest) -> CaptchaVerdict:
        """Raises ConfigError when the secret is missing or wrong."""
        return self._siteverify.verdict(request, {"sitekey": self._site_key} if self._site_key else {})

    def check(self) -> Sequence[Check]:
        """Secret and hosts."""
        return self._siteverify.checks()


@hookimpl
def qd_captcha_verifiers() -> Iterable[Provider[CaptchaVerifier]]:
    """Offers ``hcaptcha``."""
    yield plugin.provider("hcaptcha", HCaptcha, summary="asks hCaptcha about the web form's token")
