"""`escalator`: reminds the rep of a draft that nobody has acted on, later pages the sales lead; has an approved
quote delivered whose delivery has not come to its end; and ends the waiting for text that does not come."""

from __future__ import annotations

from qd_core.entry.lambdas.function import Event, about_rfq, failing_visibly, lambda_function, logger
from qd_core.errors import QdError
from qd_core.pipeline.app import App
from qd_core.pipeline.clocks import rfq_of
from qd_core.pipeline.dispatch import due_step

__all__ = ["handler"]


@lambda_function
def handler(app: App, event: Event) -> None:
    """A one-off schedule whose time has come: ``name`` says which clock struck, ``body`` is what was set with it.
    What was decided meanwhile, or erased, is nobody's business any more."""
    name, body = event.get("name"), event.get("body")
    if not isinstance(name, str) or not isinstance(body, str) or not body:
        raise QdError("a schedule calls with its name and its body; this event has none")
    rfq_id = rfq_of(body)
    with about_rfq(rfq_id), failing_visibly(app, rfq_id, step=name.partition("/")[0]):
        due_step(app, name, body)
        logger.info("the clock struck: %s", name.partition("/")[0])
