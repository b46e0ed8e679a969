"""The shipped `xlsx` extractor: workbooks of Excel and OpenDocument."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.model.message import Document, ExtractedText
from qd_core.plugin import NoSettings, Plugin, Provider, ProviderContext, TextExtractor, hookimpl
from qd_core.reading.files.kinds import FileKind, kind_of
from qd_core.reading.files.safely import read_safely
from qd_core.reading.files.sheets import read_workbook

__all__ = ["XlsxExtractor", "plugin"]

plugin = Plugin(api=1)

_KINDS = frozenset({FileKind.XLSX, FileKind.XLSB, FileKind.XLS, FileKind.ODS})


class XlsxExtractor:
    """Reads files of these kinds; declines every other."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        """Takes no settings."""

    def extract(self, document: Document) -> ExtractedText | None:
        """None declines; a file that cannot be read says why in ``unread``."""
        if kind_of(document) not in _KINDS:
            return None
        return read_safely(read_workbook, document)


@hookimpl
def qd_text_extractors() -> Iterable[Provider[TextExtractor]]:
    """Offers ``xlsx``."""
    yield plugin.provider("xlsx", XlsxExtractor, summary="reads workbooks (XLSX, XLSM, XLSB, XLS, ODS)")
