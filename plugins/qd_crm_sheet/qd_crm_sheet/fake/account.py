"""The service account: its key file, its tokens, and the endpoint that gives them."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import parse_qs

from qd_crm_sheet.fake.errors import GoogleError

__all__ = ["Account", "TokenError"]

_SCOPE = "https://www.googleapis.com/auth/spreadsheets"


class TokenError(Exception):
    """RFC 6749, 5.2; its argument is the code."""


class Account:
    """``url`` is where the endpoint is served."""

    address = "quotes@small-co.iam.gserviceaccount.example"

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.url = ""
        self.key_deleted = False
        self.tokens_given = 0
        self._clock = clock
        self._tokens: dict[str, datetime] = {}

    def key_file(self) -> str:
        """What Google Cloud lets a person download."""
        return json.dumps(
            {
                "type": "service_account",
                "project_id": "small-co",
                "private_key_id": "k1",
                "private_key": _private_key(),
                "client_email": self.address,
                "token_uri": f"{self.url}/token",
            }
        )

    def forget_tokens(self) -> None:
        """Every access token is refused from now on."""
        self._tokens.clear()

    def authorise(self, headers: Mapping[str, str]) -> None:
        """Raises GoogleError without a token that counts."""
        token = headers.get("authorization", "").removeprefix("Bearer ")
        if self._tokens.get(token, datetime.min.replace(tzinfo=UTC)) <= self._clock():
            raise GoogleError(401, "Request had invalid authentication credentials.")

    def token(self, verb: str, headers: Mapping[str, str], body: bytes) -> object:
        """J: a form with the grant type and an assertion, signed RS256, for an hour at most."""
        from google.auth import jwt

        form = {name: values[0] for name, values in parse_qs(body.decode("ascii")).items()}
        typed = headers.get("content-type") == "application/x-www-form-urlencoded"
        if verb != "POST" or not typed or set(form) != {"grant_type", "assertion"}:
            raise TokenError("invalid_request")
        if form["grant_type"] != "urn:ietf:params:oauth:grant-type:jwt-bearer":
            raise TokenError("unsupported_grant_type")
        if self.key_deleted:
            raise TokenError("invalid_grant")
        try:
            claims = jwt.decode(form["assertion"], verify=False)  # type: ignore[no-untyped-call]
            message, _, signature = form["assertion"].rpartition(".")
            _verify(message.encode("ascii"), signature)
        except ValueError:
            raise TokenError("invalid_grant") from None
        now = self._clock().timestamp()
        right = claims["iss"] == self.address and claims["aud"] == f"{self.url}/token"
        if not right or not claims["iat"] - 60 <= now < claims["exp"] <= claims["iat"] + 3600:
            raise TokenError("invalid_grant")
        if claims["scope"] != _SCOPE:
            raise TokenError("invalid_scope")
        self.tokens_given += 1
        token = f"ya29.fake-{self.tokens_given}-{'x' * 24}"
        self._tokens[token] = self._clock() + timedelta(seconds=3599)
        return {"access_token": token, "expires_in": 3599, "token_type": "Bearer"}


@cache
def _key() -> Any:
    from cryptography.hazmat.primitives.asymmetric import rsa

    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def _private_key() -> str:
    from cryptography.hazmat.primitives import serialization as how

    text: bytes = _key().private_bytes(how.Encoding.PEM, how.PrivateFormat.PKCS8, how.NoEncryption())
    return text.decode("ascii")


def _verify(message: bytes, signature: str) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    try:
        padded = urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
        _key().public_key().verify(padded, message, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        raise ValueError("signature") from None
