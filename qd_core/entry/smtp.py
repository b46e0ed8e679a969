"""The mail server: it says 250 only after the raw bytes are on disk and queued; STARTTLS where it has a certificate."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from qd_core.config import SmtpLaneSettings
from qd_core.entry.lanes.certificate import Certificate
from qd_core.errors import ConfigError
from qd_core.model.message import InboundMessage, Lane
from qd_core.pipeline.app import App
from qd_core.pipeline.arrive import take_in

__all__ = ["SmtpLane"]

log = logging.getLogger("qd")
_MOST_RECIPIENTS = 100
_LONGEST_LINE = 64 * 1024
"""Mail programs send longer lines than RFC 5321's thousand bytes; what is kept must be what was sent."""
_SHARE_OF_ONE_CLIENT = 2


class SmtpLane:
    """`Lane` that listens for mail. ``folder`` is where the files of the settings are found."""

    name = "smtp"

    def __init__(self, app: App, settings: SmtpLaneSettings, folder: Path = Path()) -> None:
        self._settings = settings
        self._folder = folder
        self._handler = _Handler(app, settings)
        self._controller: _Controller | None = None

    def start(self) -> None:
        """Raises ConfigError when nobody may listen there, or the certificate cannot be used."""
        settings = self._settings
        certificate = None
        if settings.tls_cert:
            chain, key = self._folder / settings.tls_cert, self._folder / settings.tls_key
            certificate = Certificate(chain, key, section="[lanes.smtp]")
        _check_free(settings.host, settings.port)
        controller = _Controller(self._handler, settings, certificate)
        try:
            controller.start()
        except (OSError, TimeoutError) as error:
            raise _cannot_listen(settings.host, settings.port, str(error)) from error
        self._controller = controller

    def stop(self) -> None:
        """Closes the door; a mail that is being stored is stored."""
        if self._controller is not None:
            self._controller.stop(no_assert=True)
            self._controller = None
        self._handler.pool.shutdown(wait=True)


class _Server(SMTP):
    """aiosmtpd's protocol with longer lines and a bound on clients."""

    line_length_limit = _LONGEST_LINE

    def __init__(
        self, handler: _Handler, settings: SmtpLaneSettings, certificate: Certificate | None
    ) -> None:
        super().__init__(
            handler,
            tls_context=certificate.context() if certificate else None,
            require_starttls=settings.require_tls,
            data_size_limit=settings.max_megabytes * 1024 * 1024,
            enable_SMTPUTF8=True,
            ident="Quote Drafter",
            timeout=settings.seconds,
            loop=asyncio.get_running_loop(),
        )
        self._clients = handler.clients
        self._most = settings.connections
        self._peer = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Turns clients away beyond the bound, so that a few slow ones cannot take all memory, nor one all places."""
        if self._peer:  # once more, after STARTTLS: the client has its place already
            super().connection_made(transport)
            return
        self._peer = str((transport.get_extra_info("peername") or ("",))[0])
        share = max(1, self._most // _SHARE_OF_ONE_CLIENT)
        if self._clients.total() >= self._most or self._clients[self._peer] >= share:
            assert isinstance(transport, asyncio.Transport)  # noqa: S101 - TCP; this is for the type checker
            transport.write(b"421 4.3.2 too many connections, try again later\r\n")
            self._peer = ""
            transport.close()
            return
        self._clients[self._peer] += 1
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Gives the place back."""
        if not self._peer:
            return
        self._clients[self._peer] -= 1
        if self._clients[self._peer] <= 0:
            del self._clients[self._peer]
        self._peer = ""  # a handshake that failed is told twice
        super().connection_lost(error)


class _Controller(Controller):
    """Runs the server in a thread of its own."""

    def __init__(
        self, handler: _Handler, settings: SmtpLaneSettings, certificate: Certificate | None
    ) -> None:
        super().__init__(handler, hostname=settings.host, port=settings.port, ready_timeout=10.0)
        self._settings = settings
        self._certificate = certificate

    def factory(self) -> SMTP:
        """One connection."""
        assert isinstance(self.handler, _Handler)  # noqa: S101 - given above; this is for the type checker
        return _Server(self.handler, self._settings, self._certificate)


class _Handler:
    """What the server does with recipients and mails. ``clients`` counts the open connections by address."""

    def __init__(self, app: App, settings: SmtpLaneSettings) -> None:
        self._app = app
        self._recipients = frozenset(one.lower() for one in settings.recipients)
        self.clients: Counter[str] = Counter()
        self.pool = ThreadPoolExecutor(4, "lane-smtp")

    async def handle_RCPT(  # noqa: N802 - the hook's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Takes mail for our addresses alone."""
        if not self._is_ours(address):
            return "550 5.1.1 there is no such mailbox here"
        if len(envelope.rcpt_tos) >= _MOST_RECIPIENTS:
            return "452 4.5.3 too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """250 when the mail is on disk; 451 lets the client keep it and come again."""
        content = envelope.original_content or b""
        try:
            rfq_id = await asyncio.get_running_loop().run_in_executor(self.pool, self._store, content)
        except Exception:  # whatever it is, the client still has the mail
            log.exception("lane smtp: a mail could not be stored")
            return "451 4.3.0 the mail could not be stored, try again later"
        return f"250 2.0.0 kept as {rfq_id}"

    async def handle_exception(self, error: Exception) -> str:
        """A bug never takes the door off."""
        log.error("lane smtp", exc_info=error)
        return "451 4.3.0 an error of ours, try again later"

    def _store(self, content: bytes) -> str:
        now = self._app.backend.clock.now()
        message = InboundMessage(
            lane=Lane.EMAIL, content=content, name="mail.eml", media_type="message/rfc822", received_at=now
        )
        return take_in(self._app, message)

    def _is_ours(self, address: str) -> bool:
        if not self._recipients:
            return True
        wanted = address.strip("<>").lower()
        return wanted in self._recipients or "@" + wanted.rpartition("@")[2] in self._recipients


def _check_free(host: str, port: int) -> None:
    """aiosmtpd starts its loop before it binds: asking first gives one clear sentence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise _cannot_listen(host, port, error.strerror or str(error)) from error


def _cannot_listen(host: str, port: int, why: str) -> ConfigError:
    return ConfigError(f"[lanes.smtp] cannot take mail on {host}:{port}: {why}", key="port")
