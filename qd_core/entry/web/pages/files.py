"""The raw message and its attachments: to look at as pictures, to take away as they came."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from qd_core.entry.web.pdf_pictures import page_picture
from qd_core.entry.web.view.attachments import is_picture
from qd_core.entry.web.visits import Visit, page
from qd_core.errors import QdError
from qd_core.model.message import Attachment, Lane

__all__ = ["as_download", "routes"]

_KEPT = "private, max-age=3600"  # an attachment never changes under its address
_SHOWN = 2_000_000
_ENDINGS = {Lane.EMAIL: "eml", Lane.FORM: "json"}


def raw(visit: Visit) -> Response:
    """The bytes as they arrived; a mail or a form can be read as text."""
    rfq = visit.app.record(visit.path("rfq_id"))[0].rfq
    content = _stored(visit, rfq.raw_key)
    if rfq.lane in _ENDINGS and len(content) <= _SHOWN and not visit.asked("save"):
        text = content.decode("utf-8", "replace")
        return Response(text, media_type="text/plain; charset=utf-8")
    name = rfq.attachments[0].name if rfq.attachments and rfq.lane is Lane.UPLOAD else "message"
    return as_download(content, name if "." in name else f"{name}.{_ENDINGS.get(rfq.lane, 'bin')}")


def attachment(visit: Visit) -> Response:
    """One attachment, always as a download: nothing of a stranger's runs here."""
    found = _attachment(visit)
    return as_download(_stored(visit, found.object_key), found.name)


def picture(visit: Visit) -> Response:
    """A picture among the attachments, shown as what its bytes say it is."""
    content = _stored(visit, _attachment(visit).object_key)
    kind = is_picture(content)
    if not kind:
        raise QdError("this attachment is no picture")
    return Response(content, media_type=kind, headers={"cache-control": _KEPT})


def pdf_page(visit: Visit) -> Response:
    """A page of a PDF among the attachments as a picture."""
    content = _stored(visit, _attachment(visit).object_key)
    drawn = page_picture(content, int(visit.path("page")))
    return Response(drawn, media_type="image/png", headers={"cache-control": _KEPT})


def as_download(content: bytes, name: str) -> Response:
    """Bytes that the browser saves under ``name``, whatever they are."""
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "._- ") else "_" for char in name)
    disposition = f"attachment; filename=\"{plain[:120]}\"; filename*=UTF-8''{quote(name[:200], safe='')}"
    return Response(
        content, media_type="application/octet-stream", headers={"content-disposition": disposition}
    )


def _attachment(visit: Visit) -> Attachment:
    attachments = visit.app.record(visit.path("rfq_id"))[0].rfq.attachments
    number = int(visit.path("number"))
    if not 1 <= number <= len(attachments):
        raise QdError(f"there is no attachment {number}")
    return attachments[number - 1]


def _stored(visit: Visit, key: str) -> bytes:
    try:
        return visit.app.backend.objects.get(key)
    except KeyError:
        raise QdError("the file is not there any more") from None


routes = [
    page("/rfq/{rfq_id}/raw", raw),
    page("/rfq/{rfq_id}/files/{number:int}", attachment),
    page("/rfq/{rfq_id}/files/{number:int}/picture", picture),
    page("/rfq/{rfq_id}/files/{number:int}/{page:int}.png", pdf_page),
]
