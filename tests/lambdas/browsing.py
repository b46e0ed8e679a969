"""A browser at the function `review`: keeps cookies, and posts forms with the token of the page that they stand on."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from qd_core.entry.lambdas import review
from tests.lambdas.calls import CONTEXT, url

_TOKEN = re.compile(r'name="form_token" value="([0-9a-f]+)"')


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


@dataclass
class Browser:
    """Keeps cookies and posts forms with the token of the page that they stand on."""

    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self.send("GET", path)

    def post(self, path: str, page: str, **fields: str) -> Answer:
        found = _TOKEN.search(self.get(page).text)
        body = urlencode({"form_token": found[1] if found else "", **fields})
        return self.send("POST", path, body, content_type="application/x-www-form-urlencoded")

    def send(self, method: str, path: str, body: str = "", **headers: str) -> Answer:
        parts = urlsplit(path)
        call = url(body, path=parts.path, method=method, coded=bool(body), **headers)
        call["headers"] |= {"host": "desk.small.example", "content-length": str(len(body))}
        call["rawQueryString"] = parts.query
        call["cookies"] = [f"{name}={value}" for name, value in self.cookies.items()]
        given = review.handler(call, CONTEXT)
        json.dumps(given)  # Lambda can send it
        for cookie in given.get("cookies", []):
            for name, morsel in SimpleCookie(cookie).items():
                assert (morsel["secure"], morsel["httponly"]) == (True, True)
                self.cookies[name] = morsel.value
        content = given["body"]
        raw = base64.b64decode(content) if given["isBase64Encoded"] else content.encode()
        return Answer(given["statusCode"], given["headers"], raw)


def loop_ended() -> None:
    """Ends what the function keeps between requests, as the end of its environment would."""
    review._kept.clear()
    review._loop().close()
    review._loop.cache_clear()
    asyncio.set_event_loop(None)
