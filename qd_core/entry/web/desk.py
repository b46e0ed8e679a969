"""What every page of the desk stands on."""

from __future__ import annotations

import hashlib
import hmac
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from jinja2 import Environment

from qd_core.entry.links import LinkSigner
from qd_core.entry.web.intake.rate import Rates
from qd_core.entry.web.machinery import DeskBackend, DeskDocuments, KeptVersions, LocalMachinery
from qd_core.entry.web.person import DeskPeople, Person
from qd_core.entry.web.rendering import environment
from qd_core.entry.web.static_files import StaticFiles
from qd_core.entry.web.throttle import Throttle
from qd_core.entry.web.view.cited_rows import CitedRows
from qd_core.entry.web.view.figures import TrailFigures
from qd_core.entry.web.writing import Writing
from qd_core.errors import QdError
from qd_core.pipeline.app import App
from qd_core.pipeline.review import Actor, Role

if TYPE_CHECKING:
    from qd_core.backends.local.backend import LocalBackend
    from qd_core.documents.watch import WatchedDocuments
    from qd_core.entry.web.intake.upload_sessions import UploadSessions

__all__ = ["LOCAL_ADMIN", "Desk"]

LOCAL_ADMIN = Person("local", "This machine", frozenset({Role.ADMIN}), "")
"""Who acts where nobody has been added and the desk answers this machine alone."""
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_THREADS = 6


@dataclass(frozen=True)
class Desk:
    """One deployment's desk. ``host`` is what the server is bound to."""

    app: App
    backend: DeskBackend
    documents: DeskDocuments
    people: DeskPeople
    signer: LinkSigner
    host: str = "127.0.0.1"
    local: LocalMachinery | None = None
    """What only a desk on this machine has: folders."""
    by_account: Throttle = field(default_factory=lambda: Throttle(allowed=5, window=timedelta(minutes=5)))
    by_address: Throttle = field(default_factory=lambda: Throttle(allowed=20, window=timedelta(minutes=5)))
    pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(_THREADS, "page"))
    """Pages run here: a fixed number of threads, for each keeps a connection to the database."""

    @classmethod
    def open(
        cls, app: App, backend: LocalBackend, documents: WatchedDocuments, *, host: str = "127.0.0.1"
    ) -> Desk:
        """The desk over an opened folder."""
        from qd_core.entry.web.people import People

        people, local = People(backend.database), LocalMachinery(backend, documents)
        return cls(app, backend, documents, people, LinkSigner(backend.secrets), host, local)

    @property
    def menu(self) -> tuple[tuple[str, str], ...]:
        """The top bar: path and word; a page module's entry stands here."""
        here = (("/outbox", "Outbox"),) if self.local is not None else ()
        return (
            ("/queue", "Queue"),
            ("/dashboard", "Dashboard"),
            ("/phone", "Phone call"),
            ("/documents", "Documents"),
            *here,
        )

    @property
    def login_required(self) -> bool:
        """Whether a password is needed: always, but on a loopback address where nobody was added yet."""
        return self.host not in _LOOPBACK or self.people.exist()

    @property
    def secure(self) -> bool:
        """Whether people reach the desk by https: cookies then never travel without it."""
        return self.app.deployment.app.base_url.startswith("https:")

    @cached_property
    def local_names(self) -> frozenset[str]:
        """The host names under which the desk answers where no password is needed: a page of another site that
        points its own name at this machine is not one of them."""
        named = urlsplit(self.app.deployment.app.base_url).hostname or ""
        return _LOOPBACK | {named, self.host}

    @cached_property
    def static(self) -> StaticFiles:
        """Styles, scripts, icons."""
        return StaticFiles(Path(__file__).parent / "static")

    @cached_property
    def figures(self) -> TrailFigures:
        """What the audit trail says in numbers."""
        return TrailFigures(self.backend.audit)

    @cached_property
    def rates(self) -> Rates:
        """How often strangers have sent something."""
        return Rates(self.app.deployment.lanes.form.requests_per_minute)

    @cached_property
    def uploads(self) -> UploadSessions:
        """Uploads in the making."""
        return self.here.uploads(self.signer)

    @property
    def here(self) -> LocalMachinery:
        """The folders of this machine. Raises QdError where the desk has none."""
        if self.local is None:
            raise QdError("this page belongs to a desk on its own machine")
        return self.local

    @cached_property
    def cited_rows(self) -> CitedRows:
        """The rows around a citation."""
        kept = self.documents if isinstance(self.documents, KeptVersions) else self.here.document_files
        return CitedRows(kept)

    @cached_property
    def writing(self) -> Writing:
        """How this deployment writes money, numbers and times."""
        settings = self.app.deployment.app
        return Writing(settings.locale, ZoneInfo(settings.time_zone), self.app.documents().catalog.currency)

    @cached_property
    def templates(self) -> Environment:
        """The templates, with the deployment's way to write money and times."""
        return environment(self.writing, self.static.url)

    def name_of(self, email: str) -> str:
        """The name of a person as the desk shows it; the address where nobody is known by it."""
        if email == LOCAL_ADMIN.email:
            return LOCAL_ADMIN.name
        return self.people_by_email().get(email.lower(), email)

    def people_by_email(self) -> dict[str, str]:
        """Names of everybody with a password."""
        return {person.email: person.name for person in self.people.all()}

    def sign(self, purpose: str, text: str) -> str:
        """A keyed digest of ``text`` that only this deployment can make."""
        key = self.signer.derived(purpose)
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:40]

    def roles_of(self, email: str) -> Actor:
        """The actor behind an address: as added, else as the deployment's ``[people]`` names them."""
        if person := self.people.get(email):
            return person.actor
        named, address = self.app.deployment.people, email.lower()
        roles = set[Role]()
        if address in {one.lower() for one in named.managers}:
            roles.add(Role.MANAGER)
        if address == named.sales_lead.lower():
            roles.add(Role.LEAD)
        if address in {one.lower() for one in (*named.reps, named.on_call_rep)}:
            roles.add(Role.REP)
        return Actor(address, frozenset(roles))
