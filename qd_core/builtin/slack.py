"""Notices in Slack: an incoming webhook, with a button that opens the draft.

The webhook's address is the secret ``qd/slack/webhook``. Slack takes one message a second and webhook; more are held
back here, and what Slack holds back (429) waits as long as it says.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

from qd_core.errors import RejectedError, TransientError
from qd_core.plugin import Notice, Notifier, Plugin, Provider, ProviderContext, hookimpl
from qd_core.plugin.secret import Secret, secret

if TYPE_CHECKING:
    import httpx

__all__ = ["SlackNotifier", "SlackSettings", "plugin", "qd_notifiers"]

_A_SECOND = 1.0
_LONGEST_WAIT = 5.0
"""A call that would have to wait longer is given back to the queue."""
_LONGEST_HEADER, _LONGEST_TEXT, _LONGEST_URL = 150, 2900, 3000
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_URGENCY = {"page": "Urgent: ", "reminder": "Reminder: "}


class SlackSettings(BaseModel):
    """Settings under ``[settings.slack]``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    webhook: Secret[str] = secret("slack/webhook", description="the incoming webhook's address")
    sign_in: bool = Field(
        default=False,
        description="Whether who opens the draft signs in first. Where several people read the channel, set it: the "
        "link acts in the recipient's name, whoever follows it.",
    )


plugin = Plugin(api=1, settings=SlackSettings)


class SlackNotifier:
    """Posts to one channel."""

    def __init__(self, settings: SlackSettings, context: ProviderContext) -> None:
        self._settings = settings
        self._http = context.http
        self._turn = threading.Lock()
        self._free_at = 0.0

    def notify(self, notice: Notice) -> None:
        """TransientError while Slack cannot take it, RejectedError when it never will."""
        import httpx

        address = _checked(self._settings.webhook.reveal())
        payload = _payload(notice, notice.page if self._settings.sign_in else notice.link)
        self._wait_for_turn()
        try:
            with self._http() as client:
                answer = client.post(address, json=payload)
        except httpx.HTTPError as error:  # its own text may name the address, which is a secret
            raise TransientError(f"Slack cannot be reached: {type(error).__name__}") from None
        self._judge(answer)

    def _wait_for_turn(self) -> None:
        """Takes the next free second. Raises TransientError when that is too far away."""
        with self._turn:
            now = time.monotonic()
            wait = self._free_at - now
            if wait > _LONGEST_WAIT:
                raise TransientError("Slack is asked to wait", retry_after=wait)
            self._free_at = max(now, self._free_at) + _A_SECOND
        if wait > 0:
            time.sleep(wait)

    def _judge(self, answer: httpx.Response) -> None:
        if answer.is_success:
            return
        said = " ".join(answer.text.split())[:100] or "no reason given"
        if answer.status_code == 429:
            seconds = _seconds(answer.headers.get("retry-after", ""))
            with self._turn:
                self._free_at = max(self._free_at, time.monotonic() + seconds)
            raise TransientError(f"Slack asks to wait {seconds:g} s", retry_after=seconds)
        if answer.is_server_error:
            raise TransientError(f"Slack answers {answer.status_code}: {said}")
        raise RejectedError(
            f"Slack answers {answer.status_code}: {said}. Make a new incoming webhook in Slack and store its address "
            "as the secret qd/slack/webhook"
        )


def _payload(notice: Notice, link: str) -> dict[str, object]:
    """Plain-text blocks: nothing in a buyer's words is markup, a mention or a link."""
    title = _URGENCY.get(notice.urgency, "") + " ".join(notice.subject.split())
    header = {"type": "plain_text", "text": _cut(title, _LONGEST_HEADER) or "Quote Drafter", "emoji": False}
    blocks: list[dict[str, object]] = [{"type": "header", "text": header}]
    told = "\n".join(part for part in (notice.text.strip(), _whom(notice)) if part)
    if told:
        text = {"type": "plain_text", "text": _cut(told, _LONGEST_TEXT), "emoji": False}
        blocks.append({"type": "section", "text": text})
    if link and len(link) <= _LONGEST_URL:
        button = {
            "type": "button",
            "text": {"type": "plain_text", "text": "Open the draft"},
            "url": link,
            "style": "primary",
        }
        blocks.append({"type": "actions", "elements": [button]})
    return {"text": _escaped(_cut(title, _LONGEST_TEXT)), "blocks": blocks, "unfurl_links": False}


def _whom(notice: Notice) -> str:
    return f"For {', '.join(notice.recipients)}" if notice.recipients else ""


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _escaped(text: str) -> str:
    """Slack's three control characters."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _seconds(header: str) -> float:
    return min(float(header), 3600.0) if header.isdigit() else 30.0


def _checked(address: str) -> str:
    parts = urlsplit(address.strip())
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        return address.strip()
    raise RejectedError("the secret qd/slack/webhook is no https address")


@hookimpl
def qd_notifiers() -> Iterable[Provider[Notifier]]:
    """Notices in a Slack channel."""
    yield plugin.provider(
        "slack", SlackNotifier, summary="posts to a Slack channel, with a button to the draft"
    )
