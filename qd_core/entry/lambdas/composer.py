"""`composer`: writes the cover and runs the gates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qd_core.entry.lambdas.function import Event, lambda_function
from qd_core.entry.lambdas.queued import work_off
from qd_core.pipeline.app import App
from qd_core.ports import QueueName

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse

__all__ = ["handler"]


@lambda_function
def handler(app: App, event: Event) -> PartialItemFailureResponse:
    """A batch of messages."""
    return work_off(app, event, QueueName.COMPOSER)
