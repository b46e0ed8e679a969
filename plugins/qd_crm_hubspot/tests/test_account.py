"""The connection, and what must be in the account."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import requests

from qd_core.errors import ReconnectError, RejectedError
from qd_core.plugin import Answer, AnswerLostError, Call, NotSentError, ProviderContext
from qd_core.testing import Accident, Loopback, ManualClock, Reply, provider_context
from qd_crm_hubspot.adapter import HubSpotCrm
from qd_crm_hubspot.contracts import hubspot_settings
from qd_crm_hubspot.fake import FakeHubSpot
from qd_crm_hubspot.transport import api_request

OAUTH = {"client_id": "id", "client_secret": "s3cret", "refresh_token": "r1"}


def failing(crm: HubSpotCrm) -> dict[str, str]:
    return {each.name: each.fix for each in crm.check() if not each.ok}


def test_an_account_that_is_ready(crm: HubSpotCrm) -> None:
    assert failing(crm) == {}
    assert "account 4711" in [each.detail for each in crm.check()]


def test_setup_creates_what_is_missing_and_can_be_run_again(crm: HubSpotCrm, account: FakeHubSpot) -> None:
    fresh = FakeHubSpot()
    account.properties = fresh.properties
    missing = failing(crm)
    assert set(missing) == {
        "property rfq_id of deals", "property rfq_line_count of deals", "property rfq_line of line_items",
        "property customer_tier of companies",
    }  # fmt: skip
    assert set(missing.values()) == {"run `qd crm setup`"}
    for _ in range(2):
        assert all(each.ok for each in crm.setup())
    assert account.properties.known["deals", "rfq_id"]["hasUniqueValue"] is True


def test_a_property_that_is_not_unique_cannot_be_mended(crm: HubSpotCrm, account: FakeHubSpot) -> None:
    account.properties.add("deals", "rfq_id")
    assert "delete the property" in failing(crm)["property rfq_id of deals"]


def test_a_stage_that_is_not_there_names_the_choices(adapter: Callable[..., HubSpotCrm]) -> None:
    assert "contractsent (Contractsent)" in failing(adapter(stage="won"))["pipeline and stage"]
    assert "default (Sales)" in failing(adapter(pipeline="7"))["pipeline and stage"]


def test_a_token_that_is_refused_ends_the_check(crm: HubSpotCrm, account: FakeHubSpot) -> None:
    account.token = "another"
    (check,) = crm.check()
    assert (check.name, check.ok) == ("connection", False)
    assert "pat-1" not in check.detail


# --- OAuth ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def context(clock: ManualClock) -> ProviderContext:
    return provider_context(
        "hubspot", clock=clock, secrets={"crm/hubspot/oauth": json.dumps({"access_token": "pat-1"})}
    )


@pytest.fixture
def oauth(server: Loopback, account: FakeHubSpot, clock: ManualClock) -> tuple[HubSpotCrm, ProviderContext]:
    account.token = "nobody has it"
    context = provider_context("hubspot", clock=clock, secrets={"crm/hubspot/oauth": json.dumps(OAUTH)})
    return HubSpotCrm(hubspot_settings(server.url), context), context


def test_tokens_are_renewed_and_stored(
    oauth: tuple[HubSpotCrm, ProviderContext], server: Loopback, clock: ManualClock
) -> None:
    crm, context = oauth
    crm.check()
    assert json.loads(context.secret("crm/hubspot/oauth").reveal())["refresh_token"] == "r2"
    clock.forward(timedelta(seconds=1700))
    assert failing(crm) == {}
    assert len(server.calls("POST", "/oauth/2026-09/token")) == 2


def test_an_access_token_that_hubspot_ended_early_is_renewed_once(
    oauth: tuple[HubSpotCrm, ProviderContext], account: FakeHubSpot, server: Loopback
) -> None:
    crm, _ = oauth
    crm.check()
    account.token = "ended"
    assert failing(crm) == {}
    assert len(server.calls("POST", "/oauth/2026-09/token")) == 2


def test_refresh_keeps_the_connection_alive(
    oauth: tuple[HubSpotCrm, ProviderContext], account: FakeHubSpot
) -> None:
    crm, _ = oauth
    crm.refresh()
    crm.refresh()
    assert account.refresh_token == "r3"


def test_a_connection_that_was_taken_away_needs_a_person(
    oauth: tuple[HubSpotCrm, ProviderContext], account: FakeHubSpot
) -> None:
    crm, _ = oauth
    account.refresh_token = "r9"
    with pytest.raises(ReconnectError, match="qd/crm/hubspot/oauth"):
        crm.refresh()
    assert "needs_reconnect" in crm.check()[0].detail


# --- the transport --------------------------------------------------------------------------------------------------


def call(url: str, **more: object) -> Call:
    return Call("GET", url, {"accept": "application/json"}, **more)  # type: ignore[arg-type]


def test_an_answer_that_does_not_come_is_given_up(server: Loopback) -> None:
    server.accidents.append(Accident("GET", "/slow", Reply(200, {}), delay=1.0))
    with pytest.raises(AnswerLostError) as caught:
        api_request(call(f"{server.url}/slow", read_timeout=0.1))
    assert caught.value.timed_out


def test_a_broken_connection_is_a_lost_answer_and_says_nothing_aloud(
    server: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    server.accidents.append(Accident("GET", "/gone"))
    with pytest.raises(AnswerLostError) as caught:
        api_request(call(f"{server.url}/gone"))
    assert not caught.value.timed_out
    assert capsys.readouterr().out == "", "hubspot-api-client prints its exceptions"


def test_nobody_listening_is_not_sent() -> None:
    with Loopback(lambda _: Reply()) as closed:
        url = closed.url
    with pytest.raises(NotSentError):
        api_request(call(url))


def test_a_redirect_is_an_answer(server: Loopback) -> None:
    server.accidents.append(
        Accident("GET", "/moved", Reply(302, headers={"location": f"{server.url}/elsewhere"}))
    )
    assert api_request(call(f"{server.url}/moved")).status == 302
    assert len(server.requests) == 1


def test_a_flood_is_cut(server: Loopback) -> None:
    server.accidents.append(Accident("GET", "/flood", Reply(200, body=b"x" * 6_000_000)))
    with pytest.raises(AnswerLostError, match="larger"):
        api_request(call(f"{server.url}/flood"))


def test_a_netrc_file_does_not_replace_the_token(
    server: Loopback, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def netrc(url: str, raise_errors: bool = False) -> tuple[str, str]:
        seen.append(url)
        return ("somebody", "else")

    monkeypatch.setattr(requests.sessions, "get_netrc_auth", netrc)
    answer: Answer = api_request(
        Call("GET", f"{server.url}/account-info/2026-03/details", {"authorization": "Bearer pat-1"})
    )
    assert (answer.status, seen) == (200, [])


def test_a_certificate_that_cannot_be_verified_was_not_sent() -> None:
    from qd_crm_hubspot.transport import _told

    error = requests.exceptions.SSLError("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed")
    assert isinstance(_told(error), NotSentError)
    assert isinstance(_told(requests.exceptions.SSLError("bad record")), AnswerLostError)


def test_http_is_refused_beyond_this_machine(context: ProviderContext) -> None:
    crm = HubSpotCrm(hubspot_settings("http://api.hubapi.example"), context)
    (check,) = crm.check()
    assert "no https address" in check.detail


def test_a_wrong_client_secret_names_the_secret(server: Loopback, clock: ManualClock) -> None:
    told = {**OAUTH, "client_secret": "wr0ng-value"}
    context = provider_context("hubspot", clock=clock, secrets={"crm/hubspot/oauth": json.dumps(told)})
    with pytest.raises(RejectedError, match="Check the secret qd/crm/hubspot/oauth") as caught:
        HubSpotCrm(hubspot_settings(server.url), context).refresh()
    assert "wr0ng" not in str(caught.value)
