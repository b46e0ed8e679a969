"""HubSpot's API: its dated paths, what its refusals mean, and the connection."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from qd_core.errors import QdError, RejectedError, TransientError
from qd_core.plugin import (
    Answer,
    OAuthTokens,
    ProviderContext,
    Rest,
    TokenAnswer,
    TokenKeeper,
    fitted,
    refresh_grant,
    retry_after,
)
from qd_crm_hubspot.settings import HubSpotSettings
from qd_crm_hubspot.transport import api_request

__all__ = ["FILES", "HubSpot", "Object", "batched", "refuse_errors"]

VERSION = "2026-09"
"""HubSpot's dated API; each is supported for eighteen months. v1 to v4 end in 2027."""
FILES = "/files/2026-03/files"
"""The file manager has no upload route in 2026-09."""
ACCOUNT = "/account-info/2026-03/details"

T = TypeVar("T")
_A_DAY_IS_FULL = 3600.0
_UNKNOWN_PROPERTY = ("PROPERTY_DOESNT_EXIST", "does not exist", "idProperty")


class Object(BaseModel):
    """A record, of any kind."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(min_length=1)
    properties: Mapping[str, str | None] = Field(default_factory=dict)


class HubSpot:
    """The connection: paths of the dated API, tokens, and one set of rules for answers."""

    def __init__(self, settings: HubSpotSettings, context: ProviderContext) -> None:
        self._context = context
        base = settings.base_url
        self._grants = Rest(context, "HubSpot", base, send=api_request)
        self.tokens = TokenKeeper(context, settings.oauth.name, self._exchange)
        self.rest = Rest(context, "HubSpot", base, auth=self.tokens, judge=self._judge, send=api_request)
        self._secret = settings.oauth.name

    def get(self, path: str, query: Mapping[str, str] | None = None, *, accept: Sequence[int] = ()) -> Answer:
        """Reads ``path``, which begins with ``/crm/…`` without the date: ``/crm/objects/deals/7``."""
        return self.rest.call("GET", dated(path), query=query, accept=accept)

    def send(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        creates: bool = False,
        accept: Sequence[int] = (),
    ) -> Answer:
        """Writes, or searches, at such a path."""
        return self.rest.call(method, dated(path), json=body, creates=creates, accept=accept)

    def _exchange(self, tokens: OAuthTokens) -> TokenAnswer:
        return refresh_grant(self._grants, f"/oauth/{VERSION}/token", tokens, secret=self._secret)

    def _judge(self, answer: Answer) -> QdError | None:
        data = answer.data if isinstance(answer.data, dict) else None
        after = retry_after(answer, self._context.clock())
        if answer.status == 423:  # another write holds the record; HubSpot asks for two seconds at least
            return TransientError("HubSpot has locked the record", retry_after=max(after or 0.0, 2.0))
        if answer.status == 477:
            return TransientError(
                "HubSpot is moving the account to another data centre", retry_after=after or 3600
            )
        if answer.status == 429:
            return _limited(data or {}, after)
        if data is None or answer.status == 401 or answer.status >= 500:
            return None
        said = _words(data)
        if answer.status == 409:  # another worker was faster: sent again, the same call finds what is there
            return TransientError(f"HubSpot: {said}", retry_after=1)
        return RejectedError(f"HubSpot: {said}{_hint(answer.status, data, said)}")


def dated(path: str) -> str:
    """``/crm/objects/deals`` with the date behind its second word."""
    _, area, kind, *rest = path.split("/", 3)
    return "/".join(("", area, kind, VERSION, *rest))


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """In lists of ``size`` at most."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def refuse_errors(answer: Answer) -> None:
    """Raises RejectedError for a batch that HubSpot took in part only (207)."""
    data = answer.data if isinstance(answer.data, dict) else {}
    errors = [each for each in data.get("errors") or () if isinstance(each, dict)]
    if errors:
        told = "; ".join(dict.fromkeys(_words(each) for each in errors[:3]))
        more = f" (and {len(errors) - 3} more)" if len(errors) > 3 else ""
        raise RejectedError(f"HubSpot: {told}{more}{_hint(answer.status, data, told)}")


def _limited(data: Mapping[str, object], after: float | None) -> TransientError:
    policy = str(data.get("policyName") or "")
    if "DAILY" in policy:
        return TransientError(
            "HubSpot's daily limit of calls is used up", retry_after=after or _A_DAY_IS_FULL
        )
    wait = after if after is not None else (10.0 if policy.startswith("TEN_SECONDLY") else 1.0)
    return TransientError(f"HubSpot asks to wait (429 {policy})".rstrip(), retry_after=wait)


def _words(data: Mapping[str, object]) -> str:
    """The message, with what is wrong with each property as a sentence and not as the JSON in which it is wrapped."""
    message = str(data.get("message") or data.get("category") or "no reason given")
    head, found, wrapped = message.partition("Property values were not valid: ")
    if found:
        try:
            messages = [str(each["message"]) for each in json.loads(wrapped)]
            message = head + "; ".join(dict.fromkeys(messages))
        except (ValueError, TypeError, KeyError):
            message = head + wrapped
    details = data.get("errors")
    if isinstance(details, list) and not found:
        inner = [_words(each) for each in details[:5] if isinstance(each, dict) and each.get("message")]
        message = "; ".join(dict.fromkeys([message, *inner]))
    return fitted(message, 500)


def _hint(status: int, data: Mapping[str, object], said: str) -> str:
    context = data.get("context")
    if status == 403:
        scopes = context.get("requiredGranularScopes") if isinstance(context, dict) else None
        wanted = ", ".join(map(str, scopes)) if isinstance(scopes, list) else "see the plugin's README"
        return f". The app lacks a scope ({wanted}): add it in HubSpot and connect again"
    if any(word in said or word == data.get("category") for word in _UNKNOWN_PROPERTY):
        return ". `qd crm setup` creates the properties that Quote Drafter needs"
    return ""
