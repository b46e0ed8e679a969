"""hCaptcha alone. Source: https://docs.hcaptcha.com/#verify-the-user-response-server-side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from qd_captcha.fake_vendor import Issued
from qd_core.plugin import CaptchaRequest, CaptchaVerifier

Make = Callable[..., CaptchaVerifier]
REQUEST = CaptchaRequest("good", "192.0.2.1", "quotes.example", "quote", "website-quote")
OURS = "10000000-1111-2222-3333-444444444444"


@pytest.fixture
def name() -> str:
    return "hcaptcha"


@pytest.mark.parametrize("mishap", [(500, b""), (429, b""), (200, b"{}"), 2.5])
def test_it_is_asked_once_for_an_answer_uses_the_token_up(made: Make, server: object, mishap: object) -> None:
    server.mishaps = [mishap]
    assert made(timeout_seconds=0.5).verify(REQUEST).passed is None
    assert len(server.raw) == 1


def test_it_has_no_parameters_but_its_own(made: Make, server: object) -> None:
    assert made(site_key=OURS).verify(REQUEST).passed
    assert set(server.vendor.asked[0]) == {"secret", "response", "remoteip", "sitekey"}


def test_a_token_of_another_site_key_does_not_pass(made: Make, server: object) -> None:
    server.vendor.tokens["theirs"] = Issued(site_key="99999999-9999-9999-9999-999999999999")
    verdict = made(site_key=OURS).verify(replace(REQUEST, token="theirs"))
    assert (verdict.passed, verdict.reason) == (False, "hCaptcha: the token is of another site key")


def test_the_older_code_for_a_replay_is_understood(made: Make, server: object) -> None:
    server.mishaps = [(200, b'{"success": false, "error-codes": ["invalid-or-already-seen-response"]}')]
    assert made().verify(REQUEST).reason == "hCaptcha: the token is invalid or was used before"


def test_an_unknown_code_is_told_as_it_came_and_cut(made: Make, server: object) -> None:
    code = "new\\ncode" + "x" * 500
    server.mishaps = [(200, b'{"success": false, "error-codes": ["' + code.encode() + b'"]}')]
    verdict = made().verify(REQUEST)
    assert verdict.passed is False
    assert verdict.reason.startswith("hCaptcha: newcodexxx")
    assert len(verdict.reason) < 100


def test_a_long_token_is_asked_about_and_a_longer_one_is_not(made: Make, server: object) -> None:
    server.vendor.tokens["t" * 16_384] = Issued()
    assert made().verify(replace(REQUEST, token="t" * 16_384)).passed
    assert made().verify(replace(REQUEST, token="t" * 16_385)).passed is False
    assert len(server.raw) == 1
