"""A vendor on this machine: real HTTP on 127.0.0.1, with the accidents that happen between two companies."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qsl, unquote, urlsplit

__all__ = ["Accident", "Loopback", "LoopbackPart", "LoopbackRequest", "Reply"]


@dataclass(frozen=True, slots=True)
class LoopbackPart:
    """One part of a multipart body."""

    name: str
    filename: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class LoopbackRequest:
    """What came in. ``path`` is decoded and without the query, ``target`` is it as it was sent; header names are lower
    case. Where a parameter comes more than once, ``query`` has the last; ``query_string`` has all."""

    method: str
    target: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    query_string: str = ""

    @property
    def path(self) -> str:
        """Decoded."""
        return unquote(self.target)

    @property
    def segments(self) -> list[str]:
        """Between the slashes that were sent as such, each decoded."""
        return [unquote(each) for each in self.target.split("/")[1:]]

    @property
    def data(self) -> object:
        """The body as JSON. Raises ValueError where it is none."""
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        """The body as a form."""
        return dict(parse_qsl(self.body.decode("ascii"), keep_blank_values=True, strict_parsing=True))

    @property
    def parts(self) -> list[LoopbackPart]:
        """The body as multipart/form-data, in order."""
        head = f"Content-Type: {self.headers.get('content-type', '')}\r\n\r\n".encode("latin-1")
        message = message_from_bytes(head + self.body)
        return [
            LoopbackPart(
                str(part.get_param("name", "", "content-disposition")),
                part.get_filename() or "",
                part.get_content_type(),
                bytes(part.get_payload(decode=True) or b""),
            )
            for part in (message.get_payload() if message.is_multipart() else [])
            if not isinstance(part, str)
        ]


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back; ``data`` is sent as JSON unless there is a ``body``."""

    status: int = 200
    data: object = None
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Accident:
    """Befalls the first request to which it applies. ``carried_out``: the vendor does what was asked all the same.
    ``reply`` goes back instead of the vendor's; None hangs up without a word. Either after ``delay`` seconds.
    ``late``: nothing but the delay happens."""

    method: str
    path: str
    reply: Reply | None = None
    carried_out: bool = False
    delay: float = 0.0
    late: bool = False

    def befalls(self, request: LoopbackRequest) -> bool:
        """``path`` is the end of the request's."""
        return request.method == self.method and request.path.endswith(self.path)


class Loopback:
    """``with Loopback(vendor.handle) as server``: listens at ``server.url``. ``requests`` are all that came,
    ``accidents`` those still to happen. What the vendor itself raises is kept in ``failures``: assert that there are
    none."""

    def __init__(self, handle: Callable[[LoopbackRequest], Reply]) -> None:
        self._handle = handle
        self._turn = threading.Lock()
        self.requests: list[LoopbackRequest] = []
        self.accidents: list[Accident] = []
        self.failures: list[Exception] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Loopback:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def calls(self, method: str, path: str) -> list[LoopbackRequest]:
        """The requests whose path ends so."""
        return [each for each in self.requests if each.method == method and each.path.endswith(path)]

    def answer(self, request: LoopbackRequest) -> tuple[Reply | None, float]:
        """The reply (None: hang up) and the seconds to wait before it. One request at a time, as a database does it."""
        with self._turn:
            self.requests.append(request)
            accident = next((each for each in self.accidents if each.befalls(request)), None)
            if accident is not None:
                self.accidents.remove(accident)
                if not (accident.carried_out or accident.late):
                    return accident.reply, accident.delay
            try:
                reply = self._handle(request)
            except Exception as error:  # noqa: BLE001 - a bug of the stand-in must not look like a vendor's answer
                self.failures.append(error)
                return Reply(599, body=repr(error).encode()), 0.0
            if accident is None:
                return reply, 0.0
            return (reply if accident.late else accident.reply), accident.delay


def _handler_of(loopback: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 5

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            """Silent."""

        def _respond(self) -> None:
            parts = urlsplit(self.path)
            request = LoopbackRequest(
                self.command,
                parts.path,
                dict(parse_qsl(parts.query, keep_blank_values=True)),
                {name.lower(): value for name, value in self.headers.items()},
                self.rfile.read(int(self.headers.get("content-length") or 0)),
                parts.query,
            )
            reply, delay = loopback.answer(request)
            time.sleep(delay)
            self.close_connection = True
            if reply is None:
                return
            body = reply.body if reply.body or reply.data is None else json.dumps(reply.data).encode()
            self.send_response(reply.status)
            for name, value in {"content-type": "application/json;charset=utf-8", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.send_header("connection", "close")
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _respond  # noqa: N815 - http.server's names

    return Handler
