"""The shipped `tesseract` extractor: pictures and scanned PDFs, by Debian's Tesseract where it is installed."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field

from qd_core.model.message import Document, ExtractedText
from qd_core.plugin import Plugin, Provider, ProviderContext, TextExtractor, hookimpl
from qd_core.reading.files.kinds import FileKind, kind_of
from qd_core.reading.files.ocr import OcrOptions, read_pictures
from qd_core.reading.files.safely import read_safely

__all__ = ["TesseractExtractor", "TesseractSettings", "plugin"]


class TesseractSettings(BaseModel):
    """Settings under ``[settings.tesseract]``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    program: str = Field("tesseract", description="the program's name or path")
    languages: tuple[str, ...] = Field(
        OcrOptions().languages,
        description="Tesseract's names of the languages; those not installed are left out",
    )
    segmentation: int = Field(6, ge=0, le=13, description="Tesseract's page segmentation mode (--psm)")
    seconds: float = Field(30.0, gt=0, description="how long one page may take")


plugin = Plugin(api=1, settings=TesseractSettings)

_KINDS = frozenset({FileKind.IMAGE, FileKind.PDF})


class TesseractExtractor:
    """Reads pictures, and the PDFs that the ``pdf`` extractor left because they hold no text."""

    def __init__(self, settings: TesseractSettings, context: ProviderContext) -> None:
        """Whether the program is installed is looked up when a picture comes."""
        self._options = OcrOptions(
            program=settings.program,
            languages=settings.languages,
            segmentation=settings.segmentation,
            seconds=settings.seconds,
        )

    def extract(self, document: Document) -> ExtractedText | None:
        """None declines; a picture that cannot be read says why in ``unread``."""
        if kind_of(document) not in _KINDS:
            return None
        return read_safely(lambda picture: read_pictures(picture, self._options), document)


@hookimpl
def qd_text_extractors() -> Iterable[Provider[TextExtractor]]:
    """Offers ``tesseract``."""
    yield plugin.provider("tesseract", TesseractExtractor, summary="reads pictures and scans by OCR")
