"""`intake-webhook`: a company's own website sends its form here, with the form's shared secret.

The same door as ``POST /api/forms/<form-id>`` of the desk: same checks, same answers. The raw form is kept and on the
audit trail before anything reads it.
"""

from __future__ import annotations

import re
from functools import cache

from qd_core.entry.lambdas.function import Event, lambda_function, logger
from qd_core.entry.lambdas.urls import Answer, answer, url_request
from qd_core.entry.web.intake.form_door import SECRET_HEADER, FormAnswer, FormSending, refused, take_form
from qd_core.entry.web.intake.rate import Rates
from qd_core.pipeline.app import App

__all__ = ["handler"]

_PATH = re.compile(r"/(?:api/)?(?:forms/)?([^/]{1,100})/?")


@lambda_function
def handler(app: App, event: Event) -> Answer:
    """One sending of a form, as JSON or as the fields of an HTML form."""
    given = _take(app, event)
    if rfq_id := given.body.get("rfq_id"):
        logger.append_keys(rfq_id=rfq_id)
    logger.info("form answered with %s", given.status, extra={"status": given.status})
    return answer(given.status, given.body, given.headers)


def _take(app: App, event: Event) -> FormAnswer:
    try:
        request = url_request(event)
    except ValueError:
        return refused(400, "the body is not whole")
    if request.method != "POST":
        return refused(405, "send the form by POST", headers={"allow": "POST"})
    form = _PATH.fullmatch(request.path)
    if form is None:
        return refused(404, "send the form to /api/forms/<form-id>")
    sending = FormSending(
        form_id=form[1],
        content=request.content,
        media_type=request.media_type,
        secret=request.headers.get(SECRET_HEADER, ""),
        client=request.client,
        host=request.host,
    )
    return take_form(app, _rates(app.deployment.lanes.form.requests_per_minute), sending)


@cache
def _rates(per_form: int) -> Rates:
    """The counts of this environment: AWS runs several side by side, so a flood is slowed and not stopped dead."""
    return Rates(per_form)
