"""Notices in Slack, against an HTTP server on this machine."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from qd_core.builtin import slack
from qd_core.builtin.slack import SlackNotifier, SlackSettings
from qd_core.errors import RejectedError, TransientError
from qd_core.plugin import Notice
from qd_core.plugin.secret import bind_secrets
from qd_core.testing.context import provider_context
from qd_core.testing.kinds import NotifierContract

NOTICE = Notice(
    "draft.ready",
    "r1",
    ("rep@small.example",),
    "Ready: Q-1 for Acme",
    "Clear lines.",
    "https://qd.example/link/t",
)


@dataclass
class FakeSlack:
    """Takes what is posted; answers as it is told."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"ok"
    slow: float = 0.0
    posted: list[tuple[float, dict[str, object]]] = field(default_factory=list)
    address: str = ""


@pytest.fixture
def server() -> Iterator[FakeSlack]:
    fake = FakeSlack()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            time.sleep(fake.slow)
            fake.posted.append((time.monotonic(), json.loads(body)))
            self.send_response(fake.status)
            for name, value in {**fake.headers, "content-length": str(len(fake.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(fake.body)

        def log_message(self, *_: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    fake.address = f"http://127.0.0.1:{listening.server_port}/services/T0/B0/secret-part"
    yield fake
    listening.shutdown()
    listening.server_close()
    thread.join()


def notifier_for(address: str, *, timeout: float = 5.0, sign_in: bool = False) -> SlackNotifier:
    settings = SlackSettings(sign_in=sign_in)
    bind_secrets(settings, lambda name: {"slack/webhook": address}[name])
    return SlackNotifier(settings, replace(provider_context(), http=lambda: httpx.Client(timeout=timeout)))


@pytest.fixture
def notifier(server: FakeSlack) -> SlackNotifier:
    return notifier_for(server.address)


class TestContract(NotifierContract):
    provider = "slack"

    @pytest.fixture
    def notifier(self, server: FakeSlack) -> SlackNotifier:
        return notifier_for(server.address)


def test_a_notice_has_a_button_that_opens_the_draft(notifier: SlackNotifier, server: FakeSlack) -> None:
    notifier.notify(replace(NOTICE, urgency="page"))
    [(_, said)] = server.posted
    header, section, actions = said["blocks"]  # type: ignore[misc]
    assert header["text"]["text"] == "Urgent: Ready: Q-1 for Acme"
    assert "rep@small.example" in section["text"]["text"]
    assert actions["elements"][0]["url"] == NOTICE.link


def test_in_a_channel_of_several_the_button_acts_in_nobodys_name(server: FakeSlack) -> None:
    page = "https://qd.example/rfq/r1"
    notifier_for(server.address, sign_in=True).notify(replace(NOTICE, page=page))
    [(_, said)] = server.posted
    assert NOTICE.link not in json.dumps(said)
    assert said["blocks"][-1]["elements"][0]["url"] == page  # type: ignore[index]


def test_a_buyers_words_are_never_markup(notifier: SlackNotifier, server: FakeSlack) -> None:
    evil = "<!channel> *bold* <https://evil.example|click> & `code`"
    notifier.notify(replace(NOTICE, subject=evil + "\n\n" + "x" * 400, text=evil + "y" * 5000))
    [(_, said)] = server.posted
    assert "<" not in str(said["text"])
    header, section, _ = said["blocks"]  # type: ignore[misc]
    assert {header["text"]["type"], section["text"]["type"]} == {"plain_text"}
    assert len(header["text"]["text"]) <= 150
    assert len(section["text"]["text"]) <= 3000


def test_one_message_a_second(notifier: SlackNotifier, server: FakeSlack) -> None:
    began = time.monotonic()
    threads = [threading.Thread(target=notifier.notify, args=(NOTICE,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(moment for moment, _ in server.posted)
    assert len(times) == 3
    assert all(moment - began >= turn for turn, moment in enumerate(times)), (
        "a slow machine may only be later"
    )


def test_what_would_wait_too_long_goes_back_to_the_queue(notifier: SlackNotifier, server: FakeSlack) -> None:
    server.status, server.headers = 429, {"retry-after": "120"}
    with pytest.raises(TransientError) as first:
        notifier.notify(NOTICE)
    assert first.value.retry_after == 120
    server.status = 200
    with pytest.raises(TransientError) as second:
        notifier.notify(NOTICE)
    assert 100 < (second.value.retry_after or 0) <= 121
    assert len(server.posted) == 1, "Slack asked to be left alone"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (500, TransientError),
        (503, TransientError),
        (404, RejectedError),
        (403, RejectedError),
        (400, RejectedError),
        (302, RejectedError),
    ],
)
def test_a_refusal_is_told_apart_from_a_pause(
    notifier: SlackNotifier, server: FakeSlack, status: int, kind: type[Exception]
) -> None:
    server.status, server.body, server.headers = status, b"no_service", {"location": "https://evil.example"}
    with pytest.raises(kind, match=f"{status}: no_service") as error:
        notifier.notify(NOTICE)
    assert "secret-part" not in str(error.value)


def test_a_slow_or_absent_slack_is_tried_again_and_its_address_stays_secret(server: FakeSlack) -> None:
    server.slow = 1.0
    with pytest.raises(TransientError, match="ReadTimeout") as slow:
        notifier_for(server.address, timeout=0.2).notify(NOTICE)
    with pytest.raises(TransientError, match="ConnectError") as absent:
        notifier_for("http://127.0.0.1:9/secret-part").notify(NOTICE)
    for error in (slow, absent):
        assert "secret-part" not in str(error.value)
        assert error.value.__cause__ is None


def test_the_webhook_is_https() -> None:
    for address in ("http://hooks.slack.example/x", "ftp://x", "x", ""):
        with pytest.raises(RejectedError, match="no https address"):
            notifier_for(address).notify(NOTICE)


def test_a_retry_after_that_is_no_number_is_half_a_minute() -> None:
    assert (
        slack._seconds("Wed, 21 Oct 2026 07:28:00 GMT"),
        slack._seconds("7"),
        slack._seconds("99999"),
    ) == (
        30.0,
        7.0,
        3600.0,
    )
