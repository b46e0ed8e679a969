"""`review`: the desk's own pages behind a Function URL. People are those of ``[people]``; they come by a signed link or
have one mailed to them, and hold a session after that. A GET changes nothing that a quote depends on.
"""

from __future__ import annotations

import asyncio
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from qd_core.entry.lambdas.function import Event, lambda_function
from qd_core.pipeline.app import App

if TYPE_CHECKING:
    from mangum import Mangum

__all__ = ["handler"]

_kept: list[tuple[App, Mangum]] = []


@lambda_function
def handler(app: App, event: Event) -> dict[str, Any]:
    """One request of a browser."""
    if not _kept or _kept[0][0] is not app:
        _kept[:] = [(app, _pages(app))]
    asyncio.set_event_loop(_loop())  # the adapter takes the thread's own, and Lambda's has none
    return _kept[0][1](event, cast("Any", None))


@cache
def _loop() -> asyncio.AbstractEventLoop:
    return asyncio.new_event_loop()


def _pages(app: App) -> Mangum:
    from mangum import Mangum

    from qd_core.entry.links import LinkSigner
    from qd_core.entry.web.app import build_web
    from qd_core.entry.web.desk import Desk
    from qd_core.entry.web.machinery import DeskBackend, DeskDocuments
    from qd_core.entry.web.named_people import NamedPeople

    asyncio.set_event_loop(_loop())
    desk = Desk(
        app,
        cast("DeskBackend", app.backend),
        cast("DeskDocuments", app.documents),
        NamedPeople(app.deployment.people),
        LinkSigner(app.backend.secrets),
        host="lambda",
    )
    return Mangum(build_web(desk), lifespan="off")
