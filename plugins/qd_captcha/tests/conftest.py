"""Either vendor's ``siteverify`` as a server on this machine, which may also fail as a vendor may."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from qd_captcha.fake_vendor import FakeVendor
from qd_core.plugin import CaptchaVerifier
from qd_core.testing import built_provider, provider_context

# An answer in place of the vendor's: its status and body, or the seconds after which the vendor answers as ever.
Mishap = tuple[int, bytes] | float


@dataclass
class Server:
    """``mishaps`` happen first, one a call. The token is used up by a late answer all the same."""

    vendor: FakeVendor
    mishaps: list[Mishap] = field(default_factory=list)
    endpoint: str = ""
    raw: list[bytes] = field(default_factory=list)

    def answer(self, media_type: str, body: bytes) -> tuple[int, bytes]:
        self.raw.append(body)
        mishap = self.mishaps.pop(0) if self.mishaps else 0.0
        if isinstance(mishap, tuple):
            return mishap
        verdict = json.dumps(self.vendor.answer(media_type, body)).encode()
        time.sleep(mishap)
        return 200, verdict


@pytest.fixture
def name() -> str:
    raise NotImplementedError("each module names its vendor")


@pytest.fixture
def server(name: str) -> Iterator[Server]:
    fake = Server(FakeVendor(name))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            status, body = fake.answer(self.headers["content-type"], self.rfile.read(length))
            try:
                self.send_response(status)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass  # who asked has gone

        def log_message(self, *_: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    fake.endpoint = f"http://127.0.0.1:{listening.server_port}/siteverify"
    yield fake
    listening.shutdown()
    listening.server_close()
    thread.join()


@pytest.fixture
def secrets(name: str) -> dict[str, str]:
    return {f"captcha/{name}": "s3cret\n"}  # as many a file ends


@pytest.fixture
def made(server: Server, name: str, secrets: dict[str, str]) -> Callable[..., CaptchaVerifier]:
    """The verifier with settings, over real HTTP."""
    import httpx

    def make(**settings: object) -> CaptchaVerifier:
        context = replace(provider_context(name, secrets=secrets), http=lambda: httpx.Client(timeout=10))
        told = {"endpoint": server.endpoint, **settings}
        return built_provider("captcha_verifier", name, context, told)  # type: ignore[return-value]

    return make
