"""pdfium is not made for threads: whoever uses it in this process holds this lock."""

from __future__ import annotations

import threading

__all__ = ["PDFIUM"]

PDFIUM = threading.RLock()
"""Reentrant: reading a PDF may ask for a page's picture on the way."""
