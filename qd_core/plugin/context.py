"""What a provider gets to do its work, without touching the ports."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from qd_core.config import AppSettings, PeopleSettings
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin.protocols import Company

if TYPE_CHECKING:
    import httpx

__all__ = ["Claiming", "MailSender", "ObjectReader", "ProviderContext", "SecretHandle"]


class ObjectReader(Protocol):
    """Reads stored objects."""

    def get(self, key: str) -> bytes:
        """Raises KeyError when nothing is stored under ``key``."""
        ...


class Claiming(Protocol):
    """Conditional claim and lease records, for idempotency and single-writer token refresh."""

    def claim(self, name: str, owner: str, *, lease: timedelta) -> bool:
        """True for one owner at a time."""
        ...

    def complete(self, name: str, owner: str, result: str) -> None:
        """Settles the claim for ever."""
        ...

    def result(self, name: str) -> str | None:
        """What the claim was settled with."""
        ...

    def release(self, name: str, owner: str) -> None:
        """Gives the claim back unsettled."""
        ...


class MailSender(Protocol):
    """Sends mail by the deployment's own transport."""

    def send(self, sender: str, recipients: tuple[str, ...], content: bytes, *, key: str) -> None:
        """``content`` is a whole message (RFC 5322); ``key`` names what it is sent for. Raises TransientError before,
        RejectedError after the transport's answer."""
        ...


class SecretHandle(Protocol):
    """A secret that is fetched when used and re-fetched when rotated."""

    @property
    def name(self) -> str:
        """The secret's name under ``qd/``."""
        ...

    @property
    def version(self) -> str:
        """The version of the value that was revealed last; empty before the first ``reveal()``, and where the secret is
        kept where it cannot be rewritten (a variable of the environment)."""
        ...

    def reveal(self) -> str:
        """The value now. Raises ConfigError that says how to set it."""
        ...

    def replace(self, value: str) -> None:
        """Stores a rotated value, if the stored one still is the one that was revealed last. Raises ConflictError when
        somebody else rotated it meanwhile, ConfigError when it is kept where it cannot be rewritten."""
        ...


@dataclass(frozen=True, slots=True)
class ProviderContext:
    """Given to ``build``; one for each provider, so that ``log`` carries its name.

    ``documents()`` gives the company documents of the current version, ``clock()`` the time in UTC, ``secret(name)``
    a lazy handle, ``http()`` a client with timeouts and redaction, ``aws(service)`` a client of the one shared
    session (None where the back-end is not AWS), ``mail`` sends mail (None where nothing is ever sent).
    """

    name: str
    app: AppSettings
    company: Company
    people: PeopleSettings
    objects: ObjectReader
    claims: Claiming
    secret: Callable[[str], SecretHandle]
    documents: Callable[[], CompanyDocuments]
    clock: Callable[[], datetime]
    http: Callable[[], httpx.Client]
    log: logging.LoggerAdapter[logging.Logger]
    aws: Callable[[str], Any] | None = None
    mail: MailSender | None = None
