"""The shipped `plain` extractor: text files and HTML pages."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.model.message import Document, ExtractedText
from qd_core.plugin import NoSettings, Plugin, Provider, ProviderContext, TextExtractor, hookimpl
from qd_core.reading.files.kinds import FileKind, kind_of
from qd_core.reading.files.limits import TEXT_BYTES
from qd_core.reading.files.plain_text import read_plain
from qd_core.reading.files.safely import read_safely

__all__ = ["PlainExtractor", "plugin"]

plugin = Plugin(api=1)

_KINDS = frozenset({FileKind.TEXT, FileKind.HTML})


class PlainExtractor:
    """Reads files of these kinds; declines every other."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        """Takes no settings."""

    def extract(self, document: Document) -> ExtractedText | None:
        """None declines; a file that cannot be read says why in ``unread``."""
        if kind_of(document) not in _KINDS:
            return None
        return read_safely(read_plain, document, limit=TEXT_BYTES)


@hookimpl
def qd_text_extractors() -> Iterable[Provider[TextExtractor]]:
    """Offers ``plain``."""
    yield plugin.provider("plain", PlainExtractor, summary="reads text files and HTML pages")
