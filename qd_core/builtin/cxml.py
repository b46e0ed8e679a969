"""The shipped `cxml` extractor: cXML quote requests and order requests."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.model.message import Document, ExtractedText
from qd_core.plugin import NoSettings, Plugin, Provider, ProviderContext, TextExtractor, hookimpl
from qd_core.reading.files.cxml import is_cxml, read_cxml
from qd_core.reading.files.safely import read_safely

__all__ = ["CxmlExtractor", "plugin"]

plugin = Plugin(api=1)


class CxmlExtractor:
    """Reads cXML quote requests and order requests; declines every other file."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        """Takes no settings."""

    def extract(self, document: Document) -> ExtractedText | None:
        """None declines; a file that cannot be read says why in ``unread``."""
        return read_safely(read_cxml, document) if is_cxml(document) else None


@hookimpl
def qd_text_extractors() -> Iterable[Provider[TextExtractor]]:
    """Offers ``cxml``."""
    yield plugin.provider("cxml", CxmlExtractor, summary="reads cXML quote requests and order requests")
