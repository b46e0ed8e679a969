"""Pictures of text, read by the Tesseract program where it is installed."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from qd_core.model.message import Document, ExtractedText
from qd_core.reading.files.image_size import image_size
from qd_core.reading.files.kinds import FileKind, kind_of
from qd_core.reading.files.limits import OCR_PAGES, OCR_PIXELS, UnreadableError
from qd_core.reading.files.page_words import Page, Word
from qd_core.reading.files.paged_text import extracted_pages
from qd_core.reading.files.pdf_words import open_pdf
from qd_core.reading.files.pdfium_lock import PDFIUM

if TYPE_CHECKING:
    import pypdfium2

__all__ = [
    "NOTE",
    "NOT_INSTALLED",
    "OcrOptions",
    "installed_languages",
    "is_installed",
    "page_by_ocr",
    "read_pictures",
]

NOTE = "read from a picture (OCR): check numbers and part numbers"
NOT_INSTALLED = "and no OCR program (Tesseract) is installed"
_DOTS_PER_INCH = 300
_LEAST_CONFIDENCE = 25.0
_LEAST_WIDTH, _LEAST_HEIGHT = 480, 160
"""Smaller pictures (logos, icons, signatures) hold no list that could be read, in pixels."""


@dataclass(frozen=True, slots=True)
class OcrOptions:
    """``languages`` are Tesseract's names; those that are not installed are left out. ``seconds`` a page."""

    program: str = "tesseract"
    languages: tuple[str, ...] = ("eng", "deu", "fra", "spa", "nld", "ita")
    segmentation: int = 6
    seconds: float = 30.0


def is_installed(options: OcrOptions) -> bool:
    """Whether the program is there."""
    return shutil.which(options.program) is not None


def read_pictures(document: Document, options: OcrOptions) -> ExtractedText:
    """The text and tables of a picture, or of a PDF that is pictures. Raises UnreadableError."""
    if kind_of(document) is FileKind.PDF:
        pages = _pdf_pages(document.content, options)
    else:
        size = image_size(document.content)
        if size is not None and (size[0] < _LEAST_WIDTH or size[1] < _LEAST_HEIGHT):
            return ExtractedText(
                notes=(f"a picture of {size[0]} x {size[1]} pixels is too small to hold a list",)
            )
        if size is not None and size[0] * size[1] > OCR_PIXELS:
            raise UnreadableError(f"the picture is too large to be read ({size[0]} x {size[1]} pixels)")
        _require(options, "the file is a picture")
        pages = _pages(_run(document.content, options), *(size or (1, 1)), scale=1.0, first=1)
    if not any(page.words for page in pages):
        raise UnreadableError("no text was found in the picture")
    return extracted_pages(pages).model_copy(update={"notes": (NOTE,)})


def page_by_ocr(pdf: pypdfium2.PdfDocument, number: int, options: OcrOptions) -> Page:
    """Page ``number`` (from 1) by its looks. Raises UnreadableError."""
    with PDFIUM:
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = min(_DOTS_PER_INCH / 72, (OCR_PIXELS / max(width * height, 1.0)) ** 0.5)
        picture = _grey_map(page, scale)
        page.close()
    found = _pages(_run(picture, options), width, height, scale=1 / scale, first=number)
    return found[0] if found else Page(number, width, height, [])


def _pdf_pages(content: bytes, options: OcrOptions) -> list[Page]:
    with PDFIUM:
        pdf = open_pdf(content)
        count = len(pdf)
    try:
        _require(options, "page 1 is an image without text (a scan)")
        if count > OCR_PAGES:
            raise UnreadableError(f"the PDF is a scan of {count} pages; at most {OCR_PAGES} are read")
        return [page_by_ocr(pdf, index + 1, options) for index in range(count)]
    finally:
        with PDFIUM:
            pdf.close()


def _require(options: OcrOptions, what: str) -> None:
    if not is_installed(options):
        raise UnreadableError(f"{what} {NOT_INSTALLED}")


def _grey_map(page: pypdfium2.PdfPage, scale: float) -> bytes:
    """The page as a portable grey map, which needs no picture library."""
    bitmap = page.render(scale=scale, grayscale=True)
    stride, width, height = bitmap.stride, bitmap.width, bitmap.height
    data = bytes(bitmap.buffer)
    rows = b"".join(data[at * stride : at * stride + width] for at in range(height))
    return b"P5\n%d %d\n255\n" % (width, height) + rows


@cache
def installed_languages(program: str) -> frozenset[str]:
    """Tesseract's names of the languages that it has data for. Raises OSError, TimeoutExpired."""
    done = subprocess.run(  # noqa: S603 - the program that the deployment names
        [program, "--list-langs"], capture_output=True, timeout=10, check=False
    )
    return frozenset((done.stdout + done.stderr).decode("utf-8", "replace").split())


def _run(picture: bytes, options: OcrOptions) -> str:
    """Tesseract's table of words."""
    try:
        languages = [name for name in options.languages if name in installed_languages(options.program)]
        command = [options.program, "stdin", "stdout", "--psm", str(options.segmentation)]
        command += ["-l", "+".join(languages)] if languages else []
        done = subprocess.run(  # noqa: S603 - the program that the deployment names
            [*command, "tsv"], input=picture, capture_output=True, timeout=options.seconds, check=False
        )
    except subprocess.TimeoutExpired as problem:
        raise UnreadableError(
            f"reading the picture took more than {options.seconds:.0f} seconds"
        ) from problem
    except OSError as problem:
        raise UnreadableError(f"the OCR program could not be started ({problem.strerror})") from problem
    if done.returncode:
        raise UnreadableError("the picture could not be read by the OCR program")
    return done.stdout.decode("utf-8", "replace")


def _pages(table: str, width: float, height: float, *, scale: float, first: int) -> list[Page]:
    """Words by page; each takes its line's top and bottom, so that letters with tails do not part a line."""
    pages: dict[int, Page] = {}
    lines: dict[Sequence[str], tuple[float, float]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        try:
            level, number = int(row["level"]), int(row["page_num"])
            left, top = float(row["left"]) * scale, float(row["top"]) * scale
            right, bottom = left + float(row["width"]) * scale, top + float(row["height"]) * scale
            key = (row["page_num"], row["block_num"], row["par_num"], row["line_num"])
            sure = float(row["conf"])
        except (KeyError, TypeError, ValueError):
            continue
        page = pages.setdefault(number, Page(first + len(pages), width, height, []))
        text = (row.get("text") or "").strip()
        if level == 4:
            lines[key] = (top, bottom)
        elif level == 5 and text and sure >= _LEAST_CONFIDENCE:
            top, bottom = lines.get(key, (top, bottom))
            page.words.append(Word(text, left, top, right, bottom))
    return list(pages.values())
