"""What happened, on the bus qd-events."""

from __future__ import annotations

from typing import Any

from qd_core.backends.aws.failures import calling
from qd_core.backends.aws.resources.names import BUS, EVENT_SOURCE
from qd_core.backends.aws.session import AwsSession
from qd_core.errors import ConfigError, TransientError

__all__ = ["BusEvents"]

_WRONG = frozenset({"InvalidArgument", "MalformedDetail", "NotAuthorizedForSourceException"})


class BusEvents:
    """`EventBus` on EventBridge: the detail type is the kind of event, the detail its JSON."""

    def __init__(self, aws: AwsSession) -> None:
        self._aws = aws

    def publish(self, event: str, body: str) -> None:
        """Taken by the bus when it returns; a 200 whose entry failed is an error too."""
        entry: Any = {
            "Source": EVENT_SOURCE,
            "DetailType": str(event),
            "Detail": body,
            "EventBusName": BUS,
        }
        with calling(f"bus {BUS}"):
            answer: Any = self._aws.events.put_events(Entries=[entry])
        if answer.get("FailedEntryCount"):
            failed = answer["Entries"][0]
            said = f"bus {BUS}: {failed.get('ErrorCode')}: {failed.get('ErrorMessage')}"
            if failed.get("ErrorCode") in _WRONG:
                raise ConfigError(f"{said}: check the event and the bus", key=BUS)
            raise TransientError(said, retry_after=1.0)
