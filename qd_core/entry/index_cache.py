"""The catalog's index between processes: built once for each version, opened from disk after that."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from qd_core.model.catalog import Catalog

__all__ = ["LARGE", "default_folder", "use_kept_index"]

LARGE = 5_000
"""Rows under which building the index costs less than opening it."""

log = logging.getLogger("qd")


def default_folder() -> Path:
    """``$QD_CACHE``, else the user's cache folder."""
    named = os.environ.get("QD_CACHE")
    base = os.environ.get("XDG_CACHE_HOME")
    return Path(named) if named else (Path(base) if base else Path.home() / ".cache") / "qd"


def use_kept_index(catalog: Catalog, folder: Path | None = None) -> None:
    """Lets matching in ``catalog`` use the index on disk, written now if this version has none. A folder that cannot
    be written costs time, not the quote."""
    if len(catalog) < LARGE:
        return
    from qd_core.matching.store import open_or_build

    try:
        open_or_build(catalog, (folder or default_folder()) / "index")
    except OSError as error:
        log.warning("the catalog's index cannot be kept, it is built anew each time: %s", error)
