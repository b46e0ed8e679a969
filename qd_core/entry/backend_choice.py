"""Which machinery this process uses, as its environment says."""

from __future__ import annotations

import os
from collections.abc import Mapping

from qd_core.errors import ConfigError

__all__ = ["BACKEND", "on_aws", "only_here"]

BACKEND = "QD_BACKEND"
"""``aws`` or ``local`` (the default)."""
_CHOICES = ("local", "aws")


def on_aws(environment: Mapping[str, str] | None = None) -> bool:
    """Whether the machinery is AWS. Raises ConfigError for a ``QD_BACKEND`` that there is not."""
    chosen = (os.environ if environment is None else environment).get(BACKEND, "") or "local"
    if chosen not in _CHOICES:
        raise ConfigError(
            f"{BACKEND}={chosen}: there is no such back-end; choose {' or '.join(_CHOICES)}",
            key=BACKEND,
            choices=_CHOICES,
        )
    return chosen == "aws"


def only_here() -> None:
    """For what works on a folder of this machine alone. Raises ConfigError where the machinery is AWS, so that nothing
    is done in the wrong place without a word."""
    if on_aws():
        raise ConfigError(
            f"this works on a folder of this machine, and {BACKEND} is aws: unset it, or use what "
            "docs/how-to/on-aws.md names",
            key=BACKEND,
        )
