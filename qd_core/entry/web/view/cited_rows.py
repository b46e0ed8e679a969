"""The rows of a company document around a cited one, in the version that was cited."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from qd_core.documents.content import FileKind, file_kind, text_lines_of, version_of
from qd_core.documents.limits import LIMITS
from qd_core.documents.lines import Kind
from qd_core.documents.problem_list import ProblemList
from qd_core.documents.workbook_lines import read_workbook
from qd_core.entry.web.machinery import KeptVersions
from qd_core.model.documents import Citation

__all__ = ["CitedRows", "Context", "Row"]

_KEPT = 6
AROUND = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a document as a person sees it."""

    number: int
    text: str
    sheet: str = ""
    cited: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """A cited row among its neighbours. ``whole`` is false where the cited version is not at hand: then the row alone
    is shown, as the draft kept it."""

    citation: Citation
    rows: tuple[Row, ...]
    whole: bool


class CitedRows:
    """Rows by document and version; the last few documents stay in memory."""

    def __init__(self, files: KeptVersions) -> None:
        self._files = files
        self._kept: OrderedDict[tuple[str, str], list[Row]] = OrderedDict()
        self._lock = threading.Lock()

    def around(self, citation: Citation) -> Context:
        """The cited row with three on either side."""
        rows = self.rows(citation.document, citation.version)
        at = next(
            (
                index
                for index, row in _candidates(rows, citation)
                if row.number == citation.line and row.sheet in {citation.sheet, ""}
            ),
            None,
        )
        if at is None:
            return Context(citation, (Row(citation.line, citation.text, citation.sheet, cited=True),), False)
        first = max(0, at - AROUND)
        shown = [
            Row(row.number, row.text, row.sheet, index == at)
            for index, row in enumerate(rows[first : at + AROUND + 1], first)
        ]
        return Context(citation, tuple(shown), True)

    def rows(self, document: str, version: str) -> list[Row]:
        """Every row of one version; none where it is not at hand."""
        key = (document, version)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = self._files.content(document, version)
        rows = _read(*found) if found and version_of(found[1]) == version else []
        with self._lock:
            self._kept[key] = rows
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return rows


def _candidates(rows: Sequence[Row], citation: Citation) -> Sequence[tuple[int, Row]]:
    """Where the row must stand: in a text at its number, in a workbook anywhere."""
    if (
        not citation.sheet
        and 0 < citation.line <= len(rows)
        and rows[citation.line - 1].number == citation.line
    ):
        return [(citation.line - 1, rows[citation.line - 1])]
    return list(enumerate(rows))


def _read(name: str, content: bytes) -> list[Row]:
    problems = ProblemList("document")
    if file_kind(name, content) is FileKind.WORKBOOK:
        return [
            Row(line.number, line.shown(), line.sheet)
            for line in read_workbook(content, LIMITS, problems)
            if line.kind not in (Kind.SHEET, Kind.BLANK)
        ]
    return [
        Row(number, text) for number, text in enumerate(text_lines_of(content, LIMITS, problems), start=1)
    ]
