"""Calls to a vendor: what is sent again, what never is, and what a person is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal

import httpx
import pytest
from pydantic import BaseModel

from qd_core.errors import ConfigError, QdError, RejectedError, TransientError, UncertainError
from qd_core.plugin import Answer, Judge, Part, Rest, redacted
from qd_core.testing import provider_context


class Vendor:
    """Answers with what is lined up; an exception is raised where the answer should come."""

    def __init__(
        self, *script: httpx.Response | Exception, judge: Judge | None = None, base: str = "https://v.example"
    ) -> None:
        self.script = list(script)
        self.seen: list[httpx.Request] = []
        self.slept: list[float] = []
        self.auth = Tokens()
        self.rest = Rest(
            provider_context(answer=self), "Acme", base, auth=self.auth, judge=judge, sleep=self.slept.append
        )

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        step = self.script.pop(0)
        if isinstance(step, Exception):
            raise step
        return step


class Tokens:
    def __init__(self) -> None:
        self.given = ["t0ken-number-one", "t0ken-number-two"]

    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.given[0]}"}

    def refused(self, headers: object) -> bool:
        if len(self.given) > 1:
            self.given.pop(0)
            return True
        return False


def ok(**data: object) -> httpx.Response:
    return httpx.Response(200, json=data)


def error_of(vendor: Vendor, **more: object) -> QdError:
    with pytest.raises(QdError) as caught:
        vendor.rest.call("POST", "/deals", json={"a": 1}, **more)  # type: ignore[arg-type]
    return caught.value


def test_what_goes_out() -> None:
    vendor = Vendor(ok(id="7"))
    answer = vendor.rest.call(
        "POST", "/deals", query={"q": "a b&c"}, json={"amount": Decimal("0.30"), "name": "Zoë 🙂"}
    )
    (sent,) = vendor.seen
    assert answer.data == {"id": "7"}
    assert str(sent.url) == "https://v.example/deals?q=a+b%26c"
    assert sent.headers["authorization"] == "Bearer t0ken-number-one"
    assert sent.headers["content-type"] == "application/json"
    assert b'"amount":0.30' in sent.content, "a Decimal is written to the last digit"
    assert json.loads(sent.content)["name"] == "Zoë 🙂"


def test_parts_go_out_in_their_order() -> None:
    vendor = Vendor(ok())
    meta = Part("entity", b"{}", media_type="application/json")
    vendor.rest.call("POST", "/files", parts=[meta, Part("file", b"%PDF", "q.pdf", "application/pdf")])
    body = vendor.seen[0].content
    assert body.index(b'name="entity"') < body.index(b'name="file"; filename="q.pdf"')
    assert vendor.seen[0].headers["content-type"].startswith("multipart/form-data")


@pytest.mark.parametrize("creates", [True, False])
@pytest.mark.parametrize(
    "first", [httpx.Response(429, headers={"Retry-After": "2"}), httpx.ConnectError("no route")]
)
def test_what_was_not_carried_out_is_sent_again(creates: bool, first: httpx.Response | Exception) -> None:
    vendor = Vendor(first, ok(id="7"))
    assert vendor.rest.call("POST", "/deals", json={}, creates=creates).data == {"id": "7"}
    assert vendor.slept == [2.0 if isinstance(first, httpx.Response) else 0.5]


@pytest.mark.parametrize(
    "step",
    [httpx.Response(500), httpx.Response(502), httpx.Response(503, headers={"Retry-After": "1"}),
     httpx.Response(504), httpx.ReadTimeout("slow"), httpx.RemoteProtocolError("gone"), httpx.WriteError("half")],
)  # fmt: skip
def test_a_creation_without_a_clear_answer_is_uncertain_and_not_sent_again(
    step: httpx.Response | Exception,
) -> None:
    vendor = Vendor(step, ok(id="8"))
    assert isinstance(error_of(vendor, creates=True), UncertainError)
    assert len(vendor.seen) == 1


@pytest.mark.parametrize(
    "step", [httpx.Response(502), httpx.Response(503), httpx.Response(504), httpx.ReadError("gone")]
)
def test_a_repeatable_call_is_sent_again(step: httpx.Response | Exception) -> None:
    vendor = Vendor(step, ok(id="7"))
    assert vendor.rest.call("PUT", "/deals", json={}).data == {"id": "7"}


@pytest.mark.parametrize("step", [httpx.Response(500), httpx.ReadTimeout("slow")])
def test_what_would_only_cost_time_is_left_to_the_queue(step: httpx.Response | Exception) -> None:
    vendor = Vendor(step, ok())
    found = error_of(vendor)
    assert isinstance(found, TransientError)
    assert not isinstance(found, UncertainError)
    assert len(vendor.seen) == 1


def test_it_gives_up_after_three_tries() -> None:
    vendor = Vendor(*[httpx.ConnectError("no route")] * 3)
    assert isinstance(error_of(vendor, creates=True), TransientError)
    assert vendor.slept == [0.5, 1.0]


@pytest.mark.parametrize(
    ("header", "seconds"), [("120", 120.0), ("Mon, 05 Jan 2026 09:10:00 GMT", 600.0), ("soon", None)]
)
def test_a_long_wait_is_the_queues(header: str, seconds: float | None) -> None:
    vendor = Vendor(*[httpx.Response(429, headers={"Retry-After": header})] * 3)
    found = error_of(vendor)
    assert isinstance(found, TransientError)
    assert found.retry_after == seconds
    assert len(vendor.seen) == (1 if seconds else 3)


def test_a_401_is_tried_once_with_another_token() -> None:
    vendor = Vendor(httpx.Response(401), ok(id="7"))
    assert vendor.rest.call("POST", "/deals", json={}, creates=True).data == {"id": "7"}
    assert [each.headers["authorization"][-3:] for each in vendor.seen] == ["one", "two"]


def test_a_401_without_another_token_is_for_a_person() -> None:
    vendor = Vendor(
        httpx.Response(401, text="token t0ken-number-two expired"),
        httpx.Response(401, text="t0ken-number-two"),
    )
    found = error_of(vendor)
    assert type(found) is RejectedError
    assert "t0ken" not in str(found)
    assert len(vendor.seen) == 2


def test_a_page_instead_of_json_is_told_by_its_text() -> None:
    page = "<html><head><style>p {color: red}</style></head><body><h1>Forbidden</h1></body></html>"
    vendor = Vendor(httpx.Response(403, text=page, headers={"content-type": "text/html"}))
    assert str(error_of(vendor)) == "Acme answers 403: Forbidden"


def test_a_redirect_is_not_followed() -> None:
    vendor = Vendor(httpx.Response(302, headers={"location": "https://evil.example/"}))
    assert isinstance(error_of(vendor), RejectedError)
    assert len(vendor.seen) == 1


def test_the_vendor_judges_first() -> None:
    def judge(answer: Answer) -> QdError | None:
        return TransientError("locked", retry_after=2) if answer.status == 423 else None

    vendor = Vendor(httpx.Response(423), ok(id="7"), judge=judge)
    assert vendor.rest.call("POST", "/deals", json={}, creates=True).data == {"id": "7"}
    assert vendor.slept == [2]


def test_an_accepted_status_is_an_answer() -> None:
    vendor = Vendor(httpx.Response(404, json={"why": "none"}))
    answer = vendor.rest.call("GET", "/deals/7", accept=(404,))
    assert (answer.status, answer.is_success) == (404, False)


def test_an_answer_without_end_is_cut() -> None:
    vendor = Vendor(httpx.Response(200, content=b"x" * (6 * 1024 * 1024)))
    assert "larger than 5 MB" in str(error_of(vendor, creates=True))


class Made(BaseModel):
    id: str


@pytest.mark.parametrize(("creates", "kind"), [(True, UncertainError), (False, TransientError)])
@pytest.mark.parametrize("content", [b"<html>", b'{"ID": 7}', b""])
def test_an_answer_of_another_shape(creates: bool, kind: type[QdError], content: bytes) -> None:
    answer = Vendor(httpx.Response(200, content=content)).rest.call(
        "POST", "/deals", json={}, creates=creates
    )
    with pytest.raises(kind) as caught:
        answer.read(Made)
    assert type(caught.value) is kind


@pytest.mark.parametrize("base", ["http://v.example", "ftp://v.example", "v.example", ""])
def test_an_address_without_tls_is_refused(base: str) -> None:
    with pytest.raises(ConfigError, match="https"):
        Vendor(base=base).rest.call("GET", "/")


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example", "deals"])
def test_a_path_cannot_name_another_host(path: str) -> None:
    with pytest.raises(ValueError, match="a path starts"):
        Vendor().rest.call("GET", path)


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer s3cret-value",
        '{"refresh_token": "s3cret-value"}',
        "client_secret=s3cret-value&x=1",
        "hapikey=s3cret-value",
    ],
)
def test_credentials_are_not_told(text: str) -> None:
    assert "s3cret" not in redacted(text)


def test_logs_name_no_person(caplog: pytest.LogCaptureFixture) -> None:
    sees: Callable[[], str] = lambda: caplog.text  # noqa: E731
    with caplog.at_level("DEBUG", "qd"):
        Vendor(ok()).rest.call("GET", "/contacts/dana@acme.example")
    assert "Acme GET answered 200" in sees()
    assert "dana" not in sees().replace("HTTP Request", "")
