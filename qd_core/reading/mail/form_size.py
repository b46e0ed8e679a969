"""How large a web form may be: known to the door without what reads forms."""

from __future__ import annotations

__all__ = ["LARGEST_FORM"]

LARGEST_FORM = 40 * 1024 * 1024
"""Bytes of its JSON, files and all."""
