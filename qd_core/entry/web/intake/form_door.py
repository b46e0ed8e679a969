"""The door for forms of other websites, whoever holds it open: who may send, what is taken, and why something is not.

``POST /api/forms/<form-id>`` of the desk and the function ``intake-webhook`` are thin covers over ``take_form``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from qd_core.entry.web.intake.captcha import ACTION, TOKEN_FIELDS, verdict_of
from qd_core.entry.web.intake.forms import form_message, is_secret_of, with_note, without_secrets
from qd_core.entry.web.intake.rate import Rates, TooOftenError
from qd_core.errors import RejectedError
from qd_core.model.quote import reference_of
from qd_core.pipeline.app import App
from qd_core.pipeline.arrive import take_in
from qd_core.plugin.protocols import CaptchaRequest
from qd_core.reading.mail.form_size import LARGEST_FORM

__all__ = ["LARGEST_FORM", "SECRET_HEADER", "FormAnswer", "FormSending", "refused", "take_form", "too_large"]

SECRET_HEADER = "x-form-secret"
_JSON, _FIELDS = "application/json", "application/x-www-form-urlencoded"
_MOST_FIELDS = 4000


@dataclass(frozen=True, slots=True)
class FormSending:
    """One request as it came: the form that its address names, the body, what its headers say, who sends it to which
    host."""

    form_id: str
    content: bytes = field(repr=False)
    media_type: str
    secret: str = field(repr=False, default="")
    client: str = ""
    host: str = ""


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """What the sender is told, as JSON."""

    status: int
    body: Mapping[str, str]
    headers: Mapping[str, str] = field(default_factory=dict)


class _NotAllowedError(Exception):
    """Neither the secret nor the captcha lets this one in."""


def take_form(app: App, rates: Rates, sending: FormSending) -> FormAnswer:
    """202 with the RFQ's id and reference once it is stored; else why not, in words."""
    media_type = sending.media_type.partition(";")[0].strip().lower()
    if media_type not in (_JSON, _FIELDS):
        return refused(415, f"send the form as {_JSON} or {_FIELDS}")
    if len(sending.content) > LARGEST_FORM:
        return too_large()
    try:
        content = _as_json(sending.content) if media_type == _FIELDS else sending.content
        rfq_id = _store(app, rates, sending, content)
    except (_NotAllowedError, TooOftenError, RejectedError, ValueError, RecursionError) as error:
        return _refusal(error)
    return FormAnswer(202, {"rfq_id": rfq_id, "reference": reference_of(rfq_id)})


def _refusal(error: Exception) -> FormAnswer:
    if isinstance(error, _NotAllowedError):
        return refused(403, str(error))
    if isinstance(error, TooOftenError):
        return refused(429, str(error), headers={"retry-after": str(error.seconds)})
    return refused(400, str(error) if isinstance(error, RejectedError) else "that is no valid JSON")


def refused(status: int, why: str, *, headers: Mapping[str, str] | None = None) -> FormAnswer:
    """An answer that says why nothing was taken."""
    return FormAnswer(status, {"error": why}, headers or {})


def too_large() -> FormAnswer:
    """The answer to a body beyond ``LARGEST_FORM``."""
    return refused(413, f"a form is at most {LARGEST_FORM // 1024 // 1024} MB")


def _as_json(content: bytes) -> bytes:
    """The fields of a plain HTML form as the object that a website would send; a name that comes several times is one
    text of several lines. Raises RejectedError for what is no form."""
    try:
        pairs = parse_qsl(
            content.decode("utf-8"),
            keep_blank_values=True,
            strict_parsing=bool(content),
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:
        raise RejectedError("that is no valid form") from None
    form: dict[str, str] = {}
    for name, text in pairs:
        form[name] = f"{form[name]}\n{text}" if name in form else text
    return json.dumps(form, ensure_ascii=False).encode()


def _store(app: App, rates: Rates, sending: FormSending, content: bytes) -> str:
    form = json.loads(content)
    if not isinstance(form, dict):
        raise RejectedError("send one JSON object")
    _check_secret(app, rates, sending, sending.secret or form.get("secret"))
    rates.count(rates.by_form, sending.form_id, app.backend.clock.now())
    tokens = (form.get(name) for name in TOKEN_FIELDS)
    token = next((one for one in tokens if isinstance(one, str) and one), "")
    verdict = verdict_of(app, CaptchaRequest(token, sending.client, sending.host, ACTION, sending.form_id))
    if verdict.passed is False:
        raise _NotAllowedError(f"the captcha was not passed: {verdict.reason}")
    kept = without_secrets(content)
    if verdict.passed is None:
        kept = with_note(kept, "captcha", f"not checked: {verdict.reason}")
    return take_in(app, form_message(app, sending.form_id, kept))


def _check_secret(app: App, rates: Rates, sending: FormSending, given: object) -> None:
    """Whoever guesses waits, with the right secret too."""
    now, guesses = app.backend.clock.now(), rates.wrong_secrets
    if wait := guesses.wait(sending.client, now):
        raise TooOftenError(wait)
    if not isinstance(given, str) or not is_secret_of(app, sending.form_id, given):
        guesses.failed(sending.client, now)
        raise _NotAllowedError("there is no such form, or its secret is another")
