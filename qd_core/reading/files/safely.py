"""The one door to every reader: a file that cannot be read is an answer, never an exception."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import TypeVar, overload

from qd_core.model.message import Document, ExtractedText
from qd_core.reading.files.limits import FILE_BYTES, UnreadableError, check_size
from qd_core.reading.mail.unseen import TURN, as_shown

__all__ = ["read_safely"]

log = logging.getLogger(__name__)


Found = TypeVar("Found", ExtractedText, ExtractedText | None)


@overload
def _as_shown(found: ExtractedText) -> ExtractedText: ...
@overload
def _as_shown(found: None) -> None: ...
def _as_shown(found: ExtractedText | None) -> ExtractedText | None:
    """What an override turns round on the screen is read as it is seen there: ``42`` may be shown as ``24``."""
    if found is None or not (TURN in found.text or any(TURN in cell for cell in _cells(found))):
        return found
    tables = tuple(
        table.model_copy(
            update={
                "rows": tuple(
                    row.model_copy(update={"cells": tuple(as_shown(cell) for cell in row.cells)})
                    for row in table.rows
                )
            }
        )
        for table in found.tables
    )
    text = "\n".join(as_shown(line) for line in found.text.split("\n"))
    return found.model_copy(update={"text": text, "tables": tables})


def _cells(found: ExtractedText) -> Iterator[str]:
    return (cell for table in found.tables for row in table.rows for cell in row.cells if not cell.isascii())


def read_safely(read: Callable[[Document], Found], document: Document, *, limit: int = FILE_BYTES) -> Found:
    """What ``read`` finds, or an ``ExtractedText`` whose ``unread`` says why it found nothing."""
    try:
        check_size(document.content, limit)
        return _as_shown(read(document))
    except UnreadableError as problem:
        return ExtractedText(unread=str(problem))
    except Exception as problem:
        log.warning("%s could not be read: %s", document.name, problem, exc_info=True)
        return ExtractedText(unread="the file is damaged and could not be read")
