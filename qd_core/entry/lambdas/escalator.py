"""`escalator`: reminds the rep of a draft that nobody has acted on, and later pages the sales lead."""

from __future__ import annotations

from qd_core.entry.lambdas.function import Event, about_rfq, failing_visibly, lambda_function, logger
from qd_core.errors import QdError
from qd_core.pipeline.app import App
from qd_core.pipeline.dispatch import escalate_step

__all__ = ["handler"]


@lambda_function
def handler(app: App, event: Event) -> None:
    """A one-off schedule whose time has come: ``name`` says which clock struck, ``body`` is what was set with it.
    A draft that was decided meanwhile, or erased, is nobody's business any more."""
    name, body = event.get("name"), event.get("body")
    if not isinstance(name, str) or not isinstance(body, str) or not body:
        raise QdError("a schedule calls with its name and its body; this event has none")
    rfq_id = body.partition(" ")[0]
    with about_rfq(rfq_id), failing_visibly(app, rfq_id, step=name.partition("/")[0]):
        if app.draft(rfq_id) is None:
            logger.info("the draft is gone")
            return
        escalate_step(app, name, body)
        logger.info("the clock struck: %s", name.partition("/")[0])
