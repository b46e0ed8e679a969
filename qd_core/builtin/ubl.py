"""The shipped `ubl` extractor: UBL 2 requests for quotation, orders and quotations."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.model.message import Document, ExtractedText
from qd_core.plugin import NoSettings, Plugin, Provider, ProviderContext, TextExtractor, hookimpl
from qd_core.reading.files.safely import read_safely
from qd_core.reading.files.ubl import is_ubl, read_ubl

__all__ = ["UblExtractor", "plugin"]

plugin = Plugin(api=1)


class UblExtractor:
    """Reads UBL 2 requests for quotation, orders and quotations; declines every other file."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        """Takes no settings."""

    def extract(self, document: Document) -> ExtractedText | None:
        """None declines; a file that cannot be read says why in ``unread``."""
        return read_safely(read_ubl, document) if is_ubl(document) else None


@hookimpl
def qd_text_extractors() -> Iterable[Provider[TextExtractor]]:
    """Offers ``ubl``."""
    yield plugin.provider(
        "ubl", UblExtractor, summary="reads UBL 2 requests for quotation, orders and quotations"
    )
