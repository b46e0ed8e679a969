"""The shipped `x12` extractor: X12 requests for quotation (840) and orders (850)."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.model.message import Document, ExtractedText
from qd_core.plugin import NoSettings, Plugin, Provider, ProviderContext, TextExtractor, hookimpl
from qd_core.reading.files.kinds import FileKind, kind_of
from qd_core.reading.files.safely import read_safely
from qd_core.reading.files.x12 import read_x12

__all__ = ["X12Extractor", "plugin"]

plugin = Plugin(api=1)


class X12Extractor:
    """Reads X12 requests for quotation (840) and orders (850); declines every other file."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        """Takes no settings."""

    def extract(self, document: Document) -> ExtractedText | None:
        """None declines; a file that cannot be read says why in ``unread``."""
        return read_safely(read_x12, document) if kind_of(document) is FileKind.X12 else None


@hookimpl
def qd_text_extractors() -> Iterable[Provider[TextExtractor]]:
    """Offers ``x12``."""
    yield plugin.provider(
        "x12", X12Extractor, summary="reads X12 requests for quotation (840) and orders (850)"
    )
