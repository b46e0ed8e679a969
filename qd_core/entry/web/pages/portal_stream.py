"""``PUT /upload/<token>/files``: one file as the body, its name in a header; size and kind are checked on the way."""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.parse import unquote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from qd_core.entry.web.desk import Desk
from qd_core.entry.web.intake.upload_rules import HEAD, LARGEST_UPLOAD, kind_problem
from qd_core.entry.web.intake.upload_sessions import Uploaded
from qd_core.errors import RejectedError

__all__ = ["routes"]

_QUIET_SECONDS = 30.0
_MB = 1024 * 1024


class _RefusedError(Exception):
    def __init__(self, status: int, why: str) -> None:
        self.status = status
        super().__init__(why)


async def upload(request: Request) -> Response:
    """201 with the file's number, safe name and size; else why not, in words. A broken upload leaves nothing."""
    desk: Desk = request.app.state.desk
    run = asyncio.get_running_loop().run_in_executor
    name = unquote(request.headers.get("x-file-name", ""))[:500]
    partial: Path | None = None
    try:
        session = await run(desk.pool, desk.uploads.session, str(request.path_params["token"]))
        room = await run(desk.pool, desk.uploads.room, session)
        _check_declared(request, room)
        partial = desk.uploads.partial(session)
        await _store(request, partial, name, room)
        kept: Uploaded = await run(desk.pool, desk.uploads.keep, session, partial, name)
    except _RefusedError as refused:
        return JSONResponse({"error": str(refused)}, refused.status)
    except RejectedError as error:
        return JSONResponse({"error": str(error)}, 422)
    except ClientDisconnect:
        return Response(status_code=400)  # nobody is there to read it
    finally:
        if partial is not None:
            partial.unlink(missing_ok=True)
    return JSONResponse({"number": kept.number, "name": kept.name, "size": kept.size}, 201)


def _check_declared(request: Request, room: int) -> None:
    declared = request.headers.get("content-length", "0")
    if not declared.isdigit() or int(declared) > room:
        raise _too_large()


async def _store(request: Request, partial: Path, name: str, room: int) -> None:
    """Writes the body as it comes. The kind is judged by the first bytes, before the rest is taken."""
    head, checked, size = b"", False, 0
    chunks = request.stream()
    with partial.open("wb") as target:
        while True:
            try:
                async with asyncio.timeout(_QUIET_SECONDS):
                    chunk = await anext(chunks, None)
            except TimeoutError:
                raise _RefusedError(408, "the file stopped coming: try again") from None
            if chunk is None:
                break
            size += len(chunk)
            if size > room:
                raise _too_large()
            if not checked:
                head += chunk[: HEAD - len(head)]
                checked = len(head) >= HEAD
                if checked:
                    _check_kind(name, head)
            target.write(chunk)
    if not checked:
        _check_kind(name, head)


def _check_kind(name: str, head: bytes) -> None:
    if problem := kind_problem(name, head):
        raise _RefusedError(415, problem)


def _too_large() -> _RefusedError:
    return _RefusedError(413, f"all files together are at most {LARGEST_UPLOAD // _MB} MB")


routes = [Route("/upload/{token}/files", upload, methods=["PUT"], name="portal_stream")]
