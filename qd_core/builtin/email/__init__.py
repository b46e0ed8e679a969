"""The `email` plugin: mail comes in through its parser, notices go out through its notifier."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.builtin.email.notify import EmailNotifier
from qd_core.builtin.email.parser import EmailParser
from qd_core.plugin import IntakeParser, Notifier, Plugin, Provider, hookimpl

plugin = Plugin(api=1)


@hookimpl
def qd_intake_parsers() -> Iterable[Provider[IntakeParser]]:
    """The parser of raw e-mails."""
    yield plugin.provider(
        "email", EmailParser, summary="reads raw e-mails: MIME, replies, forwards, signatures"
    )


@hookimpl
def qd_notifiers() -> Iterable[Provider[Notifier]]:
    """Notices as mail."""
    yield plugin.provider("email", EmailNotifier, summary="writes a mail to those who must act")
