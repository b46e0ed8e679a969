"""The shipped `pdf` extractor: PDF files with text."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.model.message import Document, ExtractedText
from qd_core.plugin import NoSettings, Plugin, Provider, ProviderContext, TextExtractor, hookimpl
from qd_core.reading.files.kinds import FileKind, kind_of
from qd_core.reading.files.pdf_reading import read_pdf
from qd_core.reading.files.safely import read_safely

__all__ = ["PdfExtractor", "plugin"]

plugin = Plugin(api=1)

_KINDS = frozenset({FileKind.PDF})


class PdfExtractor:
    """Reads files of these kinds; declines every other."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        """Takes no settings."""

    def extract(self, document: Document) -> ExtractedText | None:
        """None declines; a file that cannot be read says why in ``unread``."""
        if kind_of(document) not in _KINDS:
            return None
        return read_safely(read_pdf, document)


@hookimpl
def qd_text_extractors() -> Iterable[Provider[TextExtractor]]:
    """Offers ``pdf``."""
    yield plugin.provider("pdf", PdfExtractor, summary="reads the text and tables of PDF files")
