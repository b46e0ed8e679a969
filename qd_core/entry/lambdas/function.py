"""What surrounds every handler: structured logs that name the RFQ, the application, and errors that say what to do."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.logging.utils import copy_config_to_registered_loggers

from qd_core.entry.lambdas.environment import application, is_in_lambda
from qd_core.errors import QdError, TransientError
from qd_core.model.event import EventKind
from qd_core.pipeline.app import App

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

__all__ = ["Event", "Handler", "LoggedError", "about_rfq", "failing_visibly", "lambda_function", "logger"]

Event = dict[str, Any]
"""An event as Lambda gives it: JSON of the service that sent it."""
Handler = Callable[[Event, "LambdaContext"], Any]

logger = Logger(
    service=os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "qd"),
    level=os.environ.get("LOG_LEVEL", "INFO"),
    utc=True,
    use_rfc3339=True,
    serialize_stacktrace=False,
)


class LoggedError(QdError):
    """What failed has been logged already, with the RFQ that it was about."""


def lambda_function(handle: Callable[[App, Event], Any]) -> Handler:
    """Makes a handler of ``handle``: JSON logs with the request's id, the application wired, failures logged once.

    In Lambda the application is wired while the environment starts, when there is processor to spare; a failure then is
    one of the first event's, which is tried again.
    """
    if is_in_lambda():
        copy_config_to_registered_loggers(
            logger, include={"qd"}
        )  # the pipeline's own lines, in the same shape
        _warm()

    @wraps(handle)
    def handler(event: Event, context: LambdaContext) -> Any:
        logger.clear_state()
        logger.append_keys(request_id=getattr(context, "aws_request_id", ""))
        try:
            return handle(application(), event)
        except LoggedError:
            raise
        except TransientError as error:
            logger.warning("to be tried again: %s", error)
            raise
        except QdError as error:
            logger.error("error: %s", error)
            raise
        except Exception:
            logger.exception("error: a bug")
            raise
        finally:
            logger.clear_state()

    return handler


@contextmanager
def about_rfq(rfq_id: str) -> Iterator[None]:
    """Every line meanwhile says which RFQ it is about; after a failure, so does the line that says why."""
    logger.append_keys(rfq_id=rfq_id)
    yield
    logger.remove_keys(["rfq_id"])


@contextmanager
def failing_visibly(app: App, rfq_id: str, *, step: str) -> Iterator[None]:
    """What fails meanwhile is on the RFQ's trail, as it is where a queue's worker fails, and is raised."""
    try:
        yield
    except Exception as error:
        if rfq_id:
            try:
                app.tell(EventKind.FAILED, rfq_id, step=step, reason=f"{type(error).__name__}: {error}")
            except Exception:  # the first failure is the one to hear of
                logger.exception("error: the trail cannot be written")
        raise


def _warm() -> None:
    try:
        application()
    except Exception as error:  # noqa: BLE001 - the first event says it again, and is not lost for it
        logging.getLogger("qd").error("error: cannot start: %s: %s", type(error).__name__, error)
