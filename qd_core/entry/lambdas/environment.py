"""The application of one execution environment: wired once, kept while Lambda keeps the process."""

from __future__ import annotations

import os

from qd_core.pipeline.app import App

__all__ = ["application", "is_in_lambda", "use_application"]

_kept: list[App] = []


def application() -> App:
    """The application. Raises ConfigError when the deployment's configuration cannot be used."""
    if not _kept:
        from qd_core.entry.aws import aws_app

        _kept.append(aws_app(os.environ))
    return _kept[0]


def use_application(app: App | None) -> None:
    """Puts ``app`` in its place, for tests and for programs that run handlers elsewhere; None forgets it."""
    _kept[:] = [] if app is None else [app]


def is_in_lambda() -> bool:
    """Whether this process is one of Lambda's, or of its emulator."""
    return "AWS_LAMBDA_RUNTIME_API" in os.environ
