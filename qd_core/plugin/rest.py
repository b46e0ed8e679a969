"""A vendor's REST API under one set of rules: timeouts, bounded retries that cannot do a thing twice, clear errors."""

from __future__ import annotations

import re
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlencode, urlsplit

from qd_core.errors import ConfigError, QdError, RejectedError, TransientError, UncertainError
from qd_core.plugin.context import ProviderContext
from qd_core.plugin.wire import (
    Answer,
    AnswerLostError,
    Call,
    NotSentError,
    Part,
    Sender,
    httpx_sender,
    json_text,
)

if TYPE_CHECKING:
    import httpx

__all__ = ["UPLOAD_TIMEOUT", "Auth", "Judge", "Rest", "redacted", "retry_after", "words"]

UPLOAD_TIMEOUT = 60.0
"""Seconds to wait for the answer to a file."""
_ATTEMPTS = 3
_LONGEST_WAIT = 5.0
"""Seconds; a call that would have to wait longer is given back to the queue."""
_LONGEST_WORDS = 300
_RESENT = frozenset({502, 503, 504})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_CREDENTIAL = re.compile(
    r"""(?i)(bearer\s+|basic\s+|(?:access_token|refresh_token|client_secret|api_token|assertion|hapikey)["']?\s*[:=]\s*["']?)"""
    r"""[^\s"'&,;}]+"""
)
_MARKUP = re.compile(r"(?is)<(script|style)\b.*?</\1>|<[^>]*>")

Judge = Callable[[Answer], QdError | None]
"""What an answer outside 2xx means to this vendor. TransientError: it was not carried out and may be sent again
(``retry_after`` where the vendor says when); UncertainError: it may have been; RejectedError: for a person, in the
vendor's words. None leaves it to the general rules."""


class Auth(Protocol):
    """Gives each call its credentials."""

    def headers(self) -> Mapping[str, str]:
        """The headers that authorise a call now."""
        ...

    def refused(self, headers: Mapping[str, str]) -> bool:
        """The vendor refused ``headers`` (401). True when others are at hand, so that one more try makes sense."""
        ...


@dataclass(frozen=True, slots=True)
class _Failure:
    """``wait`` are the seconds after which the same call may be sent again, None for never."""

    error: QdError
    wait: float | None = None


class Rest:
    """Calls to one vendor.

    Waits 3 s for a connection and 10 s for an answer (`UPLOAD_TIMEOUT` for files), follows no redirect, reads at most
    5 MB. At most three tries: after 429 and a failed connection always; after 502, 503, 504 and a broken connection
    only where ``creates`` is False; after a timeout never. A ``creates`` call whose answer is lost or is a 5xx raises
    UncertainError. A ``Retry-After`` beyond five seconds becomes TransientError(retry_after).
    """

    def __init__(
        self,
        context: ProviderContext,
        vendor: str,
        base_url: str | Callable[[], str],
        *,
        auth: Auth | None = None,
        judge: Judge | None = None,
        send: Sender | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._context = context
        self._vendor = vendor
        self._base_url = base_url
        self._auth = auth
        self._judge = judge
        self._send = send or httpx_sender(lambda: self._client)
        self._sleep = sleep

    @cached_property
    def _client(self) -> httpx.Client:
        client = self._context.http()
        weakref.finalize(self, client.close)
        return client

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        json: object = None,
        form: Mapping[str, str] | None = None,
        parts: Sequence[Part] = (),
        headers: Mapping[str, str] | None = None,
        creates: bool = False,
        accept: Sequence[int] = (),
        read_timeout: float | None = None,
    ) -> Answer:
        """The answer, a 2xx or one of ``accept``. At most one of ``json``, ``form`` and ``parts`` is the body.

        ``creates`` says that the same call sent twice would do something twice. Raises TransientError, UncertainError
        or RejectedError with the vendor's words, whatever ``auth`` raises, ConfigError for a base URL without TLS.
        """
        content, media_type = _body(json, form)
        told = {"accept": "application/json", **({"content-type": media_type} if media_type else {})}
        told.update({name.lower(): value for name, value in (headers or {}).items()})
        wait = read_timeout or (UPLOAD_TIMEOUT if parts else 10.0)
        call = Call(method, _with_query(path, query), told, content, tuple(parts), creates, read_timeout=wait)
        renewed = False
        for attempt in range(1, _ATTEMPTS + 1):
            outcome = self._try(call, accept, attempt)
            if isinstance(outcome, Answer):
                return outcome
            if isinstance(outcome.error, _UnauthorisedError):
                if not renewed and self._auth is not None and self._auth.refused(outcome.error.headers):
                    renewed = True
                    continue
                raise RejectedError(str(outcome.error))
            if outcome.wait is None or outcome.wait > _LONGEST_WAIT or attempt == _ATTEMPTS:
                raise outcome.error
            self._sleep(outcome.wait)
        raise TransientError(f"{self._vendor} refuses fresh credentials again and again")

    def _try(self, call: Call, accept: Sequence[int], attempt: int) -> Answer | _Failure:
        credentials = dict(self._auth.headers()) if self._auth else {}
        base = self._base_url if isinstance(self._base_url, str) else self._base_url()
        sent = replace(
            call, url=_checked(base, self._vendor) + call.url, headers={**call.headers, **credentials}
        )
        started = time.monotonic()
        pause = 0.5 * 2 ** (attempt - 1)
        try:
            answer = replace(self._send(sent), vendor=self._vendor, creates=call.creates)
        except NotSentError as error:
            return _Failure(TransientError(f"{self._vendor} cannot be reached: {error}"), pause)
        except AnswerLostError as error:
            if call.creates:
                return _Failure(
                    UncertainError(f"{self._vendor} gave no answer ({error}): it may have been done")
                )
            again = None if error.timed_out else pause
            return _Failure(TransientError(f"{self._vendor} gave no answer: {error}"), again)
        self._context.log.debug(
            "%s %s answered %s in %.0f ms",
            self._vendor,
            call.method,
            answer.status,
            (time.monotonic() - started) * 1000,
        )
        if answer.is_success or answer.status in accept:
            return answer
        return self._failure(answer, credentials, pause)

    def _failure(self, answer: Answer, credentials: Mapping[str, str], pause: float) -> _Failure:
        error = self._judge(answer) if self._judge else None
        error = error or self._general(answer)
        error.args = (redacted(str(error), tuple(credentials.values())),)
        if isinstance(error, _UnauthorisedError):
            error.headers = credentials
        if isinstance(error, UncertainError) or not isinstance(error, TransientError):
            return _Failure(error)
        if error.retry_after is not None:
            return _Failure(error, error.retry_after)
        resent = answer.status < 500 or answer.status in _RESENT
        return _Failure(error, pause if resent else None)

    def _general(self, answer: Answer) -> QdError:
        """What a status means where the vendor has no rule of its own."""
        said = f"{self._vendor} answers {answer.status}: {words(answer)}"
        after = retry_after(answer, self._context.clock())
        if answer.status == 429:
            return TransientError(said, retry_after=after)
        if answer.status == 401:
            return _UnauthorisedError(f"{self._vendor} refuses the credentials (401): {words(answer)}")
        if answer.status >= 500 or answer.status == 408:
            kind = UncertainError if answer.creates else TransientError
            return kind(said, retry_after=after)
        return RejectedError(said)


class _UnauthorisedError(RejectedError):
    """A 401: perhaps only the token is old."""

    headers: Mapping[str, str] = {}


def words(answer: Answer) -> str:
    """What the vendor says, in one line fit to be shown: the JSON's ``message`` or the like, of a page its text."""
    text = answer.body.decode("utf-8", "replace")
    if isinstance(data := answer.data, dict):
        said = (data.get(key) for key in ("message", "error_description", "error"))
        text = next((each for each in said if isinstance(each, str) and each), text)
    elif "html" in answer.headers.get("content-type", "") or text.lstrip()[:1] == "<":
        text = _MARKUP.sub(" ", text)
    text = " ".join(text.split())
    return (text if len(text) <= _LONGEST_WORDS else text[:_LONGEST_WORDS] + "…") or "no reason given"


def retry_after(answer: Answer, now: datetime) -> float | None:
    """``Retry-After`` in seconds, from a number or a date; None without one that can be read."""
    told = answer.headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,7}(\.\d+)?", told):
        return float(told)
    try:
        return max(0.0, (parsedate_to_datetime(told) - now).total_seconds())
    except (TypeError, ValueError):
        return None


def redacted(text: str, secrets: Sequence[str] = ()) -> str:
    """The text without ``secrets`` (whole header values too) and without what looks like a credential."""
    for secret in secrets:
        for piece in (secret, *secret.split()):
            if len(piece) >= 8:
                text = text.replace(piece, "…")
    return _CREDENTIAL.sub(lambda found: found.group(1) + "…", text)


def _body(json: object, form: Mapping[str, str] | None) -> tuple[bytes | None, str]:
    if json is not None:
        return json_text(json).encode("ascii"), "application/json"
    if form is not None:
        return urlencode(dict(form)).encode("ascii"), "application/x-www-form-urlencoded"
    return None, ""


def _with_query(path: str, query: Mapping[str, str] | None) -> str:
    if not path.startswith("/") or path.startswith("//"):
        raise ValueError(f"a path starts with one /, not {path!r}")  # a vendor's answer never picks the host
    return f"{path}?{urlencode(dict(query))}" if query else path


def _checked(base: str, vendor: str) -> str:
    parts = urlsplit(base)
    if parts.hostname and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    ):
        return base.rstrip("/")
    raise ConfigError(f"{vendor}: {base!r} is no https address")
