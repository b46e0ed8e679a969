"""What a buyer said on the phone, typed in by a rep: the same chain, with the rep on the trail."""

from __future__ import annotations

from starlette.responses import Response

from qd_core.entry.web.intake.once import page_id, sending_name
from qd_core.entry.web.intake.upload_rules import EMAIL
from qd_core.entry.web.visits import Visit, page
from qd_core.model.message import InboundMessage, Lane
from qd_core.model.quote import reference_of
from qd_core.pipeline.arrive import take_in_once

__all__ = ["routes"]

_FIELDS = ("name", "email", "company", "said")


def show(visit: Visit) -> Response:
    """The empty note."""
    return _page(visit, {}, {})


def take(visit: Visit) -> Response:
    """Keeps the note; the page sent twice is one request."""
    values = {name: visit.text(name, longest=100_000 if name == "said" else 320) for name in _FIELDS}
    problems = {}
    if not values["said"]:
        problems["said"] = "Write down what was asked for"
    if values["email"] and not EMAIL.fullmatch(values["email"]):
        problems["email"] = "Write the whole address, like name@company.example, or leave it empty"
    if problems:
        return _page(visit, values, problems, status=422)
    who = values["name"] or values["company"] or "a buyer"
    message = InboundMessage(
        lane=Lane.PHONE,
        content=values["said"].encode(),
        name=f"Call of {who}",
        media_type="text/plain",
        received_at=visit.app.backend.clock.now(),
        email=values["email"],
        sender_name=values["name"],
        company=values["company"],
    )
    rfq_id = take_in_once(visit.app, sending_name(visit, "phone"), message, actor=visit.actor.email)
    return visit.go(f"/phone/{rfq_id}")


def taken(visit: Visit) -> Response:
    """It is kept, and being drafted."""
    rfq_id = visit.path("rfq_id")
    there = visit.app.draft(rfq_id) is not None
    return visit.render("phone_taken.html", rfq_id=rfq_id, reference=reference_of(rfq_id), there=there)


def _page(visit: Visit, values: dict[str, str], problems: dict[str, str], *, status: int = 200) -> Response:
    return visit.render(
        "phone.html",
        status=status,
        values=dict.fromkeys(_FIELDS, "") | values,
        problems=problems,
        page=page_id(visit),
    )


routes = [
    page("/phone", show),
    page("/phone", take, methods=("POST",)),
    page("/phone/{rfq_id:uuid}", taken),
]
