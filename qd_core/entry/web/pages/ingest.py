"""Files that a rep has from somewhere else: each becomes a request, with the rep on its trail."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.responses import Response

from qd_core.entry.lanes.files import message_of
from qd_core.entry.web.intake.once import page_id, sending_name
from qd_core.entry.web.visits import Visit, page
from qd_core.model.quote import reference_of
from qd_core.pipeline.arrive import take_in_once

__all__ = ["routes"]

MOST_FILES = 20
_BYTES = 60 * 1024 * 1024
_SECONDS = 300.0


def show(visit: Visit) -> Response:
    """The form."""
    return visit.render("ingest.html", page=page_id(visit), taken=[], problem="")


def take(visit: Visit) -> Response:
    """Keeps every file, then shows which request each became; the page sent twice is one sending."""
    files = [one for one in visit.form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    if not files:
        return visit.render(
            "ingest.html", status=422, page=page_id(visit), taken=[], problem="Choose a file first."
        )
    name, now, taken = sending_name(visit, "ingest"), visit.app.backend.clock.now(), []
    for number, file in enumerate(files, start=1):
        content = file.file.read()
        message, problem = message_of(file.filename or "file", content, now)
        rfq_id = take_in_once(visit.app, f"{name}/{number}", message, actor=visit.actor.email)
        taken.append((message.name, rfq_id, reference_of(rfq_id), problem))
    return visit.render("ingest.html", page=visit.app.backend.ids.new(), taken=taken, problem="")


routes = [
    page("/ingest", show),
    page("/ingest", take, methods=("POST",), files=MOST_FILES, form_bytes=_BYTES, form_seconds=_SECONDS),
]
