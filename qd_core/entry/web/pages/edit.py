"""Edit a draft in place. What was typed is never lost: not by a mistake, not when somebody else saved first."""

from __future__ import annotations

from starlette.responses import Response

from qd_core.entry.web.pages import review
from qd_core.entry.web.view.edit_form import NEW_LINES, Typed, read_edit, values_of
from qd_core.entry.web.view.review_page import ReviewPage
from qd_core.entry.web.view.revisions import Diff
from qd_core.entry.web.visits import Visit, page
from qd_core.errors import ConflictError, RejectedError
from qd_core.model.review import DraftRecord
from qd_core.pipeline import drafts
from qd_core.pipeline.edit import edit

__all__ = ["routes"]

_MEANWHILE = (
    "Somebody changed the draft meanwhile. Your typing is kept: look at both, then save yours on top."
)


def form(visit: Visit) -> Response:
    """The draft with fields in place of its values."""
    found = review.load(visit, visit.path("rfq_id"))
    if found.head is None or not found.open:
        return visit.go(f"/rfq/{found.rfq_id}")
    return _fields(visit, found, values_of(found.head, visit.desk.writing.locale))


def save(visit: Visit) -> Response:
    """Makes the next revision of what was changed."""
    rfq_id, locale = visit.path("rfq_id"), visit.desk.writing.locale
    head, _ = drafts.load(visit.app, rfq_id)
    fields = {name: visit.text(name) for name in visit.form if name != "form_token"}
    base = _base(visit, head, fields)
    typed = read_edit(fields, base, locale)
    if typed.problems:
        return _again(visit, fields, base, typed, "Some values cannot be read. Nothing was saved.", 422)
    if typed.empty and not fields.get("anew"):
        return visit.go(f"/rfq/{rfq_id}", said="unchanged")
    if base.draft.revision != head.draft.revision and not fields.get("on-top"):
        return _again(visit, fields, base, typed, _MEANWHILE, 409)
    try:
        edit(visit.app, rfq_id, visit.actor, typed.edit, digest=visit.text("digest"))
    except ConflictError:
        return _again(visit, fields, base, typed, _MEANWHILE, 409)
    except RejectedError as error:
        return _again(visit, fields, base, typed, str(error), 422)
    return visit.go(f"/rfq/{rfq_id}", said="edited")


def _base(visit: Visit, head: DraftRecord, fields: dict[str, str]) -> DraftRecord:
    """The state that the form was made from: only what differs from it was changed by this person."""
    number = fields.get("revision", "")
    if number.isdigit() and int(number) != head.draft.revision:
        for kept in drafts.revisions(visit.app, head):
            if kept.number == int(number):
                return head.model_copy(update={"draft": kept.draft})
    return head


def _again(
    visit: Visit, fields: dict[str, str], base: DraftRecord, typed: Typed, problem: str, status: int
) -> Response:
    """The form once more: the draft of now, with this person's own changes laid over it."""
    found = review.load(visit, visit.path("rfq_id"))
    if found.head is None or not found.open:
        return review.show(visit, found, status=status, problem=problem)
    locale = visit.desk.writing.locale
    was, values = values_of(base, locale), values_of(found.head, locale)
    values |= {name: value for name, value in fields.items() if value != was.get(name, "")}
    return _fields(visit, found, values, status=status, problem=problem, problems=typed.problems)


def _fields(
    visit: Visit,
    found: ReviewPage,
    values: dict[str, str],
    *,
    status: int = 200,
    problem: str = "",
    problems: dict[str, str] | None = None,
) -> Response:
    conflict: Diff | None = found.diffs[0] if status == 409 and found.diffs else None
    return review.show(
        visit,
        found,
        status=status,
        problem=problem,
        editing=True,
        values=values,
        problems=problems or {},
        conflict=conflict,
        new_lines=range(1, NEW_LINES + 1),
    )


routes = [
    page("/rfq/{rfq_id}/edit", form),
    page("/rfq/{rfq_id}/edit", save, methods=("POST",)),
]
