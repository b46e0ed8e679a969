"""Tokens: one writer, the secret before the use, a person when the grant is gone."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs

import httpx
import pytest

from qd_core.errors import ConfigError, ReconnectError, RejectedError, TransientError, UncertainError
from qd_core.plugin import OAuthTokens, ProviderContext, Rest, TokenAnswer, TokenKeeper, refresh_grant
from qd_core.testing import ManualClock, provider_context

NAME = "crm/acme/oauth"
STORED = {"client_id": "id", "client_secret": "s3cret", "refresh_token": "r1"}


class Vendor:
    """A token endpoint with one-time refresh tokens."""

    def __init__(self) -> None:
        self.valid, self.spent = 1, 0
        self.before_answer: Callable[[], None] = lambda: None

    def __call__(self, tokens: OAuthTokens) -> TokenAnswer:
        if tokens.refresh_token != f"r{self.valid}":
            raise ReconnectError("needs_reconnect")
        self.valid += 1
        self.spent += 1
        self.before_answer()
        return TokenAnswer(f"a{self.valid}", 1800, f"r{self.valid}", {"api_domain": "https://acme.example"})


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def context(clock: ManualClock) -> ProviderContext:
    return provider_context(clock=clock, secrets={NAME: json.dumps(STORED)})


def stored(context: ProviderContext) -> dict[str, object]:
    return json.loads(context.secret(NAME).reveal())


def test_a_token_is_got_kept_and_renewed_two_minutes_before_its_end(
    context: ProviderContext, clock: ManualClock
) -> None:
    vendor = Vendor()
    keeper = TokenKeeper(context, NAME, vendor)
    assert [keeper.headers()["authorization"] for _ in range(2)] == ["Bearer a2"] * 2
    clock.forward(timedelta(seconds=1800 - 120))
    assert keeper.headers() == {"authorization": "Bearer a2"}
    clock.forward(timedelta(seconds=1))
    assert keeper.headers() == {"authorization": "Bearer a3"}
    assert vendor.spent == 2


def test_the_secret_is_stored_before_the_token_is_used(context: ProviderContext) -> None:
    tokens = TokenKeeper(context, NAME, Vendor()).tokens()
    kept = stored(context)
    assert (kept["access_token"], kept["refresh_token"]) == (tokens.access_token, "r2")
    assert (kept["client_secret"], kept["api_domain"]) == ("s3cret", "https://acme.example")


def test_what_cannot_be_stored_is_not_used(context: ProviderContext) -> None:
    class ReadOnly:
        name, version = NAME, "1"

        def reveal(self) -> str:
            return json.dumps(STORED)

        def replace(self, value: str) -> None:
            raise ConfigError("move it")

    keeper = TokenKeeper(replace(context, secret=lambda _: ReadOnly()), NAME, Vendor())
    with pytest.raises(ConfigError, match="move it"):
        keeper.tokens()


class InTheEnvironment:
    """A secret that cannot be rewritten."""

    name, version = NAME, ""

    def __init__(self, **told: str) -> None:
        self.told = told

    def reveal(self) -> str:
        return json.dumps(self.told)

    def replace(self, value: str) -> None:
        raise ConfigError("it cannot be rewritten")


def test_a_refresh_token_that_could_not_be_kept_is_not_spent(context: ProviderContext) -> None:
    vendor = Vendor()
    keeper = TokenKeeper(replace(context, secret=lambda _: InTheEnvironment(**STORED)), NAME, vendor)
    with pytest.raises(ConfigError, match="not in the environment"):
        keeper.tokens()
    assert vendor.spent == 0


def test_a_token_that_anybody_can_ask_for_again_need_not_be_kept(context: ProviderContext) -> None:
    asked: list[OAuthTokens] = []

    def exchange(tokens: OAuthTokens) -> TokenAnswer:
        asked.append(tokens)
        return TokenAnswer("a1", 1800)

    secret = InTheEnvironment(client_id="id", client_secret="s3cret")
    keeper = TokenKeeper(
        replace(context, secret=lambda _: secret),
        NAME,
        exchange,
        renewable=lambda tokens: bool(tokens.client_id),
    )
    assert [keeper.tokens().access_token for _ in range(2)] == ["a1", "a1"]
    assert len(asked) == 1


def test_two_processes_spend_one_refresh_token(context: ProviderContext) -> None:
    vendor, entered, go = Vendor(), threading.Event(), threading.Event()

    def hold_the_answer() -> None:
        entered.set()
        go.wait(5)

    vendor.before_answer = hold_the_answer
    found: list[str] = []
    one = threading.Thread(
        target=lambda: found.append(TokenKeeper(context, NAME, vendor).tokens().access_token)
    )
    one.start()
    assert entered.wait(5)

    def wait_for_the_other(_: float) -> None:
        go.set()
        one.join(5)

    two = TokenKeeper(context, NAME, vendor, sleep=wait_for_the_other)
    found.append(two.tokens().access_token)
    one.join(5)
    assert found == ["a2", "a2"]
    assert vendor.spent == 1


def test_who_waits_too_long_comes_again(context: ProviderContext) -> None:
    context.claims.claim(f"oauth/{NAME}", "somebody", lease=timedelta(minutes=1))
    slept: list[float] = []
    with pytest.raises(TransientError) as caught:
        TokenKeeper(context, NAME, Vendor(), sleep=slept.append).tokens()
    assert caught.value.retry_after
    assert sum(slept) == 10


def test_after_a_401_the_token_is_renewed_once_for_all_threads(context: ProviderContext) -> None:
    vendor = Vendor()
    keeper = TokenKeeper(context, NAME, vendor)
    used = keeper.headers()
    assert keeper.refused(used)
    assert keeper.refused(used), "another thread's call was refused with the same old token"
    assert (keeper.headers(), vendor.spent) == ({"authorization": "Bearer a3"}, 2)


def test_a_static_token_is_used_as_it_is(clock: ManualClock) -> None:
    context = provider_context(clock=clock, secrets={NAME: '{"access_token": "pat-1"}'})
    keeper = TokenKeeper(context, NAME, Vendor())
    headers = keeper.headers()
    assert headers == {"authorization": "Bearer pat-1"}
    keeper.refresh()
    assert not keeper.refused(headers), "there is nothing else to try"
    handle = context.secret(NAME)
    handle.reveal()
    handle.replace('{"access_token": "pat-2"}')
    assert keeper.refused(headers), "a person has stored another one"


@pytest.mark.parametrize("text", ["", "hunter2", "[]", '{"access_token": 7}', "{}"])
def test_a_secret_of_another_shape_is_named_and_not_shown(text: str) -> None:
    keeper = TokenKeeper(provider_context(secrets={NAME: text}), NAME, Vendor())
    with pytest.raises(ConfigError, match=NAME) as caught:
        keeper.tokens()
    assert "hunter2" not in str(caught.value)


def test_a_gone_grant_is_for_a_person(context: ProviderContext) -> None:
    vendor = Vendor()
    vendor.valid = 9
    with pytest.raises(ReconnectError):
        TokenKeeper(context, NAME, vendor).tokens()
    assert context.claims.claim(f"oauth/{NAME}", "next", lease=timedelta(minutes=1)), (
        "the lease is given back"
    )


def test_tokens_are_not_in_a_repr() -> None:
    shown = repr(OAuthTokens(client_secret="s3cret", refresh_token="s3cret", access_token="s3cret"))
    assert "s3cret" not in shown + repr(TokenAnswer("s3cret", 60, "s3cret"))


# --- the grant itself -----------------------------------------------------------------------------------------------


def granted(
    response: httpx.Response | Exception, *, basic: bool = False
) -> tuple[TokenAnswer, httpx.Request]:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if isinstance(response, Exception):
            raise response
        return response

    rest = Rest(provider_context(answer=answer), "Acme", "https://v.example", sleep=lambda _: None)
    given = refresh_grant(
        rest,
        "/oauth/token",
        OAuthTokens.model_validate(STORED),
        secret=NAME,
        basic=basic,
        keep=("api_domain",),
    )
    return given, seen[0]


def test_the_form_of_the_grant() -> None:
    body = {
        "access_token": "a",
        "expires_in": 60,
        "refresh_token": "r",
        "api_domain": "https://x.example",
        "scope": "all",
    }
    given, request = granted(httpx.Response(200, json=body))
    assert (given.access_token, given.expires_in, given.refresh_token) == ("a", 60, "r")
    assert given.extra == {"api_domain": "https://x.example"}
    form = {key: values[0] for key, values in parse_qs(request.content.decode()).items()}
    assert form == {
        "grant_type": "refresh_token",
        "refresh_token": "r1",
        "client_id": "id",
        "client_secret": "s3cret",
    }


def test_the_form_of_the_grant_with_basic_authorisation() -> None:
    _, request = granted(httpx.Response(200, json={"access_token": "a"}), basic=True)
    assert request.headers["authorization"] == "Basic aWQ6czNjcmV0"
    assert b"s3cret" not in request.content


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, {"error": "invalid_grant", "error_description": "expired token"}, ReconnectError),
        (400, {"status": "BAD_REFRESH_TOKEN", "message": "missing or invalid"}, ReconnectError),
        (401, {"error": "invalid_client"}, RejectedError),
        (400, {"error": "unauthorized_client"}, RejectedError),
    ],
)
def test_a_refusal_names_the_secret(status: int, body: dict[str, str], kind: type[RejectedError]) -> None:
    with pytest.raises(RejectedError, match=NAME) as caught:
        granted(httpx.Response(status, json=body))
    assert type(caught.value) is kind
    assert ("needs_reconnect" in str(caught.value)) == (kind is ReconnectError)


@pytest.mark.parametrize(
    "response", [httpx.Response(500), httpx.ReadTimeout("slow"), httpx.Response(200, json={"expires_in": 1})]
)
def test_a_lost_answer_is_not_asked_again_at_once(response: httpx.Response | Exception) -> None:
    with pytest.raises(UncertainError):
        granted(response)
