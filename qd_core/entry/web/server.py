"""The HTTP server around the desk: it listens first, then says so, then works; it stops cleanly."""

from __future__ import annotations

import logging
import signal
import socket
import sys
import threading
from types import FrameType

import uvicorn

from qd_core.entry.serve.runtime import Runtime
from qd_core.entry.web.app import build_web
from qd_core.entry.web.desk import Desk
from qd_core.entry.web.impatience import ImpatientProtocol
from qd_core.errors import ConfigError
from qd_core.pipeline.delivery_queue import resume_deliveries

__all__ = ["run_server"]

log = logging.getLogger("qd")
_OPEN_CONNECTIONS = 200
_IDLE_SECONDS = 15
_GRACE_SECONDS = 5


def run_server(runtime: Runtime, desk: Desk, host: str, port: int) -> None:
    """Answers on ``host``:``port`` and starts the workers; returns when a signal has stopped it."""
    listening = _listen(host, port)
    config = uvicorn.Config(
        build_web(desk),
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        limit_concurrency=_OPEN_CONNECTIONS,
        proxy_headers=desk.secure,  # https comes from a proxy on this machine; no other peer's word is taken
        forwarded_allow_ips="127.0.0.1",
        http=ImpatientProtocol,
        lifespan="off",
    )
    server = uvicorn.Server(config)
    _stop_on_signals(server)
    resume_deliveries(runtime.app)
    runtime.start()
    _say(desk, listening)
    server.run(sockets=[listening])
    desk.pool.shutdown(wait=True, cancel_futures=True)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(128)
    except OSError as error:
        found.close()
        raise ConfigError(
            f"cannot answer on {host}:{port}: {error.strerror}; --port picks another", key="port"
        ) from error
    return found


def _say(desk: Desk, listening: socket.socket) -> None:
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    sys.stdout.write(
        f"Quote Drafter for {desk.app.company.name}: http://{shown}:{port}/  (Ctrl-C stops it)\n"
    )
    sys.stdout.flush()


def _stop_on_signals(server: uvicorn.Server) -> None:
    """A signal asks the server to stop, from the first moment on. uvicorn raises what it caught again when it is done:
    that meets the same handler, and the workers end in peace."""
    if threading.current_thread() is not threading.main_thread():
        return

    def stop(number: int, _: FrameType | None) -> None:
        log.info("stopping on signal %s", number)
        server.should_exit = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
