"""Signed links: for people who are told of a draft by mail or Slack. GET shows, POST acts; a link acts once."""

from __future__ import annotations

import hashlib
import hmac
import secrets as random
from dataclasses import dataclass
from functools import cached_property

from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

from qd_core.errors import ConfigError, ConflictError, RejectedError
from qd_core.ports import Secrets

__all__ = ["LINK_DAYS", "SIGN_IN_MINUTES", "LinkSigner", "SignInLink", "SignedLink"]

LINK_DAYS = 7
SIGN_IN_MINUTES = 15
KEY = "review/signing-key"


@dataclass(frozen=True, slots=True)
class SignedLink:
    """What a link was made for; ``nonce`` is spent by the first POST."""

    rfq_id: str
    person: str
    nonce: str


@dataclass(frozen=True, slots=True)
class SignInLink:
    """Lets ``person`` in, once, and leads to ``target``."""

    person: str
    target: str
    nonce: str


class LinkSigner:
    """Makes and reads the tokens of links, with the secret ``qd/review/signing-key`` (made on first use on one
    machine)."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    @cached_property
    def _serializer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._secret, salt="review-link")

    @cached_property
    def _secret(self) -> str:
        try:
            return self._secrets.get(KEY).value
        except ConfigError:
            try:
                return self._secrets.put(KEY, random.token_urlsafe(48), expected_version="").value
            except ConflictError:  # another thread was faster
                return self._secrets.get(KEY).value

    @cached_property
    def _sign_in(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._secret, salt="sign-in")

    def derived(self, purpose: str) -> bytes:
        """A key of its own for another purpose, made from the same secret."""
        return hmac.new(self._secret.encode(), purpose.encode(), hashlib.sha256).digest()

    def review_path(self, rfq_id: str, person: str) -> str:
        """The path and query of a link for ``person``."""
        token = self._serializer.dumps([rfq_id, person, random.token_urlsafe(9)])
        return f"/link/{token}"

    def read(self, token: str) -> SignedLink:
        """Raises RejectedError in words for a forged, cut or old link."""
        try:
            rfq_id, person, nonce = self._serializer.loads(token, max_age=LINK_DAYS * 24 * 3600)
        except SignatureExpired:
            raise RejectedError(
                f"this link is older than {LINK_DAYS} days: sign in to see the draft"
            ) from None
        except (BadData, ValueError, TypeError):
            raise RejectedError("this link is not valid: sign in to see the draft") from None
        return SignedLink(str(rfq_id), str(person), str(nonce))

    def sign_in_path(self, person: str, target: str) -> str:
        """The path of a link that signs ``person`` in."""
        token = self._sign_in.dumps([person, target, random.token_urlsafe(9)])
        return f"/sign-in/{token}"

    def read_sign_in(self, token: str) -> SignInLink:
        """Raises RejectedError in words for a forged, cut or old link."""
        try:
            person, target, nonce = self._sign_in.loads(token, max_age=SIGN_IN_MINUTES * 60)
        except SignatureExpired:
            raise RejectedError(
                f"this link was good for {SIGN_IN_MINUTES} minutes: ask for another one"
            ) from None
        except (BadData, ValueError, TypeError):
            raise RejectedError("this link is not valid: ask for another one") from None
        return SignInLink(str(person), str(target), str(nonce))
