"""Turnstile alone. Source: https://developers.cloudflare.com/turnstile/get-started/server-side-validation/."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from qd_captcha.fake_vendor import Issued
from qd_core.plugin import CaptchaRequest, CaptchaVerifier

Make = Callable[..., CaptchaVerifier]
REQUEST = CaptchaRequest("good", "192.0.2.1", "quotes.example", "quote", "website-quote")
INTERNAL = (200, b'{"success": false, "error-codes": ["internal-error"]}')


@pytest.fixture
def name() -> str:
    return "turnstile"


@pytest.mark.parametrize("mishap", [(500, b""), (429, b""), (200, b"<html>"), INTERNAL])
def test_it_is_asked_again_once_with_the_same_key(made: Make, server: object, mishap: object) -> None:
    server.mishaps = [mishap]
    assert made().verify(REQUEST).passed is True
    assert len(server.raw) == 2
    assert server.raw[0] == server.raw[1]
    UUID(server.vendor.asked[0]["idempotency_key"])


def test_an_answer_that_came_too_late_does_not_cost_the_buyer_his_token(made: Make, server: object) -> None:
    server.mishaps = [1.5]  # the token is redeemed, and the answer lost
    assert made().verify(REQUEST).passed is True
    assert [form["response"] for form in server.vendor.asked] == ["good", "good"]


def test_two_questions_have_two_keys(made: Make, server: object) -> None:
    verifier = made()
    verifier.verify(REQUEST)
    verifier.verify(REQUEST)
    keys = [form["idempotency_key"] for form in server.vendor.asked]
    assert len(set(keys)) == 2


def test_it_is_never_asked_a_third_time(made: Make, server: object) -> None:
    server.mishaps = [(500, b"")] * 3
    assert made().verify(REQUEST).passed is None
    assert len(server.raw) == 2


def test_a_verdict_is_no_reason_to_ask_again(made: Make, server: object) -> None:
    made().verify(replace(REQUEST, token="never-issued"))
    assert len(server.raw) == 1


@pytest.mark.parametrize(
    ("issued_for", "setting", "passes"),
    [
        ("quote", {}, True),
        ("newsletter", {}, False),
        ("", {}, False),
        ("contact", {"action": "contact"}, True),
        ("quote", {"action": "contact"}, False),
        ("anything", {"action": ""}, True),
    ],
)
def test_a_token_of_another_action_does_not_pass(
    made: Make, server: object, issued_for: str, setting: dict[str, str], passes: bool
) -> None:
    server.vendor.tokens["good"] = Issued(action=issued_for)
    assert made(**setting).verify(REQUEST).passed is passes


@pytest.mark.parametrize(("length", "calls"), [(2048, 1), (2049, 0)])
def test_a_token_longer_than_the_vendors_own_limit_is_not_asked_about(
    made: Make, server: object, length: int, calls: int
) -> None:
    made().verify(replace(REQUEST, token="t" * length))
    assert len(server.raw) == calls
