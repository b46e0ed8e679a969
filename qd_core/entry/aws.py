"""The application on AWS: configuration from Parameter Store, documents from their bucket, wired once a process."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from qd_core.backends.aws.backend import AwsBackend
from qd_core.config import Deployment, deployment_from
from qd_core.entry.links import LinkSigner
from qd_core.entry.parameter_tree import ORIGIN, tree_of
from qd_core.entry.stored_documents import StoredDocuments
from qd_core.entry.wiring import build_app, company_of
from qd_core.errors import ConfigError
from qd_core.pipeline.app import App
from qd_core.ports import Bucket

__all__ = ["CRM_ADAPTER", "aws_app", "deployment_of", "wire"]

CRM_ADAPTER = "CRM_ADAPTER"
"""Overrides the CRM that Parameter Store selects."""
_KEPT: dict[str, App] = {}
_WIRING = threading.Lock()


def aws_app(environment: Mapping[str, str] | None = None) -> App:
    """The application of this process; the configuration is read by the first call, so a change counts from the next
    cold start on. Raises ConfigError that names what is wrong in it."""
    with _WIRING:
        if "app" not in _KEPT:
            _KEPT["app"] = wire(AwsBackend(environment))
        return _KEPT["app"]


def wire(backend: AwsBackend) -> App:
    """The application on ``backend``, anew."""
    environment = backend.aws.environment
    deployment = deployment_of(backend)
    folder = Path(environment.get("QD_CACHE") or Path(tempfile.gettempdir()) / "qd")
    documents = StoredDocuments(backend.objects, folder)
    named = deployment.company.name
    company = company_of(deployment, None if named else documents(), folder=None)
    app = build_app(deployment, backend, documents, replace(company, logo=_logo(backend, deployment)))
    app.registry.check_keys()
    return replace(app, sign_link=LinkSigner(backend.secrets).review_path)


def deployment_of(backend: AwsBackend) -> Deployment:
    """What Parameter Store says, with ``CRM_ADAPTER`` of the environment before it."""
    tree = tree_of(backend.parameters.tree())
    if chosen := backend.aws.environment.get(CRM_ADAPTER):
        tree.setdefault("select", {})["crm_adapter"] = chosen
    return deployment_from(tree, origin=ORIGIN)


def _logo(backend: AwsBackend, deployment: Deployment) -> bytes | None:
    name = deployment.company.logo
    if not name:
        return None
    try:
        return backend.objects.get(f"{Bucket.DOCUMENTS}/{name}")
    except KeyError:
        bucket = backend.objects.bucket_name(Bucket.DOCUMENTS)
        raise ConfigError(f"[company] logo: bucket {bucket} has no {name}", key="company.logo") from None
