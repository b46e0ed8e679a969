"""Pipedrive's limits, its firewall, and tokens that end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from plugins.qd_crm_pipedrive.tests.conftest import Shop, everything
from qd_core.errors import ReconnectError, RejectedError, TransientError
from qd_core.plugin import TokenRefresher
from qd_core.testing import Accident, Reply, provider_context
from qd_crm_pipedrive.fake import firewall
from qd_crm_pipedrive.pace import Pace
from qd_crm_pipedrive.settings import SECRET


def contact(shop: Shop) -> str:
    return shop.crm().upsert_contact("bea@buyer.example", "Bea", "", "buyer.example")


@pytest.mark.parametrize(
    ("headers", "waits"),
    [
        ({"retry-after": "7"}, 7),
        ({"x-ratelimit-reset": "9"}, 9),
        ({"retry-after": "30", "x-ratelimit-reset": "2"}, 30),
    ],
)
def test_a_long_wait_is_given_to_the_queue(shop: Shop, headers: dict[str, str], waits: int) -> None:
    refused = Reply(429, {"error": "request over limit"}, headers=headers)
    shop.server.accidents.append(Accident("GET", "/persons/search", refused))
    with pytest.raises(TransientError, match="asked too often: request over limit") as raised:
        contact(shop)
    assert raised.value.retry_after == waits
    contact(shop)


def test_a_short_wait_is_waited(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qd_crm_pipedrive.pace._WINDOW", 0.01)
    shop.server.accidents += [
        Accident("POST", "/persons", Reply(429, headers={"retry-after": "0"})),
        Accident("GET", "/persons", Reply(429)),
    ]
    contact(shop)
    assert shop.counted()["persons"] == 1


def test_a_day_without_tokens_ends_at_midnight(shop: Shop) -> None:
    shop.fake.budget = 5
    with pytest.raises(TransientError, match="token budget of this day is used up") as raised:
        contact(shop)
    assert raised.value.retry_after == pytest.approx(15 * 3600 + 60)  # it is nine o'clock, in UTC
    assert len([call for call in shop.fake.calls if "persons" in call or "organ" in call]) == 1
    shop.clock.forward(timedelta(hours=16))
    with pytest.raises(TransientError) as raised:
        contact(shop)
    assert raised.value.retry_after == 3600, "Pipedrive's day ends later than ours: not a day more"


def test_the_page_of_the_firewall_is_a_throttle_and_a_missing_scope_is_not(shop: Shop) -> None:
    shop.server.accidents.append(Accident("POST", "/organizations", firewall()))
    with pytest.raises(TransientError, match="holds our calls back: Access denied Error 1015") as raised:
        contact(shop)
    assert raised.value.retry_after == 60
    shop.fake.forbidden = "/persons"
    with pytest.raises(RejectedError, match=r"Scope and URL mismatch.*scopes of the README"):
        contact(shop)


def test_searches_keep_the_pace_in_all_threads() -> None:
    now = [100.0]
    slept: list[float] = []
    pace = Pace(10, 2.0, clock=lambda: now[0], sleep=slept.append)
    for _ in range(25):
        pace.wait()
    assert slept == [2.0] * 10 + [4.0] * 5
    now[0] = 110.0
    pace.wait()
    assert len(slept) == 15


def test_every_search_keeps_the_pace_that_pipedrive_asks_for(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[Pace] = []
    monkeypatch.setattr(Pace, "wait", lambda pace: waited.append(pace))
    monkeypatch.setattr("qd_crm_pipedrive.pace._reset", lambda *_: 99.0)
    shop.fake.seconds = lambda: 100.0
    api = shop.crm()._api
    for number in range(10):
        api.search("persons", f"p{number}@buyer.example", "email")
    with pytest.raises(TransientError, match="request over limit"):
        api.search("persons", "p@buyer.example", "email")
    assert len(waited) == 11
    assert len(set(waited)) == 1, "one pace for all of the process"


def test_an_expired_token_is_renewed_stored_and_shared(shop: Shop) -> None:
    shop.clock.forward(timedelta(minutes=58, seconds=30))
    everything(shop.crm())
    stored = json.loads(shop.context.secret(SECRET).reveal())
    assert stored["refresh_token"] == shop.fake.account.refresh_token
    assert stored["api_domain"] == shop.fake.account.url
    calls = [call for call in shop.fake.calls if call == "POST /oauth/token"]
    assert len(calls) == 1
    everything(shop.crm())
    assert len([call for call in shop.fake.calls if call == "POST /oauth/token"]) == 1


def test_a_token_that_is_refused_early_is_renewed_once(shop: Shop) -> None:
    crm = shop.crm()
    crm.upsert_contact("bea@buyer.example", "Bea", "", "")
    shop.fake.account.forget_tokens()
    crm.upsert_contact("bo@buyer.example", "Bo", "", "")
    assert shop.fake.calls.count("POST /oauth/token") == 1


def test_many_workers_spend_one_refresh_token(shop: Shop) -> None:
    shop.clock.forward(timedelta(minutes=59))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: shop.crm().refresh(), range(4)))
    assert (
        json.loads(shop.context.secret(SECRET).reveal())["refresh_token"] == shop.fake.account.refresh_token
    )


def test_a_refresh_keeps_the_connection_alive(shop: Shop) -> None:
    crm = shop.crm()
    assert isinstance(crm, TokenRefresher)
    before = shop.fake.account.refresh_token
    crm.refresh()
    assert shop.fake.account.refresh_token != before
    assert (
        json.loads(shop.context.secret(SECRET).reveal())["refresh_token"] == shop.fake.account.refresh_token
    )


def test_a_connection_that_was_revoked_needs_a_person(shop: Shop) -> None:
    shop.fake.account.revoked = True
    shop.clock.forward(timedelta(hours=2))
    with pytest.raises(ReconnectError, match=f"needs_reconnect.*qd/{SECRET}"):
        contact(shop)


@pytest.mark.parametrize(
    "domain", ["", "https://evil.example", "https://pipedrive.com.evil.example", "ftp://x.pipedrive.com"]
)
def test_the_token_goes_nowhere_but_to_pipedrive(shop: Shop, domain: str) -> None:
    stored = json.loads(shop.fake.account.secret()) | {"api_domain": domain}
    made = provider_context("pipedrive", clock=shop.clock, secrets={SECRET: json.dumps(stored)})
    shop.context = replace(made, http=shop.context.http)
    with pytest.raises(Exception, match=r"api_domain|no https address"):
        contact(shop)
    assert shop.fake.calls == []


@pytest.fixture(autouse=True)
def no_secret_is_logged(shop: Shop, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(0):
        yield
    for secret in (shop.fake.account.client_secret, shop.fake.account.refresh_token, "v1u:access"):
        assert secret not in caplog.text
