"""What commands look into: the data folder, beside the process that serves it, or the account of `QD_BACKEND=aws`."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from qd_core.entry.backend_choice import on_aws, only_here
from qd_core.errors import ConfigError

if TYPE_CHECKING:
    from qd_core.backends.aws.backend import AwsBackend
    from qd_core.backends.local.backend import LocalBackend

__all__ = ["machinery", "opened", "served_by"]


@contextmanager
def opened(data: Path) -> Iterator[LocalBackend]:
    """The back-end of a folder that is there. Raises ConfigError when it is not."""
    from qd_core.backends.local.backend import LocalBackend

    only_here()
    if not (data / "qd.sqlite").is_file():
        raise ConfigError(
            f"there is no data in {data}: give --data DIR, or begin with `qd serve`", key="data"
        )
    backend = LocalBackend(data)
    try:
        yield backend
    finally:
        backend.close()


@contextmanager
def machinery(data: Path) -> Iterator[LocalBackend | AwsBackend]:
    """The back-end that ``QD_BACKEND`` chooses; ``data`` is its folder where that is this machine. Raises ConfigError
    when there is none."""
    if on_aws():
        from qd_core.backends.aws.backend import AwsBackend

        yield AwsBackend()
        return
    with opened(data) as backend:
        yield backend


def served_by(data: Path) -> str:
    """The process that serves the folder; empty where none does."""
    try:
        handle = os.open(data / "lock", os.O_RDONLY)
    except FileNotFoundError:
        return ""
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return os.read(handle, 64).decode("ascii", "replace").strip() or "unknown"
    finally:
        os.close(handle)
    return ""
