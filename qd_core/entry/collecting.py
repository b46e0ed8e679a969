"""How often this process looks for reference cycles."""

from __future__ import annotations

import gc

__all__ = ["collect_rarely"]

_NEW_OBJECTS = 50_000


def collect_rarely() -> None:
    """Python looks for cycles after 700 new objects, as often as 250 times while a single mail is drafted, for a tenth
    of the whole work. Drafting makes hardly any: a look every fifty thousand objects (some megabytes) is plenty. To be
    called where a process begins, never by a library."""
    gc.set_threshold(_NEW_OBJECTS, 20, 20)
