"""Access tokens that are kept fresh by one writer, wherever and however often they are asked for."""

from __future__ import annotations

import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from qd_core.errors import ConfigError, ConflictError, ReconnectError, RejectedError, TransientError
from qd_core.plugin.context import ProviderContext, SecretHandle
from qd_core.plugin.rest import Rest, redacted
from qd_core.plugin.wire import Answer

__all__ = ["OAuthTokens", "TokenAnswer", "TokenKeeper", "refresh_grant", "token_answer"]

_MARGIN = timedelta(seconds=120)
"""A token that ends sooner is not handed out."""
_LEASE = timedelta(minutes=1)
_PATIENCE = 20
"""Half seconds to wait for another refresher before the call is given back to the queue."""
_GONE = frozenset({"invalid_grant", "bad_refresh_token", "inactive_user", "inactive_org"})


class OAuthTokens(BaseModel):
    """The JSON of a secret ``qd/crm/<adapter>/oauth``. A person stores what the vendor gave; the access token and when
    it ends are written back. Other keys (``instance_url``) are kept. Without ``refresh_token`` and ``expires_at`` the
    access token is one that never ends."""

    model_config = ConfigDict(frozen=True, extra="allow")

    client_id: str = ""
    client_secret: str = ""
    refresh_token: str = ""
    access_token: str = ""
    expires_at: AwareDatetime | None = None

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        """Neither tokens nor the other keys, among which may be a private key."""
        yield from (("client_id", self.client_id), ("expires_at", self.expires_at))

    def lasts(self, now: datetime) -> bool:
        """Whether the access token may be used."""
        if not self.access_token:
            return False
        return self.expires_at - now >= _MARGIN if self.expires_at else not self.refresh_token


@dataclass(frozen=True, slots=True)
class TokenAnswer:
    """What a token endpoint gave; ``expires_in`` in seconds; ``refresh_token`` empty where the old one stays;
    ``extra`` is kept in the secret beside it."""

    access_token: str
    expires_in: float
    refresh_token: str = ""
    extra: Mapping[str, str] | None = None

    def __repr__(self) -> str:
        return f"TokenAnswer(expires_in={self.expires_in})"


class TokenKeeper:
    """The tokens of one connection; is the `Auth` of a `Rest`.

    A refresh happens under a lease, so that two processes never spend the same refresh token; the new secret is stored
    before its access token is used; everybody else reads it from there. Threads may share a keeper.
    """

    def __init__(
        self,
        context: ProviderContext,
        secret: str,
        exchange: Callable[[OAuthTokens], TokenAnswer],
        *,
        renewable: Callable[[OAuthTokens], bool] = lambda tokens: bool(tokens.refresh_token),
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """``secret`` is its name under ``qd/``; ``exchange`` asks the vendor (`refresh_grant`, or another grant with
        `token_answer`); ``renewable`` says whether there is anything to ask with: else the access token is static."""
        self._context = context
        self._name = secret
        self._exchange = exchange
        self._renewable = renewable
        self._sleep = sleep
        self._lock = threading.Lock()
        self._tokens: OAuthTokens | None = None

    def headers(self) -> Mapping[str, str]:
        """``Authorization: Bearer …`` with a token that is good for two minutes at least."""
        return {"authorization": f"Bearer {self.tokens().access_token}"}

    def tokens(self) -> OAuthTokens:
        """The tokens, refreshed if need be. Raises ReconnectError, TransientError or ConfigError."""
        with self._lock:
            if self._tokens is None or not self._tokens.lasts(self._context.clock()):
                self._tokens = self._current(spent="")
            return self._tokens

    def refresh(self) -> None:
        """Makes the token new unless another refresher just did; keeps the connection alive between quotes."""
        with self._lock:
            _, tokens = self._read()
            if self._renewable(tokens):
                self._tokens = self._current(spent=tokens.access_token)

    def refused(self, headers: Mapping[str, str]) -> bool:
        """After a 401 on ``headers``: whether there is another token than theirs now."""
        used = headers.get("authorization", "").removeprefix("Bearer ")
        with self._lock:
            if self._tokens is None or self._tokens.access_token == used:
                self._tokens = self._current(spent=used)
            return self._tokens.access_token != used

    def _current(self, *, spent: str) -> OAuthTokens:
        """The stored tokens if they last and are not the ``spent`` ones, else new ones."""
        for _ in range(_PATIENCE):
            _, tokens = self._read()
            if tokens.lasts(self._context.clock()) and tokens.access_token != spent:
                return tokens
            if not self._renewable(tokens):
                return self._static(tokens)
            owner = str(uuid4())
            if self._context.claims.claim(self._claim, owner, lease=_LEASE):
                try:
                    return self._refreshed(spent)
                finally:
                    self._context.claims.release(self._claim, owner)
            self._sleep(0.5)
        raise TransientError(f"another process is refreshing the secret qd/{self._name}", retry_after=30)

    def _refreshed(self, spent: str) -> OAuthTokens:
        handle, tokens = self._read()  # again: it may have been done while we came to the lease
        if tokens.lasts(self._context.clock()) and tokens.access_token != spent:
            return tokens
        if tokens.refresh_token and not handle.version:  # before the old one is spent
            raise ConfigError(
                f"secret qd/{self._name} has a refresh token, which changes when it is used: keep it where it can be "
                "rewritten, not in the environment",
                key=self._name,
            )
        try:
            given = self._exchange(tokens)
        except ReconnectError:
            _, others = self._read()
            if others.refresh_token != tokens.refresh_token and others.lasts(self._context.clock()):
                return others  # somebody without a lease was faster, a person perhaps
            raise
        return self._stored(handle, tokens, given)

    def _stored(self, handle: SecretHandle, tokens: OAuthTokens, given: TokenAnswer) -> OAuthTokens:
        fresh = OAuthTokens.model_validate(
            tokens.model_dump()
            | dict(given.extra or {})
            | {
                "access_token": given.access_token,
                "refresh_token": given.refresh_token or tokens.refresh_token,
                "expires_at": self._context.clock() + timedelta(seconds=given.expires_in),
            }
        )
        if not handle.version:  # nothing of it would be missed: the next process asks for a token of its own
            return fresh
        try:
            handle.replace(fresh.model_dump_json())
        except ConflictError:
            _, others = self._read()
            return others if others.lasts(self._context.clock()) else fresh
        return fresh

    def _static(self, tokens: OAuthTokens) -> OAuthTokens:
        if tokens.access_token:
            return tokens
        raise ConfigError(
            f'secret qd/{self._name} has neither "access_token" nor "refresh_token"', key=self._name
        )

    def _read(self) -> tuple[SecretHandle, OAuthTokens]:
        handle = self._context.secret(self._name)
        try:
            return handle, OAuthTokens.model_validate_json(handle.reveal())
        except ValidationError as error:
            fields = ", ".join(".".join(map(str, item["loc"])) for item in error.errors())
            raise ConfigError(
                f"secret qd/{self._name} has the wrong shape: {fields or 'it is no JSON object'}",
                key=self._name,
            ) from None

    @property
    def _claim(self) -> str:
        return f"oauth/{self._name}"


def refresh_grant(
    rest: Rest,
    path: str,
    tokens: OAuthTokens,
    *,
    secret: str,
    basic: bool = False,
    keep: tuple[str, ...] = (),
) -> TokenAnswer:
    """The refresh-token grant of RFC 6749 at ``path`` of ``rest`` (which has no ``auth``).

    ``basic`` puts the client's id and secret into an Authorization header, not into the form; ``keep`` names further
    keys of the answer that go into the secret. Raises ReconnectError when the vendor no longer honours the grant.
    """
    form = {"grant_type": "refresh_token", "refresh_token": tokens.refresh_token}
    headers = {}
    if basic:
        pair = b64encode(f"{tokens.client_id}:{tokens.client_secret}".encode()).decode("ascii")
        headers["authorization"] = f"Basic {pair}"
    else:
        form |= {"client_id": tokens.client_id, "client_secret": tokens.client_secret}
    answer = rest.call("POST", path, form=form, headers=headers, creates=True, accept=(400, 401))
    return token_answer(answer, secret=secret, keep=keep)


def token_answer(answer: Answer, *, secret: str, keep: tuple[str, ...] = ()) -> TokenAnswer:
    """What a token endpoint said, of a call with ``accept=(400, 401)``. Raises ReconnectError on ``invalid_grant``,
    RejectedError on any other refusal, both naming the ``secret``."""
    data = answer.data if isinstance(answer.data, dict) else {}
    if answer.is_success:
        given = answer.read(_Given)
        extra = {key: data[key] for key in keep if isinstance(data.get(key), str)}
        return TokenAnswer(given.access_token, given.expires_in, given.refresh_token, extra)
    code = str(data.get("error") or data.get("status") or "")
    said = redacted(str(data.get("error_description") or data.get("message") or code or "no reason given"))[
        :300
    ]
    if code.lower() in _GONE:
        raise ReconnectError(
            f"{answer.vendor} no longer honours the connection (needs_reconnect): {said}. "
            f"Grant access again and store the new secret qd/{secret}"
        )
    raise RejectedError(
        f"{answer.vendor} refuses to give an access token ({answer.status}): {said}. Check the secret qd/{secret}"
    )


class _Given(BaseModel):
    """A token endpoint's success. An hour where the vendor does not say."""

    access_token: str = Field(min_length=1)
    expires_in: float = Field(3600, gt=0)
    refresh_token: str = ""
