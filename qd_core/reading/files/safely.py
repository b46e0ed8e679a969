"""The one door to every reader: a file that cannot be read is an answer, never an exception."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from qd_core.model.message import Document, ExtractedText
from qd_core.reading.files.limits import FILE_BYTES, UnreadableError, check_size

__all__ = ["read_safely"]

log = logging.getLogger(__name__)


Found = TypeVar("Found", ExtractedText, ExtractedText | None)


def read_safely(read: Callable[[Document], Found], document: Document, *, limit: int = FILE_BYTES) -> Found:
    """What ``read`` finds, or an ``ExtractedText`` whose ``unread`` says why it found nothing."""
    try:
        check_size(document.content, limit)
        return read(document)
    except UnreadableError as problem:
        return ExtractedText(unread=str(problem))
    except Exception as problem:
        log.warning("%s could not be read: %s", document.name, problem, exc_info=True)
        return ExtractedText(unread="the file is damaged and could not be read")
