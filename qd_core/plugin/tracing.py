"""``QD_TRACE_PLUGINS=1``: every provider call on standard error, with its time; arguments by type only."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qd_core.plugin.registry import Bound

__all__ = ["trace_call", "tracing"]


def tracing() -> bool:
    """Whether the environment asks for it."""
    return bool(os.environ.get("QD_TRACE_PLUGINS"))


def trace_call(bound: Bound[object], method: str, args: Sequence[object], seconds: float) -> None:
    """One line for one call. Values are never written: they are customers' data."""
    kinds = ", ".join(type(argument).__name__ for argument in args)
    line = (
        f"[plugin] {bound.kind.name}/{bound.name} ({bound.origin}) {method}({kinds}) {seconds * 1000:.1f} ms"
    )
    sys.stderr.write(line + "\n")
