"""The context of a provider under test: everything in memory, nothing reaches the network."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from qd_core.backends.memory import MemoryBackend
from qd_core.config import AppSettings, PeopleSettings
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin.context import ProviderContext
from qd_core.plugin.protocols import Company
from qd_core.ports import Bucket, OutgoingMail
from qd_core.testing.clock import ManualClock
from qd_core.testing.small_company import company, company_documents

if TYPE_CHECKING:
    import httpx

__all__ = ["provider_context", "stored_object"]


class _Secret:
    """A secret of the fake store; looked up when it is revealed, as in a deployment."""

    def __init__(self, backend: MemoryBackend, name: str) -> None:
        self._backend = backend
        self.name = name
        self.version = ""

    def reveal(self) -> str:
        """The value now. Raises ConfigError where the test gave none."""
        found = self._backend.secrets.get(self.name)
        self.version = found.version
        return found.value

    def replace(self, value: str) -> None:
        """Rotates it. Raises ConflictError when it is no longer what was revealed."""
        self.version = self._backend.secrets.put(self.name, value, expected_version=self.version).version


class _Mail:
    """Mail goes into the back-end's memory."""

    def __init__(self, backend: MemoryBackend) -> None:
        self._backend = backend

    def send(self, sender: str, recipients: tuple[str, ...], content: bytes, *, key: str) -> None:
        """Kept, sent to nobody."""
        self._backend.mailer.send(OutgoingMail(sender, recipients, content, key))


def provider_context(
    name: str = "plugin_under_test",
    *,
    documents: CompanyDocuments | None = None,
    of: Company | None = None,
    app: AppSettings | None = None,
    clock: ManualClock | None = None,
    secrets: Mapping[str, str] | None = None,
    objects: Mapping[str, bytes] | None = None,
    answer: Callable[[httpx.Request], httpx.Response] | None = None,
) -> ProviderContext:
    """A real ``ProviderContext`` on a back-end in memory.

    ``secrets`` by name without ``qd/``; ``objects`` by path, stored as PDFs (their keys: `stored_object`); ``answer``
    is called for every HTTP request: without it a request fails the test.
    """
    shown, time = documents or company_documents(), clock or ManualClock()
    backend = MemoryBackend(clock=time, secret_values=dict(secrets or {}))
    for path, content in (objects or {}).items():
        backend.objects.put(Bucket.PDFS, path, content, media_type="application/pdf")
    return ProviderContext(
        name=name,
        app=app or AppSettings(),
        company=of or company(),
        people=PeopleSettings(on_call_rep="rep@small.example", sales_lead="lead@small.example"),
        objects=backend.objects,
        claims=backend.claims,
        secret=lambda secret: _Secret(backend, secret),
        documents=lambda: shown,
        clock=time.now,
        http=lambda: _client(answer),
        mail=_Mail(backend),
        log=logging.LoggerAdapter(logging.getLogger(f"qd.plugin.{name}"), {"provider": name}),
    )


def stored_object(path: str) -> str:
    """The key under which ``provider_context(objects={path: …})`` keeps it."""
    return f"{Bucket.PDFS}/{path}"


def _client(answer: Callable[[httpx.Request], httpx.Response] | None) -> httpx.Client:
    import httpx

    def refuse(request: httpx.Request) -> httpx.Response:
        raise AssertionError(
            f"no test answers {request.method} {request.url}: give provider_context(answer=…)"
        )

    return httpx.Client(transport=httpx.MockTransport(answer or refuse), timeout=1.0)
