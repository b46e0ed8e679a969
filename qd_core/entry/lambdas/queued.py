"""Messages of SQS: what was done is deleted by Lambda, what failed comes again after a while of its own, and one bad
message keeps no other waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    SqsFifoPartialProcessor,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.exceptions import BatchProcessingError

from qd_core.entry.lambdas.function import Event, LoggedError, about_rfq
from qd_core.errors import QdError
from qd_core.pipeline.app import App
from qd_core.ports import QueueMessage, QueueName

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

__all__ = ["work_off"]

_FIFO = frozenset({QueueName.INTAKE})


class _NotDoneError(QdError):
    """The message comes again, or is among the dead letters; why is on the RFQ's trail and in the log."""


def work_off(app: App, event: Event, queue: QueueName) -> PartialItemFailureResponse:
    """Does what the messages of one event ask for, and tells Lambda which were not done.

    The pipeline's own queue decides when a failed message is shown again. A batch of which nothing was done raises, so
    that it counts in the function's error rate.
    """

    def do(record: SQSRecord) -> None:
        message = _message(record, queue)
        with about_rfq(message.body):
            if not app.work(message, acknowledge=False):
                raise _NotDoneError(f"{queue} {record.message_id} is not done")

    # in a group of a FIFO queue, what follows a failed message waits for it; other groups go on
    processor = (
        SqsFifoPartialProcessor(skip_group_on_error=True)
        if queue in _FIFO
        else BatchProcessor(event_type=EventType.SQS)
    )
    try:
        return process_partial_response(event=event, record_handler=do, processor=processor)
    except BatchProcessingError as error:
        raise LoggedError(f"nothing of this batch of {queue} is done") from error


def _message(record: SQSRecord, queue: QueueName) -> QueueMessage:
    about = record.attributes
    return QueueMessage(
        queue=queue,
        body=record.body,
        receipt=record.receipt_handle,
        attempt=int(about.approximate_receive_count or 1),
        group=about.message_group_id or "",
    )
