"""Structured requests and bills of material of public projects: needs the data folder (beside it, or QD_SHARED)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qd_core.model.message import Document, ExtractedText
from qd_core.reading.files.delimited import read_delimited
from qd_core.reading.files.edifact import read_edifact
from qd_core.reading.files.gaeb import is_gaeb_xml, read_gaeb_xml
from qd_core.reading.files.safely import read_safely
from qd_core.reading.files.ubl import is_ubl, read_ubl
from qd_core.reading.files.x12 import read_x12
from tests.corpus.mail_figures import data

DATA = data()
pytestmark = pytest.mark.skipif(
    DATA is None, reason="the data folder is not beside the checkout (QD_SHARED names it)"
)


def documents(folder: str, pattern: str) -> Iterator[Document]:
    for path in sorted((DATA / folder if DATA else Path()).glob(pattern)):
        yield Document(name=path.name, media_type="", content=path.read_bytes())


def quantities(found: ExtractedText) -> list[str]:
    rows = [row.cells for row in found.tables[0].rows]
    column = rows[0].index("Quantity")
    return [row[column] for row in rows[1:]]


def test_every_ubl_request_order_and_quotation_has_its_lines() -> None:
    read = 0
    for document in documents("rfq-structured/ubl", "*/*.xml"):
        if is_ubl(document):
            found = read_safely(read_ubl, document)
            assert all(quantities(found)), document.name
            read += 1
    assert read >= 9


def test_every_gaeb_file_is_read_or_says_that_it_holds_no_items() -> None:
    for document in documents("rfq-structured/gaeb", "*.x8*"):
        assert is_gaeb_xml(document)
        found = read_safely(read_gaeb_xml, document)
        assert found.tables or found.unread == "the document holds no line items", document.name
    boq = next(documents("rfq-structured/gaeb", "boq.x83"))
    assert quantities(read_gaeb_xml(boq)) == ["100", "1", "5", "10", "10", "20"]


def test_edi_orders() -> None:
    counts = {"x12.850.edi": 1, "x12.850a.edi": 3, "x12.850.issue135.edi": 21}
    for name, count in counts.items():
        assert len(quantities(read_x12(next(documents("rfq-structured/edi", name))))) == count
    assert len(quantities(read_edifact(next(documents("rfq-structured/edi", "example_order_ok.edi"))))) == 146


def test_every_bill_of_material_is_one_table() -> None:
    for document in documents("bom-kicost", "**/*.csv"):
        found = read_safely(read_delimited, document)
        assert found.unread is None
        assert len(found.tables) == 1, document.name
