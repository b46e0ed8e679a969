"""Pipedrive's API as the plugin calls it: v2, and v1 for files, notes and the user."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel

from qd_core.errors import QdError, RejectedError
from qd_core.plugin import (
    Answer,
    OAuthTokens,
    Part,
    ProviderContext,
    Rest,
    TokenAnswer,
    TokenKeeper,
    refresh_grant,
)
from qd_crm_pipedrive.pace import judge, search_pace
from qd_crm_pipedrive.settings import SECRET, PipedriveSettings
from qd_crm_pipedrive.wire import Found, Many, One

__all__ = ["PipedriveApi"]

M = TypeVar("M", bound=BaseModel)
_PAGE = 500
_OLD_PAGE = 100
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_LATELY = timedelta(minutes=15)


class PipedriveApi:
    """One connection. The base address is the account's own, as the token answer gave it."""

    def __init__(self, settings: PipedriveSettings, context: ProviderContext) -> None:
        self._context = context
        self._oauth = Rest(context, "Pipedrive", settings.oauth_url)
        self.tokens = TokenKeeper(context, SECRET, self._exchange)
        self._rest = Rest(context, "Pipedrive", self._base, auth=self.tokens, judge=self._judge)

    @property
    def account(self) -> str:
        """The account's host: what claims are kept under."""
        return urlsplit(self._base()).netloc

    def get(self, path: str, model: type[M], **query: str) -> M | None:
        """One thing; None where it is not there (any more)."""
        answer = self._rest.call("GET", f"/api/v2/{path}", query=query, accept=(404,))
        return None if answer.status == 404 else answer.read(One[model]).data  # type: ignore[valid-type]

    def pages(self, path: str, model: type[M], **query: str) -> Iterator[list[M]]:
        """A list, page by page."""
        cursor: str | None = ""
        while cursor is not None:
            asked = {"limit": str(_PAGE), **query, **({"cursor": cursor} if cursor else {})}
            page = self._rest.call("GET", f"/api/v2/{path}", query=asked).read(Many[model])  # type: ignore[valid-type]
            yield page.data
            cursor = (page.additional_data.next_cursor if page.additional_data else None) or None

    def all(self, path: str, model: type[M], **query: str) -> Iterator[M]:
        """A list, thing by thing."""
        for page in self.pages(path, model, **query):
            yield from page

    def lately(self, path: str, model: type[M], **query: str) -> Iterator[M]:
        """What was made or changed in the last minutes: the search does not know it yet."""
        since = (self._context.clock() - _LATELY).strftime("%Y-%m-%dT%H:%M:%SZ")
        return self.all(path, model, updated_since=since, **query)

    def search(self, path: str, term: str, field: str) -> list[int]:
        """The ids of what has ``term`` in ``field``, whatever its case."""
        search_pace(self.account).wait()
        query = {"term": term, "fields": field, "exact_match": "true", "limit": "100"}
        found = self._rest.call("GET", f"/api/v2/{path}/search", query=query).read(Found)
        return [hit.item.id for hit in found.data.items]

    def create(self, path: str, model: type[M], body: Mapping[str, object]) -> M:
        """Makes one thing."""
        answer = self._rest.call("POST", f"/api/v2/{path}", json=body, creates=True)
        return answer.read(One[model]).data  # type: ignore[valid-type]

    def change(self, path: str, model: type[M], body: Mapping[str, object]) -> M:
        """Changes fields of one thing; the same again is harmless."""
        answer = self._rest.call("PATCH", f"/api/v2/{path}", json=body)
        return answer.read(One[model]).data  # type: ignore[valid-type]

    def add_all(self, path: str, bodies: list[dict[str, object]]) -> None:
        """Makes up to 100 things in one call."""
        self._rest.call("POST", f"/api/v2/{path}/bulk", json={"data": bodies}, creates=True)

    def remove(self, path: str, ids: list[int]) -> None:
        """Removes up to 100 things."""
        self._rest.call("DELETE", f"/api/v2/{path}", query={"ids": ",".join(map(str, ids))}, accept=(404,))

    def old(self, path: str, model: type[M]) -> M:
        """One thing of v1."""
        return self._rest.call("GET", f"/api/v1/{path}").read(One[model]).data  # type: ignore[valid-type]

    def old_all(self, path: str, model: type[M], **query: str) -> Iterator[M]:
        """A list of v1."""
        start: int | None = 0
        while start is not None:
            asked = {"start": str(start), "limit": str(_OLD_PAGE), **query}
            page = self._rest.call("GET", f"/api/v1/{path}", query=asked).read(Many[model])  # type: ignore[valid-type]
            yield from page.data
            more = page.additional_data.pagination if page.additional_data else None
            start = more.next_start if more and more.more_items_in_collection else None

    def add_note(self, body: Mapping[str, object], model: type[M]) -> M:
        """Makes a note (v1)."""
        answer = self._rest.call("POST", "/api/v1/notes", json=body, creates=True)
        return answer.read(One[model]).data  # type: ignore[valid-type]

    def upload(self, deal: str, name: str, content: bytes, media_type: str, model: type[M]) -> M:
        """Attaches a file to a deal (v1)."""
        parts = (Part("deal_id", deal.encode("ascii")), Part("file", content, name, media_type))
        answer = self._rest.call("POST", "/api/v1/files", parts=parts, creates=True)
        return answer.read(One[model]).data  # type: ignore[valid-type]

    def _exchange(self, tokens: OAuthTokens) -> TokenAnswer:
        return refresh_grant(
            self._oauth, "/oauth/token", tokens, secret=SECRET, basic=True, keep=("api_domain", "scope")
        )

    def _judge(self, answer: Answer) -> QdError | None:
        return judge(answer, self._context.clock())

    def _base(self) -> str:
        tokens = self.tokens.tokens()
        domain = str((tokens.model_extra or {}).get("api_domain") or "")
        host = urlsplit(domain).hostname or ""
        if host in _LOOPBACK or host.endswith(".pipedrive.com"):
            return domain
        raise RejectedError(
            f"secret qd/{SECRET}: api_domain is {domain or 'missing'}; store it as Pipedrive's token answer gave it "
            "(https://<company>.pipedrive.com)"
        )
