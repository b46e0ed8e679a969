"""One HTTP call as `Rest` sees it: what goes out, what came back, and whether it may have been carried out."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from qd_core.errors import TransientError, UncertainError

if TYPE_CHECKING:
    import httpx

__all__ = [
    "Answer",
    "AnswerLostError",
    "Call",
    "NotSentError",
    "Part",
    "Sender",
    "capped",
    "httpx_sender",
    "json_text",
]

M = TypeVar("M", bound=BaseModel)

LARGEST_ANSWER = 5 * 1024 * 1024
_SLOWEST = 3
"""An answer that comes in drips may take this many times the read timeout as a whole."""


class NotSentError(Exception):
    """The vendor has not received the call: it may be sent again whatever it does."""


class AnswerLostError(Exception):
    """The vendor may have carried the call out; ``timed_out`` when it was given up waiting."""

    def __init__(self, message: str, *, timed_out: bool = False) -> None:
        self.timed_out = timed_out
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a multipart body. Without ``filename`` it is a plain form field."""

    name: str
    content: bytes
    filename: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One call, complete. At most one of ``content`` and ``parts`` is given; timeouts are seconds."""

    method: str
    url: str
    headers: Mapping[str, str]
    content: bytes | None = None
    parts: Sequence[Part] = ()
    creates: bool = False
    connect_timeout: float = 3.0
    read_timeout: float = 10.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the vendor answered; header names are lower case. ``data`` is the parsed JSON (numbers with a fraction as
    Decimal), None where the body is empty or no JSON."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    vendor: str = ""
    creates: bool = False

    @property
    def is_success(self) -> bool:
        """Any 2xx."""
        return 200 <= self.status < 300

    @property
    def data(self) -> object:
        """The parsed JSON."""
        try:
            return json.loads(self.body, parse_float=Decimal)
        except ValueError:
            return None

    def read(self, model: type[M]) -> M:
        """The body as ``model``. An answer of another shape is a TransientError that names the fields, an
        UncertainError after a call that creates."""
        try:
            return model.model_validate(self.data)
        except ValidationError as error:
            fields = ", ".join(dict.fromkeys(".".join(map(str, item["loc"])) for item in error.errors()))
            kind = UncertainError if self.creates else TransientError
            raise kind(
                f"{self.vendor} answers {self.status} without what was expected: {fields or 'no JSON'}"
            ) from None


class Sender(Protocol):
    """Sends one call, once, without following redirects."""

    def __call__(self, call: Call) -> Answer:
        """Whatever status came back. Raises NotSentError or AnswerLostError where none did."""
        ...


def httpx_sender(client: Callable[[], httpx.Client]) -> Sender:
    """Sends through ``client()``."""

    def send(call: Call) -> Answer:
        import httpx

        limits = httpx.Timeout(call.read_timeout, connect=call.connect_timeout, pool=call.connect_timeout)
        files = [
            (part.name, (part.filename or None, part.content, part.media_type or None)) for part in call.parts
        ]
        try:
            with client().stream(
                call.method, call.url, headers=dict(call.headers), content=call.content, files=files or None,
                timeout=limits, follow_redirects=False,
            ) as response:  # fmt: skip
                body = capped(response.iter_bytes(), call)
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status_code, headers, body)
        except (
            httpx.ConnectError,
            httpx.ConnectTimeout,
            httpx.PoolTimeout,
            httpx.UnsupportedProtocol,
        ) as error:
            raise NotSentError(type(error).__name__) from None
        except httpx.TimeoutException as error:
            raise AnswerLostError(type(error).__name__, timed_out=True) from None
        except httpx.HTTPError as error:
            raise AnswerLostError(type(error).__name__) from None

    return send


def capped(chunks: Iterator[bytes], call: Call) -> bytes:
    """The body, if it is neither too large nor too slow. Raises AnswerLostError otherwise."""
    ends = time.monotonic() + _SLOWEST * call.read_timeout
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise AnswerLostError(f"the answer is larger than {LARGEST_ANSWER // 1024 // 1024} MB")
        if time.monotonic() > ends:
            raise AnswerLostError("the answer does not end", timed_out=True)
    return bytes(body)


def json_text(value: object) -> str:
    """JSON in ASCII. A Decimal goes out as the number it is, to the last digit."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return (
            "{" + ",".join(f"{json.dumps(str(key))}:{json_text(each)}" for key, each in value.items()) + "}"
        )
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(json_text(each) for each in value) + "]"
    return json.dumps(value)
