"""The shipped text extractors: each takes its own kind, declines every other, and never raises."""

import importlib

import pytest

from qd_core.builtin.tesseract import TesseractSettings
from qd_core.plugin import NoSettings
from qd_core.testing import TextExtractorContract
from tests.unit.files.made import document, drawn, paragraph, pdf_of, sheet_of, text_of, word_file
from tests.unit.files.test_structured_requests import CXML, EDIFACT, GAEB, UBL, X12

MODULES = "ubl gaeb x12 edifact cxml plain csv_file xlsx docx_file pdf tesseract".split()
FILES = {
    "ubl": ("rfq.xml", UBL.encode()),
    "gaeb": ("lv.x83", GAEB.encode()),
    "x12": ("rfq.x12", X12.encode()),
    "edifact": ("reqote.edi", EDIFACT.encode()),
    "cxml": ("quote.xml", CXML.encode()),
    "plain": ("request.txt", b"Please quote 12 UCP206"),
    "csv": ("list.csv", b"Qty;Part\n12;UCP206\n"),
    "xlsx": ("list.xlsx", sheet_of([["Qty", "Part"], [12, "UCP206"]])),
    "docx": ("rfq.docx", word_file(paragraph("Please quote 12 UCP206"))),
    "pdf": ("rfq.pdf", pdf_of([text_of("Please quote 12 UCP206")])),
    "tesseract": ("scan.pdf", drawn(lambda canvas: canvas.rect(9, 9, 99, 99, fill=1))),
}


def extractors() -> dict[str, object]:
    found = {}
    for name in MODULES:
        module = importlib.import_module(f"qd_core.builtin.{name}")
        for provider in module.qd_text_extractors():
            settings = TesseractSettings(program="no-such-program") if name == "tesseract" else NoSettings()
            found[provider.name] = provider.build(settings, None)
            assert provider.summary
    return found


EXTRACTORS = extractors()


@pytest.mark.parametrize("name", FILES)
def test_the_first_that_takes_a_file_is_the_one_for_it(name: str) -> None:
    file_name, content = FILES[name]
    file = document(content, file_name)
    answers = {
        extractor: found
        for extractor, each in EXTRACTORS.items()
        if (found := each.extract(file)) is not None
    }
    assert next(iter(answers)) == name
    first = answers[name]
    assert bool(first.unread) == (name == "tesseract")
    assert not (
        first.text
        and any(cell in first.text.split() for t in first.tables for r in t.rows for cell in r.cells)
    )


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 500, b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"ISA*", b"<"]
)
def test_no_file_raises(content: bytes) -> None:
    for name in ("a", "a.pdf", "a.csv", "a.xlsx", "a.d83", "a.png", "a.xml"):
        for each in EXTRACTORS.values():
            each.extract(document(content, name))


@pytest.mark.parametrize("name", sorted(set(FILES) - {"tesseract"}))
class TestContract(TextExtractorContract):
    """Every shipped extractor but the OCR, which needs a program that may not be there."""

    @pytest.fixture
    def extractor(self, name: str) -> object:
        return EXTRACTORS[name]

    @pytest.fixture
    def accepted(self, name: str) -> object:
        file_name, content = FILES[name]
        return document(content, file_name)

    @pytest.fixture
    def declined(self, name: str) -> object:
        return document(b"\0\1\2\3" * 200, "blob.bin")
