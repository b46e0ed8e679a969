"""The one composition root: a deployment, a back-end and documents become an App."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from qd_core.config import Deployment, deployment_from
from qd_core.errors import ConfigError
from qd_core.model.rules import CompanyDocuments
from qd_core.pipeline.app import App
from qd_core.pipeline.providers import Providers
from qd_core.plugin.context import ProviderContext
from qd_core.plugin.protocols import Company
from qd_core.plugin.registry import Registry
from qd_core.ports import Backend, Mailer, OutgoingMail, Secrets

if TYPE_CHECKING:
    import httpx

__all__ = ["build_app", "build_registry", "code_version", "company_of", "read_deployment"]

HTTP_TIMEOUT = 10.0


def code_version() -> str:
    """The installed version of qd-core."""
    try:
        return version("qd-core")
    except PackageNotFoundError:
        return "unknown"


def read_deployment(path: Path) -> Deployment:
    """The deployment that a qd.toml describes. Raises ConfigError with the file, the line or the key."""
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(f"there is no configuration file {path}") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
    return deployment_from(tree, origin=str(path))


def company_of(deployment: Deployment, documents: CompanyDocuments | None, *, folder: Path | None) -> Company:
    """The company as a quote shows it; its name falls back to the catalog's ``Company``."""
    settings = deployment.company
    logo = None
    if settings.logo and folder is not None:
        try:
            logo = (folder / settings.logo).read_bytes()
        except OSError as error:
            raise ConfigError(
                f"[company] logo: cannot read {folder / settings.logo}: {error.strerror}"
            ) from error
    return Company(
        name=settings.name or (documents.catalog.company if documents else ""),
        address=settings.address,
        email=settings.email,
        phone=settings.phone,
        website=settings.website,
        tax_id=settings.tax_id,
        logo=logo,
        color=settings.color,
        terms=settings.terms,
    )


class _Handle:
    """A secret by name, fetched when revealed."""

    def __init__(self, secrets: Secrets, name: str) -> None:
        self._secrets = secrets
        self.name = name
        self.version = ""

    def reveal(self) -> str:
        """The value now."""
        found = self._secrets.get(self.name)
        self.version = found.version
        return found.value

    def replace(self, value: str) -> None:
        """Stores a rotated value over the one that was revealed."""
        self.version = self._secrets.put(self.name, value, expected_version=self.version).version


class _Mail:
    """The back-end's mailer as a provider sees it."""

    def __init__(self, mailer: Mailer) -> None:
        self._mailer = mailer

    def send(self, sender: str, recipients: tuple[str, ...], content: bytes, *, key: str) -> None:
        """Hands the mail over."""
        self._mailer.send(OutgoingMail(sender, recipients, content, key))


def _http() -> httpx.Client:
    import httpx

    # at INFO httpx writes whole addresses: a webhook's is a secret, a query names a buyer
    logging.getLogger("httpx").setLevel(logging.WARNING)
    return httpx.Client(timeout=HTTP_TIMEOUT, follow_redirects=False)


def build_registry(
    deployment: Deployment, backend: Backend, documents: Callable[[], CompanyDocuments], company: Company
) -> Registry:
    """The registry whose providers get their context from ``backend``."""

    def context(name: str) -> ProviderContext:
        return ProviderContext(
            name=name,
            app=deployment.app,
            company=company,
            people=deployment.people,
            objects=backend.objects,
            claims=backend.claims,
            secret=lambda secret: _Handle(backend.secrets, secret),
            documents=documents,
            clock=backend.clock.now,
            http=_http,
            aws=getattr(backend, "client", None),
            mail=_Mail(backend.mailer),
            log=logging.LoggerAdapter(logging.getLogger(f"qd.plugin.{name}"), {"provider": name}),
        )

    return Registry(deployment, context, fetch_secret=lambda name: backend.secrets.get(name).value)


def build_app(
    deployment: Deployment, backend: Backend, documents: Callable[[], CompanyDocuments], company: Company
) -> App:
    """Everything wired; providers are built when a step first needs them."""
    registry = build_registry(deployment, backend, documents, company)
    return App(
        deployment=deployment,
        registry=registry,
        providers=Providers(registry, timeout=deployment.app.provider_timeout_seconds),
        backend=backend,
        documents=documents,
        company=company,
        code_version=code_version(),
    )
