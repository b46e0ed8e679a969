"""A text extraction that went on elsewhere is done: its topic says so, and the RFQ that waited for it goes on."""

from __future__ import annotations

from collections.abc import Container

from qd_core.entry.lambdas.function import Event, about_rfq, logger
from qd_core.entry.lambdas.topics import topic_messages
from qd_core.errors import QdError
from qd_core.model.message import Lane
from qd_core.pipeline.app import App
from qd_core.pipeline.resume import resume_step, waiting_for

__all__ = ["resume"]


def resume(app: App, event: Event, lanes: Container[Lane]) -> None:
    """Resumes the RFQs of ``lanes``: both parsers hear of every job, and each does its own. A job that failed is
    resumed too: its extractor says so in the attachment.

    Raises TransientError for a job that nobody waits for yet, so that SNS tells it again.
    """
    for message in topic_messages(event):
        job = message.facts().get("JobId")
        if not isinstance(job, str) or not job:
            raise QdError(f"message {message.message_id} of topic {message.topic} names no JobId")
        rfq_id, lane = waiting_for(app, job)
        if lane not in lanes:
            continue
        with about_rfq(rfq_id):
            logger.info(
                "text extraction ended", extra={"job": job, "status": message.facts().get("Status", "")}
            )
            resume_step(app, rfq_id, job)
