"""The shipped `docx` extractor: Word documents."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.model.message import Document, ExtractedText
from qd_core.plugin import NoSettings, Plugin, Provider, ProviderContext, TextExtractor, hookimpl
from qd_core.reading.files.kinds import FileKind, kind_of
from qd_core.reading.files.safely import read_safely
from qd_core.reading.files.word import read_word

__all__ = ["DocxExtractor", "plugin"]

plugin = Plugin(api=1)

_KINDS = frozenset({FileKind.DOCX, FileKind.DOC, FileKind.RTF, FileKind.ODT, FileKind.ENCRYPTED_OFFICE})


class DocxExtractor:
    """Reads files of these kinds; declines every other."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        """Takes no settings."""

    def extract(self, document: Document) -> ExtractedText | None:
        """None declines; a file that cannot be read says why in ``unread``."""
        if kind_of(document) not in _KINDS:
            return None
        return read_safely(read_word, document)


@hookimpl
def qd_text_extractors() -> Iterable[Provider[TextExtractor]]:
    """Offers ``docx``."""
    yield plugin.provider("docx", DocxExtractor, summary="reads Word documents")
