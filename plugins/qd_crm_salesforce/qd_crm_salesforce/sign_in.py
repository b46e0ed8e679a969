"""Access tokens by the three flows of an External Client App that need no browser."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import timedelta

from qd_core.errors import ConfigError
from qd_core.plugin import (
    OAuthTokens,
    ProviderContext,
    Rest,
    TokenAnswer,
    TokenKeeper,
    refresh_grant,
    token_answer,
)
from qd_crm_salesforce.settings import SalesforceSettings

__all__ = ["token_keeper"]

TOKEN = "/services/oauth2/token"
_JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_MINUTES = timedelta(minutes=3)
"""An assertion is good for three minutes, Salesforce's longest."""


def token_keeper(settings: SalesforceSettings, context: ProviderContext) -> TokenKeeper:
    """The tokens of the connection. Salesforce does not say when a token ends: ``session_minutes`` does, and a 401."""
    rest = Rest(context, "Salesforce", settings.domain)
    name = settings.oauth.name

    def exchange(tokens: OAuthTokens) -> TokenAnswer:
        if settings.flow == "refresh_token":
            given = refresh_grant(rest, TOKEN, tokens, secret=name)
        else:
            form = _client(tokens) if settings.flow == "client_credentials" else _assertion(tokens)
            given = token_answer(rest.call("POST", TOKEN, form=form, accept=(400, 401)), secret=name)
        return replace(given, expires_in=settings.session_minutes * 60.0)

    def _client(tokens: OAuthTokens) -> dict[str, str]:
        if not (tokens.client_id and tokens.client_secret):
            raise _lacks("client_id and client_secret")
        pair = {"client_id": tokens.client_id, "client_secret": tokens.client_secret}
        return {"grant_type": "client_credentials", **pair}

    def _assertion(tokens: OAuthTokens) -> dict[str, str]:
        extra = tokens.model_extra or {}
        if not (tokens.client_id and extra.get("username") and extra.get("private_key")):
            raise _lacks("client_id, username and private_key")
        claims = {
            "iss": tokens.client_id,
            "sub": str(extra["username"]),
            "aud": settings.audience,
            "exp": int((context.clock() + _MINUTES).timestamp()),
        }
        return {"grant_type": _JWT, "assertion": _signed(claims, str(extra["private_key"]), name)}

    def _lacks(what: str) -> ConfigError:
        return ConfigError(f"secret qd/{name} needs {what} for the {settings.flow} flow", key=name)

    return TokenKeeper(context, name, exchange, renewable=lambda tokens: bool(tokens.client_id))


def _signed(claims: dict[str, object], pem: str, name: str) -> str:
    """A JWT, RS256."""
    try:
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ImportError:
        raise ConfigError(
            'the jwt flow needs the extra: pip install "qd-crm-salesforce[jwt]"', key="flow"
        ) from None
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError):  # its text may quote the key
        key = None
    if not isinstance(key, RSAPrivateKey):
        raise ConfigError(f"secret qd/{name}: private_key is no RSA key in PEM", key=name)
    text = ".".join(_encoded(json.dumps(part).encode()) for part in ({"alg": "RS256"}, claims))
    return f"{text}.{_encoded(key.sign(text.encode(), PKCS1v15(), hashes.SHA256()))}"


def _encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
