"""The shipped `gaeb` extractor: GAEB bills of quantities."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.model.message import Document, ExtractedText
from qd_core.plugin import NoSettings, Plugin, Provider, ProviderContext, TextExtractor, hookimpl
from qd_core.reading.files.gaeb import is_gaeb_xml, read_gaeb_xml
from qd_core.reading.files.gaeb_fixed import read_gaeb_fixed
from qd_core.reading.files.kinds import FileKind, kind_of
from qd_core.reading.files.safely import read_safely

__all__ = ["GaebExtractor", "plugin"]

plugin = Plugin(api=1)


class GaebExtractor:
    """Reads GAEB bills of quantities; declines every other file."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        """Takes no settings."""

    def extract(self, document: Document) -> ExtractedText | None:
        """None declines; a file that cannot be read says why in ``unread``."""
        kind = kind_of(document)
        if kind is FileKind.GAEB_FIXED:
            return read_safely(read_gaeb_fixed, document)
        if kind is FileKind.GAEB_2000:
            return ExtractedText(unread="the file is GAEB 2000 (P81 to P86); ask for X83 or D83")
        return read_safely(read_gaeb_xml, document) if is_gaeb_xml(document) else None


@hookimpl
def qd_text_extractors() -> Iterable[Provider[TextExtractor]]:
    """Offers ``gaeb``."""
    yield plugin.provider("gaeb", GaebExtractor, summary="reads GAEB bills of quantities")
