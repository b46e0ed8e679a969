"""The shipped `edifact` extractor: EDIFACT requests for quote (REQOTE) and orders (ORDERS)."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.model.message import Document, ExtractedText
from qd_core.plugin import NoSettings, Plugin, Provider, ProviderContext, TextExtractor, hookimpl
from qd_core.reading.files.edifact import read_edifact
from qd_core.reading.files.kinds import FileKind, kind_of
from qd_core.reading.files.safely import read_safely

__all__ = ["EdifactExtractor", "plugin"]

plugin = Plugin(api=1)


class EdifactExtractor:
    """Reads EDIFACT requests for quote (REQOTE) and orders (ORDERS); declines every other file."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        """Takes no settings."""

    def extract(self, document: Document) -> ExtractedText | None:
        """None declines; a file that cannot be read says why in ``unread``."""
        return read_safely(read_edifact, document) if kind_of(document) is FileKind.EDIFACT else None


@hookimpl
def qd_text_extractors() -> Iterable[Provider[TextExtractor]]:
    """Offers ``edifact``."""
    yield plugin.provider("edifact", EdifactExtractor, summary="reads EDIFACT REQOTE and ORDERS")
