"""`render-pdf`: brings an approved quote to its buyer: PDF, mail, CRM, each at most once, from wherever an earlier call
stopped.

``review`` calls it when somebody approves. Called by its own address it takes signed requests of this account alone;
whoever calls, nothing leaves that no person has approved.
"""

from __future__ import annotations

import json

from qd_core.entry.lambdas.function import Event, about_rfq, failing_visibly, lambda_function, logger
from qd_core.entry.lambdas.urls import Answer, answer, url_request
from qd_core.errors import QdError
from qd_core.pipeline import drafts
from qd_core.pipeline.app import App
from qd_core.pipeline.deliver import deliver_step
from qd_core.ports import QueueName

__all__ = ["handler"]


@lambda_function
def handler(app: App, event: Event) -> Answer:
    """``{"rfq_id": …}``, from another function or as a signed request's body; answers with the delivery's state."""
    if "requestContext" not in event:
        return answer(200, _deliver(app, _rfq_of(event)))
    try:
        request = url_request(event)
        if not request.caller:
            return answer(403, {"error": "sign the request (AWS Signature Version 4)"})
        rfq_id = _rfq_of(json.loads(request.content))
    except (ValueError, QdError) as error:
        return answer(400, {"error": str(error)})
    return answer(200, _deliver(app, rfq_id))


def _deliver(app: App, rfq_id: str) -> dict[str, object]:
    with about_rfq(rfq_id), failing_visibly(app, rfq_id, step=QueueName.DELIVERY):
        deliver_step(app, rfq_id)
        delivery = drafts.load(app, rfq_id)[0].delivery
        logger.info("delivery is %s", delivery.state, extra={"crm": delivery.crm == "done"})
        return {"rfq_id": rfq_id, "delivery": str(delivery.state)}


def _rfq_of(asked: object) -> str:
    rfq_id = asked.get("rfq_id") if isinstance(asked, dict) else None
    if not isinstance(rfq_id, str) or not rfq_id:
        raise QdError("say which quote: rfq_id")
    return rfq_id
