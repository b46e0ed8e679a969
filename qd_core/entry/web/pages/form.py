"""``/form/<form-id>``: our own page for a web form. It works without a script; with one, rows are added in place."""

from __future__ import annotations

import base64
import json

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from qd_core.entry.web.headers import CONTENT_POLICY
from qd_core.entry.web.intake.captcha import ACTION, TOKEN_FIELDS, CaptchaBox, box_of, verdict_of
from qd_core.entry.web.intake.forms import form_message
from qd_core.entry.web.intake.once import page_id, sending_name
from qd_core.entry.web.intake.rate import TooOftenError
from qd_core.entry.web.intake.upload_rules import (
    ACCEPT,
    EMAIL,
    HEAD,
    LARGEST_UPLOAD,
    MOST_FILES,
    kind_problem,
)
from qd_core.entry.web.visits import Access, Visit, page
from qd_core.model.quote import reference_of
from qd_core.pipeline.arrive import take_in_once
from qd_core.plugin.protocols import CaptchaRequest
from qd_core.reading.mail.media import safe_name

__all__ = ["routes"]

_TEXTS = ("name", "company", "email", "phone", "deadline", "payment_terms", "delivery_address", "message")
_ROWS, _MOST_ROWS = 5, 100
_TRAP = "website"
_MINUTES = 10

Values = dict[str, str]
Row = tuple[str, str, str]


def show(visit: Visit) -> Response:
    """The empty form."""
    return _page(visit, {}, [], {})


def submit(visit: Visit) -> Response:
    """Only for forms that have a page here."""
    if visit.path("form_id") not in visit.app.deployment.lanes.form.hosted:
        raise HTTPException(404)
    return _submit(visit)


def _submit(visit: Visit) -> Response:
    """Stores the request, or says what to fix with everything that was typed still there."""
    values = {name: visit.text(name) for name in _TEXTS}
    rows = _rows(visit)
    if visit.text("act") == "more":
        return _page(visit, values, rows, {}, more=True)
    problems = _problems(visit, values, rows)
    attachments: list[Values] = []
    for file in visit.form.getlist("files"):
        if isinstance(file, UploadFile) and file.filename:
            attachment, problem = _attachment(file, len(attachments) + 1)
            if problem:
                problems["files"] = f"{file.filename[:120]}: {problem}"
            attachments.append(attachment)
    try:
        if not problems:
            client = visit.request.client
            visit.desk.rates.count(
                visit.desk.rates.by_visitor, client.host if client else "", visit.app.backend.clock.now()
            )
            problems = _captcha_problem(visit, values)
    except TooOftenError as error:
        return _page(visit, values, rows, {"": str(error)}, status=429)
    if problems:
        return _page(visit, values, rows, problems, status=422)
    return visit.go(f"/sent/{reference_of(_take(visit, values, rows, attachments))}")


def _take(visit: Visit, values: Values, rows: list[Row], attachments: list[Values]) -> str:
    """The request's id. The same page sent twice is one request."""
    form: dict[str, object] = {name: text for name, text in values.items() if text}
    form["form_id"] = visit.path("form_id")
    if asked := [dict(zip(("item", "quantity", "notes"), row, strict=True)) for row in rows if any(row)]:
        form["line_items"] = asked
    if attachments:
        form["attachments"] = attachments
    content = json.dumps(form, ensure_ascii=False).encode()
    return take_in_once(
        visit.app, sending_name(visit, "form"), form_message(visit.app, visit.path("form_id"), content)
    )


def _rows(visit: Visit) -> list[Row]:
    columns = [visit.texts(name)[:_MOST_ROWS] for name in ("item", "quantity", "notes")]
    return [
        (item.strip()[:500], quantity.strip()[:60], notes.strip()[:500])
        for item, quantity, notes in zip(*columns, strict=False)
    ]


def _problems(visit: Visit, values: Values, rows: list[Row]) -> Values:
    """What to fix, by field, each with its remedy."""
    problems = {}
    if visit.text(_TRAP):
        problems[_TRAP] = "Leave this field empty: programs fill it, people do not see it"
    if not values["name"]:
        problems["name"] = "Write your name"
    if not EMAIL.fullmatch(values["email"]):
        problems["email"] = "Write the whole address, like name@company.example"
    has_file = any(isinstance(file, UploadFile) and file.filename for file in visit.form.getlist("files"))
    if not values["message"] and not has_file and not any(row[0] for row in rows):
        problems["item-1"] = "Say what you need: an item, a few words below, or a file"
    return problems


def _attachment(file: UploadFile, number: int) -> tuple[Values, str]:
    content = file.file.read(LARGEST_UPLOAD + 1)
    problem = kind_problem(file.filename or "", content[:HEAD])
    if len(content) > LARGEST_UPLOAD:
        problem = f"the file is larger than {LARGEST_UPLOAD // 1024 // 1024} MB"
    encoded = base64.b64encode(content).decode() if not problem else ""
    return {"name": safe_name(file.filename or "", "", number), "content": encoded}, problem


def _captcha_problem(visit: Visit, values: Values) -> Values:
    token = next((text for name in TOKEN_FIELDS if (text := visit.text(name))), "")
    request = visit.request
    verdict = verdict_of(
        visit.app,
        CaptchaRequest(
            token,
            request.client.host if request.client else "",
            request.url.hostname or "",
            ACTION,
            visit.path("form_id"),
        ),
    )
    if verdict.passed is False:
        return {"captcha": "Show that you are a person, then send again"}
    if verdict.passed is None:
        values["captcha"] = f"not checked: {verdict.reason}"  # an unknown key: the rep sees it
    return {}


def _page(
    visit: Visit,
    values: Values,
    rows: list[Row],
    problems: Values,
    *,
    more: bool = False,
    status: int = 200,
) -> Response:
    form_id = visit.path("form_id")
    if form_id not in visit.app.deployment.lanes.form.hosted:
        raise HTTPException(404)
    filled = [row for row in rows if any(row)]
    wanted = min(_MOST_ROWS, max(_ROWS, len(filled) + (_ROWS if more else 1)))
    asked = filled + [("", "", "")] * (wanted - len(filled))
    box = box_of(visit.app)
    response = visit.render(
        "form.html",
        status=status,
        form_id=form_id,
        values=dict.fromkeys(_TEXTS, "") | values,
        rows=asked,
        problems=problems,
        page=page_id(visit),
        accept=ACCEPT,
        box=box,
        action=ACTION,
        site_key=visit.app.deployment.lanes.form.captcha_site_key,
        trap=_TRAP,
    )
    if box is not None:
        response.headers["content-security-policy"] = _policy(box)
    return response


def _policy(box: CaptchaBox) -> str:
    """The strict policy, opened for the vendor's box alone."""
    origins = box.origins
    return (
        CONTENT_POLICY.replace("script-src 'self'", f"script-src 'self' {origins}")
        .replace("style-src 'self'", f"style-src 'self' {origins}")
        .replace("connect-src 'self'", f"connect-src 'self' {origins}")
        + f"; frame-src {origins}"
    )


routes = [
    page("/form/{form_id}", show, access=Access.ANYBODY),
    page(
        "/form/{form_id}",
        submit,
        methods=("POST",),
        access=Access.ANYBODY,
        files=MOST_FILES,
        form_bytes=LARGEST_UPLOAD + 2 * 1024 * 1024,
        form_seconds=_MINUTES * 60,
    ),
]
