"""A strict stand-in for the vendors' ``siteverify``: it refuses what the vendors' documentation does not name.

Sources, by letter, of every rule below:
H  https://docs.hcaptcha.com/#verify-the-user-response-server-side and /#siteverify-error-codes-table
T  https://developers.cloudflare.com/turnstile/get-started/server-side-validation/
TT https://developers.cloudflare.com/turnstile/troubleshooting/testing/
Q  our own strictness, where the vendor is silent
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from urllib.parse import parse_qsl
from uuid import UUID

__all__ = ["HCAPTCHA_TEST_TOKEN", "TURNSTILE_TEST_TOKEN", "FakeVendor", "Issued"]

FORM = "application/x-www-form-urlencoded"
HCAPTCHA_TEST_TOKEN = "10000000-aaaa-bbbb-cccc-000000000001"
TURNSTILE_TEST_TOKEN = "XXXX.DUMMY.TOKEN.XXXX"
_SITE_KEY = "10000000-1111-2222-3333-444444444444"
_KNOWN = {
    "hcaptcha": {"secret", "response", "remoteip", "sitekey"},  # H
    "turnstile": {"secret", "response", "remoteip", "idempotency_key"},  # T
}
Verdict = dict[str, object]


@dataclass(frozen=True, slots=True)
class Issued:
    """A token that the vendor gave a page."""

    hostname: str = "quotes.example"
    action: str = "quote"
    site_key: str = _SITE_KEY
    expired: bool = False


@dataclass(slots=True)
class FakeVendor:
    """``asked`` are the forms that came; ``tokens`` what may be redeemed, each once."""

    name: str
    secret: str = "s3cret"
    site_key: str = _SITE_KEY
    tokens: dict[str, Issued] = field(default_factory=lambda: {"good": Issued()})
    asked: list[dict[str, str]] = field(default_factory=list)
    _used: set[str] = field(default_factory=set)
    _told: dict[str, Verdict] = field(default_factory=dict)

    def answer(self, media_type: str, body: bytes) -> Verdict:
        """The verdict, which comes with HTTP 200 for both."""
        form = self._form(media_type, body)
        self.asked.append(form)
        key = form.get("idempotency_key", "")
        if key in self._told:  # T: the same key again gets the same answer, and uses nothing up
            return self._told[key]
        verdict = self._verdict(form)
        if key:
            self._told[key] = verdict
        return verdict

    def _form(self, media_type: str, body: bytes) -> dict[str, str]:
        if media_type.partition(";")[0] == FORM:
            return dict(parse_qsl(body.decode("ascii"), strict_parsing=True))
        if self.name == "turnstile":  # T: "accepts both"; hCaptcha reads forms alone (H)
            return {str(name): str(value) for name, value in json.loads(body).items()}
        return {}

    def _verdict(self, form: dict[str, str]) -> Verdict:
        if "secret" not in form:  # H T
            return _no("missing-input-secret")
        if form["secret"] != self.secret:  # H T
            return _no("invalid-input-secret")
        if not form.get("response"):  # H T
            return _no("missing-input-response")
        if set(form) - _KNOWN[self.name]:  # Q
            return _no("bad-request")
        if "idempotency_key" in form:
            UUID(form["idempotency_key"])  # T: "a UUID"
        return self._redeemed(form) if self.name == "turnstile" else self._redeemed_by_hcaptcha(form)

    def _redeemed_by_hcaptcha(self, form: dict[str, str]) -> Verdict:
        token = form["response"]
        if token == HCAPTCHA_TEST_TOKEN:  # H: a test token needs the test secret
            return _no("not-using-dummy-passcode")
        issued = self.tokens.get(token)
        if issued is None:  # H
            return _no("invalid-input-response")
        if issued.site_key != form.get("sitekey", self.site_key):  # H
            return _no("sitekey-secret-mismatch")
        if issued.expired:  # H
            return _no("expired-input-response")
        if token in self._used:  # H
            return _no("already-seen-response")
        self._used.add(token)
        return _yes(issued)

    def _redeemed(self, form: dict[str, str]) -> Verdict:
        token = form["response"]
        issued = self.tokens.get(token)
        if issued is None or len(token) > 2048 or token == TURNSTILE_TEST_TOKEN:  # T TT
            return _no("invalid-input-response")
        if issued.expired or token in self._used:  # T: one code for both
            return _no("timeout-or-duplicate")
        self._used.add(token)
        return {**_yes(issued), "action": issued.action, "cdata": "", "metadata": {"interactive": False}}


def _no(code: str) -> Verdict:
    return {"success": False, "error-codes": [code]}


def _yes(issued: Issued) -> Verdict:
    when = "2026-03-02T09:00:00.000Z"
    return {"success": True, "challenge_ts": when, "hostname": issued.hostname, "error-codes": []}
