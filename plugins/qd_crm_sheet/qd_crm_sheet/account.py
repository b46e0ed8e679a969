"""Access tokens of a service account: a signed assertion for an hour's token, kept in this process."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from qd_core.errors import ConfigError
from qd_core.plugin import ProviderContext, Rest, Secret, token_answer
from qd_crm_sheet.settings import SECRET, ServiceAccount

__all__ = ["SCOPE", "AccountTokens"]

SCOPE = "https://www.googleapis.com/auth/spreadsheets"
_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_LIFETIME = timedelta(hours=1)
_MARGIN = timedelta(seconds=120)


class AccountTokens:
    """The `Auth` of the Sheets API. Threads may share it; processes need no lease, nothing rotates."""

    def __init__(self, context: ProviderContext, account: Secret[ServiceAccount]) -> None:
        self._context = context
        self._account = account
        self._lock = threading.Lock()
        self._token = ""
        self._ends: datetime | None = None

    def headers(self) -> Mapping[str, str]:
        """``Authorization: Bearer …`` that is good for two minutes at least."""
        with self._lock:
            if self._ends is None or self._ends - self._context.clock() < _MARGIN:
                self._renew()
            return {"authorization": f"Bearer {self._token}"}

    def refused(self, headers: Mapping[str, str]) -> bool:
        """Asks for another token once."""
        with self._lock:
            if headers.get("authorization") == f"Bearer {self._token}":
                self._renew()
            return True

    @property
    def address(self) -> str:
        """The account's e-mail address, which the spreadsheet is shared with."""
        return self._account.reveal().client_email

    def _renew(self) -> None:
        account = self._account.reveal()
        parts = urlsplit(account.token_uri)
        rest = Rest(self._context, "Google", f"{parts.scheme}://{parts.netloc}")
        form = {"grant_type": _GRANT, "assertion": self._assertion(account)}
        answer = rest.call("POST", parts.path or "/", form=form, accept=(400, 401))
        given = token_answer(answer, secret=SECRET)
        self._token = given.access_token
        self._ends = self._context.clock() + timedelta(seconds=given.expires_in)

    def _assertion(self, account: ServiceAccount) -> str:
        from google.auth import crypt, jwt

        try:
            signer = crypt.RSASigner.from_string(  # type: ignore[no-untyped-call]
                account.private_key, account.private_key_id or None
            )
        except ValueError:
            raise ConfigError(
                f"secret qd/{SECRET}: private_key is no PEM key; store the key file as Google Cloud gave it",
                key=SECRET,
            ) from None
        now = int(self._context.clock().timestamp())
        claims = {
            "iss": account.client_email,
            "scope": SCOPE,
            "aud": account.token_uri,
            "iat": now,
            "exp": now + int(_LIFETIME.total_seconds()),
        }
        signed: bytes = jwt.encode(signer, claims)  # type: ignore[no-untyped-call]
        return signed.decode("ascii")
