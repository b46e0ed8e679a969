"""The lines of any company document, whatever file it is."""

from __future__ import annotations

from collections.abc import Iterator

from qd_core.documents.content import FileKind, file_kind, text_lines_of
from qd_core.documents.grid_lines import read_grid
from qd_core.documents.limits import Limits
from qd_core.documents.lines import Line
from qd_core.documents.problem_list import ProblemList
from qd_core.documents.text_lines import IsHeader, read_text
from qd_core.documents.workbook_lines import read_workbook

__all__ = ["document_lines"]


def document_lines(
    name: str, content: bytes, is_header: IsHeader, limits: Limits, problems: ProblemList
) -> Iterator[Line]:
    """The lines of the document whose file is called ``name``; what cannot be read is noted in ``problems``."""
    kind = file_kind(name, content)
    if kind is FileKind.WORKBOOK:
        return read_workbook(content, limits, problems)
    texts = text_lines_of(content, limits, problems)
    if kind is FileKind.GRID:
        return read_grid(texts, is_header, limits, problems)
    return read_text(texts, is_header)
