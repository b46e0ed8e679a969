"""Cloudflare Turnstile: https://developers.cloudflare.com/turnstile/get-started/server-side-validation/."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from uuid import uuid4

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

__all__ = ["Turnstile", "TurnstileSettings", "plugin", "qd_captcha_verifiers"]

VENDOR = Vendor(
    name="turnstile",
    label="Turnstile",
    endpoint="https://challenges.cloudflare.com/turnstile/v0/siteverify",
    longest_token=2048,
    test_secrets=re.compile("[123]x0{31}AA"),
    words={
        "missing-input-response": "no token",
        "invalid-input-response": "the token is invalid",
        "timeout-or-duplicate": "the token is too old or was used before",
    },
    attempts=2,  # the idempotency key makes the second harmless
)


class TurnstileSettings(CaptchaSettings):
    """Settings under ``[settings.turnstile]``."""

    key: Secret[str] = secret("captcha/turnstile", description="the widget's secret")
    action: str | None = Field(
        None, description="the widget's data-action; not set: that of our own page; empty: not checked"
    )


plugin = Plugin(api=1, settings=TurnstileSettings)


class Turnstile:
    """Passes a token that Turnstile issued on one of our hosts, for the form's action."""

    def __init__(self, settings: TurnstileSettings, context: ProviderContext) -> None:
        self._action = settings.action
        self._siteverify = Siteverify(VENDOR, settings.key, settings, context)

    def verify(self, request: CaptchaRequest) -> CaptchaVerdict:
        """One question has one idempotency key, however often it is asked. Raises ConfigError when the secret is
        missing or wrong."""
        wanted = request.action if self._action is None else self._action
        return self._siteverify.verdict(request, {"idempotency_key": str(uuid4())}, action=wanted)

    def check(self) -> Sequence[Check]:
        """Secret and hosts."""
        return self._siteverify.checks()


@hookimpl
def qd_captcha_verifiers() -> Iterable[Provider[CaptchaVerifier]]:
    """Offers ``turnstile``."""
    yield plugin.provider("turnstile", Turnstile, summary="asks Turnstile about the web form's token")
