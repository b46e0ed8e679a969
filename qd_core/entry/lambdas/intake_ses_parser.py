"""`intake-ses-parser`: a mail that SES put into qd-raw-mime becomes an RFQ; and the text of scanned attachments, where
it was read elsewhere, comes in by its topic."""

from __future__ import annotations

import re

from qd_core.entry.lambdas.function import Event, about_rfq, lambda_function, logger
from qd_core.entry.lambdas.stored import StoredObject, each_object, is_from_s3
from qd_core.entry.lambdas.text_ready import resume
from qd_core.entry.lambdas.topics import is_from_topic
from qd_core.errors import QdError
from qd_core.model.message import InboundMessage, Lane
from qd_core.pipeline.app import App
from qd_core.pipeline.arrive import receive_once
from qd_core.ports import Bucket

__all__ = ["handler"]

_SETUP = "AMAZON_SES_SETUP_NOTIFICATION"
"""What SES writes once, when its rule is made."""
_OURS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
"""An RFQ's id: the raw copy of what another lane took in. SES names its objects otherwise."""
_LANES = frozenset(Lane) - {Lane.UPLOAD}


@lambda_function
def handler(app: App, event: Event) -> None:
    """New objects of qd-raw-mime, or messages of qd-textract-done."""
    if is_from_topic(event):
        resume(app, event, _LANES)
    elif is_from_s3(event):
        each_object(event, lambda stored: _take(app, stored))
    else:
        raise QdError("neither S3 nor SNS sent this event")


def _take(app: App, stored: StoredObject) -> None:
    if stored.path == _SETUP or "/" in stored.path or _OURS.fullmatch(stored.path):
        logger.info("no mail: left alone", extra={"object": stored.path})
        return
    key = f"{Bucket.RAW}/{stored.path}"
    try:
        content = app.backend.objects.get(key)
    except KeyError:
        logger.warning("removed before it was read", extra={"object": stored.path})
        return
    message = InboundMessage(
        lane=Lane.EMAIL,
        content=content,
        name="mail.eml",
        media_type="message/rfc822",
        received_at=stored.at,
        raw_key=key,
    )
    rfq_id = receive_once(app, f"{Bucket.RAW}/{stored.arrival}", message)
    with about_rfq(rfq_id):
        logger.info("mail taken in", extra={"object": stored.path})
