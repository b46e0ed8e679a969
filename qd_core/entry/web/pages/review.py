"""The page of one request: what the buyer wrote beside what is offered."""

from __future__ import annotations

from starlette.responses import Response

from qd_core.entry.web.pdf_pictures import page_picture, page_sizes
from qd_core.entry.web.view.edit_form import values_of
from qd_core.entry.web.view.review_page import ReviewPage, review_page
from qd_core.entry.web.view.timeline import events_of, timeline, viewed_lately
from qd_core.entry.web.visits import Visit, page
from qd_core.errors import RejectedError
from qd_core.model.review import ReviewState
from qd_core.pipeline import drafts
from qd_core.pipeline.ask import question_text
from qd_core.pipeline.deliver import render_quote
from qd_core.pipeline.review import viewed

__all__ = ["assignable", "load", "routes", "show"]


def review(visit: Visit) -> Response:
    """Shows the request, and notes who looked."""
    rfq_id, now = visit.path("rfq_id"), visit.app.backend.clock.now()
    found = load(visit, rfq_id)
    if not viewed_lately(found.events, visit.actor.email, now):
        viewed(visit.app, rfq_id, visit.actor)
    return show(visit, found)


def load(visit: Visit, rfq_id: str) -> ReviewPage:
    """The request as the visitor may see it. Raises QdError when there is none."""
    return review_page(visit.desk, rfq_id, visit.actor, visit.desk.writing)


def show(
    visit: Visit, found: ReviewPage, *, status: int = 200, problem: str = "", **context: object
) -> Response:
    """The page; ``problem`` says on top why what was asked for did not happen."""
    head = found.head
    values: dict[str, object] = {"values": values_of(head, visit.desk.writing.locale) if head else {}}
    values |= {
        "editing": False,
        "asking": "",
        "problems": {},
        "conflict": None,
        "question_mail": question_text(visit.app, head.draft) if head and found.open else "",
        "opened": _opened(visit, found),
        **context,
    }
    return visit.render(
        "review.html",
        status=status,
        found=found,
        problem=problem,
        now=visit.app.backend.clock.now(),
        people=assignable(visit),
        **values,
    )


def assignable(visit: Visit) -> list[tuple[str, str]]:
    """Everybody who may have a draft: those with a password, and those of the deployment's ``[people]``."""
    named = visit.app.deployment.people
    known = visit.desk.people_by_email()
    for email in (*named.reps, named.on_call_rep, *named.managers, named.sales_lead):
        if email:
            known.setdefault(email.lower(), email)
    return sorted(known.items(), key=lambda one: one[1].casefold())


def trail(visit: Visit) -> Response:
    """Every event of the request, with its facts."""
    rfq_id = visit.path("rfq_id")
    app = visit.app
    record, _ = app.record(rfq_id)
    events = events_of(app.backend.audit.trail(rfq_id))
    moments = timeline(events, None, app.deployment.app, visit.desk.name_of, everything=True)
    rows = list(zip(moments, events, strict=True))
    return visit.render("trail.html", rfq_id=rfq_id, rfq=record.rfq, rows=rows)


def quote_pdf(visit: Visit) -> Response:
    """The quote as PDF: the one that was sent, else the draft with DRAFT across the page."""
    content, name = _pdf(visit)
    headers = {"content-disposition": f'inline; filename="{name}.pdf"', "cache-control": "private, no-store"}
    return Response(content, media_type="application/pdf", headers=headers)


def preview(visit: Visit) -> Response:
    """The quote's pages as pictures: what the buyer will see."""
    content, name = _pdf(visit)
    rfq_id = visit.path("rfq_id")
    return visit.render("preview.html", rfq_id=rfq_id, reference=name, sizes=page_sizes(content))


def preview_page(visit: Visit) -> Response:
    """One page of the quote as a picture."""
    content, _ = _pdf(visit)
    return Response(page_picture(content, int(visit.path("number"))), media_type="image/png")


def _pdf(visit: Visit) -> tuple[bytes, str]:
    head, _ = drafts.load(visit.app, visit.path("rfq_id"))
    draft, sent = head.draft, head.delivery.pdf_key
    if head.state is ReviewState.APPROVED and sent:
        try:
            return visit.app.backend.objects.get(sent), draft.reference
        except KeyError:
            pass  # it is made again from the same content
    if not draft.lines:
        raise RejectedError("there is no quote to show: the draft has no lines")
    approved = head.approval.at if head.approval else None
    return render_quote(visit.app, draft, approved_at=approved), draft.reference


def _opened(visit: Visit, found: ReviewPage) -> set[int]:
    """The lines whose price steps are open: those asked for, else the first that needs a manager."""
    wanted = visit.asked("open")
    if wanted == "all":
        return {view.line.position for view in found.lines}
    if wanted.isdigit():
        return {int(wanted)}
    flagged = (v.line.position for v in found.lines if any(flag.needs_manager for flag in v.line.flags))
    first = next(flagged, None)
    return {first} if first is not None else set()


routes = [
    page("/rfq/{rfq_id}", review),
    page("/rfq/{rfq_id}/trail", trail),
    page("/rfq/{rfq_id}/quote.pdf", quote_pdf),
    page("/rfq/{rfq_id}/preview", preview),
    page("/rfq/{rfq_id}/preview/{number:int}.png", preview_page),
]
