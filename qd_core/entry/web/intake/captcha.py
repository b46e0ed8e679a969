"""The captcha, asked for two seconds at most: a vendor that does not answer keeps no buyer out."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass
from functools import cache

from qd_core.errors import ConfigError, QdError
from qd_core.pipeline.app import App
from qd_core.plugin.protocols import CaptchaRequest, CaptchaVerdict

__all__ = ["ACTION", "LONGEST_WAIT", "TOKEN_FIELDS", "CaptchaBox", "box_of", "verdict_of"]

log = logging.getLogger("qd")
LONGEST_WAIT = 2.0
ACTION = "quote"
"""What a token on our own page is issued for (Turnstile's ``data-action``)."""


@dataclass(frozen=True, slots=True)
class CaptchaBox:
    """What a vendor's box needs on our page: its script, the element's class, where it may connect to."""

    name: str
    script: str
    css_class: str
    origins: str


_BOXES = {
    "hcaptcha": CaptchaBox(
        "hCaptcha",
        "https://js.hcaptcha.com/1/api.js",
        "h-captcha",
        "https://hcaptcha.com https://*.hcaptcha.com",
    ),
    "turnstile": CaptchaBox(
        "Turnstile",
        "https://challenges.cloudflare.com/turnstile/v0/api.js",
        "cf-turnstile",
        "https://challenges.cloudflare.com",
    ),
}
TOKEN_FIELDS = ("captcha_token", "h-captcha-response", "cf-turnstile-response")
"""Where a page's form brings the token: our own name, and what the vendors' boxes call it."""


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(8, "captcha")


def box_of(app: App) -> CaptchaBox | None:
    """The box to show on our own page; None where the verifier has none or the site key is not set."""
    return (
        _BOXES.get(app.providers.captcha_verifier[0]) if app.deployment.lanes.form.captcha_site_key else None
    )


def verdict_of(app: App, request: CaptchaRequest) -> CaptchaVerdict:
    """The vendor's word. ``passed`` is None when it could not be asked in time; the reason is for the rep."""
    name, verifier = app.providers.captcha_verifier
    future = _pool().submit(verifier.verify, request)
    try:
        return future.result(timeout=LONGEST_WAIT)
    except FutureTimeoutError:
        future.cancel()
        reason = f"{name} did not answer within {LONGEST_WAIT:g} s"
    except ConfigError as error:  # ours to mend: no buyer is a program because we stored a wrong secret
        log.error("captcha: %s", error)
        return CaptchaVerdict(passed=None, reason=f"{name} is not set up")
    except QdError as error:
        reason = str(error)
    log.warning("captcha: %s", reason)
    return CaptchaVerdict(passed=None, reason=reason)
