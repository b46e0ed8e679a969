"""What holds for both vendors; the letters of the rules' sources are in ``qd_captcha.fake_vendor``."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from pydantic import ValidationError

from qd_captcha.fake_vendor import HCAPTCHA_TEST_TOKEN, TURNSTILE_TEST_TOKEN, Issued
from qd_captcha.hcaptcha_contracts import TestHCaptcha
from qd_captcha.turnstile_contracts import TestTurnstile
from qd_core.errors import ConfigError
from qd_core.plugin import CaptchaRequest, CaptchaVerifier, Checkable
from qd_core.testing import built_provider, provider_context

__all__ = ["TestHCaptcha", "TestTurnstile"]

Make = Callable[..., CaptchaVerifier]
REQUEST = CaptchaRequest("good", "192.0.2.1", "quotes.example", "quote", "website-quote")
TEST_SECRETS = {
    "hcaptcha": ["0x" + "0" * 40],
    "turnstile": [f"{kind}x{'0' * 31}AA" for kind in (1, 2, 3)],
}


@pytest.fixture(params=["hcaptcha", "turnstile"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_token_passes_once(made: Make) -> None:
    verifier = made()
    assert verifier.verify(REQUEST).passed is True
    again = verifier.verify(REQUEST)
    assert again.passed is False
    assert "used before" in again.reason


def test_the_question_is_a_form_with_the_secret_in_its_body(made: Make, server: object) -> None:
    made().verify(REQUEST)
    (asked,) = server.vendor.asked
    assert (asked["secret"], asked["response"], asked["remoteip"]) == ("s3cret", "good", "192.0.2.1")
    assert server.raw[0].startswith(b"secret=s3cret&")


@pytest.mark.parametrize(("ip", "settings"), [("192.0.2.1", {"send_ip": False}), ("unknown, 10.0.0.1", {})])
def test_no_address_is_told_where_none_is_wanted_or_known(
    made: Make, server: object, ip: str, settings: dict[str, object]
) -> None:
    assert made(**settings).verify(replace(REQUEST, remote_ip=ip)).passed
    assert "remoteip" not in server.vendor.asked[0]


@pytest.mark.parametrize(
    "token", ["", "x" * 16_385, "two words", "tab\t", "null\0", "zürich", "<script>", "a&b=c"]
)
def test_what_is_no_token_never_reaches_the_vendor(made: Make, server: object, token: str) -> None:
    verdict = made().verify(replace(REQUEST, token=token))
    assert verdict.passed is False
    assert verdict.reason
    assert server.raw == []


def test_unknown_and_old_tokens_do_not_pass(made: Make, server: object) -> None:
    server.vendor.tokens["old"] = Issued(expired=True)
    verifier = made()
    assert "too old" in verifier.verify(replace(REQUEST, token="old")).reason
    assert "invalid" in verifier.verify(replace(REQUEST, token="never-issued")).reason
    assert "never-issued" not in verifier.verify(replace(REQUEST, token="never-issued")).reason


@pytest.mark.parametrize("token", [HCAPTCHA_TEST_TOKEN, TURNSTILE_TEST_TOKEN])
def test_a_test_token_with_our_secret_is_a_program_and_no_mistake_of_ours(made: Make, token: str) -> None:
    assert made().verify(replace(REQUEST, token=token)).passed is False


@pytest.mark.parametrize(
    ("solved_on", "asked_on", "hostnames", "passes"),
    [
        ("quotes.example", "quotes.example", [], True),
        ("Quotes.Example", "quotes.example.", [], True),
        ("evil.example", "quotes.example", [], False),
        ("quotes.example.evil.example", "quotes.example", [], False),
        ("www.company.example", "desk.company.example", ["www.company.example"], True),
        ("desk.company.example", "desk.company.example", ["www.company.example"], False),
        ("xn--bcher-kva.example", "desk.example", ["Bücher.example"], True),
        ("evil.example", "evil.example", ["www.company.example"], False),  # the Host header is the sender's
        ("", "", [], False),
        ("not-provided", "quotes.example", [], False),
    ],
)
def test_a_captcha_of_another_page_does_not_pass(
    made: Make, server: object, solved_on: str, asked_on: str, hostnames: list[str], passes: bool
) -> None:
    server.vendor.tokens["good"] = Issued(hostname=solved_on)
    verdict = made(hostnames=hostnames).verify(replace(REQUEST, hostname=asked_on))
    assert verdict.passed is passes
    assert passes or "was solved on" in verdict.reason


BROKEN = [
    (500, b"oops"),
    (503, b'{"success": true, "hostname": "quotes.example", "action": "quote"}'),
    (429, b"{}"),
    (403, b"<html>"),
    (200, b"<html>a page in between</html>"),
    (200, b""),
    (200, b"[]"),
    (200, b'{"success": "true", "hostname": "quotes.example"}'),
    (200, b'{"hostname": "quotes.example"}'),
    (200, b'{"success": true, "x": "' + b"x" * 70_000 + b'"}'),
    (302, b""),
    (200, b'{"success": false, "error-codes": ["internal-error"]}'),
]


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize(("policy", "passed"), [("quarantine", None), ("reject", False)])
def test_an_outage_is_decided_by_the_deployment(
    made: Make, server: object, broken: object, policy: str, passed: bool | None,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    server.mishaps = [broken] * 2
    with caplog.at_level(logging.WARNING):
        verdict = made(on_outage=policy).verify(REQUEST)
    assert verdict.passed is passed
    assert verdict.reason
    assert f"on_outage: {policy}" in caplog.text


def test_quarantine_is_the_default(made: Make, server: object) -> None:
    server.mishaps = [(500, b"")] * 2
    assert made().verify(REQUEST).passed is None


def test_a_vendor_that_hangs_costs_no_more_than_the_deployment_says(made: Make, server: object) -> None:
    server.mishaps = [2.5, 2.5]
    started = time.monotonic()
    assert made(timeout_seconds=0.6).verify(REQUEST).passed is None
    assert (
        time.monotonic() - started < 2.0
    )  # a loaded machine is slow, and still both attempts share the 0.6 s


def test_a_vendor_that_is_not_there_is_an_outage(made: Make) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        verdict = made(endpoint=f"http://127.0.0.1:{unused.getsockname()[1]}/").verify(REQUEST)
    assert verdict.passed is None
    assert "ConnectError" in verdict.reason


def test_a_wrong_secret_is_our_mistake_and_no_verdict(made: Make, name: str, secrets: dict[str, str]) -> None:
    secrets[f"captcha/{name}"] = "an0ther"
    with pytest.raises(ConfigError, match=f"does not know the secret qd/captcha/{name}") as caught:
        made(on_outage="reject").verify(REQUEST)
    assert "an0ther" not in str(caught.value)


@pytest.mark.parametrize("value", ["", " \n"])
def test_an_empty_secret_is_told_before_the_vendor_is_asked(
    made: Make, server: object, name: str, secrets: dict[str, str], value: str
) -> None:
    secrets[f"captcha/{name}"] = value
    with pytest.raises(ConfigError, match="is empty"):
        made().verify(REQUEST)
    assert server.raw == []


def test_a_missing_secret_stops_no_other_command_and_is_told_when_it_is_needed(
    made: Make, name: str, secrets: dict[str, str]
) -> None:
    secrets.clear()
    verifier = made()
    with pytest.raises(ConfigError, match=f"captcha/{name}"):
        verifier.verify(REQUEST)


def test_a_service_does_not_start_with_a_test_secret(made: Make, name: str, secrets: dict[str, str]) -> None:
    for secret in TEST_SECRETS[name]:
        secrets[f"captcha/{name}"] = secret
        with pytest.raises(ConfigError, match=r"test secret.*\[settings\.\w+\] test_keys = true"):
            made()


def test_nor_goes_on_after_one_was_stored(made: Make, server: object, name: str) -> None:
    import httpx

    stored = {f"captcha/{name}": "s3cret"}
    context = provider_context(secrets=stored)
    rotating = replace(context, secret=lambda _: Rotating(stored), http=lambda: httpx.Client(timeout=5))
    verifier = built_provider("captcha_verifier", name, rotating, {"endpoint": server.endpoint})
    assert verifier.verify(REQUEST).passed  # type: ignore[attr-defined]
    stored[f"captcha/{name}"] = TEST_SECRETS[name][0]
    with pytest.raises(ConfigError, match="test secret"):
        verifier.verify(REQUEST)  # type: ignore[attr-defined]


class Rotating:
    """A secret that somebody replaces."""

    name = "any"

    def __init__(self, stored: dict[str, str]) -> None:
        self.stored = stored

    def reveal(self) -> str:
        (value,) = self.stored.values()
        return value


def test_test_keys_may_be_allowed_and_say_so(
    made: Make, server: object, name: str, secrets: dict[str, str]
) -> None:
    server.vendor.secret = secrets[f"captcha/{name}"] = TEST_SECRETS[name][0]
    server.vendor.tokens["good"] = Issued(hostname="dummy-key-pass", action="")
    verdict = made(test_keys=True).verify(REQUEST)
    assert (verdict.passed, "nobody was checked" in verdict.reason) == (True, True)


def test_what_is_missing_is_listed(made: Make, server: object, name: str, secrets: dict[str, str]) -> None:
    verifier = made()
    assert isinstance(verifier, Checkable)
    assert [(check.name, check.ok) for check in verifier.check()] == [("secret", True), ("hostnames", False)]
    assert [check.ok for check in made(hostnames=["www.company.example"]).check()] == [True, True]
    secrets.clear()
    key, _ = made().check()
    assert (key.ok, key.fix) == (False, f"store qd/captcha/{name}")
    assert server.raw == []


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"endpoint": "http://siteverify.example/"}, "must be an https address"),
        ({"hostnames": ["https://www.company.example"]}, "is no bare host"),
        ({"hostnames": ["www.company.example/form"]}, "is no bare host"),
        ({"hostnames": [""]}, "is no bare host"),
        ({"timeout_seconds": 5}, "less than or equal to 1.9"),
        ({"on_outage": "accept"}, "'quarantine' or 'reject'"),
        ({"key": "s3cret"}, "only from the secret store"),
        ({"sitekeys": "x"}, "Extra inputs"),
    ],
)
def test_a_wrong_setting_is_told(made: Make, settings: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        made(**settings)
