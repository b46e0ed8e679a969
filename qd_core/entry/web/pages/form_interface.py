"""``POST /api/forms/<form-id>``: a company's own website sends its form here as JSON, with the form's shared secret."""

from __future__ import annotations

import asyncio
import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from qd_core.entry.web.desk import Desk
from qd_core.entry.web.intake.captcha import verdict_of
from qd_core.entry.web.intake.forms import form_message, is_secret_of, without_secrets
from qd_core.entry.web.intake.rate import TooOftenError
from qd_core.errors import RejectedError
from qd_core.model.quote import reference_of
from qd_core.pipeline.arrive import take_in
from qd_core.plugin.protocols import CaptchaRequest
from qd_core.reading.mail.web_form import LARGEST_FORM

__all__ = ["routes"]

_SECONDS = 60.0
_SECRET_HEADER = "x-form-secret"


class _NotAllowedError(Exception):
    """Neither the secret nor the captcha lets this one in."""


async def submit(request: Request) -> Response:
    """202 with the RFQ's id and reference once it is stored; else why not, in words."""
    desk: Desk = request.app.state.desk
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return _refuse(415, "send the form as application/json")
    content = await _body(request)
    if isinstance(content, Response):
        return content
    return await asyncio.get_running_loop().run_in_executor(desk.pool, _take, request, desk, content)


async def _body(request: Request) -> bytes | Response:
    """The body within its bounds of size and time."""
    declared = request.headers.get("content-length", "0")
    if not declared.isdigit() or int(declared) > LARGEST_FORM:
        return _refuse(413, f"a form is at most {LARGEST_FORM // 1024 // 1024} MB")
    parts, size = [], 0
    try:
        async with asyncio.timeout(_SECONDS):
            async for chunk in request.stream():
                size += len(chunk)
                if size > LARGEST_FORM:
                    return _refuse(413, f"a form is at most {LARGEST_FORM // 1024 // 1024} MB")
                parts.append(chunk)
    except TimeoutError:
        return _refuse(408, "the form came too slowly")
    return b"".join(parts)


def _take(request: Request, desk: Desk, content: bytes) -> Response:
    try:
        rfq_id = _store(request, desk, content)
    except _NotAllowedError as error:
        return _refuse(403, str(error))
    except TooOftenError as error:
        return _refuse(429, str(error), headers={"retry-after": str(error.seconds)})
    except RejectedError as error:
        return _refuse(400, str(error))
    except (ValueError, RecursionError):
        return _refuse(400, "that is no valid JSON")
    return JSONResponse({"rfq_id": rfq_id, "reference": reference_of(rfq_id)}, 202)


def _store(request: Request, desk: Desk, content: bytes) -> str:
    form = json.loads(content)
    if not isinstance(form, dict):
        raise RejectedError("send one JSON object")
    form_id, client = str(request.path_params["form_id"]), request.client.host if request.client else ""
    _check_secret(desk, form_id, client, request.headers.get(_SECRET_HEADER) or form.get("secret"))
    desk.rates.count(desk.rates.by_form, form_id, desk.app.backend.clock.now())
    token = form.get("captcha_token")
    asked = CaptchaRequest(
        token if isinstance(token, str) else "", client, request.url.hostname or "", "quote", form_id
    )
    verdict = verdict_of(desk.app, asked)
    if verdict.passed is False:
        raise _NotAllowedError(f"the captcha was not passed: {verdict.reason}")
    return take_in(desk.app, form_message(desk.app, form_id, without_secrets(content)))


def _check_secret(desk: Desk, form_id: str, client: str, given: object) -> None:
    """Whoever guesses waits, with the right secret too."""
    now, guesses = desk.app.backend.clock.now(), desk.rates.wrong_secrets
    if wait := guesses.wait(client, now):
        raise TooOftenError(wait)
    if not isinstance(given, str) or not is_secret_of(desk.app, form_id, given):
        guesses.failed(client, now)
        raise _NotAllowedError("there is no such form, or its secret is another")


def _refuse(status: int, why: str, *, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse({"error": why}, status, headers=headers)


routes = [Route("/api/forms/{form_id}", submit, methods=["POST"], name="form_interface")]
