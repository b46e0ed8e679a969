"""The app's tokens (O): HTTP Basic, a form, refresh tokens that change."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from qd_core.testing import LoopbackRequest
from qd_crm_pipedrive.fake.errors import RefusedError

__all__ = ["Account"]

_FORM = "application/x-www-form-urlencoded"


class Account:
    """``url`` is where it is served: both the OAuth server and the account's own ``api_domain``."""

    client_id, client_secret = "app-1", "app-secret-0123456789"

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.url = ""
        self.given = 0
        self.revoked = False
        self.refresh_token = "refresh-0-abcdefgh"
        self._clock = clock
        self._ends: dict[str, datetime] = {}

    def secret(self, *, expired: bool = False) -> str:
        """What a person stores: the app's own, and a token answer."""
        token = self._new()
        ends = self._ends[token]
        if expired:
            self._ends[token] = ends = self._clock() - timedelta(seconds=1)
        return json.dumps(
            {
                "client_id": self.client_id,
                "client_secret": self.client_secret,
                "access_token": token,
                "refresh_token": self.refresh_token,
                "expires_at": ends.isoformat(),
                "api_domain": self.url,
                "token_type": "Bearer",
            }
        )

    def forget_tokens(self) -> None:
        """Every access token is refused from now on."""
        self._ends.clear()

    def authorise(self, headers: Mapping[str, str]) -> None:
        """Raises RefusedError without a token that counts."""
        token = headers.get("authorization", "").removeprefix("Bearer ")
        if token not in self._ends or self._ends[token] <= self._clock():
            raise RefusedError(401, "Unauthorized", "Access token has expired or is invalid")

    def token(self, request: LoopbackRequest) -> tuple[int, dict[str, object]]:
        """RFC 6749, 6, with the client's credentials in the header."""
        typed = request.headers.get("content-type", "").partition(";")[0]
        if request.method != "POST" or typed != _FORM:
            return 400, {"success": False, "error": "invalid_request", "message": "a form is expected"}
        form = request.form
        pair = b64encode(f"{self.client_id}:{self.client_secret}".encode()).decode("ascii")
        if request.headers.get("authorization") != f"Basic {pair}" or set(form) != {
            "grant_type",
            "refresh_token",
        }:
            return 401, {
                "success": False,
                "error": "invalid_client",
                "message": "Client authentication failed",
            }
        if form["grant_type"] != "refresh_token":
            return 400, {"success": False, "error": "unsupported_grant_type"}
        if self.revoked or form["refresh_token"] != self.refresh_token:
            return 400, {
                "success": False,
                "error": "invalid_grant",
                "message": "Invalid grant: token is invalid",
            }
        token = self._new()
        return 200, {
            "access_token": token,
            "token_type": "Bearer",
            "refresh_token": self.refresh_token,
            "scope": "base deals:full contacts:full products:full search:read",
            "expires_in": 3599,
            "api_domain": self.url,
        }

    def _new(self) -> str:
        self.given += 1
        self.refresh_token = f"refresh-{self.given}-abcdefgh"
        token = f"v1u:access-{self.given}-abcdefgh"
        self._ends[token] = self._clock() + timedelta(seconds=3599)
        return token
