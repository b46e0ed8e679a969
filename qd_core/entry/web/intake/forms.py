"""A sending of a web form: who may send it, and how it is kept without its secrets."""

from __future__ import annotations

import hmac
import json
import re

from qd_core.errors import ConfigError, RejectedError
from qd_core.model.message import InboundMessage, Lane
from qd_core.pipeline.app import App
from qd_core.reading.mail.media import safe_name

__all__ = ["FORM_ID", "form_message", "is_secret_of", "with_note", "without_secrets"]

FORM_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_SECRET_VALUE = re.compile(rb'(?<!\\)"(secret|captcha_token)"(\s*:\s*)"(?:[^"\\]|\\.)*"')
_SECRET_KEYS = ("secret", "captcha_token")


def is_secret_of(app: App, form_id: str, given: str) -> bool:
    """Whether ``given`` is the form's shared secret; takes as long for a form that does not exist."""
    try:
        secret = (
            app.backend.secrets.get(f"forms/{form_id}/secret").value if FORM_ID.fullmatch(form_id) else ""
        )
    except ConfigError:
        secret = ""
    same = hmac.compare_digest(given.encode(), (secret or "no form is called that").encode())
    return same and bool(secret)


def without_secrets(content: bytes) -> bytes:
    """The raw JSON with the values of ``secret`` and ``captcha_token`` emptied and every other byte as it came.

    Raises RejectedError when they cannot be taken out, as with a key that is written in escapes.
    """
    cleaned = _SECRET_VALUE.sub(rb'"\1"\2""', content)
    kept = json.loads(cleaned)
    if isinstance(kept, dict) and any(kept.get(key) for key in _SECRET_KEYS):
        raise RejectedError('"secret" and "captcha_token" must be plain text at the top of the JSON')
    return cleaned


def with_note(content: bytes, name: str, text: str) -> bytes:
    """The raw JSON object with one more field at its end, which the rep sees; every byte of the sender's as it came."""
    head = content.rstrip().removesuffix(b"}").rstrip()
    comma = b"" if head.endswith(b"{") else b", "
    return head + comma + f"{json.dumps(name)}: {json.dumps(text)}}}".encode()


def form_message(app: App, form_id: str, content: bytes) -> InboundMessage:
    """The sending as a message of the form lane."""
    return InboundMessage(
        lane=Lane.FORM,
        content=content,
        name=safe_name(f"{form_id}.json", "application/json", 1),
        media_type="application/json",
        received_at=app.backend.clock.now(),
    )
