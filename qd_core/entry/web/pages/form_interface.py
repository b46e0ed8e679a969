"""``POST /api/forms/<form-id>``: a company's own website sends its form here, with the form's shared secret."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from qd_core.entry.web.desk import Desk
from qd_core.entry.web.intake.form_door import (
    LARGEST_FORM,
    SECRET_HEADER,
    FormAnswer,
    FormSending,
    refused,
    take_form,
    too_large,
)

__all__ = ["routes"]

_SECONDS = 60.0


async def submit(request: Request) -> Response:
    """202 with the RFQ's id and reference once it is stored; else why not, in words."""
    desk: Desk = request.app.state.desk
    content = await _body(request)
    if isinstance(content, FormAnswer):
        return _told(content)
    sending = FormSending(
        form_id=str(request.path_params["form_id"]),
        content=content,
        media_type=request.headers.get("content-type", ""),
        secret=request.headers.get(SECRET_HEADER, ""),
        client=request.client.host if request.client else "",
        host=request.url.hostname or "",
    )
    return _told(
        await asyncio.get_running_loop().run_in_executor(desk.pool, take_form, desk.app, desk.rates, sending)
    )


async def _body(request: Request) -> bytes | FormAnswer:
    """The body within its bounds of size and time."""
    declared = request.headers.get("content-length", "0")
    if not declared.isdigit() or int(declared) > LARGEST_FORM:
        return too_large()
    parts, size = [], 0
    try:
        async with asyncio.timeout(_SECONDS):
            async for chunk in request.stream():
                size += len(chunk)
                if size > LARGEST_FORM:
                    return too_large()
                parts.append(chunk)
    except TimeoutError:
        return refused(408, "the form came too slowly")
    return b"".join(parts)


def _told(answer: FormAnswer) -> Response:
    return JSONResponse(dict(answer.body), answer.status, headers=dict(answer.headers))


routes = [Route("/api/forms/{form_id}", submit, methods=["POST"], name="form_interface")]
