"""Trouble on the wire: stands before every client of one session, counts the calls that a function makes, and spoils one."""

from __future__ import annotations

import io
import json
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ReadTimeoutError
from botocore.httpsession import URLLib3Session

from qd_core.backends.aws.session import AwsSession

__all__ = ["Died", "Fault", "Trouble", "Way"]

_SERVICES = ("dynamodb", "s3", "sqs", "events", "scheduler", "secretsmanager", "ssm", "ses", "lambda", "sts")


class Way(StrEnum):
    """How a call goes wrong. boto3's own repetitions meet the same, but in ``ANSWER_LOST_ONCE``, where the second
    attempt gets through."""

    UNAVAILABLE = "503, and nothing is done"
    THROTTLED = "throttled, and nothing is done"
    TIMED_OUT = "no answer, and nothing is done"
    ANSWER_LOST = "done, and no answer"
    ANSWER_LOST_ONCE = "done, no answer, and sent again"
    DIED = "done, and the function's process ends"


class Died(BaseException):
    """The process has ended: no code of ours runs any more."""


@dataclass(frozen=True)
class Fault:
    """The ``number``-th call (from 0) that ``function`` makes goes wrong in ``way``."""

    function: str
    number: int
    way: Way


class Trouble:
    """``calls`` are those that ``inside`` functions made since the last ``arm``; ``done`` counts what AWS has really
    done of each operation since the beginning. ``asked`` hears of payloads for other functions, instead of AWS."""

    def __init__(self, session: AwsSession, asked: Callable[[str, dict[str, Any]], None]) -> None:
        self.calls: list[str] = []
        self.done: Counter[str] = Counter()
        self.struck = ""
        self._fault: Fault | None = None
        self._function = ""
        self._asked = asked
        # as botocore makes its own: without it each answer waits for a delayed acknowledgement
        self._wire = URLLib3Session(socket_options=[(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)])
        for service in _SERVICES:
            client: Any = session.client(service)
            client.meta.events.register("before-send", self._before)

    def arm(self, fault: Fault | None) -> None:
        """The next fault; None for none. Whether the last one was met is ``struck``, the operation."""
        self._fault, self.struck, self.calls = fault, "", []

    @contextmanager
    def inside(self, function: str) -> Iterator[None]:
        """Calls meanwhile are the function's."""
        self._function = function
        try:
            yield
        finally:
            self._function = ""

    def close(self) -> None:
        """Gives the connections back."""
        self._wire.close()

    def _before(self, request: Any, event_name: str, **_: Any) -> AWSResponse:
        operation = event_name.removeprefix("before-send.")
        attempt = _attempt(request)
        mine = self._fault is not None and self._function == self._fault.function
        if self._function and attempt == 1 and (self._fault is None or mine):
            self.calls.append(f"{self._function} {operation}")
        if mine and self._fault is not None and len(self.calls) - 1 == self._fault.number:
            if attempt == 1 and not self.struck:
                self.struck = operation
                return self._spoilt(self._fault.way, request, operation, attempt)
            if attempt > 1:
                return self._spoilt(self._fault.way, request, operation, attempt)
        return self._send(request, operation)

    def _spoilt(self, way: Way, request: Any, operation: str, attempt: int) -> AWSResponse:
        if way is Way.UNAVAILABLE:
            return _answer(request, 503, b"")
        if way is Way.THROTTLED:
            return _throttled(request, operation.partition(".")[0])
        if way is Way.ANSWER_LOST_ONCE and attempt > 1:
            return self._send(request, operation)
        if way is not Way.TIMED_OUT and attempt == 1:
            self._send(request, operation)
        if way is Way.DIED:
            raise Died(operation)
        raise ReadTimeoutError(endpoint_url=request.url)

    def _send(self, request: Any, operation: str) -> AWSResponse:
        if operation == "lambda.Invoke":
            name = request.url.split("/functions/")[1].partition("/")[0]
            self._asked(name, json.loads(request.body))
            self.done[operation] += 1
            return _answer(request, 202, b"")
        answer: AWSResponse = self._wire.send(request)
        if answer.status_code < 300:
            self.done[operation] += 1
        return answer


def _attempt(request: Any) -> int:
    """Which attempt of boto3's this is, as it says in a header of its own."""
    said = request.headers["amz-sdk-request"]
    text = said.decode() if isinstance(said, bytes) else said
    facts = dict(part.strip().split("=") for part in text.split(";"))
    return int(facts["attempt"])


class _Raw(io.BytesIO):
    """What botocore reads a body from."""

    def stream(self, amount: int = 65536, **_: Any) -> Iterator[bytes]:
        """The whole, in one piece."""
        yield self.read()


def _answer(request: Any, status: int, body: bytes, **headers: str) -> AWSResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return AWSResponse(request.url, status, named, _Raw(body))


def _throttled(request: Any, service: str) -> AWSResponse:
    """In the words of the service: their protocols differ."""
    if service == "s3":
        return _answer(request, 503, b"<Error><Code>SlowDown</Code><Message>slow down</Message></Error>")
    if service == "ses":
        said = b"<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code></Error></ErrorResponse>"
        return _answer(request, 400, said)
    code = {"dynamodb": "ProvisionedThroughputExceededException", "lambda": "TooManyRequestsException"}
    name = code.get(service, "ThrottlingException")
    body = json.dumps({"__type": name, "message": "slow down"}).encode()
    return _answer(request, 429 if service in ("lambda", "scheduler") else 400, body, x_amzn_errortype=name)
